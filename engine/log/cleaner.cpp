#include "engine/log/cleaner.h"

#include "engine/log/dirty_part.h"
#include "engine/log/segment_file.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

namespace brokerscope::log {

namespace {

/// An MD5 and an offset.
constexpr std::int64_t kBytesPerKey = 24;

std::uint32_t saturated(std::int64_t bytes)
{
    return static_cast<std::uint32_t>(
        std::min<std::int64_t>(bytes, std::numeric_limits<std::uint32_t>::max()));
}

} // namespace

/// One pass over one log.
class Cleaner::Pass {
public:
    Pass(Log& log, Offset firstDirty, std::size_t mapCapacity, std::int64_t nowMs, Timestamp now)
        : m_log(log)
        , m_firstDirty(firstDirty)
        , m_nowMs(nowMs)
        , m_now(now)
        , m_map(mapCapacity)
    {
    }

    tl::expected<void, CleaningStop> run(Offset firstUncleanable);
    /// `broken`: the batch that ended it.
    Result finish(std::optional<Offset> broken);

private:
    [[nodiscard]] std::vector<std::size_t> groupSizes() const;
    tl::expected<void, CleaningStop> recopy(std::size_t first, std::size_t count);
    tl::expected<void, CleaningStop> giveUp(const Segment& cleaned, const CleaningStop& reason);
    tl::expected<void, CleaningStop> copy(std::size_t number, Segment& to);
    tl::expected<void, CleaningStop> copy(const record::BatchView& batch, Segment& to);
    tl::expected<void, CleaningStop> write(ByteView batch, Segment& to);
    void tellRemoved();

