#include "engine/history/canonical.h"
#include "engine/history/digest.h"
#include "engine/history/session_errors.h"
#include "engine/history/session_file.h"
#include "engine/history/session_schema.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <unistd.h>

#include <functional>
#include <string>
#include <utility>

namespace brokerscope::history {

namespace {

using Result = tl::expected<void, SessionError>;

// Large enough that the cost of a row does not matter, small enough to be read and checked piece by
// piece.
constexpr std::size_t kChunkBytes = std::size_t{128} * 1024;
// Who appends this much without a flush() gets one, so that memory stays bounded.
constexpr std::size_t kMostWaiting = std::size_t{8} * 1024 * 1024;
constexpr int kBusyMs = 2000;

/// Consecutive events of a run as canonical bytes.
struct Chunk {
    std::int64_t run = 0;
    std::int64_t first = 0;
    std::int64_t events = 0;
    Timestamp previous; // of the event before
    std::vector<std::uint8_t> bytes;
};

struct NewText {
    std::int64_t run = 0;
    std::int64_t id = 0;
    std::string text;
};

class FileWriter final : public SessionWriter {
public:
    /// Opens a file that probe() accepted. Throws SQLite::Exception.
    explicit FileWriter(const std::filesystem::path& path)
        : m_path(path)
        , m_database(path.string(), SQLite::OPEN_READWRITE, kBusyMs)
    {
        m_database.exec("PRAGMA journal_mode = WAL");
        m_database.exec("PRAGMA synchronous = NORMAL");
        migrate(m_database);
    }
    ~FileWriter() override { (void)writeWaiting({}); }

    /// SQLite opens a file that may not be written as read-only and says nothing.
    [[nodiscard]] bool isReadOnly() const
    {
        return sqlite3_db_readonly(m_database.getHandle(), "main") != 0;
    }

    tl::expected<std::int64_t, SessionError> beginRun(
        const SessionRun& run, const event::Roster& roster) override;
    Result append(std::span<const event::Event> events, const event::StringTable& strings) override;
    Result endRun(Timestamp end) override;
    Result setNote(const std::string& name, const std::string& text) override;
    Result flush() override { return writeWaiting({}); }

private:
    void seal();
    void takeTexts(const event::StringTable& strings);
    /// Writes what waits and then `more`, all in one transaction. When that fails it goes on
    /// waiting.
    Result writeWaiting(const std::function<void()>& more);
    void insertRun(const SessionRun& run, const event::Roster& roster);

