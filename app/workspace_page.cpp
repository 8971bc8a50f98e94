#include "app/workspace_page.h"

#include "app/lens_tabs.h"
#include "views/assignment/assignment_view.h"
#include "views/config/config_view.h"
#include "views/controls/card.h"
#include "views/controls/pill_button.h"
#include "views/events/event_log_view.h"
#include "views/events/why_view.h"
#include "views/inspector/inspector_panel.h"
#include "views/lesson/lesson_panel.h"
#include "views/plots/plots_view.h"
#include "views/producer/producer_view.h"
#include "views/segments/segments_lens.h"
#include "views/sequence/sequence_view.h"
#include "views/stage/stage_view.h"
#include "views/timeline/timeline_view.h"
#include "views/verdict/verdict_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace brokerscope::app {

namespace {

using views::Ink;

constexpr int kMargin = 12;
constexpr int kTopMargin = 10;
constexpr int kGap = 12; ///< between the panels: the handles of the splitters

// The proportions of the design at 1600 × 1000.
constexpr int kLessonWidth = 284;
constexpr int kInspectorWidth = 328;
constexpr int kTimelineHeight = 276;
constexpr int kLensesHeight = 168;

// What a panel needs to be of use, at the size of type of the light theme.
constexpr int kStageNeeds = 366;
constexpr int kLensesNeed = 136;
constexpr int kTabsAlone = 40;
constexpr int kSequenceNeeds = 300;
/// A stage that lacks more than this is worth more than a lens; its tabs stay and open it again.
constexpr int kStageMayLack = 60;
constexpr int kTimelineNeeds = 182;
constexpr int kSidePanelNeeds = 240;

QSplitter* makeSplitter(Qt::Orientation orientation)
{
    auto* splitter = new QSplitter(orientation);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(kGap);
    return splitter;
}

} // namespace

WorkspacePage::WorkspacePage(QWidget* parent)
    : QWidget(parent)
    , m_lesson(new views::LessonPanel)
    , m_verdict(new views::VerdictBar)
    , m_stage(new views::StageView)
    , m_tabs(new LensTabs)
    , m_enlarge(new views::PillButton)
    , m_lenses(new QStackedWidget)
    , m_plots(new views::PlotsView)
    , m_producer(new views::ProducerView)
    , m_sequence(new views::SequenceView)
    , m_assignment(new views::AssignmentView)
    , m_segments(new views::SegmentsLens)
    , m_eventLog(new views::EventLogView)
    , m_why(new views::WhyView)
    , m_config(new views::ConfigView)
    , m_inspector(new views::InspectorPanel)
    , m_timeline(new views::TimelineView)
    , m_columns(makeSplitter(Qt::Horizontal))
    , m_centre(makeSplitter(Qt::Vertical))
    , m_rows(makeSplitter(Qt::Vertical))
{
    compose();
    collectWishes();
    retranslate();
}

QWidget* WorkspacePage::composeLenses()
{
    auto* lenses = new QWidget;
    auto* column = new QVBoxLayout(lenses);
    column->setContentsMargins(16, 0, 12, 10);
    column->setSpacing(2);
    // Lenses scroll or shrink; none of them may push the window beyond the screen.
    lenses->setMinimumHeight(kTabsAlone);
    m_lenses->setMinimumHeight(1);
    for (int i = Plots; i <= Config; ++i) {
        m_tabs->addTab(QString());
    }
    m_lenses->addWidget(m_plots);
    m_lenses->addWidget(m_producer);
    m_lenses->addWidget(m_sequence);
    m_lenses->addWidget(m_assignment);
    m_lenses->addWidget(m_segments);
    m_lenses->addWidget(m_eventLog);
    m_lenses->addWidget(m_why);
    m_lenses->addWidget(m_config);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_tabs, 1);
    head->addWidget(m_enlarge);
    column->addLayout(head);
    column->addWidget(m_lenses, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_lenses, &QStackedWidget::setCurrentIndex);
    connect(m_tabs, &QTabBar::currentChanged, this, &WorkspacePage::fitLens);
    connect(m_tabs, &QTabBar::tabBarClicked, this, &WorkspacePage::openLenses);
    connect(m_enlarge, &QAbstractButton::clicked, this, [this] {
        m_enlargedByItself = false;
        setLensEnlarged(!m_isEnlarged);
    });
    return lenses;
}

QWidget* WorkspacePage::composeCentre()
{
    auto* card = new views::Card;
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 1, 1, 1);
    m_centre->setHandleWidth(5);
    m_centre->addWidget(m_stage);
    m_centre->addWidget(composeLenses());
    m_centre->setStretchFactor(0, 1);
    m_centre->setStretchFactor(1, 0);
    inside->addWidget(m_centre);

    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(m_verdict);
    column->addWidget(card, 1);
    return centre;
}

