#include "engine/log/log.h"

#include "engine/log/event_bytes.h"
#include "engine/log/segment_file.h"

#include <algorithm>

namespace brokerscope::log {

// --- Truncation ----------------------------------------------------------------------------------

tl::expected<void, sim::IoError> Log::truncateTo(Offset to)
{
    if (to >= m_logEnd) {
        // An epoch may have been begun here without a record, before another leader was elected.
        return m_epochs.truncateFromEnd(m_logEnd) ? saveEpochs() : Status();
    }
    if (m_segments.front()->base() > to) {
        return truncateFullyAndStartAt(to);
    }
    // From the last one, so that a crash meanwhile leaves no hole.
    while (active().base() > to) {
        if (const auto gone = retire(m_segments.size() - 1, event::SegmentDeletion::Truncated);
            !gone) {
            return gone;
        }
    }
    const auto end = active().truncateTo(to, m_wallClockMs);
    if (!end) {
        return tl::unexpected(end.error());
    }
    m_logEnd = *end;
    m_logStart = std::min(m_logStart, m_logEnd);
    m_recoveryPoint = std::min(m_recoveryPoint, m_logEnd);
    const bool hasFewerEpochs = m_epochs.truncateFromEnd(m_logEnd);
    m_lastEpoch = epochBefore(m_logEnd);
    return (hasFewerEpochs ? saveEpochs() : Status()).and_then([&] { return rebuildProducers(); });
}

tl::expected<void, sim::IoError> Log::truncateFullyAndStartAt(Offset start)
{
    while (!m_segments.empty()) {
        if (const auto gone = retire(m_segments.size() - 1, event::SegmentDeletion::Truncated);
            !gone) {
            return gone;
        }
    }
    auto segment = Segment::open(m_storage, {m_directory, start, {}}, m_config, m_wallClockMs);
    if (!segment) {
        return tl::unexpected(segment.error());
    }
    m_segments.push_back(*std::move(segment));
    m_events.emplace_back(
        event::LogStartMoved{m_logStart, start, m_partition, event::LogStartReason::Truncated});
    m_logStart = start;
    m_logEnd = start;
    m_recoveryPoint = std::min(m_recoveryPoint, start);
    m_lastEpoch = kNoEpoch;
    m_epochs.clear();
    m_producers.clear();
    return saveEpochs().and_then([&] { return m_snapshots.removeAll(); });
}

// --- Whole segments ------------------------------------------------------------------------------

Log::Status Log::discard(Segment& segment)
{
    const auto moved = segment.moveTo(kDeletedSuffix);
    if (moved) {
        for (std::string& path : segment.paths()) {
            m_deletedFiles.add(std::move(path), m_wallClockMs + m_config.fileDeleteDelayMs);
        }
    }
    return moved;
}

Log::Status Log::retire(std::size_t segment, event::SegmentDeletion reason)
{
    Segment& old = *m_segments[segment];
    if (const auto discarded = discard(old); !discarded) {
        return discarded;
    }
    m_events.emplace_back(event::SegmentDeleted{
        old.base(), endOf(segment), eventBytes(old.size()), m_partition, reason});
    const Offset base = old.base();
    if (segment + 1 == m_segments.size()) {
        m_logEnd = base;
    }
    m_segments.erase(m_segments.begin() + static_cast<std::ptrdiff_t>(segment));
    return m_snapshots.remove(base);
}

Log::Status Log::replaceSegments(
    std::unique_ptr<Segment> cleaned, std::size_t first, std::size_t count, std::int64_t nowMs)
{
    m_wallClockMs = std::max(m_wallClockMs, nowMs);
    if (const auto decided = cleaned->moveTo(kSwapSuffix); !decided) {
        return decided;
    }
    // Backwards, so that each one's end is still known by the one behind it.
    for (std::size_t i = first + count; i-- > first + 1;) {
        if (const auto gone = retire(i, event::SegmentDeletion::Compacted); !gone) {
            return gone;
        }
    }
    return discard(*m_segments[first]).and_then([&] { return cleaned->moveTo(""); }).map([&] {
        m_segments[first] = std::move(cleaned);
    });
}

tl::expected<void, sim::IoError> Log::removeDeletedFiles(std::int64_t nowMs)
{
    m_wallClockMs = std::max(m_wallClockMs, nowMs);
    return m_deletedFiles.removeDue(nowMs);
}

} // namespace brokerscope::log
