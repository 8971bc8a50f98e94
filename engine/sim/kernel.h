#pragma once

#include "engine/event/recorder.h"
#include "engine/event/roster.h"
#include "engine/sim/disk.h"
#include "engine/sim/message_fault.h"
#include "engine/sim/node.h"

#include <array>
#include <deque>
#include <functional>
#include <vector>

namespace brokerscope::sim {

struct NetworkPolicy {
    Duration latencyMin = milliseconds(1); ///< one way
    Duration latencyMax = milliseconds(2); ///< inclusive
    std::uint32_t lossPerMillion = 0; ///< chance that TCP has to send a message again
};

/// Makes one life of a node's process.
using NodeFactory = std::function<std::unique_ptr<Node>()>;

/// Virtual time: one queue of what is to happen, ordered by time and, at the same time, by the
/// order of asking. Records every event with its cause. One thread, no wall clock, all chance from
/// the seed.
class Kernel {
public:
    Kernel(const event::Roster& roster, std::uint64_t seed, NetworkPolicy network,
        WritebackPolicy disk);

    void setFactory(NodeId node, NodeFactory factory);

    /// Handles everything up to and including `until`, then stands there.
    void runUntil(Timestamp until);
    /// Handles the next thing if it is not later than `until`; false when there is none.
    bool step(Timestamp until);

    [[nodiscard]] Timestamp now() const { return m_now; }
    [[nodiscard]] event::Recorder& recorder() { return m_recorder; }
    [[nodiscard]] const event::Recorder& recorder() const { return m_recorder; }

    /// Records an event of `node` and makes it the cause of what follows until the next thing is
    /// handled.
    EventId handle(NodeId node, const event::Payload& payload);

    /// What follows has no cause.
    void beginRoot() { m_cause = kNoEvent; }

    /// Two nodes are one process on one machine (Kafka: process.roles=broker,controller): they
    /// start, stop and stand still together, and every fault of one is a fault of both. What they
    /// send each other never crosses the network. `first` starts first and is shut down last.
    void shareMachine(NodeId first, NodeId second);

    // The faults. Each does nothing, and no event tells it, when the node or link already is in
    // that state.
    void startNode(NodeId node);
    /// Shutdown only asks the process, which takes its time; it is not asked twice.
    void stopNode(NodeId node, event::StopHow how);
    void pauseNode(NodeId node);
    void resumeNode(NodeId node);
    void cut(NodeId from, NodeId to, bool bothWays);
    /// Ends what cut() and slowLink() began.
    void heal(NodeId from, NodeId to, bool bothWays);
    /// Cuts the node off from everybody, whoever runs the script included; reconnect() heals all of
    /// its links.
    void isolate(NodeId node);
    void reconnect(NodeId node);
    /// Messages take `extra` longer, which must not be negative, and keep their order.
    void slowLink(NodeId from, NodeId to, Duration extra, bool bothWays);
    /// Every change of the node's disk takes `perWrite`. The process does nothing else meanwhile:
    /// what it sends leaves when the writes before it are done, what comes waits. Its events are
    /// told at the beginning.
    void slowDisk(NodeId node, Duration perWrite);
    /// The disk takes not one more byte, or has room again.
    void fillDisk(NodeId node, bool full);
    /// The wall clock is off by `by`.
    void skewClock(NodeId node, Duration by);

    /// Something befalls one message, or one request as it arrives, with the present cause. Nothing
    /// does when that message is not on its way any more, or never comes. Messages between the
    /// roles of one machine are not counted.
    void strikeMessage(MessageFilter which, MessageNumber number, MessageEffect effect);

    /// Starts a node that is no participant of its own: no event tells it.
    void startSilently(NodeId node);
    /// Has the node's process do something with the present cause: now, or when it is no longer
    /// paused or busy with its disk. Nothing happens when it is not running.
    void act(NodeId node, std::function<void(Node&, Context&)> action);

