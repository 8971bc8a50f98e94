#include "engine/sim/kernel.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace brokerscope::sim {

namespace {

/// TCP's smallest retransmission timeout on Linux; doubles with each further loss of the same
/// segment.
constexpr Duration kRetransmission = milliseconds(200);

/// Between two roles of one process, whose messages do not go through a network.
constexpr Duration kLoopback = microseconds(20);

/// Streams of chance: the network, then one for each node.
constexpr std::uint64_t kNetworkStream = 0;
constexpr std::uint64_t kFirstNodeStream = 1;

} // namespace

Kernel::Kernel(
    const event::Roster& roster, std::uint64_t seed, NetworkPolicy network, WritebackPolicy disk)
    : m_network(network)
    , m_networkRandom(seed, kNetworkStream)
    , m_links(roster.nodes.size() * roster.nodes.size())
{
    for (std::size_t i = 0; i < roster.nodes.size(); ++i) {
        m_hosts.emplace_back(Random(seed, kFirstNodeStream + i), disk);
    }
}

void Kernel::setFactory(NodeId node, NodeFactory factory)
{
    m_hosts[node.value()].factory = std::move(factory);
}

void Kernel::runUntil(Timestamp until)
{
    while (step(until)) { }
    m_now = std::max(m_now, until);
}

bool Kernel::step(Timestamp until)
{
    // Whoever acts on a node between two steps may have made its process end.
    endFinished();
    if (m_queue.empty() || m_queue.front().at > until) {
        return false;
    }
    std::pop_heap(m_queue.begin(), m_queue.end(),
        [](const Item& a, const Item& b) { return a.laterThan(b); });
    const Item item = m_queue.back();
    m_queue.pop_back();
    m_now = item.at;
    dispatch(item);
    endFinished();
    return true;
}

EventId Kernel::handle(NodeId node, const event::Payload& payload)
{
    m_cause = record(node, kNoEvent, payload);
    return m_cause;
}

EventId Kernel::record(NodeId node, EventId cause, const event::Payload& payload)
{
    return m_recorder.record({m_now, cause, node, payload});
}

void Kernel::push(Item item)
{
    item.sequence = ++m_sequence;
    m_queue.push_back(item);
    std::push_heap(m_queue.begin(), m_queue.end(),
        [](const Item& a, const Item& b) { return a.laterThan(b); });
}

void Kernel::dispatch(const Item& item)
{
    if (item.kind == ItemKind::TakeWaiting) {
        takeWaiting(item);
    } else if (item.kind != ItemKind::Drop && isForLiving(item) && hasToWait(item.node)) {
        wait(item);
    } else {
        carryOut(item);
    }
}

bool Kernel::isForLiving(const Item& item) const
{
    const Host& host = m_hosts[item.node.value()];
    return host.process != nullptr && host.life == item.life;
}

bool Kernel::hasToWait(NodeId node) const
{
    // Behind what waits already, so that a connection keeps its order.
    const Host& host = m_hosts[node.value()];
    return host.paused || m_now < host.busyUntil || !host.waiting.empty();
}

void Kernel::wait(const Item& item)
{
    m_hosts[item.node.value()].waiting.push_back(item);
    wake(item.node);
}

void Kernel::wake(NodeId node)
{
    Host& host = m_hosts[node.value()];
    if (host.waiting.empty() || host.paused || host.isWoken) {
        return;
    }
    host.isWoken = true;
    push({std::max(m_now, host.busyUntil), 0, 0, host.life, node, ItemKind::TakeWaiting});
}

void Kernel::takeWaiting(const Item& item)
{
    Host& host = m_hosts[item.node.value()];
    if (!isForLiving(item)) {
        return;
    }
    host.isWoken = false;
    // It may have been paused, or have got something else to do, since it was woken.
    if (!host.paused && m_now >= host.busyUntil && !host.waiting.empty()) {
        const Item first = host.waiting.front();
        host.waiting.pop_front();
        carryOut(first);
    }
    wake(item.node);
}

