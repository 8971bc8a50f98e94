#include "views/inspector/error_rows.h"
#include "views/inspector/pages.h"
#include "views/text/event_text.h"
#include "views/text/fetch_session_text.h"

#include <algorithm>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The end of a message is looked for among so many events after its sending.
constexpr std::size_t kSearchLimit = 50'000;

struct Arrival {
    bool received = false;
    bool dropped = false;
    Timestamp at;
};

/// How the message ended by the playhead, if it has.
Arrival arrivalOf(const Scene& scene, EventId message)
{
    const auto events = scene.run.history->events();
    const std::size_t end
        = std::min({events.size(), scene.playhead.applied, message.value() + kSearchLimit});
    for (std::size_t i = message.value() + 1U; i < end; ++i) {
        if (const auto* received = std::get_if<event::MessageReceived>(&events[i].payload)) {
            if (received->message == message) {
                return {true, false, events[i].time};
            }
        } else if (const auto* dropped = std::get_if<event::MessageDropped>(&events[i].payload)) {
            if (dropped->message == message) {
                return {false, true, events[i].time};
            }
        }
    }
    return {};
}

QString arrivalText(const Scene& scene, const Arrival& arrival, const event::MessageSent& message)
{
    if (arrival.received) {
        return InspectorText::tr("arrived at %1").arg(clockText(arrival.at));
    }
    if (arrival.dropped) {
        return InspectorText::tr("lost at %1").arg(clockText(arrival.at));
    }
    const Duration left = message.deliverAt - scene.playhead.time;
    return left > Duration() ? InspectorText::tr("on its way, %1 left").arg(durationText(left))
                             : InspectorText::tr("on its way");
}

void addContentRows(InspectorPage& page, const Scene& scene, const event::MessageSent& message)
{
    if (message.partition != kNoPartition) {
        page.rows += {InspectorText::tr("partition"),
            partitionName(*scene.run.history, message.partition),
            message.partitions > 1
                ? InspectorText::tr("and %n more", "partitions", message.partitions - 1)
                : QString(),
            partitionSelection(message.partition)};
    }
    if (message.offset != kNoOffset) {
        const bool fetch = message.api == event::Api::Fetch;
        const QString what = !fetch ? InspectorText::tr("base offset")
            : message.isResponse()  ? InspectorText::tr("HW")
                                    : InspectorText::tr("from offset");
        page.rows += {what, QString::number(message.offset.value()), {}, {}};
    }
    if (message.records > 0) {
        page.rows += {InspectorText::tr("records"), QString::number(message.records),
            InspectorText::tr("%1 bytes").arg(message.bytes), {}};
    }
    if (message.hasFetchSession()) {
        page.rows += {InspectorText::tr("fetch session"), fetchSessionText(message), {}, {}};
    }
    if (message.error != event::ErrorCode::None) {
        addErrorRows(page, message.error);
        page.badge = toQString(event::errorName(message.error));
    }
}

} // namespace

InspectorPage messagePage(const Scene& scene, const Selection& selection)
{
    InspectorPage page;
    const history::History& history = *scene.run.history;
    const auto* message = selection.event.value() < history.size()
        ? std::get_if<event::MessageSent>(&history.event(selection.event).payload)
        : nullptr;
    if (message == nullptr) {
        return page;
    }
    const event::Event& sent = history.event(selection.event);
    const QString api = toQString(event::apiName(message->api));
    page.title = message->isResponse()
        ? InspectorText::tr("%1 answer", "Kafka's API name").arg(api)
        : InspectorText::tr("%1 request", "Kafka's API name").arg(api);
    page.rows
        += {InspectorText::tr("from"), nodeName(history, sent.node), {}, nodeSelection(sent.node)};
    page.rows += {
        InspectorText::tr("to"), nodeName(history, message->to), {}, nodeSelection(message->to)};
    const Arrival arrival = arrivalOf(scene, selection.event);
    if (arrival.dropped) {
        page.badge = InspectorText::tr("lost", "a message");
    }
    page.rows += {InspectorText::tr("sent", "a message"), u"t = "_s + clockText(sent.time), {}, {}};
    page.rows += {InspectorText::tr("now"), arrivalText(scene, arrival, *message), {}, {}};
    addContentRows(page, scene, *message);
    if (message->isResponse()) {
        page.rows += {InspectorText::tr("answered after"),
            durationText(sent.time - history.event(message->request).time),
            InspectorText::tr("since its request was sent"), {}};
    }
    page.whyTitle = InspectorText::tr("Why was it sent?");
    page.whyOf = selection.event;
    return page;
}

InspectorPage eventPage(const Scene& scene, const Selection& selection)
{
    InspectorPage page;
    const history::History& history = *scene.run.history;
    if (selection.event.value() >= history.size()) {
        return page;
    }
    const event::Event& event = history.event(selection.event);
    page.title = toQString(event::kindName(event.payload));
    page.intro = sentence(history, selection.event);
    page.rows += {InspectorText::tr("time"), clockText(event.time), {}, {}};
    page.rows += {
        InspectorText::tr("node"), nodeName(history, event.node), {}, nodeSelection(event.node)};
    const PartitionId partition = event::partitionOf(event.payload);
    if (partition != kNoPartition) {
        page.rows += {InspectorText::tr("partition"), partitionName(history, partition), {},
            partitionSelection(partition)};
    }
    addErrorRows(page, errorAt(scene, selection.event));
    page.rows += {InspectorText::tr("number"), QString::number(selection.event.value()),
        InspectorText::tr("of %1 events").arg(history.size()), {}};
    page.whyTitle = InspectorText::tr("Why did it happen?");
    page.whyOf = selection.event;
    return page;
}

} // namespace brokerscope::views
