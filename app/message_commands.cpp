#include "app/message_commands.h"

#include "views/text/names.h"
#include "views/text/time_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace brokerscope::app {

namespace {

constexpr std::array kDelays{milliseconds(50), milliseconds(200), seconds(1)};

struct MessageCommandWords {
    Q_DECLARE_TR_FUNCTIONS(MessageCommandWords)
};

const event::MessageSent* sentAt(const views::Scene& scene, EventId message)
{
    return scene.run && message.value() < scene.playhead.applied
        ? std::get_if<event::MessageSent>(&scene.run.history->event(message).payload)
        : nullptr;
}

/// The message as a command names it. What was sent before has the same numbers in the forked run.
scenario::MessageSpec named(const history::History& history, EventId message)
{
    const event::Event& event = history.event(message);
    const auto& sent = std::get<event::MessageSent>(event.payload);
    scenario::MessageSpec spec;
    spec.api = sent.api;
    spec.isAnswer = sent.isResponse();
    spec.from = history.roster().at(event.node).name;
    spec.to = history.roster().at(sent.to).name;
    spec.sinceStart = true;
    spec.number = 0;
    for (std::size_t i = 0; i <= message.value(); ++i) {
        const event::Event& each = history.events()[i];
        const auto* other = std::get_if<event::MessageSent>(&each.payload);
        if (other != nullptr && each.node == event.node && other->to == sent.to
            && other->api == sent.api && other->isResponse() == sent.isResponse()) {
            ++spec.number;
        }
    }
    return spec;
}

/// Why a fault would not strike the message; empty when it would.
QString whyNotStruck(const views::Scene& scene, EventId message, const scenario::MessageSpec& spec)
{
    const auto& sent = std::get<event::MessageSent>(scene.run.history->event(message).payload);
    const NodeId from = scene.run.history->event(message).node;
    if (from == kScriptNode || sent.to == kScriptNode) {
        return MessageCommandWords::tr("It is your own: the script cannot strike it.");
    }
    if (scene.run.scenario != nullptr
        && scenario::areOneMachine(*scene.run.scenario, spec.from, spec.to)) {
        return MessageCommandWords::tr("%1 and %2 are one process: no network lies between them.")
            .arg(views::toQString(spec.from), views::toQString(spec.to));
    }
    const auto& flying = scene.state->messages;
    const auto found = std::find_if(flying.begin(), flying.end(),
        [message](const history::MessageInFlight& each) { return each.id == message; });
    if (found == flying.end()) {
        return MessageCommandWords::tr("It is not on its way any more.");
    }
    if (found->sent.deliverAt <= scene.playhead.time) {
        return MessageCommandWords::tr("It has arrived, and %1 has not taken it yet.")
            .arg(views::toQString(spec.to));
    }
    return {};
}

} // namespace

QString messageTitle(const views::Scene& scene, EventId message)
{
    const event::MessageSent* sent = sentAt(scene, message);
    if (sent == nullptr) {
        return {};
    }
    const history::History& history = *scene.run.history;
    const QString api = views::toQString(event::apiName(sent->api));
    const QString from = views::nodeName(history, history.event(message).node);
    const QString to = views::nodeName(history, sent->to);
    return sent->isResponse()
        ? MessageCommandWords::tr("%1 answer from %2 to %3", "Kafka's API; nodes")
              .arg(api, from, to)
        : MessageCommandWords::tr("%1 request from %2 to %3", "Kafka's API; nodes")
              .arg(api, from, to);
}

std::vector<OfferGroup> messageCommands(const views::Scene& scene, EventId message)
{
    if (sentAt(scene, message) == nullptr) {
        return {};
    }
    const scenario::MessageSpec spec = named(*scene.run.history, message);
    const QString whyNot = whyNotStruck(scene, message, spec);
    OfferGroup drop;
    drop.offers.push_back(
        makeOffer(scene, MessageCommandWords::tr("Drop"), scenario::DropCommand{spec}, whyNot));
    OfferGroup delays;
    delays.title = MessageCommandWords::tr("Delay");
    for (const Duration by : kDelays) {
        delays.offers.push_back(makeOffer(scene,
            MessageCommandWords::tr("by %1", "duration").arg(views::durationText(by)),
            scenario::DelayCommand{spec, by}, whyNot));
    }
    return {drop, delays};
}

} // namespace brokerscope::app
