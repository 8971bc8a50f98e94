#pragma once

#include "app/run_tree.h"
#include "views/picture/theme.h"

#include <QFrame>

class QTreeView;

namespace brokerscope::app {

/// The tree of runs, opened below a button. A click or Enter puts a run on the stage.
class RunsPopup : public QFrame {
    Q_OBJECT

public:
    explicit RunsPopup(RunTree& runs, QWidget* parent = nullptr);

    void openBelow(const QWidget& anchor);
    void setTheme(const views::Theme& theme);
    [[nodiscard]] QTreeView* tree() const { return m_tree; }

Q_SIGNALS:
    void runRequested(brokerscope::app::RunId run);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void choose(const QModelIndex& index);

    RunTree& m_runs;
    QTreeView* m_tree;
};

} // namespace brokerscope::app
