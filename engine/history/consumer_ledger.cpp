#include "engine/history/consumer_ledger.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace brokerscope::history {

namespace {

constexpr Offset kBeforeAll{std::numeric_limits<std::int64_t>::min()};

} // namespace

void ReadingLedger::reset(EventId id, Offset to, const PartitionLedger* partition)
{
    if (m_first) {
        lookForSkips(id, *m_first, to, partition);
        m_first = std::min(*m_first, to);
    } else {
        m_first = to; // Where auto.offset.reset lets it begin is its choice, not a skip.
    }
    m_position = to;
    m_lastReset = id;
}

void ReadingLedger::sought(Offset to)
{
    const Offset from = m_first ? m_position : kBeforeAll;
    if (from < to) {
        m_leaps.push_back({from, to});
    }
    m_first = to;
    m_position = to;
    m_gotUnasked.removeFrom(to);
    std::erase_if(m_deliveries, [to](Delivery& delivery) {
        delivery.span.end = std::min(delivery.span.end, to);
        return delivery.span.end <= delivery.span.base;
    });
}

bool ReadingLedger::wentPast(Offset offset) const
{
    return std::any_of(m_leaps.begin(), m_leaps.end(),
        [offset](const Leap& leap) { return leap.from <= offset && offset < leap.to; });
}

void ReadingLedger::delivered(EventId id, const Span& span, const PartitionLedger* partition)
{
    if (!m_first) {
        m_first = span.base;
    } else if (span.epoch != m_lastEpoch) {
        // The log may have been cut and rewritten below the position.
        lookForSkips(id, *m_first, span.base, partition);
    } else if (span.base != m_position) {
        lookForSkips(id, m_position, span.base, partition);
    }
    noteAgain(id, span);
    noteFirst(id, span);
    m_position = span.end;
    m_lastEpoch = span.epoch;
    m_lastDelivery = id;
}

void ReadingLedger::lookForSkips(
    EventId id, Offset from, Offset position, const PartitionLedger* partition)
{
    if (partition == nullptr) {
        return;
    }
    const auto passedOf = [from, position](const Span& stretch) -> Span {
        return {std::max(stretch.base, from), std::min(stretch.end, position), stretch.epoch};
    };
    for (const Expiry& expiry : partition->expired) {
        noteSkip(id, passedOf(expiry.span), expiry.event);
    }
    const ReplicaLedger* const leader = partition->leader();
    if (leader == nullptr) {
        return;
    }
    for (auto it = spanAt(leader->log, from); it != leader->log.end() && it->base < position;
         ++it) {
        // What another replica compacted away is superseded here as well.
        for (const Span& passed : partition->superseded.missing(passedOf(*it))) {
            noteSkip(id, passed, kNoEvent);
        }
    }
}

void ReadingLedger::noteSkip(EventId id, const Span& passed, EventId deleted)
{
    if (passed.base >= passed.end) {
        return;
    }
    for (const Span& unread : m_got.missing(passed)) {
        for (const Span& fresh : m_skipped.missing(unread)) {
            m_skips.push_back({fresh, m_lastDelivery, id, deleted});
        }
        m_skipped.insert(unread);
    }
}

void ReadingLedger::noteAgain(EventId id, const Span& span)
{
    for (const Span& had : m_gotUnasked.within(span)) {
        for (const Span& fresh : m_gotAgain.missing(had)) {
            const auto first = std::lower_bound(m_deliveries.begin(), m_deliveries.end(), fresh,
                [](const Delivery& d, const Span& wanted) {
                    return d.span.epoch != wanted.epoch ? d.span.epoch < wanted.epoch
                                                        : d.span.end <= wanted.base;
                });
            const EventId before = first != m_deliveries.end() ? first->event : kNoEvent;
            m_again.push_back({fresh, before, id, m_lastReset});
        }
        m_gotAgain.insert(had);
    }
}

void ReadingLedger::noteFirst(EventId id, const Span& span)
{
    const auto key = [](const Delivery& d) { return std::tuple(d.span.epoch, d.span.base); };
    for (const Span& fresh : m_gotUnasked.missing(span)) {
        const Delivery delivery{fresh, id};
        const auto at = std::upper_bound(m_deliveries.begin(), m_deliveries.end(), delivery,
            [key](const Delivery& a, const Delivery& b) { return key(a) < key(b); });
        m_deliveries.insert(at, delivery);
    }
    m_gotUnasked.insert(span);
    m_got.insert(span);
}

} // namespace brokerscope::history
