#include "views/stage/stage_picture.h"

#include "views/stage/drawing.h"

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

} // namespace

Picture stagePicture(
    const Scene& scene, const Selection& selection, QSizeF size, const StageOptions& options)
{
    if (!scene.run || !scene.state || scene.state->brokers.empty()) {
        return emptyStage(size, options);
    }
    Sketch sketch(size, options.large);
    const LostRecords lost(scene);
    const StageLayout layout = layOutStage(scene, lost, sketch);
    const Drawing drawing{scene, *scene.run.history, *scene.state, selection, lost, layout, sketch};

    drawTitles(drawing);
    drawPartitionHeaders(drawing);
    for (const NodeId broker : layout.brokerNodes) {
        drawBrokerRow(drawing, broker);
    }
    for (const NodeId broker : layout.brokerNodes) {
        for (const history::ReplicaState& replica : scene.state->broker(broker).replicas) {
            drawReplica(drawing, broker, replica);
        }
    }
    for (std::size_t i = 0; i < layout.columns.size(); ++i) {
        drawWatermark(drawing, PartitionId(static_cast<std::uint16_t>(i)));
    }
    for (const NodeId broker : layout.brokerNodes) {
        for (const history::ReplicaState& replica : scene.state->broker(broker).replicas) {
            drawReplicaLabels(drawing, broker, replica);
        }
    }
    drawController(drawing);
    for (std::size_t i = 0; i < layout.producerNodes.size(); ++i) {
        drawProducer(drawing, layout.producerNodes[i], layout.producerCards[i]);
    }
    for (std::size_t i = 0; i < layout.consumerNodes.size(); ++i) {
        drawConsumer(drawing, layout.consumerNodes[i], layout.consumerCards[i]);
        drawPositions(drawing, layout.consumerNodes[i]);
    }
    drawCuts(drawing);
    drawMessages(drawing);
    return sketch.take();
}

} // namespace brokerscope::views
