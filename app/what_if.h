#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QObject>

#include "app/danger_survey.h"
#include "app/remedy_trial.h"
#include "app/trial_pool.h"
#include "app/workspace.h"
#include "views/run_view.h"

#include <optional>

namespace brokerscope::app {

class WorkspacePage;

/// The runs that might have been: the danger strip on the timeline and, in the inspector, what
/// would have prevented an anomaly. Follows what is on the stage and what is selected.
class WhatIf : public QObject {
    Q_OBJECT

public:
    WhatIf(Workspace& workspace, WorkspacePage& page, QObject* parent = nullptr);

    /// Looks again at what is on the stage and what is selected.
    void follow();
    /// A fault that is selected becomes the one of the strip, and stays it until another is.
    void select(const views::Selection& selection);
    /// Stops whatever is being run.
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_survey.isBusy() || m_remedies.isBusy(); }

    [[nodiscard]] DangerSurvey& survey() { return m_survey; }
    [[nodiscard]] RemedyTrial& remedies() { return m_remedies; }

private:
    void followFault(const Run& run);
    void followAnomaly(const Run& run);
    void moveFault(Timestamp to);
    void showStrip();
    void showRemedies();

    Workspace& m_workspace;
    WorkspacePage& m_page;
    TrialPool m_pool;
    DangerSurvey m_survey;
    RemedyTrial m_remedies;
    std::optional<std::size_t> m_fault; ///< that was selected last
};

} // namespace brokerscope::app
