#pragma once

#include "app/run_tree.h"
#include "app/session_recorder.h"

#include <map>
#include <string>

namespace brokerscope::app {

/// Writes a whole session into a file of its own: under a provisional name beside the target first,
/// so that a file that was there stays as it is until the new one is whole.
class SessionCopy {
public:
    /// `present` and `presentIds`: the file that the session is in now and its numbers for the
    /// runs; from there come the runs that the tree has not read.
    SessionCopy(const SessionSource& source, const RunTree& tree,
        const std::map<std::string, std::string>& notes, const QString& present,
        const std::map<RunId, std::int64_t>& presentIds);

    [[nodiscard]] tl::expected<void, history::SessionError> writeTo(const QString& path);

    /// The numbers of the runs in the new file.
    [[nodiscard]] const std::map<RunId, std::int64_t>& fileIds() const { return m_fileIds; }

private:
    using Written = tl::expected<void, history::SessionError>;
    Written fill(history::SessionWriter& writer);
    Written copyRun(history::SessionWriter& writer, const Run& run);

    const SessionSource& m_source;
    const RunTree& m_tree;
    const std::map<std::string, std::string>& m_notes;
    const QString& m_present;
    const std::map<RunId, std::int64_t>& m_presentIds;
    std::map<RunId, std::int64_t> m_fileIds;
};

/// Removes a session file with what SQLite keeps beside it while it is open.
void removeSessionFile(const QString& path);

} // namespace brokerscope::app
