#pragma once

#include "engine/base/bytes.h"
#include "engine/base/time.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brokerscope::sim {

/// A file within one FileReader or Storage. Follows the file when it is renamed, and means the new
/// content when it is replaced by replace(). Once the file was removed, or another was renamed onto
/// it, every call with its FileId fails with Missing.
using FileId = std::uint32_t;

enum class IoError : std::uint8_t {
    Missing, ///< no such file
    Denied, ///< it may not be read or written, is no regular file, or its path is not plain
    Full, ///< no space left on the device
    ReadFailed, ///< the device did not give its bytes
    WriteFailed, ///< the device did not take them, or has lost its power
};

/// Files to read, wherever they lie. What is opened through this interface alone cannot be changed.
/// Paths are plain: relative, with '/' between folders, without empty parts, "." and "..".
class FileReader {
public:
    FileReader() = default;
    virtual ~FileReader() = default;
    FileReader(const FileReader&) = delete;
    FileReader& operator=(const FileReader&) = delete;

    /// Paths of all files, ascending.
    [[nodiscard]] virtual std::vector<std::string> list() const = 0;
    /// Missing when there is no such file, Denied when it cannot be opened.
    virtual tl::expected<FileId, IoError> find(std::string_view path) = 0;
    /// Costs nothing. 0 for a file that is gone.
    [[nodiscard]] virtual std::size_t size(FileId file) const = 0;
    /// The bytes [position, position + length), cut at the end of the file. Valid until the next
    /// read or change of that file, and while fewer than 32 other files have been read. Reading
    /// ahead in pieces of up to a megabyte costs no more than reading in large ones, and never
    /// holds more than that in memory.
    [[nodiscard]] virtual tl::expected<ByteView, IoError> read(
        FileId file, std::size_t position, std::size_t length) const = 0;
};

/// The files of one machine, as a broker sees them. Logs are written against this interface, so
/// that the same log code runs on simulated disks and on real ones. An operation that fails leaves
/// the file as it was, or, for append, with a part of the bytes.
class Storage : public FileReader {
public:
    /// Opens the file, making an empty one (and its folders) if there is none.
    virtual tl::expected<FileId, IoError> open(std::string_view path) = 0;
    /// Adds to the end. In the page cache, not on the disk, until sync() or write-back.
    virtual tl::expected<void, IoError> append(FileId file, ByteView bytes, Timestamp now) = 0;
    /// Cuts the file to `size` bytes, which must not be more than it has; durable at once.
    virtual tl::expected<void, IoError> truncate(FileId file, std::size_t size) = 0;
    /// Gives `path` a whole new content by write to a temporary name, fsync and rename, as Kafka's
    /// checkpoint files do: a crash leaves the old content or the new one, and may leave a part of
    /// the new one in the temporary file, `path` + ".tmp".
    virtual tl::expected<void, IoError> replace(std::string_view path, ByteView bytes) = 0;
    /// fsync: what the file holds now survives a power loss.
    virtual tl::expected<void, IoError> sync(FileId file) = 0;
    /// Takes the place of a file that is there already; durable at once.
    virtual tl::expected<void, IoError> rename(std::string_view from, std::string_view to) = 0;
    /// Removing what is not there is no mistake; durable at once.
    virtual tl::expected<void, IoError> remove(std::string_view path) = 0;
    /// Bytes of the file that a power loss at `now` would leave. Real disks do not tell: the whole
    /// size.
    [[nodiscard]] virtual std::size_t durableSize(FileId file, Timestamp now) const = 0;
};

} // namespace brokerscope::sim
