#pragma once

#include "views/picture/theme.h"
#include "views/run_view.h"

#include <QList>
#include <QWidget>

#include <optional>

class QLineEdit;
class QTableView;

namespace brokerscope::views {

class CheckBox;
class EventLogModel;
class TextLabel;

/// The list of everything that happened: filter as you type, the playhead's row marked and
/// followed, a click or Enter goes there.
class EventLogView : public QWidget {
    Q_OBJECT
public:
    explicit EventLogView(QWidget* parent = nullptr);

    void setScene(const Scene& scene);
    void setSelection(const Selection& selection);
    void setTheme(const Theme& theme);

    [[nodiscard]] EventLogModel* model() const { return m_model; }
    [[nodiscard]] QTableView* table() const { return m_table; }
    [[nodiscard]] QLineEdit* filterEdit() const { return m_words; }
    /// By KindGroup.
    [[nodiscard]] const QList<CheckBox*>& groupBoxes() const { return m_groups; }

Q_SIGNALS:
    void eventRequested(brokerscope::EventId event);
    void selectionRequested(const brokerscope::views::Selection& selection);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void composeControls();
    void composeTable();
    void retranslate();
    void applyFilter();
    void goToRow(int row);
    void followPlayhead();
    void showCounts();
    void feedModel();

    EventLogModel* m_model;
    QLineEdit* m_words;
    QList<CheckBox*> m_groups;
    CheckBox* m_follow;
    TextLabel* m_count;
    QTableView* m_table;
    Scene m_scene;
};

} // namespace brokerscope::views
