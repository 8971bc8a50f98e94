#include "engine/inspect/segment_scan.h"

#include "engine/record/crc32c.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace brokerscope::inspect {

namespace {

namespace header = record::header;

/// As much as a FileReader reads at once without holding more.
constexpr std::uint64_t kPiece = std::uint64_t{1} << 20;
constexpr std::int8_t kMagic2 = 2;
/// What follows the length of a message of format 0 at least: CRC, magic, attributes and the
/// lengths of key and value (Kafka: LegacyRecord.RECORD_OVERHEAD_V0).
constexpr std::int32_t kSmallestOldMessage = 14;
/// A batch from here on could end beyond the greatest offset.
constexpr std::int64_t kGreatestBase = std::numeric_limits<std::int64_t>::max()
    - std::numeric_limits<std::int32_t>::max() - std::int64_t{1};
constexpr std::size_t kBytesToMagic = header::kMagic + 1;

/// Compares the bytes with themselves, one further: as fast as memory is.
bool isZero(ByteView bytes)
{
    return bytes.empty()
        || (bytes.front() == 0
            && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0);
}

} // namespace

SegmentScan::SegmentScan(
    sim::FileReader& files, sim::FileId file, std::string path, std::uint64_t position)
    : m_files(files)
    , m_file(file)
    , m_path(std::move(path))
    , m_size(files.size(file))
    , m_position(position)
{
}

Problem SegmentScan::problem(ProblemKind kind, std::int64_t expected, std::int64_t found) const
{
    return {kind, m_path, m_position, kNoOffset, expected, found};
}

tl::expected<ByteView, Problem> SegmentScan::read(std::uint64_t length) const
{
    const auto bytes = m_files.read(m_file, m_position, length);
    if (!bytes || bytes->size() < length) {
        return tl::unexpected(problem(ProblemKind::Unreadable, 0, 0));
    }
    return *bytes;
}

bool SegmentScan::isZeroToTheEnd() const
{
    for (std::uint64_t at = m_position; at < m_size; at += kPiece) {
        const auto bytes = m_files.read(m_file, at, std::min(kPiece, m_size - at));
        if (!bytes || !isZero(*bytes)) {
            return false;
        }
    }
    return true;
}

/// The size of the batch at the position, as far as its first bytes can be trusted.
tl::expected<std::uint64_t, Problem> SegmentScan::sizeOfBatch() const
{
    const std::uint64_t left = m_size - m_position;
    const auto front = read(std::min<std::uint64_t>(left, kBytesToMagic));
    if (!front) {
        return tl::unexpected(front.error());
    }
    if (isZero(*front) && isZeroToTheEnd()) {
        return tl::unexpected(problem(ProblemKind::ZeroFilled, 0, static_cast<std::int64_t>(left)));
    }
    if (left < kBytesToMagic) {
        return tl::unexpected(
            problem(ProblemKind::Truncated, header::kSize, static_cast<std::int64_t>(left)));
    }
    // Looking for zeros may have read other bytes into the reader's memory.
    const auto again = read(kBytesToMagic);
    if (!again) {
        return tl::unexpected(again.error());
    }
    const auto magic = readBigEndian<std::int8_t>(*again, header::kMagic);
    const auto length = readBigEndian<std::int32_t>(*again, header::kBatchLength);
    if (magic < 0 || magic > kMagic2) {
        return tl::unexpected(problem(ProblemKind::BadMagic, kMagic2, magic));
    }
    constexpr auto kSmallest = static_cast<std::int32_t>(header::kSize - header::kLengthPrefix);
    const std::int32_t smallest = magic == kMagic2 ? kSmallest : kSmallestOldMessage;
    if (length < smallest || static_cast<std::uint64_t>(length) > kLargestBatch) {
        return tl::unexpected(problem(ProblemKind::BadLength, smallest, length));
    }
    if (magic < kMagic2) {
        return tl::unexpected(problem(ProblemKind::OldFormat, kMagic2, magic));
    }
    return header::kLengthPrefix + static_cast<std::uint64_t>(length);
}

tl::expected<std::optional<FoundBatch>, Problem> SegmentScan::next()
{
    if (m_position >= m_size) {
        return std::optional<FoundBatch>();
    }
    const auto size = sizeOfBatch();
    if (!size) {
        return tl::unexpected(size.error());
    }
    if (*size > m_size - m_position) {
        return tl::unexpected(problem(ProblemKind::Truncated, static_cast<std::int64_t>(*size),
            static_cast<std::int64_t>(m_size - m_position)));
    }
    const auto bytes = read(*size);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    const auto view = record::BatchView::at(*bytes);
    if (!view) {
        return tl::unexpected(problem(ProblemKind::BadMagic, kMagic2, 0));
    }
    const std::int64_t base = view->baseOffset().value();
    if (base < 0 || base > kGreatestBase) {
        return tl::unexpected(problem(ProblemKind::BadOffset, kGreatestBase, base));
    }
    FoundBatch found{m_position, *view, false, record::crc32c(bytes->subspan(header::kAttributes))};
    found.hasValidCrc = found.computedCrc == found.view.crc();
    m_position += *size;
    return found;
}

} // namespace brokerscope::inspect
