#include "views/segments/batch_origin.h"

#include "views/text/names.h"
#include "views/text/time_text.h"

#include <QCoreApplication>

#include <variant>

namespace brokerscope::views {

namespace {

struct BatchOriginText {
    Q_DECLARE_TR_FUNCTIONS(BatchOrigin)
};

} // namespace

BatchOrigin originOf(const RunView& run, const BatchPlace& place)
{
    BatchOrigin origin;
    const auto events = run.history->events();
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (events[i].node != place.broker) {
            continue;
        }
        const EventId id(static_cast<std::uint32_t>(i));
        const auto* appended = std::get_if<event::BatchAppended>(&events[i].payload);
        if (appended != nullptr && appended->partition == place.partition
            && appended->baseOffset == place.base && appended->epoch == place.epoch) {
            origin.appended = id;
            origin.flushed = kNoEvent;
        }
        const auto* flushed = std::get_if<event::LogFlushed>(&events[i].payload);
        if (flushed != nullptr && flushed->partition == place.partition
            && flushed->recoveryPoint > place.last && origin.appended != kNoEvent
            && origin.flushed == kNoEvent) {
            origin.flushed = id;
        }
    }
    if (run.verdict) {
        const auto* record = run.verdict->recordAt(place.partition, place.base, place.epoch);
        origin.producer = record == nullptr ? kNoNode : record->producer;
    }
    return origin;
}

QString originText(const Scene& scene, const BatchOrigin& origin)
{
    const history::History& history = *scene.run.history;
    QStringList parts;
    if (origin.producer != kNoNode) {
        parts += BatchOriginText::tr("written by %1").arg(nodeName(history, origin.producer));
    }
    if (origin.appended != kNoEvent) {
        const QString since = clockText(history.event(origin.appended).time);
        const bool isFlushed
            = origin.flushed != kNoEvent && origin.flushed.value() < scene.playhead.applied;
        parts += isFlushed
            ? BatchOriginText::tr("in the file since %1, fsynced at %2")
                  .arg(since, clockText(history.event(origin.flushed).time))
            : BatchOriginText::tr("in the file since %1, not fsynced yet").arg(since);
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace brokerscope::views
