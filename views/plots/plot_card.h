#pragma once

#include "views/controls/card.h"
#include "views/metrics/downsample.h"
#include "views/plots/legend_row.h"

#include <QList>
#include <QPoint>

#include <cstdint>

class QCPItemStraightLine;
class QCPItemText;
class QCustomPlot;

namespace brokerscope::views {

class TextLabel;

/// One line of a plot with its data.
struct PlotLine {
    enum class Shape : std::uint8_t {
        Steps, ///< a value holds until the next point
        Line, ///< points joined, broken at NaN
        Dots,
    };
    LineStyle style;
    Shape shape = Shape::Steps;
    SeriesPoints points;
};

/// A small plot over virtual time in seconds, with the playhead as a dashed line.
class PlotCard : public Card {
    Q_OBJECT
public:
    explicit PlotCard(QWidget* parent = nullptr);

    /// `unit` of the values; it stands behind the title and in tooltips.
    void setTexts(const QString& title, const QString& unit, const QString& emptyText);
    /// Where the values come from, such as a JMX name; a line of its own below the values on
    /// hovering.
    void setSource(const QString& source) { m_source = source; }
    void setLines(const QList<PlotLine>& lines);
    void setRange(double lowerSeconds, double upperSeconds);
    /// Cheap: only the layer of the playhead is painted again.
    void setPlayhead(double seconds);
    void setTheme(const Theme& theme) override;

    [[nodiscard]] QCustomPlot* plot() const { return m_plot; }

Q_SIGNALS:
    /// The user dragged or zoomed.
    void rangeChanged(double lowerSeconds, double upperSeconds);
    void timeClicked(double seconds);
    void resetRequested();

private:
    void composePlot();
    void connectMouse();
    void fitTicks();
    void restyle();
    void showEmptyText();
    void showValuesAt(QPoint position);

    TextLabel* m_title;
    LegendRow* m_legend;
    QCustomPlot* m_plot;
    QCPItemStraightLine* m_playhead; // owned by the plot
    QCPItemText* m_empty; // owned by the plot
    QList<PlotLine> m_lines;
    QString m_unit;
    QString m_source;
    QPoint m_pressedAt;
    bool m_settingRange = false;
};

} // namespace brokerscope::views
