#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QObject>

#include "app/run_stream.h"
#include "app/run_tree.h"
#include "engine/history/session_file.h"

#include <QString>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace brokerscope::app {

/// What every session file of a scenario begins with.
struct SessionSource {
    std::string text; ///< the scenario's YAML
    std::string name; ///< the file it came from, or a bundled lesson's id
};

/// Keeps the session of the window in a file while one works. What cannot be written is said once,
/// in one sentence; the session then goes on in memory and can still be saved elsewhere as a whole.
class SessionRecorder : public QObject {
    Q_OBJECT

public:
    /// A run on its way into the file.
    class Recording;

    explicit SessionRecorder(QObject* parent = nullptr);
    ~SessionRecorder() override;

    /// A new file. False when it cannot be made; then nothing is written.
    bool startFile(const QString& path, const SessionSource& source);
    /// Goes on in a file whose runs have been read; their ids in the tree are those of the file.
    bool continueFile(const QString& path, const std::vector<Run>& runs);
    /// Writes what is due and lets go of the file.
    void close();

    [[nodiscard]] bool isWriting() const { return m_writer != nullptr; }
    /// The present file, also when writing to it has failed; empty before the first.
    [[nodiscard]] const QString& path() const { return m_path; }

    /// For a run that is about to start. update() may be called on the worker thread.
    [[nodiscard]] std::shared_ptr<Recording> begin(const Run& run, const QString& label);
    void finish(
        const std::shared_ptr<Recording>& recording, const views::RunView& view, bool complete);

    /// Remembers a fact about where the person stands; written within kFlushInterval.
    void note(const std::string& name, const std::string& text);
    /// Notes that the file has already.
    void adoptNotes(std::map<std::string, std::string> notes) { m_notes = std::move(notes); }
    /// A run's number in the file; its id in the tree when it is in no file.
    [[nodiscard]] std::int64_t fileId(RunId run) const;
    [[nodiscard]] const std::map<std::string, std::string>& notes() const { return m_notes; }

    /// Writes everything into a new file, which takes the place of `path` only when it is whole,
    /// and goes on there. `tree` is asked for labels; runs that have not been read yet are read
    /// from the present file.
    [[nodiscard]] tl::expected<void, history::SessionError> saveAs(
        const QString& path, const SessionSource& source, const RunTree& tree);

Q_SIGNALS:
    /// The file cannot be written any more.
    void troubled(const QString& sentence);
    /// Another file, or writing began or stopped.
    void fileChanged();

private:
    void fail(const history::SessionError& error);
    void writeNotes();
    [[nodiscard]] history::SessionRun describe(const Run& run, const QString& label) const;

    std::shared_ptr<history::SessionWriter>
        m_writer; // shared with a Recording on the worker thread
    QString m_path;
    std::map<RunId, std::int64_t> m_fileIds;
    std::map<std::string, std::string> m_notes;
    std::map<std::string, std::string> m_unwritten;
    QTimer m_due;
};

/// May be told of progress on the worker thread while the recorder's own thread goes on; see
/// RunStream.
class SessionRecorder::Recording {
public:
    Recording(std::shared_ptr<history::SessionWriter> writer, RunId run,
        history::SessionRun described, event::Roster roster);

    void update(const event::Recorder& recorder);
    /// After the run; the first error of update() or its own.
    RunStream::Written finish(const history::History& history, bool complete);

    [[nodiscard]] RunId run() const { return m_run; }
    [[nodiscard]] std::int64_t fileId() const { return m_stream.id(); }

private:
    std::shared_ptr<history::SessionWriter> m_writer;
    RunId m_run;
    RunStream m_stream;
    std::optional<history::SessionError> m_error;
};

/// A run as the file describes it; `parent` is its parent's number there.
[[nodiscard]] history::SessionRun sessionRun(
    const Run& run, std::int64_t parent, const QString& label);

} // namespace brokerscope::app