void WorkspacePage::compose()
{
    m_columns->addWidget(m_lesson);
    m_columns->addWidget(composeCentre());
    m_columns->addWidget(m_inspector);
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 1);
    m_columns->setStretchFactor(2, 0);

    auto* timelineCard = new views::Card;
    auto* inside = new QVBoxLayout(timelineCard);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_timeline);
    m_rows->addWidget(m_columns);
    m_rows->addWidget(timelineCard);
    m_rows->setStretchFactor(0, 1);
    m_rows->setStretchFactor(1, 0);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, kTopMargin, kMargin, kMargin);
    column->addWidget(m_rows);
    m_columns->setMinimumHeight(1);
    m_stage->setMinimumHeight(220);
    for (QSplitter* splitter : {m_columns, m_centre, m_rows}) {
        connect(splitter, &QSplitter::splitterMoved, this, [this] {
            m_sharedByHand = true;
            m_lenses->setVisible(m_centre->sizes().last() > kTabsAlone + 30);
        });
    }
}

void WorkspacePage::collectWishes()
{
    using views::EventLogView;
    using views::InspectorPanel;
    using views::StageView;
    using views::TimelineView;
    using views::VerdictBar;
    connect(m_stage, &StageView::selectionRequested, this, &WorkspacePage::selectionRequested);
    connect(m_verdict, &VerdictBar::selectionRequested, this, &WorkspacePage::selectionRequested);
    connect(
        m_inspector, &InspectorPanel::selectionRequested, this, &WorkspacePage::selectionRequested);
    connect(
        m_eventLog, &EventLogView::selectionRequested, this, &WorkspacePage::selectionRequested);
    connect(m_segments, &views::SegmentsLens::selectionRequested, this,
        &WorkspacePage::selectionRequested);
    connect(m_producer, &views::ProducerView::selectionRequested, this,
        &WorkspacePage::selectionRequested);
    connect(m_producer, &views::ProducerView::timeRequested, this, &WorkspacePage::timeRequested);
    connect(m_sequence, &views::SequenceView::selectionRequested, this,
        &WorkspacePage::selectionRequested);
    connect(m_sequence, &views::SequenceView::timeRequested, this, &WorkspacePage::timeRequested);
    connect(m_assignment, &views::AssignmentView::selectionRequested, this,
        &WorkspacePage::selectionRequested);
    connect(
        m_assignment, &views::AssignmentView::timeRequested, this, &WorkspacePage::timeRequested);
    connect(m_verdict, &VerdictBar::eventRequested, this, &WorkspacePage::eventRequested);
    connect(m_inspector, &InspectorPanel::eventRequested, this, &WorkspacePage::eventRequested);
    connect(m_eventLog, &EventLogView::eventRequested, this, &WorkspacePage::eventRequested);
    connect(m_why, &views::WhyView::eventRequested, this, &WorkspacePage::eventRequested);
    connect(m_plots, &views::PlotsView::timeRequested, this, &WorkspacePage::timeRequested);
    connect(m_timeline, &TimelineView::timeRequested, this, &WorkspacePage::timeRequested);
    connect(
        m_timeline, &TimelineView::selectionRequested, this, &WorkspacePage::selectionRequested);
}

void WorkspacePage::setScene(const views::Scene& scene)
{
    m_lesson->setScene(scene);
    m_verdict->setScene(scene);
    m_stage->setScene(scene);
    m_plots->setScene(scene);
    m_producer->setScene(scene);
    m_sequence->setScene(scene);
    m_assignment->setScene(scene);
    m_segments->setScene(scene);
    m_eventLog->setScene(scene);
    m_why->setScene(scene);
    m_config->setScene(scene);
    m_inspector->setScene(scene);
    m_timeline->setScene(scene);
}

void WorkspacePage::setSelection(const views::Selection& selection)
{
    m_lesson->setSelection(selection);
    m_verdict->setSelection(selection);
    m_stage->setSelection(selection);
    m_plots->setSelection(selection);
    m_producer->setSelection(selection);
    m_sequence->setSelection(selection);
    m_assignment->setSelection(selection);
    m_segments->setSelection(selection);
    m_eventLog->setSelection(selection);
    m_why->setSelection(selection);
    m_config->setSelection(selection);
    m_inspector->setSelection(selection);
    m_timeline->setSelection(selection);
}

void WorkspacePage::setTheme(const views::Theme& theme)
{
    views::applyTheme(this, theme);
    m_lesson->setTheme(theme);
    m_verdict->setTheme(theme);
    m_stage->setTheme(theme);
    m_plots->setTheme(theme);
    m_producer->setTheme(theme);
    m_sequence->setTheme(theme);
    m_assignment->setTheme(theme);
    m_segments->setTheme(theme);
    m_eventLog->setTheme(theme);
    m_why->setTheme(theme);
    m_config->setTheme(theme);
    m_inspector->setTheme(theme);
    m_timeline->setTheme(theme);
    QPalette colors = palette();
    colors.setColor(QPalette::Window, theme.color(Ink::Window));
    setPalette(colors);
    setAutoFillBackground(true);
    if (m_scale != theme.scale()) {
        m_scale = theme.scale();
        m_sharedByHand = false;
        shareRoom();
    }
}

