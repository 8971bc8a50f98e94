#include "views/assignment/rebalances.h"

#include "views/assignment/member_spans.h"
#include "views/assignment/ownership.h"

#include <algorithm>
#include <map>
#include <optional>
#include <variant>

namespace brokerscope::views {

namespace {

using Member = Rebalance::Member;

/// One group while its events are read.
struct GroupStory {
    GroupStory(StringId groupName, const event::Roster& roster)
        : name(groupName)
        , ownership(roster)
    {
    }

    StringId name;
    Ownership ownership;
    std::vector<Rebalance> rebalances;
    std::optional<Rebalance> open;
    std::vector<Member> members; ///< now, by client
    std::vector<Member> assigned; ///< by the last assignment, by client
    Generation generation = kNoGeneration; ///< of the last assignment
    bool isReconciling = false; ///< KIP-848: members are on their way to the last assignment
};

Member* memberOf(std::vector<Member>& members, NodeId client)
{
    const auto found = std::ranges::find(members, client, &Member::client);
    return found == members.end() ? nullptr : &*found;
}

void addPartition(std::vector<Member>& members, NodeId client, PartitionId partition)
{
    if (Member* const member = memberOf(members, client)) {
        const auto at = std::ranges::lower_bound(member->partitions, partition);
        if (at == member->partitions.end() || *at != partition) {
            member->partitions.insert(at, partition);
        }
    }
}

class Gathering {
public:
    explicit Gathering(const history::History& history)
        : m_history(history)
        , m_spans(history)
        , m_groupOf(history.roster().nodes.size(), kNobody)
    {
    }

    std::shared_ptr<const RebalanceData> gather()
    {
        std::uint32_t id = 0;
        for (const event::Event& event : m_history.events()) {
            m_id = EventId(id++);
            m_event = &event;
            m_spans.take(m_id, event);
            if (const std::size_t group = m_groupOf[event.node.value()]; group != kNobody) {
                m_groups[group].ownership.take(event);
            }
            std::visit([this](const auto& payload) { take(payload); }, event.payload);
        }
        m_spans.close(m_history.end());
        auto data = std::make_shared<RebalanceData>();
        for (GroupStory& group : m_groups) {
            if (group.open) {
                group.open->assignedAt = m_history.end();
                group.rebalances.push_back(*group.open);
            }
            if (group.isReconciling) {
                group.rebalances.back().settledAt = m_history.end();
            }
            group.ownership.close(m_history.end());
            for (Rebalance& rebalance : group.rebalances) {
                complete(rebalance, group);
            }
            if (!group.rebalances.empty()) {
                data->groups.push_back({group.name, std::move(group.rebalances)});
            }
        }
        return data;
    }

private:
    struct Leaving {
        EventId event;
        event::MemberEnd end;
    };
    static constexpr std::size_t kNobody = ~std::size_t{0};

    template <class Other>
    void take(const Other&)
    {
    }

    GroupStory& group(StringId name)
    {
        const auto found = std::ranges::find(m_groups, name, &GroupStory::name);
        return found != m_groups.end() ? *found : m_groups.emplace_back(name, m_history.roster());
    }

    /// The last assignment has been reached, or another one takes its place.
    void endReconciliation(GroupStory& group)
    {
        if (std::exchange(group.isReconciling, false)) {
            group.rebalances.back().settledAt = m_event->time;
        }
    }

    Rebalance& open(GroupStory& group)
    {
        endReconciliation(group);
        if (!group.open) {
            Rebalance& rebalance = group.open.emplace();
            rebalance.begun = m_id;
            rebalance.began = m_event->time;
            rebalance.from = group.generation;
            rebalance.to = group.generation;
            rebalance.before = group.assigned;
        }
        return *group.open;
    }

    void settle(GroupStory& group)
    {
        Rebalance& rebalance = *group.open;
        rebalance.assigned = m_id;
        rebalance.assignedAt = m_event->time;
        rebalance.settledAt = m_event->time;
        group.assigned = rebalance.after;
        group.generation = rebalance.to;
        group.rebalances.push_back(std::move(rebalance));
        group.open.reset();
    }

