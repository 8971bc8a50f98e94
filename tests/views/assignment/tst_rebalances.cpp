#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "tests/views/assignment/group_story.h"

using namespace brokerscope;
using namespace brokerscope::views;
using test::GroupStory;
using testing::kCooperative;
using testing::kRange;

namespace {

std::set<int> partitionsOf(const std::vector<Rebalance::Member>& members, NodeId client)
{
    std::set<int> numbers;
    for (const Rebalance::Member& member : members) {
        for (const PartitionId partition : member.partitions) {
            if (member.client == client) {
                numbers.insert(partition.value());
            }
        }
    }
    return numbers;
}

std::set<int> stoodStill(const Rebalance& rebalance)
{
    std::set<int> numbers;
    for (const Rebalance::Standstill& still : rebalance.standstills) {
        numbers.insert(still.partition.value());
    }
    return numbers;
}

bool has(const Rebalance& rebalance, NodeId client, PhaseKind kind)
{
    return std::ranges::any_of(rebalance.phases, [&](const Rebalance::Phase& phase) {
        return phase.client == client && phase.kind == kind;
    });
}

} // namespace

class TestRebalances : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theyFollowOneAnother_data()
    {
        QTest::addColumn<QString>("strategy");
        QTest::newRow("range") << QString::fromLatin1(kRange);
        QTest::newRow("cooperative") << QString::fromLatin1(kCooperative);
    }
    void theyFollowOneAnother()
    {
        QFETCH(QString, strategy);
        const GroupStory story(strategy.toStdString());
        QCOMPARE(story.data->groups.size(), std::size_t{1});
        QVERIFY(story.history().text(story.group().name) == "billing");
        const auto& all = story.group().rebalances;
        QVERIFY(all.size() >= 5);
        QVERIFY(all.front().before.empty());
        QCOMPARE(all.front().from, kNoGeneration);
        for (std::size_t i = 0; i < all.size(); ++i) {
            QVERIFY(all[i].assigned != kNoEvent);
            QVERIFY(all[i].began <= all[i].assignedAt);
            QVERIFY(all[i].assignedAt <= all[i].settledAt);
            if (i > 0) {
                QCOMPARE(all[i].before, all[i - 1].after);
                QCOMPARE(all[i].from, all[i - 1].to);
                QVERIFY(all[i].begun > all[i - 1].assigned);
            }
        }
    }

    void theLastAssignmentIsWhatTheMembersRead()
    {
        const GroupStory story(kRange);
        const history::ClusterState state = story.history().stateAfter(story.history().size());
        const Rebalance& last = story.group().rebalances.back();
        QCOMPARE(last.after.size(), std::size_t{3});
        for (const char* name : {"c1", "c2", "c3"}) {
            QCOMPARE(partitionsOf(last.after, story.node(name)),
                testing::partitionsOf(state, story.history(), name));
        }
    }

    void whoLeftAndWhy()
    {
        const GroupStory left(kRange);
        QCOMPARE(left.leavingRebalance().reason, event::RebalanceReason::MemberLeft);
        QCOMPARE(left.leavingRebalance().causedBy, left.node("c4"));
        QCOMPARE(left.leavingRebalance().departures,
            (std::vector<Rebalance::Departure>{{left.node("c4"), event::MemberEnd::Left}}));
        // Nobody waits for whoever has left: the others join with their next heartbeats.
        QVERIFY(
            left.leavingRebalance().assignedAt - left.leavingRebalance().began < milliseconds(150));
        const GroupStory killed(kRange, 4, true);
        QCOMPARE(killed.leavingRebalance().reason, event::RebalanceReason::SessionExpired);
        QCOMPARE(killed.leavingRebalance().departures,
            (std::vector<Rebalance::Departure>{
                {killed.node("c4"), event::MemberEnd::SessionExpired}}));
    }

    void eagerStopsEverything()
    {
        const GroupStory story(kRange);
        const Rebalance& rebalance = story.leavingRebalance();
        QCOMPARE(stoodStill(rebalance), (std::set<int>{0, 1, 2, 3, 4, 5, 6, 7}));
        for (const Rebalance::Standstill& still : rebalance.standstills) {
            QVERIFY(still.after != kNoNode);
            QVERIFY(still.length() > Duration());
            QVERIFY(still.to <= rebalance.lastTime());
        }
    }

    void cooperativeStopsWhatMoves()
    {
        const GroupStory story(kCooperative);
        const Rebalance& rebalance = story.leavingRebalance();
        const std::set<int> ofC4 = partitionsOf(rebalance.before, story.node("c4"));
        QCOMPARE(ofC4.size(), std::size_t{2});
        QCOMPARE(stoodStill(rebalance), ofC4);
    }

    void aDeathIsNoticedLate()
    {
        const GroupStory story(kCooperative, 4, true);
        const Rebalance& rebalance = story.leavingRebalance();
        const std::set<int> ofC4 = partitionsOf(rebalance.before, story.node("c4"));
        QCOMPARE(stoodStill(rebalance), ofC4);
        for (const Rebalance::Standstill& still : rebalance.standstills) {
            QCOMPARE(still.from, Timestamp(2'400'000));
            QVERIFY(still.length() >= milliseconds(250)); // the session's 300 since a heartbeat
        }
        QCOMPARE(rebalance.firstTime(), Timestamp(2'400'000));
        QVERIFY(has(rebalance, story.node("c4"), PhaseKind::Away));
        QVERIFY(rebalance.shownFrom < Timestamp(2'400'000));
    }

    void whatIsWithheldComesInTheNextOne()
    {
        const GroupStory story(kCooperative, 2);
        const auto& all = story.group().rebalances;
        QVERIFY(all.size() >= 3);
        const Rebalance& first = all[1]; // c2 has joined
        QCOMPARE(partitionsOf(first.before, story.node("c1")).size(), std::size_t{8});
        QCOMPARE(partitionsOf(first.after, story.node("c1")).size(), std::size_t{4});
        QCOMPARE(partitionsOf(first.after, story.node("c2")).size(), std::size_t{0});
        QCOMPARE(partitionsOf(all[2].after, story.node("c2")).size(), std::size_t{4});
        QCOMPARE(stoodStill(first), partitionsOf(all[2].after, story.node("c2")));
        QCOMPARE(all[2].standstills, first.standstills); // one standstill, over two rebalances
    }

    void membersGoThroughThePhases()
    {
        const GroupStory story(kRange);
        const Rebalance& rebalance = story.leavingRebalance();
        for (const Rebalance::Member& member : rebalance.after) {
            for (const PhaseKind kind : {PhaseKind::Consuming, PhaseKind::Joining,
                     PhaseKind::Waiting, PhaseKind::Syncing}) {
                QVERIFY(has(rebalance, member.client, kind));
            }
        }
        for (const Rebalance::Phase& phase : rebalance.phases) {
            QVERIFY(phase.from < phase.to);
            QVERIFY(phase.from >= rebalance.shownFrom && phase.to <= rebalance.shownTo);
        }
        // Members learn of it by their heartbeats; the last of them keeps the others waiting.
        QVERIFY(rebalance.lastJoiner != kNoNode);
        QVERIFY(rebalance.lastJoined > rebalance.began);
        QVERIFY(rebalance.lastJoined <= rebalance.assignedAt);
    }

    void theNearestOneIsTheLastThatHasBegun()
    {
        const GroupStory story(kRange);
        const auto& all = story.group().rebalances;
        QCOMPARE(story.group().at(0), std::size_t{0});
        for (std::size_t i = 0; i < all.size(); ++i) {
            QCOMPARE(story.group().at(all[i].begun.value() + std::size_t{1}), i);
            QCOMPARE(story.group().at(all[i].assigned.value() + std::size_t{1}), i);
        }
        QCOMPARE(story.group().at(story.history().size()), all.size() - 1);
    }

    void withoutGroupsThereIsNothing()
    {
        scenario::Scenario s = testing::smallCluster();
        const auto history = scenario::run(s);
        QVERIFY(gatherRebalances(*history)->groups.empty());
    }
};

QTEST_GUILESS_MAIN(TestRebalances)
#include "tst_rebalances.moc"
