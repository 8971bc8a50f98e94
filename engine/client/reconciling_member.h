#pragma once

#include "engine/client/membership.h"

#include <optional>
#include <string>
#include <vector>

namespace brokerscope::client {

/// A consumer's place in a group of the consumer protocol (KIP-848; Kafka:
/// ConsumerMembershipManager, ConsumerHeartbeatRequestManager). A thread of its own sends
/// heartbeats, and hears in their answers which partitions the member is to have; it goes there
/// while the application is in poll().
class ReconcilingMember final : public Membership {
public:
    /// As in Kafka's MemberState, without those that last no time here.
    enum class State : std::uint8_t {
        Unsubscribed,
        Joining, ///< its heartbeats have the epoch 0
        Reconciling, ///< has an assignment, and has not taken it on
        Acknowledging, ///< has, and is to say so
        Stable,
        Fenced, ///< was thrown out, or left because of max.poll.interval.ms: loses all partitions
        Fatal,
    };

    /// The consumer around it.
    class Host {
    public:
        Host() = default;
        virtual ~Host() = default;
        Host(const Host&) = delete;
        Host& operator=(const Host&) = delete;

        /// Ascending by name.
        [[nodiscard]] virtual std::vector<std::string> subscribedTopics() const = 0;
        /// Ascending.
        [[nodiscard]] virtual std::vector<PartitionId> ownedPartitions() const = 0;
        /// Is to give up what is not in `target`, and then to take the rest; assignmentTaken()
        /// tells when that is done.
        virtual void reconcile(sim::Context& context, const std::vector<PartitionId>& target) = 0;
        /// All partitions are others' already.
        virtual void lost(sim::Context& context) = 0;
        /// The group is lost for good.
        virtual void refused(sim::Context& context, event::ErrorCode error) = 0;
    };

    ReconcilingMember(const ConsumerConfig& config, CoordinatorLink& link, Host& host);

    [[nodiscard]] State state() const { return m_state; }

    [[nodiscard]] event::ErrorCode commitObstacle() const override;
    [[nodiscard]] bool mayAskAgain() const override { return false; }
    [[nodiscard]] bool awaitsAssignment() const override { return m_state == State::Reconciling; }
    void requestRejoin() override { }
    void poll(sim::Context& context) override;
    void assignmentTaken(sim::Context& context, bool hasRevoked) override;
    void fenced(sim::Context& context, Generation askedWith, event::ErrorCode error) override;
    /// A static member leaves for a while only.
    EventId leave(sim::Context& context, event::MemberEnd reason) override;
    bool answered(sim::Context& context, EventId request, const protocol::Value& value) override;
    void failed(sim::Context& context, EventId request) override;
    void heartbeatDue(sim::Context& context) override;

private:
    [[nodiscard]] bool mayExpire() const override { return isIn(); }
    [[nodiscard]] bool isIn() const { return generation() > Generation(0); }
    void join(sim::Context& context);
    void beat(sim::Context& context);
    void take(sim::Context& context, const protocol::ConsumerGroupHeartbeatResponse& response);
    void refuse(sim::Context& context, event::ErrorCode error);
    void retry(sim::Context& context);
    void reset(sim::Context& context, State state);

    Host& m_host;
    State m_state = State::Unsubscribed;
    std::optional<std::vector<PartitionId>> m_target; ///< ascending
    bool m_isReconciling = false; ///< the consumer is about it
    bool m_sendsAll = true; ///< the next heartbeat says everything
    std::vector<std::string> m_saidTopics;
    std::vector<PartitionId> m_saidOwned;
    EventId m_heartbeat = kNoEvent; ///< on its way
    bool m_isDue = false; ///< another one as soon as that is answered
    Duration m_interval;
    std::uint32_t m_failures = 0;
};

} // namespace brokerscope::client
