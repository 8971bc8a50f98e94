#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/history/why.h"
#include "tests/engine/cluster/group_cluster.h"

using namespace brokerscope;
using namespace brokerscope::testing;
using event::CommitKind;
using event::ErrorCode;
using event::MemberEnd;
using event::RevokeReason;

namespace {

Timestamp ms(int value)
{
    return Timestamp(std::int64_t{value} * 1000);
}

scenario::Scenario twoMembers(std::uint16_t partitions, const scenario::ConfigMap& config = {})
{
    scenario::Scenario s = groupCluster(partitions);
    addMember(s, config);
    addMember(s, config);
    produce(s);
    at(s, 200, scenario::StartCommand{{"c1"}});
    at(s, 1200, scenario::StartCommand{{"c2"}});
    return s;
}

std::vector<Found<event::PartitionRevoked>> revokedBy(
    const history::History& history, const char* name, RevokeReason reason)
{
    std::vector<Found<event::PartitionRevoked>> found;
    for (const auto& revoked : all<event::PartitionRevoked>(history)) {
        if (revoked.event->node == *history.roster().node(name) && revoked.what->reason == reason) {
            found.push_back(revoked);
        }
    }
    return found;
}

} // namespace

class TestGroupMembers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theOnlyMemberGetsEverything()
    {
        scenario::Scenario s = groupCluster(3);
        addMember(s);
        produce(s, 100);
        at(s, 200, scenario::StartCommand{{"c1"}});
        const auto history = scenario::run(s);
        const history::ClusterState state = history->stateAfter(history->size());
        QCOMPARE(partitionsOf(state, *history, "c1"), (std::set<int>{0, 1, 2}));
        QCOMPARE(state.groups.size(), std::size_t{1});
        const history::GroupState& group = state.groups[0];
        QVERIFY(history->text(group.name) == "g");
        QVERIFY(group.state == event::GroupState::Stable);
        QCOMPARE(group.generation.value(), 1);
        QCOMPARE(group.members.size(), std::size_t{1});
        QVERIFY(group.leader == *history->roster().node("c1"));
        QVERIFY(history->text(group.protocol) == "range");
        const history::Verdict verdict = history::judge(*history);
        QCOMPARE(verdict.delivered, 100U);
        QCOMPARE(verdict.count(history::AnomalyKind::Redelivered), 0U);
        QCOMPARE(verdict.count(history::AnomalyKind::NeverDelivered), 0U);
        // Auto-commit has brought the group to the end of every partition.
        std::int64_t committed = 0;
        for (const auto& held : group.committed) {
            committed += held.offset.value();
        }
        QCOMPARE(committed, std::int64_t{100});
    }

    void withoutACommitAndAResetItThrows()
    {
        scenario::Scenario s = groupCluster(1);
        addMember(s, {{"auto.offset.reset", "none"}});
        produce(s, 10);
        at(s, 200, scenario::StartCommand{{"c1"}});
        const auto history = scenario::run(s);
        const auto failed = all<event::ConsumerFailed>(*history);
        QCOMPARE(failed.size(), std::size_t{1});
        QVERIFY(failed[0].what->error == ErrorCode::NoOffsetForPartition);
        QCOMPARE(history::judge(*history).delivered, 0U);
    }

    void aSecondMemberTakesItsShare_data()
    {
        QTest::addColumn<QString>("strategy");
        QTest::addColumn<bool>("isCooperative");
        QTest::newRow("range") << QString::fromLatin1(kRange) << false;
        QTest::newRow("round robin")
            << QStringLiteral("org.apache.kafka.clients.consumer.RoundRobinAssignor") << false;
        QTest::newRow("sticky") << QStringLiteral(
            "org.apache.kafka.clients.consumer.StickyAssignor")
                                << false;
        QTest::newRow("cooperative sticky") << QString::fromLatin1(kCooperative) << true;
        QTest::newRow("range and cooperative")
            << (QString::fromLatin1(kRange) + QLatin1Char(',') + QString::fromLatin1(kCooperative))
            << false;
    }
    void aSecondMemberTakesItsShare()
    {
        QFETCH(QString, strategy);
        QFETCH(bool, isCooperative);
        const auto history = scenario::run(
            twoMembers(4, {{"partition.assignment.strategy", strategy.toStdString()}}));
        const history::ClusterState before = stateAt(*history, 1100);
        QCOMPARE(partitionsOf(before, *history, "c1").size(), std::size_t{4});
        const history::ClusterState state = history->stateAfter(history->size());
        const std::set<int> first = partitionsOf(state, *history, "c1");
        const std::set<int> second = partitionsOf(state, *history, "c2");
        QCOMPARE(first.size(), std::size_t{2});
        QCOMPARE(second.size(), std::size_t{2});
        std::set<int> both = first;
        both.insert(second.begin(), second.end());
        QCOMPARE(both.size(), std::size_t{4});
        QVERIFY(isExclusive(*history));
        // Eager: all four are given up. Cooperative: only the two that move.
        const auto revoked = revokedBy(*history, "c1", RevokeReason::Rebalance);
        QCOMPARE(revoked.size(), std::size_t(isCooperative ? 2 : 4));
        for (const auto& found : revoked) {
            QVERIFY(!isCooperative || second.contains(found.what->partition.value()));
        }
        const history::Verdict verdict = history::judge(*history);
        QCOMPARE(verdict.count(history::AnomalyKind::Redelivered), 0U);
        QCOMPARE(verdict.count(history::AnomalyKind::SkippedByConsumer), 0U);
    }

    void whatStaysIsReadOnDuringACooperativeRebalance()
    {
        const auto history
            = scenario::run(twoMembers(4, {{"partition.assignment.strategy", kCooperative}}));
        const history::ClusterState state = history->stateAfter(history->size());
        const std::set<int> kept = partitionsOf(state, *history, "c1");
        // c1 polls the partitions that stay at least every 100 ms, rebalance or not.
        Timestamp last = ms(1000);
        for (const auto& found : all<event::RecordsDelivered>(*history)) {
            if (found.event->time > ms(1000) && found.event->time < ms(2500)
                && kept.contains(found.what->partition.value())) {
                QVERIFY(found.event->time - last < milliseconds(100));
                last = found.event->time;
            }
        }
        QVERIFY(last > ms(2400));
    }

    void close_data()
    {
        QTest::addColumn<bool>("closes");
        QTest::newRow("close") << true;
        QTest::newRow("death") << false;
    }
    /// A member that closes leaves at once and commits; one that dies is missed after its session.
    void close()
    {
        QFETCH(bool, closes);
        scenario::Scenario s = twoMembers(4);
        if (closes) {
            at(s, 2000, scenario::CloseCommand{"c2", std::nullopt});
        } else {
            at(s, 2000, scenario::StopCommand{"c2", event::StopHow::Kill});
        }
        const auto history = scenario::run(s);
        const auto removed = all<event::MemberRemoved>(*history);
        QCOMPARE(removed.size(), std::size_t{1});
        QVERIFY(removed[0].what->end == (closes ? MemberEnd::Left : MemberEnd::SessionExpired));
        const Duration after = removed[0].event->time - ms(2000);
        QVERIFY(closes ? after < milliseconds(30)
                       : after > milliseconds(240) && after < milliseconds(310));
        // The silence is explained by what caused it.
        const std::vector<EventId> causes = history::causesOf(*history, removed[0].id);
        const bool namesTheEnd = std::any_of(causes.begin(), causes.end(), [&](EventId cause) {
            return std::holds_alternative<event::NodeStopped>(history->event(cause).payload);
        });
        QCOMPARE(namesTheEnd, !closes);
        const history::ClusterState state = history->stateAfter(history->size());
        QCOMPARE(partitionsOf(state, *history, "c1").size(), std::size_t{4});
        QCOMPARE(state.groups[0].members.size(), std::size_t{1});
        const history::Verdict verdict = history::judge(*history);
        QCOMPARE(verdict.count(history::AnomalyKind::Redelivered) > 0, !closes);
        QCOMPARE(verdict.count(history::AnomalyKind::ProcessedNotCommitted) > 0, !closes);
        QCOMPARE(verdict.count(history::AnomalyKind::SkippedByConsumer), 0U);
        QCOMPARE(all<event::CloseBegun>(*history).size(), std::size_t(closes ? 1 : 0));
        QCOMPARE(all<event::NodeStopped>(*history).size(), std::size_t{1});
    }

    void whoDoesNotPollLeaves()
    {
        scenario::Scenario s = groupCluster(2);
        scenario::ConsumerSpec& c1 = addMember(s, {{"max.poll.interval.ms", "500"}});
        c1.handler.stalls = {{milliseconds(800), milliseconds(1500)}};
        addMember(s, {{"max.poll.interval.ms", "500"}});
        produce(s);
        at(s, 200, scenario::StartCommand{{"c1", "c2"}});
        const auto history = scenario::run(s);
        const auto expired = all<event::PollExpired>(*history);
        QCOMPARE(expired.size(), std::size_t{1});
        QCOMPARE(expired[0].what->sinceLastPoll, milliseconds(500));
        const auto removed = all<event::MemberRemoved>(*history);
        QVERIFY(!removed.empty());
        QVERIFY(removed[0].what->end == MemberEnd::PollExpired);
        // Back in poll(), it finds that its partition is lost, and joins again.
        QCOMPARE(revokedBy(*history, "c1", RevokeReason::Lost).size(), std::size_t{1});
        const history::ClusterState state = history->stateAfter(history->size());
        QCOMPARE(partitionsOf(state, *history, "c1").size(), std::size_t{1});
        QCOMPARE(state.groups[0].members.size(), std::size_t{2});
    }

    void aPausedProcessIsFenced()
    {
        scenario::Scenario s = groupCluster(2);
        addMember(s, {{"enable.auto.commit", "false"}}).commit.policy
            = scenario::CommitSpec::Policy::SyncAfterPoll;
        addMember(s, {{"enable.auto.commit", "false"}}).commit.policy
            = scenario::CommitSpec::Policy::SyncAfterPoll;
        s.consumers[0].processing = milliseconds(1);
        produce(s);
        at(s, 200, scenario::StartCommand{{"c1", "c2"}});
        at(s, 1500, scenario::PauseCommand{"c1"});
        at(s, 2500, scenario::ResumeCommand{"c1"});
        const auto history = scenario::run(s);
        const auto removed = all<event::MemberRemoved>(*history);
        QCOMPARE(removed.size(), std::size_t{1});
        QVERIFY(removed[0].what->end == MemberEnd::SessionExpired);
        QVERIFY(!revokedBy(*history, "c1", RevokeReason::Lost).empty());
        const history::ClusterState state = history->stateAfter(history->size());
        QCOMPARE(state.groups[0].members.size(), std::size_t{2});
        QCOMPARE(partitionsOf(state, *history, "c1").size(), std::size_t{1});
    }

    void aStaticMemberRestartsWithoutARebalance()
    {
        scenario::Scenario s = groupCluster(4);
        addMember(s, {{"group.instance.id", "one"}, {"session.timeout.ms", "1000"}});
        addMember(s, {{"group.instance.id", "two"}, {"session.timeout.ms", "1000"}});
        produce(s);
        at(s, 200, scenario::StartCommand{{"c1", "c2"}});
        at(s, 2000, scenario::CloseCommand{"c2", std::nullopt});
        at(s, 2300, scenario::StartCommand{{"c2"}});
        const auto history = scenario::run(s);
        const history::ClusterState before = stateAt(*history, 1900);
        const history::ClusterState state = history->stateAfter(history->size());
        QCOMPARE(state.groups[0].generation, before.groups[0].generation);
        QCOMPARE(partitionsOf(state, *history, "c2"), partitionsOf(before, *history, "c2"));
        QCOMPARE(partitionsOf(state, *history, "c2").size(), std::size_t{2});
        QCOMPARE(state.groups[0].members.size(), std::size_t{2});
        QCOMPARE(all<event::PartitionRevoked>(*history).size(),
            revokedBy(*history, "c2", RevokeReason::Closed).size()
                + revokedBy(*history, "c1", RevokeReason::Rebalance).size());
        QCOMPARE(history::judge(*history).count(history::AnomalyKind::Redelivered), 0U);
    }

    void twoProcessesWithOneInstanceId()
    {
        scenario::Scenario s = groupCluster(2);
        addMember(s, {{"group.instance.id", "one"}});
        addMember(s, {{"group.instance.id", "one"}});
        at(s, 200, scenario::StartCommand{{"c1"}});
        at(s, 1000, scenario::StartCommand{{"c2"}});
        const auto history = scenario::run(s);
        const auto failed = all<event::ConsumerFailed>(*history);
        QCOMPARE(failed.size(), std::size_t{1});
        QVERIFY(failed[0].what->error == ErrorCode::FencedInstanceId);
        QVERIFY(failed[0].event->node == *history->roster().node("c1"));
    }

    void whatTheCoordinatorRefuses_data()
    {
        QTest::addColumn<QString>("property");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("error");
        QTest::newRow("session below the broker's least")
            << QStringLiteral("session.timeout.ms") << QStringLiteral("60")
            << static_cast<int>(ErrorCode::InvalidSessionTimeout);
        QTest::newRow("no assignor in common")
            << QStringLiteral("partition.assignment.strategy")
            << QStringLiteral("org.apache.kafka.clients.consumer.StickyAssignor")
            << static_cast<int>(ErrorCode::InconsistentGroupProtocol);
    }
    void whatTheCoordinatorRefuses()
    {
        QFETCH(QString, property);
        QFETCH(QString, value);
        QFETCH(int, error);
        scenario::Scenario s = groupCluster(2);
        addMember(s);
        addMember(s, {{property.toStdString(), value.toStdString()}});
        at(s, 200, scenario::StartCommand{{"c1"}});
        at(s, 1000, scenario::StartCommand{{"c2"}});
        const auto history = scenario::run(s);
        const auto failed = all<event::ConsumerFailed>(*history);
        QCOMPARE(failed.size(), std::size_t{1});
        QCOMPARE(static_cast<int>(failed[0].what->error), error);
        const history::ClusterState state = history->stateAfter(history->size());
        QCOMPARE(partitionsOf(state, *history, "c1").size(), std::size_t{2});
    }

    void theLeaderSeesNewPartitions()
    {
        scenario::Scenario s = twoMembers(2);
        at(s, 2000, scenario::AddPartitionsCommand{"t", 4});
        const auto history = scenario::run(s);
        const history::ClusterState state = history->stateAfter(history->size());
        QCOMPARE(partitionsOf(state, *history, "c1").size(), std::size_t{2});
        QCOMPARE(partitionsOf(state, *history, "c2").size(), std::size_t{2});
        QVERIFY(state.groups[0].reason == event::RebalanceReason::LeaderRejoined);
    }

    void subscriptionsChange()
    {
        scenario::Scenario s = groupCluster(2);
        scenario::TopicSpec other;
        other.name = "u";
        other.partitions = 1;
        s.topics.push_back(other);
        addMember(s);
        addMember(s).subscribes = {{}, "[tu]"};
        at(s, 200, scenario::StartCommand{{"c1", "c2"}});
        at(s, 1500, scenario::SubscribeCommand{"c1", {{"u"}, ""}});
        at(s, 2500, scenario::SubscribeCommand{"c2", {}});
        const auto history = scenario::run(s);
        // t-0, t-1 and u-0 are 0, 1 and 2 here.
        const history::ClusterState before = stateAt(*history, 1400);
        QCOMPARE(partitionsOf(before, *history, "c1").size(), std::size_t{1});
        QCOMPARE(partitionsOf(before, *history, "c2").size(), std::size_t{2});
        const history::ClusterState between = stateAt(*history, 2400);
        QCOMPARE(partitionsOf(between, *history, "c1"), (std::set<int>{2}));
        QCOMPARE(partitionsOf(between, *history, "c2"), (std::set<int>{0, 1}));
        const history::ClusterState state = history->stateAfter(history->size());
        QCOMPARE(partitionsOf(state, *history, "c1"), (std::set<int>{2}));
        QVERIFY(partitionsOf(state, *history, "c2").empty());
        QCOMPARE(state.groups[0].members.size(), std::size_t{1});
    }

    void anAssignorOfTheScenario()
    {
        scenario::Scenario s = groupCluster(3);
        const std::vector<std::pair<std::string, std::string>> mapping{
            {"t-0", "c2"}, {"t-1", "c2"}, {"t-2", "c1"}};
        addMember(s).assignment = mapping;
        addMember(s).assignment = mapping;
        at(s, 200, scenario::StartCommand{{"c1", "c2"}});
        const auto history = scenario::run(s);
        const history::ClusterState state = history->stateAfter(history->size());
        QCOMPARE(partitionsOf(state, *history, "c1"), (std::set<int>{2}));
        QCOMPARE(partitionsOf(state, *history, "c2"), (std::set<int>{0, 1}));
    }

    void theCoordinatorFailsOver()
    {
        scenario::Scenario s = twoMembers(4);
        const auto calm = scenario::run(s);
        const NodeId coordinator = stateAt(*calm, 1900).groups[0].coordinator;
        at(s, 2000,
            scenario::StopCommand{calm->roster().at(coordinator).name, event::StopHow::Kill});
        const auto history = scenario::run(s);
        const history::ClusterState state = history->stateAfter(history->size());
        QVERIFY(state.groups[0].coordinator != coordinator);
        QCOMPARE(state.groups[0].members.size(), std::size_t{2});
        QCOMPARE(partitionsOf(state, *history, "c1").size(), std::size_t{2});
        QCOMPARE(partitionsOf(state, *history, "c2").size(), std::size_t{2});
        // The state was read again from __consumer_offsets: nobody has to join anew.
        QCOMPARE(state.groups[0].generation, stateAt(*history, 1900).groups[0].generation);
    }
};

QTEST_APPLESS_MAIN(TestGroupMembers)
#include "tst_group_members.moc"
