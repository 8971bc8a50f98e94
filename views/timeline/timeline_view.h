#pragma once

#include "views/canvas/picture_widget.h"
#include "views/run_view.h"
#include "views/timeline/timeline_data.h"
#include "views/timeline/timeline_layout.h"

#include <QPixmap>

#include <memory>
#include <optional>

namespace brokerscope::views {

/// The timeline as a widget.
///
/// Mouse: a click or drag on the ruler or a lane scrubs; command pills are dragged; the script's
/// lane, the space below the lanes and the middle button pan; the wheel zooms around the mouse
/// (over the names it scrolls the lanes). Keys: + - 0 zoom; on a pill that Tab has reached
/// Alt+Left/Right moves it by 1 ms (with Shift by 10 ms), Delete removes it, Enter goes there. A
/// click or Enter on a slot of the danger strip moves the fault there; arrows go from slot to slot.
///
/// What changes with the run is drawn into a pixmap once; moving the playhead paints only what lies
/// on top.
class TimelineView : public PictureWidget {
    Q_OBJECT

public:
    explicit TimelineView(QWidget* parent = nullptr);

    /// Keeps the window while the run is edited; shows the whole of a run of another length if it
    /// showed the whole.
    void setScene(const Scene& scene);
    void setSelection(const Selection& selection);
    /// The strip below the script; nullptr: no lane for it.
    void setDanger(std::shared_ptr<const DangerStrip> danger);
    [[nodiscard]] const std::shared_ptr<const DangerStrip>& danger() const { return m_danger; }
    void setTheme(const Theme& theme) override;

    [[nodiscard]] const TimelineWindow& window() const { return m_window; }
    void setWindow(const TimelineWindow& window);
    /// The x at which a time stands now, for tests and for what is drawn beside the timeline.
    [[nodiscard]] double xOf(Timestamp time) const { return layout().x(time); }

    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QSize sizeHint() const override { return {1576, 256}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {480, 150}; }

Q_SIGNALS:
    void timeRequested(brokerscope::Timestamp time);
    /// On every move of a drag; index into the scenario's script.
    void commandDragged(std::size_t index, brokerscope::Timestamp to);
    /// The end of a drag. After Escape `to` is where the command was before.
    void commandDropped(std::size_t index, brokerscope::Timestamp to);
    void commandRemoved(std::size_t index);
    /// A slot of the danger strip was chosen.
    void faultMoveRequested(brokerscope::Timestamp to);
    /// The survey behind the strip is to go on, or to stop.
    void surveyRequested();
    void surveyCancelRequested();
    void commandMenuRequested(std::size_t index, QPoint globalPosition);
    void selectionRequested(const brokerscope::views::Selection& selection);
    void windowChanged(const brokerscope::views::TimelineWindow& window);

protected:
    [[nodiscard]] Picture makePicture() const override;
    [[nodiscard]] bool isTabStop(const QString& id) const override;
    void activated(const QString& id) override;
    void menuAsked(const QString& id, QPoint globalPosition) override;

    void changeEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    enum class Action : std::uint8_t { None, Scrub, Pan, PressCommand, DragCommand, NudgeCommand };

    [[nodiscard]] const TimelineLayout& layout() const;
    [[nodiscard]] TimelineOptions options() const;
    [[nodiscard]] std::optional<std::size_t> commandAt(QPointF position) const;
    [[nodiscard]] bool pansAt(QPointF position) const;
    [[nodiscard]] Timestamp end() const;
    /// The time at x, on whole milliseconds unless one can see finer.
    [[nodiscard]] Timestamp snapped(double x) const;

    void lanesChanged();
    void keepPlayheadInSight();
    void scrollTo(double scroll);
    void dragTo(double x);
    void nudge(std::size_t index, Duration by);
    void drop();
    void selectAt(QPointF position);
    /// Does what is behind an object of the danger strip; false when it is none.
    bool chooseDanger(const QString& id);
    [[nodiscard]] QString dangerAt(QPointF position) const;
    /// The slot before or after one, or the same at the ends.
    [[nodiscard]] QString nextSlot(const QString& id, bool later) const;
    void zoom(double factor, Timestamp around);

    Scene m_scene;
    Selection m_selection;
    std::shared_ptr<const TimelineData> m_data;
    std::shared_ptr<const DangerStrip> m_danger;
    TimelineWindow m_window;
    double m_scroll = 0;

    Action m_action = Action::None;
    QPointF m_pressed;
    TimelineWindow m_pressedWindow;
    double m_pressedScroll = 0;
    std::optional<DraggedCommand> m_dragged;
    Timestamp m_draggedFrom;

    mutable std::optional<TimelineLayout> m_layout;
    mutable std::optional<Picture> m_lanes;
    QPixmap m_pixmap; // m_lanes painted
};

} // namespace brokerscope::views
