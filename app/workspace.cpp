#include "app/workspace.h"

#include "app/app_folders.h"
#include "app/scenario_edits.h"
#include "app/session_restore.h"
#include "app/source_file.h"
#include "engine/scenario/expression.h"
#include "views/text/names.h"
#include "views/text/session_text.h"

namespace brokerscope::app {

namespace {

/// A run that takes longer gets a progress bar.
constexpr std::chrono::milliseconds kPatience{200};
/// A command under the mouse must not hold up the mouse.
constexpr std::chrono::milliseconds kFrame{30};

/// Autosaved sessions that are kept.
constexpr int kKeptSessions = 50;

} // namespace

Workspace::Workspace(Player::Clock clock, QObject* parent)
    : QObject(parent)
    , m_player(std::move(clock))
{
    connect(&m_player, &Player::playheadMoved, this, [this](const views::Playhead& playhead) {
        m_recorder.note(std::string(kNotePlayhead), playheadNote(playhead));
    });
    connect(&m_runs, &RunTree::currentChanged, this, &Workspace::showCurrent);
}

std::optional<QString> Workspace::open(const QString& name)
{
    auto file = openSource(name);
    if (!file) {
        return file.error();
    }
    if (file->kind == SourceFile::Kind::Session) {
        return openSession(name);
    }
    auto scenario = scenario::readScenario(file->text);
    if (!scenario) {
        return diagnosticsSentence(scenario.error(), name);
    }
    openScenario({std::move(file->text), name.toStdString()}, std::move(*scenario));
    return std::nullopt;
}

void Workspace::openScenario(SessionSource source, scenario::Scenario scenario)
{
    close();
    m_source = std::move(source);
    pruneSessions(kKeptSessions - 1);
    m_recorder.startFile(newSessionPath(views::toQString(scenario.id)), m_source);

    Run root;
    root.id = m_runs.nextId();
    root.view.scenario = std::make_shared<const scenario::Scenario>(std::move(scenario));
    execute(std::move(root));
}

std::optional<QString> Workspace::openSession(const QString& path)
{
    auto restored = restoreSession(path);
    if (!restored) {
        return restored.error();
    }
    if (restored->runs.empty()) {
        // It was cut off before the first run was in the file.
        auto scenario = scenario::readScenario(restored->source.text);
        if (!scenario) {
            return diagnosticsSentence(scenario.error(), path);
        }
        openScenario(std::move(restored->source), std::move(*scenario));
        return std::nullopt;
    }
    close();
    m_source = std::move(restored->source);
    m_recorder.continueFile(path, restored->runs);
    m_recorder.adoptNotes(restored->notes);
    m_runs.reset(std::move(restored->runs), restored->current);
    m_player.place(restored->playhead);
    Q_EMIT opened();
    return std::nullopt;
}

void Workspace::close()
{
    m_executor.abandon();
    m_player.pause();
    m_nextPreview = nullptr;
    m_previewing = false;
    m_recorder.close();
    m_source = {};
    m_runs.reset({}, kNoRun);
    m_player.toStart();
    Q_EMIT opened();
}

void Workspace::fork(std::vector<scenario::Edit> edits)
{
    const Run* parent = m_runs.current();
    if (parent == nullptr) {
        return;
    }
    auto scenario = edited(m_source.text, *parent, edits);
    if (!scenario) {
        endPreview();
        Q_EMIT refused(scenario.error());
        return;
    }
    if (const Run* same = m_runs.sameScenario(*scenario)) {
        m_previewing = false;
        m_nextPreview = nullptr;
        same->id == parent->id ? showCurrent() : switchTo(same->id);
        return;
    }
    Run run;
    run.id = m_runs.nextId();
    run.parent = parent->id;
    run.edits = joined(*parent, edits);
    run.view.scenario = std::make_shared<const scenario::Scenario>(std::move(*scenario));
    execute(std::move(run));
}

bool Workspace::hasContrast() const
{
    return isOpen() && !m_runs.root()->view.scenario->contrast.empty();
}

void Workspace::forkContrast()
{
    if (hasContrast()) {
        switchTo(m_runs.root()->id);
        fork(scenario::contrastEdits(*m_runs.root()->view.scenario));
    }
}

void Workspace::execute(Run run)
{
    m_previewing = false;
    m_nextPreview = nullptr;
    const auto recording = m_recorder.begin(run, m_runs.label(run));
    const auto scenario = run.view.scenario;
    auto done = [this, run = std::move(run), recording](RunExecutor::Outcome outcome) mutable {
        if (outcome.complete || !isOpen()) {
            run.complete = outcome.complete;
            m_recorder.finish(recording, outcome.view, outcome.complete);
            keep(std::move(run), std::move(outcome.view));
        } else {
            showCurrent();
            Q_EMIT refused(tr("The run was cancelled; the one before it is on the stage again."));
        }
    };
    RunExecutor::Watch watch;
    if (recording != nullptr) {
        watch = [recording](const event::Recorder& recorder) { recording->update(recorder); };
    }
    m_executor.start(scenario, kPatience, std::move(done), std::move(watch));
}

void Workspace::keep(Run run, views::RunView view)
{
    const bool first = !isOpen();
    run.view = std::move(view);
    m_runs.add(std::move(run));
    if (first) {
        Q_EMIT opened();
    }
    startNextPreview();
}

void Workspace::preview(const std::vector<scenario::Edit>& edits)
{
    const Run* current = m_runs.current();
    if (current == nullptr) {
        return;
    }
    auto scenario = edited(m_source.text, *current, edits);
    if (!scenario) {
        return; // it would not be taken as a fork either, and says so then
    }
    m_previewing = true;
    auto shared = std::make_shared<const scenario::Scenario>(std::move(*scenario));
    if (m_executor.isBusy()) {
        m_nextPreview = std::move(shared);
    } else {
        startPreview(std::move(shared));
    }
}

void Workspace::startPreview(std::shared_ptr<const scenario::Scenario> scenario)
{
    m_executor.start(std::move(scenario), kFrame, [this](const RunExecutor::Outcome& outcome) {
        if (!m_previewing) {
            return;
        }
        show(outcome.view);
        startNextPreview();
    });
}

void Workspace::startNextPreview()
{
    if (m_nextPreview != nullptr) {
        startPreview(std::exchange(m_nextPreview, nullptr));
    }
}

void Workspace::endPreview()
{
    if (std::exchange(m_previewing, false)) {
        m_nextPreview = nullptr;
        showCurrent();
    }
}

void Workspace::switchTo(RunId id)
{
    const Run* run = m_runs.find(id);
    if (run == nullptr) {
        return;
    }
    if (run->view.history == nullptr) {
        auto view = loadRun(m_recorder.path(), m_recorder.fileId(id), *run);
        if (!view) {
            Q_EMIT refused(view.error());
            return;
        }
        m_runs.fill(id, std::move(*view));
    }
    m_previewing = false;
    m_runs.setCurrent(id);
}

void Workspace::showCurrent()
{
    const Run* run = m_runs.current();
    if (run != nullptr) {
        noteCurrent();
    }
    show(run == nullptr ? views::RunView{} : run->view);
}

void Workspace::noteCurrent()
{
    m_recorder.note(std::string(kNoteRun), std::to_string(m_recorder.fileId(m_runs.current()->id)));
}

void Workspace::show(const views::RunView& view)
{
    m_player.setRun(view);
    Q_EMIT runShown();
}

std::optional<QString> Workspace::saveAs(const QString& path)
{
    if (const auto saved = m_recorder.saveAs(path, m_source, m_runs); !saved) {
        return views::sessionErrorText(saved.error());
    }
    noteCurrent(); // the runs are numbered anew in the new file
    return std::nullopt;
}

} // namespace brokerscope::app
