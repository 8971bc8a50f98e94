#include "views/sequence/epoch_spans.h"

#include <algorithm>

namespace brokerscope::views {

EpochSpans::EpochSpans(const event::Roster& roster)
    : m_partitions(roster.partitions.size())
    , m_logs(roster.nodes.size() * roster.partitions.size())
{
}

EpochSpans::Log& EpochSpans::log(NodeId broker, PartitionId partition)
{
    return m_logs.at(broker.value() * m_partitions + partition.value());
}

const EpochSpans::Log& EpochSpans::log(NodeId broker, PartitionId partition) const
{
    return m_logs.at(broker.value() * m_partitions + partition.value());
}

void EpochSpans::append(
    NodeId broker, PartitionId partition, LeaderEpoch epoch, Offset from, Offset end)
{
    begin(broker, partition, epoch, from);
    log(broker, partition).end = end;
}

void EpochSpans::begin(NodeId broker, PartitionId partition, LeaderEpoch epoch, Offset from)
{
    Log& of = log(broker, partition);
    if (of.starts.empty() || of.starts.back().epoch < epoch) {
        of.starts.push_back({epoch, from});
    }
}

void EpochSpans::cut(NodeId broker, PartitionId partition, Offset end)
{
    Log& of = log(broker, partition);
    of.end = std::min(of.end, end);
    while (!of.starts.empty() && of.starts.back().from >= end) {
        of.starts.pop_back();
    }
}

EpochEnd EpochSpans::parting(
    NodeId follower, NodeId leader, PartitionId partition, Offset end) const
{
    const Log& own = log(follower, partition);
    const Log& theirs = log(leader, partition);
    // The epoch of the follower's last record, which its fetch told the leader.
    const auto last = std::ranges::find_if(own.starts.rbegin(), own.starts.rend(),
        [&](const Start& start) { return start.from < end; });
    if (last == own.starts.rend()) {
        return {};
    }
    const auto next = std::ranges::find_if(
        theirs.starts, [&](const Start& start) { return start.epoch > last->epoch; });
    if (next == theirs.starts.begin()) {
        return {};
    }
    return {(next - 1)->epoch, next == theirs.starts.end() ? theirs.end : next->from};
}

} // namespace brokerscope::views
