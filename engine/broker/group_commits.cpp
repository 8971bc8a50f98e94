#include "engine/broker/group_shard.h"
#include "engine/broker/timers.h"
#include "engine/protocol/consumer_protocol.h"

#include <algorithm>

/// Offsets of groups: commits, fetches, expiry.
namespace brokerscope::broker {

using event::ErrorCode;

namespace {

constexpr std::size_t kMaxMetadataBytes = 4096; ///< offset.metadata.max.bytes

} // namespace

ErrorCode GroupShard::checkCommit(const protocol::OffsetCommitRequest& request)
{
    if (const ConsumerGroup* const consumer = findConsumer(request.group)) {
        return consumer->checkCommit(request);
    }
    ClassicGroup* group = find(request.group);
    if (group == nullptr) {
        if (request.generation >= Generation(0)) {
            return ErrorCode::GroupIdNotFound;
        }
        group = &make(request.group); // a group of a consumer that manages itself
    }
    const ErrorCode error = group->checkCommit(request);
    if (error == ErrorCode::None) {
        group->noteCommit(request.memberId);
    }
    return error;
}

GroupShard::Record GroupShard::recordOf(const OffsetUpdate& update) const
{
    const event::Roster::Partition& partition = m_world.names.at(update.partition);
    return {protocol::encode(protocol::OffsetKey{update.group, partition.topic, partition.number}),
        update.value ? std::optional(protocol::encode(*update.value)) : std::nullopt};
}

void GroupShard::commit(const protocol::OffsetCommitRequest& request, EventId id, NodeId from)
{
    const ErrorCode error = checkCommit(request);
    CommitDone done;
    done.request = id;
    std::vector<Record> records;
    for (const auto& wanted : request.partitions) {
        protocol::OffsetCommitResponse::Partition result{wanted.partition, error};
        if (error != ErrorCode::None) {
            // for all of them
        } else if (m_world.image->partition(wanted.partition) == nullptr) {
            result.error = ErrorCode::UnknownTopicOrPartition;
        } else if (wanted.metadata.size() > kMaxMetadataBytes) {
            result.error = ErrorCode::OffsetMetadataTooLarge;
        } else {
            protocol::OffsetValue value;
            value.offset = wanted.offset;
            value.leaderEpoch = wanted.leaderEpoch;
            value.metadata = wanted.metadata;
            value.commitTimestampMs = context().wallClockMs();
            done.updates.push_back({request.group, wanted.partition, std::move(value), from});
            records.push_back(recordOf(done.updates.back()));
        }
        done.response.partitions.push_back(result);
    }
    if (records.empty()) {
        answer(id, std::move(done.response));
    } else {
        appendThen(records, std::move(done));
    }
}

void GroupShard::tellCommitted(const OffsetUpdate& update)
{
    const bool changes = m_offsets.replicated(update);
    const StringId group = context().intern(update.group);
    if (update.value) {
        context().emit(
            event::OffsetCommitted{group, update.value->offset, update.partition, update.client});
    } else if (changes) {
        context().emit(event::OffsetsExpired{group, update.partition});
    }
}

void GroupShard::fetchOffsets(const protocol::OffsetFetchRequest& request, EventId id)
{
    protocol::OffsetFetchResponse response;
    if (const ConsumerGroup* const group = findConsumer(request.group)) {
        response.error = group->checkFetch(request);
        if (response.error != ErrorCode::None) {
            answer(id, std::move(response));
            return;
        }
    }
    for (const PartitionId partition : request.partitions) {
        protocol::OffsetFetchResponse::Partition& result = response.partitions.emplace_back();
        result.partition = partition;
        if (const protocol::OffsetValue* const value
            = m_offsets.committed(request.group, partition)) {
            result.offset = value->offset;
            result.leaderEpoch = value->leaderEpoch;
        }
    }
    answer(id, std::move(response));
}

// --- expiry -------------------------------------------------------------------------------------

bool GroupShard::isExpired(const ClassicGroup* group, const protocol::OffsetValue& value) const
{
    std::int64_t since = value.commitTimestampMs;
    if (group != nullptr && group->usesProtocol()) {
        if (group->is(event::GroupState::Empty)) {
            since = group->stateSinceMs().value_or(since);
        } else if (!group->is(event::GroupState::Stable)) {
            return false; // nothing during a rebalance
        }
    }
    const std::int64_t now = context().wallClockMs();
    if (value.expireTimestampMs) {
        return now >= *value.expireTimestampMs;
    }
    return now - since >= m_world.config.groups.offsetsRetention.millis();
}

bool GroupShard::isSubscribed(const std::string& name, const std::string& topic) const
{
    if (const ConsumerGroup* const consumer = findConsumer(name)) {
        return consumer->isSubscribed(topic);
    }
    const ClassicGroup* const group = find(name);
    if (group == nullptr) {
        return false;
    }
    return std::any_of(group->members().begin(), group->members().end(), [&](const auto& each) {
        const auto subscription = protocol::decodeSubscription(group->metadataOf(each.second));
        // When we cannot tell, it counts as subscribed.
        return !subscription
            || std::find(subscription->topics.begin(), subscription->topics.end(), topic)
            != subscription->topics.end();
    });
}

std::vector<OffsetUpdate> GroupShard::expiredOf(const std::string& group) const
{
    const ClassicGroup* const owner = find(group);
    std::map<std::string, bool> subscribed;
    std::vector<OffsetUpdate> expired;
    for (const auto& [partition, value] : m_offsets.latestOf(group)) {
        const std::string& topic = m_world.names.at(partition).topic;
        const auto [known, isNew] = subscribed.try_emplace(topic, false);
        if (isNew) {
            known->second = isSubscribed(group, topic);
        }
        if (!known->second && isExpired(owner, value)) {
            expired.push_back({group, partition, std::nullopt, kNoNode});
        }
    }
    return expired;
}

void GroupShard::expireOffsets()
{
    m_expiryCheck = context().setTimer(m_world.config.groups.retentionCheckInterval,
        kindOf(BrokerTimer::GroupExpiry), m_partition.value());
    std::vector<std::string> names;
    for (const auto& [name, group] : m_groups) {
        names.push_back(name);
    }
    for (const auto& [name, group] : m_consumerGroups) {
        names.push_back(name);
    }
    for (const std::string& name : names) {
        expireOffsetsOf(name);
    }
}

void GroupShard::expireOffsetsOf(const std::string& group)
{
    CommitDone done;
    std::vector<Record> records;
    done.updates = expiredOf(group);
    for (const OffsetUpdate& update : done.updates) {
        records.push_back(recordOf(update));
    }
    const ConsumerGroup* const consumer = findConsumer(group);
    const bool isEmpty
        = consumer != nullptr ? consumer->isEmpty() : find(group)->is(event::GroupState::Empty);
    const bool isLeftEmpty = isEmpty && done.updates.size() == m_offsets.latestOf(group).size();
    if (isLeftEmpty && consumer != nullptr) {
        for (GroupRecord& tombstone : tombstonesOf(group, consumer->state())) {
            records.push_back(std::move(tombstone));
        }
    } else if (isLeftEmpty) {
        records.push_back({protocol::encode(protocol::GroupKey{group}), std::nullopt});
    }
    if (!records.empty() && appendThen(records, std::move(done)) && isLeftEmpty) {
        removeGroup(group);
        removeConsumer(group);
    }
}

} // namespace brokerscope::broker
