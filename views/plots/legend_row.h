#pragma once

#include "views/controls/themed.h"

#include <QList>
#include <QWidget>

namespace brokerscope::views {

/// How a line of a plot looks. Lines differ in dash as well as in colour.
struct LineStyle {
    QString name;
    Ink ink = Ink::Leader;
    Qt::PenStyle dash = Qt::SolidLine;
    bool operator==(const LineStyle&) const = default;
};

/// A small legend in one line: a piece of each line and its name. Names that have no room end in an
/// ellipsis.
class LegendRow : public QWidget, public Themed {
    Q_OBJECT
public:
    explicit LegendRow(QWidget* parent = nullptr);

    void setLines(const QList<LineStyle>& lines);
    void setTheme(const Theme& theme) override;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme m_theme{ThemeName::Light};
    QList<LineStyle> m_lines;
};

} // namespace brokerscope::views
