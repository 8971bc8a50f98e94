#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "tests/engine/cluster/group_cluster.h"

#include <map>

using namespace brokerscope;
using namespace brokerscope::testing;
using event::ErrorCode;
using event::MemberEnd;
using event::MemberProgress;
using event::RevokeReason;

namespace {

/// Groups of the consumer protocol (KIP-848), a tenth as slow as by default.
scenario::Scenario modernCluster(std::uint16_t partitions, int endMs = 6000)
{
    scenario::Scenario s = groupCluster(partitions, endMs);
    s.kafka = scenario::KafkaVersion::V40;
    s.cluster.config["group.consumer.heartbeat.interval.ms"] = "100";
    s.cluster.config["group.consumer.min.heartbeat.interval.ms"] = "100";
    s.cluster.config["group.consumer.session.timeout.ms"] = "400";
    s.cluster.config["group.consumer.min.session.timeout.ms"] = "400";
    return s;
}

scenario::ConsumerSpec& addModern(scenario::Scenario& s, scenario::ConfigMap config = {})
{
    config.emplace("group.protocol", "consumer");
    scenario::ConsumerSpec& member = addMember(s, config);
    member.config.erase("session.timeout.ms");
    member.config.erase("heartbeat.interval.ms");
    return member;
}

/// c1 has everything when c2 comes.
scenario::Scenario twoModern(std::uint16_t partitions, const scenario::ConfigMap& config = {})
{
    scenario::Scenario s = modernCluster(partitions);
    addModern(s, config);
    addModern(s, config);
    produce(s);
    at(s, 200, scenario::StartCommand{{"c1"}});
    at(s, 1200, scenario::StartCommand{{"c2"}});
    return s;
}

std::size_t requests(const history::History& history, event::Api api)
{
    std::size_t count = 0;
    for (const auto& sent : all<event::MessageSent>(history)) {
        count += sent.what->api == api && !sent.what->isResponse() ? 1 : 0;
    }
    return count;
}

std::vector<Found<event::MemberReconciled>> stepsOf(
    const history::History& history, const char* name, int fromMs)
{
    std::vector<Found<event::MemberReconciled>> found;
    for (const auto& step : all<event::MemberReconciled>(history)) {
        if (step.what->client == *history.roster().node(name)
            && step.event->time >= Timestamp(std::int64_t{fromMs} * 1000)) {
            found.push_back(step);
        }
    }
    return found;
}

} // namespace

