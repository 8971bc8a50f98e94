#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QWidget>

#include "engine/scenario/scenario.h"
#include "views/controls/card.h"

namespace brokerscope::views {

class PillButton;
class TextLabel;

/// The foot of the lesson: what the learner is asked to try, the contrast run and the way back to
/// the beginning.
class TryItView : public QWidget {
    Q_OBJECT
public:
    explicit TryItView(QWidget* parent = nullptr);

    /// `questionsOpen`: some question of the lesson is not answered yet, so its contrast would give
    /// it away. A null scenario empties the view.
    void showScenario(const scenario::Scenario* scenario, bool questionsOpen);

    [[nodiscard]] PillButton* contrastButton() const { return m_contrast; }
    [[nodiscard]] PillButton* resetButton() const { return m_reset; }

Q_SIGNALS:
    void contrastRequested();
    void resetRequested();

private:
    void showContrast(const scenario::Scenario& scenario, bool questionsOpen);

    TextLabel* m_title;
    TextLabel* m_text;
    PillButton* m_contrast;
    PillButton* m_reset;
};

} // namespace brokerscope::views
