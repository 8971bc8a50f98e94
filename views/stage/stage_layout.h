#pragma once

#include "views/run_view.h"
#include "views/stage/heat_map.h"
#include "views/stage/lost_records.h"
#include "views/stage/offset_scale.h"

#include <QRectF>
#include <QSizeF>

#include <vector>

namespace brokerscope::views {

class Sketch;

/// How much a producer's or consumer's card has room for.
enum class CardDetail : std::uint8_t {
    Full, ///< as in the design
    Compact, ///< one line per partition
    Summary, ///< the header and one line
    Line, ///< one line for all; of members of groups only
};

/// A consumer group, or the consumers without one, below one another.
struct GroupArea {
    QString name; ///< group.id; empty: of the consumers without a group
    std::vector<NodeId> members; ///< in roster order
    QRectF heading; ///< null: the column's title says it
    QRectF card; ///< what its coordinator has of it; null without a group
    QRectF more; ///< says that there are members without room; null when all have it
    std::size_t hidden = 0; ///< that many
};

/// A partition that a consumer gave up or lost a moment ago.
struct RevokedPartition {
    NodeId consumer;
    PartitionId partition;
    Timestamp at;
    event::RevokeReason reason = event::RevokeReason::Rebalance;
};

/// For so long a partition's pill fades out, or in at the next owner's.
inline constexpr Duration kAssignmentTrail = milliseconds(150);

/// How much a controller's card has room for when there are several: that many lines.
enum class QuorumDetail : std::uint8_t { OneLine, TwoLines, ThreeLines };

/// Where everything on the stage stands. Computed anew for every picture; a function of sizes and
/// state alone.
///
/// A cluster with more partitions than columns have room for is folded into a heat map. Of a large
/// cluster the window's partitions are shown, in columns, with the brokers that have replicas of
/// them, as soon as there is room for that.
struct StageLayout {
    struct Column {
        double left = 0;
        double width = 0;
        bool numbered = true; ///< cells are wide enough for their offsets
        bool named = true; ///< the header is wide enough for the partition's name, not just number
        OffsetScale scale;
    };

    QRectF producers; ///< column areas below their titles
    QRectF cluster;
    QRectF consumers;
    double titleTop = 0; ///< of the line with the three titles
    double headerTop = 0; ///< of the partition headers, which are two lines high
    double labelWidth = 0; ///< of a row's left part with the broker's name
    double columnGap = 0;
    double gutter = 0; ///< between the three columns
    double rowHeight = 0;
    double cellHeight = 0;
    double watermarkTop = 0; ///< of the pills under the rows
    std::vector<QRectF> rows; ///< by broker; null for one that is not shown
    PartitionWindow window; ///< resolved
    bool folded = false; ///< into `map` instead of columns
    std::vector<Column> columns; ///< of the window's partitions
    HeatMap map;
    QRectF controller; ///< the one controller's card; with several the line of their decisions
    std::vector<QRectF> controllerCards; ///< with several, by order; in combined mode within rows
    QuorumDetail quorumDetail = QuorumDetail::ThreeLines;
    bool combined = false; ///< controllers share the machines of brokers
    std::vector<NodeId> brokerNodes; ///< those that are shown
    std::vector<NodeId> controllerNodes;
    std::vector<NodeId> producerNodes;
    std::vector<NodeId> consumerNodes;
    std::vector<QRectF> producerCards;
    CardDetail producerDetail = CardDetail::Full;
    std::vector<QRectF> consumerCards;
    CardDetail consumerDetail = CardDetail::Full;
    std::vector<GroupArea> groups; ///< empty when no consumer is in a group
    CardDetail groupDetail = CardDetail::Full; ///< of the groups' cards
    std::vector<RevokedPartition> revoked; ///< in the last kAssignmentTrail

    /// The card of any node; null for a broker that is not shown. The script has none: its requests
    /// (an admin's) come from the line of titles above the cluster.
    [[nodiscard]] QRectF card(NodeId node) const;
    [[nodiscard]] const QRectF& row(NodeId broker) const { return rows.at(broker.value() - 1U); }
    /// Whether the partition has a column of its own.
    [[nodiscard]] bool shows(PartitionId partition) const
    {
        return !folded && partition.value() >= window.first
            && partition.value() - window.first < columns.size();
    }
    [[nodiscard]] const Column& column(PartitionId partition) const
    {
        return columns.at(partition.value() - window.first);
    }
    [[nodiscard]] PartitionId partitionAt(std::size_t column) const
    {
        return PartitionId(static_cast<std::uint16_t>(window.first + column));
    }
    [[nodiscard]] bool shows(NodeId broker) const { return !row(broker).isNull(); }
    [[nodiscard]] const QRectF& topRow() const { return row(brokerNodes.front()); }
    [[nodiscard]] double cellTop(const QRectF& row) const
    {
        return row.center().y() - cellHeight / 2;
    }
};

[[nodiscard]] bool severalTopics(const event::Roster& roster);

[[nodiscard]] StageLayout layOutStage(const Scene& scene, const LostRecords& lost,
    const PartitionWindow& window, const Sketch& sketch);

} // namespace brokerscope::views