    [[nodiscard]] bool isRunning(NodeId node) const
    {
        return m_hosts[node.value()].process != nullptr;
    }
    [[nodiscard]] bool isPaused(NodeId node) const { return m_hosts[node.value()].paused; }
    /// The process of a running node; nullptr otherwise. For checks between steps, never for nodes.
    [[nodiscard]] Node* process(NodeId node) { return m_hosts[node.value()].process.get(); }
    [[nodiscard]] SimDisk& disk(NodeId node) { return *m_hosts[node.value()].disk; }

private:
    friend class Context;

    enum class ItemKind : std::uint8_t {
        Deliver,
        Drop,
        TimeUp,
        ConnectionLost,
        Act, ///< what somebody asked of it while it was not free
        TakeWaiting, ///< the process is free for the first thing that waits
    };
    struct Item {
        Timestamp at;
        std::uint64_t sequence = 0;
        std::uint32_t slot = 0; ///< of the message, timer or action; of ConnectionLost: the peer
        std::uint32_t life = 0; ///< of the node for which it is meant
        NodeId node;
        ItemKind kind = ItemKind::Deliver;
        EventId cause = kNoEvent; ///< of ConnectionLost, Act, and a Drop by a fault
        [[nodiscard]] bool laterThan(const Item& other) const
        {
            return at != other.at ? at > other.at : sequence > other.sequence;
        }
    };
    struct TimerSlot {
        Timer timer;
        EventId cause;
        bool running = false;
    };
    /// A message that does not leave before the writes of its sender are done.
    struct Unsent {
        Timestamp leaves;
        std::uint32_t slot = 0;
        EventId message;
        Timestamp arrivalBefore; ///< of the last one before it on that link
    };
    struct Host {
        Host(Random randomStream, WritebackPolicy policy)
            : random(randomStream)
            , disk(std::make_unique<SimDisk>(policy))
        {
        }
        NodeFactory factory;
        std::unique_ptr<Node> process;
        std::uint32_t life = 0; ///< counts starts
        bool paused = false;
        bool powered = true;
        bool isShuttingDown = false;
        bool isWoken = false; ///< a TakeWaiting is in the queue
        Timestamp busyUntil; ///< with its disk
        Duration diskDelay; ///< of each write
        std::uint64_t writesBefore = 0; ///< of its disk, before what it is handling
        Duration clockSkew;
        NodeId partner = kNoNode; ///< on the same machine
        bool startsFirst = false; ///< of the two
        std::deque<Item> waiting; ///< what came while it was paused or busy
        std::vector<Unsent> unsent; ///< of what it is handling
        Random random;
        std::unique_ptr<SimDisk> disk;
    };
    /// A process that has ended itself while it handled something.
    struct Ending {
        NodeId node;
        std::uint32_t life = 0;
        EventId cause;
        event::StopHow how = event::StopHow::Halt;
    };
    /// One direction between two nodes.
    struct Link {
        Timestamp lastArrival;
        std::uint32_t peerLife
            = 0; ///< life of the receiver that the sender is connected to; 0 for no connection
        Duration extra; ///< how much slower it is than the others
        bool isCut = false;
        /// The fault that lost a request, or an answer, of the connection: what comes behind it is
        /// lost, too. kNoEvent: none did.
        std::array<EventId, 2> brokenBy{kNoEvent, kNoEvent}; ///< requests, answers
    };

    using Action = std::function<void(Node&, Context&)>;

    /// What waits for its message.
    struct MessageFault {
        MessageFilter which;
        std::uint32_t left = 1; ///< its message is the left-th one from now
        EventId cause;
        MessageEffect effect;
    };

