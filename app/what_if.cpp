#include "app/what_if.h"

#include "app/workspace_page.h"
#include "engine/scenario/fault.h"
#include "views/inspector/inspector_panel.h"
#include "views/inspector/remedies.h"
#include "views/timeline/timeline_view.h"

namespace brokerscope::app {

namespace {

/// The command whose ScriptCommand is selected.
std::optional<std::size_t> commandIn(
    const views::Selection& selection, const history::History& history)
{
    const bool isEvent = selection.kind == views::Selection::Kind::Event
        && selection.event.value() < history.size();
    const auto* command = isEvent
        ? std::get_if<event::ScriptCommand>(&history.event(selection.event).payload)
        : nullptr;
    return command == nullptr ? std::nullopt : std::optional<std::size_t>(command->index);
}

bool isFaultOf(const scenario::Scenario& scenario, std::size_t index)
{
    return index < scenario.script.size() && scenario::isFault(scenario.script[index]);
}

} // namespace

WhatIf::WhatIf(Workspace& workspace, WorkspacePage& page, QObject* parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_page(page)
    , m_survey(m_pool)
    , m_remedies(m_pool)
{
    connect(&m_workspace, &Workspace::opened, this, [this] {
        m_fault.reset();
        follow();
    });
    connect(&m_workspace.executor(), &RunExecutor::busyChanged, this, &WhatIf::follow);
    connect(&m_survey, &DangerSurvey::stripChanged, this, &WhatIf::showStrip);
    connect(&m_remedies, &RemedyTrial::changed, this, &WhatIf::showRemedies);

    views::TimelineView* timeline = m_page.timeline();
    connect(timeline, &views::TimelineView::faultMoveRequested, this, &WhatIf::moveFault);
    connect(timeline, &views::TimelineView::surveyRequested, &m_survey, &DangerSurvey::resume);
    connect(
        timeline, &views::TimelineView::surveyCancelRequested, &m_survey, &DangerSurvey::cancel);
    // The run under the mouse needs the processors at once.
    connect(timeline, &views::TimelineView::commandDragged, this, [this] { m_survey.hold(true); });

    views::RemediesView* remedies = m_page.inspector()->remedies();
    connect(remedies, &views::RemediesView::remedyRequested, this,
        [this](int index) { m_workspace.fork(m_remedies.helped(index)); });
    connect(remedies, &views::RemediesView::failureRequested, this,
        [this](int index) { m_workspace.fork(m_remedies.inVain(index)); });
}

void WhatIf::follow()
{
    const bool elsewhere = m_workspace.isPreviewing() || m_workspace.executor().isBusy();
    m_survey.hold(elsewhere);
    const Run* run = m_workspace.runs().current();
    if (elsewhere) {
        return;
    }
    if (run == nullptr || run->view.history == nullptr || !run->complete) {
        m_survey.want(nullptr, std::nullopt, 0);
        m_remedies.forget();
        return;
    }
    followFault(*run);
    followAnomaly(*run);
}

void WhatIf::followFault(const Run& run)
{
    const scenario::Scenario& scenario = *run.view.scenario;
    const bool isChosen = m_fault && isFaultOf(scenario, *m_fault);
    m_survey.want(run.view.scenario, isChosen ? m_fault : scenario::firstFault(scenario),
        run.view.history->size());
}

void WhatIf::followAnomaly(const Run& run)
{
    const auto story = m_page.inspector()->page().story;
    const history::Verdict& verdict = *run.view.verdict;
    if (!story || *story >= verdict.anomalies.size()) {
        m_remedies.forget();
        return;
    }
    const history::Anomaly& anomaly = verdict.anomalies[*story];
    const event::Roster& roster = run.view.history->roster();
    const NodeId producer = verdict.records.at(anomaly.record).producer;
    m_remedies.want(run, m_workspace.source().text,
        {anomaly.kind, roster.at(producer).name,
            roster.partitions.at(anomaly.partition.value()).topic});
    m_remedies.takeStrip(m_survey.strip().get());
}

void WhatIf::select(const views::Selection& selection)
{
    const Run* run = m_workspace.runs().current();
    const auto command = run == nullptr || run->view.history == nullptr
        ? std::nullopt
        : commandIn(selection, *run->view.history);
    const bool isFault = command && isFaultOf(*run->view.scenario, *command);
    if (isFault) {
        m_fault = command;
    }
    follow();
    if (isFault) {
        m_survey.resume();
    }
}

void WhatIf::cancel()
{
    m_survey.cancel();
    m_remedies.cancel();
}

void WhatIf::moveFault(Timestamp to)
{
    const Run* run = m_workspace.runs().current();
    if (run != nullptr && m_survey.strip() != nullptr) {
        m_workspace.player().pause();
        m_workspace.fork(scenario::movesTo(*run->view.scenario, m_survey.strip()->fault, to));
    }
}

void WhatIf::showStrip()
{
    m_page.timeline()->setDanger(m_survey.strip());
    m_remedies.takeStrip(m_survey.strip().get());
}

void WhatIf::showRemedies()
{
    m_page.inspector()->remedies()->setReport(m_remedies.report());
}

} // namespace brokerscope::app
