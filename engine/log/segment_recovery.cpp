#include "engine/log/segment.h"

#include <limits>

namespace brokerscope::log {

bool Segment::isDamaged() const
{
    const auto& entries = m_offsetIndex.entries();
    const auto& aborted = m_transactions.entries();
    return m_offsetIndex.isDamaged() || m_timeIndex.isDamaged() || m_transactions.wasDamaged()
        || (!entries.empty() && entries.back().position >= m_size)
        || (!aborted.empty() && aborted.front().lastOffset < base())
        || (m_size == 0 && !m_timeIndex.entries().empty());
}

tl::expected<void, sim::IoError> Segment::resetIndexes()
{
    return m_offsetIndex.clear().and_then([&] { return m_timeIndex.clear(); }).and_then([&] {
        return m_transactions.truncateTo(Offset(std::numeric_limits<std::int64_t>::min()));
    });
}

tl::expected<void, sim::IoError> Segment::recover(Recovery& recovery, Timestamp now)
{
    if (const auto reset = resetIndexes(); !reset) {
        return reset;
    }
    m_largest = TimestampOffset{-1, base()};
    m_firstTimestampMs.reset();
    m_lastAppend = {base(), 0};
    m_bytesSinceIndexEntry = 0;
    BatchScan scan = batches();
    Offset end = base();
    std::size_t good = 0;
    std::size_t lastEntry = 0;
    while (true) {
        const auto batch = scan.next();
        if (!batch) {
            return tl::unexpected(batch.error());
        }
        constexpr std::int64_t kGreatestRelative = std::numeric_limits<std::int32_t>::max();
        if (!*batch || !(*batch)->checkIntegrity() || (*batch)->baseOffset() < end
            || ((*batch)->lastOffset() - base()).value() > kGreatestRelative) {
            break;
        }
        if ((*batch)->maxTimestampMs() > m_largest->timestampMs) {
            m_largest = {(*batch)->maxTimestampMs(), (*batch)->lastOffset()};
        }
        if (good - lastEntry > m_indexInterval) {
            if (const auto entry = addIndexEntry((*batch)->lastOffset(), good)) {
                recovery.entries.push_back(*entry);
            }
            lastEntry = good;
        }
        end = (*batch)->end();
        good = scan.position();
        if (const auto taken = takeOn(**batch, recovery, now); !taken) {
            return taken;
        }
    }
    recovery.bytesCut = m_size - good;
    if (recovery.bytesCut > 0) {
        if (const auto cut = m_storage.truncate(m_log, good); !cut) {
            return cut;
        }
        m_size = good;
    }
    m_timeIndex.maybeAdd(*m_largest);
    return storeIndexes(now)
        .and_then([&] { return m_offsetIndex.sync(); })
        .and_then([&] { return m_timeIndex.sync(); })
        .and_then([&] { return m_transactions.sync(); });
}

tl::expected<void, sim::IoError> Segment::takeOn(
    const record::BatchView& batch, Recovery& recovery, Timestamp now)
{
    if (recovery.epochs != nullptr && batch.leaderEpoch() > recovery.epochs->latest()) {
        recovery.epochs->assign(batch.leaderEpoch(), batch.baseOffset());
    }
    const auto completed = recovery.producers.update(batch);
    if (!completed || !completed->isAborted) {
        return {};
    }
    return m_transactions.append({completed->producer, completed->firstOffset,
                                     completed->lastOffset, completed->lastStableOffset},
        now);
}

} // namespace brokerscope::log
