#pragma once

#include "engine/history/history.h"

#include <cstdint>
#include <optional>

namespace brokerscope::history {

template <class Kind>
const Kind* as(const event::Event& event)
{
    return std::get_if<Kind>(&event.payload);
}

/// Finds what an event came from: its cause, or, where it came about because something else did or
/// did not happen, the event that explains it. An answer that is not before the event means that
/// there is none.
struct Explanation {
    const History& history;
    EventId id;
    const event::Event& event;

    /// Whatever is not told otherwise came from its cause.
    template <class Other>
    EventId operator()(const Other&) const
    {
        return event.cause;
    }

    // Silences (explanation.cpp).
    EventId operator()(const event::BrokerFenced& p) const;
    EventId operator()(const event::RequestTimedOut& p) const;
    EventId operator()(const event::ConnectionLost& p) const;
    EventId operator()(const event::MessageDropped& p) const;
    EventId operator()(const event::MemberRemoved& p) const;
    EventId operator()(const event::BatchRetried& p) const { return brokenOff(p.error); }
    EventId operator()(const event::BatchFailed& p) const { return brokenOff(p.error); }

    // Decisions (explanation_decisions.cpp).
    EventId operator()(const event::BrokerUnfenced& p) const;
    EventId operator()(const event::LeaderElected& p) const;
    EventId operator()(const event::IsrChanged& p) const;
    EventId operator()(const event::IsrProposed& p) const;
    EventId operator()(const event::ReplicasAssigned& p) const;
    EventId operator()(const event::ReplicaDeleted& p) const;
    EventId operator()(const event::RoleAssumed& p) const;
    EventId operator()(const event::QuorumRoleChanged& p) const;

    // Logs and their files.
    EventId operator()(const event::UnflushedLost& p) const;
    EventId operator()(const event::LogTruncated& p) const;
    EventId operator()(const event::LogScanned& p) const;
    EventId operator()(const event::SegmentDeleted& p) const;
    EventId operator()(const event::LogStartMoved& p) const;
    EventId operator()(const event::CleanerStarted& p) const;
    EventId operator()(const event::RecordsCompacted& p) const;
    EventId operator()(const event::CleanerFinished& p) const;

    // Positions that the log has left behind.
    EventId operator()(const event::OffsetReset& p) const;
    EventId operator()(const event::ConsumerFailed& p) const;
    EventId operator()(const event::TruncationDetected& p) const;

    /// The setting that made happen what the event says, such as the topic's retention.ms;
    /// kNoEvent when it was the default, or none.
    [[nodiscard]] EventId settingBehind() const;

private:
    /// The latest event before this one that matches, or kNoEvent.
    template <class Matches>
    [[nodiscard]] EventId latest(Matches&& matches) const
    {
        for (std::uint32_t i = id.value(); i > 0; --i) {
            if (matches(history.events()[i - 1])) {
                return EventId(i - 1);
            }
        }
        return kNoEvent;
    }
    /// The latest event of a kind that happened to the same partition on the same node and matches.
    template <class Kind, class Matches>
    [[nodiscard]] EventId latestHere(PartitionId partition, Matches&& matches) const
    {
        return latest([&](const event::Event& e) {
            const auto* const p = as<Kind>(e);
            return p != nullptr && e.node == event.node && p->partition == partition && matches(*p);
        });
    }
    [[nodiscard]] EventId orCause(EventId found) const
    {
        return found != kNoEvent ? found : event.cause;
    }
    [[nodiscard]] EventId silenceOf(NodeId silent, NodeId listener, EventId since) const;
    [[nodiscard]] EventId brokenOff(event::ErrorCode error) const;
    [[nodiscard]] EventId lossOfLeader(NodeId leader) const;
    [[nodiscard]] EventId returnOf(NodeId replica, NodeId leader, PartitionId partition) const;
    [[nodiscard]] BrokerSet isrBefore(PartitionId partition) const;
    [[nodiscard]] EventId electionOf(PartitionId partition, std::optional<LeaderEpoch> epoch) const;
    [[nodiscard]] EventId partingOf(PartitionId partition) const;
    [[nodiscard]] EventId closingOf(PartitionId partition, Offset end) const;
    [[nodiscard]] EventId lossOfPosition(PartitionId partition) const;
};

} // namespace brokerscope::history
