#include "engine/history/consumer_ledger.h"

#include <algorithm>
#include <tuple>

namespace brokerscope::history {

void ReadingLedger::reset(EventId id, Offset to, const Spans* leader)
{
    if (m_first) {
        lookForSkips(id, to, leader);
        m_first = std::min(*m_first, to);
    } else {
        m_first = to; // Where auto.offset.reset lets it begin is its choice, not a skip.
    }
    m_position = to;
    m_lastReset = id;
}

void ReadingLedger::delivered(EventId id, const Span& span, const Spans* leader)
{
    if (!m_first) {
        m_first = span.base;
    } else if (span.base != m_position || span.epoch != m_lastEpoch) {
        // Reading on in the same epoch skips nothing; a jump may, and so may a log that was cut and
        // rewritten below the position.
        lookForSkips(id, span.base, leader);
    }
    noteAgain(id, span);
    noteFirst(id, span);
    m_position = span.end;
    m_lastEpoch = span.epoch;
    m_lastDelivery = id;
}

void ReadingLedger::lookForSkips(EventId id, Offset position, const Spans* leader)
{
    if (leader == nullptr) {
        return;
    }
    for (const Span& stretch : *leader) {
        const Span passed{
            std::max(stretch.base, *m_first), std::min(stretch.end, position), stretch.epoch};
        if (passed.base >= passed.end) {
            continue;
        }
        for (const Span& unread : m_got.missing(passed)) {
            for (const Span& fresh : m_skipped.missing(unread)) {
                m_skips.push_back({fresh, m_lastDelivery, id});
            }
            m_skipped.insert(unread);
        }
    }
}

void ReadingLedger::noteAgain(EventId id, const Span& span)
{
    for (const Span& had : m_got.within(span)) {
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
    for (const Span& fresh : m_got.missing(span)) {
        const Delivery delivery{fresh, id};
        const auto at = std::upper_bound(m_deliveries.begin(), m_deliveries.end(), delivery,
            [key](const Delivery& a, const Delivery& b) { return key(a) < key(b); });
        m_deliveries.insert(at, delivery);
    }
    m_got.insert(span);
}

} // namespace brokerscope::history
