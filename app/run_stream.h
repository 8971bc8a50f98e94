#pragma once

#include "engine/event/recorder.h"
#include "engine/history/session_file.h"

#include <tl/expected.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace brokerscope::app {

/// How long events may stay outside the file while a run goes on; the promise is 250 ms.
inline constexpr std::chrono::milliseconds kFlushInterval{200};

/// Writes one run into a session file while it goes on, so that a kill loses no more than the last
/// moments.
class RunStream {
public:
    using Written = tl::expected<void, history::SessionError>;

    /// Nothing is written before `update` or `finish`. The writer must outlive this.
    RunStream(history::SessionWriter& writer, history::SessionRun run, event::Roster roster);

    /// Called again and again while the run goes on. When kFlushInterval has passed since the last
    /// time, what is new since then goes into the file.
    Written update(const event::Recorder& recorder);

    /// Writes the rest. A run that is not complete stays marked as cut off.
    Written finish(const history::History& history, bool complete);

    /// The run's number in the file; 0 before anything was written.
    [[nodiscard]] std::int64_t id() const { return m_run.id; }

private:
    Written write(std::span<const event::Event> events, const event::StringTable& strings);

    history::SessionWriter& m_writer;
    history::SessionRun m_run;
    event::Roster m_roster;
    std::size_t m_written = 0; ///< events
    bool m_begun = false;
    std::chrono::steady_clock::time_point m_lastFlush = std::chrono::steady_clock::now();
};

} // namespace brokerscope::app
