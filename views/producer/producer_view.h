#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QWidget>

#include "views/picture/theme.h"
#include "views/run_view.h"

#include <vector>

class QComboBox;
class QScrollArea;

namespace brokerscope::views {

class ProducerCanvas;
class ProducerPlots;

/// The lens "Producer": what the stage's card of a producer has within, and its metrics below. It
/// shows the producer that is selected, or that a selected batch, record or request belongs to;
/// otherwise the one that it showed before, at first the first one. While it is not in sight it
/// does no work.
class ProducerView : public QWidget {
    Q_OBJECT

public:
    explicit ProducerView(QWidget* parent = nullptr);

    void setScene(const Scene& scene);
    void setSelection(const Selection& selection);
    void setReducedMotion(bool reduced);
    void setTheme(const Theme& theme);

    /// What it would like to have at least, so that two partitions can be seen.
    [[nodiscard]] int wantedHeight() const;

    [[nodiscard]] ProducerCanvas* canvas() const { return m_canvas; }
    [[nodiscard]] ProducerPlots* plots() const { return m_plots; }
    /// Of the producers, when there are several.
    [[nodiscard]] QComboBox* chooser() const { return m_chooser; }

Q_SIGNALS:
    void selectionRequested(const brokerscope::views::Selection& selection);
    void timeRequested(brokerscope::Timestamp time);
    void nodeMenuRequested(
        brokerscope::NodeId node, QPoint globalPosition, brokerscope::PartitionId partition);
    void messageMenuRequested(brokerscope::EventId message, QPoint globalPosition);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void refresh();
    void fillChooser();
    void choose(int index);
    void retranslate();

    QComboBox* m_chooser;
    QScrollArea* m_scroll;
    ProducerCanvas* m_canvas;
    ProducerPlots* m_plots;
    Scene m_scene;
    Selection m_selection;
    NodeId m_producer = kNoNode; ///< shown
    std::vector<NodeId> m_producers; ///< of the run
    double m_scale = 1; ///< of the theme
};

} // namespace brokerscope::views
