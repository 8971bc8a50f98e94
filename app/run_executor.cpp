#include "app/run_executor.h"

#include "engine/history/verdict.h"

#include <QSemaphore>

#include <atomic>

namespace brokerscope::app {

struct RunExecutor::Job {
    std::shared_ptr<const scenario::Scenario> scenario;
    Done done;
    Watch watch;
    std::atomic<bool> cancelled = false;
    Outcome outcome; // written by the worker before `finished`, read after it
    QSemaphore finished;
};

RunExecutor::RunExecutor(QObject* parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

RunExecutor::~RunExecutor()
{
    if (m_job != nullptr) {
        m_job->cancelled = true;
    }
    m_pool.waitForDone();
}

void RunExecutor::start(std::shared_ptr<const scenario::Scenario> scenario,
    std::chrono::milliseconds wait, Done done, Watch watch)
{
    cancel();
    const auto job = std::make_shared<Job>();
    job->scenario = std::move(scenario);
    job->done = std::move(done);
    job->watch = std::move(watch);
    m_job = job;

    m_pool.start([this, job] {
        execute(*job);
        job->finished.release();
        QMetaObject::invokeMethod(
            this, [this, job] { collect(job); }, Qt::QueuedConnection);
    });
    if (job->finished.tryAcquire(1, static_cast<int>(wait.count()))) {
        collect(job);
    } else if (!m_saidBusy) {
        m_saidBusy = true;
        Q_EMIT busyChanged(true);
    }
}

void RunExecutor::cancel()
{
    if (m_job != nullptr) {
        m_job->cancelled = true;
    }
}

void RunExecutor::abandon()
{
    cancel();
    m_job = nullptr;
    if (std::exchange(m_saidBusy, false)) {
        Q_EMIT busyChanged(false);
    }
}

void RunExecutor::execute(Job& job)
{
    const Timestamp end = scenario::endOf(*job.scenario);
    int reported = 0;
    const auto progress = [&](const event::Recorder& recorder, Timestamp now) {
        if (job.watch) {
            job.watch(recorder);
        }
        const auto percent
            = end.micros() == 0 ? 100 : static_cast<int>(now.micros() * 100 / end.micros());
        if (percent != reported) {
            reported = percent;
            Q_EMIT progressed(percent);
        }
        return !job.cancelled;
    };
    job.outcome.view = executed(job.scenario, progress);
    job.outcome.complete = !job.cancelled;
}

void RunExecutor::collect(const std::shared_ptr<Job>& job)
{
    if (job != m_job) {
        return; // collected already, or another run took its place
    }
    m_job = nullptr;
    if (std::exchange(m_saidBusy, false)) {
        Q_EMIT busyChanged(false);
    }
    job->done(std::move(job->outcome));
}

views::RunView executed(std::shared_ptr<const scenario::Scenario> scenario,
    const scenario::Progress& progress, std::vector<scenario::BrokerDisk>* disks)
{
    views::RunView view;
    view.history = scenario::run(*scenario, progress, disks);
    view.verdict = std::make_shared<const history::Verdict>(history::judge(*view.history));
    view.scenario = std::move(scenario);
    return view;
}

} // namespace brokerscope::app
