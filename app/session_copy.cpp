#include "app/session_copy.h"

#include "app/run_stream.h"

#include <QFile>

#include <filesystem>

namespace brokerscope::app {

SessionCopy::SessionCopy(const SessionSource& source, const RunTree& tree,
    const std::map<std::string, std::string>& notes, const QString& present,
    const std::map<RunId, std::int64_t>& presentIds)
    : m_source(source)
    , m_tree(tree)
    , m_notes(notes)
    , m_present(present)
    , m_presentIds(presentIds)
{
}

tl::expected<void, history::SessionError> SessionCopy::writeTo(const QString& path)
{
    using Kind = history::SessionError::Kind;
    const std::filesystem::path target = path.toStdString();
    std::error_code error;
    if (std::filesystem::exists(target, error)
        && !std::filesystem::is_regular_file(target, error)) {
        return tl::unexpected(
            history::SessionError{Kind::CannotWrite, target, "not a regular file"});
    }
    const QString provisional = path % QStringLiteral(".part");
    removeSessionFile(provisional);
    Written written;
    {
        auto writer = history::SessionWriter::create(
            provisional.toStdString(), m_source.text, m_source.name);
        written = writer ? fill(**writer) : Written(tl::unexpected(writer.error()));
    }
    if (written) {
        // A journal left behind by the file that was here would be taken for the new one's.
        QFile::remove(path % QStringLiteral("-wal"));
        QFile::remove(path % QStringLiteral("-shm"));
        std::filesystem::rename(provisional.toStdString(), target, error);
        if (error) {
            written
                = tl::unexpected(history::SessionError{Kind::CannotWrite, target, error.message()});
        }
    }
    if (!written) {
        removeSessionFile(provisional);
        auto named = written.error();
        named.path = target;
        return tl::unexpected(std::move(named));
    }
    return {};
}

SessionCopy::Written SessionCopy::fill(history::SessionWriter& writer)
{
    for (const Run& run : m_tree.runs()) {
        if (Written copied = copyRun(writer, run); !copied) {
            return copied;
        }
    }
    for (const auto& [name, text] : m_notes) {
        if (Written noted = writer.setNote(name, text); !noted) {
            return noted;
        }
    }
    return writer.flush();
}

SessionCopy::Written SessionCopy::copyRun(history::SessionWriter& writer, const Run& run)
{
    std::shared_ptr<const history::History> history = run.view.history;
    if (history == nullptr) {
        auto read = history::readRun(m_present.toStdString(), m_presentIds.at(run.id));
        if (!read) {
            return tl::unexpected(read.error());
        }
        history = std::move(*read);
    }
    const auto parent = m_fileIds.find(run.parent);
    RunStream stream(writer,
        sessionRun(run, parent == m_fileIds.end() ? 0 : parent->second, m_tree.label(run)),
        history->roster());
    Written written = stream.finish(*history, run.complete);
    m_fileIds[run.id] = stream.id();
    return written;
}

void removeSessionFile(const QString& path)
{
    for (const char* ending : {"", "-wal", "-shm"}) {
        QFile::remove(path + QLatin1String(ending));
    }
}

} // namespace brokerscope::app
