#include "views/stage/layout_parts.h"

#include "engine/event/internal_topics.h"
#include "views/picture/sketch.h"
#include "views/stage/broker_badges.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

// More brokers than that fold into a map rather than into rows too low for their names.
constexpr std::size_t kMostLowRows = 6;

bool hasReplicaIn(const StageLayout& layout, const history::ClusterState& state, NodeId broker)
{
    for (std::size_t i = 0; i < layout.window.count; ++i) {
        const PartitionId partition = layout.partitionAt(i);
        if (state.partition(partition).replicas.contains(broker)
            || state.replica(broker, partition) != nullptr) {
            return true;
        }
    }
    return false;
}

/// All brokers, or of a window those that have replicas in it.
std::vector<NodeId> brokersOf(const StageLayout& layout, const Scene& scene)
{
    const auto all = scene.run.history->roster().nodesOf(event::NodeKind::Broker);
    if (layout.window.count == event::ownPartitions(scene.run.history->roster())) {
        return all;
    }
    std::vector<NodeId> concerned;
    for (const NodeId broker : all) {
        if (hasReplicaIn(layout, *scene.state, broker)) {
            concerned.push_back(broker);
        }
    }
    return concerned.empty() ? all : concerned;
}

double watermarkHeight(const StageLayout& layout, const Sketch& sketch)
{
    return (layout.cluster.height() < 260 * sketch.scale() ? 24 : 30) * sketch.scale();
}

struct RowMeasures {
    double top = 0;
    double height = 0;
    double gap = 0;
};

RowMeasures measureRows(const StageLayout& layout, std::size_t brokers, const Sketch& sketch)
{
    const double u = sketch.scale();
    const auto count = static_cast<double>(brokers);
    RowMeasures rows;
    rows.top = layout.headerTop + 38 * u;
    const double room = layout.cluster.bottom() - quorumHeight(layout, sketch)
        - watermarkHeight(layout, sketch) - rows.top;
    rows.gap = room / count < 12 ? 1 : room / count < 36 ? 3 : room / count < 70 ? 6 : 12;
    rows.height = std::clamp((room - rows.gap * (count - 1)) / count, 2.0, 190 * u);
    return rows;
}

double widestOf(const QStringList& texts, FontRole font, const Sketch& sketch)
{
    double widest = 0;
    for (const QString& text : texts) {
        widest = std::max(widest, sketch.width(text, font));
    }
    return widest;
}

/// The label takes the name, a badge of the broker's state and that of a controller, beside one
/// another where a row has a single line.
double labelWidthFor(const StageLayout& layout, const event::Roster& roster, const Sketch& sketch)
{
    const double u = sketch.scale();
    QStringList names;
    for (const NodeId broker : layout.brokerNodes) {
        names.append(QString::fromStdString(roster.at(broker).name));
    }
    if (layout.folded) {
        return widestOf(names, FontRole::Caption, sketch) + 16 * u;
    }
    double name = widestOf(names, FontRole::Heading, sketch);
    if (layout.combined) {
        const NodeId last = layout.controllerNodes.back();
        name += quorumBadgeWidth(QString::fromStdString(roster.at(last).name), sketch) + 5 * u;
    }
    const bool oneLine = labelLines(layout.rowHeight, u) == 1;
    QStringList words = brokerStateWords();
    if (!layout.groups.empty() && !oneLine) {
        words.append(coordinatorWord());
    }
    const double badge = widestOf(words, FontRole::CaptionStrong, sketch) + 12 * u;
    const double needed = 16 * u + (oneLine ? name + badge + 5 * u : std::max(name, badge));
    double least = std::clamp(layout.cluster.width() * 0.13, 62 * u, 84 * u);
    if (severalTopics(roster)) {
        // The crown stands before whole partition names then.
        QStringList partitions;
        for (std::size_t i = 0; i < layout.window.count; ++i) {
            partitions.append(QString::fromStdString(roster.at(layout.partitionAt(i)).name()));
        }
        const double widest = widestOf(partitions, FontRole::SmallStrong, sketch);
        least = std::clamp(widest + 34 * u, least, 120 * u);
    }
    return std::min(std::max(least, needed), layout.cluster.width() * 0.42);
}

double narrowestColumn(const Sketch& sketch)
{
    const double number = sketch.width(QStringLiteral("00"), FontRole::BodyStrong);
    return std::max(number, 30 * sketch.scale());
}

void measure(StageLayout& layout, const event::Roster& roster, const Sketch& sketch)
{
    const double u = sketch.scale();
    layout.rowHeight = measureRows(layout, layout.brokerNodes.size(), sketch).height;
    layout.labelWidth = labelWidthFor(layout, roster, sketch);
    layout.columnGap = 14 * u;
    if (columnWidth(layout, layout.window.count) < 60 * u) {
        layout.columnGap = 10 * u;
    }
}

} // namespace

double columnWidth(const StageLayout& layout, std::size_t count)
{
    const double room = layout.cluster.width() - layout.labelWidth - 4;
    return room / static_cast<double>(std::max<std::size_t>(1, count)) - layout.columnGap;
}

void layOutRows(StageLayout& layout, const Scene& scene, const Sketch& sketch)
{
    const double u = sketch.scale();
    const event::Roster& roster = scene.run.history->roster();
    layout.brokerNodes = brokersOf(layout, scene);
    measure(layout, roster, sketch);
    const bool tooNarrow = columnWidth(layout, layout.window.count) < narrowestColumn(sketch);
    const bool tooLow = layout.rowHeight < 16 * u && layout.brokerNodes.size() > kMostLowRows;
    if (layout.window.count > 1 && (tooNarrow || tooLow)) {
        layout.folded = true;
        measure(layout, roster, sketch);
    }
    const RowMeasures rows = measureRows(layout, layout.brokerNodes.size(), sketch);
    layout.rows.resize(scene.state->brokers.size());
    double top = rows.top;
    for (const NodeId broker : layout.brokerNodes) {
        layout.rows[broker.value() - 1U]
            = QRectF(layout.cluster.left(), top, layout.cluster.width(), rows.height);
        top += rows.height + rows.gap;
    }
    layout.cellHeight = std::clamp(layout.rowHeight * 0.34, std::min(8.0, rows.height), 54 * u);
    layout.watermarkTop = layout.row(layout.brokerNodes.back()).bottom() + 2 * u;
    const double under = layout.watermarkTop + watermarkHeight(layout, sketch) - 2 * u;
    layout.controller = QRectF(
        layout.cluster.left(), under, layout.cluster.width(), quorumHeight(layout, sketch));
    if (layout.folded) {
        const double left = layout.cluster.left() + layout.labelWidth;
        layout.map
            = layOutHeatMap(roster, layout.window, left, layout.cluster.right() - 4, 3 * u, 26 * u);
    }
}

} // namespace brokerscope::views
