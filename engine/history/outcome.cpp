#include "engine/history/outcome.h"

#include <algorithm>

namespace brokerscope::history {

namespace {

Outcome worstOf(const Consequences& found, const Service& calm)
{
    if (found.count(AnomalyKind::LostAfterAck) > 0) {
        return Outcome::Lost;
    }
    if (found.count(AnomalyKind::DuplicateInLog) > 0) {
        return Outcome::Duplicated;
    }
    if (found.count(AnomalyKind::ReorderedInLog) > 0) {
        return Outcome::Reordered;
    }
    const bool suffers = found.service.failed > calm.failed
        || clearlyWaited(found.service.longestWait, calm.longestWait);
    return suffers ? Outcome::Unavailable : Outcome::Nothing;
}

} // namespace

std::string_view outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Nothing:
        return "nothing";
    case Outcome::Unavailable:
        return "unavailable";
    case Outcome::Reordered:
        return "reordered";
    case Outcome::Duplicated:
        return "duplicated";
    case Outcome::Lost:
        return "lost";
    }
    return {};
}

Service serviceOf(const History& history, const Verdict& verdict)
{
    Service service;
    service.failed = verdict.failed;
    for (const RecordTrace& record : verdict.records) {
        if (record.created == kNoEvent) {
            continue;
        }
        // A batch that was acknowledged and failed is none of Kafka's; the first answer counts.
        const EventId answer = std::min(record.acked, record.failed);
        const Timestamp end = answer == kNoEvent ? history.end() : history.event(answer).time;
        service.longestWait
            = std::max(service.longestWait, end - history.event(record.created).time);
    }
    return service;
}

bool clearlyWaited(Duration wait, Duration calm)
{
    return wait > calm * 2 && wait - calm >= kNoticeableWait;
}

Consequences consequencesOf(const History& history, const Verdict& verdict, const Service& calm)
{
    Consequences found;
    found.anomalies = verdict.counts;
    found.service = serviceOf(history, verdict);
    found.outcome = worstOf(found, calm);
    return found;
}

} // namespace brokerscope::history
