#include "engine/broker/consumer_group_log.h"

#include "engine/assignor/subscription.h"

#include <algorithm>
#include <utility>

namespace brokerscope::broker {

namespace {

using Key = protocol::ConsumerGroupKey;
using Partitions = ConsumerGroupState::Partitions;

constexpr std::string_view kClientHost = "/127.0.0.1"; // here there are no addresses

protocol::TopicUuid uuidOf(const std::string& topic, const GroupWorld& world)
{
    const PartitionId first = world.names.partitionsOf(topic).front();
    const auto id = assignor::TopicId::fromBase64(world.topology.topicIds.at(first.value()));
    return id ? protocol::TopicUuid{id->high, id->low} : protocol::TopicUuid{};
}

std::vector<protocol::UuidPartitions> written(const Partitions& partitions, const GroupWorld& world)
{
    std::vector<protocol::UuidPartitions> result;
    for (const protocol::TopicPartitions& topic :
        world.names.namedInOrder({partitions.begin(), partitions.end()})) {
        result.push_back({uuidOf(topic.topic, world), topic.partitions});
    }
    return result;
}

/// The partitions of a record; `world.topology` tells whose id it is.
Partitions read(const std::vector<protocol::UuidPartitions>& topics, const GroupWorld& world)
{
    Partitions result;
    const auto& ids = world.topology.topicIds;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const PartitionId partition(static_cast<std::uint16_t>(i));
        const auto id = assignor::TopicId::fromBase64(ids[i]);
        for (const protocol::UuidPartitions& topic : topics) {
            const bool isHere = id && protocol::TopicUuid{id->high, id->low} == topic.topic
                && std::find(topic.partitions.begin(), topic.partitions.end(),
                       world.names.at(partition).number)
                    != topic.partitions.end();
            if (isHere) {
                result.insert(partition);
            }
        }
    }
    return result;
}

protocol::ConsumerMemberValue valueOf(const ConsumerGroupMember& member)
{
    protocol::ConsumerMemberValue value;
    value.instanceId = member.instance;
    if (!member.rack.empty()) {
        value.rackId = member.rack;
    }
    value.clientId = member.clientId;
    value.clientHost = kClientHost;
    value.topics.assign(member.topics.begin(), member.topics.end());
    value.rebalanceTimeoutMs = static_cast<std::int32_t>(member.rebalanceTimeout.millis());
    value.serverAssignor = member.assignor;
    if (member.classic) {
        protocol::ConsumerMemberValue::Classic classic;
        classic.sessionTimeoutMs
            = static_cast<std::int32_t>(member.classic->sessionTimeout.millis());
        for (const auto& each : member.classic->protocols) {
            classic.protocols.push_back({each.name, each.metadata});
        }
        value.classic = std::move(classic);
    }
    return value;
}

protocol::CurrentAssignmentValue currentOf(
    const ConsumerGroupMember& member, const GroupWorld& world)
{
    protocol::CurrentAssignmentValue value;
    value.memberEpoch = member.epoch;
    value.previousMemberEpoch = member.previousEpoch;
    value.state = static_cast<std::int8_t>(member.progress);
    value.assigned = written(member.assigned, world);
    value.pendingRevocation = written(member.pendingRevocation, world);
    return value;
}

class Difference {
public:
    Difference(const std::string& group, const ConsumerGroupState& before,
        const ConsumerGroupState& after, const GroupWorld& world)
        : m_group(group)
        , m_before(before)
        , m_after(after)
        , m_world(world)
    {
    }

    std::vector<GroupRecord> records()
    {
        for (const auto& [id, member] : m_before.members) {
            if (!m_after.members.contains(id)) {
                remove(Key::Type::Current, id);
                remove(Key::Type::Target, id);
                remove(Key::Type::Member, id);
            }
        }
        for (const auto& [id, member] : m_after.members) {
            const ConsumerGroupMember* const known = m_before.member(id);
            if (known == nullptr || !known->saysTheSame(member)) {
                add(Key::Type::Member, id, encode(valueOf(member)));
            }
        }
        addGroup();
        for (const auto& [id, member] : m_after.members) {
            const ConsumerGroupMember* const known = m_before.member(id);
            if (known == nullptr ? !member.isAsFar({}) : !known->isAsFar(member)) {
                add(Key::Type::Current, id, encode(currentOf(member, m_world)));
            }
        }
        return std::move(m_records);
    }

private:
    void addGroup()
    {
        if (m_before.topics != m_after.topics) {
            protocol::SubscribedTopicsValue topics;
            for (const auto& [name, partitions] : m_after.topics) {
                topics.topics.push_back({uuidOf(name, m_world), name, partitions});
            }
            add(Key::Type::PartitionMetadata, {}, encode(topics));
        }
        if (m_before.epoch != m_after.epoch) {
            add(Key::Type::GroupEpoch, {}, encode(protocol::GroupEpochValue{m_after.epoch}));
        }
        for (const auto& [id, partitions] : m_after.target) {
            const auto known = m_before.target.find(id);
            if (known == m_before.target.end() || known->second != partitions) {
                add(Key::Type::Target, id,
                    encode(protocol::TargetAssignmentValue{written(partitions, m_world)}));
            }
        }
        if (m_before.targetEpoch != m_after.targetEpoch) {
            add(Key::Type::TargetEpoch, {}, encode(protocol::GroupEpochValue{m_after.targetEpoch}));
        }
    }

