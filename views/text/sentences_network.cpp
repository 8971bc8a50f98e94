#include "views/text/error_text.h"
#include "views/text/fetch_session_text.h"
#include "views/text/sentences.h"
#include "views/text/time_text.h"

#include <QCoreApplication>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

struct NetworkText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::NetworkText)
};

const event::MessageSent* messageOf(const Telling& t, EventId id)
{
    return id.value() < t.history.size()
        ? std::get_if<event::MessageSent>(&t.history.event(id).payload)
        : nullptr;
}

/// "Produce request", "Fetch answer"
QString messageName(const event::MessageSent& message)
{
    const QString api = toQString(event::apiName(message.api));
    return message.isResponse() ? NetworkText::tr("%1 answer", "Kafka's API name").arg(api)
                                : NetworkText::tr("%1 request", "Kafka's API name").arg(api);
}

/// ", orders-0 from 7, 3 records": what is known about the content; may be empty.
QString contentText(const Telling& t, const event::MessageSent& message)
{
    QString text;
    if (message.partition != kNoPartition) {
        text += u", "_s + t.partition(message.partition);
        if (message.partitions > 1) {
            text += u' ' + NetworkText::tr("and %n more", "partitions", message.partitions - 1);
        }
    }
    const bool asksForOffset = message.api == event::Api::Fetch && !message.isResponse();
    if (asksForOffset && message.offset != kNoOffset) {
        text += u' ' + NetworkText::tr("from offset %1").arg(message.offset.value());
    }
    if (message.records > 0) {
        text += u", "_s
            + NetworkText::tr("%n record(s)", nullptr, static_cast<int>(message.records));
    }
    if (message.error != event::ErrorCode::None) {
        text += u", "_s + errorText(message.error);
    }
    if (message.hasFetchSession()) {
        text += u", "_s + fetchSessionText(message);
    }
    return text;
}

QString unknownMessage()
{
    return NetworkText::tr("message", "one of an unknown kind");
}

QString purgatoryText(event::Purgatory purgatory)
{
    switch (purgatory) {
    case event::Purgatory::Produce:
        return NetworkText::tr("Produce request");
    case event::Purgatory::Fetch:
        return NetworkText::tr("Fetch request");
    }
    return {};
}

} // namespace

QString tell(const Telling& t, const event::MessageSent& e)
{
    return NetworkText::tr(
        "%1 sent %2 a %3%4", "sender; receiver; message; details, which may be empty")
        .arg(t.node(), t.name(e.to), messageName(e), contentText(t, e));
}

QString tell(const Telling& t, const event::MessageReceived& e)
{
    const event::MessageSent* message = messageOf(t, e.message);
    if (message == nullptr) {
        return NetworkText::tr("%1 received a message").arg(t.node());
    }
    return NetworkText::tr(
        "%1 received from %2 a %3%4", "receiver; sender; message; details, which may be empty")
        .arg(t.node(), t.name(t.history.event(e.message).node), messageName(*message),
            contentText(t, *message));
}

QString tell(const Telling& t, const event::MessageDropped& e)
{
    const event::MessageSent* message = messageOf(t, e.message);
    const QString what = message == nullptr ? unknownMessage() : messageName(*message);
    const QString from
        = message == nullptr ? t.name(kNoNode) : t.name(t.history.event(e.message).node);
    switch (e.reason) {
    case event::DropReason::Cut:
        return NetworkText::tr("the %1 from %2 to %3 was lost: the link is cut")
            .arg(what, from, t.node());
    case event::DropReason::ReceiverDown:
        return NetworkText::tr("the %1 from %2 to %3 was lost: %3 is down")
            .arg(what, from, t.node());
    case event::DropReason::SenderDown:
        return NetworkText::tr("the %1 from %2 to %3 was never sent: %2 went down while its disk "
                               "still kept it busy")
            .arg(what, from, t.node());
    case event::DropReason::Fault:
        return NetworkText::tr("the %1 from %2 to %3 was lost: the script dropped it")
            .arg(what, from, t.node());
    }
    return {};
}

QString tell(const Telling& t, const event::MessageDelayed& e)
{
    const event::MessageSent* message = messageOf(t, e.message);
    const QString what = message == nullptr ? unknownMessage() : messageName(*message);
    const QString from
        = message == nullptr ? t.name(kNoNode) : t.name(t.history.event(e.message).node);
    return NetworkText::tr("the %1 from %2 to %3 is held up and arrives in %4")
        .arg(what, from, t.node(), durationText(e.deliverAt - t.event.time));
}

QString tell(const Telling& t, const event::ErrorInjected& e)
{
    const event::MessageSent* message = messageOf(t, e.message);
    const QString what = message == nullptr ? unknownMessage() : messageName(*message);
    const QString from
        = message == nullptr ? t.name(kNoNode) : t.name(t.history.event(e.message).node);
    return NetworkText::tr(
        "%1 answers the %2 of %3 with %4 because the script wants it so, and does nothing else "
        "with it",
        "broker; message; sender; Kafka's error name")
        .arg(t.node(), what, from, errorText(e.error));
}

QString tell(const Telling& t, const event::RequestTimedOut& e)
{
    const event::MessageSent* message = messageOf(t, e.message);
    if (message == nullptr) {
        return NetworkText::tr("%1 gave up waiting for %2").arg(t.node(), t.name(e.peer));
    }
    const Duration waited = t.event.time - t.history.event(e.message).time;
    return NetworkText::tr(
        "%1 gave up waiting for %2's answer to its %3 after %4 and closed the connection")
        .arg(t.node(), t.name(e.peer), messageName(*message), durationText(waited));
}

QString tell(const Telling& t, const event::ConnectionLost& e)
{
    return NetworkText::tr("%1 lost its connection to %2; every request in flight on it failed")
        .arg(t.node(), t.name(e.peer));
}

QString tell(const Telling& t, const event::RequestParked& e)
{
    const event::MessageSent* message = messageOf(t, e.message);
    const QString client
        = message == nullptr ? t.name(kNoNode) : t.name(t.history.event(e.message).node);
    switch (e.purgatory) {
    case event::Purgatory::Produce:
        return NetworkText::tr("%1 keeps %2's Produce request until the HW of %3 reaches %4")
            .arg(t.node(), client, t.partition(e.partition), QString::number(e.awaited.value()));
    case event::Purgatory::Fetch:
        return NetworkText::tr("%1 keeps %2's Fetch request until %3 has something beyond %4")
            .arg(t.node(), client, t.partition(e.partition), QString::number(e.awaited.value()));
    }
    return {};
}

QString tell(const Telling& t, const event::RequestUnparked& e)
{
    const event::MessageSent* message = messageOf(t, e.message);
    const QString client
        = message == nullptr ? t.name(kNoNode) : t.name(t.history.event(e.message).node);
    const QString what = purgatoryText(e.purgatory);
    switch (e.reason) {
    case event::UnparkReason::Satisfied:
        return NetworkText::tr("%1 can answer %2's %3: what it waited for has come")
            .arg(t.node(), client, what);
    case event::UnparkReason::Expired:
        return NetworkText::tr("%1 answers %2's %3: it has waited long enough")
            .arg(t.node(), client, what);
    case event::UnparkReason::Failed:
        return NetworkText::tr("%1 ends %2's %3: the leadership or the log changed under it")
            .arg(t.node(), client, what);
    }
    return {};
}

} // namespace brokerscope::views
