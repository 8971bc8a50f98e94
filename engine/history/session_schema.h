#pragma once

#include <SQLiteCpp/Database.h>

namespace brokerscope::history {

/// The version of the file format that we write, kept in user_version.
inline constexpr int kSchemaVersion = 7;

/// Brings a session file from the version that it has (0: a new database) to kSchemaVersion, one
/// migration after the other in one transaction. Throws SQLite::Exception.
void migrate(SQLite::Database& database);

} // namespace brokerscope::history
