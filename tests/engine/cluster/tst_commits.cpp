#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/scenario/expression.h"
#include "tests/engine/cluster/group_cluster.h"

using namespace brokerscope;
using namespace brokerscope::testing;
using event::CommitKind;
using event::ErrorCode;
using history::AnomalyKind;
using Policy = scenario::CommitSpec::Policy;

namespace {

Timestamp ms(int value)
{
    return Timestamp(std::int64_t{value} * 1000);
}

/// One partition with 100 records, one every 5 ms from 100 ms on; c1 takes 2 ms for each.
scenario::Scenario oneMember(Policy policy, scenario::ConfigMap config = {})
{
    scenario::Scenario s = groupCluster(1);
    if (policy != Policy::Auto) {
        config.emplace("enable.auto.commit", "false");
    }
    scenario::ConsumerSpec& c1 = addMember(s, std::move(config));
    c1.commit.policy = policy;
    c1.processing = milliseconds(2);
    addProducer(s, {{"linger.ms", "0"}}, 200, 100);
    at(s, 100, scenario::StartCommand{{"p1", "c1"}});
    return s;
}

std::uint32_t count(const history::Verdict& verdict, AnomalyKind kind)
{
    return verdict.count(kind);
}

std::int64_t committedAtEnd(const history::History& history)
{
    const history::ClusterState state = history.stateAfter(history.size());
    const history::CommittedOffset* held
        = state.groups.empty() ? nullptr : state.groups[0].committedOf(PartitionId(0));
    return held == nullptr ? -1 : held->offset.value();
}

} // namespace

