#include <QTest>

#include "engine/history/history.h"
#include "tests/support/history_builder.h"

#include <functional>

using namespace brokerscope;
using namespace brokerscope::history;
using test::HistoryBuilder;

namespace {

constexpr NodeId kB1 = HistoryBuilder::kB1;
constexpr NodeId kC1 = HistoryBuilder::kC1;
constexpr PartitionId kOrders0 = HistoryBuilder::kOrders0;

using Story = std::function<void(HistoryBuilder&)>;

/// A log of [0, 9) in three segments 0, 3 and 6, each of a batch of three records and 100 bytes.
void threeSegments(HistoryBuilder& run)
{
    run.follow(kB1, 0, 3);
    run.roll(kB1, 3);
    run.follow(kB1, 3, 3);
    run.roll(kB1, 6);
    run.follow(kB1, 6, 3);
}

ReplicaState replicaAfter(HistoryBuilder& run)
{
    const auto history = run.build();
    const ClusterState state = history->stateAfter(history->size());
    return *state.replica(kB1, kOrders0);
}

/// "0:100 3:100 6:~33": bases and bytes, ~ where they are an estimate.
QString segmentsOf(const ReplicaState& replica)
{
    QStringList segments;
    for (const SegmentState& segment : replica.segments) {
        segments += QStringLiteral("%1:%2%3")
                        .arg(segment.base.value())
                        .arg(segment.isEstimate ? QStringLiteral("~") : QString())
                        .arg(segment.bytes);
    }
    return segments.join(u' ');
}

/// "0-2 5-8": offsets that the log has.
QString offsetsOf(const std::vector<Span>& spans)
{
    QStringList offsets;
    for (const Span& span : spans) {
        offsets += QStringLiteral("%1-%2").arg(span.base.value()).arg(span.end.value() - 1);
    }
    return offsets.join(u' ');
}

} // namespace

Q_DECLARE_METATYPE(Story)

class TestFoldLogs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void segmentsFollowTheEvents_data();
    void segmentsFollowTheEvents();
    void aLogBeginsWithOneSegment();
    void rollsRememberWhen();
    void indexEntriesAreCountedBySegment();
    void aRecoveryCountsIndexEntriesAnew();
    void flushesAndRecoveries();
    void cleaningGoesOnUntilItIsFinished();
    void deletedSegmentsTrail();
    void aFailedDiskIsForgottenAtTheNextStart();
    void seeksMoveThePosition();
};

void TestFoldLogs::segmentsFollowTheEvents_data()
{
    QTest::addColumn<Story>("story");
    QTest::addColumn<QString>("segments");
    QTest::addColumn<QString>("log");
    QTest::addColumn<QString>("gone");
    QTest::addColumn<int>("start");
    QTest::addColumn<int>("end");
    const auto row = [](const char* name, Story story, const char* segments, const char* log,
                         const char* gone, int start, int end) {
        QTest::newRow(name) << story << QString::fromLatin1(segments) << QString::fromLatin1(log)
                            << QString::fromLatin1(gone) << start << end;
    };
    row(
        "rolled twice", [](auto&) {}, "0:100 3:100 6:100", "0-8", "", 0, 9);
    row(
        "a roll that goes back is none", [](auto& run) { run.roll(kB1, 2); }, "0:100 3:100 6:100",
        "0-8", "", 0, 9);
    row(
        "retention takes the first segment",
        [](auto& run) {
            run.moveStart(kB1, 0, 3);
            run.deleteSegment(kB1, 0, 3);
        },
        "3:100 6:100", "3-8", "", 3, 9);
    row(
        "the last segment stays whatever is said",
        [](auto& run) {
            run.deleteSegment(kB1, 0, 3);
            run.deleteSegment(kB1, 3, 6);
            run.deleteSegment(kB1, 6, 9);
        },
        "6:100", "0-8", "", 0, 9);
    row(
        "DeleteRecords within a segment",
        [](auto& run) { run.moveStart(kB1, 0, 4, event::LogStartReason::DeleteRecords); },
        "0:100 3:100 6:100", "4-8", "", 4, 9);
    row(
        "cut within a segment", [](auto& run) { run.truncate(kB1, 9, 7); }, "0:100 3:100 6:~33",
        "0-6", "7-8", 0, 7);
    row(
        "cut at a border keeps the empty segment", [](auto& run) { run.truncate(kB1, 9, 6); },
        "0:100 3:100 6:0", "0-5", "6-8", 0, 6);
    row(
        "cut beyond a border, told twice",
        [](auto& run) {
            run.deleteSegment(kB1, 6, 9, event::SegmentDeletion::Truncated);
            run.truncate(kB1, 9, 4);
        },
        "0:100 3:~17", "0-3", "4-8", 0, 4);
    row(
        "power loss cuts alike", [](auto& run) { run.loseUnflushed(kB1, 4, 9); }, "0:100 3:~33",
        "0-3", "4-8", 0, 4);
    row(
        "a scan cuts what is broken",
        [](auto& run) {
            run.add(kB1, event::LogScanned{Offset(6), Offset(8), 33, kOrders0});
        },
        "0:100 3:100 6:~67", "0-7", "8-8", 0, 8);
    row(
        "emptied and begun anew",
        [](auto& run) { run.moveStart(kB1, 0, 40, event::LogStartReason::Truncated); }, "40:0", "",
        "0-8", 40, 40);
    row(
        "the log start beyond the end",
        [](auto& run) { run.moveStart(kB1, 0, 12, event::LogStartReason::Leader); },
        "0:100 3:100 6:100", "", "", 12, 12);
    row(
        "compaction leaves holes",
        [](auto& run) {
            run.compact(kB1, 1, 2);
            run.compact(kB1, 4, 6);
        },
        "0:100 3:100 6:100", "0-0 2-3 6-8", "", 0, 9);
    row(
        "the cleaner merges two segments",
        [](auto& run) {
            run.deleteSegment(kB1, 3, 6, event::SegmentDeletion::Compacted);
            run.add(kB1, event::CleanerFinished{Offset(6), 200, 120, kOrders0});
        },
        "0:~120 6:100", "0-8", "", 0, 9);
    row(
        "a segment made smaller under the same name",
        [](auto& run) {
            run.deleteSegment(kB1, 0, 3, event::SegmentDeletion::Compacted);
            run.add(kB1, event::CleanerFinished{Offset(3), 100, 40, kOrders0});
        },
        "0:~40 3:100 6:100", "0-8", "", 0, 9);
    row(
        "a gap from the leader", [](auto& run) { run.follow(kB1, 12, 1); }, "0:100 3:100 6:200",
        "0-8 12-12", "", 0, 13);
}

