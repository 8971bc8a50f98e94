#include "views/assignment/subscriptions.h"

#include "engine/scenario/topic_id.h"

#include <algorithm>
#include <set>
#include <string>

namespace brokerscope::views {

using assignor::GroupSubscription;
using assignor::TopicIndex;

namespace {

const scenario::ConsumerSpec* specOf(const RunView& run, NodeId client)
{
    if (!run.scenario) {
        return nullptr;
    }
    const auto& consumers = run.scenario->consumers;
    const std::string& name = run.history->roster().at(client).name;
    const auto found = std::ranges::find(consumers, name, &scenario::ConsumerSpec::name);
    return found == consumers.end() ? nullptr : &*found;
}

/// The topics that the consumer wants at a moment: as it began, or as the script told it since.
std::vector<std::string> wantedTopics(
    const RunView& run, const scenario::ConsumerSpec& consumer, Timestamp now)
{
    scenario::TopicChoice choice = consumer.subscribes;
    for (const scenario::Command& command : run.scenario->script) {
        const auto* changed = std::get_if<scenario::SubscribeCommand>(&command.action);
        if (changed != nullptr && command.at <= now && changed->consumer == consumer.name) {
            choice = changed->to;
        }
    }
    return scenario::topicsOf(*run.scenario, choice);
}

class Building {
public:
    Building(
        const RunView& run, const Rebalance& rebalance, std::vector<std::vector<PartitionId>>& ids)
        : m_run(run)
        , m_rebalance(rebalance)
        , m_ids(ids)
        , m_state(run.history->stateAfter(rebalance.assigned.value() + std::size_t{1}))
    {
    }

    GroupSubscription build()
    {
        std::set<std::string> topics;
        for (const std::vector<Rebalance::Member>* members :
            {&m_rebalance.before, &m_rebalance.after}) {
            for (const Rebalance::Member& member : *members) {
                for (const PartitionId partition : member.partitions) {
                    topics.insert(roster().at(partition).topic);
                }
            }
        }
        const std::set<std::string> read = topics;
        std::vector<std::vector<std::string>> wanted;
        for (const Rebalance::Member& member : m_rebalance.after) {
            const scenario::ConsumerSpec* const spec = specOf(m_run, member.client);
            wanted.push_back(spec != nullptr ? wantedTopics(m_run, *spec, m_rebalance.assignedAt)
                                             : std::vector<std::string>(read.begin(), read.end()));
            topics.insert(wanted.back().begin(), wanted.back().end());
        }
        for (const std::string& topic : topics) {
            addTopic(topic);
        }
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            addMember(m_rebalance.after[i], wanted[i]);
        }
        return std::move(m_group);
    }

private:
    [[nodiscard]] const event::Roster& roster() const { return m_run.history->roster(); }

    void addTopic(const std::string& name)
    {
        std::vector<PartitionId> partitions;
        for (std::uint16_t i = 0; i < roster().partitions.size(); ++i) {
            if (roster().partitions[i].topic == name && m_state.partition(PartitionId(i)).created) {
                partitions.push_back(PartitionId(i));
            }
        }
        assignor::Topic topic{name, static_cast<std::int32_t>(partitions.size())};
        if (m_run.scenario) { // the coordinator's assignors go by the ids
            topic.id = assignor::TopicId::fromBase64(
                scenario::topicId(m_run.scenario->id, m_run.scenario->seed, name));
        }
        m_group.topics.push_back(std::move(topic));
        m_ids.push_back(std::move(partitions));
    }

    [[nodiscard]] TopicIndex topic(const std::string& name) const
    {
        const auto found = std::ranges::find(m_group.topics, name, &assignor::Topic::name);
        return TopicIndex(static_cast<std::uint32_t>(found - m_group.topics.begin()));
    }

    void addMember(const Rebalance::Member& joined, const std::vector<std::string>& wanted)
    {
        assignor::Member member;
        member.id = m_run.history->text(joined.member);
        for (const std::string& name : wanted) {
            member.topics.push_back(topic(name));
        }
        if (const std::string_view instance = m_run.history->text(joined.instance);
            !instance.empty()) {
            member.instanceId = std::string(instance);
        }
        if (const scenario::ConsumerSpec* const spec = specOf(m_run, joined.client)) {
            if (const auto rack = spec->config.find("client.rack"); rack != spec->config.end()) {
                member.rack = rack->second;
            }
        }
        takeOwned(member, joined);
        m_group.members.push_back(std::move(member));
    }

    /// Whoever fell out and came back as a new member owns nothing any more.
    void takeOwned(assignor::Member& member, const Rebalance::Member& joined) const
    {
        const auto before
            = std::ranges::find(m_rebalance.before, joined.client, &Rebalance::Member::client);
        if (before == m_rebalance.before.end()
            || (before->member != joined.member && !member.instanceId)) {
            return;
        }
        for (const PartitionId partition : before->partitions) {
            const TopicIndex of = topic(roster().at(partition).topic);
            const auto& ids = m_ids[of.value()];
            if (const auto at = std::ranges::find(ids, partition); at != ids.end()) {
                member.owned.push_back({of, static_cast<std::int32_t>(at - ids.begin())});
            }
        }
        member.generation = m_rebalance.from;
    }

    const RunView& m_run;
    const Rebalance& m_rebalance;
    std::vector<std::vector<PartitionId>>& m_ids;
    history::ClusterState m_state;
    GroupSubscription m_group;
};

} // namespace

GroupSubscription subscriptionOf(
    const RunView& run, const Rebalance& rebalance, std::vector<std::vector<PartitionId>>& ids)
{
    return Building(run, rebalance, ids).build();
}

assignor::Mapping mappingOf(
    const RunView& run, const Rebalance& rebalance, const GroupSubscription& subscription)
{
    assignor::Mapping mapping;
    const scenario::ConsumerSpec* const leader
        = rebalance.leader == kNoNode ? nullptr : specOf(run, rebalance.leader);
    if (leader == nullptr) {
        return mapping;
    }
    for (const auto& [name, client] : leader->assignment) {
        const auto partition = run.history->roster().partition(name);
        if (!partition) {
            continue;
        }
        const event::Roster::Partition& known = run.history->roster().at(*partition);
        const auto topic
            = std::ranges::find(subscription.topics, known.topic, &assignor::Topic::name);
        if (topic == subscription.topics.end()) {
            continue;
        }
        auto member = std::ranges::find(mapping, client, &assignor::MappedMember::name);
        if (member == mapping.end()) {
            member = mapping.insert(mapping.end(), {client, {}});
        }
        member->partitions.push_back(
            {TopicIndex(static_cast<std::uint32_t>(topic - subscription.topics.begin())),
                known.number});
    }
    return mapping;
}

} // namespace brokerscope::views
