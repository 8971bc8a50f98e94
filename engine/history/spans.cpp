#include "engine/history/spans.h"

#include <algorithm>
#include <utility>

namespace brokerscope::history {

Spans::const_iterator spanAt(const Spans& log, Offset offset)
{
    return std::upper_bound(
        log.begin(), log.end(), offset, [](Offset o, const Span& span) { return o < span.end; });
}

void appendSpan(Spans& log, const Span& span)
{
    if (span.end <= span.base) {
        return;
    }
    if (!log.empty() && span.base < log.back().end) {
        (void)cutFrom(log, span.base);
    }
    if (!log.empty() && log.back().epoch == span.epoch && log.back().end == span.base) {
        log.back().end = span.end;
    } else {
        log.push_back(span);
    }
}

Spans cutFrom(Spans& log, Offset end)
{
    Spans taken;
    while (!log.empty() && log.back().end > end) {
        Span& last = log.back();
        taken.push_back({std::max(last.base, end), last.end, last.epoch});
        if (last.base >= end) {
            log.pop_back();
        } else {
            last.end = end;
        }
    }
    std::reverse(taken.begin(), taken.end());
    return taken;
}

Spans cutOut(Spans& log, Offset from, Offset to)
{
    Spans taken;
    const auto first = log.begin() + (spanAt(log, from) - log.cbegin());
    auto last = first;
    Spans left; // of the spans that are cut into: at most a piece at either side
    for (; last != log.end() && last->base < to && from < to; ++last) {
        taken.push_back({std::max(last->base, from), std::min(last->end, to), last->epoch});
        if (last->base < from) {
            left.push_back({last->base, from, last->epoch});
        }
        if (to < last->end) {
            left.push_back({to, last->end, last->epoch});
        }
    }
    if (first != last) {
        log.insert(log.erase(first, last), left.begin(), left.end());
    }
    return taken;
}

Span heldPrefix(const Spans& log, const Span& wanted)
{
    const auto found = spanAt(log, wanted.base);
    if (found == log.end() || found->base > wanted.base || found->epoch != wanted.epoch) {
        return {wanted.base, wanted.base, wanted.epoch};
    }
    return {wanted.base, std::min(wanted.end, found->end), wanted.epoch};
}

bool holds(const Spans& log, Offset offset, LeaderEpoch epoch)
{
    const auto found = spanAt(log, offset);
    return found != log.end() && found->base <= offset && found->epoch == epoch;
}

Spans::const_iterator RecordSet::firstTouching(const Span& span) const
{
    return std::lower_bound(m_spans.begin(), m_spans.end(), span, [](const Span& a, const Span& b) {
        return a.epoch != b.epoch ? a.epoch < b.epoch : a.end < b.base;
    });
}

void RecordSet::insert(const Span& span)
{
    if (span.end <= span.base) {
        return;
    }
    if (!m_spans.empty() && m_spans.back().epoch == span.epoch && m_spans.back().end == span.base) {
        m_spans.back().end = span.end;
        return;
    }
    const auto first = m_spans.begin() + (firstTouching(span) - m_spans.cbegin());
    auto last = first;
    Span joined = span;
    while (last != m_spans.end() && last->epoch == span.epoch && last->base <= span.end) {
        joined.base = std::min(joined.base, last->base);
        joined.end = std::max(joined.end, last->end);
        ++last;
    }
    if (first == last) {
        m_spans.insert(first, joined);
    } else {
        *first = joined;
        m_spans.erase(first + 1, last);
    }
}

void RecordSet::removeFrom(Offset from)
{
    std::erase_if(m_spans, [from](Span& span) {
        span.end = std::min(span.end, from);
        return span.end <= span.base;
    });
}

bool RecordSet::contains(Offset offset, LeaderEpoch epoch) const
{
    const Span record{offset, offset + OffsetDelta(1), epoch};
    return prefix(record) == record;
}

Span RecordSet::prefix(const Span& wanted) const
{
    auto it = firstTouching(wanted);
    if (it != m_spans.end() && it->epoch == wanted.epoch && it->end == wanted.base) {
        ++it; // it only ends where the wanted one begins
    }
    const bool isThere
        = it != m_spans.end() && it->epoch == wanted.epoch && it->base <= wanted.base;
    return {wanted.base, isThere ? std::min(it->end, wanted.end) : wanted.base, wanted.epoch};
}

Spans RecordSet::within(const Span& span) const
{
    Spans parts;
    for (auto it = firstTouching(span);
         it != m_spans.end() && it->epoch == span.epoch && it->base < span.end; ++it) {
        const Span part{std::max(span.base, it->base), std::min(span.end, it->end), span.epoch};
        if (part.base < part.end) {
            parts.push_back(part);
        }
    }
    return parts;
}

Spans RecordSet::missing(const Span& span) const
{
    Spans parts;
    Offset from = span.base;
    for (const Span& had : within(span)) {
        if (from < had.base) {
            parts.push_back({from, had.base, span.epoch});
        }
        from = had.end;
    }
    if (from < span.end) {
        parts.push_back({from, span.end, span.epoch});
    }
    return parts;
}

} // namespace brokerscope::history
