#include "views/producer/producer_picture.h"

#include "views/producer/producer_drawing.h"
#include "views/text/names.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

ProducerLayout layoutFor(const ProducerMoment& moment, const Scene& scene,
    const ProducerSubject& subject, QSizeF size, const Sketch& sketch)
{
    ProducerExtent extent;
    extent.buckets = moment.buckets.size();
    extent.links = moment.links.size();
    extent.labelWidth = sketch.width(QStringLiteral("buffer.memory"), FontRole::SmallStrong);
    for (const PartitionId partition : subject.settings.partitions) {
        const QString name = partitionName(*scene.run.history, partition);
        extent.labelWidth = std::max(extent.labelWidth, sketch.width(name, FontRole::BodyStrong));
    }
    extent.legendWidth = legendWidth(subject.data.of(subject.producer), sketch);
    return layOutProducer(extent, size, sketch);
}

RecordNumber selectedRecord(const Scene& scene, const ProducerSubject& subject)
{
    if (subject.selection.kind != Selection::Kind::Record) {
        return {};
    }
    const history::RecordTrace* trace = traceOf(scene.run, subject.selection);
    return trace != nullptr && trace->producer == subject.producer ? trace->number : RecordNumber();
}

} // namespace

Picture producerPicture(const Scene& scene, const ProducerSubject& subject, QSizeF size)
{
    if (!scene.run || !scene.state || subject.producer == kNoNode) {
        Sketch sketch(size, subject.large);
        const QString text = scene.run ? ProducerText::tr("This run has no producer.")
                                       : ProducerText::tr("No run is open");
        sketch.text(QRectF({0, 0}, size), text, FontRole::Body, Ink::TextMuted, Qt::AlignCenter);
        return sketch.take();
    }
    const ProducerMoment moment
        = producerMoment(scene, subject.data, subject.settings, subject.producer);
    const Sketch metrics(size, subject.large);
    const ProducerLayout layout = layoutFor(moment, scene, subject, size, metrics);
    Sketch sketch({size.width(), std::max(size.height(), layout.height)}, subject.large);
    const QString name = nodeName(*scene.run.history, subject.producer);
    const ProducerDrawing drawing{scene, subject.selection, subject.producer, name,
        subject.data.of(subject.producer), subject.settings,
        scene.state->producer(subject.producer), moment, selectedRecord(scene, subject), layout,
        subject.reducedMotion, sketch};
    drawHead(drawing);
    for (std::size_t i = 0; i < moment.buckets.size(); ++i) {
        drawBucket(drawing, i);
    }
    drawLinks(drawing);
    drawMemory(drawing);
    drawRecent(drawing);
    drawCompression(drawing);
    drawRetries(drawing);
    return sketch.take();
}

double producerPictureHeight(const Scene& scene, const ProducerSubject& subject, QSizeF size)
{
    if (!scene.run || !scene.state || subject.producer == kNoNode) {
        return 0;
    }
    const ProducerMoment moment
        = producerMoment(scene, subject.data, subject.settings, subject.producer);
    const Sketch metrics(size, subject.large);
    return layoutFor(moment, scene, subject, size, metrics).height;
}

} // namespace brokerscope::views