    void take(const event::RebalanceBegun& e)
    {
        GroupStory& story = group(e.group);
        const bool isFirst = !story.open;
        Rebalance& rebalance = open(story);
        if (isFirst) {
            rebalance.reason = e.reason;
            rebalance.causedBy = e.client;
        }
    }

    void take(const event::MemberJoined& e)
    {
        GroupStory& story = group(e.group);
        const auto at = std::ranges::lower_bound(story.members, e.client, {}, &Member::client);
        if (at != story.members.end() && at->client == e.client) {
            at->member = e.member;
            at->instance = e.instance;
        } else {
            story.members.insert(at, Member{e.client, e.member, e.instance, {}});
        }
        m_groupOf[e.client.value()] = static_cast<std::size_t>(&story - m_groups.data());
        if (e.instance != StringId()) {
            replace(story, e);
        }
    }

    /// Another consumer has come with the group.instance.id of a member: it has what that one had.
    static void replace(GroupStory& story, const event::MemberJoined& e)
    {
        std::erase_if(story.members, [&](const Member& member) {
            return member.instance == e.instance && member.client != e.client;
        });
        for (Member& member : story.assigned) {
            if (member.instance == e.instance) {
                member.client = e.client;
                member.member = e.member;
            }
        }
        std::ranges::sort(story.assigned, {}, &Member::client);
    }

    void take(const event::MemberRemoved& e)
    {
        GroupStory& story = group(e.group);
        if (e.end == event::MemberEnd::Replaced) {
            return; // its successor has what it had
        }
        std::erase_if(
            story.members, [&](const Member& member) { return member.member == e.member; });
        if (e.client.value() < m_groupOf.size()) { // it may be one that nobody knows
            m_departures[e.client].push_back({m_id, e.end});
            story.ownership.removed(e.client, m_event->time);
        }
    }

    void take(const event::GenerationBegun& e)
    {
        GroupStory& story = group(e.group);
        Rebalance& rebalance = open(story);
        rebalance.to = e.generation;
        rebalance.protocol = e.protocol;
        rebalance.leader = e.leader;
        rebalance.after = story.members;
        for (Member& member : rebalance.after) {
            member.partitions.clear();
        }
    }

    void take(const event::MemberAssigned& e)
    {
        GroupStory& story = group(e.group);
        if (!story.open && story.generation == e.generation && !story.rebalances.empty()) {
            // They may come behind the state that they lead to.
            addPartition(story.rebalances.back().after, e.client, e.partition);
            addPartition(story.assigned, e.client, e.partition);
            return;
        }
        Rebalance& rebalance = open(story);
        rebalance.to = e.generation;
        addPartition(rebalance.after, e.client, e.partition);
    }

    void take(const event::GroupStateChanged& e)
    {
        using event::GroupState;
        GroupStory& story = group(e.group);
        if (!story.open) {
            if (e.state != GroupState::Reconciling) {
                endReconciliation(story);
            }
            return;
        }
        const bool isAssigned = e.state == GroupState::Stable || e.state == GroupState::Reconciling;
        if (e.state == GroupState::Empty || e.state == GroupState::Dead) {
            story.open->to = e.generation;
            story.open->after.clear();
            settle(story);
        } else if (isAssigned && story.open->to == e.generation
            && story.open->to != story.open->from) {
            settle(story);
            story.isReconciling = e.state == GroupState::Reconciling;
        }
    }

    // --- once everything is known

    void complete(Rebalance& rebalance, const GroupStory& group) const
    {
        rebalance.settledAt = std::max(rebalance.settledAt, rebalance.assignedAt);
        for (const Member& member : rebalance.after) {
            const Timestamp synced = m_spans.syncedAfter(member.client, rebalance.assignedAt);
            if (synced != kNever && isBeforeNext(synced, rebalance, group)) {
                rebalance.settledAt = std::max(rebalance.settledAt, synced);
            }
        }
        for (const Rebalance::Standstill& still : group.ownership.standstills()) {
            if (still.to > rebalance.began && still.from <= rebalance.settledAt) {
                rebalance.standstills.push_back(still);
            }
        }
        std::ranges::stable_sort(
            rebalance.standstills, std::ranges::greater{}, &Rebalance::Standstill::length);
        for (const Member& member : rebalance.before) {
            if (memberIn(rebalance.after, member.client) == nullptr) {
                rebalance.departures.push_back(
                    {member.client, howItLeft(member.client, rebalance)});
            }
        }
        findLastJoiner(rebalance);
        addPhases(rebalance);
    }