class TestReconciliation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theOnlyMemberGetsEverything()
    {
        scenario::Scenario s = modernCluster(3);
        addModern(s);
        produce(s, 100);
        at(s, 200, scenario::StartCommand{{"c1"}});
        const auto history = scenario::run(s);
        const history::ClusterState state = history->stateAfter(history->size());
        QCOMPARE(partitionsOf(state, *history, "c1"), (std::set<int>{0, 1, 2}));
        const history::GroupState& group = state.groups.at(0);
        QVERIFY(group.state == event::GroupState::Stable);
        QCOMPARE(group.generation.value(), 1);
        QVERIFY(group.leader == kNoNode);
        QCOMPARE(std::string(history->text(group.protocol)), std::string("uniform"));
        QCOMPARE(group.members.size(), std::size_t{1});
        QCOMPARE(group.members[0].epoch.value(), 1);
        QVERIFY(group.members[0].progress == MemberProgress::Stable);
        QCOMPARE(requests(*history, event::Api::JoinGroup), std::size_t{0});
        QCOMPARE(requests(*history, event::Api::SyncGroup), std::size_t{0});
        QCOMPARE(requests(*history, event::Api::Heartbeat), std::size_t{0});
        QVERIFY(requests(*history, event::Api::ConsumerGroupHeartbeat) > 20);
        const history::Verdict verdict = history::judge(*history);
        QCOMPARE(verdict.delivered, 100U);
        QCOMPARE(verdict.count(history::AnomalyKind::NeverDelivered), 0U);
        std::int64_t committed = 0;
        for (const auto& held : group.committed) {
            committed += held.offset.value();
        }
        QCOMPARE(committed, std::int64_t{100});
    }

    /// The worked example of kafka-facts §5.10.
    void aSecondMemberWaitsForWhatTheFirstGivesUp()
    {
        const auto history = scenario::run(twoModern(4));
        const history::ClusterState state = history->stateAfter(history->size());
        const std::set<int> first = partitionsOf(state, *history, "c1");
        const std::set<int> second = partitionsOf(state, *history, "c2");
        QCOMPARE(first, (std::set<int>{0, 1}));
        QCOMPARE(second, (std::set<int>{2, 3}));
        QVERIFY(isExclusive(*history));
        QCOMPARE(state.groups.at(0).generation.value(), 2);

        const auto c1 = stepsOf(*history, "c1", 1200);
        QCOMPARE(c1.size(), std::size_t{2});
        QVERIFY(c1[0].what->progress == MemberProgress::UnrevokedPartitions);
        QCOMPARE(c1[0].what->epoch.value(), 1);
        QCOMPARE(int{c1[0].what->toRevoke}, 2);
        QVERIFY(c1[1].what->progress == MemberProgress::Stable);
        QCOMPARE(c1[1].what->epoch.value(), 2);
        const auto c2 = stepsOf(*history, "c2", 1200);
        QCOMPARE(c2.size(), std::size_t{2});
        QVERIFY(c2[0].what->progress == MemberProgress::UnreleasedPartitions);
        QCOMPARE(int{c2[0].what->assigned}, 0);
        QVERIFY(c2[1].what->progress == MemberProgress::Stable);
        QCOMPARE(int{c2[1].what->assigned}, 2);
        QVERIFY(c2[0].event->time < c1[0].event->time);
        QVERIFY(c1[1].event->time < c2[1].event->time);
        // Two heartbeat intervals at most, and some milliseconds for the way.
        QVERIFY(c2[1].event->time - c2[0].event->time < milliseconds(230));

        const auto revoked = all<event::PartitionRevoked>(*history);
        QCOMPARE(revoked.size(), std::size_t{2});
        const history::Verdict verdict = history::judge(*history);
        QCOMPARE(verdict.count(history::AnomalyKind::Redelivered), 0U);
        QCOMPARE(verdict.count(history::AnomalyKind::SkippedByConsumer), 0U);
    }

    void whatStaysIsReadOnMeanwhile()
    {
        const auto history = scenario::run(twoModern(4));
        Timestamp last(1'000'000);
        for (const auto& found : all<event::RecordsDelivered>(*history)) {
            if (found.event->time > Timestamp(1'000'000) && found.event->time < Timestamp(2'500'000)
                && found.what->partition.value() < 2) {
                QVERIFY(found.event->time - last < milliseconds(100));
                last = found.event->time;
            }
        }
        QVERIFY(last > Timestamp(2'400'000));
    }

    void leaving_data()
    {
        QTest::addColumn<bool>("closes");
        QTest::newRow("close") << true;
        QTest::newRow("death") << false;
    }
    void leaving()
    {
        QFETCH(bool, closes);
        scenario::Scenario s = twoModern(4);
        if (closes) {
            at(s, 2500, scenario::CloseCommand{"c2", std::nullopt});
        } else {
            at(s, 2500, scenario::StopCommand{"c2", event::StopHow::Kill});
        }
        const auto history = scenario::run(s);
        const auto removed = all<event::MemberRemoved>(*history);
        QCOMPARE(removed.size(), std::size_t{1});
        QVERIFY(removed[0].what->end == (closes ? MemberEnd::Left : MemberEnd::SessionExpired));
        const history::ClusterState state = history->stateAfter(history->size());
        QCOMPARE(partitionsOf(state, *history, "c1"), (std::set<int>{0, 1, 2, 3}));
        QVERIFY(state.groups.at(0).state == event::GroupState::Stable);
        QCOMPARE(state.groups.at(0).generation.value(), 3);
        const history::Verdict verdict = history::judge(*history);
        QCOMPARE(verdict.count(history::AnomalyKind::SkippedByConsumer), 0U);
    }

    /// A member that is busy does not give up what moves; the coordinator waits for as long as
    /// max.poll.interval.ms, and then throws it out.
    void whoDoesNotGiveUpInTimeIsFenced()
    {
        scenario::Scenario s = twoModern(4, {{"max.poll.interval.ms", "500"}});
        s.consumers[0].handler.stalls.push_back({milliseconds(950), milliseconds(1500)});
        const auto history = scenario::run(s);
        const auto removed = all<event::MemberRemoved>(*history);
        QVERIFY(!removed.empty());
        QVERIFY(removed[0].what->client == *history->roster().node("c1"));
        QVERIFY(removed[0].what->end == MemberEnd::PollExpired
            || removed[0].what->end == MemberEnd::Fenced);
        // When it comes back it has lost everything, and joins anew under the same id.
        const auto joined = all<event::MemberJoined>(*history);
        QCOMPARE(joined.size(), std::size_t{3});
        QVERIFY(joined[0].what->member == joined[2].what->member);
        const history::ClusterState state = history->stateAfter(history->size());
        QCOMPARE(partitionsOf(state, *history, "c1").size(), std::size_t{2});
        QCOMPARE(partitionsOf(state, *history, "c2").size(), std::size_t{2});
        QVERIFY(state.groups.at(0).state == event::GroupState::Stable);
    }

    void aStaticMemberComesBackToItsPartitions()
    {
        scenario::Scenario s = modernCluster(4);
        addModern(s, {{"group.instance.id", "i1"}});
        addModern(s, {{"group.instance.id", "i2"}});
        produce(s);
        at(s, 200, scenario::StartCommand{{"c1", "c2"}});
        at(s, 2000, scenario::CloseCommand{"c2", std::nullopt});
        at(s, 2200, scenario::StartCommand{{"c2"}});
        const auto history = scenario::run(s);
        const history::ClusterState before = stateAt(*history, 1900);
        const history::ClusterState state = history->stateAfter(history->size());
        QCOMPARE(partitionsOf(state, *history, "c2"), partitionsOf(before, *history, "c2"));
        QCOMPARE(state.groups.at(0).generation, before.groups.at(0).generation);
        QCOMPARE(partitionsOf(state, *history, "c1"), partitionsOf(before, *history, "c1"));
    }

    void oneInstanceIdTwiceIsRefused()
    {
        scenario::Scenario s = modernCluster(4);
        addModern(s, {{"group.instance.id", "i1"}});
        addModern(s, {{"group.instance.id", "i1"}});
        at(s, 200, scenario::StartCommand{{"c1"}});
        at(s, 1200, scenario::StartCommand{{"c2"}});
        const auto history = scenario::run(s);
        const auto failed = all<event::ConsumerFailed>(*history);
        QCOMPARE(failed.size(), std::size_t{1});
        QVERIFY(failed[0].event->node == *history->roster().node("c2"));
        QVERIFY(failed[0].what->error == ErrorCode::UnreleasedInstanceId);
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("property");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("isBrokers");
        QTest::addColumn<int>("error");
        const auto code = [](ErrorCode error) { return static_cast<int>(error); };
        QTest::newRow("protocol switched off")
            << "group.coordinator.rebalance.protocols"
            << "classic" << true << code(ErrorCode::UnsupportedVersion);
        QTest::newRow("assignor that nobody knows")
            << "group.remote.assignor"
            << "best" << false << code(ErrorCode::UnsupportedAssignor);
        QTest::newRow("full group") << "group.consumer.max.size"
                                    << "1" << true << code(ErrorCode::GroupMaxSizeReached);
    }
    void refusals()
    {
        QFETCH(QString, property);
        QFETCH(QString, value);
        QFETCH(bool, isBrokers);
        QFETCH(int, error);
        scenario::Scenario s = twoModern(2,
            isBrokers ? scenario::ConfigMap()
                      : scenario::ConfigMap{{property.toStdString(), value.toStdString()}});
        if (isBrokers) {
            s.cluster.config[property.toStdString()] = value.toStdString();
        }
        const auto history = scenario::run(s);
        const auto failed = all<event::ConsumerFailed>(*history);
        QVERIFY(!failed.empty());
        QCOMPARE(static_cast<int>(failed.back().what->error), error);
    }

    void theMajorityChoosesTheAssignor()
    {
        scenario::Scenario s = modernCluster(4);
        addModern(s, {{"group.remote.assignor", "range"}});
        addModern(s);
        at(s, 200, scenario::StartCommand{{"c1", "c2"}});
        const auto history = scenario::run(s);
        const auto begun = all<event::GenerationBegun>(*history);
        QVERIFY(!begun.empty());
        QCOMPARE(std::string(history->text(begun.back().what->protocol)), std::string("range"));
    }

    /// What the group is stands in the log: another broker goes on with it.
    void anotherCoordinatorGoesOn()
    {
        scenario::Scenario s = twoModern(4);
        at(s, 2500, scenario::StopCommand{"b1", event::StopHow::Kill});
        at(s, 2600, scenario::StopCommand{"b2", event::StopHow::Kill});
        at(s, 3400, scenario::StartCommand{{"b1", "b2"}});
        const auto history = scenario::run(s);
        const history::ClusterState before = stateAt(*history, 2400);
        const history::ClusterState state = history->stateAfter(history->size());
        const history::GroupState& group = state.groups.at(0);
        QVERIFY(group.state == event::GroupState::Stable);
        QVERIFY(all<event::CoordinatorLoaded>(*history).size() >= 2);
        std::size_t owned = 0;
        for (const char* name : {"c1", "c2"}) {
            owned += partitionsOf(state, *history, name).size();
        }
        QCOMPARE(owned, std::size_t{4});
        QVERIFY(group.generation >= before.groups.at(0).generation);
        const history::Verdict verdict = history::judge(*history);
        QCOMPARE(verdict.count(history::AnomalyKind::SkippedByConsumer), 0U);
    }

    /// A group in use moves over member by member, and back (KIP-848's online migration).
    void aGroupMovesOverAndBack()
    {
        scenario::Scenario s = modernCluster(4, 8000);
        addMember(s);
        addModern(s);
        produce(s);
        at(s, 200, scenario::StartCommand{{"c1"}});
        at(s, 1500, scenario::StartCommand{{"c2"}});
        at(s, 4000, scenario::CloseCommand{"c2", std::nullopt});
        const auto history = scenario::run(s);
        const history::ClusterState classic = stateAt(*history, 1400);
        QVERIFY(classic.groups.at(0).leader == *history->roster().node("c1"));
        const history::ClusterState moved = stateAt(*history, 3900);
        QCOMPARE(partitionsOf(moved, *history, "c1").size(), std::size_t{2});
        QCOMPARE(partitionsOf(moved, *history, "c2").size(), std::size_t{2});
        QVERIFY(moved.groups.at(0).generation > classic.groups.at(0).generation);
        QVERIFY(moved.groups.at(0).state == event::GroupState::Stable);
        const history::ClusterState state = history->stateAfter(history->size());
        QCOMPARE(partitionsOf(state, *history, "c1").size(), std::size_t{4});
        QVERIFY(state.groups.at(0).leader == *history->roster().node("c1"));
        QVERIFY(state.groups.at(0).state == event::GroupState::Stable);
        QVERIFY(isExclusive(*history));
        const history::Verdict verdict = history::judge(*history);
        QCOMPARE(verdict.count(history::AnomalyKind::Redelivered), 0U);
        QCOMPARE(verdict.count(history::AnomalyKind::SkippedByConsumer), 0U);
    }

    void withoutAPolicyItDoesNotMove()
    {
        scenario::Scenario s = modernCluster(4);
        s.cluster.config["group.consumer.migration.policy"] = "disabled";
        addMember(s);
        addModern(s);
        at(s, 200, scenario::StartCommand{{"c1"}});
        at(s, 1500, scenario::StartCommand{{"c2"}});
        const auto history = scenario::run(s);
        const auto failed = all<event::ConsumerFailed>(*history);
        QCOMPARE(failed.size(), std::size_t{1});
        QVERIFY(failed[0].what->error == ErrorCode::GroupIdNotFound);
        const history::ClusterState state = history->stateAfter(history->size());
        QCOMPARE(partitionsOf(state, *history, "c1").size(), std::size_t{4});
    }
};

QTEST_APPLESS_MAIN(TestReconciliation)
#include "tst_reconciliation.moc"
