#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QWidget>

#include "views/picture/theme.h"
#include "views/run_view.h"

class QSplitter;
class QStackedWidget;

namespace brokerscope::views {
class AssignmentView;
class ConfigView;
class EventLogView;
class InspectorPanel;
class LessonPanel;
class PillButton;
class PlotsView;
class ProducerView;
class SegmentsLens;
class SequenceView;
class StageView;
class TimelineView;
class VerdictBar;
class WhyView;
} // namespace brokerscope::views

namespace brokerscope::app {

class LensTabs;

/// All views of an opened scenario, side by side. Hands every scene, selection and theme on to all
/// of them and their wishes on to whoever listens.
class WorkspacePage : public QWidget {
    Q_OBJECT

public:
    enum Lens { Plots, Producer, Sequence, Assignment, Segments, EventLog, Why, Config };

    explicit WorkspacePage(QWidget* parent = nullptr);

    void setScene(const views::Scene& scene);
    void setSelection(const views::Selection& selection);
    void setTheme(const views::Theme& theme);
    void showLens(Lens lens);
    /// A large lens has the stage's room as well.
    void setLensEnlarged(bool enlarged);
    [[nodiscard]] bool isLensEnlarged() const { return m_isEnlarged; }

    [[nodiscard]] views::LessonPanel* lesson() const { return m_lesson; }
    [[nodiscard]] views::VerdictBar* verdict() const { return m_verdict; }
    [[nodiscard]] views::StageView* stage() const { return m_stage; }
    [[nodiscard]] views::TimelineView* timeline() const { return m_timeline; }
    [[nodiscard]] views::InspectorPanel* inspector() const { return m_inspector; }
    [[nodiscard]] views::ProducerView* producer() const { return m_producer; }
    [[nodiscard]] views::SequenceView* sequence() const { return m_sequence; }
    [[nodiscard]] views::AssignmentView* assignment() const { return m_assignment; }
    [[nodiscard]] views::SegmentsLens* segments() const { return m_segments; }
    [[nodiscard]] views::EventLogView* eventLog() const { return m_eventLog; }
    [[nodiscard]] views::WhyView* why() const { return m_why; }
    [[nodiscard]] views::PlotsView* plots() const { return m_plots; }
    [[nodiscard]] views::ConfigView* config() const { return m_config; }
    [[nodiscard]] LensTabs* tabs() const { return m_tabs; }

Q_SIGNALS:
    void selectionRequested(const brokerscope::views::Selection& selection);
    void eventRequested(brokerscope::EventId event);
    void timeRequested(brokerscope::Timestamp time);
    void lensEnlarged(bool enlarged);
    /// Escape, and no view had a use for it.
    void escaped();

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QWidget* composeLenses();
    [[nodiscard]] QWidget* composeCentre();
    void compose();
    void collectWishes();
    void retranslate();
    void shareRoom();
    /// Whether the lens on top is of little use in the room beside the stage.
    [[nodiscard]] bool lacksRoom() const;
    /// Gives the lenses back the room that they lack.
    void openLenses();
    /// A lens that needs more room than it has beside the stage takes the stage's.
    void fitLens();

    views::LessonPanel* m_lesson;
    views::VerdictBar* m_verdict;
    views::StageView* m_stage;
    LensTabs* m_tabs;
    views::PillButton* m_enlarge;
    QStackedWidget* m_lenses;
    views::PlotsView* m_plots;
    views::ProducerView* m_producer;
    views::SequenceView* m_sequence;
    views::AssignmentView* m_assignment;
    views::SegmentsLens* m_segments;
    views::EventLogView* m_eventLog;
    views::WhyView* m_why;
    views::ConfigView* m_config;
    views::InspectorPanel* m_inspector;
    views::TimelineView* m_timeline;
    QSplitter* m_columns;
    QSplitter* m_centre;
    QSplitter* m_rows;
    double m_scale = 1; ///< of the theme
    bool m_isEnlarged = false;
    bool m_enlargedByItself = false; ///< for a lens that needs it; the next lens may not
    bool m_sharedByHand = false; ///< a splitter was moved: from then on the person decides
};

} // namespace brokerscope::app
