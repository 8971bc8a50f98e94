#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/event.h"
#include "engine/sim/random.h"
#include "engine/sim/storage.h"

#include <cstdint>
#include <functional>
#include <memory>

namespace brokerscope::sim {

/// What a message says. The layers above derive their requests and responses from it.
class Body {
public:
    Body() = default;
    virtual ~Body() = default;
    Body(const Body&) = delete;
    Body& operator=(const Body&) = delete;
};

struct Message {
    EventId id; ///< of its MessageSent
    NodeId from;
    NodeId to;
    event::Api api = event::Api::Produce;
    EventId request = kNoEvent; ///< for a response: the message it answers
    std::unique_ptr<Body> body;
    [[nodiscard]] bool isResponse() const { return request != kNoEvent; }
};

/// What the History shall know of a message beyond its way.
struct MessageSummary {
    event::Api api = event::Api::Produce;
    event::ErrorCode error = event::ErrorCode::None;
    PartitionId partition = kNoPartition;
    std::uint16_t partitions = 0;
    Offset offset = kNoOffset;
    std::uint32_t records = 0;
    std::uint32_t bytes = 0;
    std::uint16_t forgotten = 0;
    FetchSessionId session = kNoFetchSession;
    FetchSessionEpoch sessionEpoch = kFinalFetchEpoch;
};

/// A timer that is running or has run; never reused within a run.
using TimerId = std::uint64_t;
inline constexpr TimerId kNoTimer = 0;

/// What a timer tells its node: the node's own enum and a number of its own.
struct Timer {
    TimerId id = kNoTimer;
    std::uint32_t kind = 0;
    std::uint64_t data = 0;
};

class Kernel;
class Node;

/// What the kernel was handling at some moment. Only the kernel can look into it.
class Cause {
    friend class Context;
    explicit Cause(EventId event)
        : m_event(event)
    {
    }
    EventId m_event;
};

/// The world as one node sees it while it handles something. Everything it does through here has,
/// as its cause in the History, the event that is being handled.
class Context {
public:
    Context(Kernel& kernel, NodeId self)
        : m_kernel(kernel)
        , m_self(self)
    {
    }

    [[nodiscard]] NodeId self() const { return m_self; }
    [[nodiscard]] Timestamp now() const;
    /// The clock on the wall of this node in milliseconds since 1970, as record timestamps have it.
    /// It may be wrong; timers and now() never are.
    [[nodiscard]] std::int64_t wallClockMs() const;
    [[nodiscard]] Random& random();
    [[nodiscard]] Storage& storage();

    EventId emit(const event::Payload& payload);
    /// The present cause, to be gone on with later: by whoever keeps a request until it can be
    /// answered.
    [[nodiscard]] Cause remember() const;
    /// From now on, until the next thing is handled, everything has the cause that was remembered.
    void goOnWith(Cause cause);
    [[nodiscard]] StringId intern(std::string_view text);

    /// Sends a request (request = kNoEvent) or the response to `request`; connects if there is no
    /// connection.
    EventId send(NodeId to, const MessageSummary& summary, std::unique_ptr<Body> body,
        EventId request = kNoEvent);
    /// Forgets the connection to a peer, so that the next message opens a new one.
    void closeConnection(NodeId peer);
    /// Closes the connection so that the peer is told, as a broker does to refuse a request that
    /// has no answer.
    void resetConnection(NodeId peer);

    TimerId setTimer(Duration after, std::uint32_t kind, std::uint64_t data = 0);
    /// Stops a timer; one that has run, or kNoTimer, is no mistake.
    void cancelTimer(TimerId timer);

    /// Calls into the other node of this process (Kernel::shareMachine), as one part of a program
    /// calls another: it happens at this moment of virtual time, right behind what is being
    /// handled, and has its cause. False, and nothing happens, when no other node runs in it.
    bool callPartner(std::function<void(Node&, Context&)> call);

    /// Ends the node's own process as soon as it has returned from what it is handling; peers see
    /// their connections reset, and the storage keeps everything (Kafka: Exit.halt).
    void halt();
    /// The same in good order (StopHow::Shutdown): the end of what Node::shutDown() began.
    void exit();

private:
    Kernel& m_kernel;
    NodeId m_self;
};

/// A participant: a state machine without input or output of its own. An object is one life of the
/// process: a kill destroys it, a start makes a new one.
class Node {
public:
    Node() = default;
    virtual ~Node() = default;
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;

    virtual void start(Context& context) = 0;
    virtual void receive(Context& context, Message message) = 0;
    virtual void timeUp(Context& context, const Timer& timer) = 0;
    /// The connection to `peer` was reset; nothing more will come over it.
    virtual void connectionLost(Context& context, NodeId peer) = 0;
    /// Somebody asks the process to end (SIGTERM): it does what is to be done first, which may take
    /// a while, and then calls Context::exit(). Said once in a life.
    virtual void shutDown(Context& context) { context.exit(); }
    /// The power is failing: the last chance to record in the History what the page cache takes
    /// with it. The process cannot act on it any more.
    virtual void losingPower(Context& context) { static_cast<void>(context); }
};

} // namespace brokerscope::sim
