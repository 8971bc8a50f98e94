#include "views/stage/stage_picture.h"

#include "views/stage/drawing.h"
#include "views/stage/membership.h"

namespace brokerscope::views {

namespace {

Picture emptyStage(QSizeF size, const StageOptions& options)
{
    Sketch sketch(size, options.large);
    const double middle = size.height() / 2;
    const double line = sketch.lineHeight(FontRole::Title);
    sketch.text(QRectF(0, middle - line, size.width(), line),
        StageText::tr("Nothing is running yet"), FontRole::Title, Ink::TextMuted, Qt::AlignCenter);
    sketch.text(QRectF(0, middle + 4, size.width(), line),
        StageText::tr("Open a lesson, or a scenario of your own, to see its cluster here."),
        FontRole::Body, Ink::TextMuted, Qt::AlignCenter);
    return sketch.take();
}

template <class Draw>
void forEachReplica(const Drawing& drawing, Draw&& draw)
{
    for (const NodeId broker : drawing.layout.brokerNodes) {
        for (std::size_t i = 0; i < drawing.layout.columns.size(); ++i) {
            const auto* replica = drawing.state.replica(broker, drawing.layout.partitionAt(i));
            if (replica != nullptr) {
                draw(broker, *replica);
            }
        }
    }
}

// Also of a replica that its broker has not begun yet.
void drawMemberships(const Drawing& drawing)
{
    for (std::size_t i = 0; i < drawing.layout.columns.size(); ++i) {
        const PartitionId partition = drawing.layout.partitionAt(i);
        for (const NodeId broker : drawing.layout.brokerNodes) {
            if (drawing.state.partition(partition).replicas.contains(broker)
                || drawing.state.replica(broker, partition) != nullptr) {
                drawMembership(drawing, partition, broker);
            }
        }
    }
}

// Layer by layer: the HW lines run through all rows, and words stand on them.
void drawPartitions(const Drawing& drawing)
{
    drawPartitionHeaders(drawing);
    drawMemberships(drawing);
    forEachReplica(drawing, [&](NodeId broker, const history::ReplicaState& replica) {
        drawReplica(drawing, broker, replica);
    });
    for (std::size_t i = 0; i < drawing.layout.columns.size(); ++i) {
        drawWatermark(drawing, drawing.layout.partitionAt(i));
    }
    for (std::size_t i = 0; i < drawing.layout.columns.size(); ++i) {
        drawCrown(drawing, drawing.layout.partitionAt(i));
    }
    forEachReplica(drawing, [&](NodeId broker, const history::ReplicaState& replica) {
        drawReplicaLabels(drawing, broker, replica);
    });
}

/// Says which partitions are in sight when not all of them are, or more than columns have room for.
void drawWindow(const Drawing& drawing)
{
    const QString text = windowText(drawing);
    if (text.isEmpty()) {
        return;
    }
    const PartitionWindow& window = drawing.layout.window;
    const QRectF& cluster = drawing.layout.cluster;
    const double width = drawing.sketch.width(text, FontRole::CaptionStrong) + 4;
    Shape& said
        = drawing.sketch.text(QRectF(cluster.right() - width, drawing.layout.titleTop, width,
                                  drawing.sketch.lineHeight(FontRole::CaptionStrong)),
            text, FontRole::CaptionStrong, Ink::Accent, Qt::AlignRight | Qt::AlignVCenter);
    said.id = QStringLiteral("window:partitions");
    said.state = QStringLiteral("%1+%2").arg(window.first).arg(window.count);
    said.tip
        = StageText::tr("%1. The wheel, + and − zoom; dragging or Alt with an arrow key moves; 0 "
                        "shows all",
            "which partitions are shown")
              .arg(text);
}

} // namespace

Picture stagePicture(
    const Scene& scene, const Selection& selection, QSizeF size, const StageOptions& options)
{
    if (!scene.run || !scene.state || scene.state->brokers.empty()) {
        return emptyStage(size, options);
    }
    Sketch sketch(size, options.large);
    const LostRecords lost(scene);
    const StageLayout layout = layOutStage(scene, lost, options.window, sketch);
    const Drawing drawing{
        scene, *scene.run.history, *scene.state, selection, lost, options, layout, sketch};

    drawTitles(drawing);
    drawWindow(drawing);
    for (const NodeId broker : layout.brokerNodes) {
        drawBrokerRow(drawing, broker);
    }
    if (layout.folded) {
        drawHeatMap(drawing);
    } else {
        drawPartitions(drawing);
    }
    drawControllers(drawing);
    for (std::size_t i = 0; i < layout.producerNodes.size(); ++i) {
        drawProducer(drawing, layout.producerNodes[i], layout.producerCards[i]);
    }
    drawGroups(drawing);
    drawCommits(drawing);
    for (std::size_t i = 0; i < layout.consumerNodes.size(); ++i) {
        drawConsumer(drawing, layout.consumerNodes[i], layout.consumerCards[i]);
        drawPositions(drawing, layout.consumerNodes[i]);
    }
    drawLinks(drawing);
    drawMessages(drawing);
    return sketch.take();
}

QRectF columnsArea(const Scene& scene, QSizeF size, const StageOptions& options)
{
    if (!scene.run || !scene.state || scene.state->brokers.empty()) {
        return {};
    }
    const Sketch sketch(size, options.large);
    const StageLayout layout = layOutStage(scene, LostRecords(scene), options.window, sketch);
    return layout.cluster.adjusted(layout.labelWidth, 0, 0, 0);
}

} // namespace brokerscope::views