    Log& m_log;
    Offset m_firstDirty;
    std::int64_t m_nowMs;
    Timestamp m_now;
    OffsetMap m_map;
    CleanedTransactions m_transactions;
    std::optional<BatchFilter> m_filter;
    Result m_result;
};

/// How many of the segments below the end of the map go into each new one, so that neither it nor
/// its indexes become larger than the log allows.
std::vector<std::size_t> Cleaner::Pass::groupSizes() const
{
    const LogConfig& config = m_log.config();
    const auto& segments = m_log.segments();
    const auto indexBytes = [](const Segment& segment) {
        return static_cast<std::int64_t>(
            segment.offsetIndex().entries().size() * OffsetIndex::kEntrySize);
    };
    const auto timeIndexBytes = [](const Segment& segment) {
        return static_cast<std::int64_t>(
            segment.timeIndex().entries().size() * TimeIndex::kEntrySize);
    };
    std::vector<std::size_t> sizes;
    std::int64_t bytes = 0;
    std::int64_t index = 0;
    std::int64_t timeIndex = 0;
    Offset base;
    for (std::size_t i = 0; segments[i]->base() < m_result.cleanedTo; ++i) {
        const Segment& segment = *segments[i];
        const auto size = static_cast<std::int64_t>(segment.size());
        bytes += size;
        index += indexBytes(segment);
        timeIndex += timeIndexBytes(segment);
        // Empty segments fit anywhere, or every 2^31 offsets one of them would stay.
        const bool hasOffsets = size == 0
            || (segments[i + 1]->base() - base).value() - 1
                <= std::numeric_limits<std::int32_t>::max();
        if (!sizes.empty() && bytes <= config.segmentBytes && index <= config.segmentIndexBytes
            && timeIndex <= config.segmentIndexBytes && hasOffsets) {
            ++sizes.back();
            continue;
        }
        sizes.push_back(1);
        bytes = size;
        index = indexBytes(segment);
        timeIndex = timeIndexBytes(segment);
        base = segment.base();
    }
    return sizes;
}

tl::expected<void, CleaningStop> Cleaner::Pass::recopy(std::size_t first, std::size_t count)
{
    const auto& segments = m_log.segments();
    // What is left is as old as it was, for retention, even when it is nothing.
    const auto age = segments[first + count - 1]->retentionTimestampMs();
    if (!age) {
        return CleaningStop::at(age.error());
    }
    auto cleaned = Segment::open(m_log.m_storage,
        {m_log.directory(), segments[first]->base(), std::string(kCleanedSuffix)}, m_log.config(),
        *age);
    if (!cleaned) {
        return CleaningStop::at(cleaned.error());
    }
    for (std::size_t i = first; i < first + count; ++i) {
        if (auto copied = copy(i, **cleaned); !copied) {
            return copied.error().error ? copied : giveUp(**cleaned, copied.error());
        }
    }
    tellRemoved();
    auto done = (*cleaned)->seal(m_now);
    // What replaces segments that were flushed long ago must be as durable as they are.
    done = done ? (*cleaned)->flush() : done;
    done = done ? m_log.replaceSegments(*std::move(cleaned), first, count, m_nowMs) : done;
    return done.map_error([](sim::IoError error) { return CleaningStop{error}; });
}

/// Removes a copy that cannot be completed.
tl::expected<void, CleaningStop> Cleaner::Pass::giveUp(
    const Segment& cleaned, const CleaningStop& reason)
{
    for (const std::string& path : cleaned.paths()) {
        if (auto removed = m_log.m_storage.remove(path); !removed) {
            return CleaningStop::at(removed.error());
        }
    }
    return tl::unexpected(reason);
}

tl::expected<void, CleaningStop> Cleaner::Pass::copy(std::size_t number, Segment& to)
{
    const Segment& from = *m_log.segments()[number];
    const auto aborted
        = m_log.abortedTransactions(from.base(), m_log.segments()[number + 1]->base());
    if (!aborted) {
        return CleaningStop::at(aborted.error());
    }
    m_transactions.add(*aborted);
    BatchScan scan = from.batches();
    while (true) {
        const auto batch = scan.next();
        if (!batch) {
            return CleaningStop::at(batch.error());
        }
        if (!*batch) {
            break;
        }
        if (auto copied = copy(**batch, to); !copied) {
            return copied;
        }
    }
    m_result.bytesBefore += static_cast<std::int64_t>(from.size());
    return {};
}

tl::expected<void, CleaningStop> Cleaner::Pass::copy(const record::BatchView& batch, Segment& to)
{
    if (!batch.checkIntegrity()) {
        return CleaningStop::at(batch); // a new CRC would hide it
    }
    CleanedTransactions::Marker marker;
    if (batch.isControl()) {
        marker = m_transactions.readMarker(batch);
    } else {
        marker.isObsolete = m_transactions.isAborted(batch);
    }
    if (marker.aborted) {
        if (auto kept = to.transactions().append(*marker.aborted, m_now); !kept) {
            return CleaningStop::at(kept.error());
        }
    }
    const auto left = m_filter->apply(batch, marker.isObsolete);
    return left ? write(*left, to) : CleaningStop::at(batch);
}

tl::expected<void, CleaningStop> Cleaner::Pass::write(ByteView batch, Segment& to)
{
    if (batch.empty()) {
        return {};
    }
    const auto view = record::BatchView::at(batch);
    const Append append{batch, view->baseOffset(), view->lastOffset(),
        {view->maxTimestampMs(), view->lastOffset()}};
    if (auto written = to.append(append, m_now); !written) {
        return CleaningStop::at(written.error());
    }
    m_result.bytesAfter += static_cast<std::int64_t>(batch.size());
    return {};
}

void Cleaner::Pass::tellRemoved()
{
    for (const RemovedRun& run : m_filter->takeRemoved()) {
        m_result.recordsRemoved += run.records;
        m_log.m_events.emplace_back(
            event::RecordsCompacted{run.from, run.to, run.records, m_log.m_partition});
    }
}

tl::expected<void, CleaningStop> Cleaner::Pass::run(Offset firstUncleanable)
{
    m_result.cleanedTo = m_firstDirty;
    if (auto read = readDirtyPart(m_log, m_firstDirty, firstUncleanable, m_map); !read) {
        return read;
    }
    m_result.cleanedTo = std::max(m_firstDirty, m_map.latest() + OffsetDelta(1));
    m_log.m_events.emplace_back(
        event::CleanerStarted{m_firstDirty, m_result.cleanedTo, m_log.m_partition});
    m_filter.emplace(BatchFilter::Round{
        m_map, m_log.producers(), m_result.cleanedTo, m_nowMs, m_log.config().deleteRetentionMs});
    std::size_t first = 0;
    for (const std::size_t count : groupSizes()) {
        if (auto copied = recopy(first, count); !copied) {
            return copied;
        }
        ++first; // the group is one segment now
    }
    return {};
}

Cleaner::Result Cleaner::Pass::finish(std::optional<Offset> broken)
{
    if (broken) {
        m_result.broken = broken;
        m_result.cleanedTo = m_firstDirty;
    }
    if (m_filter) {
        m_result.recordsRead = m_filter->recordsRead();
        m_log.m_events.emplace_back(event::CleanerFinished{m_result.cleanedTo,
            saturated(m_result.bytesBefore), saturated(m_result.bytesAfter), m_log.m_partition});
    }
    return m_result;
}

Cleaner::Cleaner(const Config& config)
{
    const std::int64_t slots = config.dedupeBufferBytes / kBytesPerKey;
    const double keys = static_cast<double>(slots) * config.loadFactor;
    m_mapCapacity = std::max<std::size_t>(1, static_cast<std::size_t>(keys));
}

tl::expected<Cleaner::Result, sim::IoError> Cleaner::clean(
    Log& log, Offset firstDirty, Offset highWatermark, std::int64_t nowMs, Timestamp now) const
{
    const auto bounds = cleanable(log, firstDirty, highWatermark, nowMs);
    if (!bounds) {
        return tl::unexpected(bounds.error());
    }
    if (bounds->firstUncleanable <= bounds->firstDirty) {
        return Result{bounds->firstDirty};
    }
    Pass pass(log, bounds->firstDirty, m_mapCapacity, nowMs, now);
    const auto done = pass.run(bounds->firstUncleanable);
    if (!done && done.error().error) {
        return tl::unexpected(*done.error().error);
    }
    return pass.finish(done ? std::nullopt : std::optional(done.error().broken));
}

} // namespace brokerscope::log
