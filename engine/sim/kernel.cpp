#include "engine/sim/kernel.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace brokerscope::sim {

namespace {

/// TCP's smallest retransmission timeout on Linux; doubles with each further loss of the same
/// segment.
constexpr Duration kRetransmission = milliseconds(200);

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
    // Whoever acts on a node between two steps may have made it halt.
    stopHalted();
    if (m_queue.empty() || m_queue.front().at > until) {
        return false;
    }
    std::pop_heap(m_queue.begin(), m_queue.end(),
        [](const Item& a, const Item& b) { return a.laterThan(b); });
    const Item item = m_queue.back();
    m_queue.pop_back();
    m_now = item.at;
    dispatch(item);
    stopHalted();
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
    Host& host = m_hosts[item.node.value()];
    const bool forLiving = host.process != nullptr && host.life == item.life;
    if (host.paused && forLiving && item.kind != ItemKind::Drop) {
        host.deferred.push_back(item);
        return;
    }
    switch (item.kind) {
    case ItemKind::Deliver:
        deliver(item);
        return;
    case ItemKind::Drop:
        drop(item.slot, event::DropReason::Cut);
        return;
    case ItemKind::TimeUp:
        fireTimer(item);
        return;
    case ItemKind::ConnectionLost:
        loseConnection(item);
        return;
    }
}

