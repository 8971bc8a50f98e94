#pragma once

#include "engine/base/ids.h"
#include "engine/record/batch_view.h"
#include "engine/sim/storage.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>

namespace brokerscope::log {

/// What the header of a batch says of its place in the log.
struct BatchPlace {
    std::size_t position = 0; ///< of its first byte in the .log file
    std::size_t size = 0;
    Offset base;
    Offset last;
    std::int64_t maxTimestampMs = -1;
    LeaderEpoch epoch = kNoEpoch;

    [[nodiscard]] Offset end() const { return last + OffsetDelta(1); }
    bool operator==(const BatchPlace&) const = default;
};

/// Walks over the headers of the batches in [position, end) of a .log file and reads little else.
class HeaderScan {
public:
    HeaderScan(
        const sim::FileReader& files, sim::FileId file, std::size_t position, std::size_t end)
        : m_files(files)
        , m_file(file)
        , m_position(position)
        , m_end(end)
    {
    }

    /// The next batch; nullopt at the end, and where no whole batch follows.
    tl::expected<std::optional<BatchPlace>, sim::IoError> next();
    /// Behind the last batch that was found.
    [[nodiscard]] std::size_t position() const { return m_position; }

private:
    const sim::FileReader& m_files;
    sim::FileId m_file;
    std::size_t m_position;
    std::size_t m_end;
    ByteView m_window;
    std::size_t m_windowAt = 0;
};

/// Walks over the whole batches in [position, end) of a .log file in constant memory.
class BatchScan {
public:
    BatchScan(const sim::FileReader& files, sim::FileId file, std::size_t position, std::size_t end)
        : m_files(files)
        , m_file(file)
        , m_position(position)
        , m_end(end)
    {
    }

    /// The next batch, valid until the file is read again or changes; nullopt at the end, and where
    /// no whole batch follows. Its CRC has not been checked.
    tl::expected<std::optional<record::BatchView>, sim::IoError> next();
    /// Behind the last batch that was found.
    [[nodiscard]] std::size_t position() const { return m_position; }

private:
    tl::expected<void, sim::IoError> fill(std::size_t length);

    const sim::FileReader& m_files;
    sim::FileId m_file;
    std::size_t m_position;
    std::size_t m_end;
    ByteView m_window;
    std::size_t m_windowAt = 0;
};

} // namespace brokerscope::log
