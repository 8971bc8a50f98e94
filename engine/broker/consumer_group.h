#pragma once

#include "engine/broker/consumer_group_log.h"
#include "engine/broker/consumer_group_state.h"
#include "engine/broker/group_host.h"
#include "engine/broker/group_world.h"

#include <optional>
#include <string>
#include <vector>

namespace brokerscope::broker {

/// What a group of the consumer protocol has its coordinator do.
class ConsumerGroupHost {
public:
    ConsumerGroupHost() = default;
    virtual ~ConsumerGroupHost() = default;
    ConsumerGroupHost(const ConsumerGroupHost&) = delete;
    ConsumerGroupHost& operator=(const ConsumerGroupHost&) = delete;

    /// Takes the place of one that is running.
    virtual void startTimer(
        const std::string& group, GroupTimer timer, const std::string& member, Duration after)
        = 0;
    /// One that does not run is no mistake.
    virtual void stopTimer(const std::string& group, GroupTimer timer, const std::string& member)
        = 0;
    /// As in GroupHost.
    [[nodiscard]] virtual std::string nextMemberId(const std::string& prefix) = 0;
    /// Appends in one batch. When that is replicated, tells the History `events` and sends the
    /// response; when it cannot be, only what has gone wrong. `request`: kNoEvent when nobody
    /// waits. False: nothing was appended.
    [[nodiscard]] virtual bool append(const std::string& group,
        const std::vector<GroupRecord>& records, std::vector<event::Payload> events,
        EventId request, protocol::Value response)
        = 0;
};

/// A group of the consumer protocol (KIP-848; Kafka: ConsumerGroup, and what GroupMetadataManager
/// does with it): the coordinator works out who is to have what, and each member goes there by
/// itself, from one heartbeat to the next. Members that still speak the classic protocol take part
/// (consumer_group_classic.cpp). `host` and `world` must outlive it.
class ConsumerGroup {
public:
    using Member = ConsumerGroupMember;
    using Partitions = ConsumerGroupMember::Partitions;

    ConsumerGroup(std::string id, ConsumerGroupHost& host, GroupWorld& world);

    [[nodiscard]] const std::string& id() const { return m_id; }
    [[nodiscard]] const ConsumerGroupState& state() const { return m_state; }
    [[nodiscard]] bool isEmpty() const { return m_state.members.empty(); }
    [[nodiscard]] bool isSubscribed(const std::string& topic) const;
    /// Whether all members still speak the classic protocol, and there are some.
    [[nodiscard]] bool isAllClassic() const;

    // --- requests; each is answered through the host -------------------------------------------

    void heartbeat(const protocol::ConsumerGroupHeartbeatRequest& request, EventId id, NodeId from);
    /// Whether such a heartbeat would be refused, and why.
    [[nodiscard]] event::ErrorCode check(
        const protocol::ConsumerGroupHeartbeatRequest& request) const;
    /// Whether the group lets a commit or a fetch of offsets happen (Kafka: validateOffsetCommit,
    /// validateOffsetFetch).
    [[nodiscard]] event::ErrorCode checkCommit(const protocol::OffsetCommitRequest& request) const;
    [[nodiscard]] event::ErrorCode checkFetch(const protocol::OffsetFetchRequest& request) const;

    // --- of members that speak the classic protocol (consumer_group_classic.cpp) ---------------

    void join(const protocol::JoinGroupRequest& request, EventId id, NodeId from);
    void sync(const protocol::SyncGroupRequest& request, EventId id);
    void classicHeartbeat(const protocol::HeartbeatRequest& request, EventId id);
    void classicLeave(const protocol::LeaveGroupRequest& request, EventId id);

    // --- its life on this coordinator ----------------------------------------------------------

    void timeUp(GroupTimer timer, const std::string& member);
    void replay(const protocol::ConsumerGroupKey& key, std::optional<ByteView> value);
    /// Everything was read: sessions begin anew.
    void takeOver();
    /// Takes the place of a classic group. What that takes is written with the first change.
    void convertFrom(ConsumerGroupState state);
    /// Every member is as if it had just been heard of.
    void startClocks();
    void tellState() const;

private:
    using ErrorCode = event::ErrorCode;

    /// Why the group is about to change.
    struct Cause {
        std::string member; ///< who was heard of
        NodeId client = kNoNode;
        event::RebalanceReason reason = event::RebalanceReason::MemberJoined;
        event::MemberEnd end = event::MemberEnd::Left; ///< of members that are removed
    };

    [[nodiscard]] ErrorCode checkHeartbeat(
        const protocol::ConsumerGroupHeartbeatRequest& request) const;
    [[nodiscard]] ErrorCode subscribe(
        ConsumerGroupState& next, const protocol::ConsumerGroupHeartbeatRequest& request) const;
    [[nodiscard]] ErrorCode subscribeStatic(
        ConsumerGroupState& next, const protocol::ConsumerGroupHeartbeatRequest& request) const;
    void replaceStatic(
        ConsumerGroupState& next, const std::string& oldId, const std::string& newId) const;
    [[nodiscard]] static ErrorCode checkEpoch(const Member& member, Generation epoch,
        const std::optional<std::vector<PartitionId>>& owned);
    void leave(const protocol::ConsumerGroupHeartbeatRequest& request, EventId id);

    /// What is known of the member, or of the static member whose place it takes; nullptr: nothing.
    [[nodiscard]] const Member* formerly(const Member& member) const;
    [[nodiscard]] Cause causeOf(const Member& member) const;
    /// Takes in what the member has told, and lets it take a step.
    void advance(ConsumerGroupState& next, const std::string& memberId,
        const std::optional<Partitions>& owned) const;
    void remove(ConsumerGroupState& next, const std::string& memberId) const;
    void fence(const std::string& memberId, GroupTimer timer, event::MemberEnd end,
        event::RebalanceReason reason);

    /// The group is `next` from now on, if that can be written.
    bool become(
        ConsumerGroupState next, const Cause& cause, EventId request, protocol::Value response);
    /// What the History is to be told of the change (consumer_group_events.cpp).
    [[nodiscard]] std::vector<event::Payload> eventsBetween(const ConsumerGroupState& before,
        const ConsumerGroupState& after, const Cause& cause) const;
    void watch(const std::string& memberId, const ConsumerGroupState& before);
    void answer(EventId request, protocol::Value response) const;

    // Classic members.
    [[nodiscard]] ErrorCode checkClassic(const std::string& memberId,
        const std::optional<std::string>& instance, Generation generation) const;
    [[nodiscard]] std::optional<std::string> classicMemberId(ConsumerGroupState& next,
        const protocol::JoinGroupRequest& request, ErrorCode& error) const;
    [[nodiscard]] bool mustRejoin(const Member& member) const;

    std::string m_id;
    ConsumerGroupHost& m_host;
    GroupWorld& m_world;
    ConsumerGroupState m_state;
    std::vector<GroupRecord> m_conversion; ///< of a classic group; not written yet
};

} // namespace brokerscope::broker
