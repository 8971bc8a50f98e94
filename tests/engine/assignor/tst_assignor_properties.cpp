#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/assignor/assign.h"
#include "engine/assignor/measure.h"

#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>

using namespace brokerscope;
using namespace brokerscope::assignor;

namespace {

struct Freedom {
    bool equalSubscriptions = false;
    bool racks = false;
};

template <class T>
std::vector<T> someOf(const std::vector<T>& all, bool atLeastOne)
{
    std::vector<T> some;
    for (const T& each : all) {
        if (*rc::gen::arbitrary<bool>()) {
            some.push_back(each);
        }
    }
    if (some.empty() && atLeastOne) {
        some.push_back(*rc::gen::elementOf(all));
    }
    return some;
}

void addRacks(GroupSubscription& group)
{
    const std::vector<std::string> racks{"r1", "r2", "r3"};
    for (Topic& topic : group.topics) {
        for (std::int32_t i = 0; i < topic.partitions; ++i) {
            topic.racks.push_back(someOf(racks, true));
        }
    }
    for (Member& member : group.members) {
        if (*rc::gen::inRange(0, 5) > 0) {
            member.rack = *rc::gen::elementOf(racks);
        }
    }
}

/// A group that nobody owned anything in yet.
GroupSubscription freshGroup(Freedom freedom)
{
    GroupSubscription group;
    std::vector<TopicIndex> topics;
    const int topicCount = *rc::gen::inRange(1, 6);
    for (int i = 0; i < topicCount; ++i) {
        topics.emplace_back(static_cast<std::uint32_t>(i));
        group.topics.push_back(
            {.name = "topic-" + std::to_string(i * 7), .partitions = *rc::gen::inRange(1, 20)});
    }
    const int memberCount = *rc::gen::inRange(1, 9);
    for (int i = 0; i < memberCount; ++i) {
        Member member;
        member.id
            = "consumer-" + std::to_string(i) + '-' + std::to_string(*rc::gen::inRange(0, 999));
        member.topics = freedom.equalSubscriptions ? topics : someOf(topics, true);
        if (*rc::gen::inRange(0, 4) == 0) {
            member.instanceId = "i" + std::to_string(100 - i);
        }
        group.members.push_back(std::move(member));
    }
    if (freedom.racks) {
        addRacks(group);
    }
    return group;
}

/// The group after that assignment: some members left, some came, a topic may have grown.
GroupSubscription nextGroup(
    const GroupSubscription& before, const Assignment& assignment, std::int32_t generation)
{
    GroupSubscription group{before.topics, {}};
    for (std::size_t i = 0; i < before.members.size(); ++i) {
        if (*rc::gen::inRange(0, 4) > 0 || before.members.size() == 1) {
            Member member = before.members[i];
            member.owned = assignment[i];
            member.generation = Generation(generation);
            group.members.push_back(std::move(member));
        }
    }
    const int joining = *rc::gen::inRange(group.members.empty() ? 1 : 0, 3);
    for (int i = 0; i < joining; ++i) {
        Member member = before.members[static_cast<std::size_t>(
            *rc::gen::inRange(0, static_cast<int>(before.members.size())))];
        member.id = "new-" + std::to_string(generation) + '-' + std::to_string(i);
        member.instanceId.reset();
        member.owned.clear();
        member.generation = kNoGeneration;
        group.members.push_back(std::move(member));
    }
    if (*rc::gen::inRange(0, 4) == 0) {
        Topic& topic = group.topics[0];
        topic.partitions += 3;
        if (!topic.racks.empty()) {
            topic.racks.resize(static_cast<std::size_t>(topic.partitions), {"r1"});
        }
    }
    return group;
}

bool subscribes(const Member& member, TopicIndex topic)
{
    return std::find(member.topics.begin(), member.topics.end(), topic) != member.topics.end();
}

/// Every partition of a topic that somebody subscribes to goes to exactly one member, and to one
/// that subscribes to it. `mayWait`: or to nobody.
void checkValid(const GroupSubscription& group, const Assignment& assignment, bool mayWait)
{
    RC_ASSERT(assignment.size() == group.members.size());
    std::set<TopicPartition> given;
    for (std::size_t i = 0; i < assignment.size(); ++i) {
        for (const TopicPartition& each : assignment[i]) {
            RC_ASSERT(given.insert(each).second);
            RC_ASSERT(subscribes(group.members[i], each.topic));
            RC_ASSERT(each.partition >= 0
                && each.partition < group.topics[each.topic.value()].partitions);
        }
    }
    RC_ASSERT(mayWait || measure(group, assignment).unassigned == 0);
}

/// What the decisions do, applied one after the other.
std::map<TopicPartition, MemberIndex> applied(const Decisions& decisions)
{
    std::map<TopicPartition, MemberIndex> owners;
    for (const Decision& decision : decisions) {
        switch (effectOf(decision.rule)) {
        case Effect::Give: {
            const auto owner = owners.find(decision.partition);
            RC_ASSERT((owner == owners.end() ? kNoMember : owner->second) == decision.from);
            owners[decision.partition] = decision.member;
            break;
        }
        case Effect::Take:
            if (const auto owner = owners.find(decision.partition);
                owner != owners.end() && owner->second == decision.member) {
                owners.erase(owner);
            }
            break;
        case Effect::Pass:
            break;
        }
    }
    return owners;
}

void checkDecisions(const Assignment& assignment, const Decisions& decisions)
{
    std::map<TopicPartition, MemberIndex> owners;
    for (std::uint32_t i = 0; i < assignment.size(); ++i) {
        for (const TopicPartition& each : assignment[i]) {
            owners[each] = MemberIndex(i);
        }
    }
    RC_ASSERT(applied(decisions) == owners);
}

/// Nobody could get a partition from a member that has two more.
void checkNothingToGain(const GroupSubscription& group, const Assignment& assignment)
{
    for (std::size_t rich = 0; rich < assignment.size(); ++rich) {
        for (const TopicPartition& each : assignment[rich]) {
            for (std::size_t poor = 0; poor < assignment.size(); ++poor) {
                RC_ASSERT(!subscribes(group.members[poor], each.topic)
                    || assignment[rich].size() <= assignment[poor].size() + 1);
            }
        }
    }
}

/// Assigns, and checks what holds for every strategy; nullopt where Kafka throws.
std::optional<Assignment> checked(Strategy strategy, const GroupSubscription& group)
{
    Decisions decisions;
    const auto assignment = assign(strategy, group, &decisions);
    const bool isSame = assignment == assign(strategy, group);
    RC_ASSERT(isSame);
    if (!assignment) {
        // Its own check trips uniform up when it swaps a partition back.
        RC_ASSERT(strategy == Strategy::ServerUniform);
        RC_ASSERT(assignment.error().kind == FailureKind::MovedTwice);
        return std::nullopt;
    }
    checkValid(group, *assignment, strategy == Strategy::CooperativeSticky);
    checkDecisions(*assignment, decisions);
    return *assignment;
}

Freedom someFreedom()
{
    return {*rc::gen::arbitrary<bool>(), *rc::gen::inRange(0, 3) == 0};
}

} // namespace

