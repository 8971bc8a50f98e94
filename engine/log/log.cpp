#include "engine/log/log.h"

#include "engine/log/epoch_checkpoint.h"
#include "engine/log/producer_replay.h"

#include <algorithm>
#include <iterator>

namespace brokerscope::log {

Log::Log(sim::Storage& storage, const Opening& opening, LoadedLog loaded)
    : m_storage(storage)
    , m_directory(opening.directory)
    , m_partition(opening.partition)
    , m_config(opening.config)
    , m_segments(std::move(loaded.segments))
    , m_epochs(std::move(loaded.epochs))
    , m_producers(std::move(loaded.producers))
    , m_snapshots(std::move(loaded.snapshots))
    , m_deletedFiles(storage)
    , m_logStart(loaded.logStart)
    , m_logEnd(loaded.logEnd)
    , m_recoveryPoint(loaded.recoveryPoint)
    , m_wallClockMs(opening.nowMs)
    , m_lastFlushMs(opening.nowMs)
    , m_now(opening.now)
    , m_events(std::move(loaded.events))
{
    m_lastEpoch = epochBefore(m_logEnd);
    if (m_config.compression) {
        m_recompression.emplace(*m_config.compression);
    }
}

tl::expected<std::unique_ptr<Log>, sim::IoError> Log::open(sim::Storage& storage, Opening opening)
{
    return loadLog(storage, opening).map([&](LoadedLog&& loaded) {
        return std::unique_ptr<Log>(new Log(storage, opening, std::move(loaded)));
    });
}

std::size_t Log::segmentOf(Offset offset) const
{
    if (offset >= m_segments.back()->base()) {
        return m_segments.size() - 1; // where nearly all readers are
    }
    const auto next = std::upper_bound(m_segments.begin(), m_segments.end(), offset,
        [](Offset wanted, const auto& segment) { return wanted < segment->base(); });
    return next == m_segments.begin() ? 0 : static_cast<std::size_t>(next - m_segments.begin() - 1);
}

Offset Log::endOf(std::size_t segment) const
{
    return segment + 1 < m_segments.size() ? m_segments[segment + 1]->base() : m_logEnd;
}

LeaderEpoch Log::epochBefore(Offset end) const
{
    const auto& entries = m_epochs.entries();
    const auto next = std::partition_point(entries.begin(), entries.end(),
        [end](const EpochCache::Entry& entry) { return entry.start < end; });
    return next == entries.begin() ? kNoEpoch : std::prev(next)->epoch;
}

// --- Epochs and producers ------------------------------------------------------------------------

tl::expected<void, sim::IoError> Log::beginEpoch(LeaderEpoch epoch)
{
    return assignEpoch(epoch, m_logEnd);
}

Log::Status Log::assignEpoch(LeaderEpoch epoch, Offset start)
{
    return m_epochs.assign(epoch, start) ? saveEpochs() : Status();
}

Log::Status Log::saveEpochs()
{
    return writeEpochCheckpoint(m_storage, m_directory, m_epochs);
}

Log::Status Log::rebuildProducers()
{
    return log::rebuildProducers(m_producers, m_snapshots, m_segments, m_logStart, m_logEnd,
        m_wallClockMs, m_config.producerIdExpirationMs)
        .and_then([&] { return m_snapshots.take(m_producers, m_logEnd); });
}

void Log::expireProducers(std::int64_t nowMs)
{
    m_producers.expire(nowMs, m_config.producerIdExpirationMs);
}

// --- Flush ---------------------------------------------------------------------------------------

Log::Status Log::flushTo(Offset recoveryPoint)
{
    if (recoveryPoint <= m_recoveryPoint) {
        return {};
    }
    for (std::size_t i = segmentOf(m_recoveryPoint); i < m_segments.size(); ++i) {
        if (const auto flushed = m_segments[i]->flush(); !flushed) {
            return flushed;
        }
    }
    m_recoveryPoint = recoveryPoint;
    m_lastFlushMs = m_wallClockMs;
    m_events.emplace_back(event::LogFlushed{m_recoveryPoint, m_partition});
    return {};
}

tl::expected<void, sim::IoError> Log::flush()
{
    return flushTo(m_logEnd);
}

tl::expected<void, sim::IoError> Log::flushIfDue(std::int64_t nowMs)
{
    m_wallClockMs = std::max(m_wallClockMs, nowMs);
    return nowMs - m_lastFlushMs >= m_config.flushMs ? flush() : Status();
}

Log::Status Log::flushIfMany()
{
    return (m_logEnd - m_recoveryPoint).value() >= m_config.flushMessages ? flush() : Status();
}

tl::expected<void, sim::IoError> Log::close()
{
    return active()
        .seal(m_now)
        .and_then([&] { return active().flush(); })
        .and_then([&] { return flush(); })
        .and_then([&] { return m_snapshots.take(m_producers, m_logEnd); });
}

// --- For checks ----------------------------------------------------------------------------------

Offset Log::durableEnd(Timestamp now) const
{
    for (const auto& segment : m_segments) {
        const std::size_t durable = segment->durableSize(now);
        if (durable < segment->size()) {
            // A disk that cannot be read now has at least what was fsynced.
            return std::max(m_logStart, segment->endWithin(durable).value_or(m_recoveryPoint));
        }
    }
    return m_logEnd;
}

std::uint32_t Log::crcAt(Offset base) const
{
    const Segment& segment = *m_segments[segmentOf(base)];
    const auto position = segment.positionOf(base);
    if (!position) {
        return 0;
    }
    const auto batch = segment.batches(*position).next();
    return batch && *batch && (*batch)->baseOffset() == base ? (*batch)->crc() : 0;
}

void Log::forEachBatch(const std::function<void(const record::BatchView&)>& f) const
{
    for (const auto& segment : m_segments) {
        BatchScan scan = segment->batches();
        while (true) {
            const auto batch = scan.next();
            if (!batch || !*batch) {
                break;
            }
            f(**batch);
        }
    }
}

} // namespace brokerscope::log
