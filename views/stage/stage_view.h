#pragma once

#include "views/canvas/picture_widget.h"
#include "views/run_view.h"
#include "views/stage/stage_options.h"

#include <optional>

namespace brokerscope::views {

/// The stage as a widget: shows the picture of one moment and tells what was pointed at. It keeps
/// no state of the run. The wheel, + and - zoom into the partitions of a large cluster, dragging
/// and Alt with an arrow key move along them, 0 shows all again.
class StageView : public PictureWidget {
    Q_OBJECT

public:
    explicit StageView(QWidget* parent = nullptr);

    void setScene(const Scene& scene);
    void setSelection(const Selection& selection);
    /// Things stand where they will end rather than travel there.
    void setReducedMotion(bool reduced);

    /// Which partitions of the cluster are shown: all of them until somebody zooms in.
    [[nodiscard]] const PartitionWindow& window() const { return m_window; }
    void setWindow(const PartitionWindow& window);

    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QSize sizeHint() const override { return {940, 460}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {480, 320}; }

Q_SIGNALS:
    void selectionRequested(const brokerscope::views::Selection& selection);
    /// The menu of a node, a partition (node is kNoNode) or a replica (both). A node alone has
    /// kNoPartition.
    void nodeMenuRequested(
        brokerscope::NodeId node, QPoint globalPosition, brokerscope::PartitionId partition);
    /// A double click, or Enter, on a producer's card: it is to be seen from within.
    void producerZoomRequested(brokerscope::NodeId producer);
    /// The menu of a message on its way.
    void messageMenuRequested(brokerscope::EventId message, QPoint globalPosition);

protected:
    [[nodiscard]] Picture makePicture() const override;
    [[nodiscard]] bool isTabStop(const QString& id) const override;
    void activated(const QString& id) override;
    void menuAsked(const QString& id, QPoint globalPosition) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    [[nodiscard]] StageOptions options() const;
    [[nodiscard]] std::size_t partitions() const;
    /// The producer whose card the shape belongs to, or kNoNode.
    [[nodiscard]] NodeId producerAt(const QString& id) const;
    /// `x`: of the partition that stays where it is.
    void zoom(double factor, double x);
    void pan(double pixels);

    Scene m_scene;
    Selection m_selection;
    PartitionWindow m_window;
    bool m_reducedMotion = false;
    std::optional<QPointF> m_pressed; ///< where the left button went down
    PartitionWindow m_pressedWindow;
};

} // namespace brokerscope::views
