#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/client/record_runs.h"
#include "engine/record/batch.h"

#include <rapidcheck.h>

#include <set>

using namespace brokerscope;
using namespace brokerscope::client;

namespace {

/// A batch over [base, base + deltas.back()] or up to `last`, with records at these offset deltas.
void addBatch(Bytes& bytes, std::int64_t base, const std::vector<std::int32_t>& deltas,
    std::int32_t last, std::int32_t epoch = 0, bool isControl = false)
{
    record::BatchBuilder::Options options;
    options.baseOffset = Offset(base);
    options.leaderEpoch = LeaderEpoch(epoch);
    options.isControl = isControl;
    options.lastOffsetDelta = last;
    record::BatchBuilder builder(options);
    for (const std::int32_t delta : deltas) {
        builder.append(record::Record{.key = "k", .value = "v", .timestampMs = 1}, delta);
    }
    const Bytes& batch = builder.finish();
    bytes.insert(bytes.end(), batch.begin(), batch.end());
}

/// Every offset that polls of `room` records give, one after the other.
std::vector<std::int64_t> offsetsRead(const Bytes& bytes, Offset from, std::uint32_t room)
{
    std::vector<std::int64_t> offsets;
    for (int poll = 0; poll < 1000; ++poll) {
        const RecordRuns taken = takeRecords(bytes, from, room);
        RC_ASSERT(taken.records <= room && !taken.isCorrupt);
        for (const RecordRun& run : taken.runs) {
            for (std::uint32_t i = 0; i < run.records; ++i) {
                offsets.push_back(run.base.value() + i);
            }
        }
        from = taken.position;
        if (taken.isUsedUp) {
            break;
        }
    }
    return offsets;
}

} // namespace

class TestRecordRuns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wholeBatchesOfOneEpochAreOneRun()
    {
        Bytes bytes;
        addBatch(bytes, 10, {0, 1, 2}, 2);
        addBatch(bytes, 13, {0, 1}, 1);
        addBatch(bytes, 15, {0}, 0, 1);
        const RecordRuns taken = takeRecords(bytes, Offset(11), 100);
        QVERIFY(taken.runs
            == (std::vector{RecordRun{Offset(11), 4, LeaderEpoch(0)},
                RecordRun{Offset(15), 1, LeaderEpoch(1)}}));
        QCOMPARE(taken.records, 5U);
        QVERIFY(taken.isUsedUp && taken.position == Offset(16));
    }

    void holesPartRunsAndArePassedOver()
    {
        Bytes bytes;
        addBatch(bytes, 0, {0, 1, 4}, 6); // compacted: 2, 3, 5 and 6 are gone
        addBatch(bytes, 20, {0}, 0); // and so are 7 to 19
        addBatch(bytes, 21, {}, 3); // nothing is left of this one
        const RecordRuns taken = takeRecords(bytes, Offset(0), 100);
        QVERIFY(taken.runs
            == (std::vector{RecordRun{Offset(0), 2, LeaderEpoch(0)},
                RecordRun{Offset(4), 1, LeaderEpoch(0)},
                RecordRun{Offset(20), 1, LeaderEpoch(0)}}));
        QVERIFY(taken.isUsedUp && taken.position == Offset(25));
    }

    void nothingIsLeftInWhatWasFetched()
    {
        Bytes bytes;
        addBatch(bytes, 5, {}, 4);
        const RecordRuns taken = takeRecords(bytes, Offset(7), 100);
        QVERIFY(taken.runs.empty() && taken.isUsedUp && taken.position == Offset(10));
    }

    void controlBatchesAreNotForTheApplication()
    {
        Bytes bytes;
        addBatch(bytes, 0, {0}, 0);
        addBatch(bytes, 1, {0}, 0, 0, true);
        addBatch(bytes, 2, {0}, 0);
        const RecordRuns taken = takeRecords(bytes, Offset(0), 100);
        QVERIFY(taken.runs
            == (std::vector{
                RecordRun{Offset(0), 1, LeaderEpoch(0)}, RecordRun{Offset(2), 1, LeaderEpoch(0)}}));
    }

    void aBrokenRecordEndsIt()
    {
        Bytes bytes;
        addBatch(bytes, 0, {0}, 0);
        addBatch(bytes, 1, {0, 2}, 2);
        bytes.back() = 0x7F; // the header count of the last record
        const RecordRuns taken = takeRecords(bytes, Offset(0), 100);
        QVERIFY(taken.isCorrupt && !taken.isUsedUp);
        QVERIFY(taken.position == Offset(2));
    }

    void pollsGiveEveryRecordOnceInOrder()
    {
        QVERIFY(rc::check("takeRecords() gives what is in the batches from the position on", [] {
            Bytes bytes;
            std::vector<std::int64_t> offsets;
            std::int64_t base = *rc::gen::inRange(0, 5);
            const int batches = *rc::gen::inRange(0, 6);
            for (int i = 0; i < batches; ++i) {
                const std::int32_t last = *rc::gen::inRange(0, 8);
                const auto kept
                    = *rc::gen::container<std::set<std::int32_t>>(rc::gen::inRange(0, last + 1));
                addBatch(bytes, base, {kept.begin(), kept.end()}, last, i / 2);
                for (const std::int32_t delta : kept) {
                    offsets.push_back(base + delta);
                }
                base += last + 1 + *rc::gen::inRange(0, 4);
            }
            const Offset from(*rc::gen::inRange<std::int64_t>(0, base + 1));
            std::erase_if(offsets, [&](std::int64_t offset) { return offset < from.value(); });
            RC_ASSERT(offsetsRead(bytes, from, *rc::gen::inRange(1U, 12U)) == offsets);
        }));
    }
};

QTEST_GUILESS_MAIN(TestRecordRuns)
#include "tst_record_runs.moc"
