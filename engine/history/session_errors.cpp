#include "engine/history/session_errors.h"

#include "engine/history/session_schema.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <string_view>
#include <utility>

namespace brokerscope::history {

namespace {

using Kind = SessionError::Kind;

// https://www.sqlite.org/fileformat.html, "The Database Header"
constexpr std::size_t kHeaderSize = 100;
constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::size_t kPageSizeAt = 16;
constexpr std::size_t kPageCountAt = 28;
constexpr std::size_t kUserVersionAt = 60;
constexpr std::size_t kApplicationIdAt = 68;

using Header = std::array<char, kHeaderSize>;

std::uint32_t bigEndian(const Header& header, std::size_t at, std::size_t bytes)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
        value = value << 8 | static_cast<std::uint8_t>(header[at + i]);
    }
    return value;
}

std::uint64_t sizeInHeader(const Header& header)
{
    const std::uint64_t pageSize = bigEndian(header, kPageSizeAt, 2);
    // 1 stands for 65536, which does not fit.
    return (pageSize == 1 ? 65536 : pageSize) * bigEndian(header, kPageCountAt, 4);
}

std::optional<SessionError> probeContent(const std::filesystem::path& path, std::uintmax_t size)
{
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        return SessionError{Kind::Unreadable, path, std::strerror(errno)};
    }
    Header header{};
    in.read(header.data(), header.size());
    if (in.bad()) {
        return SessionError{Kind::Unreadable, path, "cannot be read"};
    }
    const auto got = static_cast<std::size_t>(in.gcount());
    const std::size_t magic = std::min(got, kMagic.size());
    if (std::string_view(header.data(), magic) != kMagic.substr(0, magic)) {
        return SessionError{Kind::Foreign, path, "not an SQLite file"};
    }
    if (got < kHeaderSize) {
        return SessionError{Kind::Corrupt, path, "cut short within the header"};
    }
    if (bigEndian(header, kApplicationIdAt, 4) != static_cast<std::uint32_t>(kApplicationId)) {
        return SessionError{Kind::Foreign, path, "an SQLite file of another program"};
    }
    const std::uint32_t version = bigEndian(header, kUserVersionAt, 4);
    if (version > static_cast<std::uint32_t>(kSchemaVersion)) {
        return SessionError{Kind::Newer, path, "format " + std::to_string(version)};
    }
    if (version == 0) {
        return SessionError{Kind::Corrupt, path, "no format version"};
    }
    // While there is a write-ahead log the file may lag behind its header.
    std::error_code ignored;
    if (!std::filesystem::exists(walOf(path), ignored) && sizeInHeader(header) > size) {
        return SessionError{Kind::Corrupt, path, "cut short"};
    }
    return std::nullopt;
}

} // namespace

SessionError readError(const std::filesystem::path& path, const SQLite::Exception& exception)
{
    switch (exception.getErrorCode() & 0xFF) {
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {Kind::Unreadable, path, exception.what()};
    default:
        return {Kind::Corrupt, path, exception.what()};
    }
}

SessionError writeError(const std::filesystem::path& path, const SQLite::Exception& exception)
{
    switch (exception.getErrorCode() & 0xFF) {
    case SQLITE_FULL:
        return {Kind::DiskFull, path, exception.what()};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {Kind::Corrupt, path, exception.what()};
    default:
        return {Kind::CannotWrite, path, exception.what()};
    }
}

SessionError writeError(const std::filesystem::path& path, const std::error_code& code)
{
    const bool full = code == std::errc::no_space_on_device || code.value() == EDQUOT;
    return {full ? Kind::DiskFull : Kind::CannotWrite, path, code.message()};
}

std::filesystem::path walOf(const std::filesystem::path& path)
{
    std::filesystem::path wal = path;
    wal += "-wal";
    return wal;
}

std::optional<SessionError> probe(const std::filesystem::path& path)
{
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found) {
        return SessionError{Kind::Missing, path, "no such file"};
    }
    if (error) {
        return SessionError{Kind::Unreadable, path, error.message()};
    }
    if (std::filesystem::is_directory(status)) {
        return SessionError{Kind::Foreign, path, "a directory"};
    }
    if (!std::filesystem::is_regular_file(status)) {
        return SessionError{Kind::Foreign, path, "not a regular file"};
    }
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    if (error) {
        return SessionError{Kind::Unreadable, path, error.message()};
    }
    if (size == 0) {
        return SessionError{Kind::Empty, path, "empty"};
    }
    return probeContent(path, size);
}

} // namespace brokerscope::history
