#include <QTest>

#include "log_workload.h"

#include "engine/sim/disk.h"
#include "engine/sim/real_files.h"

#include <QTemporaryDir>

#include <rapidcheck.h>

using namespace brokerscope;
using tests::LogWorkload;

namespace {

/// One step of a random life of a log.
struct Step {
    int kind = 0;
    int a = 0;
    int b = 0;
};

void showValue(const Step& step, std::ostream& out)
{
    out << step.kind << '(' << step.a << ',' << step.b << ')';
}

rc::Gen<Step> arbitraryStep()
{
    return rc::gen::construct<Step>(
        rc::gen::inRange(0, 40), rc::gen::inRange(0, 1000), rc::gen::inRange(0, 1000));
}

/// An offset of the log, the a-th of 1000 parts into it.
Offset at(const LogWorkload& work, int a)
{
    const std::int64_t begin = work.log->logStart().value();
    return Offset(begin + (work.log->logEnd().value() - begin) * a / 999);
}

bool take(LogWorkload& work, const Step& step)
{
    work.wait(step.a % 7);
    switch (step.kind) {
    case 0:
        return work.beginEpoch();
    case 1:
        return work.truncateTo(at(work, step.b < 800 ? 700 + step.a * 3 / 10 : step.a));
    case 2:
        return step.a < 960 || work.truncateFullyAndStartAt(Offset(step.b));
    case 3:
        return work.raiseLogStart(at(work, step.a / 4));
    case 4:
        work.wait(step.b / 3);
        return work.deleteOldSegments(at(work, step.a)) && work.removeDeletedFiles();
    case 5:
        return work.flush();
    case 6:
    case 7:
        return work.endTransaction(step.a % 3, step.b % 2 == 0);
    case 8:
    case 9:
    case 10:
        return work.appendAsFollower(1 + step.a % 5, step.b % 4);
    default:
        return work.appendAsLeader(1 + step.a % 5, step.b % 200, step.a % 4 - 1, step.b % 3 == 0);
    }
}

/// A marker that ends no transaction, a batch outside one that is open: refused, nothing changes.
bool takeOrRefuse(LogWorkload& work, const Step& step)
{
    const bool isTaken = take(work, step);
    work.after = work.list;
    return isTaken || !work.log->failure();
}

void check(const LogWorkload& work, sim::FileReader& files, int a, int b)
{
    const Offset from = at(work, a);
    const Offset bound = at(work, b);
    RC_ASSERT(tests::faultOf(*work.log, files).toStdString() == "");
    RC_ASSERT(work.compare(from, bound).toStdString() == "");
    RC_ASSERT(work.compare(work.log->logStart(), work.log->logEnd()).toStdString() == "");
    RC_ASSERT(tests::producerFaultOf(*work.log, work.list).toStdString() == "");
}

} // namespace

/// Random lives of a log, compared with a list of batches.
class LogModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onASimulatedDisk()
    {
        QVERIFY(rc::check("a log is a list of batches", [] {
            sim::SimDisk disk({milliseconds(20), milliseconds(20)});
            LogWorkload work(disk);
            RC_ASSERT(work.open(false));
            const auto steps = *rc::gen::container<std::vector<Step>>(arbitraryStep());
            for (const Step& step : steps) {
                if (step.kind >= 38) {
                    reopen(work, disk, step);
                } else {
                    RC_ASSERT(takeOrRefuse(work, step));
                }
                check(work, disk, step.a, step.b);
            }
        }));
    }

    void onRealFiles()
    {
        QVERIFY(rc::check("a log is a list of batches in real files", [] {
            const QTemporaryDir directory;
            sim::RealFiles files(directory.path().toStdString());
            LogWorkload work(files);
            RC_ASSERT(work.open(false));
            const auto steps
                = *rc::gen::resize(20, rc::gen::container<std::vector<Step>>(arbitraryStep()));
            for (const Step& step : steps) {
                if (step.kind >= 38) {
                    const bool isClean = step.a % 2 == 0;
                    work.startCheckpoint = work.log->logStart();
                    RC_ASSERT(!isClean || work.close());
                    RC_ASSERT(work.open(isClean));
                } else {
                    RC_ASSERT(takeOrRefuse(work, step));
                }
            }
            check(work, files, 0, 999);
        }));
    }

private:
    /// A clean stop, a kill, or a loss of power.
    static void reopen(LogWorkload& work, sim::SimDisk& disk, const Step& step)
    {
        work.startCheckpoint = work.log->logStart();
        const Offset durable = work.log->durableEnd(work.now());
        RC_ASSERT(durable >= std::min(work.flushed, work.log->logEnd()));
        const bool isClean = step.a % 3 == 0;
        const bool isPowerLoss = step.a % 3 == 1;
        if (isClean) {
            RC_ASSERT(work.close());
        } else if (isPowerLoss) {
            disk.losePower(work.now());
        }
        const Offset before = work.log->logEnd();
        RC_ASSERT(work.open(isClean));
        RC_ASSERT(work.log->logEnd() == (isPowerLoss ? durable : before));
        RC_ASSERT(work.compareAfterCrash().toStdString() == "");
        work.takeOver();
    }
};

QTEST_APPLESS_MAIN(LogModelTest)
#include "tst_log_model.moc"
