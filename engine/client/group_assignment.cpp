#include "engine/client/group_assignment.h"

#include "engine/assignor/assign.h"
#include "engine/assignor/mapping.h"

#include <algorithm>
#include <set>
#include <utility>

namespace brokerscope::client {

namespace {

using assignor::GroupSubscription;
using assignor::TopicIndex;
using protocol::TopicPartitions;

constexpr std::string_view kCooperativeSticky = "cooperative-sticky";
constexpr std::string_view kSticky = "sticky";

/// The topics of a GroupSubscription by name, added as they come up.
class TopicTable {
public:
    TopicTable(
        GroupSubscription& group, const std::function<std::int32_t(const std::string&)>& count)
        : m_group(group)
        , m_count(count)
    {
    }

    TopicIndex operator[](const std::string& name)
    {
        const auto [found, isNew] = m_indexes.emplace(
            name, TopicIndex(static_cast<std::uint32_t>(m_group.topics.size())));
        if (isNew) {
            m_group.topics.push_back({name, m_count(name)});
        }
        return found->second;
    }

    std::vector<assignor::TopicPartition> numbered(const std::vector<TopicPartitions>& topics)
    {
        std::vector<assignor::TopicPartition> result;
        for (const TopicPartitions& topic : topics) {
            for (const std::int32_t partition : topic.partitions) {
                result.push_back({(*this)[topic.topic], partition});
            }
        }
        return result;
    }

private:
    GroupSubscription& m_group;
    const std::function<std::int32_t(const std::string&)>& m_count;
    std::map<std::string, TopicIndex> m_indexes;
};

/// What a member says it owned, as the assignor of this name reads it.
void takeOwned(assignor::Member& member, const protocol::Subscription& said,
    std::string_view assignor, TopicTable& topics)
{
    if (assignor == kCooperativeSticky) {
        member.owned = topics.numbered(said.owned);
        member.generation = said.generation;
    } else if (assignor == kSticky && said.userData) {
        // Its members have revoked everything by now; what they had stands in the user data.
        if (const auto data = protocol::decodeStickyUserData(*said.userData)) {
            member.owned = topics.numbered(data->previous);
            member.generation = data->generation;
        }
    }
}

assignor::Mapping mappingOf(const std::vector<CustomAssignment>& assigns, TopicTable& topics)
{
    assignor::Mapping mapping;
    for (const CustomAssignment& given : assigns) {
        auto member = std::find_if(mapping.begin(), mapping.end(),
            [&given](const assignor::MappedMember& known) { return known.name == given.client; });
        if (member == mapping.end()) {
            member = mapping.insert(mapping.end(), {given.client, {}});
        }
        member->partitions.push_back({topics[given.topic], given.partition});
    }
    return mapping;
}

std::vector<TopicPartitions> named(
    const GroupSubscription& group, const std::vector<assignor::TopicPartition>& partitions)
{
    std::vector<TopicPartitions> result;
    std::map<TopicIndex, std::size_t> places;
    for (const assignor::TopicPartition& partition : partitions) {
        const auto [place, isNew] = places.emplace(partition.topic, result.size());
        if (isNew) {
            result.push_back({group.topics[partition.topic.value()].name, {}});
        }
        result[place->second].partitions.push_back(partition.partition);
    }
    return result;
}

} // namespace

bool isCooperative(const std::vector<std::string>& assignors)
{
    return std::all_of(assignors.begin(), assignors.end(),
        [](const std::string& name) { return name == kCooperativeSticky; });
}

std::vector<protocol::JoinGroupRequest::Protocol> protocolsOf(
    const GroupConfig& config, const MemberWish& wish, const protocol::TopicNames& names)
{
    std::vector<protocol::JoinGroupRequest::Protocol> protocols;
    for (const std::string& name : config.assignors) {
        protocol::Subscription subscription;
        subscription.topics = wish.topics;
        subscription.owned = names.named(wish.owned);
        subscription.generation = wish.generation;
        if (!wish.rack.empty()) {
            subscription.rack = wish.rack;
        }
        if (name == kCooperativeSticky) {
            subscription.userData = protocol::encodeGeneration(wish.previousGeneration);
        } else if (name == kSticky && wish.previousGeneration != kNoGeneration) {
            subscription.userData = protocol::encode(
                protocol::StickyUserData{names.named(wish.previous), wish.previousGeneration});
        }
        protocols.push_back({name, protocol::encode(std::move(subscription))});
    }
    return protocols;
}

LeaderTask::LeaderTask(const protocol::JoinGroupResponse& joined)
    : m_protocol(joined.protocol)
{
    std::set<std::string> topics;
    for (const auto& member : joined.members) {
        const auto subscription = protocol::decodeSubscription(member.metadata);
        if (subscription) {
            topics.insert(subscription->topics.begin(), subscription->topics.end());
            m_members.push_back({member.memberId, member.groupInstanceId, *subscription});
        }
    }
    m_topics.assign(topics.begin(), topics.end());
}

tl::expected<std::vector<protocol::SyncGroupRequest::Assignment>, std::string> LeaderTask::assign(
    const GroupConfig& config,
    const std::function<std::int32_t(const std::string&)>& partitionCount) const
{
    GroupSubscription group;
    TopicTable topics(group, partitionCount);
    for (const Member& joined : m_members) {
        assignor::Member member;
        member.id = joined.id;
        member.instanceId = joined.instanceId;
        member.rack = joined.subscription.rack;
        for (const std::string& topic : joined.subscription.topics) {
            member.topics.push_back(topics[topic]);
        }
        takeOwned(member, joined.subscription, m_protocol, topics);
        group.members.push_back(std::move(member));
    }
    tl::expected<assignor::Assignment, assignor::Failure> result;
    if (m_protocol == kCustomAssignor) {
        const assignor::Mapping mapping = mappingOf(config.assigns, topics);
        result = assignor::assignMapping(mapping, group);
    } else if (const auto strategy = assignor::strategyNamed(m_protocol)) {
        result = assignor::assign(*strategy, group);
    }
    if (!result) {
        return tl::unexpected(assignor::exceptionText(result.error()));
    }
    std::vector<protocol::SyncGroupRequest::Assignment> assignments;
    for (std::size_t i = 0; i < result->size(); ++i) {
        assignments.push_back({group.members[i].id,
            protocol::encode(protocol::Assignment{named(group, (*result)[i]), {}})});
    }
    return assignments;
}

} // namespace brokerscope::client
