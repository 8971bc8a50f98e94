#pragma once

#include "views/run_view.h"
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
};

/// Where everything on the stage stands. Computed anew for every picture; a function of sizes and
/// state alone.
struct StageLayout {
    struct Column {
        double left = 0;
        double width = 0;
        bool numbered = true; ///< cells are wide enough for their offsets
        OffsetScale scale;
    };

    QRectF producers; ///< column areas below their titles
    QRectF cluster;
    QRectF consumers;
    double titleTop = 0; ///< of the line with the three titles
    double headerTop = 0; ///< of the partition headers, which are two lines high
    double labelWidth = 0; ///< of a row's left part with the broker's name
    double gutter = 0; ///< between the three columns
    double rowHeight = 0;
    double cellHeight = 0;
    double watermarkTop = 0; ///< of the pills under the rows
    std::vector<QRectF> rows; ///< by broker
    std::vector<Column> columns; ///< by PartitionId
    QRectF controller;
    std::vector<NodeId> brokerNodes;
    std::vector<NodeId> producerNodes;
    std::vector<NodeId> consumerNodes;
    NodeId controllerNode = kNoNode;
    std::vector<QRectF> producerCards;
    CardDetail producerDetail = CardDetail::Full;
    std::vector<QRectF> consumerCards;
    CardDetail consumerDetail = CardDetail::Full;

    /// The card of any node. The script has none: its requests (an admin's) come from the line of
    /// titles above the cluster.
    [[nodiscard]] QRectF card(NodeId node) const;
    [[nodiscard]] QRectF row(NodeId broker) const { return rows.at(broker.value() - 1U); }
    [[nodiscard]] const Column& column(PartitionId partition) const
    {
        return columns.at(partition.value());
    }
    [[nodiscard]] double cellTop(const QRectF& row) const
    {
        return row.center().y() - cellHeight / 2;
    }
};

[[nodiscard]] bool severalTopics(const event::Roster& roster);

[[nodiscard]] StageLayout layOutStage(
    const Scene& scene, const LostRecords& lost, const Sketch& sketch);

} // namespace brokerscope::views
