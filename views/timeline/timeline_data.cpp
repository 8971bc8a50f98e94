#include "views/timeline/timeline_data.h"

#include "engine/event/internal_topics.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <variant>

namespace brokerscope::views {

namespace {

class Gathering {
public:
    explicit Gathering(const history::History& history)
        : m_history(history)
        , m_watermarks(history.roster().nodes.size() * history.roster().partitions.size())
        , m_leaders(history.roster().partitions.size(), kNoNode)
        , m_running(history.roster().nodes.size(), false)
        , m_hasQuorum(history.roster().nodesOf(event::NodeKind::Controller).size() > 1)
    {
        const event::Roster& roster = history.roster();
        m_data->end = history.end();
        m_data->partitionLanes = event::ownPartitions(roster);
        m_data->epochs.resize(roster.partitions.size());
        m_data->leaderDown.resize(roster.partitions.size());
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
        for (auto& intervals : m_data->leaderDown) {
            close(intervals, m_data->end);
        }
        m_data->groups = gatherGroups(m_history);
        // Bars that ended at once were only passed through, link by link.
        std::erase_if(
            m_data->links, [](const TimelineData::LinkBar& bar) { return bar.to == bar.from; });
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
        m_running[m_event->node.value()] = false;
        leadersChanged(m_event->node);
        endTerm(m_event->node);
    }

    void take(const event::NodeStarted&)
    {
        if (TimelineData::BrokerLane* lane = laneOf(m_event->node)) {
            close(lane->down, m_event->time);
        }
        m_running[m_event->node.value()] = true;
        leadersChanged(m_event->node);
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
        leaderChanged(e.partition);
        lagsChanged(e.partition);
    }

    /// The brokers that lead nothing have no stretch without them.
    void leadersChanged(NodeId node)
    {
        for (std::size_t i = 0; i < m_leaders.size(); ++i) {
            if (m_leaders[i] == node) {
                leaderChanged(PartitionId(static_cast<std::uint16_t>(i)));
            }
        }
    }

    void leaderChanged(PartitionId partition)
    {
        const NodeId leader = m_leaders[partition.value()];
        auto& down = m_data->leaderDown[partition.value()];
        close(down, m_event->time);
        if (leader != kNoNode && !m_running[leader.value()]) {
            down.push_back({m_event->time, kOpen, m_id});
        }
    }

    void take(const event::QuorumRoleChanged& e)
    {
        if (e.role != event::QuorumRole::Leader) {
            endTerm(m_event->node);
        } else if (m_hasQuorum) {
            if (!m_data->terms.empty()) {
                m_data->terms.back().to = std::min(m_data->terms.back().to, m_event->time);
            }
            m_data->terms.push_back({m_event->time, m_data->end, e.epoch, m_event->node, m_id});
        }
    }

    void endTerm(NodeId node)
    {
        if (!m_data->terms.empty() && m_data->terms.back().leader == node) {
            m_data->terms.back().to = std::min(m_data->terms.back().to, m_event->time);
        }
    }

    void take(const event::LinkCut& e) { addLink({e.from, e.to, e.bothWays}, Duration()); }
    void take(const event::LinkHealed& e) { healLink({e.from, e.to, e.bothWays}, false); }
    void take(const event::LinkSlowed& e)
    {
        healLink({e.from, e.to, e.bothWays}, true);
        if (e.extra > Duration()) {
            addLink({e.from, e.to, e.bothWays}, e.extra);
        }
    }

    /// Links that one command cuts at once share a bar.
    void addLink(const TimelineData::LinkBar::Link& link, Duration extra)
    {
        auto& bars = m_data->links;
        const bool joins = !bars.empty() && bars.back().from == m_event->time
            && bars.back().to == m_data->end && bars.back().extra == extra;
        if (!joins) {
            bars.push_back({m_event->time, m_data->end, m_id, extra, {}});
        }
        bars.back().links.push_back(link);
        m_openLinks.emplace_back(link, bars.size() - 1);
    }

    /// The bar ends with the first of its links that is healed; the others go on in another.
    void healLink(const TimelineData::LinkBar::Link& link, bool slowOnly)
    {
        const auto touches = [&](const auto& open) {
            const auto& other = open.first;
            const bool crossed = other.from == link.to && other.to == link.from
                && (other.bothWays || link.bothWays);
            const bool same = crossed || (other.from == link.from && other.to == link.to);
            return same && (!slowOnly || m_data->links[open.second].extra > Duration());
        };
        std::set<std::size_t> ended;
        for (const auto& open : m_openLinks) {
            if (touches(open)) {
                ended.insert(open.second);
            }
        }
        std::erase_if(m_openLinks, touches);
        for (const std::size_t index : ended) {
            endBar(index);
        }
    }

    void endBar(std::size_t index)
    {
        if (m_data->links[index].to == m_event->time) {
            return;
        }
        m_data->links[index].to = m_event->time;
        std::vector<std::pair<TimelineData::LinkBar::Link, std::size_t>> open;
        std::swap(open, m_openLinks);
        for (const auto& [link, bar] : open) {
            if (bar == index) {
                addLink(link, m_data->links[index].extra);
            } else {
                m_openLinks.emplace_back(link, bar);
            }
        }
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
    void take(const event::PositionRestored& e) { moved(e.partition, e.to); }
    void take(const event::PartitionRevoked& e)
    {
        const auto found = m_lagIndex.find(m_event->node);
        if (found != m_lagIndex.end() && m_positions[found->second].erase(e.partition) > 0) {
            lagChanged(found->second);
        }
    }
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
    std::vector<bool> m_running; // by node
    bool m_hasQuorum; // there are several controllers
    std::vector<std::pair<TimelineData::LinkBar::Link, std::size_t>>
        m_openLinks; // and the bar of each
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
