#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QObject>

#include "app/trial_pool.h"
#include "engine/scenario/danger.h"
#include "engine/scenario/scenario.h"
#include "views/timeline/danger_strip.h"

#include <QTimer>

#include <chrono>
#include <deque>
#include <memory>
#include <optional>

namespace brokerscope::app {

/// Finds out what a fault would have done at other times, by running the scenario with the fault
/// there. Waits until nothing new has been wanted for a moment, so that quick edits come first.
/// Strips that are complete are kept for a while: a fault that only moved has the same one.
class DangerSurvey : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kPatience{400};

    explicit DangerSurvey(TrialPool& pool, QObject* parent = nullptr);
    ~DangerSurvey() override;

    /// How long nothing new must be wanted before the runs begin.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }

    /// What the strip is to be about from now on. `events`: the length of the run on the stage,
    /// from which the costs of the others are guessed. Whatever is under way for another fault or
    /// scenario is given up.
    void want(const std::shared_ptr<const scenario::Scenario>& scenario,
        std::optional<std::size_t> fault, std::size_t events);
    /// Nothing new is started while it is held: the processors are needed elsewhere.
    void hold(bool held);
    /// Stops where it stands.
    void cancel();
    /// Goes on where it was cancelled.
    void resume();

    /// nullptr when there is no fault.
    [[nodiscard]] const std::shared_ptr<const views::DangerStrip>& strip() const { return m_strip; }
    /// Whether runs are still to come by themselves.
    [[nodiscard]] bool isBusy() const;

Q_SIGNALS:
    /// More is known, or the strip is another one.
    void stripChanged();

private:
    /// What a strip is about: the same before and after its fault moves.
    struct Subject {
        scenario::Scenario scenario; ///< with fault and healing at time zero
        std::size_t fault = 0;
        std::optional<std::size_t> healing;
        Duration distance; ///< from the fault to its healing
        bool operator==(const Subject&) const = default;
    };
    struct Survey {
        Subject subject;
        std::shared_ptr<const scenario::Scenario> scenario; ///< as it was first wanted
        std::optional<history::Service> calm; ///< of the run without the fault, when it is in
        scenario::DangerPlan plan;
    };
    [[nodiscard]] static Subject subjectOf(const scenario::Scenario& scenario, std::size_t fault);

    void begin();
    void startMore();
    void take(Timestamp at, const history::Consequences& found);
    void giveUp();
    void keepComplete();
    [[nodiscard]] bool findKept(const Subject& subject);
    void showLater();
    void show();

    TrialPool& m_pool;
    std::chrono::milliseconds m_patience = kPatience;
    std::shared_ptr<const scenario::Scenario> m_scenario; // that was wanted last
    std::optional<std::size_t> m_fault;
    std::shared_ptr<Survey> m_survey;
    std::deque<std::shared_ptr<Survey>> m_kept; // complete, the latest first
    TrialPool::GivenUp m_givenUp = TrialPool::makeFlag();
    std::shared_ptr<const views::DangerStrip> m_strip;
    QTimer m_idle;
    QTimer m_frame; // strips are shown no more often than this
    int m_running = 0;
    bool m_held = false;
    bool m_cancelled = false;
};

} // namespace brokerscope::app
