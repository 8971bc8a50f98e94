#include <QTest>

#include "engine/history/verdict.h"
#include "tests/support/history_builder.h"

#include <functional>

using namespace brokerscope;
using namespace brokerscope::history;
using test::HistoryBuilder;

namespace {

constexpr NodeId kB1 = HistoryBuilder::kB1;
constexpr NodeId kB2 = HistoryBuilder::kB2;
constexpr NodeId kC1 = HistoryBuilder::kC1;
constexpr NodeId kC2 = HistoryBuilder::kC2;
constexpr PartitionId kOrders0 = HistoryBuilder::kOrders0;

using Story = std::function<void(HistoryBuilder&)>;

/// b1 leads in epoch 0, b2 follows.
void begin(HistoryBuilder& run)
{
    run.enthrone(kB1, 0);
    run.assume(kB2, kB1, 0);
}

/// p1's batch of two records is stored at `base` on b1 and acknowledged.
void store(HistoryBuilder& run, std::uint32_t batch, std::int64_t base)
{
    run.send(batch, static_cast<std::uint32_t>(base) + 1, 2);
    run.lead(kB1, batch, base, 2);
    run.ack(batch, base, 2);
}

std::string namesOf(const Verdict& verdict)
{
    std::string names;
    for (const Anomaly& anomaly : verdict.anomalies) {
        const RecordTrace& record = verdict.records.at(anomaly.record);
        names += (names.empty() ? "" : ", ") + std::string(anomalyName(anomaly.kind)) + " "
            + std::to_string(record.number.value());
    }
    return names;
}

} // namespace

Q_DECLARE_METATYPE(Story)

class TestVerdict : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anomaliesAreFound_data();
    void anomaliesAreFound();
    void lossIsProvedByAFewEvents();
    void lossIsEstablishedByTheElection();
    void lossAfterTheElectionIsEstablishedByTheAck();
    void unflushedLossIsProved();
    void countersAndLookups();
    void aRestartedProducerCountsAnew();
    void countsFollowThePlayhead();
    void namesAreKnownBothWays();
};

