#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QWidget>

#include "views/controls/themed.h"
#include "views/metrics/metric_table.h"

#include <memory>
#include <vector>

class QVBoxLayout;

namespace brokerscope::views {

class TextLabel;

/// The table "metric, was, now" below a step of a lesson that tells of a failure.
class MetricTableView : public QWidget, public Themed {
    Q_OBJECT

public:
    explicit MetricTableView(QWidget* parent = nullptr);

    /// Shows what moved until `cue`, or that nothing has moved yet. Hides itself when there is no
    /// history or `cue` is not a failure.
    void showStep(const std::shared_ptr<const history::History>& history, EventId cue);

    [[nodiscard]] const std::vector<MetricRow>& rows() const { return m_rows; }
    void setTheme(const Theme& theme) override;

protected:
    void changeEvent(QEvent* event) override;

private:
    /// One line of the table.
    struct Cells {
        TextLabel* title = nullptr;
        TextLabel* was = nullptr;
        TextLabel* now = nullptr;
        TextLabel* source = nullptr; ///< the JMX name below them; nullptr in the heading
    };

    void rebuild();
    /// All values of a column are as wide as the widest.
    static void alignColumns(const std::vector<Cells>& lines);
    [[nodiscard]] TextLabel* makeLabel(FontRole font, Ink ink, const QString& text);
    [[nodiscard]] TextLabel* makeWrapped(FontRole font, Ink ink, const QString& text);
    [[nodiscard]] Cells cellsOf(const MetricRow& row);

    std::shared_ptr<const history::History> m_history;
    EventId m_cue = kNoEvent;
    std::vector<MetricRow> m_rows;
    QVBoxLayout* m_column;
    Theme m_theme{ThemeName::Light};
};

} // namespace brokerscope::views
