#include "app/session_restore.h"

#include "app/scenario_edits.h"
#include "engine/history/session_file.h"
#include "engine/scenario/edit.h"
#include "views/text/names.h"
#include "views/text/session_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <sstream>

namespace brokerscope::app {

namespace {

struct SessionRestore {
    Q_DECLARE_TR_FUNCTIONS(SessionRestore)
};

tl::expected<Run, QString> runFrom(
    const history::SessionRun& saved, const history::Session& session, const QString& path)
{
    Run run;
    run.id = RunId(saved.id);
    run.parent = RunId(saved.parent);
    run.complete = saved.complete;
    for (const std::string& line : saved.edits) {
        auto edit = scenario::fromText(line);
        if (!edit) {
            return tl::unexpected(SessionRestore::tr(
                "A run in %1 holds a change that this version does not know: %2.")
                                      .arg(path, views::toQString(line)));
        }
        run.edits.push_back(std::move(*edit));
    }
    auto scenario = scenario::readScenario(session.scenarioText, run.edits);
    if (!scenario) {
        return tl::unexpected(
            SessionRestore::tr("The scenario in %1 cannot be read by this version: %2")
                .arg(path,
                    diagnosticsSentence(scenario.error(), views::toQString(session.scenarioName))));
    }
    run.view.scenario = std::make_shared<const scenario::Scenario>(std::move(*scenario));
    return run;
}

RunId currentOf(const RestoredSession& session)
{
    const auto note = session.notes.find(std::string(kNoteRun));
    const auto isNoted = [&](const Run& run) {
        return note != session.notes.end() && note->second == std::to_string(run.id.value());
    };
    const auto noted = std::find_if(session.runs.begin(), session.runs.end(), isNoted);
    return noted == session.runs.end() ? session.runs.front().id : noted->id;
}

} // namespace

tl::expected<RestoredSession, QString> restoreSession(const QString& path)
{
    auto session = history::readSession(path.toStdString());
    if (!session) {
        return tl::unexpected(views::sessionErrorText(session.error()));
    }
    RestoredSession restored;
    restored.source = {session->scenarioText, session->scenarioName};
    restored.notes.insert(session->notes.begin(), session->notes.end());
    for (const history::SessionRun& saved : session->runs) {
        auto run = runFrom(saved, *session, path);
        if (!run) {
            return tl::unexpected(run.error());
        }
        restored.runs.push_back(std::move(*run));
    }
    if (restored.runs.empty()) {
        return restored;
    }
    restored.current = currentOf(restored);
    for (Run& run : restored.runs) {
        if (run.id == restored.current) {
            auto view = loadRun(path, run.id.value(), run);
            if (!view) {
                return tl::unexpected(view.error());
            }
            run.view = std::move(*view);
        }
    }
    if (const auto note = restored.notes.find(std::string(kNotePlayhead));
        note != restored.notes.end()) {
        restored.playhead = playheadFromNote(note->second);
    }
    return restored;
}

tl::expected<views::RunView, QString> loadRun(
    const QString& path, std::int64_t fileId, const Run& run)
{
    auto history = history::readRun(path.toStdString(), fileId);
    if (!history) {
        return tl::unexpected(views::sessionErrorText(history.error()));
    }
    views::RunView view{std::move(*history), nullptr, run.view.scenario};
    view.verdict = std::make_shared<const history::Verdict>(history::judge(*view.history));
    return view;
}

std::string playheadNote(const views::Playhead& playhead)
{
    return std::to_string(playhead.time.micros()) + ' ' + std::to_string(playhead.applied);
}

views::Playhead playheadFromNote(const std::string& text)
{
    std::istringstream in(text);
    std::int64_t micros = 0;
    std::size_t applied = 0;
    if (in >> micros >> applied) {
        return {Timestamp(micros), applied};
    }
    return {};
}

} // namespace brokerscope::app
