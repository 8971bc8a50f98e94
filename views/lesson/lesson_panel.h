#pragma once

#include "views/controls/card.h"
#include "views/lesson/progress.h"
#include "views/lesson/question.h"
#include "views/run_view.h"

#include <QList>

#include <memory>
#include <optional>
#include <string>
#include <vector>

class QScrollArea;
class QVBoxLayout;

namespace brokerscope::views {

class StepView;
class TextLabel;
class TryItView;

/// The lesson of the scenario: its steps follow the playhead, its questions are asked before the
/// outcome is shown.
class LessonPanel : public Card {
    Q_OBJECT
public:
    explicit LessonPanel(QWidget* parent = nullptr);

    /// Answers are kept as long as the scenario's id stays the same, so forks of a run keep them.
    void setScene(const Scene& scene);
    void setSelection(const Selection& selection);
    void setTheme(const Theme& theme) override;

    /// The step whose question has been reached by a playhead with this `applied` and is not
    /// answered yet: playback stops at cues()[step] and does not go on before predictionMade().
    [[nodiscard]] std::optional<std::size_t> questionPendingAt(std::size_t applied) const;
    /// Where each step's moment is in the run at hand; nullopt where it never comes.
    [[nodiscard]] const Cues& cues() const { return m_cues; }

    /// What was answered so far, ascending by step: kept with the session.
    [[nodiscard]] std::vector<Prediction> predictions() const;
    void setPredictions(const std::vector<Prediction>& predictions);

    [[nodiscard]] const QList<StepView*>& steps() const { return m_steps; }

Q_SIGNALS:
    /// Go to a step's cue.
    void stepRequested(std::size_t step);
    void predictionMade(std::size_t step, qint64 value, bool right);
    void contrastRequested();
    /// Back to the lesson's own run; the answers have been forgotten already.
    void resetRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void placeTryIt();
    void setRun(const RunView& run);
    void makeSteps();
    void follow();
    void retranslate();
    void showStep(std::size_t step, StepPhase phase);
    void answer(std::size_t step, qint64 value);
    void bringIntoView(std::optional<std::size_t> step);
    [[nodiscard]] const AskedQuestion* questionOf(std::size_t step);
    [[nodiscard]] std::vector<bool> answeredSteps() const;

    TextLabel* m_header;
    TextLabel* m_belief;
    TextLabel* m_misconception;
    TextLabel* m_none;
    QScrollArea* m_scroll;
    QVBoxLayout* m_stepLayout;
    TryItView* m_tryIt;
    QVBoxLayout* m_panel; ///< header, scrolling steps and, where there is room, the box to try
    QVBoxLayout* m_column; ///< what scrolls
    QList<StepView*> m_steps;

    RunView m_run;
    std::size_t m_applied = 0;
    std::string m_lesson; ///< id of the scenario that the answers belong to
    Cues m_cues; // by step, for the run at hand
    std::vector<std::optional<AskedQuestion>>
        m_questions; // by step, made when first asked in this run
    std::vector<bool> m_unanswerable; // by step: the run gives no answer, so nobody is asked
    std::vector<std::optional<Prediction>> m_predictions; // by step
    std::optional<Progress> m_progress; // as shown
};

} // namespace brokerscope::views
