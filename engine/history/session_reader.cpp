#include "engine/history/canonical.h"
#include "engine/history/digest.h"
#include "engine/history/session_errors.h"
#include "engine/history/session_file.h"
#include "engine/history/validity.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace brokerscope::history {

namespace {

using Bytes = std::span<const std::uint8_t>;

/// Something in a file that cannot be as it is; caught where the file was opened.
struct Damage {
    std::string detail;
};

void require(bool holds, const char* detail)
{
    if (!holds) {
        throw Damage{detail};
    }
}

/// A file name as a URI; the three characters that have a meaning there are escaped.
std::string uriOf(const std::filesystem::path& path)
{
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(path).string()) {
        switch (c) {
        case '%':
            uri += "%25";
            break;
        case '?':
            uri += "%3f";
            break;
        case '#':
            uri += "%23";
            break;
        default:
            uri += c;
        }
    }
    return uri;
}

/// Without a write-ahead log the file is complete, and "immutable" keeps SQLite from putting
/// anything beside it. With one, only SQLite's usual way sees what was committed last.
SQLite::Database openToRead(const std::filesystem::path& path)
{
    std::error_code ignored;
    constexpr int kBusyMs = 2000;
    if (std::filesystem::exists(walOf(path), ignored)) {
        return {path.string(), SQLite::OPEN_READONLY, kBusyMs};
    }
    return {uriOf(path) + "?immutable=1", SQLite::OPEN_READONLY | SQLite::OPEN_URI, kBusyMs};
}

/// Opens a file, reads with it, and makes errors of what goes wrong.
template <class Read>
auto reading(const std::filesystem::path& path, Read&& read)
    -> tl::expected<decltype(read(std::declval<SQLite::Database&>())), SessionError>
{
    if (auto error = probe(path)) {
        return tl::unexpected(*std::move(error));
    }
    try {
        SQLite::Database database = openToRead(path);
        return read(database);
    } catch (const SQLite::Exception& exception) {
        return tl::unexpected(readError(path, exception));
    } catch (const Damage& damage) {
        return tl::unexpected(SessionError{SessionError::Kind::Corrupt, path, damage.detail});
    }
}

Bytes blobOf(const SQLite::Column& column)
{
    const auto* const data = static_cast<const std::uint8_t*>(column.getBlob());
    return data != nullptr ? Bytes(data, static_cast<std::size_t>(column.getBytes())) : Bytes();
}

// --- all but the events ---

std::string metaText(SQLite::Database& database, const char* name)
{
    SQLite::Statement select(database, "SELECT text FROM meta WHERE name = ?");
    select.bind(1, name);
    require(select.executeStep(), "no scenario");
    return select.getColumn(0).getString();
}

std::vector<SessionRun> readRuns(SQLite::Database& database)
{
    std::vector<SessionRun> runs;
    SQLite::Statement select(database,
        "SELECT id, parent, label, seed, end_time,"
        " (SELECT SUM(events) FROM chunks WHERE run = runs.id) FROM runs ORDER BY id");
    while (select.executeStep()) {
        SessionRun& run = runs.emplace_back();
        run.id = select.getColumn(0).getInt64();
        run.parent = select.getColumn(1).getInt64();
        run.label = select.getColumn(2).getString();
        run.seed = static_cast<std::uint64_t>(select.getColumn(3).getInt64());
        run.complete = !select.getColumn(4).isNull();
        run.events
            = static_cast<std::uint64_t>(std::max<std::int64_t>(select.getColumn(5).getInt64(), 0));
        require(run.id > 0 && run.parent >= 0 && run.parent < run.id,
            "a run that stems from a later one");
    }
    SQLite::Statement edits(database, "SELECT run, text FROM edits ORDER BY run, position");
    while (edits.executeStep()) {
        const std::int64_t id = edits.getColumn(0).getInt64();
        const auto run = std::find_if(
            runs.begin(), runs.end(), [id](const SessionRun& r) { return r.id == id; });
        require(run != runs.end(), "an edit without a run");
        run->edits.push_back(edits.getColumn(1).getString());
    }
    return runs;
}

SessionNotes readNotes(SQLite::Database& database)
{
    SessionNotes notes;
    SQLite::Statement select(database, "SELECT name, text FROM notes ORDER BY name");
    while (select.executeStep()) {
        notes.emplace_back(select.getColumn(0).getString(), select.getColumn(1).getString());
    }
    return notes;
}

// --- a run's events ---

/// What the file says about a run.
struct RunHead {
    event::Roster roster;
    std::optional<Timestamp> end;
    std::optional<std::int64_t> events; ///< once it has ended
};

