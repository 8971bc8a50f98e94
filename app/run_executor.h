#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QObject>

#include "engine/scenario/runner.h"
#include "engine/scenario/scenario.h"
#include "views/run_view.h"

#include <QThreadPool>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace brokerscope::app {

/// Runs scenarios on a worker thread, one at a time. start() waits for a while: a run that is done
/// by then is handed over before it returns, so that a short lesson never shows an unfinished
/// frame. A longer one goes on while the window lives.
class RunExecutor : public QObject {
    Q_OBJECT

public:
    struct Outcome {
        views::RunView view;
        bool complete = false; ///< false: cancelled, the view ends where it was stopped
    };
    /// Called on this object's thread.
    using Done = std::function<void(Outcome)>;
    /// Called on the worker thread now and then while the run goes on; may be empty.
    using Watch = std::function<void(const event::Recorder&)>;

    explicit RunExecutor(QObject* parent = nullptr);
    ~RunExecutor() override;

    /// A run that is still going on is cancelled; its `Done` is not called any more.
    void start(std::shared_ptr<const scenario::Scenario> scenario, std::chrono::milliseconds wait,
        Done done, Watch watch = {});
    /// Ends the present run where it stands; its `Done` gets an incomplete outcome.
    void cancel();
    /// Ends it and forgets it: its `Done` is not called.
    void abandon();
    [[nodiscard]] bool isBusy() const { return m_job != nullptr; }

Q_SIGNALS:
    /// A run takes longer than start() waited.
    void busyChanged(bool busy);
    void progressed(int percent);

private:
    struct Job;
    void execute(Job& job);
    void collect(const std::shared_ptr<Job>& job);

    QThreadPool m_pool;
    std::shared_ptr<Job> m_job;
    bool m_saidBusy = false;
};

/// Runs and judges; on whichever thread it is called. `disks` as in scenario::run().
[[nodiscard]] views::RunView executed(std::shared_ptr<const scenario::Scenario> scenario,
    const scenario::Progress& progress = {}, std::vector<scenario::BrokerDisk>* disks = nullptr);

} // namespace brokerscope::app