    std::filesystem::path m_path;
    SQLite::Database m_database;
    std::int64_t m_run = 0; // 0: none
    std::int64_t m_events = 0; // of the run
    std::size_t m_texts = 1; // of the run; the empty text is in every table
    Timestamp m_previous;
    Chunk m_open;
    std::vector<Chunk> m_chunks;
    std::vector<NewText> m_newTexts;
    std::size_t m_waitingBytes = 0;
};

void FileWriter::seal()
{
    if (m_open.events > 0) {
        m_waitingBytes += m_open.bytes.size();
        m_chunks.push_back(std::move(m_open));
    }
    m_open = {m_run, m_events, 0, m_previous, {}};
}

void FileWriter::takeTexts(const event::StringTable& strings)
{
    for (; m_texts < strings.size(); ++m_texts) {
        const StringId id(static_cast<std::uint32_t>(m_texts));
        m_newTexts.push_back(
            {m_run, static_cast<std::int64_t>(m_texts), std::string(strings.at(id))});
        m_waitingBytes += strings.at(id).size();
    }
}

Result FileWriter::append(std::span<const event::Event> events, const event::StringTable& strings)
{
    if (m_run == 0) {
        return tl::unexpected(
            SessionError{SessionError::Kind::CannotWrite, m_path, "no run has begun"});
    }
    takeTexts(strings);
    for (const event::Event& event : events) {
        encodeEvent(event, m_previous, m_open.bytes);
        m_previous = event.time;
        ++m_open.events;
        ++m_events;
        if (m_open.bytes.size() >= kChunkBytes) {
            seal();
            m_open.bytes.reserve(kChunkBytes + 256);
        }
    }
    return m_waitingBytes > kMostWaiting ? flush() : Result();
}

Result FileWriter::writeWaiting(const std::function<void()>& more)
{
    seal();
    if (m_chunks.empty() && m_newTexts.empty() && !more) {
        return {};
    }
    try {
        SQLite::Transaction transaction(m_database);
        SQLite::Statement text(m_database, "INSERT INTO strings (run, id, text) VALUES (?, ?, ?)");
        for (const NewText& added : m_newTexts) {
            text.reset();
            text.bind(1, added.run);
            text.bind(2, added.id);
            text.bindNoCopy(3, added.text);
            text.exec();
        }
        SQLite::Statement chunk(m_database, "INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?)");
        for (const Chunk& added : m_chunks) {
            const Sha256 digest = sha256(added.bytes);
            chunk.reset();
            chunk.bind(1, added.run);
            chunk.bind(2, added.first);
            chunk.bind(3, added.events);
            chunk.bind(4, added.previous.micros());
            chunk.bind(5, digest.data(), static_cast<int>(digest.size()));
            chunk.bindNoCopy(6, added.bytes.data(), static_cast<int>(added.bytes.size()));
            chunk.exec();
        }
        if (more) {
            more();
        }
        transaction.commit();
    } catch (const SQLite::Exception& exception) {
        return tl::unexpected(writeError(m_path, exception));
    }
    m_chunks.clear();
    m_newTexts.clear();
    m_waitingBytes = 0;
    return {};
}

void FileWriter::insertRun(const SessionRun& run, const event::Roster& roster)
{
    std::vector<std::uint8_t> bytes;
    encodeRoster(roster, bytes);
    SQLite::Statement insert(
        m_database, "INSERT INTO runs (parent, label, seed, roster) VALUES (?, ?, ?, ?)");
    insert.bind(1, run.parent);
    insert.bind(2, run.label);
    insert.bind(3, static_cast<std::int64_t>(run.seed)); // SQLite knows no unsigned numbers.
    insert.bind(4, bytes.data(), static_cast<int>(bytes.size()));
    insert.exec();
    const std::int64_t id = m_database.getLastInsertRowid();

    SQLite::Statement edit(m_database, "INSERT INTO edits (run, position, text) VALUES (?, ?, ?)");
    for (std::size_t i = 0; i < run.edits.size(); ++i) {
        edit.reset();
        edit.bind(1, id);
        edit.bind(2, static_cast<std::int64_t>(i));
        edit.bind(3, run.edits[i]);
        edit.exec();
    }
}

tl::expected<std::int64_t, SessionError> FileWriter::beginRun(
    const SessionRun& run, const event::Roster& roster)
{
    std::int64_t id = 0;
    const Result written = writeWaiting([&] {
        insertRun(run, roster);
        id = m_database.execAndGet("SELECT MAX(id) FROM runs").getInt64();
    });
    if (!written) {
        return tl::unexpected(written.error());
    }
    m_run = id;
    m_events = 0;
    m_texts = 1;
    m_previous = Timestamp();
    m_open = {m_run, 0, 0, m_previous, {}};
    return id;
}

Result FileWriter::endRun(Timestamp end)
{
    return writeWaiting([&] {
        SQLite::Statement update(
            m_database, "UPDATE runs SET end_time = ?, events = ? WHERE id = ?");
        update.bind(1, end.micros());
        update.bind(2, m_events);
        update.bind(3, m_run);
        update.exec();
    });
}

Result FileWriter::setNote(const std::string& name, const std::string& text)
{
    return writeWaiting([&] {
        SQLite::Statement insert(
            m_database, "INSERT OR REPLACE INTO notes (name, text) VALUES (?, ?)");
        insert.bind(1, name);
        insert.bind(2, text);
        insert.exec();
    });
}

/// Removes a database with the files that SQLite may have put beside it.
void removeDatabase(const std::filesystem::path& path)
{
    std::error_code ignored;
    for (const char* const suffix : {"", "-wal", "-shm", "-journal"}) {
        std::filesystem::path file = path;
        file += suffix;
        std::filesystem::remove(file, ignored);
    }
}

/// Makes a whole session file without runs. Throws SQLite::Exception.
void makeFile(const std::filesystem::path& path, const std::string& text, const std::string& name)
{
    SQLite::Database database(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(database);
    SQLite::Statement insert(database, "INSERT INTO meta (name, text) VALUES (?, ?), (?, ?)");
    insert.bind(1, "scenario-text");
    insert.bind(2, text);
    insert.bind(3, "scenario-name");
    insert.bind(4, name);
    insert.exec();
}

tl::expected<std::unique_ptr<SessionWriter>, SessionError> openForWriting(
    const std::filesystem::path& path)
{
    try {
        auto writer = std::make_unique<FileWriter>(path);
        if (writer->isReadOnly()) {
            return tl::unexpected(SessionError{SessionError::Kind::CannotWrite, path, "read-only"});
        }
        return writer;
    } catch (const SQLite::Exception& exception) {
        return tl::unexpected(writeError(path, exception));
    }
}

} // namespace

tl::expected<std::unique_ptr<SessionWriter>, SessionError> SessionWriter::create(
    const std::filesystem::path& path, const std::string& scenarioText,
    const std::string& scenarioName, bool replace)
{
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (std::filesystem::exists(status)
        && (!replace || !std::filesystem::is_regular_file(status))) {
        return tl::unexpected(
            SessionError{SessionError::Kind::CannotWrite, path, "there is something of that name"});
    }
    std::filesystem::path fresh = path;
    fresh += ".new-" + std::to_string(::getpid());
    removeDatabase(fresh);
    try {
        makeFile(fresh, scenarioText, scenarioName);
    } catch (const SQLite::Exception& exception) {
        removeDatabase(fresh);
        return tl::unexpected(writeError(path, exception));
    }
    // What a killed writer of an earlier file of this name left beside it must not be taken for
    // ours.
    for (const char* const suffix : {"-wal", "-shm", "-journal"}) {
        std::filesystem::path stale = path;
        stale += suffix;
        std::filesystem::remove(stale, error);
    }
    std::filesystem::rename(fresh, path, error);
    if (error) {
        removeDatabase(fresh);
        return tl::unexpected(writeError(path, error));
    }
    return openForWriting(path);
}

tl::expected<std::unique_ptr<SessionWriter>, SessionError> SessionWriter::continueFile(
    const std::filesystem::path& path)
{
    if (auto error = probe(path)) {
        return tl::unexpected(*std::move(error));
    }
    return openForWriting(path);
}

} // namespace brokerscope::history
