#pragma once

#include "views/picture/sketch.h"
#include "views/stage/lost_records.h"
#include "views/stage/stage_layout.h"
#include "views/stage/stage_options.h"

#include <QCoreApplication>

namespace brokerscope::views {

/// The translation context of all texts on the stage.
struct StageText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::StageText)
};

/// What every part of the stage is drawn from and onto.
struct Drawing {
    const Scene& scene;
    const history::History& history;
    const history::ClusterState& state;
    const Selection& selection;
    const LostRecords& lost;
    const StageOptions& options;
    const StageLayout& layout;
    Sketch& sketch;

    [[nodiscard]] double u(double units) const { return units * sketch.scale(); }
    [[nodiscard]] QString node(NodeId id) const;
    [[nodiscard]] QString partition(PartitionId id) const;
    [[nodiscard]] bool selected(NodeId id) const;
    [[nodiscard]] bool selected(PartitionId id) const;
    /// Whether the broker's row is hatched: it is down or paused.
    [[nodiscard]] bool isHatched(NodeId broker) const;
    /// How far a trail of `length` that began at `from` has come by the playhead, 0 to 1; 1 when it
    /// is over or has not begun, and always with reduced motion.
    [[nodiscard]] double fractionSince(Timestamp from, Duration length) const;

    /// A card with the border that fits its state.
    Shape& card(const QRectF& rect, bool highlighted) const;
    /// A text in a partition's column, in a broker's row: with a ground of its own where hatching
    /// or the HW line would run through it.
    void label(NodeId broker, PartitionId partition, const QRectF& rect, const QString& text,
        FontRole font, Ink ink) const;
};

/// HW that holds for the partition: of the replica that the controller made leader; kNoOffset
/// without one.
[[nodiscard]] Offset leaderWatermark(const history::ClusterState& state, PartitionId partition);
/// What the replica is and does, in a few words: "leader", "follower · fetching" …
[[nodiscard]] QString replicaCaption(
    const Drawing& drawing, NodeId broker, const history::ReplicaState& replica);
/// Colour of a consumer, by its order in the roster.
[[nodiscard]] Ink consumerInk(const StageLayout& layout, NodeId consumer);
/// "120 deleted": what the slot says that stands for the offsets before a log's start.
[[nodiscard]] QString deletedText(Offset logStart);

void drawTitles(const Drawing& drawing);
/// Which partitions are in sight; empty while all are, with room for their columns. It stands at
/// the right end of the titles.
[[nodiscard]] QString windowText(const Drawing& drawing);
void drawPartitionHeaders(const Drawing& drawing);
void drawBrokerRow(const Drawing& drawing, NodeId broker);
void drawReplica(const Drawing& drawing, NodeId broker, const history::ReplicaState& replica);
/// Gaps, segment borders and segments that fall off; under drawReplica()'s flag and labels.
void drawSegments(const Drawing& drawing, NodeId broker, const history::ReplicaState& replica);
void drawWatermark(const Drawing& drawing, PartitionId partition);
void drawReplicaLabels(const Drawing& drawing, NodeId broker, const history::ReplicaState& replica);
void drawCrown(const Drawing& drawing, PartitionId partition);
void drawHeatMap(const Drawing& drawing);
/// The controllers: their card, or cards, or badges, and the newest decision.
void drawControllers(const Drawing& drawing);
/// "fenced b1 · elected b2 for orders-0 (epoch 5→6)"; empty before the first decision.
[[nodiscard]] QString newestDecision(const Drawing& drawing);
/// One word: "leader", "follower", "candidate" …, "down" or "paused".
[[nodiscard]] QString quorumState(const history::QuorumMemberState& member);
/// A card for each of several controllers, or a badge within its broker's row.
void drawQuorumMember(const Drawing& drawing, NodeId controller, const QRectF& card);
void drawProducer(const Drawing& drawing, NodeId producer, const QRectF& card);
void drawConsumer(const Drawing& drawing, NodeId consumer, const QRectF& card);
void drawPositions(const Drawing& drawing, NodeId consumer);
/// A consumer that has a group.
void drawMember(const Drawing& drawing, NodeId consumer, const QRectF& card);
/// "GROUP billing · gen 4"
[[nodiscard]] QString groupTitle(const Drawing& drawing, const QString& name);
/// Headings and cards of the groups, and who is not shown.
void drawGroups(const Drawing& drawing);
/// What the groups have committed, and commits on their way, at the partitions' cells.
void drawCommits(const Drawing& drawing);
/// How far aside the marks of the consumer stand, so that those of several readers of one partition
/// keep apart: of a group only one reads it.
[[nodiscard]] double markOrder(const Drawing& drawing, NodeId consumer);
/// Cut and slow links, and isolated nodes.
void drawLinks(const Drawing& drawing);
void drawMessages(const Drawing& drawing);

} // namespace brokerscope::views
