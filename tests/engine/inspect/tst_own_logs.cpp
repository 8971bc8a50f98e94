#include <QTest>

#include "engine/inspect/lookup.h"
#include "engine/log/cleaner.h"
#include "engine/sim/disk.h"
#include "engine/sim/memory_files.h"
#include "tests/engine/inspect/dump_text.h"
#include "tests/engine/log/compacted_log.h"
#include "tests/engine/log/log_workload.h"

#include <rapidcheck.h>

using namespace brokerscope;
using namespace brokerscope::inspect;
using test::Dumped;
using test::Form;
using tests::LogWorkload;

namespace {

/// Sentences of a dump of everything on the disk, checked as thoroughly as can be.
std::vector<std::string> problemsOn(const sim::SimDisk& disk, Timestamp now)
{
    sim::MemoryFiles files(disk.snapshot("", now));
    const Dumped dumped = test::dumpDirectories(files, {""}, Form::Summary, {true, true});
    const bool sawLog = dumped.text.find(".log: ") != std::string::npos;
    return sawLog ? dumped.sentences : std::vector<std::string>{"there is no segment"};
}

/// One step of a replica's life, whichever.
void step(LogWorkload& work)
{
    const std::int64_t end = work.log->logEnd().value();
    const auto offset = [&] { return Offset(*rc::gen::inRange<std::int64_t>(0, end + 1)); };
    switch (*rc::gen::weightedElement<int>({{8, 0}, {3, 1}, {5, 2}, {1, 3}, {2, 4}, {1, 5}, {1, 6},
        {2, 7}, {2, 8}, {1, 9}, {1, 10}})) {
    case 0:
        work.wait(*rc::gen::inRange<std::int64_t>(-20, 60));
        work.appendAsLeader(*rc::gen::inRange(1, 5), *rc::gen::inRange(0, 200),
            *rc::gen::inRange(0, 3), *rc::gen::arbitrary<bool>());
        break;
    case 1:
        work.endTransaction(*rc::gen::inRange(0, 3), *rc::gen::arbitrary<bool>());
        break;
    case 2:
        work.appendAsFollower(*rc::gen::inRange(1, 6), *rc::gen::inRange(0, 4));
        break;
    case 3:
        work.beginEpoch();
        break;
    case 4:
        work.truncateTo(std::max(offset(), work.log->logStart()));
        break;
    case 5:
        work.truncateFullyAndStartAt(offset());
        break;
    case 6:
        work.raiseLogStart(offset());
        break;
    case 7:
        work.wait(*rc::gen::inRange<std::int64_t>(0, 400));
        work.deleteOldSegments(work.log->logEnd());
        break;
    case 8:
        work.flush();
        break;
    case 9:
        work.close();
        work.open(true);
        break;
    default:
        work.open(false);
    }
}

} // namespace

/// What our own log leaves on a disk stands up to the check that files of a real Kafka get.
class OwnLogsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whateverHappensTheFilesAreSound()
    {
        QVERIFY(rc::check([] {
            sim::SimDisk disk{{}};
            LogWorkload work(disk);
            RC_ASSERT(work.open(false));
            const int steps = *rc::gen::inRange(1, 40);
            for (int i = 0; i < steps; ++i) {
                step(work);
                const auto problems = problemsOn(disk, work.now());
                RC_ASSERT(problems == std::vector<std::string>());
            }
        }));
    }

    void theLookupFindsWhatTheLogFinds()
    {
        QVERIFY(rc::check([] {
            sim::SimDisk disk{{}};
            LogWorkload work(disk);
            RC_ASSERT(work.open(false));
            const int appends = *rc::gen::inRange(1, 30);
            for (int i = 0; i < appends; ++i) {
                work.wait(*rc::gen::inRange<std::int64_t>(-20, 60));
                work.appendAsLeader(*rc::gen::inRange(1, 5), *rc::gen::inRange(0, 200), 0, false);
            }
            const std::int64_t wanted
                = LogWorkload::kOriginMs + *rc::gen::inRange<std::int64_t>(-50, 1000);
            const auto expected = work.log->offsetForTimestamp(wanted);
            RC_ASSERT(expected.has_value());

            sim::MemoryFiles files(disk.snapshot("", work.now()));
            const auto found = lookUpTime(files, readDirectory(files)->partitions.front(), wanted);
            RC_ASSERT(found.has_value());
            RC_ASSERT(found->hit.has_value() == expected->has_value());
            if (found->hit) {
                RC_ASSERT(*found->hit == (*expected)->offset);
                RC_ASSERT(found->hitTimestampMs == (*expected)->timestampMs);
            }
        }));
    }

    void aCompactedLogIsSound()
    {
        QVERIFY(rc::check([] {
            tests::CompactedLog compacted;
            Offset firstDirty;
            const int steps = *rc::gen::inRange(1, 40);
            for (int i = 0; i < steps; ++i) {
                const std::int64_t producer = *rc::gen::inRange<std::int64_t>(1, 3);
                const std::string key(1, *rc::gen::element('a', 'b', 'c', 'd'));
                switch (*rc::gen::weightedElement<int>({{6, 0}, {2, 1}, {2, 2}, {2, 3}, {1, 4}})) {
                case 0:
                    compacted.put(key,
                        *rc::gen::arbitrary<bool>() ? std::optional<std::string>("v")
                                                    : std::nullopt);
                    break;
                case 1:
                    compacted.putAs(producer, {{key, "t"}, {"e", "t"}}, true);
                    break;
                case 2:
                    compacted.end(producer,
                        *rc::gen::element(record::ControlType::Abort, record::ControlType::Commit));
                    break;
                case 3:
                    compacted.roll();
                    firstDirty = compacted.clean(firstDirty).cleanedTo;
                    break;
                default:
                    compacted.reopen();
                }
                RC_ASSERT(problemsOn(compacted.disk, Timestamp{}) == std::vector<std::string>());
            }
        }));
    }
};

QTEST_GUILESS_MAIN(OwnLogsTest)
#include "tst_own_logs.moc"
