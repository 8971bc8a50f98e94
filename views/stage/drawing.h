#pragma once

#include "views/picture/sketch.h"
#include "views/stage/lost_records.h"
#include "views/stage/stage_layout.h"

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
    const StageLayout& layout;
    Sketch& sketch;

    [[nodiscard]] double u(double units) const { return units * sketch.scale(); }
    [[nodiscard]] QString node(NodeId id) const;
    [[nodiscard]] QString partition(PartitionId id) const;
    [[nodiscard]] bool selected(NodeId id) const;
    [[nodiscard]] bool selected(PartitionId id) const;

    /// A card with the border that fits its state.
    Shape& card(const QRectF& rect, bool highlighted) const;
    /// A badge with a left edge at `left`, centred on `middle`; returns its right edge.
    double badge(
        double left, double middle, const QString& text, Ink fill, const QString& id = {}) const;
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
/// "10.2 KB"; `unit` bytes are written without it for "10.2 / 16 KB".
[[nodiscard]] QString bytesText(std::int64_t bytes);
[[nodiscard]] QString bytesOfText(std::int64_t part, std::int64_t whole);

void drawTitles(const Drawing& drawing);
void drawPartitionHeaders(const Drawing& drawing);
void drawBrokerRow(const Drawing& drawing, NodeId broker);
void drawReplica(const Drawing& drawing, NodeId broker, const history::ReplicaState& replica);
/// Gaps, segment borders and segments that fall off; under drawReplica()'s flag and labels.
void drawSegments(const Drawing& drawing, NodeId broker, const history::ReplicaState& replica);
void drawWatermark(const Drawing& drawing, PartitionId partition);
void drawReplicaLabels(const Drawing& drawing, NodeId broker, const history::ReplicaState& replica);
void drawController(const Drawing& drawing);
void drawProducer(const Drawing& drawing, NodeId producer, const QRectF& card);
void drawConsumer(const Drawing& drawing, NodeId consumer, const QRectF& card);
void drawPositions(const Drawing& drawing, NodeId consumer);
void drawCuts(const Drawing& drawing);
void drawMessages(const Drawing& drawing);

} // namespace brokerscope::views
