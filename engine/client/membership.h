#pragma once

#include "engine/client/coordinator_link.h"
#include "engine/protocol/messages.h"

#include <string>
#include <utility>

namespace brokerscope::client {

/// A consumer's place in its group, whatever protocol it speaks (Kafka: AbstractCoordinator,
/// ConsumerMembershipManager). What both have in common is max.poll.interval.ms. `config` and
/// `link` must outlive it.
class Membership {
public:
    Membership(const ConsumerConfig& config, CoordinatorLink& link);
    virtual ~Membership() = default;
    Membership(const Membership&) = delete;
    Membership& operator=(const Membership&) = delete;

    /// Or the member epoch; kNoGeneration when it was thrown out or never was in.
    [[nodiscard]] Generation generation() const { return m_generation; }
    [[nodiscard]] const std::string& memberId() const { return m_memberId; }
    /// Why a commit cannot be sent now, or None.
    [[nodiscard]] virtual event::ErrorCode commitObstacle() const = 0;
    /// Whether it is in the group, and may ask for another assignment.
    [[nodiscard]] virtual bool mayAskAgain() const = 0;

    /// Whether an assignment that the consumer is about to take on still holds. It may have been
    /// thrown out while it committed for what it gives up.
    [[nodiscard]] virtual bool awaitsAssignment() const = 0;

    /// Asks for another assignment.
    virtual void requestRejoin() = 0;
    /// The application is in poll(): goes on with joining and rebalances, as far as it can.
    virtual void poll(sim::Context& context) = 0;
    /// The consumer has given up and taken on what the group wants it to; `hasRevoked`: some
    /// partitions were given up.
    virtual void assignmentTaken(sim::Context& context, bool hasRevoked) = 0;
    /// A commit was answered that it is no member, or not of this generation any more.
    virtual void fenced(sim::Context& context, Generation askedWith, event::ErrorCode error) = 0;
    /// Leaves the group. The request, or kNoEvent.
    virtual EventId leave(sim::Context& context, event::MemberEnd reason) = 0;

    /// Whether the answer was its business.
    virtual bool answered(sim::Context& context, EventId request, const protocol::Value& value) = 0;
    virtual void failed(sim::Context& context, EventId request) = 0;
    virtual void heartbeatDue(sim::Context& context) = 0;

    /// The application is out of poll() from now on (true), or in it again.
    void setBusy(sim::Context& context, bool isBusy);
    void pollExpired(sim::Context& context, const sim::Timer& timer);

protected:
    /// Whether it is in the group or about to be, so that it has to poll().
    [[nodiscard]] virtual bool mayExpire() const = 0;

    [[nodiscard]] const ConsumerConfig& config() const { return m_config; }
    [[nodiscard]] const GroupConfig& group() const { return m_config.group; }
    [[nodiscard]] CoordinatorLink& link() const { return m_link; }
    void setGeneration(Generation generation) { m_generation = generation; }
    void setMemberId(std::string memberId) { m_memberId = std::move(memberId); }

    /// In place of one that is running.
    void scheduleHeartbeat(sim::Context& context, Duration after);
    void cancelHeartbeat(sim::Context& context);

private:
    const ConsumerConfig& m_config;
    CoordinatorLink& m_link;
    Generation m_generation = kNoGeneration;
    std::string m_memberId;
    sim::TimerId m_heartbeatTimer = sim::kNoTimer;
    bool m_isBusy = false;
    sim::TimerId m_pollTimer = sim::kNoTimer;
    Timestamp m_lastPoll;
};

} // namespace brokerscope::client
