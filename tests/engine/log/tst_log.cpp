#include <QTest>

#include "engine/log/log.h"
#include "engine/sim/disk.h"
#include "engine/sim/random.h"

using namespace brokerscope;
using log::Log;

namespace {

constexpr sim::WritebackPolicy kNoWriteback{seconds(5), seconds(30)};

Bytes batchOf(int records)
{
    record::BatchBuilder builder;
    for (int i = 0; i < records; ++i) {
        builder.append("k", "value", 1);
    }
    return builder.finish();
}

/// A batch as the naive model keeps it.
struct Kept {
    std::int64_t base;
    std::int64_t end;
    int epoch;
};

std::int64_t endOf(const std::vector<Kept>& model)
{
    return model.empty() ? 0 : model.back().end;
}

/// "base-end@epoch" of each batch in the bytes.
QStringList describe(ByteView bytes)
{
    QStringList found;
    while (const auto batch = record::BatchView::at(bytes)) {
        found << QStringLiteral("%1-%2@%3")
                     .arg(batch->baseOffset().value())
                     .arg(batch->end().value())
                     .arg(batch->leaderEpoch().value());
        bytes = bytes.subspan(batch->bytes().size());
    }
    return found;
}

QStringList describe(const std::vector<Kept>& model, std::int64_t from, std::int64_t bound)
{
    QStringList found;
    for (const Kept& kept : model) {
        if (kept.end > from && kept.end <= bound) {
            found << QStringLiteral("%1-%2@%3").arg(kept.base).arg(kept.end).arg(kept.epoch);
        }
    }
    return found;
}

} // namespace

class LogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void behavesAsAListOfBatches_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 40; ++seed) {
            QTest::addRow("seed %d", seed) << seed;
        }
    }

    void behavesAsAListOfBatches()
    {
        QFETCH(int, seed);
        sim::Random random(static_cast<std::uint64_t>(seed), 0);
        sim::SimDisk disk(kNoWriteback);
        auto log = std::make_unique<Log>(disk, "t-0");
        std::vector<Kept> model;
        int epoch = 0;
        for (int step = 0; step < 300; ++step) {
            const auto choice = random.below(20);
            if (choice == 0) {
                log->beginEpoch(LeaderEpoch(++epoch));
            } else if (choice == 1) {
                const auto to = static_cast<std::int64_t>(
                    random.below(static_cast<std::uint64_t>(endOf(model)) + 1));
                log->truncateTo(Offset(to));
                std::erase_if(model, [to](const Kept& kept) { return kept.end > to; });
            } else if (choice == 2) {
                log = std::make_unique<Log>(disk, "t-0"); // a kill: everything is in the page cache
            } else {
                const int records = 1 + static_cast<int>(random.below(5));
                const auto appended
                    = log->appendAsLeader(batchOf(records), LeaderEpoch(epoch), Timestamp(step));
                QVERIFY(appended.has_value());
                QCOMPARE(appended->baseOffset.value(), endOf(model));
                model.push_back({endOf(model), endOf(model) + records, epoch});
            }
            QCOMPARE(log->logEnd().value(), endOf(model));
            const auto from = static_cast<std::int64_t>(
                random.below(static_cast<std::uint64_t>(endOf(model)) + 1));
            const auto bound = static_cast<std::int64_t>(
                random.below(static_cast<std::uint64_t>(endOf(model)) + 1));
            QCOMPARE(describe(log->read(Offset(from), Offset(bound), 1 << 30)),
                describe(model, from, bound));
            QCOMPARE(log->bytesBetween(Offset(from), Offset(bound)),
                log->read(Offset(from), Offset(bound), 1 << 30).size());
        }
    }

    void readGivesAtLeastOneBatch()
    {
        sim::SimDisk disk(kNoWriteback);
        Log log(disk, "t-0");
        for (int i = 0; i < 3; ++i) {
            QVERIFY(log.appendAsLeader(batchOf(2), LeaderEpoch(0), Timestamp(0)).has_value());
        }
        const std::size_t one = batchOf(2).size();
        QCOMPARE(log.read(Offset(0), Offset(6), 1).size(), one);
        QCOMPARE(log.read(Offset(0), Offset(6), 2 * one).size(), 2 * one);
        QCOMPARE(
            log.read(Offset(3), Offset(6), 1 << 20).size(), 2 * one); // from the batch that holds 3
        QVERIFY(log.read(Offset(0), Offset(1), 1 << 20).empty()); // a batch is not cut at the bound
    }

    void aTornBatchIsCutOffOnOpening()
    {
        sim::SimDisk disk(kNoWriteback);
        {
            Log log(disk, "t-0");
            for (int i = 0; i < 4; ++i) {
                QVERIFY(log.appendAsLeader(batchOf(1), LeaderEpoch(3), Timestamp(0)).has_value());
            }
        }
        const auto file = disk.open("t-0/00000000000000000000.log");
        disk.truncate(file, disk.contents(file).size() - 5);
        const Log log(disk, "t-0");
        QCOMPARE(log.logEnd(), Offset(3));
        QCOMPARE(disk.contents(file).size(), 3 * batchOf(1).size());
    }

    void aPowerLossLeavesWhatIsDurable()
    {
        sim::SimDisk disk({milliseconds(100), milliseconds(100)});
        auto log = std::make_unique<Log>(disk, "t-0");
        log->beginEpoch(LeaderEpoch(1));
        QVERIFY(log->appendAsLeader(batchOf(3), LeaderEpoch(1), Timestamp(50'000)).has_value());
        log->beginEpoch(LeaderEpoch(2));
        QVERIFY(log->appendAsLeader(batchOf(2), LeaderEpoch(2), Timestamp(150'000)).has_value());
        const Timestamp now(
            220'000); // the flusher woke at 200 ms and took what was written before 100 ms
        QCOMPARE(log->durableEnd(now), Offset(3));
        disk.losePower(now);
        log = std::make_unique<Log>(disk, "t-0");
        QCOMPARE(log->logEnd(), Offset(3));
        QCOMPARE(log->epochs().latest(),
            LeaderEpoch(1)); // the checkpoint knew of epoch 2, whose records are gone
    }

    void aFollowerKeepsTheLeadersBytes()
    {
        sim::SimDisk leaderDisk(kNoWriteback);
        sim::SimDisk followerDisk(kNoWriteback);
        Log leader(leaderDisk, "t-0");
        Log follower(followerDisk, "t-0");
        for (int i = 1; i <= 5; ++i) {
            QVERIFY(leader.appendAsLeader(batchOf(i), LeaderEpoch(i), Timestamp(0)).has_value());
        }
        int batches = 0;
        const ByteView bytes = leader.read(Offset(0), leader.logEnd(), 1 << 20);
        QVERIFY(
            follower
                .appendAsFollower(bytes, Timestamp(0), [&](const record::BatchView&) { ++batches; })
                .has_value());
        QCOMPARE(batches, 5);
        QCOMPARE(follower.epochs().entries(), leader.epochs().entries());
        QCOMPARE(follower.crcAt(Offset(3)), leader.crcAt(Offset(3)));
        // What does not follow on the log's end is refused.
        QVERIFY(!follower.appendAsFollower(bytes, Timestamp(0), [](const record::BatchView&) {})
                     .has_value());
    }
};

QTEST_APPLESS_MAIN(LogTest)
#include "tst_log.moc"