    [[nodiscard]] event::MemberEnd howItLeft(NodeId client, const Rebalance& rebalance) const
    {
        event::MemberEnd how = event::MemberEnd::Left;
        if (const auto known = m_departures.find(client); known != m_departures.end()) {
            for (const Leaving& leaving : known->second) {
                how = leaving.event <= rebalance.assigned ? leaving.end : how;
            }
        }
        return how;
    }

    [[nodiscard]] static bool isBeforeNext(
        Timestamp time, const Rebalance& rebalance, const GroupStory& group)
    {
        return std::ranges::none_of(group.rebalances, [&](const Rebalance& other) {
            return other.began > rebalance.assignedAt && other.assignedAt <= time;
        });
    }

    [[nodiscard]] static const Member* memberIn(const std::vector<Member>& members, NodeId client)
    {
        const auto found = std::ranges::find(members, client, &Member::client);
        return found == members.end() ? nullptr : &*found;
    }

    void findLastJoiner(Rebalance& rebalance) const
    {
        if (rebalance.after.size() < 2) {
            return;
        }
        // The JoinGroup that begins the rebalance came in at the very time of its beginning.
        const Timestamp from = rebalance.began - microseconds(1);
        for (const Member& member : rebalance.after) {
            const Timestamp joined
                = m_spans.joinedWithin(member.client, from, rebalance.assignedAt);
            if (joined != kNever
                && (rebalance.lastJoiner == kNoNode || joined > rebalance.lastJoined)) {
                rebalance.lastJoiner = member.client;
                rebalance.lastJoined = joined;
            }
        }
    }

    void addPhases(Rebalance& rebalance) const
    {
        const Duration whole = rebalance.lastTime() - rebalance.firstTime();
        const Duration around = std::max(whole / 6, milliseconds(1));
        rebalance.shownFrom = std::max(Timestamp(), rebalance.firstTime() - around);
        rebalance.shownTo = std::min(m_history.end(), rebalance.lastTime() + around);
        std::vector<NodeId> clients;
        for (const std::vector<Member>* members : {&rebalance.before, &rebalance.after}) {
            for (const Member& member : *members) {
                clients.push_back(member.client);
            }
        }
        std::ranges::sort(clients);
        clients.erase(std::ranges::unique(clients).begin(), clients.end());
        for (const NodeId client : clients) {
            const auto phases = m_spans.within(client, rebalance.shownFrom, rebalance.shownTo);
            rebalance.phases.insert(rebalance.phases.end(), phases.begin(), phases.end());
        }
    }

    const history::History& m_history;
    MemberSpans m_spans;
    std::vector<std::size_t> m_groupOf; ///< by NodeId, into m_groups
    std::vector<GroupStory> m_groups;
    std::map<NodeId, std::vector<Leaving>> m_departures; ///< in the order of time
    EventId m_id;
    const event::Event* m_event = nullptr;
};

} // namespace

Timestamp Rebalance::firstTime() const
{
    Timestamp first = began;
    for (const Standstill& still : standstills) {
        first = std::min(first, still.from);
    }
    return first;
}

Timestamp Rebalance::lastTime() const
{
    Timestamp last = settledAt;
    for (const Standstill& still : standstills) {
        last = still.after == kNoNode ? last : std::max(last, still.to);
    }
    return last;
}

Duration Rebalance::lost() const
{
    Duration sum;
    for (const Standstill& still : standstills) {
        sum = sum + still.length();
    }
    return sum;
}

std::size_t GroupRebalances::at(std::size_t applied) const
{
    std::size_t found = 0;
    for (std::size_t i = 0; i < rebalances.size(); ++i) {
        if (rebalances[i].begun.value() < applied) {
            found = i;
        }
    }
    return found;
}

std::shared_ptr<const RebalanceData> gatherRebalances(const history::History& history)
{
    return Gathering(history).gather();
}

} // namespace brokerscope::views