void TestFoldLogs::segmentsFollowTheEvents()
{
    QFETCH(Story, story);
    HistoryBuilder run;
    threeSegments(run);
    story(run);
    const ReplicaState replica = replicaAfter(run);
    QTEST(segmentsOf(replica), "segments");
    QTEST(offsetsOf(replica.log), "log");
    QTEST(offsetsOf(replica.gone), "gone");
    QTEST(static_cast<int>(replica.logStart.value()), "start");
    QTEST(static_cast<int>(replica.logEnd.value()), "end");
}

void TestFoldLogs::aLogBeginsWithOneSegment()
{
    HistoryBuilder run;
    run.assume(kB1, kB1, 0);
    const ReplicaState replica = replicaAfter(run);
    QCOMPARE(replica.segments, std::vector<SegmentState>{SegmentState{}});
    QCOMPARE(replica.recoveredEnd, kNoOffset);
}

void TestFoldLogs::rollsRememberWhen()
{
    HistoryBuilder run;
    run.follow(kB1, 0, 3);
    const EventId rolled = run.roll(kB1, 3);
    const auto history = run.build();
    const ClusterState state = history->stateAfter(history->size());
    QCOMPARE(state.replica(kB1, kOrders0)->segments.back().rolledAt, history->event(rolled).time);
}

void TestFoldLogs::indexEntriesAreCountedBySegment()
{
    HistoryBuilder run;
    threeSegments(run);
    const auto index = [&run](int offset, int segment) {
        run.add(kB1,
            event::IndexEntryAdded{Offset(offset), Offset(segment), -1, kNoOffset, 90, kOrders0});
    };
    index(2, 0);
    index(3, 3);
    index(5, 3);
    index(5, 5); // no such segment
    const ReplicaState replica = replicaAfter(run);
    QCOMPARE(replica.segments[0].indexEntries, 1U);
    QCOMPARE(replica.segments[1].indexEntries, 2U);
    QCOMPARE(replica.segments[2].indexEntries, 0U);
}

