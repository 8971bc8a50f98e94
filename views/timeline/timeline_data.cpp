#include "views/timeline/timeline_data.h"

#include <algorithm>
#include <map>
#include <variant>

namespace brokerscope::views {

namespace {

class Gathering {
public:
    explicit Gathering(const history::History& history)
        : m_history(history)
        , m_watermarks(history.roster().nodes.size() * history.roster().partitions.size())
        , m_leaders(history.roster().partitions.size(), kNoNode)
    {
        const event::Roster& roster = history.roster();
        m_data->end = history.end();
        m_data->epochs.resize(roster.partitions.size());
        for (const NodeId broker : roster.nodesOf(event::NodeKind::Broker)) {
            m_data->brokers.push_back({broker, {}, {}, {}, {}, {}});
        }
        for (const NodeId consumer : roster.nodesOf(event::NodeKind::Consumer)) {
            m_lagIndex[consumer] = m_data->lags.size();
            m_data->lags.push_back({consumer, {{Timestamp(), 0}}, 0});
            m_positions.emplace_back();
        }
    }

    std::shared_ptr<const TimelineData> gather()
    {
        std::uint32_t id = 0;
        for (const event::Event& event : m_history.events()) {
            m_id = EventId(id++);
            m_event = &event;
            std::visit([this](const auto& payload) { take(payload); }, event.payload);
        }
        for (TimelineData::BrokerLane& lane : m_data->brokers) {
            close(lane.down, m_data->end);
            close(lane.paused, m_data->end);
        }
        return m_data;
    }

private:
    // An interval that has not ended ends before it begins.
    static constexpr Timestamp kOpen{-1};

    template <class Other>
    void take(const Other&)
    {
    }

    void take(const event::BatchAppended& e)
    {
        if (TimelineData::BrokerLane* lane = laneOf(m_event->node)) {
            (e.asLeader() ? lane->leaderAppends : lane->followerAppends).push_back(m_event->time);
        }
    }

    void take(const event::NodeStopped&)
    {
        if (TimelineData::BrokerLane* lane = laneOf(m_event->node)) {
            close(lane->paused, m_event->time);
            lane->down.push_back({m_event->time, kOpen, m_id});
        }
    }

    void take(const event::NodeStarted&)
    {
        if (TimelineData::BrokerLane* lane = laneOf(m_event->node)) {
            close(lane->down, m_event->time);
        }
    }

    void take(const event::NodePaused&)
    {
        if (TimelineData::BrokerLane* lane = laneOf(m_event->node)) {
            lane->paused.push_back({m_event->time, kOpen, m_id});
        }
    }

    void take(const event::NodeResumed&)
    {
        if (TimelineData::BrokerLane* lane = laneOf(m_event->node)) {
            close(lane->paused, m_event->time);
        }
    }

    void take(const event::LeaderElected& e)
    {
        auto& bars = m_data->epochs.at(e.partition.value());
        if (!bars.empty()) {
            bars.back().to = m_event->time;
        }
        bars.push_back({m_event->time, m_data->end, e.epoch, e.leader, m_id});
        m_leaders[e.partition.value()] = e.leader;
        lagsChanged(e.partition);
    }

    void take(const event::HighWatermarkMoved& e)
    {
        watermark(m_event->node, e.partition) = e.to;
        if (m_leaders[e.partition.value()] == m_event->node) {
            lagsChanged(e.partition);
        }
    }

    void take(const event::LogRecovered& e)
    {
        watermark(m_event->node, e.partition) = e.highWatermark;
    }

    void take(const event::LogStartMoved& e)
    {
        Offset& mark = watermark(m_event->node, e.partition);
        mark = e.reason == event::LogStartReason::Truncated ? e.to : std::max(mark, e.to);
        if (m_leaders[e.partition.value()] == m_event->node) {
            lagsChanged(e.partition);
        }
    }

    void take(const event::SegmentRolled&) { noteFile(false); }
    void take(const event::SegmentDeleted&) { noteFile(true); }

    void noteFile(bool deleted)
    {
        if (TimelineData::BrokerLane* lane = laneOf(m_event->node)) {
            lane->files.push_back({m_event->time, m_id, deleted});
        }
    }

    void take(const event::OffsetReset& e) { moved(e.partition, e.to); }
    void take(const event::PositionSought& e) { moved(e.partition, e.to); }
    void take(const event::RecordsDelivered& e) { moved(e.partition, e.end()); }

    void moved(PartitionId partition, Offset position)
    {
        const auto found = m_lagIndex.find(m_event->node);
        if (found != m_lagIndex.end()) {
            m_positions[found->second][partition] = position;
            lagChanged(found->second);
        }
    }

    void lagsChanged(PartitionId partition)
    {
        for (std::size_t i = 0; i < m_positions.size(); ++i) {
            if (m_positions[i].contains(partition)) {
                lagChanged(i);
            }
        }
    }

    void lagChanged(std::size_t consumer)
    {
        std::int64_t lag = 0;
        for (const auto& [partition, position] : m_positions[consumer]) {
            const NodeId leader = m_leaders[partition.value()];
            if (leader != kNoNode) {
                lag += std::max<std::int64_t>(0, (watermark(leader, partition) - position).value());
            }
        }
        TimelineData::LagLane& lane = m_data->lags[consumer];
        lane.most = std::max(lane.most, lag);
        if (lane.points.back().time == m_event->time) {
            lane.points.back().lag = lag;
        } else if (lane.points.back().lag != lag) {
            lane.points.push_back({m_event->time, lag});
        }
    }

    Offset& watermark(NodeId node, PartitionId partition)
    {
        return m_watermarks.at(
            node.value() * m_history.roster().partitions.size() + partition.value());
    }

    TimelineData::BrokerLane* laneOf(NodeId node)
    {
        const auto found
            = std::ranges::find(m_data->brokers, node, &TimelineData::BrokerLane::broker);
        return found == m_data->brokers.end() ? nullptr : &*found;
    }

    static void close(std::vector<TimelineData::Interval>& intervals, Timestamp time)
    {
        if (!intervals.empty() && intervals.back().to == kOpen) {
            intervals.back().to = time;
        }
    }

    const history::History& m_history;
    std::shared_ptr<TimelineData> m_data = std::make_shared<TimelineData>();
    std::vector<Offset> m_watermarks; // by node, then partition
    std::vector<NodeId> m_leaders; // by partition
    std::map<NodeId, std::size_t> m_lagIndex;
    std::vector<std::map<PartitionId, Offset>> m_positions; // by consumer
    const event::Event* m_event = nullptr;
    EventId m_id;
};

} // namespace

std::shared_ptr<const TimelineData> gatherTimeline(const history::History& history)
{
    return Gathering(history).gather();
}

} // namespace brokerscope::views
