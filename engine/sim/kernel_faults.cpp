#include "engine/sim/kernel.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

/// Lives of processes, and the faults.
namespace brokerscope::sim {

// --- machines ------------------------------------------------------------------------------------

void Kernel::shareMachine(NodeId first, NodeId second)
{
    Host& a = m_hosts[first.value()];
    Host& b = m_hosts[second.value()];
    assert(first != second && a.partner == kNoNode && b.partner == kNoNode);
    a.partner = second;
    a.startsFirst = true;
    b.partner = first;
}

bool Kernel::areOneMachine(NodeId a, NodeId b) const
{
    return a == b || m_hosts[a.value()].partner == b;
}

std::vector<NodeId> Kernel::machineOf(NodeId node) const
{
    const NodeId partner = m_hosts[node.value()].partner;
    return partner == kNoNode ? std::vector{node} : std::vector{node, partner};
}

// --- lives ---------------------------------------------------------------------------------------

void Kernel::startNode(NodeId node)
{
    std::vector<NodeId> roles = machineOf(node);
    std::stable_partition(roles.begin(), roles.end(),
        [this](NodeId role) { return m_hosts[role.value()].startsFirst; });
    for (const NodeId role : roles) {
        if (!isRunning(role)) {
            const EventId before = m_cause;
            m_cause = record(role, m_cause, event::NodeStarted{});
            beginLife(role);
            endFinished();
            m_cause = before;
        }
    }
}

void Kernel::startSilently(NodeId node)
{
    beginLife(node);
}

void Kernel::beginLife(NodeId node)
{
    Host& host = m_hosts[node.value()];
    host.powered = true;
    host.paused = false;
    host.isShuttingDown = false;
    host.isWoken = false;
    ++host.life;
    host.process = host.factory();
    occupy(node, [](Node& process, Context& context) { process.start(context); });
}

void Kernel::act(NodeId node, std::function<void(Node&, Context&)> action)
{
    const Host& host = m_hosts[node.value()];
    if (host.process == nullptr) {
        return;
    }
    if (hasToWait(node)) {
        const auto slot = static_cast<std::uint32_t>(m_actions.size());
        m_actions.push_back(std::move(action));
        wait({m_now, 0, slot, host.life, node, ItemKind::Act, m_cause});
        return;
    }
    occupy(node, action);
    endFinished();
}

bool Kernel::callPartner(NodeId node, Action call)
{
    const NodeId partner = m_hosts[node.value()].partner;
    if (partner == kNoNode || !isRunning(partner)) {
        return false;
    }
    const auto slot = static_cast<std::uint32_t>(m_actions.size());
    m_actions.push_back(std::move(call));
    push({m_now, 0, slot, m_hosts[partner.value()].life, partner, ItemKind::Act, m_cause});
    return true;
}

void Kernel::stopNode(NodeId node, event::StopHow how)
{
    if (how == event::StopHow::Shutdown) {
        askToShutDown(node);
        return;
    }
    for (const NodeId role : machineOf(node)) {
        if (isRunning(role)) {
            endLife(role, how);
        }
    }
}

/// One role of a machine after the other; endFinished() goes on with the next.
void Kernel::askToShutDown(NodeId node)
{
    std::vector<NodeId> roles = machineOf(node);
    std::stable_partition(roles.begin(), roles.end(),
        [this](NodeId role) { return !m_hosts[role.value()].startsFirst; });
    const auto running
        = std::find_if(roles.begin(), roles.end(), [this](NodeId role) { return isRunning(role); });
    if (running == roles.end() || m_hosts[running->value()].isShuttingDown) {
        return;
    }
    m_hosts[running->value()].isShuttingDown = true;
    act(*running, [](Node& process, Context& context) { process.shutDown(context); });
}

void Kernel::endLife(NodeId node, event::StopHow how)
{
    Host& host = m_hosts[node.value()];
    const EventId before = m_cause;
    m_cause = record(node, m_cause, event::NodeStopped{how});
    if (how == event::StopHow::PowerLoss) {
        Context context(*this, node);
        host.process->losingPower(context);
    }
    withdrawUnsent(host);
    host.process.reset();
    host.paused = false;
    host.busyUntil = m_now;
    // Nobody is there to take it: what waited comes to its end now.
    for (Item item : std::exchange(host.waiting, {})) {
        item.at = m_now;
        push(item);
    }
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

void Kernel::withdrawUnsent(Host& host)
{
    // The last first, so that each link gets back the arrival before all of them.
    while (!host.unsent.empty()) {
        const Unsent unsent = host.unsent.back();
        host.unsent.pop_back();
        Message& message = m_messages[unsent.slot];
        if (unsent.leaves > m_now && message.id == unsent.message) {
            link(message.from, message.to).lastArrival = unsent.arrivalBefore;
            record(message.to, message.id,
                event::MessageDropped{message.id, event::DropReason::SenderDown});
            message = Message();
            message.id = kNoEvent;
        }
    }
}

void Kernel::endFinished()
{
    while (!m_endings.empty()) {
        for (const Ending& ending : std::exchange(m_endings, {})) {
            Host& host = m_hosts[ending.node.value()];
            if (host.process == nullptr || host.life != ending.life) {
                continue;
            }
            const EventId before = std::exchange(m_cause, ending.cause);
            if (ending.how == event::StopHow::Shutdown && host.busyUntil > m_now) {
                // Good order includes the writes, and what was to be sent behind them.
                const auto slot = static_cast<std::uint32_t>(m_actions.size());
                m_actions.push_back([](Node&, Context& context) { context.exit(); });
                host.waiting.push_front(
                    {m_now, 0, slot, host.life, ending.node, ItemKind::Act, ending.cause});
                wake(ending.node);
            } else if (ending.how == event::StopHow::Shutdown) {
                endLife(ending.node, ending.how);
                askToShutDown(ending.node); // what else runs on the machine
            } else {
                stopNode(ending.node, ending.how);
            }
            m_cause = before;
        }
    }
}

void Kernel::pauseNode(NodeId node)
{
    for (const NodeId role : machineOf(node)) {
        Host& host = m_hosts[role.value()];
        if (host.process != nullptr && !host.paused) {
            host.paused = true;
            record(role, m_cause, event::NodePaused{});
        }
    }
}

void Kernel::resumeNode(NodeId node)
{
    for (const NodeId role : machineOf(node)) {
        Host& host = m_hosts[role.value()];
        if (host.process != nullptr && host.paused) {
            host.paused = false;
            record(role, m_cause, event::NodeResumed{});
            wake(role);
        }
    }
}

// --- links ---------------------------------------------------------------------------------------

template <class Change>
void Kernel::forEachLink(NodeId from, NodeId to, const Change& change)
{
    if (areOneMachine(from, to)) {
        return; // nothing between them to be changed
    }
    for (const NodeId a : machineOf(from)) {
        for (const NodeId b : machineOf(to)) {
            change(a, b);
        }
    }
}

void Kernel::cut(NodeId from, NodeId to, bool bothWays)
{
    forEachLink(from, to, [&](NodeId a, NodeId b) {
        const bool isCut = link(a, b).isCut && (!bothWays || link(b, a).isCut);
        link(a, b).isCut = true;
        link(b, a).isCut = link(b, a).isCut || bothWays;
        if (!isCut) {
            record(kScriptNode, m_cause, event::LinkCut{a, b, bothWays});
        }
    });
}

void Kernel::heal(NodeId from, NodeId to, bool bothWays)
{
    forEachLink(from, to, [&](NodeId a, NodeId b) {
        const bool wasCut = link(a, b).isCut || (bothWays && link(b, a).isCut);
        link(a, b).isCut = false;
        link(b, a).isCut = link(b, a).isCut && !bothWays;
        if (wasCut) {
            record(kScriptNode, m_cause, event::LinkHealed{a, b, bothWays});
        }
    });
    slowLink(from, to, Duration(), bothWays);
}

void Kernel::slowLink(NodeId from, NodeId to, Duration extra, bool bothWays)
{
    assert(extra >= Duration());
    forEachLink(from, to, [&](NodeId a, NodeId b) {
        const bool isSo = link(a, b).extra == extra && (!bothWays || link(b, a).extra == extra);
        link(a, b).extra = extra;
        if (bothWays) {
            link(b, a).extra = extra;
        }
        if (!isSo) {
            record(kScriptNode, m_cause, event::LinkSlowed{extra, a, b, bothWays});
        }
    });
}

void Kernel::isolate(NodeId node)
{
    for (const NodeId role : machineOf(node)) {
        // Whoever runs the script is no participant: no event tells of that link.
        link(role, kScriptNode).isCut = true;
        link(kScriptNode, role).isCut = true;
    }
    for (std::size_t i = 1; i < m_hosts.size(); ++i) {
        cut(node, NodeId(static_cast<std::uint16_t>(i)), true);
    }
}

void Kernel::reconnect(NodeId node)
{
    for (const NodeId role : machineOf(node)) {
        link(role, kScriptNode).isCut = false;
        link(kScriptNode, role).isCut = false;
    }
    for (std::size_t i = 1; i < m_hosts.size(); ++i) {
        heal(node, NodeId(static_cast<std::uint16_t>(i)), true);
    }
}

// --- disks and clocks ----------------------------------------------------------------------------

void Kernel::slowDisk(NodeId node, Duration perWrite)
{
    assert(perWrite >= Duration());
    for (const NodeId role : machineOf(node)) {
        Host& host = m_hosts[role.value()];
        if (host.diskDelay != perWrite) {
            host.diskDelay = perWrite;
            host.writesBefore = host.disk->writes(); // those before took what they took
            record(role, m_cause, event::DiskSlowed{perWrite});
        }
    }
}

void Kernel::fillDisk(NodeId node, bool full)
{
    for (const NodeId role : machineOf(node)) {
        SimDisk& disk = *m_hosts[role.value()].disk;
        if (disk.isFull() != full) {
            disk.setCapacity(full ? 0 : std::numeric_limits<std::size_t>::max());
            record(role, m_cause, event::DiskFilled{full});
        }
    }
}

void Kernel::skewClock(NodeId node, Duration by)
{
    for (const NodeId role : machineOf(node)) {
        Host& host = m_hosts[role.value()];
        if (host.clockSkew != by) {
            host.clockSkew = by;
            record(role, m_cause, event::ClockSkewed{by});
        }
    }
}

} // namespace brokerscope::sim
