#include "app/session_recorder.h"

#include "app/locked_session_writer.h"
#include "app/session_copy.h"
#include "views/text/session_text.h"

#include <QFile>

namespace brokerscope::app {

SessionRecorder::Recording::Recording(std::shared_ptr<history::SessionWriter> writer, RunId run,
    history::SessionRun described, event::Roster roster)
    : m_writer(std::move(writer))
    , m_run(run)
    , m_stream(*m_writer, std::move(described), std::move(roster))
{
}

void SessionRecorder::Recording::update(const event::Recorder& recorder)
{
    if (m_error) {
        return;
    }
    if (const RunStream::Written written = m_stream.update(recorder); !written) {
        m_error = written.error();
    }
}

RunStream::Written SessionRecorder::Recording::finish(
    const history::History& history, bool complete)
{
    if (m_error) {
        return tl::unexpected(*m_error);
    }
    return m_stream.finish(history, complete);
}

SessionRecorder::SessionRecorder(QObject* parent)
    : QObject(parent)
{
    m_due.setSingleShot(true);
    m_due.setInterval(kFlushInterval);
    connect(&m_due, &QTimer::timeout, this, &SessionRecorder::writeNotes);
}

SessionRecorder::~SessionRecorder()
{
    if (m_writer != nullptr && !m_unwritten.empty()) {
        writeNotes();
    }
}

bool SessionRecorder::startFile(const QString& path, const SessionSource& source)
{
    close();
    m_path = path;
    auto writer = history::SessionWriter::create(path.toStdString(), source.text, source.name);
    if (!writer) {
        fail(writer.error());
        return false;
    }
    m_writer = std::make_shared<LockedSessionWriter>(std::move(*writer));
    Q_EMIT fileChanged();
    return true;
}

bool SessionRecorder::continueFile(const QString& path, const std::vector<Run>& runs)
{
    close();
    m_path = path;
    for (const Run& run : runs) {
        m_fileIds[run.id] = run.id.value();
    }
    auto writer = history::SessionWriter::continueFile(path.toStdString());
    if (!writer) {
        fail(writer.error());
        return false;
    }
    m_writer = std::make_shared<LockedSessionWriter>(std::move(*writer));
    Q_EMIT fileChanged();
    return true;
}

void SessionRecorder::close()
{
    writeNotes();
    m_writer = nullptr;
    m_path.clear();
    m_fileIds.clear();
    m_notes.clear();
    m_unwritten.clear();
    Q_EMIT fileChanged();
}

std::shared_ptr<SessionRecorder::Recording> SessionRecorder::begin(
    const Run& run, const QString& label)
{
    if (m_writer == nullptr) {
        return nullptr;
    }
    return std::make_shared<Recording>(
        m_writer, run.id, describe(run, label), scenario::rosterOf(*run.view.scenario));
}

void SessionRecorder::finish(
    const std::shared_ptr<Recording>& recording, const views::RunView& view, bool complete)
{
    if (recording == nullptr || m_writer == nullptr) {
        return;
    }
    if (const RunStream::Written written = recording->finish(*view.history, complete); !written) {
        fail(written.error());
        return;
    }
    m_fileIds[recording->run()] = recording->fileId();
}

void SessionRecorder::note(const std::string& name, const std::string& text)
{
    const auto [known, isNew] = m_notes.try_emplace(name, text);
    if (!isNew && known->second == text) {
        return;
    }
    known->second = text;
    m_unwritten[name] = text;
    if (m_writer != nullptr && !m_due.isActive()) {
        m_due.start();
    }
}

void SessionRecorder::writeNotes()
{
    m_due.stop();
    if (m_writer == nullptr || m_unwritten.empty()) {
        return;
    }
    for (const auto& [name, text] : m_unwritten) {
        if (const auto written = m_writer->setNote(name, text); !written) {
            fail(written.error());
            return;
        }
    }
    m_unwritten.clear();
    if (const auto flushed = m_writer->flush(); !flushed) {
        fail(flushed.error());
    }
}

void SessionRecorder::fail(const history::SessionError& error)
{
    m_writer = nullptr;
    Q_EMIT fileChanged();
    Q_EMIT troubled(views::sessionErrorText(error));
}

std::int64_t SessionRecorder::fileId(RunId run) const
{
    const auto known = m_fileIds.find(run);
    return known == m_fileIds.end() ? run.value() : known->second;
}

history::SessionRun SessionRecorder::describe(const Run& run, const QString& label) const
{
    const auto parent = m_fileIds.find(run.parent);
    return sessionRun(run, parent == m_fileIds.end() ? 0 : parent->second, label);
}

tl::expected<void, history::SessionError> SessionRecorder::saveAs(
    const QString& path, const SessionSource& source, const RunTree& tree)
{
    writeNotes();
    if (m_writer != nullptr && path == m_path) {
        return {}; // it is all there
    }
    SessionCopy copy{source, tree, m_notes, m_path, m_fileIds};
    if (const auto written = copy.writeTo(path); !written) {
        return tl::unexpected(written.error());
    }
    m_writer = nullptr; // before the file may be opened again: it can be the same one
    m_path = path;
    m_fileIds = copy.fileIds();
    m_unwritten.clear();
    auto writer = history::SessionWriter::continueFile(path.toStdString());
    if (!writer) {
        return tl::unexpected(writer.error());
    }
    m_writer = std::make_shared<LockedSessionWriter>(std::move(*writer));
    Q_EMIT fileChanged();
    return {};
}

history::SessionRun sessionRun(const Run& run, std::int64_t parent, const QString& label)
{
    history::SessionRun described;
    described.parent = parent;
    described.label = label.toStdString();
    for (const scenario::Edit& edit : run.edits) {
        described.edits.push_back(scenario::toText(edit));
    }
    described.seed = run.view.scenario->seed;
    return described;
}

} // namespace brokerscope::app