    void beginLife(NodeId node);
    void endLife(NodeId node, event::StopHow how);
    /// What has not left by now never will.
    void withdrawUnsent(Host& host);
    void askToShutDown(NodeId node);
    void push(Item item);
    void dispatch(const Item& item);
    void carryOut(const Item& item);
    [[nodiscard]] bool isForLiving(const Item& item) const;
    [[nodiscard]] bool hasToWait(NodeId node) const;
    void wait(const Item& item);
    void wake(NodeId node);
    void takeWaiting(const Item& item);
    /// Has the process handle something, and keeps it busy with what it writes meanwhile.
    template <class Handle>
    void occupy(NodeId node, const Handle& handle)
    {
        Host& host = m_hosts[node.value()];
        host.writesBefore = host.disk->writes();
        host.unsent.clear();
        Context context(*this, node);
        handle(*host.process, context);
        host.busyUntil = m_now + spentOnWrites(host);
    }
    /// How long the writes take that the node's process has made in what it is handling.
    [[nodiscard]] static Duration spentOnWrites(const Host& host);
    void deliver(const Item& item);
    void drop(std::uint32_t slot, event::DropReason reason, EventId cause = kNoEvent);
    // Faults of single messages (kernel_messages.cpp).
    [[nodiscard]] bool isMeant(
        const MessageFilter& which, NodeId from, NodeId to, event::Api api, bool isResponse) const;
    /// The faults whose turn it is with this message, which wait no longer.
    [[nodiscard]] std::vector<MessageFault> takeFaultsOf(const Message& message, bool onArrival);
    void strikeSent(std::uint32_t slot, Timestamp leaves);
    /// Where the message waits for its delivery; nullptr when it is not on its way.
    [[nodiscard]] Item* deliveryOf(EventId message);
    void lose(EventId message, Timestamp at, EventId cause);
    void delay(EventId message, Duration by, EventId cause);
    void sortQueue();
    void fireTimer(const Item& item);
    void loseConnection(const Item& item);
    void resetConnection(NodeId at, NodeId peer);
    /// Notes that the process ends once it has returned from what it is handling.
    void end(NodeId node, event::StopHow how)
    {
        m_endings.push_back({node, m_hosts[node.value()].life, m_cause, how});
    }
    void endFinished();
    [[nodiscard]] bool areOneMachine(NodeId a, NodeId b) const;
    /// The node and, if there is one, the other on its machine.
    [[nodiscard]] std::vector<NodeId> machineOf(NodeId node) const;
    /// Calls change(a, b) for each link from one machine to the other; for none when they are one.
    template <class Change>
    void forEachLink(NodeId from, NodeId to, const Change& change);
    [[nodiscard]] Duration flightTime(NodeId from, NodeId to);
    [[nodiscard]] Link& link(NodeId from, NodeId to)
    {
        return m_links[from.value() * m_hosts.size() + to.value()];
    }

    /// Context::callPartner of `node`.
    bool callPartner(NodeId node, Action call);
    EventId record(NodeId node, EventId cause, const event::Payload& payload);
    EventId send(NodeId from, NodeId to, const MessageSummary& summary, std::unique_ptr<Body> body,
        EventId request);
    TimerId setTimer(NodeId node, Duration after, std::uint32_t kind, std::uint64_t data);
    void cancelTimer(TimerId timer);

    Timestamp m_now;
    std::uint64_t m_sequence = 0;
    EventId m_cause = kNoEvent;
    NetworkPolicy m_network;
    Random m_networkRandom;
    event::Recorder m_recorder;
    std::vector<Host> m_hosts; ///< by NodeId
    std::vector<Link> m_links; ///< by from, to
    std::vector<Item> m_queue; ///< a heap, earliest first
    std::vector<Message> m_messages; ///< slots
    std::vector<std::uint32_t> m_freeMessages;
    std::vector<TimerSlot> m_timers; ///< slots
    std::vector<std::uint32_t> m_freeTimers;
    std::uint32_t m_timerGeneration = 0;
    std::vector<Action> m_actions; ///< slots, each used once
    std::vector<Ending> m_endings; ///< asked for while the present thing was handled
    std::vector<MessageFault> m_messageFaults; ///< in the order of asking
};

} // namespace brokerscope::sim
