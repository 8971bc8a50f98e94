#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QWidget>

#include "views/picture/theme.h"

class QComboBox;

namespace brokerscope::views {

class AssignmentCanvas;
class PillButton;
class TextLabel;

/// Chooses the group, the rebalance and the decision that the lens shows.
class ChooserBar : public QWidget {
    Q_OBJECT

public:
    explicit ChooserBar(AssignmentCanvas& canvas, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);

    [[nodiscard]] QComboBox* groupBox() const { return m_group; }
    [[nodiscard]] QComboBox* rebalanceBox() const { return m_rebalance; }
    [[nodiscard]] PillButton* previousButton() const { return m_previous; }
    [[nodiscard]] PillButton* nextButton() const { return m_next; }
    [[nodiscard]] PillButton* backButton() const { return m_back; }
    [[nodiscard]] PillButton* forwardButton() const { return m_forward; }
    [[nodiscard]] PillButton* wholeButton() const { return m_whole; }
    [[nodiscard]] TextLabel* stepLabel() const { return m_step; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    /// Shows what the canvas shows.
    void refresh();
    void fillGroups();
    void fillRebalances();

    AssignmentCanvas& m_canvas;
    QComboBox* m_group;
    PillButton* m_previous;
    QComboBox* m_rebalance;
    PillButton* m_next;
    PillButton* m_back;
    TextLabel* m_step;
    PillButton* m_forward;
    PillButton* m_whole;
    const void* m_filledFrom = nullptr; ///< the data behind the lists' entries
    std::size_t m_filledGroup = 0;
};

} // namespace brokerscope::views
