#pragma once

#include "engine/history/history.h"
#include "engine/history/spans.h"

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace brokerscope::history {

/// What the applications of consumer groups have processed of what they got, against what the
/// groups have committed.
class GroupLedger {
public:
    /// Records whose processing and whose committed offset part ways.
    struct Gap {
        PartitionId partition;
        Span span;
        EventId established; ///< when it could not be put right any more
        std::vector<EventId> evidence; ///< may contain kNoEvent
        NodeId reader = kNoNode; ///< of notProcessed()
    };

    explicit GroupLedger(const History& history);

    /// The first consumer of the roster that has the same group; the consumer itself without one.
    [[nodiscard]] NodeId readerOf(NodeId consumer) const;
    [[nodiscard]] bool isGroup(NodeId reader) const;

    void delivered(EventId id, NodeId consumer, PartitionId partition, const Span& span);
    void processed(EventId id, NodeId consumer, PartitionId partition, Offset end);
    void committed(EventId id, NodeId consumer, PartitionId partition, Offset offset);
    /// An external store has taken the offset together with a result: from now on the group goes by
    /// what is in the store, and not by what is committed.
    void storedOffset(EventId id, NodeId consumer, PartitionId partition, Offset offset);
    [[nodiscard]] bool goesByStore(NodeId consumer, PartitionId partition) const;
    /// The consumer gave the partition up.
    void revoked(EventId id, NodeId consumer, PartitionId partition);
    /// The consumer's process came to its end.
    void ended(EventId id, NodeId consumer);

    /// Processed, and whoever reads the partition next gets them again. To be asked at the end.
    [[nodiscard]] std::vector<Gap> notCommitted() const;
    /// Committed, and nobody of the group has processed them although one had got them. To be asked
    /// at the end.
    [[nodiscard]] std::vector<Gap> notProcessed() const;

private:
    using Place = std::pair<NodeId, PartitionId>; // a consumer, or a group's reader

    /// What one life of a consumer has of a partition.
    struct Work {
        std::deque<Span> open; ///< delivered and not processed, in the order of delivery
        Spans done; ///< processed, in that order
        EventId delivered = kNoEvent; ///< the last one
        EventId processed = kNoEvent;
    };
    struct Left {
        Span span;
        EventId delivered;
        EventId ended;
    };
    struct Candidate {
        Gap gap;
        NodeId consumer; ///< whose commits on their way may still close the gap
    };
    struct Held {
        Offset committed = kNoOffset;
        EventId commit = kNoEvent;
        bool goesByStore = false;
        RecordSet processed;
        std::vector<Candidate> notCommitted;
        std::size_t settled = 0; ///< of notCommitted: somebody has read on since
        std::vector<Left> left; ///< delivered to processes that ended before they were done
        std::vector<Gap> notProcessed;
    };

    [[nodiscard]] Held* heldOf(NodeId consumer, PartitionId partition);
    void noteNotCommitted(EventId id, NodeId consumer, PartitionId partition, Work& work);
    static void noteNotProcessed(
        EventId id, PartitionId partition, const Left& left, Offset from, Held& held);

    std::vector<NodeId> m_readers; ///< by NodeId; kNoNode: is no consumer of a group
    std::map<Place, Work> m_works; ///< by consumer
    std::map<Place, Held> m_held; ///< by reader
};

} // namespace brokerscope::history
