#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QObject>

#include "app/player.h"
#include "app/run_executor.h"
#include "app/run_tree.h"
#include "app/session_recorder.h"

#include <optional>
#include <vector>

namespace brokerscope::app {

/// One opened scenario with all that one does with it: its runs, the player over the run on the
/// stage, the session file that all of it goes to.
class Workspace : public QObject {
    Q_OBJECT

public:
    explicit Workspace(Player::Clock clock = Player::steadyClock(), QObject* parent = nullptr);

    /// Opens a scenario, a bundled lesson or a session. Returns one sentence when it cannot; then
    /// everything stays as it was.
    [[nodiscard]] std::optional<QString> open(const QString& name);
    /// Ends the recording and lets go of the scenario.
    void close();
    [[nodiscard]] bool isOpen() const { return m_runs.root() != nullptr; }

    [[nodiscard]] RunTree& runs() { return m_runs; }
    [[nodiscard]] const RunTree& runs() const { return m_runs; }
    [[nodiscard]] Player& player() { return m_player; }
    [[nodiscard]] SessionRecorder& recorder() { return m_recorder; }
    [[nodiscard]] RunExecutor& executor() { return m_executor; }
    [[nodiscard]] const SessionSource& source() const { return m_source; }

    /// Runs the current run's scenario with these edits on top and shows it, as a child of the
    /// current run; a run that the tree has already is shown again instead.
    void fork(std::vector<scenario::Edit> edits);
    /// Forks the root by the scenario's contrast, or shows that run again.
    void forkContrast();
    [[nodiscard]] bool hasContrast() const;

    /// Shows what the current run would be with these edits, without keeping it: for a command
    /// under the mouse.
    void preview(const std::vector<scenario::Edit>& edits);
    /// Back to the current run.
    void endPreview();
    [[nodiscard]] bool isPreviewing() const { return m_previewing; }

    void switchTo(RunId run);

    /// Saves everything in another file and goes on there. Returns one sentence when it cannot.
    [[nodiscard]] std::optional<QString> saveAs(const QString& path);

Q_SIGNALS:
    /// Another scenario or session is open, or none.
    void opened();
    /// The player stands on another run, kept or not.
    void runShown();
    /// Something that was asked for cannot be done; one sentence.
    void refused(const QString& sentence);

private:
    void openScenario(SessionSource source, scenario::Scenario scenario);
    [[nodiscard]] std::optional<QString> openSession(const QString& path);
    void execute(Run run);
    void keep(Run run, views::RunView view);
    void startNextPreview();
    void noteCurrent();
    void startPreview(std::shared_ptr<const scenario::Scenario> scenario);
    void show(const views::RunView& view);
    void showCurrent();

    SessionSource m_source;
    RunTree m_runs;
    Player m_player;
    SessionRecorder m_recorder;
    RunExecutor m_executor;
    bool m_previewing = false;
    /// The preview that waits for the one that is being run.
    std::shared_ptr<const scenario::Scenario> m_nextPreview;
};

} // namespace brokerscope::app