    void add(Key::Type type, const std::string& member, std::optional<Bytes> value)
    {
        m_records.push_back({encode(Key{type, m_group, member}), std::move(value)});
    }
    void remove(Key::Type type, const std::string& member) { add(type, member, std::nullopt); }

    const std::string& m_group;
    const ConsumerGroupState& m_before;
    const ConsumerGroupState& m_after;
    const GroupWorld& m_world;
    std::vector<GroupRecord> m_records;
};

void replayMember(ConsumerGroupMember& member, const protocol::ConsumerMemberValue& value,
    const GroupWorld& world)
{
    member.instance = value.instanceId;
    member.rack = value.rackId.value_or("");
    member.clientId = value.clientId;
    const auto client = world.topology.consumers.find(value.clientId);
    member.client = client == world.topology.consumers.end() ? kNoNode : client->second;
    member.rebalanceTimeout = milliseconds(value.rebalanceTimeoutMs);
    member.topics = {value.topics.begin(), value.topics.end()};
    member.assignor = value.serverAssignor;
    member.classic.reset();
    if (value.classic) {
        ConsumerGroupMember::Classic& classic = member.classic.emplace();
        classic.sessionTimeout = milliseconds(value.classic->sessionTimeoutMs);
        for (const auto& each : value.classic->protocols) {
            classic.protocols.push_back({each.name, each.metadata});
        }
    }
}

void replayCurrent(ConsumerGroupMember& member, const protocol::CurrentAssignmentValue& value,
    const GroupWorld& world)
{
    member.epoch = value.memberEpoch;
    member.previousEpoch = value.previousMemberEpoch;
    member.progress = static_cast<event::MemberProgress>(value.state);
    member.assigned = read(value.assigned, world);
    member.pendingRevocation = read(value.pendingRevocation, world);
}

void replayTombstone(ConsumerGroupState& state, const Key& key)
{
    switch (key.type) {
    case Key::Type::GroupEpoch:
        state.epoch = Generation(0);
        break;
    case Key::Type::PartitionMetadata:
        state.topics.clear();
        break;
    case Key::Type::Member:
        state.members.erase(key.member);
        break;
    case Key::Type::TargetEpoch:
        state.targetEpoch = Generation(0);
        break;
    case Key::Type::Target:
        state.target.erase(key.member);
        break;
    case Key::Type::Current:
        if (const auto found = state.members.find(key.member); found != state.members.end()) {
            const ConsumerGroupMember fresh;
            found->second.epoch = fresh.epoch;
            found->second.previousEpoch = fresh.previousEpoch;
            found->second.progress = fresh.progress;
            found->second.assigned.clear();
            found->second.pendingRevocation.clear();
        }
        break;
    }
}

} // namespace

std::vector<GroupRecord> recordsBetween(const std::string& group, const ConsumerGroupState& before,
    const ConsumerGroupState& after, const GroupWorld& world)
{
    return Difference(group, before, after, world).records();
}

std::vector<GroupRecord> tombstonesOf(const std::string& group, const ConsumerGroupState& state)
{
    std::vector<GroupRecord> records;
    const auto remove = [&](Key::Type type, const std::string& member) {
        records.push_back({encode(Key{type, group, member}), std::nullopt});
    };
    for (const auto& [id, member] : state.members) {
        remove(Key::Type::Current, id);
    }
    for (const auto& [id, member] : state.members) {
        remove(Key::Type::Target, id);
    }
    remove(Key::Type::TargetEpoch, {});
    for (const auto& [id, member] : state.members) {
        remove(Key::Type::Member, id);
    }
    remove(Key::Type::PartitionMetadata, {});
    remove(Key::Type::GroupEpoch, {});
    return records;
}

void replay(ConsumerGroupState& state, const protocol::ConsumerGroupKey& key,
    std::optional<ByteView> value, const GroupWorld& world)
{
    if (!value) {
        replayTombstone(state, key);
        return;
    }
    const auto memberOf = [&]() -> ConsumerGroupMember& {
        ConsumerGroupMember& member = state.members[key.member];
        member.id = key.member;
        return member;
    };
    switch (key.type) {
    case Key::Type::GroupEpoch:
        if (const auto epoch = protocol::decodeGroupEpochValue(*value)) {
            state.epoch = epoch->epoch;
        }
        break;
    case Key::Type::PartitionMetadata:
        if (const auto topics = protocol::decodeSubscribedTopicsValue(*value)) {
            state.topics.clear();
            for (const auto& topic : topics->topics) {
                if (!world.names.partitionsOf(topic.name).empty()) {
                    state.topics.emplace(topic.name, topic.partitions);
                }
            }
        }
        break;
    case Key::Type::Member:
        if (const auto member = protocol::decodeConsumerMemberValue(*value)) {
            replayMember(memberOf(), *member, world);
        }
        break;
    case Key::Type::TargetEpoch:
        if (const auto epoch = protocol::decodeGroupEpochValue(*value)) {
            state.targetEpoch = epoch->epoch;
        }
        break;
    case Key::Type::Target:
        if (const auto target = protocol::decodeTargetAssignmentValue(*value)) {
            state.target[key.member] = read(target->partitions, world);
        }
        break;
    case Key::Type::Current:
        if (const auto current = protocol::decodeCurrentAssignmentValue(*value)) {
            replayCurrent(memberOf(), *current, world);
        }
        break;
    }
}

} // namespace brokerscope::broker
