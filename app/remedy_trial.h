#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QObject>

#include "app/run_tree.h"
#include "app/trial_pool.h"
#include "engine/scenario/remedies.h"
#include "views/inspector/remedies.h"
#include "views/timeline/danger_strip.h"

#include <memory>
#include <optional>
#include <vector>

namespace brokerscope::app {

/// Tries single changes that might have prevented an anomaly, each by running the scenario with it.
/// Nothing is said to help before its run is in and is free of that kind of anomaly.
class RemedyTrial : public QObject {
    Q_OBJECT

public:
    explicit RemedyTrial(TrialPool& pool, QObject* parent = nullptr);
    ~RemedyTrial() override;

    /// What is to be prevented in which run. `text` is the YAML that the run's edits change.
    /// Another case is given up; the same one goes on.
    void want(const Run& run, const std::string& text, const scenario::Ailment& ailment);
    /// Nothing is wanted.
    void forget();
    /// Where a fault would have struck without this anomaly: once the strip is complete, the
    /// moments nearest to where it struck are tried, too. nullptr: the run has no fault.
    void takeStrip(const views::DangerStrip* strip);
    /// Stops where it stands.
    void cancel();

    [[nodiscard]] bool isBusy() const;
    /// In the present language.
    [[nodiscard]] views::RemedyReport report() const;
    /// The changes behind a line of the report.
    [[nodiscard]] std::vector<scenario::Edit> helped(int index) const;
    [[nodiscard]] std::vector<scenario::Edit> inVain(int index) const;

Q_SIGNALS:
    void changed();

private:
    struct Attempt {
        std::vector<scenario::Edit> edits; ///< one change; a fault takes its healing along
        std::optional<history::Consequences> found;
    };
    struct Case {
        Run run;
        std::string text;
        scenario::Ailment ailment;
        history::Consequences before; ///< what the run came to as it is
        std::vector<Attempt> attempts;
        bool hasMoves
            = false; ///< the moments of the fault are among the attempts, or there are none
    };

    void attempt(std::vector<scenario::Edit> edits);
    void giveUp();
    [[nodiscard]] bool helps(const Attempt& attempt) const;
    [[nodiscard]] QString priceOf(const history::Consequences& found) const;
    [[nodiscard]] std::vector<scenario::Edit> editsOf(int index, bool helped) const;

    TrialPool& m_pool;
    TrialPool::GivenUp m_givenUp = TrialPool::makeFlag();
    std::optional<Case> m_case;
    bool m_cancelled = false;
};

} // namespace brokerscope::app
