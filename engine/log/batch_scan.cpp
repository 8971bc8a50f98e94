#include "engine/log/batch_scan.h"

#include <algorithm>

namespace brokerscope::log {

namespace {

namespace header = record::header;

/// Little more than an index interval: a lookup scans about as far.
constexpr std::size_t kHeaderWindow = 8192;
constexpr std::size_t kBatchWindow = 1U << 20U;
constexpr std::uint8_t kMagic = 2;

/// Size of the batch at the front of `bytes` by its header, 0 when that is none of format v2.
std::size_t batchSize(ByteView bytes)
{
    if (bytes.size() < header::kSize || bytes[header::kMagic] != kMagic) {
        return 0;
    }
    const auto length = readBigEndian<std::int32_t>(bytes, header::kBatchLength);
    const auto size = std::int64_t{length} + static_cast<std::int64_t>(header::kLengthPrefix);
    return size < static_cast<std::int64_t>(header::kSize) ? 0 : static_cast<std::size_t>(size);
}

} // namespace

tl::expected<std::optional<BatchPlace>, sim::IoError> HeaderScan::next()
{
    if (m_position + header::kSize > m_end) {
        return std::nullopt;
    }
    if (m_position < m_windowAt || m_position + header::kSize > m_windowAt + m_window.size()) {
        const auto window
            = m_files.read(m_file, m_position, std::min(kHeaderWindow, m_end - m_position));
        if (!window) {
            return tl::unexpected(window.error());
        }
        m_window = *window;
        m_windowAt = m_position;
    }
    const ByteView bytes = m_window.subspan(m_position - m_windowAt);
    const std::size_t size = batchSize(bytes);
    if (size == 0 || size > m_end - m_position) {
        return std::nullopt;
    }
    const Offset base(readBigEndian<std::int64_t>(bytes, header::kBaseOffset));
    const BatchPlace found{m_position, size, base,
        base + OffsetDelta(readBigEndian<std::int32_t>(bytes, header::kLastOffsetDelta)),
        readBigEndian<std::int64_t>(bytes, header::kMaxTimestamp),
        LeaderEpoch(readBigEndian<std::int32_t>(bytes, header::kLeaderEpoch))};
    m_position += size;
    return found;
}

tl::expected<void, sim::IoError> BatchScan::fill(std::size_t length)
{
    if (m_position >= m_windowAt && m_position + length <= m_windowAt + m_window.size()) {
        return {};
    }
    const auto window = m_files.read(
        m_file, m_position, std::min(std::max(kBatchWindow, length), m_end - m_position));
    if (!window) {
        return tl::unexpected(window.error());
    }
    m_window = *window;
    m_windowAt = m_position;
    return {};
}

tl::expected<std::optional<record::BatchView>, sim::IoError> BatchScan::next()
{
    if (m_position + header::kSize > m_end) {
        return std::nullopt;
    }
    if (const auto filled = fill(header::kSize); !filled) {
        return tl::unexpected(filled.error());
    }
    const std::size_t size = batchSize(m_window.subspan(m_position - m_windowAt));
    if (size == 0 || size > m_end - m_position) {
        return std::nullopt;
    }
    if (const auto filled = fill(size); !filled) {
        return tl::unexpected(filled.error());
    }
    const auto batch = record::BatchView::at(m_window.subspan(m_position - m_windowAt));
    if (!batch) {
        return std::nullopt;
    }
    m_position += batch->bytes().size();
    return *batch;
}

} // namespace brokerscope::log
