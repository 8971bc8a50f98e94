#include <QTest>

#include "tests/engine/log/committed_reader.h"
#include "tests/engine/log/compacted_log.h"
#include "tests/engine/log/log_checks.h"

#include <algorithm>

using namespace brokerscope;
using tests::CompactedLog;
using tests::Content;
using tests::readAll;

namespace {

/// A transaction with two records, and its end.
void transact(CompactedLog& sample, const std::string& value, record::ControlType how)
{
    sample.putAs(1, {{"a", value}, {"d", value}}, true);
    sample.put("b", std::nullopt);
    sample.end(1, how);
}

/// Segments of which some become empty, some smaller and some are merged, with transactions.
std::unique_ptr<CompactedLog> uncleaned()
{
    auto sample = std::make_unique<CompactedLog>();
    sample->put("a", "1");
    sample->put("b", "1");
    sample->put("a", "2");
    transact(*sample, "x", record::ControlType::Abort);
    transact(*sample, "3", record::ControlType::Commit);
    sample->put("b", "4");
    sample->put("c", "1");
    sample->roll();
    sample->clean(); // only segments that are small already are merged
    transact(*sample, "y", record::ControlType::Abort);
    transact(*sample, "5", record::ControlType::Commit);
    sample->put("c", "2");
    sample->put("e", "1");
    sample->roll();
    [[maybe_unused]] const auto flushed = sample->log->flush();
    return sample;
}

/// Whether the records in [from, to) of `now` are those of `then`.
bool isSame(const Content& now, const Content& then, Offset from, Offset to)
{
    return std::equal(now.records.lower_bound(from), now.records.lower_bound(to),
        then.records.lower_bound(from), then.records.lower_bound(to));
}

/// Files that no open log has.
std::size_t leftOvers(const sim::SimDisk& disk)
{
    const std::vector<std::string> files = disk.list();
    return static_cast<std::size_t>(
        std::count_if(files.begin(), files.end(), [](const std::string& path) {
            return path.ends_with(".cleaned") || path.ends_with(".swap")
                || path.ends_with(".deleted");
        }));
}

/// What one uninterrupted pass does.
struct Expected {
    Content before;
    Content after;
    QString text;
    std::vector<Offset> groups; ///< bases of the segments after it, and the end
    std::uint64_t writes = 0;
};

Expected uninterrupted()
{
    const auto sample = uncleaned();
    Expected expected;
    expected.before = readAll(*sample->log);
    const std::uint64_t writes = sample->disk.writes();
    sample->clean();
    expected.writes = sample->disk.writes() - writes;
    expected.after = readAll(*sample->log);
    expected.text = sample->text();
    for (const auto& segment : sample->log->segments()) {
        expected.groups.push_back(segment->base());
    }
    expected.groups.push_back(sample->log->logEnd());
    return expected;
}

} // namespace

class CleanerCrashTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWorkloadMergesAndRemoves()
    {
        const auto sample = uncleaned();
        QCOMPARE(sample->text(),
            QStringLiteral("| | | 6!ABORT 7:a=3 8:d=3 | 10!COMMIT 11:b=4 | 12:c=1 | "
                           "16:a=y 17:d=y 18:b | 19!ABORT 20:a=5 21:d=5 | 22:b 23!COMMIT 24:c=2 | "
                           "25:e=1 |"));
        QCOMPARE(uninterrupted().text,
            QStringLiteral("| 6!ABORT | 10!COMMIT | | | 19!ABORT 20:a=5 21:d=5 | "
                           "22:b 23!COMMIT 24:c=2 | 25:e=1 |"));
    }

    void aCrashLeavesTheOldOrTheNew_data()
    {
        QTest::addColumn<bool>("losesPower");
        QTest::addColumn<int>("tornBytes");
        QTest::newRow("kill") << false << 0;
        QTest::newRow("kill in the middle of a write") << false << 7;
        QTest::newRow("power loss") << true << 0;
        QTest::newRow("power loss in the middle of a write") << true << 7;
    }

    void aCrashLeavesTheOldOrTheNew()
    {
        QFETCH(bool, losesPower);
        QFETCH(int, tornBytes);
        const Expected expected = uninterrupted();
        QVERIFY(expected.writes > 20);
        for (std::uint64_t writes = 0; writes < expected.writes; ++writes) {
            const auto sample = uncleaned();
            sample->disk.stopAfter(
                sample->disk.writes() + writes, static_cast<std::size_t>(tornBytes));
            const auto failed = log::Cleaner({}).clean(
                *sample->log, Offset(0), sample->log->logEnd(), sample->nowMs, Timestamp());
            QVERIFY(!failed.has_value());
            if (losesPower) {
                sample->disk.losePower(Timestamp());
            } else {
                sample->disk.resume();
            }
            sample->reopen();
            const Content now = readAll(*sample->log);
            QCOMPARE(now.committed, expected.before.committed);
            for (std::size_t i = 0; i + 1 < expected.groups.size(); ++i) {
                const Offset from = expected.groups[i];
                const Offset to = expected.groups[i + 1];
                QVERIFY2(
                    isSame(now, expected.before, from, to) || isSame(now, expected.after, from, to),
                    qPrintable(
                        QStringLiteral("after %1 writes: %2").arg(writes).arg(sample->text())));
            }
            QCOMPARE(leftOvers(sample->disk), std::size_t{0});
            QCOMPARE(tests::faultOf(*sample->log, sample->disk), QString());
            sample->clean();
            QCOMPARE(readAll(*sample->log).records, expected.after.records);
        }
    }

    void aFullDiskLeavesTheOldOrTheNew()
    {
        const Expected expected = uninterrupted();
        for (std::size_t room = 0; room < 400; room += 20) {
            const auto sample = uncleaned();
            sample->disk.setCapacity(sample->disk.used() + room);
            const auto cleaned = log::Cleaner({}).clean(
                *sample->log, Offset(0), sample->log->logEnd(), sample->nowMs, Timestamp());
            if (!cleaned) {
                QCOMPARE(cleaned.error(), sim::IoError::Full);
                sample->disk.clearFaults();
                sample->reopen();
            }
            QCOMPARE(readAll(*sample->log).committed, expected.before.committed);
        }
    }
};

QTEST_APPLESS_MAIN(CleanerCrashTest)
#include "tst_cleaner_crash.moc"