void TestFoldLogs::aRecoveryCountsIndexEntriesAnew()
{
    HistoryBuilder run;
    threeSegments(run);
    const auto index = [&run](int offset, int segment) {
        run.add(kB1,
            event::IndexEntryAdded{Offset(offset), Offset(segment), -1, kNoOffset, 90, kOrders0});
    };
    index(1, 0);
    index(2, 0);
    index(7, 6);
    index(8, 6);
    index(7, 6); // rebuilt
    run.add(kB1, event::LogScanned{Offset(6), Offset(9), 0, kOrders0});
    const ReplicaState rebuilt = replicaAfter(run);
    QCOMPARE(rebuilt.segments[0].indexEntries, 2U);
    QCOMPARE(rebuilt.segments[2].indexEntries, 1U);

    HistoryBuilder cut;
    threeSegments(cut);
    cut.add(kB1, event::IndexEntryAdded{Offset(8), Offset(6), -1, kNoOffset, 90, kOrders0});
    cut.truncate(kB1, 9, 8);
    cut.add(kB1, event::IndexEntryAdded{Offset(8), Offset(6), -1, kNoOffset, 90, kOrders0});
    QCOMPARE(replicaAfter(cut).segments[2].indexEntries, 1U);
}

void TestFoldLogs::flushesAndRecoveries()
{
    HistoryBuilder run;
    threeSegments(run);
    run.add(kB1, event::LogFlushed{Offset(6), kOrders0});
    run.watermark(kB1, 0, 8);
    run.add(kB1, event::LogRecovered{Offset(9), Offset(5), kOrders0});
    const ReplicaState replica = replicaAfter(run);
    QCOMPARE(replica.recoveryPoint, Offset(6));
    QCOMPARE(replica.recoveredEnd, Offset(9));
    QCOMPARE(replica.highWatermark, Offset(5));

    HistoryBuilder cut;
    threeSegments(cut);
    cut.add(kB1, event::LogFlushed{Offset(6), kOrders0});
    cut.truncate(kB1, 9, 4);
    QCOMPARE(replicaAfter(cut).recoveryPoint, Offset(4));
}

void TestFoldLogs::cleaningGoesOnUntilItIsFinished()
{
    HistoryBuilder run;
    threeSegments(run);
    const EventId begun = run.add(kB1, event::CleanerStarted{Offset(0), Offset(6), kOrders0});
    run.compact(kB1, 1, 2);
    run.add(kB1, event::CleanerFinished{Offset(6), 200, 170, kOrders0});
    const auto history = run.build();
    QVERIFY(history->stateAfter(begun.value() + 2).replica(kB1, kOrders0)->cleaning);
    const ClusterState state = history->stateAfter(history->size());
    QVERIFY(!state.replica(kB1, kOrders0)->cleaning);
    QCOMPARE(state.replica(kB1, kOrders0)->cleanedTo, Offset(6));
}

void TestFoldLogs::deletedSegmentsTrail()
{
    HistoryBuilder run;
    threeSegments(run);
    const EventId deleted = run.deleteSegment(kB1, 0, 3);
    for (int i = 0; i < 201; ++i) {
        run.command(0);
    }
    const auto history = run.build();
    const ClusterState state = history->stateAfter(deleted.value() + 200);
    QCOMPARE(state.deletedSegments.size(), std::size_t{1});
    QCOMPARE(state.deletedSegments[0].broker, kB1);
    QCOMPARE(state.deletedSegments[0].deleted.end, Offset(3));
    QCOMPARE(state.deletedSegments[0].at, history->event(deleted).time);
    QVERIFY(history->stateAfter(history->size()).deletedSegments.empty());
}

void TestFoldLogs::aFailedDiskIsForgottenAtTheNextStart()
{
    HistoryBuilder run;
    const EventId failed = run.add(kB1, event::LogDirFailed{kOrders0, event::DiskError::Full});
    run.stop(kB1, event::StopHow::Halt);
    run.add(kB1, event::NodeStarted{});
    const auto history = run.build();
    const BrokerState down = history->stateAfter(failed.value() + 2).broker(kB1);
    QCOMPARE(down.diskError, std::optional(event::DiskError::Full));
    QCOMPARE(down.stoppedHow, event::StopHow::Halt);
    QCOMPARE(history->stateAfter(history->size()).broker(kB1).diskError, std::nullopt);
}

void TestFoldLogs::seeksMoveThePosition()
{
    HistoryBuilder run;
    run.reset(kC1, 0);
    run.deliver(kC1, 0, 5);
    run.add(kC1, event::RecordsFetched{Offset(5), Offset(9), kOrders0});
    run.seek(kC1, 2);
    const auto history = run.build();
    QCOMPARE(history->stateAfter(3).consumer(kC1).partitions[0].sought, kNoOffset);
    const ConsumerPartition partition
        = history->stateAfter(history->size()).consumer(kC1).partitions.at(0);
    QCOMPARE(partition.position, Offset(2));
    QCOMPARE(partition.fetched, Offset(2));
    QCOMPARE(partition.sought, Offset(2));
    QCOMPARE(partition.delivered, 5U);
}

QTEST_GUILESS_MAIN(TestFoldLogs)

#include "tst_fold_logs.moc"
