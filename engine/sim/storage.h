#pragma once

#include "engine/base/bytes.h"
#include "engine/base/time.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace brokerscope::sim {

/// A file within one Storage.
using FileId = std::uint32_t;

/// The files of one machine, as a broker sees them. Logs are written against this interface, so
/// that the same log code runs on simulated disks and, later, on real ones.
class Storage {
public:
    virtual ~Storage() = default;

    /// Opens the file, making an empty one if there is none. Valid until the process ends.
    virtual FileId open(std::string_view path) = 0;
    /// Paths of all files, ascending.
    [[nodiscard]] virtual std::vector<std::string> list() const = 0;
    /// The file's present bytes; valid until the next change of that file.
    [[nodiscard]] virtual ByteView contents(FileId file) const = 0;
    /// Adds to the end. In the page cache, not on the disk, until sync() or write-back.
    virtual void append(FileId file, ByteView bytes, Timestamp now) = 0;
    /// Cuts the file to `size` bytes; durable at once.
    virtual void truncate(FileId file, std::size_t size) = 0;
    /// Replaces the whole content by write, fsync and rename, as Kafka's checkpoint files do.
    virtual void replace(FileId file, ByteView bytes) = 0;
    /// fsync: what the file holds now survives a power loss.
    virtual void sync(FileId file) = 0;
    /// Bytes of the file that a power loss at `now` would leave.
    [[nodiscard]] virtual std::size_t durableSize(FileId file, Timestamp now) const = 0;
};

} // namespace brokerscope::sim
