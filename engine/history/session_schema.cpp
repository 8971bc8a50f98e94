#include "engine/history/session_schema.h"

#include "engine/history/session_errors.h"

#include <SQLiteCpp/Transaction.h>

#include <array>
#include <string>

namespace brokerscope::history {

namespace {

// Version 1. end_time and events of a run are there once it has reached its end. Events are kept as
// canonical bytes (canonical.h) in chunks, each with the time that its first event's time is told
// from and a SHA-256 of its bytes. Keyframes and verdicts are derived, so not stored.
constexpr const char* kFirst = R"(
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    text TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE notes (
    name TEXT PRIMARY KEY,
    text TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    parent INTEGER NOT NULL,
    label TEXT NOT NULL,
    seed INTEGER NOT NULL,
    roster BLOB NOT NULL,
    end_time INTEGER,
    events INTEGER
);
CREATE TABLE edits (
    run INTEGER NOT NULL REFERENCES runs (id),
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (run, position)
) WITHOUT ROWID;
CREATE TABLE strings (
    run INTEGER NOT NULL REFERENCES runs (id),
    id INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (run, id)
) WITHOUT ROWID;
CREATE TABLE chunks (
    run INTEGER NOT NULL REFERENCES runs (id),
    first_event INTEGER NOT NULL,
    events INTEGER NOT NULL,
    previous_time INTEGER NOT NULL,
    digest BLOB NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (run, first_event)
);
)";

// Version 2. The tables are the same; events may be of the kinds from SegmentRolled on, which a
// reader of version 1 would take for damage.
constexpr const char* kLogFiles = "";

// Version 3. As before: events may be of the kinds from LinkSlowed on.
constexpr const char* kReplication = "";

// Version 4. As before: events may be of the kinds from BatchCompressed on.
constexpr const char* kProducers = "";

// Version 5. As before: events may be of the kinds from BatchRecompressed on, and have errors that
// only a client knows.
constexpr const char* kClientErrors = "";

// Version 6. As before: events may be of the kinds from GroupStateChanged on.
constexpr const char* kGroups = "";

// Version 7. As before: events may be of the kinds from RecordStored on.
constexpr const char* kHandlers = "";

/// kMigrations[v] leads from version v to version v + 1.
constexpr std::array<const char*, kSchemaVersion> kMigrations{
    kFirst, kLogFiles, kReplication, kProducers, kClientErrors, kGroups, kHandlers};

} // namespace

void migrate(SQLite::Database& database)
{
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    if (version >= kSchemaVersion) {
        return;
    }
    SQLite::Transaction transaction(database);
    for (std::size_t v = static_cast<std::size_t>(version); v < kMigrations.size(); ++v) {
        database.exec(kMigrations[v]);
    }
    database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    database.exec("PRAGMA user_version = " + std::to_string(kSchemaVersion));
    transaction.commit();
}

} // namespace brokerscope::history