void WorkspacePage::showLens(Lens lens)
{
    m_tabs->setCurrentIndex(lens);
    openLenses();
}

void WorkspacePage::setLensEnlarged(bool enlarged)
{
    if (enlarged == m_isEnlarged) {
        return;
    }
    m_isEnlarged = enlarged;
    m_stage->setVisible(!enlarged);
    if (enlarged) {
        m_lenses->show();
    } else {
        shareRoom();
    }
    retranslate();
    Q_EMIT lensEnlarged(enlarged);
}

void WorkspacePage::fitLens()
{
    if (lacksRoom()) {
        if (!m_isEnlarged) {
            m_enlargedByItself = true;
            setLensEnlarged(true);
        }
    } else if (std::exchange(m_enlargedByItself, false)) {
        setLensEnlarged(false);
    }
}

bool WorkspacePage::lacksRoom() const
{
    const int beside = m_centre->height() - static_cast<int>(kStageNeeds * m_scale) - kTabsAlone;
    switch (static_cast<Lens>(m_tabs->currentIndex())) {
    case Producer:
        return beside < m_producer->wantedHeight();
    case Sequence:
        return beside < static_cast<int>(kSequenceNeeds * m_scale);
    case Assignment:
        return beside < m_assignment->wantedHeight();
    case Segments:
        return beside < m_segments->wantedHeight();
    case Config:
        return beside < m_config->wantedHeight();
    case Plots:
    case EventLog:
    case Why:
        break;
    }
    return false;
}

void WorkspacePage::openLenses()
{
    const QList<int> sizes = m_centre->sizes();
    if (!m_isEnlarged && sizes.last() < kLensesNeed) {
        m_sharedByHand = true;
        m_centre->setSizes({sizes.first() + sizes.last() - kLensesNeed, kLensesNeed});
        m_lenses->show();
    }
}

void WorkspacePage::shareRoom()
{
    if (m_sharedByHand || width() < 100 || height() < 100) {
        return;
    }
    const auto typed = [this](int pixels) { return static_cast<int>(pixels * m_scale); };

    // In a smaller window the side panels give way, so that the stage keeps most of the width.
    const double across = std::clamp(1.0 - (1600 - width()) / 1200.0, 0.7, 1.2);
    const int lesson = std::max(kSidePanelNeeds, static_cast<int>(kLessonWidth * across));
    const int inspector = std::max(kSidePanelNeeds, static_cast<int>(kInspectorWidth * across));
    const int centre = width() - 2 * kMargin - 2 * kGap - lesson - inspector;
    m_columns->setSizes({lesson, centre, inspector});

    const double down = std::clamp(height() / 948.0, 0.8, 1.2);
    const int rows
        = height() - kMargin - kTopMargin - kGap; // the layout may not have seen the new size yet
    const int room
        = rows - std::max(m_verdict->heightForWidth(centre), m_verdict->minimumHeight()) - kGap;
    int timeline = typed(static_cast<int>(kTimelineHeight * down));
    int lenses = typed(static_cast<int>(kLensesHeight * down));
    const auto missing
        = [&] { return std::max(0, typed(kStageNeeds) - (room - timeline - lenses)); };
    lenses = std::max(kLensesNeed, lenses - missing());
    timeline = std::max(kTimelineNeeds, timeline - missing());
    if (missing() > kStageMayLack) {
        lenses = typed(kTabsAlone);
    }
    m_rows->setSizes({rows - timeline, timeline});
    m_centre->setSizes({room - timeline - lenses, lenses});
    m_lenses->setVisible(m_isEnlarged || lenses >= kLensesNeed);
}

void WorkspacePage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    shareRoom();
}

void WorkspacePage::retranslate()
{
    m_tabs->setTabText(Plots, tr("Plots"));
    m_tabs->setTabText(Producer, tr("Producer"));
    m_tabs->setTabText(Sequence, tr("Sequence"));
    m_tabs->setTabText(Assignment, tr("Assignment"));
    m_tabs->setTabText(Segments, tr("Segments"));
    m_tabs->setTabText(EventLog, tr("Event log"));
    m_tabs->setTabText(Why, tr("Why?"));
    m_tabs->setTabText(Config, tr("Config"));
    m_tabs->setAccessibleName(tr("Lenses"));
    m_enlarge->setText(m_isEnlarged ? tr("Show the stage") : tr("Enlarge"));
    m_enlarge->setAccessibleName(
        m_isEnlarged ? tr("Show the stage above the lens again") : tr("Enlarge the lens"));
}

void WorkspacePage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT escaped();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void WorkspacePage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace brokerscope::app
