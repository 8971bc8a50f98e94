#pragma once

#include "engine/inspect/problem.h"
#include "engine/record/batch.h"
#include "engine/sim/storage.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace brokerscope::inspect {

/// A batch of a .log file, in its place.
struct FoundBatch {
    std::uint64_t position = 0; ///< of its first byte in the file
    record::BatchView view; ///< valid until the next call of the scan, or read of the same file
    bool hasValidCrc = false;
    std::uint32_t computedCrc = 0;
};

/// Larger batches are taken for a broken length: a request cannot bring more than
/// socket.request.max.bytes (100 MiB).
inline constexpr std::uint64_t kLargestBatch = std::uint64_t{100} << 20;

/// Walks over the batches of a .log file in constant memory, however large the file is. Looks at
/// each batch alone; that they follow each other in order is checked by examineSegment().
class SegmentScan {
public:
    /// Begins at `position`, which must be where a batch begins.
    SegmentScan(
        sim::FileReader& files, sim::FileId file, std::string path, std::uint64_t position = 0);

    /// The next batch; nullopt at the end of the file. A problem ends the scan: where one batch's
    /// length is not to be trusted, the next cannot be found. A wrong CRC ends nothing; it is in
    /// FoundBatch.
    tl::expected<std::optional<FoundBatch>, Problem> next();
    /// Where the next batch begins; after the end or a problem, the bytes that were good.
    [[nodiscard]] std::uint64_t position() const { return m_position; }

private:
    [[nodiscard]] tl::expected<ByteView, Problem> read(std::uint64_t length) const;
    [[nodiscard]] Problem problem(
        ProblemKind kind, std::int64_t expected, std::int64_t found) const;
    [[nodiscard]] tl::expected<std::uint64_t, Problem> sizeOfBatch() const;
    [[nodiscard]] bool isZeroToTheEnd() const;

    sim::FileReader& m_files;
    sim::FileId m_file;
    std::string m_path;
    std::uint64_t m_size;
    std::uint64_t m_position;
};

} // namespace brokerscope::inspect
