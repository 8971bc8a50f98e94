#pragma once

#include "engine/history/history.h"
#include "views/sequence/api_group.h"

#include <memory>
#include <vector>

namespace brokerscope::views {

/// What a lifeline has a mark for.
enum class MarkKind : std::uint8_t {
    Append,
    Watermark,
    Leads, ///< the node became leader of the partition
    Follows, ///< the node became follower
    Elected, ///< the controller decided who leads
    Truncated,
    LostUnflushed, ///< a power loss took what was only in the page cache
    IsrChanged,
    EligibleChanged,
    Fenced,
    Unfenced,
    Leaving, ///< a broker in controlled shutdown
    QuorumRole,
    Vote,
    MetadataCut,
    TimedOut, ///< a request got no answer in time
    Failed, ///< a producer's batch failed for good
    Position, ///< a consumer's position was reset, or it found that the log was cut
    Started,
};

/// The messages of a run, the marks on its nodes' lifelines and the times when they were down,
/// gathered in one pass. Made once per run; filters and windows only look things up in it.
struct SequenceData {
    struct Message {
        Timestamp sentAt;
        Timestamp endedAt; ///< when it was taken in or lost; the end of the run while on its way
        Offset first = kNoOffset; ///< of the records of `partition` that it brought, as far as
        std::uint32_t count = 0; ///< one knows: what the receiver did with them tells
        EventId sent;
        EventId ended = kNoEvent; ///< its MessageReceived or MessageDropped
        NodeId from;
        NodeId to;
        PartitionId partition = kNoPartition;
        ApiGroup group = ApiGroup::Other;
        bool isResponse = false;
        bool isLost = false;
        bool isError = false;
        bool isQuiet = false; ///< a Fetch that brought nothing new, or its answer
        bool isGranted = false; ///< of a Vote request: the vote was given
    };
    struct Mark {
        Timestamp time;
        EventId event;
        NodeId node;
        PartitionId partition = kNoPartition;
        MarkKind kind = MarkKind::Append;
    };
    /// A node was down or stood still.
    struct Outage {
        Timestamp from;
        Timestamp to; ///< the end of the run when it never ended
        EventId began;
        bool isPause = false;
        event::StopHow how = event::StopHow::Kill;
    };
    /// A Fetch answer that told a follower where its log parts from the leader's.
    struct Divergence {
        EventId response;
        LeaderEpoch epoch; ///< kNoEpoch: they have nothing in common
        Offset end;
    };
    /// The message concerns this partition besides its first one.
    struct Touch {
        std::uint32_t message = 0;
        PartitionId partition;
        auto operator<=>(const Touch&) const = default;
    };

    Timestamp end;
    Duration usualWay; ///< the median time from sending to taking in
    std::vector<Message> messages; ///< ascending by sent
    std::vector<Mark> marks; ///< ascending by event
    std::vector<std::vector<Outage>> outages; ///< by NodeId
    std::vector<Divergence> divergences; ///< ascending by response
    std::vector<Touch> touches; ///< ascending

    /// The index of the message that was sent with this event, or -1.
    [[nodiscard]] std::ptrdiff_t indexOf(EventId sent) const;
    [[nodiscard]] const Divergence* divergenceOf(EventId response) const;
    [[nodiscard]] bool concerns(std::uint32_t message, PartitionId partition) const;
};

[[nodiscard]] std::shared_ptr<const SequenceData> gatherSequence(const history::History& history);

} // namespace brokerscope::views
