#pragma once

#include "app/run_options.h"
#include "app/run_stream.h"

#include <QString>

#include <tl/expected.hpp>

#include <memory>
#include <optional>

namespace brokerscope::app {

/// The session file of `brokerscope run --session OUT`: new, or one more run in a session of the
/// same scenario. A file of any other kind is never touched.
class SessionFileRun {
public:
    [[nodiscard]] static tl::expected<std::unique_ptr<SessionFileRun>, QString> open(
        const QString& path, const ChosenRun& run);

    /// Both return false after an error, see error().
    [[nodiscard]] bool update(const event::Recorder& recorder);
    [[nodiscard]] bool finish(const history::History& history);

    /// Removes the file if it was new; a session that was there keeps the run as one that was cut
    /// off.
    void discard();

    /// One sentence.
    [[nodiscard]] const std::optional<QString>& error() const { return m_error; }

private:
    SessionFileRun(QString path, bool isNew, std::unique_ptr<history::SessionWriter> writer,
        history::SessionRun described, event::Roster roster);
    bool took(const RunStream::Written& written);

    QString m_path;
    bool m_isNew;
    std::unique_ptr<history::SessionWriter> m_writer;
    RunStream m_stream;
    std::optional<QString> m_error;
};

} // namespace brokerscope::app
