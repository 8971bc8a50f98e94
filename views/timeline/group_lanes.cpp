#include "views/timeline/timeline_data.h"

#include <algorithm>
#include <optional>
#include <variant>

namespace brokerscope::views {

namespace {

/// Follows the consumer groups through a History.
class GroupGathering {
public:
    explicit GroupGathering(const history::History& history)
        : m_history(history)
    {
    }

    std::vector<TimelineData::GroupLane> gather()
    {
        std::uint32_t id = 0;
        for (const event::Event& event : m_history.events()) {
            m_id = EventId(id++);
            m_now = event.time;
            std::visit([this](const auto& payload) { take(payload); }, event.payload);
        }
        std::vector<TimelineData::GroupLane> lanes;
        for (Open& open : m_open) {
            m_now = m_history.end();
            endGeneration(open);
            endRebalance(open);
            if (!open.lane.members.empty()) {
                lanes.push_back(std::move(open.lane));
            }
        }
        return lanes;
    }

private:
    /// A lane that is being written, and what goes on in it.
    struct Open {
        TimelineData::GroupLane lane;
        std::vector<NodeId> members;
        StringId protocol;
        bool hasEpochs = false; ///< KIP-848
        bool isInGeneration = false;
        bool isRebalancing = false;
    };

    template <class Other>
    void take(const Other&)
    {
    }

    void take(const event::RebalanceBegun& e)
    {
        Open& open = of(e.group);
        endGeneration(open);
        // The state may have been told before its reason.
        const bool isTold = open.isRebalancing && open.lane.rebalances.back().from == m_now;
        if (isTold) {
            open.lane.rebalances.back().began = m_id;
        } else {
            beginRebalance(open);
        }
    }

    void take(const event::GenerationBegun& e)
    {
        Open& open = of(e.group);
        open.protocol = e.protocol;
        open.hasEpochs = e.leader == kNoNode;
    }

    void take(const event::GroupStateChanged& e)
    {
        Open& open = of(e.group);
        switch (e.state) {
        case event::GroupState::PreparingRebalance:
        case event::GroupState::CompletingRebalance:
        case event::GroupState::Assigning:
        case event::GroupState::Reconciling:
            endGeneration(open);
            if (!open.isRebalancing) {
                beginRebalance(open);
            }
            break;
        case event::GroupState::Stable:
            endRebalance(open);
            beginGeneration(open, e.generation);
            break;
        case event::GroupState::Empty:
        case event::GroupState::Dead:
            endGeneration(open);
            endRebalance(open);
            break;
        }
    }

    void take(const event::MemberJoined& e)
    {
        Open& open = of(e.group);
        if (std::ranges::find(open.members, e.client) == open.members.end()) {
            open.members.push_back(e.client);
        }
        open.lane.members.push_back({m_now, m_id, e.client, true});
    }

    void take(const event::MemberRemoved& e)
    {
        Open& open = of(e.group);
        if (e.end != event::MemberEnd::Replaced) {
            std::erase(open.members, e.client);
            open.lane.members.push_back({m_now, m_id, e.client, false});
        }
    }

    /// A coordinator that takes over tells of a generation again.
    void beginGeneration(Open& open, Generation generation)
    {
        auto& bars = open.lane.generations;
        if (open.isInGeneration && bars.back().generation == generation) {
            return;
        }
        endGeneration(open);
        bars.push_back({m_now, m_history.end(), m_id, generation, open.protocol, open.members,
            open.hasEpochs});
        open.isInGeneration = true;
    }

    void endGeneration(Open& open)
    {
        if (open.isInGeneration) {
            open.lane.generations.back().to = m_now;
            open.isInGeneration = false;
        }
    }

    void beginRebalance(Open& open)
    {
        endRebalance(open);
        open.lane.rebalances.push_back({m_now, m_history.end(), m_id});
        open.isRebalancing = true;
    }

    void endRebalance(Open& open)
    {
        if (open.isRebalancing) {
            open.lane.rebalances.back().to = m_now;
            open.isRebalancing = false;
        }
    }

    Open& of(StringId group)
    {
        const auto found = std::ranges::find_if(
            m_open, [group](const Open& open) { return open.lane.group == group; });
        if (found != m_open.end()) {
            return *found;
        }
        m_open.emplace_back();
        m_open.back().lane.group = group;
        return m_open.back();
    }

    const history::History& m_history;
    std::vector<Open> m_open;
    Timestamp m_now;
    EventId m_id;
};

} // namespace

std::vector<TimelineData::GroupLane> gatherGroups(const history::History& history)
{
    return GroupGathering(history).gather();
}

} // namespace brokerscope::views
