#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QWidget>

#include "views/picture/picture.h"
#include "views/picture/theme.h"
#include "views/run_view.h"

namespace brokerscope::views {

class AssignmentCanvas;
class ChooserBar;

/// The lens "Assignment": who had which partition before a rebalance and who has it after, what
/// other assignors would have done, why, and what the rebalance cost. While it is not in sight it
/// does no work.
class AssignmentView : public QWidget {
    Q_OBJECT

public:
    explicit AssignmentView(QWidget* parent = nullptr);

    void setScene(const Scene& scene);
    void setSelection(const Selection& selection);
    void setTheme(const Theme& theme);

    /// The height below which it is of little use, at the theme's size of type.
    [[nodiscard]] int wantedHeight() const;

    [[nodiscard]] AssignmentCanvas* canvas() const { return m_canvas; }
    [[nodiscard]] ChooserBar* chooser() const { return m_chooser; }

Q_SIGNALS:
    void timeRequested(brokerscope::Timestamp time);
    void selectionRequested(const brokerscope::views::Selection& selection);
    void nodeMenuRequested(brokerscope::NodeId node, QPoint globalPosition);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void refresh();

    AssignmentCanvas* m_canvas;
    ChooserBar* m_chooser;
    Scene m_scene;
    Selection m_selection;
};

} // namespace brokerscope::views