std::optional<RunHead> readHead(SQLite::Database& database, std::int64_t run)
{
    SQLite::Statement select(database, "SELECT roster, end_time, events FROM runs WHERE id = ?");
    select.bind(1, run);
    if (!select.executeStep()) {
        return std::nullopt;
    }
    Bytes bytes = blobOf(select.getColumn(0));
    auto roster = decodeRoster(bytes);
    require(roster.has_value() && bytes.empty(), "the list of participants");
    RunHead head{*std::move(roster), std::nullopt, std::nullopt};
    if (!select.getColumn(1).isNull()) {
        head.end = Timestamp(select.getColumn(1).getInt64());
        head.events = select.getColumn(2).getInt64();
    }
    return head;
}

event::StringTable readStrings(SQLite::Database& database, std::int64_t run)
{
    event::StringTable strings;
    SQLite::Statement select(database, "SELECT id, text FROM strings WHERE run = ? ORDER BY id");
    select.bind(1, run);
    while (select.executeStep()) {
        const StringId id = strings.intern(select.getColumn(1).getString());
        require(id.value() == select.getColumn(0).getInt64(), "the table of texts");
    }
    return strings;
}

/// How many events to expect, so that there is room for them at once.
std::size_t expectedEvents(SQLite::Database& database, std::int64_t run)
{
    constexpr std::int64_t kSmallestEvent = 4; // kind, time, cause and node take a byte each
    SQLite::Statement select(
        database, "SELECT SUM(events), SUM(LENGTH(bytes)) FROM chunks WHERE run = ?");
    select.bind(1, run);
    require(select.executeStep(), "the chunks");
    const std::int64_t events = select.getColumn(0).getInt64();
    require(events >= 0 && events <= select.getColumn(1).getInt64() / kSmallestEvent
            && events < std::numeric_limits<std::uint32_t>::max(),
        "the number of events");
    return static_cast<std::size_t>(events);
}

std::vector<event::Event> readEvents(
    SQLite::Database& database, std::int64_t run, const event::Roster& roster, std::size_t strings)
{
    std::vector<event::Event> events;
    events.reserve(expectedEvents(database, run));
    SQLite::Statement select(database,
        "SELECT first_event, events, previous_time, digest, bytes FROM chunks WHERE run = ? ORDER "
        "BY first_event");
    select.bind(1, run);
    Timestamp previous;
    while (select.executeStep()) {
        require(select.getColumn(0).getInt64() == static_cast<std::int64_t>(events.size()),
            "a gap in the events");
        require(select.getColumn(2).getInt64() == previous.micros(), "the time between two chunks");
        const Sha256 digest = sha256(blobOf(select.getColumn(4)));
        const Bytes expected = blobOf(select.getColumn(3));
        require(std::equal(digest.begin(), digest.end(), expected.begin(), expected.end()),
            "a chunk's digest");
        Bytes bytes = blobOf(select.getColumn(4));
        const std::int64_t count = select.getColumn(1).getInt64();
        for (std::int64_t i = 0; i < count; ++i) {
            const auto event = decodeEvent(bytes, previous);
            const EventId id(static_cast<std::uint32_t>(events.size()));
            require(event.has_value() && fits(*event, id, roster, strings), "an event");
            previous = event->time;
            events.push_back(*event);
        }
        require(bytes.empty(), "what follows a chunk's events");
    }
    return events;
}

/// nullptr when there is no such run.
std::shared_ptr<const History> historyOf(SQLite::Database& database, std::int64_t run)
{
    auto head = readHead(database, run);
    if (!head) {
        return nullptr;
    }
    event::StringTable strings = readStrings(database, run);
    std::vector<event::Event> events = readEvents(database, run, head->roster, strings.size());
    const Timestamp last = events.empty() ? Timestamp() : events.back().time;
    const Timestamp end = head->end.value_or(last);
    require(end >= last && end.micros() <= kLastTime, "the end of the run");
    require(!head->events || *head->events == static_cast<std::int64_t>(events.size()),
        "events are missing");
    return std::make_shared<const History>(
        std::move(head->roster), std::move(events), std::move(strings), end);
}

} // namespace

tl::expected<Session, SessionError> readSession(const std::filesystem::path& path)
{
    return reading(path, [](SQLite::Database& database) {
        return Session{metaText(database, "scenario-text"), metaText(database, "scenario-name"),
            readRuns(database), readNotes(database)};
    });
}

tl::expected<std::shared_ptr<const History>, SessionError> readRun(
    const std::filesystem::path& path, std::int64_t run)
{
    auto history
        = reading(path, [run](SQLite::Database& database) { return historyOf(database, run); });
    if (history && *history == nullptr) {
        return tl::unexpected(SessionError{
            SessionError::Kind::Missing, path, "there is no run " + std::to_string(run)});
    }
    return history;
}

} // namespace brokerscope::history