void TestVerdict::anomaliesAreFound_data()
{
    QTest::addColumn<Story>("story");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, Story story, const char* expected) {
        QTest::newRow(name) << story << QString::fromLatin1(expected);
    };

    row(
        "nothing wrong", [](auto& run) { store(run, 1, 0); }, "");

    row(
        "a follower without the records is elected",
        [](auto& run) {
            store(run, 1, 0);
            run.follow(kB2, 0, 2);
            store(run, 2, 2);
            run.stop(kB1, event::StopHow::Kill);
            run.enthrone(kB2, 1, kB1);
        },
        "lost_after_ack 3, lost_after_ack 4");

    row(
        "a follower with the records is elected",
        [](auto& run) {
            store(run, 1, 0);
            run.follow(kB2, 0, 2);
            run.stop(kB1, event::StopHow::Kill);
            run.enthrone(kB2, 1, kB1);
        },
        "");

    row(
        "nobody leads: nothing is decided",
        [](auto& run) {
            store(run, 1, 0);
            run.stop(kB1, event::StopHow::PowerLoss);
            run.loseUnflushed(kB1, 0, 2);
            run.elect(kNoNode, 1, kB1);
        },
        "");

    row(
        "the only replica comes back without its tail",
        [](auto& run) {
            store(run, 1, 0);
            run.stop(kB1, event::StopHow::PowerLoss);
            run.loseUnflushed(kB1, 1, 2);
            run.elect(kNoNode, 1, kB1);
            run.enthrone(kB1, 2);
        },
        "lost_after_ack 2");

    row(
        "the only replica comes back whole",
        [](auto& run) {
            store(run, 1, 0);
            run.stop(kB1, event::StopHow::Kill);
            run.elect(kNoNode, 1, kB1);
            run.enthrone(kB1, 2);
        },
        "");

    row(
        "a later leader has them after all",
        [](auto& run) {
            store(run, 1, 0);
            run.enthrone(kB2, 1, kB1);
            run.enthrone(kB1, 2, kB2);
        },
        "");

    row(
        "elected, but the run ends before it takes office",
        [](auto& run) {
            store(run, 1, 0);
            run.stop(kB1, event::StopHow::Kill);
            run.elect(kB2, 1, kB1);
        },
        "lost_after_ack 1, lost_after_ack 2");

    row(
        "the rest arrives between election and office",
        [](auto& run) {
            store(run, 1, 0);
            run.elect(kB2, 1, kB1);
            run.follow(kB2, 0, 2);
            run.assume(kB2, kB2, 1, 2);
        },
        "");

    row(
        "the old leader goes on acknowledging",
        [](auto& run) {
            run.enthrone(kB2, 1, kB1);
            store(run, 1, 0);
        },
        "lost_after_ack 1, lost_after_ack 2");

    row(
        "acknowledged again after a retry that the new leader took",
        [](auto& run) {
            run.send(1, 1, 2);
            run.lead(kB1, 1, 0, 2);
            run.enthrone(kB2, 1, kB1);
            run.sendAgain(1, 2);
            run.lead(kB2, 1, 0, 2, 1);
            run.ack(1, 0, 2);
        },
        "");

    row(
        "acks=0 and refused",
        [](auto& run) {
            run.send(1, 1, 1);
            run.ack(1, -1, 1);
            run.add(kB2, event::AppendRejected{BatchId(1), kOrders0, HistoryBuilder::kP1, {}});
        },
        "lost_after_ack 1");

    row(
        "acks=0 and stored",
        [](auto& run) {
            run.send(1, 1, 1);
            run.ack(1, -1, 1);
            run.lead(kB1, 1, 0, 1);
        },
        "");

    row(
        "acks=0, stored, and lost with the leader",
        [](auto& run) {
            run.send(1, 1, 1);
            run.ack(1, -1, 1);
            run.lead(kB1, 1, 0, 1);
            run.enthrone(kB2, 1, kB1);
        },
        "lost_after_ack 1");

    row(
        "failed, and stored all the same",
        [](auto& run) {
            run.send(1, 1, 2);
            run.lead(kB1, 1, 0, 2);
            run.fail(1, 2);
        },
        "failed_but_stored 1, failed_but_stored 2");

    row(
        "failed, stored, and then gone",
        [](auto& run) {
            run.send(1, 1, 2);
            run.lead(kB1, 1, 0, 2);
            run.fail(1, 2);
            run.enthrone(kB2, 1, kB1);
        },
        "");

    row(
        "failed and never stored",
        [](auto& run) {
            run.send(1, 1, 2);
            run.fail(1, 2);
            run.add(HistoryBuilder::kP1,
                event::RecordRejected{RecordNumber(2), event::ErrorCode::RequestTimedOut});
        },
        "");

    row(
        "stored twice",
        [](auto& run) {
            run.send(1, 1, 1);
            run.lead(kB1, 1, 0, 1);
            run.sendAgain(1, 2);
            run.lead(kB1, 1, 1, 1);
            run.ack(1, 1, 1);
        },
        "duplicate_in_log 1");

    row(
        "overtaken by a retry",
        [](auto& run) {
            run.send(1, 1, 1);
            run.send(2, 2, 1);
            run.lead(kB1, 2, 0, 1);
            run.ack(2, 0, 1);
            run.sendAgain(1, 2);
            run.lead(kB1, 1, 1, 1);
            run.ack(1, 1, 1);
        },
        "reordered_in_log 1");

    row(
        "delivered twice to the same consumer",
        [](auto& run) {
            store(run, 1, 0);
            run.reset(kC1, 0);
            run.deliver(kC1, 0, 2);
            run.reset(kC1, 1);
            run.deliver(kC1, 1, 1);
            run.deliver(kC1, 1, 1);
        },
        "redelivered 2");

    row(
        "delivered to two consumers",
        [](auto& run) {
            store(run, 1, 0);
            run.deliver(kC1, 0, 2);
            run.deliver(kC2, 0, 2);
        },
        "");

    row(
        "the first position is no skip",
        [](auto& run) {
            store(run, 1, 0);
            run.reset(kC1, 2);
            store(run, 2, 2);
            run.deliver(kC1, 2, 2);
        },
        "");

    row(
        "a reset to the end skips",
        [](auto& run) {
            run.reset(kC1, 0);
            store(run, 1, 0);
            run.deliver(kC1, 0, 1);
            store(run, 2, 2);
            run.reset(kC1, 3);
        },
        "skipped_by_consumer 2, skipped_by_consumer 3");

    row(
        "a skip that is made good",
        [](auto& run) {
            run.reset(kC1, 0);
            store(run, 1, 0);
            run.reset(kC1, 2);
            run.reset(kC1, 0);
            run.deliver(kC1, 0, 2);
        },
        "");

    row(
        "the log is rewritten below the position",
        [](auto& run) {
            store(run, 1, 0);
            run.reset(kC1, 0);
            run.deliver(kC1, 0, 2);
            run.enthrone(kB2, 1, kB1);
            run.send(2, 3, 3);
            run.lead(kB2, 2, 0, 3, 1);
            run.ack(2, 0, 3);
            run.deliver(kC1, 2, 1, 1);
        },
        "lost_after_ack 1, lost_after_ack 2, skipped_by_consumer 3, skipped_by_consumer 4");

    row(
        "below the high watermark and not delivered",
        [](auto& run) {
            run.assign(kC1);
            store(run, 1, 0);
            run.watermark(kB1, 0, 1);
        },
        "never_delivered 1");

    row(
        "nobody reads the partition",
        [](auto& run) {
            store(run, 1, 0);
            run.watermark(kB1, 0, 2);
        },
        "");
}

