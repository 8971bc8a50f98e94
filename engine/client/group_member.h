#pragma once

#include "engine/client/membership.h"
#include "engine/protocol/messages.h"

#include <optional>
#include <string>
#include <vector>

namespace brokerscope::client {

/// A consumer's place in its group, by the classic protocol (Kafka: AbstractCoordinator, Heartbeat,
/// HeartbeatThread). The thread that sends heartbeats works by itself; joining goes on only while
/// the application is in poll(). `config` and `link` must outlive it.
class GroupMember final : public Membership {
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
    [[nodiscard]] const std::string& protocol() const { return m_protocol; }
    /// Whether it is to join, or is about to.
    [[nodiscard]] bool isJoining() const { return m_needsRejoin || isRebalancing(); }

    [[nodiscard]] event::ErrorCode commitObstacle() const override;
    [[nodiscard]] bool mayAskAgain() const override { return m_state == State::Stable; }
    [[nodiscard]] bool awaitsAssignment() const override { return true; }
    void requestRejoin() override { m_needsRejoin = true; }
    void poll(sim::Context& context) override;
    void assignmentTaken(sim::Context& context, bool hasRevoked) override;
    void fenced(sim::Context& context, Generation askedWith, event::ErrorCode error) override;
    /// A static member only stops its heartbeats.
    EventId leave(sim::Context& context, event::MemberEnd reason) override;
    bool answered(sim::Context& context, EventId request, const protocol::Value& value) override;
    void failed(sim::Context& context, EventId request) override;
    void heartbeatDue(sim::Context& context) override;

private:
    [[nodiscard]] bool mayExpire() const override
    {
        return m_state == State::Stable || m_state == State::Completing;
    }
    void sendJoin(sim::Context& context);
    void takeJoin(sim::Context& context, const protocol::JoinGroupResponse& response);
    void refusedJoin(sim::Context& context, const protocol::JoinGroupResponse& response);
    void sendSync(sim::Context& context);
    void takeSync(sim::Context& context, const protocol::SyncGroupResponse& response);
    void takeHeartbeat(sim::Context& context, event::ErrorCode error);
    void reset(bool forgetsMemberId);
    void startHeartbeats(sim::Context& context);
    void stopHeartbeats(sim::Context& context);
    void rest(sim::Context& context);

    Host& m_host;
    State m_state = State::Unjoined;
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
    Timestamp m_lastHeard; ///< an answer to a heartbeat, or when they began
};

} // namespace brokerscope::client
