#include "views/inspector/config_rows.h"
#include "views/inspector/error_rows.h"
#include "views/inspector/pages.h"
#include "views/text/event_text.h"

#include <algorithm>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;
using history::BatchState;

namespace {

QString phaseText(const Scene& scene, const BatchState& batch)
{
    switch (batch.phase) {
    case history::BatchPhase::Open:
        return InspectorText::tr("open for records", "a batch");
    case history::BatchPhase::Closed:
        return InspectorText::tr("closed, waits to be sent", "a batch");
    case history::BatchPhase::InFlight:
        return InspectorText::tr("in flight to %1", "a batch")
            .arg(nodeName(*scene.run.history, batch.broker));
    case history::BatchPhase::Backoff:
        return InspectorText::tr("failed, waits %1 before it is sent again", "a batch")
            .arg(durationText(batch.backoff));
    }
    return {};
}

const BatchState* heldBatch(const Scene& scene, const Selection& selection)
{
    const auto& batches = scene.state->producer(selection.node).batches;
    const auto found = std::find_if(batches.begin(), batches.end(),
        [&](const BatchState& batch) { return batch.batch == selection.batch; });
    return found == batches.end() ? nullptr : &*found;
}

/// The error of the attempt after which the batch has waited since.
event::ErrorCode errorOfAttempt(const Scene& scene, NodeId producer, const BatchState& batch)
{
    const history::History& history = *scene.run.history;
    for (std::size_t i = std::min(history.countUntil(batch.phaseSince), scene.playhead.applied);
         i > 0; --i) {
        const EventId id(static_cast<std::uint32_t>(i - 1));
        const event::Event& event = history.event(id);
        if (event.time < batch.phaseSince) {
            break;
        }
        const auto* retried = std::get_if<event::BatchRetried>(&event.payload);
        if (retried != nullptr && event.node == producer && retried->batch == batch.batch) {
            return retried->error;
        }
    }
    return event::ErrorCode::None;
}

void addHeldRows(InspectorPage& page, const Scene& scene, NodeId producer, const BatchState& batch)
{
    page.rows
        += {InspectorText::tr("partition"), partitionName(*scene.run.history, batch.partition), {},
            partitionSelection(batch.partition)};
    page.rows += {InspectorText::tr("state"), phaseText(scene, batch),
        InspectorText::tr("since %1").arg(clockText(batch.phaseSince)), {}};
    if (batch.phase == history::BatchPhase::Backoff) {
        addErrorRows(page, errorOfAttempt(scene, producer, batch));
    }
    page.rows += {InspectorText::tr("records"), QString::number(batch.records.size()), {}, {}};
    page.rows += {InspectorText::tr("size"),
        InspectorText::tr("%1 bytes with the header").arg(batch.bytes), {}, {}};
    page.rows += {InspectorText::tr("opened"), u"t = "_s + clockText(batch.openedAt), {}, {}};
    if (batch.phase != history::BatchPhase::Open) {
        page.rows += {InspectorText::tr("closed because"), closeReasonText(batch.reason), {}, {}};
    }
    page.rows += {InspectorText::tr("attempts"), QString::number(batch.attempts), {}, {}};
    if (batch.baseSequence != kNoSequence) {
        page.rows
            += {InspectorText::tr("sequence"), QString::number(batch.baseSequence.value()), {}, {}};
    }
}

/// What became of a batch that its producer has let go.
void addDoneRows(InspectorPage& page, const Scene& scene, const Selection& selection)
{
    if (!scene.run.verdict) {
        return;
    }
    const auto& records = scene.run.verdict->records;
    const auto first
        = std::find_if(records.begin(), records.end(), [&](const history::RecordTrace& trace) {
              return trace.producer == selection.node && trace.batch == selection.batch;
          });
    if (first == records.end()) {
        return;
    }
    const QString notYet = InspectorText::tr("not yet");
    page.rows
        += {InspectorText::tr("partition"), partitionName(*scene.run.history, first->partition), {},
            partitionSelection(first->partition)};
    page.rows += {InspectorText::tr("records"), QString::number(first->batchSize), {}, {}};
    if (first->offset != kNoOffset) {
        const Offset base(first->offset.value() - first->indexInBatch);
        page.rows += {InspectorText::tr("offsets"),
            offsets(base, base + OffsetDelta(first->batchSize)), {}, {}};
    }
    const bool failed = first->failed != kNoEvent;
    page.rows += {failed ? InspectorText::tr("failed", "the sending of a record")
                         : InspectorText::tr("acked"),
        momentText(scene, failed ? first->failed : first->acked, notYet), {}, {}};
    if (failed && first->failed.value() < scene.playhead.applied) {
        addErrorRows(page, errorAt(scene, first->failed));
    }
}

} // namespace

InspectorPage batchPage(const Scene& scene, const Selection& selection)
{
    InspectorPage page;
    page.title = InspectorText::tr("batch %1 of %2", "number; producer")
                     .arg(QString::number(selection.batch.value()),
                         nodeName(*scene.run.history, selection.node));
    if (const BatchState* batch = heldBatch(scene, selection)) {
        addHeldRows(page, scene, selection.node, *batch);
    } else {
        addDoneRows(page, scene, selection);
    }
    addWhy(page, scene, selection);
    addNodeConfig(page, scene, selection.node);
    return page;
}

} // namespace brokerscope::views
