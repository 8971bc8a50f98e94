#pragma once

#include "engine/event/recorder.h"
#include "engine/event/roster.h"
#include "engine/sim/disk.h"
#include "engine/sim/node.h"

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

    // The faults. Each does nothing when the node or link already is in that state.
    void startNode(NodeId node);
    void stopNode(NodeId node, event::StopHow how);
    void pauseNode(NodeId node);
    void resumeNode(NodeId node);
    void cut(NodeId from, NodeId to, bool bothWays);
    void heal(NodeId from, NodeId to, bool bothWays);

    /// Starts a node that is no participant of its own: no event tells it.
    void startSilently(NodeId node);
    /// Has the node's process do something now, with the present cause. Nothing happens while it is
    /// not running, or paused.
    void act(NodeId node, const std::function<void(Node&, Context&)>& action);

    [[nodiscard]] bool isRunning(NodeId node) const
    {
        return m_hosts[node.value()].process != nullptr;
    }
    /// The process of a running node; nullptr otherwise. For checks between steps, never for nodes.
    [[nodiscard]] Node* process(NodeId node) { return m_hosts[node.value()].process.get(); }
    [[nodiscard]] SimDisk& disk(NodeId node) { return *m_hosts[node.value()].disk; }

private:
    friend class Context;

    enum class ItemKind : std::uint8_t { Deliver, Drop, TimeUp, ConnectionLost };
    struct Item {
        Timestamp at;
        std::uint64_t sequence = 0;
        std::uint32_t slot = 0; ///< of the message or timer; of ConnectionLost: the peer
        std::uint32_t life = 0; ///< of the node for which it is meant
        NodeId node;
        ItemKind kind = ItemKind::Deliver;
        EventId cause = kNoEvent; ///< of ConnectionLost
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
        std::vector<Item> deferred; ///< what came while it was paused
        Random random;
        std::unique_ptr<SimDisk> disk;
    };
    /// A process that has ended itself while it handled something.
    struct Halt {
        NodeId node;
        std::uint32_t life = 0;
        EventId cause;
    };
    /// One direction between two nodes.
    struct Link {
        Timestamp lastArrival;
        std::uint32_t peerLife
            = 0; ///< life of the receiver that the sender is connected to; 0 for no connection
        bool isCut = false;
    };

    [[nodiscard]] Node& beginLife(Host& host);
    void push(Item item);
    void dispatch(const Item& item);
    void deliver(const Item& item);
    void drop(std::uint32_t slot, event::DropReason reason);
    void fireTimer(const Item& item);
    void loseConnection(const Item& item);
    void resetConnection(NodeId at, NodeId peer);
    void releaseDeferred(Host& host);
    void stopHalted();
    [[nodiscard]] Duration flightTime();
    [[nodiscard]] Link& link(NodeId from, NodeId to)
    {
        return m_links[from.value() * m_hosts.size() + to.value()];
    }

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
    std::vector<Halt> m_halts; ///< asked for while the present thing was handled
};

} // namespace brokerscope::sim
