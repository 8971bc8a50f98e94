#include "engine/log/log.h"

#include <algorithm>

namespace brokerscope::log {

tl::expected<void, sim::IoError> Log::raiseLogStart(Offset to, event::LogStartReason reason)
{
    if (to <= m_logStart) {
        return {};
    }
    m_events.emplace_back(event::LogStartMoved{m_logStart, to, m_partition, reason});
    m_logStart = to;
    return m_epochs.truncateFromStart(to) ? saveEpochs() : Status();
}

tl::expected<void, sim::IoError> Log::deleteOldSegments(
    std::int64_t nowMs, Offset highWatermark, Timestamp now)
{
    m_wallClockMs = std::max(m_wallClockMs, nowMs);
    m_now = now;
    m_producers.forgetReplicated(highWatermark);
    auto done = deleteByLogStart(highWatermark, now);
    if (m_config.isDeleted) {
        done = done.and_then([&] { return deleteBySize(highWatermark, now); }).and_then([&] {
            return deleteByTime(nowMs, highWatermark, now);
        });
    }
    return done;
}

Log::Status Log::deleteByLogStart(Offset highWatermark, Timestamp now)
{
    return deleteWhile(
        [&](std::size_t i) {
            return i + 1 < m_segments.size() && m_segments[i + 1]->base() <= m_logStart;
        },
        event::SegmentDeletion::BelowLogStart, highWatermark, now);
}

Log::Status Log::deleteBySize(Offset highWatermark, Timestamp now)
{
    std::int64_t excess = -m_config.retentionBytes;
    for (const auto& segment : m_segments) {
        excess += static_cast<std::int64_t>(segment->size());
    }
    if (m_config.retentionBytes < 0) {
        return {};
    }
    return deleteWhile(
        [&](std::size_t i) {
            excess -= static_cast<std::int64_t>(m_segments[i]->size());
            return excess >= 0;
        },
        event::SegmentDeletion::RetentionSize, highWatermark, now);
}

Log::Status Log::deleteByTime(std::int64_t nowMs, Offset highWatermark, Timestamp now)
{
    if (m_config.retentionMs < 0) {
        return {};
    }
    return deleteWhile(
        [&](std::size_t i) {
            return m_segments[i]->retentionTimestampMs().map(
                [&](std::int64_t latestMs) { return nowMs - latestMs > m_config.retentionMs; });
        },
        event::SegmentDeletion::RetentionTime, highWatermark, now);
}

Log::Status Log::deleteWhile(
    const std::function<tl::expected<bool, sim::IoError>(std::size_t)>& isDeletable,
    event::SegmentDeletion reason, Offset highWatermark, Timestamp now)
{
    std::size_t count = 0;
    while (count < m_segments.size() && highWatermark >= endOf(count)) {
        const bool isLast = count + 1 == m_segments.size();
        if (isLast && m_segments[count]->size() == 0) {
            break;
        }
        const auto deletable = isDeletable(count);
        if (!deletable) {
            return tl::unexpected(deletable.error());
        }
        if (!*deletable) {
            break;
        }
        ++count;
    }
    if (count == 0) {
        return {};
    }
    // There is always a segment: if all have expired, they make room for a new one.
    if (count == m_segments.size()) {
        if (const auto rolled = roll(m_logEnd, event::RollReason::Retention, now); !rolled) {
            return rolled;
        }
    }
    auto done = raiseLogStart(m_segments[count]->base(), event::LogStartReason::Retention);
    for (; count > 0; --count) {
        done = done.and_then([&] { return retire(0, reason); });
    }
    return done;
}

} // namespace brokerscope::log
