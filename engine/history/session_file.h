#pragma once

#include "engine/history/history.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace brokerscope::history {

/// What went wrong with a session file. The sentence for people is made where it is shown.
struct SessionError {
    enum class Kind : std::uint8_t {
        Missing,
        Unreadable, ///< permission
        Empty,
        Foreign, ///< not a SQLite file, or one of another program
        Newer, ///< user_version beyond ours
        Corrupt, ///< ours, but damaged or cut short
        CannotWrite, ///< read-only place
        DiskFull,
    };
    Kind kind = Kind::Missing;
    std::filesystem::path path;
    std::string detail; ///< from the system or SQLite; English, for the log
};

/// One run of a session's tree: the scenario with its parent's edits and its own.
struct SessionRun {
    std::int64_t id = 0; ///< from 1, in the order of making
    std::int64_t parent = 0; ///< 0 for the root
    std::string label; ///< what was changed, in words
    std::vector<std::string>
        edits; ///< as scenario::toText writes them, the parent's included, in order
    std::uint64_t seed = 0;
    bool complete = false; ///< the run reached its end
    std::uint64_t events = 0;
};

/// Where the person stood, so that reopening leads back there, and other small facts, as name →
/// text.
using SessionNotes = std::vector<std::pair<std::string, std::string>>;

/// A `.brokerscope` file opened for writing: SQLite in WAL mode.
class SessionWriter {
public:
    /// Makes a new file: under another name first, then renamed, so that there is never half a one.
    /// Replaces one that is there only when `replace`; otherwise that is CannotWrite and the file
    /// is left alone.
    static tl::expected<std::unique_ptr<SessionWriter>, SessionError> create(
        const std::filesystem::path& path, const std::string& scenarioText,
        const std::string& scenarioName, bool replace = false);
    /// Continues one of ours; one of an older version is brought up to date.
    static tl::expected<std::unique_ptr<SessionWriter>, SessionError> continueFile(
        const std::filesystem::path& path);

    SessionWriter() = default;
    SessionWriter(const SessionWriter&) = delete;
    SessionWriter& operator=(const SessionWriter&) = delete;
    virtual ~SessionWriter()
        = default; ///< flushes; whoever wants to know whether that worked calls flush() before

    /// Starts a run; events appended from now on belong to it. Returns its id. `id`, `complete` and
    /// `events` of `run` are not looked at. Durable at once, as endRun and setNote are.
    virtual tl::expected<std::int64_t, SessionError> beginRun(
        const SessionRun& run, const event::Roster& roster)
        = 0;
    /// Adds events and the texts that are new since the last call. Durable against a process kill
    /// after flush(). Events are held in memory until then (or until there are megabytes of them),
    /// so a failed flush() loses nothing: it may be tried again when there is room on the disk.
    virtual tl::expected<void, SessionError> append(
        std::span<const event::Event> events, const event::StringTable& strings)
        = 0;
    virtual tl::expected<void, SessionError> endRun(Timestamp end) = 0;
    virtual tl::expected<void, SessionError> setNote(
        const std::string& name, const std::string& text)
        = 0;
    /// Commits what was appended. The caller calls it at least every 250 ms while recording.
    virtual tl::expected<void, SessionError> flush() = 0;
};

/// A session read back.
struct Session {
    std::string scenarioText;
    std::string scenarioName;
    std::vector<SessionRun> runs;
    SessionNotes notes;
};

/// Reads all but the events. Never changes the file, nor its write-ahead log when a kill has left
/// one; SQLite then rebuilds the index beside it (`-shm`). A directory or a device is Foreign; a
/// run that is not there is Missing.
[[nodiscard]] tl::expected<Session, SessionError> readSession(const std::filesystem::path& path);
/// Reads one run's events; of a run that was cut off, those that were committed.
[[nodiscard]] tl::expected<std::shared_ptr<const History>, SessionError> readRun(
    const std::filesystem::path& path, std::int64_t run);

} // namespace brokerscope::history
