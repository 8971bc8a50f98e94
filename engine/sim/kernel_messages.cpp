#include "engine/sim/kernel.h"

#include <algorithm>
#include <utility>

/// Faults that strike single messages.
namespace brokerscope::sim {

void Kernel::strikeMessage(MessageFilter which, MessageNumber number, MessageEffect effect)
{
    MessageFault fault{std::move(which), number.number, m_cause, std::move(effect)};
    const std::vector<event::Event>& events = m_recorder.events();
    for (std::size_t i = 0; number.sinceStart && i < events.size(); ++i) {
        const auto* sent = std::get_if<event::MessageSent>(&events[i].payload);
        const bool counts = sent != nullptr
            && isMeant(fault.which, events[i].node, sent->to, sent->api, sent->isResponse());
        if (!counts || --fault.left > 0) {
            continue;
        }
        const EventId message(static_cast<std::uint32_t>(i));
        if (const auto* late = std::get_if<DelayMessage>(&fault.effect)) {
            delay(message, late->by, fault.cause);
        } else if (std::holds_alternative<LoseMessage>(fault.effect)) {
            lose(message, m_now, fault.cause);
        }
        return;
    }
    m_messageFaults.push_back(std::move(fault));
}

bool Kernel::isMeant(
    const MessageFilter& which, NodeId from, NodeId to, event::Api api, bool isResponse) const
{
    return which.api == api && which.isResponse == isResponse
        && (which.from == kNoNode || which.from == from) && (which.to == kNoNode || which.to == to)
        && !areOneMachine(from, to);
}

std::vector<Kernel::MessageFault> Kernel::takeFaultsOf(const Message& message, bool onArrival)
{
    std::vector<MessageFault> due;
    std::erase_if(m_messageFaults, [&](MessageFault& fault) {
        const bool counts = std::holds_alternative<AnswerInstead>(fault.effect) == onArrival
            && isMeant(fault.which, message.from, message.to, message.api, message.isResponse())
            && (!fault.which.concerns || fault.which.concerns(*message.body));
        if (!counts || --fault.left > 0) {
            return false;
        }
        due.push_back(std::move(fault));
        return true;
    });
    return due;
}

/// A message that is sent just now, and leaves when the writes of its sender are done.
void Kernel::strikeSent(std::uint32_t slot, Timestamp leaves)
{
    const EventId message = m_messages[slot].id;
    for (const MessageFault& fault : takeFaultsOf(m_messages[slot], false)) {
        const Item* delivery = deliveryOf(message);
        if (delivery == nullptr) {
            return; // the link is cut, or another fault has it
        }
        if (const auto* late = std::get_if<DelayMessage>(&fault.effect)) {
            delay(message, late->by, fault.cause);
        } else {
            lose(message, leaves + (delivery->at - leaves) / 2, fault.cause);
        }
    }
}

Kernel::Item* Kernel::deliveryOf(EventId message)
{
    const auto found = std::find_if(m_queue.begin(), m_queue.end(), [&](const Item& item) {
        return item.kind == ItemKind::Deliver && m_messages[item.slot].id == message;
    });
    return found == m_queue.end() ? nullptr : &*found;
}

/// TCP gives its reader nothing that comes behind a gap: the rest of the connection goes with the
/// message, until whoever waits for an answer gives it up and opens a new one.
void Kernel::lose(EventId message, Timestamp at, EventId cause)
{
    const Item* delivery = deliveryOf(message);
    if (delivery == nullptr) {
        return;
    }
    const Message& lost = m_messages[delivery->slot];
    const NodeId from = lost.from;
    const NodeId to = lost.to;
    const bool isResponse = lost.isResponse();
    for (Item& item : m_queue) {
        const Message* other = item.kind == ItemKind::Deliver ? &m_messages[item.slot] : nullptr;
        const bool isBehind = other != nullptr && other->from == from && other->to == to
            && other->isResponse() == isResponse && other->id >= message;
        if (isBehind) {
            item.kind = ItemKind::Drop;
            item.at = at;
            item.cause = cause;
        }
    }
    link(from, to).brokenBy[isResponse ? 1 : 0] = cause;
    sortQueue();
}

void Kernel::delay(EventId message, Duration by, EventId cause)
{
    const Item* delivery = deliveryOf(message);
    if (delivery == nullptr) {
        return;
    }
    const NodeId from = m_messages[delivery->slot].from;
    const NodeId to = delivery->node;
    const Timestamp arrival = delivery->at + by;
    std::vector<EventId> heldUp;
    for (Item& item : m_queue) {
        const bool isBehind = item.kind == ItemKind::Deliver && m_messages[item.slot].from == from
            && item.node == to && m_messages[item.slot].id >= message;
        const bool isItsEnd
            = item.kind == ItemKind::ConnectionLost && item.node == to && item.slot == from.value();
        if ((isBehind || isItsEnd) && item.at < arrival) {
            item.at = arrival;
            if (isBehind) {
                heldUp.push_back(m_messages[item.slot].id);
            }
        }
    }
    sortQueue();
    link(from, to).lastArrival = std::max(link(from, to).lastArrival, arrival);
    std::sort(heldUp.begin(), heldUp.end());
    for (const EventId held : heldUp) {
        record(to, cause, event::MessageDelayed{arrival, held});
    }
}

/// After the times of things that wait have been changed.
void Kernel::sortQueue()
{
    std::make_heap(m_queue.begin(), m_queue.end(),
        [](const Item& a, const Item& b) { return a.laterThan(b); });
}

} // namespace brokerscope::sim
