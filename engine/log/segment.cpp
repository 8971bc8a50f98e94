#include "engine/log/segment.h"

#include "engine/log/segment_file.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

namespace brokerscope::log {

Segment::Segment(sim::Storage& storage, Place place, sim::FileId log, OffsetIndex offsetIndex,
    TimeIndex timeIndex, TransactionIndex transactions, const LogConfig& config, std::int64_t nowMs)
    : m_storage(storage)
    , m_place(std::move(place))
    , m_log(log)
    , m_size(storage.size(log))
    , m_offsetIndex(std::move(offsetIndex))
    , m_timeIndex(std::move(timeIndex))
    , m_transactions(std::move(transactions))
    , m_indexInterval(static_cast<std::size_t>(config.indexIntervalBytes))
    , m_lastAppend{m_place.base, 0}
    , m_createdMs(nowMs)
{
}

tl::expected<std::unique_ptr<Segment>, sim::IoError> Segment::open(
    sim::Storage& storage, Place place, const LogConfig& config, std::int64_t nowMs)
{
    const auto path = [&](std::string_view extension) {
        return place.directory + '/' + segmentFileName(place.base, extension, place.suffix);
    };
    const auto log = storage.open(path(kLogExtension));
    if (!log) {
        return tl::unexpected(log.error());
    }
    auto offsets
        = OffsetIndex::open(storage, path(kIndexExtension), place.base, config.segmentIndexBytes);
    if (!offsets) {
        return tl::unexpected(offsets.error());
    }
    auto times
        = TimeIndex::open(storage, path(kTimeIndexExtension), place.base, config.segmentIndexBytes);
    if (!times) {
        return tl::unexpected(times.error());
    }
    auto transactions = TransactionIndex::open(storage, path(kTransactionIndexExtension));
    if (!transactions) {
        return tl::unexpected(transactions.error());
    }
    return std::unique_ptr<Segment>(new Segment(storage, std::move(place), *log,
        *std::move(offsets), *std::move(times), *std::move(transactions), config, nowMs));
}

std::string Segment::path(std::string_view extension, std::string_view suffix) const
{
    return m_place.directory + '/' + segmentFileName(m_place.base, extension, suffix);
}

std::vector<std::string> Segment::paths() const
{
    std::vector<std::string> paths;
    for (const std::string_view extension :
        {kIndexExtension, kTimeIndexExtension, kTransactionIndexExtension, kLogExtension}) {
        paths.push_back(path(extension, m_place.suffix));
    }
    return paths;
}

tl::expected<std::int64_t, sim::IoError> Segment::waitedForRoll(
    std::int64_t messageTimestampMs, std::int64_t nowMs) const
{
    if (!m_firstTimestampMs && m_size > 0) {
        const auto first = headers().next();
        if (!first) {
            return tl::unexpected(first.error());
        }
        if (*first) {
            m_firstTimestampMs = (*first)->maxTimestampMs;
        }
    }
    const std::int64_t since = m_firstTimestampMs.value_or(-1);
    return since >= 0 ? messageTimestampMs - since : nowMs - m_createdMs;
}

tl::expected<std::optional<event::RollReason>, sim::IoError> Segment::shouldRoll(
    const Append& append, const LogConfig& config, std::int64_t nowMs) const
{
    const auto incoming = static_cast<std::int64_t>(append.batches.size());
    if (static_cast<std::int64_t>(m_size) > config.segmentBytes - incoming) {
        return event::RollReason::Size;
    }
    if (m_size > 0) {
        const auto waited = waitedForRoll(append.largest.timestampMs, nowMs);
        if (!waited) {
            return tl::unexpected(waited.error());
        }
        // A compacted topic whose records must become cleanable in time cannot keep them in the
        // active segment for longer (Kafka: LogConfig.maxSegmentMs).
        const std::int64_t limit = config.isCompacted && config.maxCompactionLagMs > 0
            ? std::min(config.maxCompactionLagMs, config.segmentMs)
            : config.segmentMs;
        if (*waited > limit) {
            return event::RollReason::Time;
        }
    }
    if (m_offsetIndex.isFull() || m_timeIndex.isFull()) {
        return event::RollReason::IndexFull;
    }
    constexpr std::int64_t kGreatestRelative = std::numeric_limits<std::int32_t>::max();
    if ((append.lastOffset - base()).value() > kGreatestRelative) {
        return event::RollReason::OffsetOverflow;
    }
    return std::nullopt;
}

tl::expected<std::optional<event::IndexEntryAdded>, sim::IoError> Segment::append(
    const Append& append, Timestamp now)
{
    const std::size_t position = m_size;
    if (const auto largest = largestTimestamp(); !largest) {
        return tl::unexpected(largest.error());
    }
    if (const auto written = m_storage.append(m_log, append.batches, now); !written) {
        return tl::unexpected(written.error());
    }
    if (position == 0) {
        m_firstTimestampMs = append.largest.timestampMs;
    }
    m_size += append.batches.size();
    m_lastAppend = {append.firstOffset, static_cast<std::uint32_t>(position)};
    if (append.largest.timestampMs > m_largest->timestampMs) {
        m_largest = append.largest;
    }
    std::optional<event::IndexEntryAdded> entry;
    if (m_bytesSinceIndexEntry > m_indexInterval) {
        entry = addIndexEntry(append.lastOffset, position);
        if (const auto stored = storeIndexes(now); !stored) {
            return tl::unexpected(stored.error());
        }
        m_bytesSinceIndexEntry = 0;
    }
    m_bytesSinceIndexEntry += append.batches.size();
    return entry;
}

std::optional<event::IndexEntryAdded> Segment::addIndexEntry(
    Offset lastOffset, std::size_t position)
{
    // Only a recovery with a smaller segment.index.bytes than the segment was written with finds
    // them full: an append would have rolled.
    if (m_offsetIndex.isFull() || m_timeIndex.isFull()) {
        return std::nullopt;
    }
    event::IndexEntryAdded entry;
    entry.offset = lastOffset;
    entry.segment = base();
    entry.position = static_cast<std::uint32_t>(position);
    m_offsetIndex.add(lastOffset, entry.position);
    if (m_timeIndex.maybeAdd(*m_largest)) {
        entry.timestampMs = m_largest->timestampMs;
        entry.timestampOffset = m_largest->offset;
    }
    return entry;
}

tl::expected<void, sim::IoError> Segment::storeIndexes(Timestamp now)
{
    return m_offsetIndex.store(now).and_then([&] { return m_timeIndex.store(now); });
}

tl::expected<void, sim::IoError> Segment::seal(Timestamp now)
{
    const auto largest = largestTimestamp();
    if (!largest) {
        return tl::unexpected(largest.error());
    }
    m_timeIndex.maybeAdd(*largest);
    return m_timeIndex.store(now);
}

tl::expected<void, sim::IoError> Segment::flush()
{
    return m_storage.sync(m_log)
        .and_then([&] { return m_offsetIndex.sync(); })
        .and_then([&] { return m_timeIndex.sync(); })
        .and_then([&] { return m_transactions.sync(); });
}

tl::expected<Offset, sim::IoError> Segment::truncateTo(Offset to, std::int64_t nowMs)
{
    const auto position = positionOf(to);
    if (!position) {
        return tl::unexpected(position.error());
    }
    if (*position < m_size) {
        // The indexes first: an index that is too short is slow, one that is too long is wrong.
        const auto cut = m_offsetIndex.truncateTo(to)
                             .and_then([&] { return m_timeIndex.truncateTo(to); })
                             .and_then([&] { return m_transactions.truncateTo(to); })
                             .and_then([&] { return m_storage.truncate(m_log, *position); });
        if (!cut) {
            return tl::unexpected(cut.error());
        }
        m_size = *position;
        m_bytesSinceIndexEntry = 0;
        m_lastAppend = {base(), 0};
        m_largest.reset();
        if (m_size == 0) {
            m_createdMs = nowMs;
            m_firstTimestampMs.reset();
        }
    }
    const auto end = findEnd();
    if (!end) {
        return tl::unexpected(end.error());
    }
    return *end ? tl::expected<Offset, sim::IoError>(**end)
                : tl::unexpected(sim::IoError::ReadFailed);
}

tl::expected<void, sim::IoError> Segment::moveTo(std::string_view suffix)
{
    const auto moved
        = m_offsetIndex.moveTo(path(kIndexExtension, suffix))
              .and_then([&] { return m_timeIndex.moveTo(path(kTimeIndexExtension, suffix)); })
              .and_then(
                  [&] { return m_transactions.moveTo(path(kTransactionIndexExtension, suffix)); })
              .and_then([&] {
                  return m_storage.rename(
                      path(kLogExtension, m_place.suffix), path(kLogExtension, suffix));
              });
    if (moved) {
        m_place.suffix = suffix;
    }
    return moved;
}

} // namespace brokerscope::log
