#pragma once

#include "views/picture/theme.h"
#include "views/plots/series.h"
#include "views/run_view.h"

#include <QFutureWatcher>
#include <QWidget>

#include <memory>

namespace brokerscope::views {

class PlotCard;

/// LEO − HW, consumer lag and ack latency over the run, side by side and zoomed together.
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
    };

    void retranslate();
    void refresh();
    void take(const Computed& computed);
    void showSeries();
    void setRange(double lowerSeconds, double upperSeconds);
    void showWholeRun();

    PlotCard* m_uncommitted;
    PlotCard* m_lag;
    PlotCard* m_latency;
    QFutureWatcher<std::shared_ptr<const Computed>> m_watcher;
    Scene m_scene;
    std::shared_ptr<const history::History> m_shown; // whose series these are
    RunSeries m_series;
    double m_lower = 0; // seconds on the screen
    double m_upper = 1;
};

} // namespace brokerscope::views
