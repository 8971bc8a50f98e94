#pragma once

#include "views/metrics/metric_series.h"
#include "views/picture/theme.h"
#include "views/plots/series.h"
#include "views/run_view.h"

#include <QFutureWatcher>
#include <QWidget>

#include <map>
#include <memory>

class QMenu;

namespace brokerscope::views {

class PillButton;
class PlotCard;
class PlotGrid;

/// LEO − HW, consumer lag, ack latency and Kafka's own metrics over the run, side by side and
/// zoomed together. Which metrics are there is chosen in a menu.
class PlotsView : public QWidget {
    Q_OBJECT
public:
    explicit PlotsView(QWidget* parent = nullptr);
    ~PlotsView() override;

    void setScene(const Scene& scene);
    void setSelection(const Selection& selection);
    void setTheme(const Theme& theme);

    [[nodiscard]] PlotCard* uncommittedPlot() const { return m_uncommitted; }
    [[nodiscard]] PlotCard* lagPlot() const { return m_lag; }
    [[nodiscard]] PlotCard* latencyPlot() const { return m_latency; }
    /// The plot of a metric, or nullptr while it is not chosen.
    [[nodiscard]] PlotCard* metricPlot(MetricId id) const;
    void setMetricShown(MetricId id, bool shown);
    [[nodiscard]] PillButton* chooser() const { return m_chooser; }
    [[nodiscard]] QMenu* metricMenu() const { return m_menu; }
    /// The part of it that has the producers' metrics.
    [[nodiscard]] QMenu* producerMenu() const { return m_producerMenu; }
    /// Of the run on the screen, or of none.
    [[nodiscard]] const RunSeries& series() const { return m_series; }

Q_SIGNALS:
    void timeRequested(brokerscope::Timestamp time);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Computed {
        RunView run;
        RunSeries series;
        MetricSeries metrics;
    };

    [[nodiscard]] static Computed compute(const RunView& run);
    [[nodiscard]] QList<PlotCard*> cards() const;
    void connectCard(PlotCard* card);
    void fillMenu();
    void arrange();
    void retranslate();
    void labelMetric(MetricId id, PlotCard* card) const;
    void showMetric(MetricId id, PlotCard* card) const;
    void refresh();
    void take(const Computed& computed);
    void showSeries();
    void setRange(double lowerSeconds, double upperSeconds);
    void showWholeRun();

    PlotCard* m_uncommitted;
    PlotCard* m_lag;
    PlotCard* m_latency;
    std::map<MetricId, PlotCard*> m_metrics; // those that are chosen
    PlotGrid* m_grid;
    PillButton* m_chooser;
    QMenu* m_menu;
    QMenu* m_producerMenu = nullptr; // in m_menu
    Theme m_theme{ThemeName::Light};
    QFutureWatcher<std::shared_ptr<const Computed>> m_watcher;
    Scene m_scene;
    std::shared_ptr<const history::History> m_shown; // whose series these are
    RunSeries m_series;
    MetricSeries m_metricSeries;
    double m_lower = 0; // seconds on the screen
    double m_upper = 1;
};

} // namespace brokerscope::views
