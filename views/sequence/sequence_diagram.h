#pragma once

#include "views/canvas/picture_widget.h"
#include "views/sequence/sequence_picture.h"

#include <QPixmap>

#include <memory>
#include <optional>

namespace brokerscope::views {

/// The space-time diagram as a widget.
///
/// Mouse: a click on a message or mark selects it and asks for its time; the column of times
/// scrubs; dragging pans; the wheel zooms around the mouse, over the names or with Shift it scrolls
/// the lifelines. Keys: + - zoom, 0 shows the usual stretch around the playhead, PgUp PgDn Up Down
/// Home End move in time, Shift+Left and Shift+Right scroll the lifelines.
///
/// What stays while the playhead moves is painted into a pixmap once.
class SequenceDiagram : public PictureWidget {
    Q_OBJECT

public:
    explicit SequenceDiagram(QWidget* parent = nullptr);

    /// Keeps the window while the run is edited. The window follows a playhead that leaves it.
    void setScene(const Scene& scene);
    void setSelection(const Selection& selection);
    void setFilter(const SequenceFilter& filter);
    void setTheme(const Theme& theme) override;

    [[nodiscard]] const SequenceFilter& filter() const { return m_filter; }
    [[nodiscard]] const TimelineWindow& window() const { return m_window; }
    void setWindow(const TimelineWindow& window);
    [[nodiscard]] const SequenceLayout& layout() const;

    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QSize sizeHint() const override { return {900, 420}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {360, 160}; }

Q_SIGNALS:
    void timeRequested(brokerscope::Timestamp time);
    void selectionRequested(const brokerscope::views::Selection& selection);
    void nodeMenuRequested(brokerscope::NodeId node, QPoint globalPosition);

protected:
    [[nodiscard]] Picture makePicture() const override;
    [[nodiscard]] bool isTabStop(const QString& id) const override;
    void activated(const QString& id) override;
    void menuAsked(const QString& id, QPoint globalPosition) override;

    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    enum class Action : std::uint8_t { None, Press, Pan, Scrub };

    [[nodiscard]] SequenceSubject subject() const;
    [[nodiscard]] const Picture& lines() const;
    [[nodiscard]] Timestamp end() const;
    [[nodiscard]] bool isLarge() const { return theme().scale() > 1; }

    void linesChanged();
    void showUsualWindow();
    void keepPlayheadInSight();
    void pan(double windows);
    void zoom(double factor, Timestamp around);
    void scrollTo(double scroll);
    /// Selects the object at the point and asks for the time there, within what it lasted.
    void choose(QPointF position);
    bool moveByKey(int key);

    Scene m_scene;
    Selection m_selection;
    SequenceFilter m_filter;
    std::shared_ptr<const SequenceData> m_data;
    ShownSequence m_shown;
    SequenceFocus m_focus;
    TimelineWindow m_window{Timestamp(), Timestamp(1)};
    double m_scroll = 0;

    Action m_action = Action::None;
    QPointF m_pressed;
    TimelineWindow m_pressedWindow;
    double m_pressedScroll = 0;

    mutable std::optional<SequenceLayout> m_layout;
    mutable std::optional<Picture> m_lines;
    QPixmap m_pixmap; // m_lines painted
};

} // namespace brokerscope::views
