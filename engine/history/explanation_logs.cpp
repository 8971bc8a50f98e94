#include "engine/history/explanation.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace brokerscope::history {

namespace {

/// The topic's properties that make a log's files come and go, or let a replica lead that lacks
/// records; empty for other events.
struct RulesOf {
    using Rules = std::array<std::string_view, 2>;

    Rules operator()(const event::SegmentRolled& p) const
    {
        switch (p.reason) {
        case event::RollReason::Size:
            return {"segment.bytes"};
        case event::RollReason::Time:
            return {"segment.ms"};
        case event::RollReason::IndexFull:
            return {"segment.index.bytes"};
        case event::RollReason::Retention:
            return {"retention.ms"};
        case event::RollReason::OffsetOverflow:
            break;
        }
        return {};
    }
    Rules operator()(const event::SegmentDeleted& p) const
    {
        switch (p.reason) {
        case event::SegmentDeletion::RetentionTime:
            return {"retention.ms"};
        case event::SegmentDeletion::RetentionSize:
            return {"retention.bytes"};
        case event::SegmentDeletion::BelowLogStart:
        case event::SegmentDeletion::Truncated:
        case event::SegmentDeletion::Compacted:
            break;
        }
        return {};
    }
    Rules operator()(const event::LogStartMoved& p) const
    {
        return p.reason == event::LogStartReason::Retention
            ? Rules{"retention.ms", "retention.bytes"}
            : Rules{};
    }
    Rules operator()(const event::LeaderElected& p) const
    {
        return p.kind == event::ElectionKind::Unclean ? Rules{"unclean.leader.election.enable"}
                                                      : Rules{};
    }
    Rules operator()(const event::CleanerStarted&) const { return {"cleanup.policy"}; }
    Rules operator()(const event::RecordsCompacted&) const { return {"cleanup.policy"}; }
    Rules operator()(const event::CleanerFinished&) const { return {"cleanup.policy"}; }
    template <class Other>
    Rules operator()(const Other&) const
    {
        return {};
    }
};

bool isOn(const event::ConfigSet& p, const History& history, std::string_view topic)
{
    constexpr std::string_view kTopics = "topics.";
    const std::string_view scope = history.text(p.scope);
    return scope.size() == kTopics.size() + topic.size() && scope.starts_with(kTopics)
        && scope.ends_with(topic);
}

} // namespace

// --- cut logs ------------------------------------------------------------------------------------

EventId Explanation::operator()(const event::UnflushedLost&) const
{
    return orCause(latest([this](const event::Event& e) {
        return e.node == event.node && as<event::NodeStopped>(e) != nullptr;
    }));
}

EventId Explanation::operator()(const event::LogScanned&) const
{
    return (*this)(event::UnflushedLost{}); // the same stop
}

/// The log parts from the leader's because somebody else was elected; the role that this broker
/// took then says in which epoch.
EventId Explanation::partingOf(PartitionId partition) const
{
    const EventId role
        = latestHere<event::RoleAssumed>(partition, [](const event::RoleAssumed&) { return true; });
    if (role == kNoEvent) {
        return electionOf(partition, std::nullopt);
    }
    return electionOf(partition, std::get<event::RoleAssumed>(history.event(role).payload).epoch);
}

EventId Explanation::operator()(const event::LogTruncated& p) const
{
    const EventId parting = partingOf(p.partition);
    if (p.reason == event::TruncateReason::Divergence) {
        return orCause(parting);
    }
    // To the high watermark a follower cuts whenever it begins to follow: also by its own start.
    const EventId started = latest([this](const event::Event& e) {
        return e.node == event.node && as<event::NodeStarted>(e) != nullptr;
    });
    const bool byStart = started != kNoEvent && (parting == kNoEvent || started > parting);
    return orCause(byStart ? started : parting);
}

// --- deleted segments ----------------------------------------------------------------------------

/// The roll that closed the segment which ends at `end`.
EventId Explanation::closingOf(PartitionId partition, Offset end) const
{
    return latestHere<event::SegmentRolled>(
        partition, [end](const event::SegmentRolled& p) { return p.base == end; });
}