Duration Kernel::spentOnWrites(const Host& host)
{
    const std::uint64_t writes = host.disk->writes() - host.writesBefore;
    return host.diskDelay * static_cast<std::int64_t>(writes);
}

void Kernel::carryOut(const Item& item)
{
    switch (item.kind) {
    case ItemKind::Deliver:
        deliver(item);
        return;
    case ItemKind::Drop:
        drop(item.slot, item.cause == kNoEvent ? event::DropReason::Cut : event::DropReason::Fault,
            item.cause);
        return;
    case ItemKind::TimeUp:
        fireTimer(item);
        return;
    case ItemKind::ConnectionLost:
        loseConnection(item);
        return;
    case ItemKind::Act:
        if (isForLiving(item)) {
            m_cause = item.cause;
            occupy(item.node, std::exchange(m_actions[item.slot], {}));
        }
        return;
    case ItemKind::TakeWaiting:
        return; // dispatch() has taken it
    }
}

void Kernel::deliver(const Item& item)
{
    const Message& waiting = m_messages[item.slot];
    if (waiting.id == kNoEvent) { // withdrawn
        m_freeMessages.push_back(item.slot);
        return;
    }
    if (link(waiting.from, waiting.to).isCut) {
        drop(item.slot, event::DropReason::Cut);
        return;
    }
    const Host& host = m_hosts[item.node.value()];
    if (!isForLiving(item)) {
        // A machine that is up answers with a reset; one without power says nothing.
        if (host.powered) {
            m_cause = waiting.id;
            resetConnection(waiting.from, waiting.to);
        }
        drop(item.slot, event::DropReason::ReceiverDown);
        return;
    }
    Message message = std::move(m_messages[item.slot]);
    m_freeMessages.push_back(item.slot);
    m_cause = record(message.to, message.id, event::MessageReceived{message.id});
    for (const MessageFault& fault : takeFaultsOf(message, true)) {
        m_cause = fault.cause;
        occupy(item.node, [&](Node& /*process*/, Context& context) {
            std::get<AnswerInstead>(fault.effect).answer(context, message);
        });
        return; // a request has one answer
    }
    occupy(item.node,
        [&](Node& process, Context& context) { process.receive(context, std::move(message)); });
}

void Kernel::drop(std::uint32_t slot, event::DropReason reason, EventId cause)
{
    const Message message = std::move(m_messages[slot]);
    m_freeMessages.push_back(slot);
    if (message.id == kNoEvent) { // withdrawn
        return;
    }
    record(message.to, cause == kNoEvent ? message.id : cause,
        event::MessageDropped{message.id, reason});
}

void Kernel::fireTimer(const Item& item)
{
    TimerSlot& slot = m_timers[item.slot];
    const Timer timer = slot.timer;
    const bool due = slot.running;
    m_cause = slot.cause;
    slot.running = false;
    m_freeTimers.push_back(item.slot);
    if (due && isForLiving(item)) {
        occupy(item.node, [&](Node& process, Context& context) { process.timeUp(context, timer); });
    }
}

void Kernel::loseConnection(const Item& item)
{
    const NodeId peer(static_cast<std::uint16_t>(item.slot));
    Link& outgoing = link(item.node, peer);
    // A newer connection than the one that was reset stays.
    const bool isNewer = outgoing.peerLife == m_hosts[peer.value()].life
        && m_hosts[peer.value()].process != nullptr;
    if (!isForLiving(item) || isNewer) {
        return;
    }
    outgoing.peerLife = 0;
    m_cause = record(item.node, item.cause, event::ConnectionLost{peer});
    occupy(
        item.node, [&](Node& process, Context& context) { process.connectionLost(context, peer); });
}

void Kernel::resetConnection(NodeId at, NodeId peer)
{
    const Link& way = link(peer, at);
    if (!way.isCut) {
        // TCP gives the reader what was sent before the end.
        const Timestamp arrival = std::max(m_now + flightTime(peer, at), way.lastArrival);
        push({arrival, 0, peer.value(), m_hosts[at.value()].life, at, ItemKind::ConnectionLost,
            m_cause});
    }
}

