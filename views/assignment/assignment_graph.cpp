#include "views/assignment/assignment_graph.h"

#include "views/text/names.h"

#include <algorithm>
#include <map>
#include <set>

namespace brokerscope::views {

namespace {

using Owners = std::map<PartitionId, NodeId>;

Owners ownersBefore(const Rebalance& rebalance)
{
    Owners owners;
    for (const Rebalance::Member& member : rebalance.before) {
        for (const PartitionId partition : member.partitions) {
            owners[partition] = member.client;
        }
    }
    return owners;
}

Owners ownersAfter(
    const Rebalance& rebalance, const Comparison& comparison, const StrategyOutcome& outcome)
{
    Owners owners;
    for (std::size_t i = 0; i < outcome.assignment.size(); ++i) {
        for (const assignor::TopicPartition& each : outcome.assignment[i]) {
            if (const auto partition = comparison.partitionOf(each)) {
                owners[*partition] = rebalance.after[i].client;
            }
        }
    }
    return owners;
}

/// What the first `steps` decisions give; `decided` gets the partitions that they are about.
Owners ownersAfterSteps(const Rebalance& rebalance, const Comparison& comparison,
    const StrategyOutcome& outcome, std::size_t steps, std::set<PartitionId>& decided)
{
    Owners owners;
    for (std::size_t i = 0; i < std::min(steps, outcome.decisions.size()); ++i) {
        const assignor::Decision& decision = outcome.decisions[i];
        const auto partition = comparison.partitionOf(decision.partition);
        if (!partition) {
            continue;
        }
        switch (assignor::effectOf(decision.rule)) {
        case assignor::Effect::Give:
            owners[*partition] = rebalance.after.at(decision.member.value()).client;
            decided.insert(*partition);
            break;
        case assignor::Effect::Take:
            owners.erase(*partition);
            decided.insert(*partition);
            break;
        case assignor::Effect::Pass:
            break;
        }
    }
    return owners;
}

Fate fateOf(NodeId before, NodeId after)
{
    if (before == kNoNode) {
        return after == kNoNode ? Fate::Unread : Fate::Given;
    }
    return after == kNoNode ? Fate::Waiting : after == before ? Fate::Stayed : Fate::Moved;
}

void addMembers(AssignmentGraph& graph, const history::History& history, const Rebalance& rebalance)
{
    std::map<NodeId, AssignmentGraph::Member> members;
    const auto add = [&](NodeId client) -> AssignmentGraph::Member& {
        AssignmentGraph::Member& member = members[client];
        member.client = client;
        member.name = nodeName(history, client);
        return member;
    };
    for (const Rebalance::Member& member : rebalance.before) {
        add(member.client).isBefore = true;
    }
    for (const Rebalance::Member& member : rebalance.after) {
        add(member.client).isAfter = true;
    }
    for (const Rebalance::Departure& departure : rebalance.departures) {
        add(departure.client).end = departure.end;
    }
    for (const auto& [client, member] : members) {
        graph.members.push_back(member);
    }
}

void count(AssignmentGraph& graph)
{
    const auto member = [&](NodeId client) {
        return std::ranges::find(graph.members, client, &AssignmentGraph::Member::client);
    };
    for (const AssignmentGraph::Row& row : graph.rows) {
        if (const auto before = member(row.before); before != graph.members.end()) {
            ++before->had;
        }
        if (const auto after = member(row.after); after != graph.members.end()) {
            ++after->has;
        }
    }
}

} // namespace

AssignmentGraph assignmentGraph(const history::History& history, const Rebalance& rebalance,
    const Comparison* comparison, std::size_t outcome, std::optional<std::size_t> steps)
{
    AssignmentGraph graph;
    addMembers(graph, history, rebalance);
    const Owners before = ownersBefore(rebalance);
    Owners after;
    std::set<PartitionId> all;
    std::set<PartitionId> decided;
    for (const auto& [partition, owner] : before) {
        all.insert(partition);
    }
    const bool isWhole = comparison != nullptr && !steps;
    if (comparison != nullptr) {
        const StrategyOutcome& shown = comparison->outcomes.at(outcome);
        after = steps ? ownersAfterSteps(rebalance, *comparison, shown, *steps, decided)
                      : ownersAfter(rebalance, *comparison, shown);
        for (const std::vector<PartitionId>& topic : comparison->ids) {
            all.insert(topic.begin(), topic.end());
        }
    }
    const bool isOver = rebalance.after.empty() && rebalance.assigned != kNoEvent;
    for (const PartitionId partition : all) {
        const auto had = before.find(partition);
        const auto has = after.find(partition);
        AssignmentGraph::Row row;
        row.partition = partition;
        row.before = had == before.end() ? kNoNode : had->second;
        row.after = has == after.end() ? kNoNode : has->second;
        row.fate = isWhole || isOver || decided.contains(partition) ? fateOf(row.before, row.after)
                                                                    : Fate::Undecided;
        graph.rows.push_back(row);
    }
    count(graph);
    return graph;
}

const assignor::Decision* decisionOn(
    const Comparison& comparison, std::size_t outcome, PartitionId partition)
{
    const assignor::Decisions& decisions = comparison.outcomes.at(outcome).decisions;
    for (std::size_t i = decisions.size(); i-- > 0;) {
        if (comparison.partitionOf(decisions[i].partition) == partition
            && assignor::effectOf(decisions[i].rule) != assignor::Effect::Pass) {
            return &decisions[i];
        }
    }
    return nullptr;
}

} // namespace brokerscope::views