EventId Explanation::operator()(const event::SegmentDeleted& p) const
{
    switch (p.reason) {
    case event::SegmentDeletion::RetentionTime:
    case event::SegmentDeletion::RetentionSize:
        return orCause(closingOf(p.partition, p.end));
    case event::SegmentDeletion::BelowLogStart:
        return orCause(latestHere<event::LogStartMoved>(
            p.partition, [&p](const event::LogStartMoved& start) { return start.to >= p.end; }));
    case event::SegmentDeletion::Truncated:
        return orCause(partingOf(p.partition));
    case event::SegmentDeletion::Compacted:
        return orCause(latestHere<event::CleanerStarted>(
            p.partition, [](const event::CleanerStarted&) { return true; }));
    }
    return event.cause;
}

EventId Explanation::operator()(const event::LogStartMoved& p) const
{
    switch (p.reason) {
    case event::LogStartReason::Retention:
        return orCause(closingOf(p.partition, p.to));
    case event::LogStartReason::Leader:
    case event::LogStartReason::Truncated:
        return orCause(latest([&](const event::Event& e) {
            const auto* const start = as<event::LogStartMoved>(e);
            return start != nullptr && e.node != event.node && start->partition == p.partition
                && start->to >= p.to;
        }));
    case event::LogStartReason::DeleteRecords:
        break;
    }
    return event.cause;
}

// --- the cleaner ---------------------------------------------------------------------------------

EventId Explanation::operator()(const event::CleanerStarted& p) const
{
    return orCause(closingOf(p.partition, p.end));
}

EventId Explanation::operator()(const event::RecordsCompacted& p) const
{
    return orCause(latestHere<event::CleanerStarted>(
        p.partition, [](const event::CleanerStarted&) { return true; }));
}

EventId Explanation::operator()(const event::CleanerFinished& p) const
{
    return orCause(latestHere<event::CleanerStarted>(
        p.partition, [](const event::CleanerStarted&) { return true; }));
}

// --- positions -----------------------------------------------------------------------------------

/// Why a consumer's position is not in the log any more: the log start moved beyond it. kNoEvent
/// when it had none, or when the log begins before it.
EventId Explanation::lossOfPosition(PartitionId partition) const
{
    std::optional<Offset> position;
    for (std::uint32_t i = id.value(); i > 0 && !position; --i) {
        const event::Event& e = history.events()[i - 1];
        if (e.node != event.node) {
            continue;
        }
        if (const auto* const delivered = as<event::RecordsDelivered>(e)) {
            position = delivered->partition == partition ? std::optional(delivered->end())
                                                         : std::nullopt;
        } else if (const auto* const reset = as<event::OffsetReset>(e)) {
            position = reset->partition == partition ? std::optional(reset->to) : std::nullopt;
        } else if (const auto* const sought = as<event::PositionSought>(e)) {
            position = sought->partition == partition ? std::optional(sought->to) : std::nullopt;
        } else if (as<event::NodeStarted>(e) != nullptr) {
            return kNoEvent;
        }
    }
    if (!position) {
        return kNoEvent;
    }
    return latest([&](const event::Event& e) {
        const auto* const start = as<event::LogStartMoved>(e);
        return start != nullptr && start->partition == partition && start->from <= *position
            && start->to > *position;
    });
}

EventId Explanation::operator()(const event::OffsetReset& p) const
{
    return orCause(lossOfPosition(p.partition));
}

EventId Explanation::operator()(const event::ConsumerFailed& p) const
{
    return p.error == event::ErrorCode::OffsetOutOfRange ? orCause(lossOfPosition(p.partition))
                                                         : event.cause;
}

EventId Explanation::operator()(const event::TruncationDetected& p) const
{
    return orCause(electionOf(p.partition, std::nullopt));
}

// --- settings ------------------------------------------------------------------------------------

EventId Explanation::settingBehind() const
{
    const RulesOf::Rules rules = std::visit(RulesOf{}, event.payload);
    const PartitionId partition = event::partitionOf(event.payload);
    if (rules.front().empty() || partition.value() >= history.roster().partitions.size()) {
        return kNoEvent;
    }
    const std::string_view topic = history.roster().partitions[partition.value()].topic;
    return latest([&](const event::Event& e) {
        const auto* const set = as<event::ConfigSet>(e);
        return set != nullptr && isOn(*set, history, topic)
            && std::find(rules.begin(), rules.end(), history.text(set->name)) != rules.end();
    });
}

} // namespace brokerscope::history
