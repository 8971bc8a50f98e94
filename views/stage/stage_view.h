#pragma once

#include "views/canvas/picture_widget.h"
#include "views/run_view.h"

namespace brokerscope::views {

/// The stage as a widget: shows the picture of one moment and tells what was pointed at. It keeps
/// no state of the run.
class StageView : public PictureWidget {
    Q_OBJECT

public:
    explicit StageView(QWidget* parent = nullptr);

    void setScene(const Scene& scene);
    void setSelection(const Selection& selection);

    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QSize sizeHint() const override { return {940, 460}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {480, 320}; }

Q_SIGNALS:
    void selectionRequested(const brokerscope::views::Selection& selection);
    void nodeMenuRequested(brokerscope::NodeId node, QPoint globalPosition);

protected:
    [[nodiscard]] Picture makePicture() const override;
    [[nodiscard]] bool isTabStop(const QString& id) const override;
    void activated(const QString& id) override;
    void menuAsked(const QString& id, QPoint globalPosition) override;
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    Scene m_scene;
    Selection m_selection;
};

} // namespace brokerscope::views
