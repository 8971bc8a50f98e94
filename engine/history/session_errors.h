#pragma once

#include "engine/history/session_file.h"

#include <SQLiteCpp/Exception.h>

#include <filesystem>
#include <optional>
#include <system_error>

namespace brokerscope::history {

/// "BRSC" in the header of our files tells them from other programs' SQLite files.
inline constexpr std::int32_t kApplicationId = 0x42525343;

/// What an SQLite exception means for one who only reads, and for one who writes.
[[nodiscard]] SessionError readError(
    const std::filesystem::path& path, const SQLite::Exception& exception);
[[nodiscard]] SessionError writeError(
    const std::filesystem::path& path, const SQLite::Exception& exception);
[[nodiscard]] SessionError writeError(
    const std::filesystem::path& path, const std::error_code& code);

/// Looks at a file by plain reading, before SQLite ever opens it: nullopt when its header is that
/// of a session file in a version that we know and it is not plainly cut short.
[[nodiscard]] std::optional<SessionError> probe(const std::filesystem::path& path);

/// The file that holds what is committed but not yet in the session file itself.
[[nodiscard]] std::filesystem::path walOf(const std::filesystem::path& path);

} // namespace brokerscope::history
