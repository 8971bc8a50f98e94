#pragma once

#include "views/canvas/picture_widget.h"
#include "views/producer/producer_picture.h"

#include <memory>

namespace brokerscope::views {

/// The picture of one producer as a widget, as high as it needs to be: it is made to scroll. It
/// tells what was pointed at and keeps no state of the run.
class ProducerCanvas : public PictureWidget {
    Q_OBJECT

public:
    explicit ProducerCanvas(QWidget* parent = nullptr);

    /// kNoNode: there is none to show. The data are gathered once for each history.
    void setScene(const Scene& scene, NodeId producer);
    void setSelection(const Selection& selection);
    void setReducedMotion(bool reduced);
    void setTheme(const Theme& theme) override;
    /// What can be seen of it without scrolling.
    void setRoom(QSize room);

    [[nodiscard]] NodeId producer() const { return m_producer; }
    [[nodiscard]] QString summary() const override;

Q_SIGNALS:
    void selectionRequested(const brokerscope::views::Selection& selection);
    void nodeMenuRequested(
        brokerscope::NodeId node, QPoint globalPosition, brokerscope::PartitionId partition);
    void messageMenuRequested(brokerscope::EventId message, QPoint globalPosition);
    /// The keyboard led the focus ring to something that may be out of sight.
    void ringMoved(const QRectF& bounds);

protected:
    [[nodiscard]] Picture makePicture() const override;
    [[nodiscard]] bool isTabStop(const QString& id) const override;
    void activated(const QString& id) override;
    void menuAsked(const QString& id, QPoint globalPosition) override;
    bool focusNextPrevChild(bool next) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] ProducerSubject subject() const;
    [[nodiscard]] QSizeF pictureSize() const;
    void fitHeight();
    void followRing();

    Scene m_scene;
    Selection m_selection;
    NodeId m_producer = kNoNode;
    std::shared_ptr<const ProducerData> m_data;
    std::shared_ptr<const history::History> m_gathered; ///< what m_data is of
    ProducerSettings m_settings;
    bool m_reducedMotion = false;
    QSize m_room;
};

} // namespace brokerscope::views