void TestVerdict::anomaliesAreFound()
{
    QFETCH(Story, story);
    QFETCH(QString, expected);
    HistoryBuilder run;
    begin(run);
    story(run);
    const auto history = run.build();
    const Verdict verdict = judge(*history);
    QCOMPARE(QString::fromStdString(namesOf(verdict)), expected);
    for (const Anomaly& anomaly : verdict.anomalies) {
        QVERIFY(std::is_sorted(anomaly.evidence.begin(), anomaly.evidence.end()));
        QVERIFY(anomaly.evidence.size() >= 2 && anomaly.evidence.size() <= 7);
        QVERIFY(anomaly.established.value() < history->size());
    }
}

void TestVerdict::lossIsProvedByAFewEvents()
{
    HistoryBuilder run;
    begin(run);
    store(run, 1, 0);
    const EventId reached = run.follow(kB2, 0, 2);
    run.send(2, 3, 1);
    const EventId appended = run.lead(kB1, 2, 2, 1);
    const EventId acked = run.ack(2, 2, 1);
    const EventId stopped = run.stop(kB1, event::StopHow::Kill);
    const EventId elected = run.enthrone(kB2, 1, kB1);
    run.add(kB1, event::NodeStarted{});
    const EventId truncated = run.truncate(kB1, 3, 2);
    const Verdict verdict = judge(*run.build());
    QCOMPARE(verdict.count(AnomalyKind::LostAfterAck), 1U);
    const Anomaly& loss = verdict.anomalies[0];
    QCOMPARE(loss.offset, Offset(2));
    QCOMPARE(loss.epoch, LeaderEpoch(0));
    QCOMPARE(loss.evidence, (std::vector{reached, appended, acked, stopped, elected, truncated}));
}

void TestVerdict::lossIsEstablishedByTheElection()
{
    HistoryBuilder run;
    begin(run);
    store(run, 1, 0);
    const EventId elected = run.enthrone(kB2, 1, kB1);
    run.enthrone(kB2, 2, kB2);
    const Verdict verdict = judge(*run.build());
    QCOMPARE(verdict.anomalies.at(0).established, elected);
}

void TestVerdict::lossAfterTheElectionIsEstablishedByTheAck()
{
    HistoryBuilder run;
    begin(run);
    run.send(1, 1, 1);
    run.elect(kB2, 1, kB1);
    run.lead(kB1, 1, 0, 1);
    const EventId acked = run.ack(1, 0, 1);
    run.assume(kB2, kB2, 1);
    const Verdict verdict = judge(*run.build());
    QCOMPARE(verdict.anomalies.at(0).established, acked);
}

void TestVerdict::unflushedLossIsProved()
{
    HistoryBuilder run;
    begin(run);
    run.send(1, 1, 1);
    const EventId appended = run.lead(kB1, 1, 0, 1);
    const EventId acked = run.ack(1, 0, 1);
    const EventId stopped = run.stop(kB1, event::StopHow::PowerLoss);
    const EventId lost = run.loseUnflushed(kB1, 0, 1);
    run.elect(kNoNode, 1, kB1);
    const EventId elected = run.enthrone(kB1, 2);
    const Verdict verdict = judge(*run.build());
    QCOMPARE(
        verdict.anomalies.at(0).evidence, (std::vector{appended, acked, stopped, lost, elected}));
    QCOMPARE(verdict.anomalies.at(0).established, elected);
}

