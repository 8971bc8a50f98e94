#include "app/conductor.h"

#include "app/lens_tabs.h"
#include "app/node_menu.h"
#include "app/predictions_note.h"
#include "app/workspace_page.h"
#include "engine/scenario/fault.h"
#include "views/assignment/assignment_view.h"
#include "views/config/config_view.h"
#include "views/lesson/lesson_panel.h"
#include "views/producer/producer_view.h"
#include "views/segments/segments_lens.h"
#include "views/sequence/sequence_view.h"
#include "views/stage/stage_view.h"
#include "views/text/command_text.h"
#include "views/text/names.h"
#include "views/text/time_text.h"
#include "views/timeline/timeline_view.h"

#include <QMenu>
#include <QTimer>

#include <algorithm>

namespace brokerscope::app {

namespace {

using views::LessonPanel;
using views::Selection;
using views::StageView;
using views::TimelineView;

} // namespace

Conductor::Conductor(Workspace& workspace, WorkspacePage& page, QObject* parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_page(page)
{
    connectPlayer();
    connectViews();
    connectTimeline();
    connectSegments();
    connectProducer();
}

void Conductor::connectPlayer()
{
    Player& player = m_workspace.player();
    connect(&player, &Player::playheadMoved, this, &Conductor::scheduleScene);
    connect(&player, &Player::questionReached, this,
        [this] { Q_EMIT informed(tr("Make your prediction first, then go on.")); });
    connect(&m_workspace, &Workspace::runShown, this, &Conductor::takeRun);
    connect(&m_workspace, &Workspace::opened, this, &Conductor::takeScenario);
}

void Conductor::connectViews()
{
    Player& player = m_workspace.player();
    connect(&m_page, &WorkspacePage::selectionRequested, this, &Conductor::select);
    connect(&m_page, &WorkspacePage::eventRequested, &player, &Player::seekEvent);
    connect(&m_page, &WorkspacePage::timeRequested, &player, [&player](Timestamp time) {
        player.pause();
        player.seek(time);
    });
    connect(m_page.stage(), &StageView::nodeMenuRequested, this, &Conductor::showObjectMenu);
    connect(m_page.stage(), &StageView::messageMenuRequested, this, &Conductor::showMessageMenu);
    connect(m_page.config(), &views::ConfigView::editRequested, this,
        [this](const scenario::SetValue& edit) {
            m_workspace.player().pause();
            m_workspace.fork({edit});
        });
    connect(m_page.sequence(), &views::SequenceView::nodeMenuRequested, this,
        [this](NodeId node, QPoint place) { showObjectMenu(node, place, kNoPartition); });
    connect(m_page.assignment(), &views::AssignmentView::nodeMenuRequested, this,
        [this](NodeId node, QPoint place) { showObjectMenu(node, place, kNoPartition); });

    LessonPanel* lesson = m_page.lesson();
    connect(lesson, &LessonPanel::stepRequested, this, [this, lesson](std::size_t step) {
        if (step < lesson->cues().size() && lesson->cues()[step]) {
            m_workspace.player().seekEvent(*lesson->cues()[step]);
        }
    });
    connect(lesson, &LessonPanel::predictionMade, this, &Conductor::notePrediction);
    connect(lesson, &LessonPanel::contrastRequested, &m_workspace, &Workspace::forkContrast);
    connect(lesson, &LessonPanel::resetRequested, this, &Conductor::resetLesson);
}

void Conductor::connectTimeline()
{
    TimelineView* timeline = m_page.timeline();
    connect(timeline, &TimelineView::commandDragged, this, [this](std::size_t index, Timestamp to) {
        m_workspace.player().pause();
        m_workspace.preview(movesOf(index, to));
    });
    connect(timeline, &TimelineView::commandDropped, this,
        [this](std::size_t index, Timestamp to) { m_workspace.fork(movesOf(index, to)); });
    connect(timeline, &TimelineView::commandRemoved, this,
        [this](std::size_t index) { m_workspace.fork({scenario::RemoveCommand{index}}); });
    connect(timeline, &TimelineView::commandMenuRequested, this, &Conductor::showCommandMenu);
}

// A fault takes its healing along, so that it is as long as before and as the danger strip has it.
std::vector<scenario::Edit> Conductor::movesOf(std::size_t command, Timestamp to) const
{
    const Run* run = m_workspace.runs().current();
    return run == nullptr ? std::vector<scenario::Edit>()
                          : scenario::movesTo(*run->view.scenario, command, to);
}

void Conductor::connectSegments()
{
    views::SegmentsLens* lens = m_page.segments();
    connect(lens, &views::SegmentsLens::replicaChanged, this, &Conductor::wantFiles);
    connect(m_page.tabs(), &LensTabs::currentChanged, this, &Conductor::wantFiles);
    connect(&m_files, &ReplicaFiles::ready, lens, &views::SegmentsLens::setReplicaLog);
}

void Conductor::connectProducer()
{
    using views::ProducerView;
    connect(m_page.stage(), &StageView::producerZoomRequested, this, &Conductor::zoomInto);
    connect(m_page.producer(), &ProducerView::nodeMenuRequested, this, &Conductor::showObjectMenu);
    connect(
        m_page.producer(), &ProducerView::messageMenuRequested, this, &Conductor::showMessageMenu);
}

void Conductor::zoomInto(NodeId producer)
{
    Selection selection;
    selection.kind = Selection::Kind::Node;
    selection.node = producer;
    select(selection);
    m_page.showLens(WorkspacePage::Producer);
    m_page.producer()->setFocus();
}

void Conductor::wantFiles()
{
    const bool isInSight = m_page.tabs()->currentIndex() == WorkspacePage::Segments;
    m_files.want(m_workspace.player().scene(),
        isInSight ? m_page.segments()->replica() : views::SegmentsLens::Replica{});
}

void Conductor::scheduleScene()
{
    if (!m_scheduled) {
        m_scheduled = true;
        QTimer::singleShot(0, this, &Conductor::showScene);
    }
}

void Conductor::showScene()
{
    m_scheduled = false;
    const views::Scene scene = m_workspace.player().scene();
    m_page.setScene(scene);
    wantFiles();
    Q_EMIT sceneShown(scene);
}

void Conductor::takeRun()
{
    settleSelection();
    showScene();
    updateQuestionStops();
}

void Conductor::takeScenario()
{
    select({});
    m_page.lesson()->setPredictions(predictionsFromNotes(m_workspace.recorder().notes()));
    updateQuestionStops();
}

void Conductor::select(const Selection& selection)
{
    if (selection.kind != Selection::Kind::None) {
        m_workspace.player().pause();
    }
    m_selection = selection;
    m_page.setSelection(selection);
    Q_EMIT selected(selection);
}

void Conductor::settleSelection()
{
    const auto& run = m_workspace.player().run().history;
    const bool another = run != m_shownRun;
    m_shownRun = run;
    // Another run has other events; a node or a record may well be in both.
    const bool isEvent = m_selection.kind == Selection::Kind::Event
        || m_selection.kind == Selection::Kind::Message;
    if (another && isEvent) {
        select({});
    }
}

void Conductor::notePrediction(std::size_t /*step*/, qint64 /*value*/, bool /*right*/)
{
    m_workspace.recorder().note(
        std::string(kNotePredictions), predictionsNote(m_page.lesson()->predictions()));
    updateQuestionStops();
}

void Conductor::updateQuestionStops()
{
    const LessonPanel& lesson = *m_page.lesson();
    const views::RunView& run = m_workspace.player().run();
    std::vector<EventId> stops;
    std::vector<EventId> questions;
    const std::vector<views::Prediction> made = lesson.predictions();
    const std::size_t count = run ? std::min(lesson.cues().size(), run.scenario->lesson.size()) : 0;
    for (std::size_t step = 0; step < count; ++step) {
        if (!lesson.cues()[step]) {
            continue;
        }
        stops.push_back(*lesson.cues()[step]);
        const bool answered = std::any_of(made.begin(), made.end(),
            [step](const views::Prediction& each) { return each.step == step; });
        if (run.scenario->lesson[step].question && !answered) {
            questions.push_back(*lesson.cues()[step]);
        }
    }
    std::sort(stops.begin(), stops.end());
    std::sort(questions.begin(), questions.end());
    m_workspace.player().setLessonStops(std::move(stops));
    m_workspace.player().setQuestionStops(std::move(questions));
}

void Conductor::resetLesson()
{
    m_workspace.recorder().note(std::string(kNotePredictions), {});
    if (const Run* root = m_workspace.runs().root()) {
        m_workspace.switchTo(root->id);
    }
    m_workspace.player().toStart();
    select({});
    updateQuestionStops();
}

void Conductor::addCommand(const scenario::Command& command)
{
    m_workspace.player().pause();
    m_workspace.fork({scenario::AddCommand{command}});
}

void Conductor::fillNodes(QMenu& menu)
{
    const views::Scene scene = m_workspace.player().scene();
    if (!scene.run) {
        return;
    }
    // QMenu::clear() leaves the submenus of the last time behind.
    qDeleteAll(menu.findChildren<QMenu*>(Qt::FindDirectChildrenOnly));
    fillClusterMenu(menu, scene, [this](const scenario::Command& command) { addCommand(command); });
}

void Conductor::showObjectMenu(NodeId node, QPoint place, PartitionId partition)
{
    const views::Scene scene = m_workspace.player().scene();
    if (!scene.run || (node == kNoNode && partition == kNoPartition)) {
        return;
    }
    m_workspace.player().pause();
    auto* menu = new QMenu(&m_page);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto chosen = [this](const scenario::Command& command) { addCommand(command); };
    const bool isProducer
        = node != kNoNode && scene.run.history->roster().at(node).kind == event::NodeKind::Producer;
    if (isProducer) {
        menu->addAction(tr("Zoom in"), this, [this, node] { zoomInto(node); });
    }
    fillNodeMenu(*menu, scene, node, chosen);
    if (node == kNoNode) {
        fillPartitionMenu(*menu, scene, partition, chosen);
    } else if (partition != kNoPartition) {
        menu->addSeparator();
        addLazyMenu(*menu, views::partitionName(*scene.run.history, partition),
            [scene, partition, chosen](
                QMenu& opened) { fillPartitionMenu(opened, scene, partition, chosen); });
    }
    menu->popup(place);
}

void Conductor::showMessageMenu(EventId message, QPoint place)
{
    const views::Scene scene = m_workspace.player().scene();
    if (!scene.run) {
        return;
    }
    m_workspace.player().pause();
    auto* menu = new QMenu(&m_page);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMessageMenu(
        *menu, scene, message, [this](const scenario::Command& command) { addCommand(command); });
    menu->popup(place);
}

void Conductor::showCommandMenu(std::size_t index, QPoint place)
{
    const views::RunView& run = m_workspace.player().run();
    if (!run || index >= run.scenario->script.size()) {
        return;
    }
    const scenario::Command command = run.scenario->script[index];
    const bool isEnd = std::holds_alternative<scenario::EndCommand>(command.action);
    auto* menu = new QMenu(&m_page);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addSection(views::commandText(command));
    menu->addAction(
        tr("Go there"), this, [this, command] { m_workspace.player().seek(command.at); });
    const Timestamp here = m_workspace.player().playhead().time;
    QAction* move = menu->addAction(tr("Move to the playhead (%1 s)").arg(views::timeText(here)),
        this, [this, index, here] { m_workspace.fork(movesOf(index, here)); });
    QAction* remove = menu->addAction(
        tr("Remove"), this, [this, index] { m_workspace.fork({scenario::RemoveCommand{index}}); });
    move->setEnabled(here != command.at);
    move->setToolTip(tr("It is there already."));
    remove->setEnabled(!isEnd);
    remove->setToolTip(isEnd ? tr("Every run has an end.") : QString());
    menu->popup(place);
}

} // namespace brokerscope::app
