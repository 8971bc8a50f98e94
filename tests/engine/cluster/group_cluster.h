#pragma once

#include "tests/support/small_cluster.h"

#include "engine/history/cluster_state.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace brokerscope::testing {

/// The small cluster with `partitions` partitions of "t", and groups that get going at once: one
/// partition of __consumer_offsets, no initial delay, short timeouts.
inline scenario::Scenario groupCluster(std::uint16_t partitions, std::int64_t endMs = 4000)
{
    scenario::Scenario s = smallCluster();
    s.topics[0].partitions = partitions;
    s.topics[0].assignment.clear();
    for (std::uint16_t i = 0; i < partitions; ++i) {
        const auto broker
            = [i](int n) { return NodeId(static_cast<std::uint16_t>((i + n) % 3 + 1)); };
        s.topics[0].assignment.push_back({broker(0), broker(1), broker(2)});
    }
    s.cluster.config["offsets.topic.num.partitions"] = "1";
    s.cluster.config["group.initial.rebalance.delay.ms"] = "0";
    s.cluster.config["group.min.session.timeout.ms"] = "100";
    s.script.back().at = Timestamp(endMs * 1000);
    return s;
}

inline scenario::ConsumerSpec& addMember(
    scenario::Scenario& s, scenario::ConfigMap config = {}, const std::string& group = "g")
{
    scenario::ConsumerSpec consumer;
    consumer.name = "c" + std::to_string(s.consumers.size() + 1);
    consumer.group = group;
    consumer.subscribes.topics = {"t"};
    config.try_emplace("auto.offset.reset", "earliest");
    config.try_emplace("session.timeout.ms", "300");
    config.try_emplace("heartbeat.interval.ms", "50");
    config.try_emplace("fetch.max.wait.ms", "50");
    config.try_emplace("metadata.max.age.ms", "200");
    config.try_emplace("auto.commit.interval.ms", "200");
    config.try_emplace("request.timeout.ms", "400");
    consumer.config = std::move(config);
    s.consumers.push_back(consumer);
    return s.consumers.back();
}

inline constexpr const char* kRange = "org.apache.kafka.clients.consumer.RangeAssignor";
inline constexpr const char* kCooperative
    = "org.apache.kafka.clients.consumer.CooperativeStickyAssignor";

inline history::ClusterState stateAt(const history::History& history, int ms)
{
    const auto events = history.events();
    const Timestamp until(std::int64_t{ms} * 1000);
    const auto end = std::find_if(events.begin(), events.end(),
        [until](const event::Event& event) { return event.time > until; });
    return history.stateAfter(static_cast<std::size_t>(end - events.begin()));
}

inline std::set<int> partitionsOf(
    const history::ClusterState& state, const history::History& history, const std::string& name)
{
    std::set<int> numbers;
    for (const auto& partition : state.consumer(*history.roster().node(name)).partitions) {
        numbers.insert(partition.partition.value());
    }
    return numbers;
}

/// p1 sends 200 records a second with keys from 100 ms on, which all members read.
inline void produce(scenario::Scenario& s, std::optional<std::uint32_t> count = {})
{
    scenario::ProducerSpec& p1 = addProducer(s, {{"linger.ms", "0"}}, 200, count);
    p1.sends.hasKeys = true;
    p1.sends.keyPrefix = "k";
    p1.sends.keyLast = 31;
    at(s, 100, scenario::StartCommand{{"p1"}});
}

/// No two members read one partition at the same time, as the members see it.
inline bool isExclusive(const history::History& history)
{
    std::map<PartitionId, NodeId> owners;
    for (const event::Event& event : history.events()) {
        if (const auto* assigned = std::get_if<event::PartitionAssigned>(&event.payload)) {
            if (owners.contains(assigned->partition)) {
                return false;
            }
            owners[assigned->partition] = event.node;
        } else if (const auto* revoked = std::get_if<event::PartitionRevoked>(&event.payload)) {
            owners.erase(revoked->partition);
        }
    }
    return true;
}

} // namespace brokerscope::testing
