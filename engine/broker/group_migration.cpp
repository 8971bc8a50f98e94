#include "engine/broker/group_shard.h"
#include "engine/protocol/consumer_protocol.h"

#include <algorithm>
#include <utility>

/// How a group goes over from the classic protocol to the consumer protocol when the first member
/// comes that speaks it, and back when the last one has gone (Kafka:
/// group.consumer.migration.policy, GroupMetadataManager.convertToConsumerGroup and
/// convertToClassicGroup).
namespace brokerscope::broker {

namespace {

/// What a classic group is as one of the consumer protocol; nullopt when its members' subscriptions
/// cannot be read (Kafka: ConsumerGroup.fromClassicGroup).
std::optional<ConsumerGroupState> converted(const ClassicGroup& group, const GroupWorld& world)
{
    ConsumerGroupState state;
    state.epoch = group.generation();
    state.targetEpoch = group.generation();
    for (const auto& [id, member] : group.members()) {
        const auto subscription = protocol::decodeSubscription(group.metadataOf(member));
        if (!subscription) {
            return std::nullopt;
        }
        ConsumerGroupMember& moved = state.members[id];
        moved.id = id;
        moved.instance = member.instance;
        moved.rack = subscription->rack.value_or("");
        moved.clientId = member.clientId;
        moved.client = member.client;
        moved.rebalanceTimeout = member.rebalanceTimeout;
        moved.topics = {subscription->topics.begin(), subscription->topics.end()};
        moved.classic = ConsumerGroupMember::Classic{member.sessionTimeout, member.protocols};
        moved.epoch = group.generation();
        moved.previousEpoch = group.generation();
        if (const auto assignment = protocol::decodeAssignment(member.assignment)) {
            const auto partitions = world.names.numbered(assignment->partitions);
            moved.assigned = {partitions.begin(), partitions.end()};
        }
        state.target[id] = moved.assigned;
    }
    return state;
}

/// The first assignor of the first member that all of them know; empty: there is none.
std::string commonProtocol(const ConsumerGroupState& state)
{
    const auto knows = [](const ConsumerGroupMember& member, const std::string& name) {
        return std::any_of(member.classic->protocols.begin(), member.classic->protocols.end(),
            [&name](const auto& known) { return known.name == name; });
    };
    for (const auto& candidate : state.members.begin()->second.classic->protocols) {
        if (std::all_of(state.members.begin(), state.members.end(),
                [&](const auto& each) { return knows(each.second, candidate.name); })) {
            return candidate.name;
        }
    }
    return {};
}

/// What a group whose members all speak the classic protocol is as a classic one.
protocol::GroupValue classicValue(
    const ConsumerGroupState& state, const GroupWorld& world, std::int64_t nowMs)
{
    protocol::GroupValue value;
    value.protocolType = protocol::kConsumerProtocolType;
    // The epoch before whoever was the last has left: that of the members, who would not be heard
    // with an older one.
    value.generation = state.targetEpoch;
    value.protocol = commonProtocol(state);
    value.leader = state.members.begin()->first;
    value.currentStateTimestampMs = nowMs;
    for (const auto& [id, member] : state.members) {
        protocol::GroupValue::Member& moved = value.members.emplace_back();
        moved.memberId = id;
        moved.groupInstanceId = member.instance;
        moved.clientId = member.clientId;
        moved.rebalanceTimeoutMs = static_cast<std::int32_t>(member.rebalanceTimeout.millis());
        moved.sessionTimeoutMs = static_cast<std::int32_t>(member.classic->sessionTimeout.millis());
        for (const auto& known : member.classic->protocols) {
            if (known.name == value.protocol) {
                moved.subscription = known.metadata;
            }
        }
        moved.assignment = protocol::encode(protocol::Assignment{
            world.names.namedInOrder({member.assigned.begin(), member.assigned.end()}), {}});
    }
    return value;
}

} // namespace

tl::expected<ConsumerGroup*, event::ErrorCode> GroupShard::upgrade(
    const protocol::ConsumerGroupHeartbeatRequest& request)
{
    ClassicGroup* const classic = find(request.group);
    if (classic == nullptr) {
        return &makeConsumer(request.group);
    }
    const GroupConfig& config = m_world.config.groups;
    const bool mayMove = config.upgrades && classic->usesProtocol()
        && classic->members().size() <= config.consumerMaxSize;
    auto state = mayMove ? converted(*classic, m_world) : std::nullopt;
    if (!state) {
        return tl::unexpected(event::ErrorCode::GroupIdNotFound);
    }
    auto moved = std::make_unique<ConsumerGroup>(request.group, *this, m_world);
    moved->convertFrom(std::move(*state));
    if (const auto error = moved->check(request); error != event::ErrorCode::None) {
        return tl::unexpected(error); // nothing has happened
    }
    classic->abandon();
    m_world.timers.cancelAll(context(), m_partition, &request.group);
    m_groups.erase(request.group);
    moved->startClocks();
    return (m_consumerGroups[request.group] = std::move(moved)).get();
}

void GroupShard::maybeDowngrade(const std::string& group)
{
    const ConsumerGroup* const consumer = findConsumer(group);
    const GroupConfig& config = m_world.config.groups;
    if (consumer == nullptr || !config.downgrades || !consumer->isAllClassic()
        || consumer->state().members.size() > config.maxSize
        || commonProtocol(consumer->state()).empty()) {
        return;
    }
    protocol::GroupValue value = classicValue(consumer->state(), m_world, wallClockMs());
    std::vector<Record> records = tombstonesOf(group, consumer->state());
    records.push_back({protocol::encode(protocol::GroupKey{group}), protocol::encode(value)});
    if (!append(group, records, {}, kNoEvent, protocol::LeaveGroupResponse{})) {
        return; // it is tried again when something changes
    }
    removeConsumer(group);
    ClassicGroup& moved = make(group);
    moved.restore(value, m_world.topology.consumers);
    moved.takeOver();
    moved.rebalanceAfterMove();
}

/// Whoever joins an empty group of the consumer protocol by the classic one founds it anew.
void GroupShard::removeIfEmpty(const std::string& group)
{
    const ConsumerGroup* const consumer = findConsumer(group);
    if (consumer != nullptr && consumer->isEmpty()
        && append(group, tombstonesOf(group, consumer->state()), {}, kNoEvent,
            protocol::LeaveGroupResponse{})) {
        removeConsumer(group);
    }
}

} // namespace brokerscope::broker