Duration Kernel::flightTime(NodeId from, NodeId to)
{
    if (areOneMachine(from, to)) {
        return kLoopback;
    }
    Duration time = m_networkRandom.between(m_network.latencyMin, m_network.latencyMax);
    if (m_network.lossPerMillion != 0) {
        Duration timeout = kRetransmission;
        while (
            m_networkRandom.below(1'000'000) < m_network.lossPerMillion && timeout < seconds(60)) {
            time = time + timeout;
            timeout = timeout * 2;
        }
    }
    return time + link(from, to).extra;
}

EventId Kernel::send(NodeId from, NodeId to, const MessageSummary& summary,
    std::unique_ptr<Body> body, EventId request)
{
    Link& way = link(from, to);
    Host& receiver = m_hosts[to.value()];
    if (way.peerLife == 0) {
        // A connection has two directions: the answer travels back on the same one.
        way.peerLife = receiver.life;
        link(to, from).peerLife = m_hosts[from.value()].life;
        way.brokenBy[0] = kNoEvent;
        link(to, from).brokenBy[1] = kNoEvent;
    }
    const Timestamp leaves = m_now + spentOnWrites(m_hosts[from.value()]);
    const Duration flight = flightTime(from, to);
    const Timestamp arrival = std::max(leaves + flight, way.lastArrival);
    const Timestamp arrivalBefore = std::exchange(way.lastArrival, arrival);

    event::MessageSent sent;
    sent.deliverAt = arrival;
    sent.offset = summary.offset;
    sent.request = request;
    sent.records = summary.records;
    sent.bytes = summary.bytes;
    sent.to = to;
    sent.partition = summary.partition;
    sent.partitions = summary.partitions;
    sent.error = summary.error;
    sent.api = summary.api;
    sent.forgotten = summary.forgotten;
    sent.session = summary.session;
    sent.sessionEpoch = summary.sessionEpoch;
    const EventId id = record(from, m_cause, sent);

    std::uint32_t slot = 0;
    if (m_freeMessages.empty()) {
        slot = static_cast<std::uint32_t>(m_messages.size());
        m_messages.emplace_back();
    } else {
        slot = m_freeMessages.back();
        m_freeMessages.pop_back();
    }
    m_messages[slot] = Message{id, from, to, summary.api, request, std::move(body)};
    if (leaves > m_now) {
        m_hosts[from.value()].unsent.push_back({leaves, slot, id, arrivalBefore});
    }
    if (way.isCut) {
        push({leaves + flight / 2, 0, slot, 0, to, ItemKind::Drop});
    } else {
        push({arrival, 0, slot, way.peerLife, to, ItemKind::Deliver});
    }
    const EventId brokenBy = way.brokenBy[request == kNoEvent ? 0 : 1];
    if (brokenBy != kNoEvent) {
        lose(id, leaves + (arrival - leaves) / 2, brokenBy);
    } else if (!m_messageFaults.empty()) {
        strikeSent(slot, leaves);
    }
    return id;
}

TimerId Kernel::setTimer(NodeId node, Duration after, std::uint32_t kind, std::uint64_t data)
{
    std::uint32_t slot = 0;
    if (m_freeTimers.empty()) {
        slot = static_cast<std::uint32_t>(m_timers.size());
        m_timers.emplace_back();
    } else {
        slot = m_freeTimers.back();
        m_freeTimers.pop_back();
    }
    const TimerId id = (static_cast<std::uint64_t>(++m_timerGeneration) << 32) | slot;
    m_timers[slot] = {{id, kind, data}, m_cause, true};
    const Timestamp from = m_now + spentOnWrites(m_hosts[node.value()]);
    push({from + std::max(after, Duration()), 0, slot, m_hosts[node.value()].life, node,
        ItemKind::TimeUp});
    return id;
}

void Kernel::cancelTimer(TimerId timer)
{
    if (timer == kNoTimer) {
        return;
    }
    TimerSlot& slot = m_timers[timer & 0xFFFFFFFFU];
    if (slot.timer.id == timer) {
        slot.running = false;
    }
}

} // namespace brokerscope::sim