class TestCommits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void policies_data()
    {
        QTest::addColumn<int>("policy");
        QTest::addColumn<int>("kind"); // -1: nothing is committed
        QTest::newRow("auto") << int(Policy::Auto) << int(CommitKind::Auto);
        QTest::newRow("sync") << int(Policy::SyncAfterPoll) << int(CommitKind::Sync);
        QTest::newRow("async") << int(Policy::AsyncAfterPoll) << int(CommitKind::Async);
        QTest::newRow("before") << int(Policy::BeforeProcessing) << int(CommitKind::Sync);
        QTest::newRow("processed") << int(Policy::Processed) << int(CommitKind::Sync);
        QTest::newRow("none") << int(Policy::None) << -1;
    }
    void policies()
    {
        QFETCH(int, policy);
        QFETCH(int, kind);
        const auto history = scenario::run(oneMember(static_cast<Policy>(policy)));
        for (const auto& sent : all<event::CommitSent>(*history)) {
            QCOMPARE(int(sent.what->kind), kind);
        }
        for (const auto& ended : all<event::CommitEnded>(*history)) {
            QVERIFY(ended.what->error == ErrorCode::None);
        }
        QCOMPARE(committedAtEnd(*history), std::int64_t{kind < 0 ? -1 : 100});
        // One goes up to what was processed, the other to what was handed out.
        const auto sent = all<event::CommitSent>(*history);
        Offset processed;
        std::size_t next = 0;
        for (std::size_t i = 0; i < history->size() && next < sent.size(); ++i) {
            const event::Event& event = history->events()[i];
            if (const auto* done = std::get_if<event::RecordsProcessed>(&event.payload)) {
                processed = done->end;
            } else if (sent[next].id == EventId(static_cast<std::uint32_t>(i))) {
                const bool isBefore = static_cast<Policy>(policy) == Policy::BeforeProcessing;
                QVERIFY(isBefore ? sent[next].what->offset > processed
                                 : sent[next].what->offset <= processed);
                ++next;
            }
        }
    }

    void deathAfterProcessing_data()
    {
        QTest::addColumn<int>("policy");
        QTest::addColumn<bool>("isAgain");
        QTest::addColumn<bool>("isLost");
        QTest::newRow("auto-commit") << int(Policy::Auto) << true << false;
        QTest::newRow("before processing") << int(Policy::BeforeProcessing) << false << true;
        QTest::newRow("nothing committed") << int(Policy::None) << true << false;
    }
    /// What a dead process leaves: records that come again, or records that nobody processes.
    void deathAfterProcessing()
    {
        QFETCH(int, policy);
        QFETCH(bool, isAgain);
        QFETCH(bool, isLost);
        scenario::Scenario s = oneMember(static_cast<Policy>(policy), {{"max.poll.records", "20"}});
        s.consumers[0].processing = milliseconds(8);
        at(s, 800, scenario::StopCommand{"c1", event::StopHow::Kill});
        at(s, 1300, scenario::StartCommand{{"c1"}});
        const auto history = scenario::run(s);
        const history::Verdict verdict = history::judge(*history);
        QCOMPARE(count(verdict, AnomalyKind::Redelivered) > 0, isAgain);
        QCOMPARE(count(verdict, AnomalyKind::ProcessedNotCommitted) > 0, isAgain);
        QCOMPARE(count(verdict, AnomalyKind::CommittedNotProcessed) > 0, isLost);
        QCOMPARE(count(verdict, AnomalyKind::NeverDelivered), 0U);
        for (const history::Anomaly& anomaly : verdict.anomalies) {
            QVERIFY(!anomaly.evidence.empty());
            QVERIFY(anomaly.evidence.back() <= anomaly.established);
        }
    }

    /// Auto-commit counts what was handed to a thread as done.
    void threadsLoseWhatWasCommitted_data()
    {
        QTest::addColumn<int>("policy");
        QTest::addColumn<bool>("isLost");
        QTest::newRow("auto-commit") << int(Policy::Auto) << true;
        QTest::newRow("what is processed") << int(Policy::Processed) << false;
    }
    void threadsLoseWhatWasCommitted()
    {
        QFETCH(int, policy);
        QFETCH(bool, isLost);
        scenario::Scenario s
            = oneMember(static_cast<Policy>(policy), {{"auto.commit.interval.ms", "50"}});
        s.consumers[0].processing = milliseconds(20);
        s.consumers[0].handler.threads = 1;
        at(s, 900, scenario::StopCommand{"c1", event::StopHow::Kill});
        at(s, 1400, scenario::StartCommand{{"c1"}});
        const auto history = scenario::run(s);
        const history::Verdict verdict = history::judge(*history);
        QCOMPARE(count(verdict, AnomalyKind::CommittedNotProcessed) > 0, isLost);
    }

    void positionsComeFromTheCommittedOffset()
    {
        scenario::Scenario s = oneMember(Policy::SyncAfterPoll);
        at(s, 1500, scenario::CloseCommand{"c1", std::nullopt});
        at(s, 1800, scenario::StartCommand{{"c1"}});
        const auto history = scenario::run(s);
        const auto restored = all<event::PositionRestored>(*history);
        QCOMPARE(restored.size(), std::size_t{1});
        QCOMPARE(restored[0].what->to.value(), std::int64_t{100});
        QCOMPARE(all<event::OffsetReset>(*history).size(), std::size_t{1}); // at the first start
        QCOMPARE(history::judge(*history).delivered, 100U);
    }

    void resets_data()
    {
        QTest::addColumn<QString>("reset");
        QTest::addColumn<int>("first"); // -1: it fails
        QTest::newRow("earliest") << QStringLiteral("earliest") << 0;
        QTest::newRow("latest") << QStringLiteral("latest") << 100;
        QTest::newRow("none") << QStringLiteral("none") << -1;
        // It starts at 1 s; the record of 400 ms is the 60th.
        QTest::newRow("by duration") << QStringLiteral("by_duration:PT0.6S") << 60;
    }
    void resets()
    {
        QFETCH(QString, reset);
        QFETCH(int, first);
        scenario::Scenario s = groupCluster(1);
        s.kafka = scenario::KafkaVersion::V40;
        addMember(s, {{"auto.offset.reset", reset.toStdString()}});
        addProducer(s, {{"linger.ms", "0"}}, 200, 100);
        at(s, 100, scenario::StartCommand{{"p1"}});
        at(s, 1000, scenario::StartCommand{{"c1"}});
        const auto history = scenario::run(s);
        if (first < 0) {
            QCOMPARE(all<event::ConsumerFailed>(*history).size(), std::size_t{1});
            return;
        }
        const auto found = all<event::OffsetReset>(*history);
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY(std::abs(found[0].what->to.value() - first) <= 12);
    }

    void theScriptCommitsAndSeeks()
    {
        scenario::Scenario s = oneMember(Policy::None);
        at(s, 1000, scenario::CommitCommand{"c1", false, "", kNoOffset});
        at(s, 1200, scenario::CommitCommand{"c1", true, "t-0", Offset(30)});
        at(s, 1400,
            scenario::SeekCommand{"c1", event::SeekTarget::Offset, Offset(90), Timestamp(), ""});
        const auto history = scenario::run(s);
        const auto committed = all<event::OffsetCommitted>(*history);
        QCOMPARE(committed.size(), std::size_t{2});
        QCOMPARE(committed[0].what->offset.value(), std::int64_t{100});
        QCOMPARE(committed[1].what->offset.value(), std::int64_t{30}); // backwards is allowed
        QCOMPARE(committedAtEnd(*history), std::int64_t{30}); // seek commits nothing
        QCOMPARE(history::judge(*history).count(AnomalyKind::Redelivered), 0U);
    }

    void pausedPartitionsWait()
    {
        scenario::Scenario s = oneMember(Policy::Auto);
        at(s, 300, scenario::PausePartitionsCommand{"c1", "t-0", true});
        at(s, 1500, scenario::PausePartitionsCommand{"c1", "", false});
        const auto history = scenario::run(s);
        QCOMPARE(all<event::PartitionPaused>(*history).size(), std::size_t{1});
        QCOMPARE(all<event::PartitionResumed>(*history).size(), std::size_t{1});
        for (const auto& delivered : all<event::RecordsDelivered>(*history)) {
            QVERIFY(delivered.event->time <= ms(300) || delivered.event->time >= ms(1500));
        }
        QCOMPARE(history::judge(*history).delivered, 100U);
        QVERIFY(all<event::MemberRemoved>(*history).empty());
    }

    void aRecordThatCannotBeHandled_data()
    {
        QTest::addColumn<bool>("skips");
        QTest::newRow("die") << false;
        QTest::newRow("skip") << true;
    }
    void aRecordThatCannotBeHandled()
    {
        QFETCH(bool, skips);
        scenario::Scenario s = oneMember(Policy::SyncAfterPoll);
        s.consumers[0].handler.failingOffsets = {Offset(50)};
        s.consumers[0].handler.skipsFailing = skips;
        const auto history = scenario::run(s);
        const auto threw = all<event::HandlerThrew>(*history);
        QCOMPARE(threw.size(), std::size_t{1});
        QCOMPARE(threw[0].what->offset.value(), std::int64_t{50});
        QCOMPARE(committedAtEnd(*history) == 100, skips);
        QVERIFY(skips || committedAtEnd(*history) <= 50);
        QCOMPARE(all<event::MemberRemoved>(*history).size(), std::size_t(skips ? 0 : 1));
    }

    void someKeysTakeLonger()
    {
        scenario::Scenario s = oneMember(Policy::Auto);
        s.producers[0].sends.hasKeys = true;
        s.producers[0].sends.keyList = {"fast", "slow"};
        s.producers[0].sends.count = 20;
        s.consumers[0].handler.keys = {{"slow", milliseconds(30)}};
        const auto history = scenario::run(s);
        const auto processed = all<event::RecordsProcessed>(*history);
        QCOMPARE(processed.size(), std::size_t{20});
        const Duration all20 = processed.back().event->time - processed.front().event->time;
        QVERIFY(all20 > milliseconds(100));
    }

    /// A failed commitAsync() that is made again overtakes a later one: the offset goes back.
    void asyncCommitsOvertake()
    {
        scenario::Scenario s = oneMember(Policy::AsyncAfterPoll);
        s.consumers[0].commit.retries = true;
        scenario::FailOnceCommand fail;
        fail.request.api = event::Api::OffsetCommit;
        fail.error = ErrorCode::CoordinatorLoadInProgress;
        const auto calm = scenario::run(s);
        const history::ClusterState state = calm->stateAfter(calm->size());
        fail.request.to = calm->roster().at(state.groups[0].coordinator).name;
        at(s, 400, fail);
        const auto history = scenario::run(s);
        const auto ended = all<event::CommitEnded>(*history);
        const auto failed = std::count_if(ended.begin(), ended.end(),
            [](const auto& end) { return end.what->error != ErrorCode::None; });
        QCOMPARE(failed, 1);
        QCOMPARE(committedAtEnd(*history), std::int64_t{100});
    }

    void expressionsAskGroups_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<qint64>("value");
        const auto row = [](const char* expression, qint64 value) {
            QTest::newRow(expression) << QString::fromLatin1(expression) << value;
        };
        row("committed(g, t-0)", 100);
        row("lag(g, t-0)", 0);
        row("members(g)", 1);
        row("generation(g)", 1);
        row("rebalances(g)", 1);
        row("delivered_to(g)", 100);
        row("assigned(c1)", 1);
        row("owns(c1, t-0)", 1);
        row("processed_not_committed + committed_not_processed", 0);
        row("members(nobody)", 0);
        row("committed(nobody, t-0)", -1);
    }
    void expressionsAskGroups()
    {
        QFETCH(QString, expression);
        QFETCH(qint64, value);
        const auto history = scenario::run(oneMember(Policy::SyncAfterPoll));
        const history::Verdict verdict = history::judge(*history);
        const history::ClusterState state = history->stateAfter(history->size());
        const auto found = scenario::evaluate(
            expression.toStdString(), {*history, verdict, state, history->size()});
        QVERIFY2(found, found ? "" : found.error().c_str());
        QCOMPARE(qint64(*found), value);
    }

    void sameSeedSameHistory()
    {
        const scenario::Scenario s = oneMember(Policy::Auto);
        QVERIFY(scenario::run(s)->hash() == scenario::run(s)->hash());
    }
};

QTEST_APPLESS_MAIN(TestCommits)
#include "tst_commits.moc"