void TestVerdict::countersAndLookups()
{
    HistoryBuilder run;
    begin(run);
    store(run, 1, 0);
    run.send(2, 3, 1);
    run.fail(2, 1);
    run.deliver(kC1, 0, 2);
    run.deliver(kC1, 1, 1);
    const Verdict verdict = judge(*run.build());
    QCOMPARE(verdict.produced, 3U);
    QCOMPARE(verdict.acked, 2U);
    QCOMPARE(verdict.failed, 1U);
    QCOMPARE(verdict.delivered, 3U);

    const RecordTrace* const second = verdict.recordAt(kOrders0, Offset(1), LeaderEpoch(0));
    QVERIFY(second != nullptr);
    QCOMPARE(second->number, RecordNumber(2));
    QCOMPARE(second->offset, Offset(1));
    QCOMPARE(second->indexInBatch, 1U);
    QCOMPARE(second->batchSize, 2U);
    QCOMPARE(second->timesAppended, std::uint16_t{1});
    QVERIFY(second->delivered != kNoEvent);
    QCOMPARE(verdict.record(HistoryBuilder::kP1, RecordNumber(2)), second);
    QVERIFY(verdict.recordAt(kOrders0, Offset(1), LeaderEpoch(1)) == nullptr);
    QVERIFY(verdict.record(HistoryBuilder::kP1, RecordNumber(4)) == nullptr);

    const auto anomalies
        = verdict.anomaliesOf(verdict.recordAt(kOrders0, Offset(1), LeaderEpoch(0)));
    QCOMPARE(anomalies.size(), std::size_t{1});
    QCOMPARE(anomalies[0]->kind, AnomalyKind::Redelivered);
    QVERIFY(verdict.anomaliesOf(verdict.recordAt(kOrders0, Offset(0), LeaderEpoch(0))).empty());
    QVERIFY(verdict.anomaliesOf(nullptr).empty());
    QCOMPARE(verdict.recordCreatedAt(second->created), second);
    QVERIFY(verdict.recordCreatedAt(kNoEvent) == nullptr);
}

void TestVerdict::aRestartedProducerCountsAnew()
{
    // The first life's batch is still on its way when the second life makes one of the same number.
    HistoryBuilder run;
    begin(run);
    run.add(HistoryBuilder::kP1, event::NodeStarted{});
    run.send(1, 1, 1);
    const EventId sent = run.add(HistoryBuilder::kP1, event::MessageSent{});
    run.stop(HistoryBuilder::kP1, event::StopHow::Kill);
    run.add(HistoryBuilder::kP1, event::NodeStarted{});
    run.send(1, 1, 1);
    const EventId received = run.add(kB1, event::MessageReceived{sent}, sent);
    const EventId early = run.add(kB1,
        event::BatchAppended{
            Offset(0), 1, 100, LeaderEpoch(0), BatchId(1), kOrders0, HistoryBuilder::kP1},
        received);
    const EventId late = run.lead(kB1, 1, 1, 1);
    const EventId acked = run.ack(1, 1, 1);
    const Verdict verdict = judge(*run.build());
    QCOMPARE(verdict.records.size(), std::size_t{2});
    QCOMPARE(verdict.records[0].appended, early);
    QCOMPARE(verdict.records[0].acked, kNoEvent);
    QCOMPARE(verdict.records[1].appended, late);
    QCOMPARE(verdict.records[1].acked, acked);
    QVERIFY(verdict.anomalies.empty());
}

void TestVerdict::countsFollowThePlayhead()
{
    HistoryBuilder run;
    begin(run);
    store(run, 1, 0);
    const EventId elected = run.enthrone(kB2, 1, kB1);
    const auto history = run.build();
    const Verdict verdict = judge(*history);
    QCOMPARE(verdict.countsAfter(elected.value())[0], 0U);
    QCOMPARE(verdict.countsAfter(elected.value() + 1)[0], 2U);
    QCOMPARE(verdict.countsAfter(history->size()), verdict.counts);
}

void TestVerdict::namesAreKnownBothWays()
{
    for (std::size_t i = 0; i < kAnomalyKinds; ++i) {
        const auto kind = static_cast<AnomalyKind>(i);
        QCOMPARE(anomalyByName(anomalyName(kind)), std::optional(kind));
    }
    QCOMPARE(anomalyByName("lost"), std::nullopt);
    QCOMPARE(anomalyName(AnomalyKind::NeverDelivered), std::string_view("never_delivered"));
}

QTEST_GUILESS_MAIN(TestVerdict)

#include "tst_verdict.moc"
