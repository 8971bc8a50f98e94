#include "views/plots/series.h"

#include "views/metrics/windowed.h"

#include <algorithm>
#include <map>
#include <variant>

namespace brokerscope::views {

using history::History;

namespace {

double inSeconds(Timestamp time)
{
    return static_cast<double>(time.micros()) / 1e6;
}

/// Adds a step; of several at the same time only the last counts.
void addStep(SeriesPoints& points, Timestamp time, double value)
{
    const double seconds = inSeconds(time);
    if (!points.empty() && points.back().seconds == seconds) {
        points.back().value = value;
    } else if (points.empty() || points.back().value != value) {
        points.push_back({seconds, value});
    }
}

/// Follows the few numbers that the staircases are made from. A full ClusterState per event would
/// be too slow here.
class Tracker {
public:
    explicit Tracker(const History& history)
        : m_partitions(history.roster().partitions.size())
        , m_replicas(history.roster().nodes.size() * m_partitions)
        , m_leaders(m_partitions, kNoNode)
    {
        for (std::size_t p = 0; p < m_partitions; ++p) {
            m_series.uncommitted.push_back({PartitionId(static_cast<std::uint16_t>(p)), {}});
        }
        for (const NodeId consumer : history.roster().nodesOf(event::NodeKind::Consumer)) {
            m_series.lag.push_back({consumer, {}});
            m_positions[consumer];
        }
    }

    void apply(const event::Event& event)
    {
        m_now = event.time;
        m_node = event.node;
        std::visit(*this, event.payload);
    }

    [[nodiscard]] RunSeries take(Timestamp end)
    {
        const auto finish = [&](SeriesPoints& points) {
            if (!points.empty()) {
                points.push_back({inSeconds(end), points.back().value});
            }
            points = downsampled(std::move(points), kMostPoints);
        };
        for (PartitionSeries& series : m_series.uncommitted) {
            finish(series.points);
        }
        for (ConsumerSeries& series : m_series.lag) {
            finish(series.points);
        }
        m_series.endSeconds = inSeconds(end);
        return std::move(m_series);
    }

    void operator()(const event::BatchAppended& e) { setEnd(e.partition, e.end()); }
    void operator()(const event::LogTruncated& e) { setEnd(e.partition, e.to); }
    void operator()(const event::UnflushedLost& e) { setEnd(e.partition, e.durableEnd); }
    void operator()(const event::LogScanned& e) { setEnd(e.partition, e.end); }
    void operator()(const event::LogStartMoved& e)
    {
        Replica& moved = replica(m_node, e.partition);
        const bool anew = e.reason == event::LogStartReason::Truncated;
        moved.highWatermark = anew ? e.to : std::max(moved.highWatermark, e.to);
        setEnd(e.partition, anew ? e.to : std::max(moved.logEnd, e.to));
    }
    void operator()(const event::RoleAssumed& e) { setEnd(e.partition, e.logEnd); }
    void operator()(const event::HighWatermarkMoved& e)
    {
        replica(m_node, e.partition).highWatermark = e.to;
        note(e.partition);
    }
    void operator()(const event::LogRecovered& e)
    {
        replica(m_node, e.partition).highWatermark = e.highWatermark;
        setEnd(e.partition, e.logEnd);
    }
    void operator()(const event::LeaderElected& e)
    {
        m_leaders[e.partition.value()] = e.leader;
        note(e.partition);
    }
    void operator()(const event::PartitionAssigned& e) { setPosition(e.partition, Offset()); }
    void operator()(const event::OffsetReset& e) { setPosition(e.partition, e.to); }
    void operator()(const event::PositionSought& e) { setPosition(e.partition, e.to); }
    void operator()(const event::PositionRestored& e) { setPosition(e.partition, e.to); }
    void operator()(const event::PartitionRevoked& e)
    {
        m_positions[m_node].erase(e.partition);
        noteLag(m_node);
    }
    void operator()(const event::RecordsDelivered& e) { setPosition(e.partition, e.end()); }
    template <class Other>
    void operator()(const Other&)
    {
    }

private:
    struct Replica {
        Offset logEnd;
        Offset highWatermark;
    };

    Replica& replica(NodeId broker, PartitionId partition)
    {
        return m_replicas.at(broker.value() * m_partitions + partition.value());
    }

    void setEnd(PartitionId partition, Offset end)
    {
        replica(m_node, partition).logEnd = end;
        note(partition);
    }

    void setPosition(PartitionId partition, Offset position)
    {
        m_positions[m_node][partition] = position;
        noteLag(m_node);
    }

    /// Something changed about the partition: the series concerned get a step.
    void note(PartitionId partition)
    {
        const NodeId leader = m_leaders[partition.value()];
        double uncommitted = 0;
        if (leader != kNoNode) {
            const Replica& leading = replica(leader, partition);
            uncommitted = static_cast<double>(
                std::max<std::int64_t>(0, (leading.logEnd - leading.highWatermark).value()));
        }
        addStep(m_series.uncommitted[partition.value()].points, m_now, uncommitted);
        for (const auto& [consumer, positions] : m_positions) {
            if (positions.contains(partition)) {
                noteLag(consumer);
            }
        }
    }

    void noteLag(NodeId consumer)
    {
        std::int64_t lag = 0;
        for (const auto& [partition, position] : m_positions[consumer]) {
            const NodeId leader = m_leaders[partition.value()];
            if (leader != kNoNode) {
                lag += std::max<std::int64_t>(
                    0, (replica(leader, partition).highWatermark - position).value());
            }
        }
        for (ConsumerSeries& series : m_series.lag) {
            if (series.consumer == consumer) {
                addStep(series.points, m_now, static_cast<double>(lag));
            }
        }
    }

    std::size_t m_partitions;
    std::vector<Replica> m_replicas; // by node, then partition
    std::vector<NodeId> m_leaders; // by partition
    std::map<NodeId, std::map<PartitionId, Offset>> m_positions; // by consumer
    RunSeries m_series;
    Timestamp m_now;
    NodeId m_node;
};

SeriesPoints latencySamples(const History& history, const history::Verdict& verdict)
{
    SeriesPoints samples;
    for (const history::RecordTrace& record : verdict.records) {
        if (record.acked == kNoEvent || record.created == kNoEvent) {
            continue;
        }
        const Timestamp acked = history.event(record.acked).time;
        const Duration waited = acked - history.event(record.created).time;
        samples.push_back({inSeconds(acked), static_cast<double>(waited.micros()) / 1e3});
    }
    std::stable_sort(samples.begin(), samples.end(),
        [](const SeriesPoint& a, const SeriesPoint& b) { return a.seconds < b.seconds; });
    return samples;
}

} // namespace

RunSeries seriesOf(const History& history, const history::Verdict& verdict)
{
    Tracker tracker(history);
    for (const event::Event& event : history.events()) {
        tracker.apply(event);
    }
    RunSeries series = tracker.take(history.end());
    series.latency.samples = latencySamples(history, verdict);
    if (!series.latency.samples.empty()) {
        Percentiles percentiles = percentilesOf(series.latency.samples, series.endSeconds);
        series.latency.median = std::move(percentiles.median);
        series.latency.p99 = std::move(percentiles.p99);
    }
    series.latency.samples = downsampled(std::move(series.latency.samples), kMostPoints);
    return series;
}

} // namespace brokerscope::views