void Kernel::deliver(const Item& item)
{
    const Message& waiting = m_messages[item.slot];
    if (link(waiting.from, waiting.to).isCut) {
        drop(item.slot, event::DropReason::Cut);
        return;
    }
    Host& host = m_hosts[item.node.value()];
    if (host.process == nullptr || host.life != item.life) {
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
    Context context(*this, item.node);
    host.process->receive(context, std::move(message));
}

void Kernel::drop(std::uint32_t slot, event::DropReason reason)
{
    const Message message = std::move(m_messages[slot]);
    m_freeMessages.push_back(slot);
    record(message.to, message.id, event::MessageDropped{message.id, reason});
}

void Kernel::fireTimer(const Item& item)
{
    TimerSlot& slot = m_timers[item.slot];
    const Timer timer = slot.timer;
    const bool due = slot.running;
    m_cause = slot.cause;
    slot.running = false;
    m_freeTimers.push_back(item.slot);
    Host& host = m_hosts[item.node.value()];
    if (due && host.process != nullptr && host.life == item.life) {
        Context context(*this, item.node);
        host.process->timeUp(context, timer);
    }
}

void Kernel::loseConnection(const Item& item)
{
    Host& host = m_hosts[item.node.value()];
    const NodeId peer(static_cast<std::uint16_t>(item.slot));
    Link& outgoing = link(item.node, peer);
    // A newer connection than the one that was reset stays.
    const bool isNewer = outgoing.peerLife == m_hosts[peer.value()].life
        && m_hosts[peer.value()].process != nullptr;
    if (host.process == nullptr || host.life != item.life || isNewer) {
        return;
    }
    outgoing.peerLife = 0;
    m_cause = record(item.node, item.cause, event::ConnectionLost{peer});
    Context context(*this, item.node);
    host.process->connectionLost(context, peer);
}

void Kernel::resetConnection(NodeId at, NodeId peer)
{
    if (!link(peer, at).isCut) {
        push({m_now + flightTime(), 0, peer.value(), m_hosts[at.value()].life, at,
            ItemKind::ConnectionLost, m_cause});
    }
}

Duration Kernel::flightTime()
{
    Duration time = m_networkRandom.between(m_network.latencyMin, m_network.latencyMax);
    if (m_network.lossPerMillion != 0) {
        Duration timeout = kRetransmission;
        while (
            m_networkRandom.below(1'000'000) < m_network.lossPerMillion && timeout < seconds(60)) {
            time = time + timeout;
            timeout = timeout * 2;
        }
    }
    return time;
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
    }
    const Duration flight = flightTime();
    const Timestamp arrival = std::max(m_now + flight, way.lastArrival);
    way.lastArrival = arrival;

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
    if (way.isCut) {
        push({m_now + flight / 2, 0, slot, 0, to, ItemKind::Drop});
    } else {
        push({arrival, 0, slot, way.peerLife, to, ItemKind::Deliver});
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
    push({m_now + std::max(after, Duration()), 0, slot, m_hosts[node.value()].life, node,
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

void Kernel::startNode(NodeId node)
{
    Host& host = m_hosts[node.value()];
    if (host.process != nullptr) {
        return;
    }
    Node& process = beginLife(host);
    const EventId before = m_cause;
    m_cause = record(node, m_cause, event::NodeStarted{});
    Context context(*this, node);
    process.start(context);
    stopHalted();
    m_cause = before;
}

void Kernel::startSilently(NodeId node)
{
    Node& process = beginLife(m_hosts[node.value()]);
    Context context(*this, node);
    process.start(context);
}

void Kernel::act(NodeId node, const std::function<void(Node&, Context&)>& action)
{
    const Host& host = m_hosts[node.value()];
    if (host.process != nullptr && !host.paused) {
        Context context(*this, node);
        action(*host.process, context);
        stopHalted();
    }
}

Node& Kernel::beginLife(Host& host)
{
    host.powered = true;
    host.paused = false;
    ++host.life;
    host.process = host.factory();
    return *host.process;
}

void Kernel::stopNode(NodeId node, event::StopHow how)
{
    Host& host = m_hosts[node.value()];
    if (host.process == nullptr) {
        return;
    }
    const EventId before = m_cause;
    m_cause = record(node, m_cause, event::NodeStopped{how});
    if (how == event::StopHow::PowerLoss) {
        Context context(*this, node);
        host.process->losingPower(context);
    }
    host.process.reset();
    host.paused = false;
    releaseDeferred(host);
    for (std::size_t i = 0; i < m_hosts.size(); ++i) {
        const NodeId peer(static_cast<std::uint16_t>(i));
        const bool connected = link(peer, node).peerLife == host.life;
        link(node, peer).peerLife = 0;
        if (connected && how != event::StopHow::PowerLoss && m_hosts[i].process != nullptr) {
            resetConnection(peer, node);
        }
    }
    if (how == event::StopHow::PowerLoss) {
        host.powered = false;
        host.disk->losePower(m_now);
    }
    m_cause = before;
}

void Kernel::stopHalted()
{
    if (m_halts.empty()) {
        return;
    }
    for (const Halt& halt : std::exchange(m_halts, {})) {
        if (m_hosts[halt.node.value()].life == halt.life) {
            const EventId before = std::exchange(m_cause, halt.cause);
            stopNode(halt.node, event::StopHow::Halt);
            m_cause = before;
        }
    }
}

void Kernel::pauseNode(NodeId node)
{
    Host& host = m_hosts[node.value()];
    if (host.process != nullptr && !host.paused) {
        host.paused = true;
        record(node, m_cause, event::NodePaused{});
    }
}

void Kernel::resumeNode(NodeId node)
{
    Host& host = m_hosts[node.value()];
    if (host.process == nullptr || !host.paused) {
        return;
    }
    host.paused = false;
    record(node, m_cause, event::NodeResumed{});
    releaseDeferred(host);
}

void Kernel::releaseDeferred(Host& host)
{
    for (Item item : host.deferred) {
        item.at = m_now;
        push(item);
    }
    host.deferred.clear();
}

void Kernel::cut(NodeId from, NodeId to, bool bothWays)
{
    link(from, to).isCut = true;
    if (bothWays) {
        link(to, from).isCut = true;
    }
    record(kScriptNode, m_cause, event::LinkCut{from, to, bothWays});
}

void Kernel::heal(NodeId from, NodeId to, bool bothWays)
{
    link(from, to).isCut = false;
    if (bothWays) {
        link(to, from).isCut = false;
    }
    record(kScriptNode, m_cause, event::LinkHealed{from, to, bothWays});
}

Timestamp Context::now() const
{
    return m_kernel.m_now;
}

Random& Context::random()
{
    return m_kernel.m_hosts[m_self.value()].random;
}

Storage& Context::storage()
{
    return *m_kernel.m_hosts[m_self.value()].disk;
}

EventId Context::emit(const event::Payload& payload)
{
    return m_kernel.record(m_self, m_kernel.m_cause, payload);
}

StringId Context::intern(std::string_view text)
{
    return m_kernel.m_recorder.intern(text);
}

EventId Context::send(
    NodeId to, const MessageSummary& summary, std::unique_ptr<Body> body, EventId request)
{
    return m_kernel.send(m_self, to, summary, std::move(body), request);
}

void Context::closeConnection(NodeId peer)
{
    m_kernel.link(m_self, peer).peerLife = 0;
}

void Context::resetConnection(NodeId peer)
{
    // Both directions end; what the peer sends before it hears of it opens a new connection.
    m_kernel.link(m_self, peer).peerLife = 0;
    m_kernel.link(peer, m_self).peerLife = 0;
    m_kernel.resetConnection(peer, m_self);
}

TimerId Context::setTimer(Duration after, std::uint32_t kind, std::uint64_t data)
{
    return m_kernel.setTimer(m_self, after, kind, data);
}

void Context::halt()
{
    m_kernel.m_halts.push_back({m_self, m_kernel.m_hosts[m_self.value()].life, m_kernel.m_cause});
}

void Context::cancelTimer(TimerId timer)
{
    m_kernel.cancelTimer(timer);
}

} // namespace brokerscope::sim
