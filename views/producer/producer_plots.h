#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QFutureWatcher>
#include <QWidget>

#include "views/metrics/metric_series.h"
#include "views/picture/theme.h"
#include "views/run_view.h"

#include <memory>
#include <utility>
#include <vector>

namespace brokerscope::views {

class PlotCard;
class PlotGrid;

/// One producer's own metrics over the run, by their JMX names.
class ProducerPlots : public QWidget {
    Q_OBJECT

public:
    explicit ProducerPlots(QWidget* parent = nullptr);
    ~ProducerPlots() override;

    void setScene(const Scene& scene, NodeId producer);
    void setTheme(const Theme& theme);

    /// The plot of a metric, or nullptr for one that is not among them.
    [[nodiscard]] PlotCard* plot(MetricId id) const;

Q_SIGNALS:
    void timeRequested(brokerscope::Timestamp time);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Computed {
        std::shared_ptr<const history::History> history;
        std::shared_ptr<const MetricSeries> series;
    };

    [[nodiscard]] static Computed compute(std::shared_ptr<const history::History> history);
    void gather();
    void take(const Computed& computed);
    void showLines();
    void retranslate();
    void fitHeight();
    void setRange(double lowerSeconds, double upperSeconds);
    [[nodiscard]] double endSeconds() const;

    PlotGrid* m_grid;
    std::vector<std::pair<MetricId, PlotCard*>> m_cards;
    Scene m_scene;
    NodeId m_producer = kNoNode;
    Computed m_shown;
    QFutureWatcher<Computed> m_watcher;
    double m_scale = 1; ///< of the theme
};

} // namespace brokerscope::views
