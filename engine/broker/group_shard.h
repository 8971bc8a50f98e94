#pragma once

#include "engine/broker/classic_group.h"
#include "engine/broker/consumer_group.h"
#include "engine/broker/group_offsets.h"
#include "engine/broker/group_world.h"

#include <tl/expected.hpp>

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace brokerscope::broker {

/// The groups of one partition of __consumer_offsets that this broker leads (Kafka: a
/// CoordinatorRuntime's CoordinatorContext with its GroupCoordinatorShard). Everything that is to
/// last goes through the partition's log.
class GroupShard final : public GroupHost, public ConsumerGroupHost {
public:
    /// `world` must outlive it.
    GroupShard(PartitionId partition, GroupWorld& world);

    [[nodiscard]] bool isLoading() const { return m_isLoading; }
    [[nodiscard]] const std::map<std::string, std::unique_ptr<ClassicGroup>>& groups() const
    {
        return m_groups;
    }
    [[nodiscard]] const std::map<std::string, std::unique_ptr<ConsumerGroup>>&
    consumerGroups() const
    {
        return m_consumerGroups;
    }
    [[nodiscard]] const GroupOffsets& offsets() const { return m_offsets; }

    // --- its life (group_loading.cpp)
    // --------------------------------------------------------------

    /// The broker leads the partition: its log is to be read, which takes a while.
    void beginLoading();
    /// The while is over: reads everything, and coordinates from now on.
    void load();
    void unload();

    // --- requests
    // ----------------------------------------------------------------------------------

    void join(const protocol::JoinGroupRequest& request, EventId id, NodeId from);
    void sync(const protocol::SyncGroupRequest& request, EventId id);
    void heartbeat(const protocol::HeartbeatRequest& request, EventId id);
    void leave(const protocol::LeaveGroupRequest& request, EventId id);
    void consumerHeartbeat(
        const protocol::ConsumerGroupHeartbeatRequest& request, EventId id, NodeId from);
    void commit(const protocol::OffsetCommitRequest& request, EventId id, NodeId from);
    void fetchOffsets(const protocol::OffsetFetchRequest& request, EventId id);

    // --- what happens by itself
    // --------------------------------------------------------------------

    void groupTimeUp(const GroupTimers::Owner& owner);
    /// offsets.commit.timeout.ms of a write is over.
    void writeExpired(std::uint64_t number);
    /// Looks for offsets and groups that have expired, and will look again.
    void expireOffsets();
    /// Goes on with what waited for the high watermark. Returns whether anything did.
    bool settle();

    // --- for the groups
    // ----------------------------------------------------------------------------

    [[nodiscard]] std::int64_t wallClockMs() const override;
    void setTimer(const ClassicGroup& group, GroupTimer timer, const std::string& member,
        Duration after) override;
    void cancelTimer(
        const ClassicGroup& group, GroupTimer timer, const std::string& member) override;
    [[nodiscard]] std::string newMemberId(const std::string& prefix) override;
    void answer(EventId request, protocol::Value response) override;
    void write(const ClassicGroup& group, GroupWrite write) override;
    void stateChanged(const ClassicGroup& group) override;
    void rebalanceBegun(const ClassicGroup& group, const std::string& member, NodeId client,
        event::RebalanceReason reason) override;
    void memberJoined(const ClassicGroup& group, const std::string& member,
        const std::string& instance, NodeId client) override;
    void memberRemoved(const ClassicGroup& group, const std::string& member, NodeId client,
        event::MemberEnd end) override;
    void generationBegun(const ClassicGroup& group) override;
    void assigned(const ClassicGroup& group) override;
    void startTimer(const std::string& group, GroupTimer timer, const std::string& member,
        Duration after) override;
    void stopTimer(const std::string& group, GroupTimer timer, const std::string& member) override;
    [[nodiscard]] std::string nextMemberId(const std::string& prefix) override;
    [[nodiscard]] bool append(const std::string& group, const std::vector<GroupRecord>& records,
        std::vector<event::Payload> events, EventId request, protocol::Value response) override;

private:
    using Record = GroupRecord;
    struct GroupDone {
        std::string group;
        GroupWrite write;
    };
    struct CommitDone {
        EventId request = kNoEvent; ///< kNoEvent: nobody waits
        protocol::OffsetCommitResponse response;
        std::vector<OffsetUpdate> updates;
    };
    /// A request that is answered when what it led to is replicated.
    struct AnswerDone {
        std::string group;
        EventId request = kNoEvent; ///< kNoEvent: nobody waits
        protocol::Value response;
        std::vector<event::Payload> events; ///< to be told then
    };
    using Done = std::variant<GroupDone, CommitDone, AnswerDone>;
    /// Something in the log that is not replicated yet.
    struct Pending {
        Offset required; ///< the HW must reach it
        std::uint64_t number = 0;
        sim::TimerId expiry = sim::kNoTimer;
        bool isAnswered = false; ///< too late for who waited, but it will hold all the same
        Done done;
    };

    [[nodiscard]] sim::Context& context() const { return *m_world.context; }
    [[nodiscard]] Partition& log() const { return *m_world.replicas.find(m_partition); }
    [[nodiscard]] ClassicGroup* find(const std::string& group) const;
    ClassicGroup& make(const std::string& group);
    void removeGroup(const std::string& group);
    [[nodiscard]] ConsumerGroup* findConsumer(const std::string& group) const;
    ConsumerGroup& makeConsumer(const std::string& group);
    void removeConsumer(const std::string& group);

    // From one protocol to the other (group_migration.cpp).
    /// The group of the consumer protocol that a member wants to join, made from a classic one if
    /// need be.
    [[nodiscard]] tl::expected<ConsumerGroup*, event::ErrorCode> upgrade(
        const protocol::ConsumerGroupHeartbeatRequest& request);
    void maybeDowngrade(const std::string& group);
    void removeIfEmpty(const std::string& group);

    // Commits (group_commits.cpp).
    [[nodiscard]] event::ErrorCode checkCommit(const protocol::OffsetCommitRequest& request);
    [[nodiscard]] Record recordOf(const OffsetUpdate& update) const;
    void tellCommitted(const OffsetUpdate& update);
    [[nodiscard]] bool isExpired(
        const ClassicGroup* group, const protocol::OffsetValue& value) const;
    [[nodiscard]] bool isSubscribed(const std::string& group, const std::string& topic) const;
    [[nodiscard]] std::vector<OffsetUpdate> expiredOf(const std::string& group) const;
    void expireOffsetsOf(const std::string& group);

    // The log (group_writes.cpp).
    /// Appends, and remembers what is to be done when it is replicated. False when it failed, which
    /// is told soon.
    bool appendThen(const std::vector<Record>& records, Done done);
    void finish(Done& done, event::ErrorCode error);
    void fail(Pending& pending, event::ErrorCode error);

    // Loading (group_loading.cpp).
    void replay(const record::RecordView& record, Offset highWatermark);
    void replayOffset(
        const protocol::OffsetKey& key, const record::RecordView& record, Offset highWatermark);
    void replayGroup(const protocol::GroupKey& key, const record::RecordView& record);
    void replayConsumerGroup(
        const protocol::ConsumerGroupKey& key, const record::RecordView& record);

    PartitionId m_partition;
    GroupWorld& m_world;
    bool m_isLoading = true;
    sim::TimerId m_loading = sim::kNoTimer;
    sim::TimerId m_expiryCheck = sim::kNoTimer;
    std::map<std::string, std::unique_ptr<ClassicGroup>> m_groups;
    std::map<std::string, std::unique_ptr<ConsumerGroup>> m_consumerGroups;
    GroupOffsets m_offsets;
    std::deque<Pending> m_pending; ///< in the order of the log
    std::deque<std::pair<Done, event::ErrorCode>> m_failed; ///< to be told when nobody is at work
};

} // namespace brokerscope::broker
