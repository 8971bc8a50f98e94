#pragma once

#include "engine/client/coordinator_link.h"
#include "engine/protocol/messages.h"

#include <optional>
#include <string>
#include <vector>

namespace brokerscope::client {

/// A consumer's place in its group, by the classic protocol (Kafka: AbstractCoordinator, Heartbeat,
/// HeartbeatThread). The thread that sends heartbeats works by itself; joining goes on only while
/// the application is in poll(). `config` and `link` must outlive it.
class GroupMember {
public:
    enum class State : std::uint8_t {
        Unjoined,
        Preparing, ///< has asked to join
        Completing, ///< has joined and asked for its assignment
        Stable,
    };

    /// The consumer around it.
    class Host {
    public:
        Host() = default;
        virtual ~Host() = default;
        Host(const Host&) = delete;
        Host& operator=(const Host&) = delete;

        /// What it offers to the group: a Subscription for each assignor.
        [[nodiscard]] virtual std::vector<protocol::JoinGroupRequest::Protocol> protocols() = 0;
        /// The group's leader decides who gets what; nullopt when it cannot yet.
        [[nodiscard]] virtual std::optional<std::vector<protocol::SyncGroupRequest::Assignment>>
        assign(sim::Context& context, const protocol::JoinGroupResponse& joined) = 0;
        /// Before each attempt to join anew: commits and gives up partitions. False while it has
        /// to wait for something; it is asked again at the next poll().
        [[nodiscard]] virtual bool prepareJoin(sim::Context& context) = 0;
        virtual void joined(sim::Context& context, const Bytes& assignment) = 0;
        /// The group is lost for good.
        virtual void refused(sim::Context& context, event::ErrorCode error) = 0;
    };

    GroupMember(const ConsumerConfig& config, CoordinatorLink& link, Host& host);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isRebalancing() const
    {
        return m_state == State::Preparing || m_state == State::Completing;
    }
    /// kNoGeneration when it was thrown out or never was in.
    [[nodiscard]] Generation generation() const { return m_generation; }
    [[nodiscard]] const std::string& memberId() const { return m_memberId; }
    [[nodiscard]] const std::string& protocol() const { return m_protocol; }
    /// Whether it is to join, or is about to.
    [[nodiscard]] bool isJoining() const { return m_needsRejoin || isRebalancing(); }

    void requestRejoin() { m_needsRejoin = true; }
    /// The application is in poll(): joins if that is to be done, as far as it can.
    void poll(sim::Context& context);
    /// The application is out of poll() from now on (true), or in it again.
    void setBusy(sim::Context& context, bool isBusy);

    /// A commit was answered that it is no member, or not of this generation any more.
    void fenced(sim::Context& context, Generation askedWith, event::ErrorCode error);
    /// Leaves the group; a static member only stops its heartbeats. The request, or kNoEvent.
    EventId leave(sim::Context& context, event::MemberEnd reason);

    /// Whether the answer was its business.
    bool answered(sim::Context& context, EventId request, const protocol::Value& value);
    void failed(sim::Context& context, EventId request);
    void heartbeatDue(sim::Context& context);
    void pollExpired(sim::Context& context, const sim::Timer& timer);

private:
    void sendJoin(sim::Context& context);
    void takeJoin(sim::Context& context, const protocol::JoinGroupResponse& response);
    void refusedJoin(sim::Context& context, const protocol::JoinGroupResponse& response);
    void sendSync(sim::Context& context);
    void takeSync(sim::Context& context, const protocol::SyncGroupResponse& response);
    void takeHeartbeat(sim::Context& context, event::ErrorCode error);
    void reset(bool forgetsMemberId);
    void startHeartbeats(sim::Context& context);
    void scheduleHeartbeat(sim::Context& context, Duration after);
    void stopHeartbeats(sim::Context& context);
    void rest(sim::Context& context);

    const ConsumerConfig& m_config;
    CoordinatorLink& m_link;
    Host& m_host;
    State m_state = State::Unjoined;
    Generation m_generation = kNoGeneration;
    std::string m_memberId;
    std::string m_protocol;
    bool m_needsRejoin = true;
    bool m_needsPrepare = true;
    EventId m_request = kNoEvent; ///< the JoinGroup or SyncGroup that is on its way
    std::optional<protocol::JoinGroupResponse> m_joined; ///< answered, and not taken in by poll()
    std::optional<protocol::SyncGroupResponse> m_synced;
    std::optional<protocol::JoinGroupResponse> m_toLead; ///< the leader cannot assign yet
    std::uint32_t m_failures = 0;
    Timestamp m_restsUntil;

    EventId m_heartbeat = kNoEvent; ///< on its way
    sim::TimerId m_heartbeatTimer = sim::kNoTimer;
    Timestamp m_lastHeard; ///< an answer to a heartbeat, or when they began
    bool m_isBusy = false;
    sim::TimerId m_pollTimer = sim::kNoTimer;
    Timestamp m_lastPoll;
};

} // namespace brokerscope::client