class TestAssignorProperties : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPartitionGoesToOneSubscriber()
    {
        QVERIFY(rc::check([] {
            const Strategy strategy = *rc::gen::elementOf(kStrategies);
            GroupSubscription group = freshGroup(someFreedom());
            for (std::int32_t generation = 1; generation < 4; ++generation) {
                const auto assignment = checked(strategy, group);
                if (!assignment) {
                    break;
                }
                group = nextGroup(group, *assignment, generation);
            }
        }));
    }

    void theOrderOfMembersAndTopicsDoesNotMatter()
    {
        QVERIFY(rc::check([] {
            const Strategy strategy = *rc::gen::elementOf(kStrategies);
            const GroupSubscription group = freshGroup(someFreedom());
            const auto assignment = checked(strategy, group);
            GroupSubscription reversed = group;
            std::reverse(reversed.members.begin(), reversed.members.end());
            auto ofReversed = assign(strategy, reversed);
            RC_ASSERT(ofReversed.has_value() == assignment.has_value());
            if (assignment) {
                std::reverse(ofReversed->begin(), ofReversed->end());
                RC_ASSERT(measure(group, *ofReversed) == measure(group, *assignment));
            }
        }));
    }

    void rangeIsEvenInEveryTopic()
    {
        QVERIFY(rc::check([] {
            const Strategy strategy = *rc::gen::element(Strategy::Range, Strategy::ServerRange);
            const GroupSubscription group = freshGroup(someFreedom());
            const auto assignment = checked(strategy, group);
            for (std::uint32_t topic = 0; topic < group.topics.size(); ++topic) {
                std::vector<std::ptrdiff_t> counts;
                for (std::size_t i = 0; i < group.members.size(); ++i) {
                    if (subscribes(group.members[i], TopicIndex(topic))) {
                        counts.push_back(std::count_if((*assignment)[i].begin(),
                            (*assignment)[i].end(), [topic](const TopicPartition& each) {
                                return each.topic == TopicIndex(topic);
                            }));
                    }
                }
                if (!counts.empty()) {
                    const auto [low, high] = std::minmax_element(counts.begin(), counts.end());
                    RC_ASSERT(*high - *low <= 1);
                }
            }
        }));
    }

    void equalSubscriptionsAreBalancedToOne()
    {
        QVERIFY(rc::check([] {
            const Strategy strategy = *rc::gen::element(
                Strategy::RoundRobin, Strategy::Sticky, Strategy::ServerUniform);
            GroupSubscription group = freshGroup({true, *rc::gen::arbitrary<bool>()});
            for (std::int32_t generation = 1; generation < 4; ++generation) {
                const auto assignment = checked(strategy, group);
                RC_ASSERT(measure(group, *assignment).balance() <= 1);
                group = nextGroup(group, *assignment, generation);
            }
        }));
    }

    void stickyLeavesNothingToGain()
    {
        QVERIFY(rc::check([] {
            GroupSubscription group = freshGroup({});
            const auto first = checked(Strategy::Sticky, group);
            checkNothingToGain(group, *first);
            group = nextGroup(group, *first, 1);
            checkNothingToGain(group, *checked(Strategy::Sticky, group));
        }));
    }

    /// A member keeps all that it owned, or as much as it may have at all.
    void stickyTakesOnlyWhatIsOverTheQuota()
    {
        QVERIFY(rc::check([] {
            const GroupSubscription before = freshGroup({true, false});
            const auto first = checked(Strategy::Sticky, before);
            const GroupSubscription group = nextGroup(before, *first, 1);
            const auto second = checked(Strategy::Sticky, group);
            std::size_t all = 0;
            for (const Topic& topic : group.topics) {
                all += static_cast<std::size_t>(topic.partitions);
            }
            const std::size_t minimum = all / group.members.size();
            for (std::size_t i = 0; i < group.members.size(); ++i) {
                const auto& owned = group.members[i].owned;
                const auto kept = static_cast<std::size_t>(
                    std::count_if(owned.begin(), owned.end(), [&](const TopicPartition& each) {
                        return std::find((*second)[i].begin(), (*second)[i].end(), each)
                            != (*second)[i].end();
                    }));
                RC_ASSERT(kept >= std::min(owned.size(), minimum));
                RC_ASSERT(kept == owned.size() || (*second)[i].size() == kept);
            }
        }));
    }

    void aGroupThatDoesNotChangeKeepsEverything()
    {
        QVERIFY(rc::check([] {
            const Strategy strategy
                = *rc::gen::element(Strategy::Sticky, Strategy::CooperativeSticky);
            GroupSubscription group = freshGroup({*rc::gen::arbitrary<bool>(), false});
            const auto first = checked(strategy, group);
            for (std::size_t i = 0; i < group.members.size(); ++i) {
                group.members[i].owned = (*first)[i];
                group.members[i].generation = Generation(1);
            }
            RC_ASSERT(measure(group, *checked(strategy, group)).moved == 0U);
        }));
    }

    /// In the first step nobody gets what another member still has; the second completes it.
    void cooperativeNeverGivesWhatAnotherOwns()
    {
        QVERIFY(rc::check([] {
            const GroupSubscription before = freshGroup(someFreedom());
            const auto old = checked(Strategy::CooperativeSticky, before);
            GroupSubscription group = nextGroup(before, *old, 1);
            const auto first = checked(Strategy::CooperativeSticky, group);
            std::map<TopicPartition, std::size_t> owners;
            for (std::size_t i = 0; i < group.members.size(); ++i) {
                for (const TopicPartition& each : group.members[i].owned) {
                    owners[each] = i;
                }
            }
            for (std::size_t i = 0; i < first->size(); ++i) {
                for (const TopicPartition& each : (*first)[i]) {
                    const auto owner = owners.find(each);
                    RC_ASSERT(owner == owners.end() || owner->second == i);
                }
            }
            for (int round = 2; round < 20; ++round) {
                const auto assignment = checked(Strategy::CooperativeSticky, group);
                if (measure(group, *assignment).unassigned == 0) {
                    return;
                }
                for (std::size_t i = 0; i < group.members.size(); ++i) {
                    group.members[i].owned = (*assignment)[i];
                    group.members[i].generation = Generation(round);
                }
            }
            RC_FAIL("partitions wait forever");
        }));
    }
};

QTEST_GUILESS_MAIN(TestAssignorProperties)
#include "tst_assignor_properties.moc"
