#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QObject>

#include "engine/history/outcome.h"
#include "engine/scenario/scenario.h"

#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>

namespace brokerscope::app {

/// Tries scenarios out on worker threads, for what their runs come to.
class TrialPool : public QObject {
    Q_OBJECT

public:
    /// Trials are given up together with those that share this flag.
    using GivenUp = std::shared_ptr<std::atomic<bool>>;
    /// Called on the worker.
    using Make = std::function<scenario::Scenario()>;
    /// Called on this object's thread, and not any more once the trial is given up.
    using Done = std::function<void(const history::Consequences&)>;
    enum class Priority : std::uint8_t { Background, Wanted }; ///< Wanted ones start first

    static constexpr int kWorkers = 2;

    explicit TrialPool(QObject* parent = nullptr);
    /// Whoever has started trials must have given them up by then.
    ~TrialPool() override;

    void start(Make make, const history::Service& calm, Priority priority, const GivenUp& givenUp,
        Done done);

    [[nodiscard]] static GivenUp makeFlag() { return std::make_shared<std::atomic<bool>>(false); }

private:
    QThreadPool m_pool;
};

} // namespace brokerscope::app
