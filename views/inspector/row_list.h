#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QWidget>

#include "views/controls/themed.h"
#include "views/inspector/inspector_page.h"

class QGridLayout;

namespace brokerscope::views {

class TextLabel;

/// Labels with values in two columns. Values can be selected and copied; those with a target are
/// links.
class RowList : public QWidget, public Themed {
    Q_OBJECT
public:
    enum class Labels : std::uint8_t {
        Beside, ///< label left, value right
        Above, ///< label above its value, for long names; the hint beside the value
    };
    explicit RowList(Labels labels, QWidget* parent = nullptr);

    void setRows(const QList<InspectorRow>& rows);
    void setTheme(const Theme& theme) override;

    /// What stands in a row's value, as a person reads it; for tests.
    [[nodiscard]] const QList<InspectorRow>& rows() const { return m_rows; }

Q_SIGNALS:
    void selectionRequested(const brokerscope::views::Selection& selection);

private:
    struct Line {
        TextLabel* label = nullptr;
        TextLabel* value = nullptr;
        TextLabel* hint = nullptr;
    };
    void addLine();
    void showRow(const Line& line, const InspectorRow& row);

    Theme m_theme{ThemeName::Light};
    Labels m_labels;
    QGridLayout* m_grid;
    QList<Line> m_lines;
    QList<InspectorRow> m_rows;
};

} // namespace brokerscope::views
