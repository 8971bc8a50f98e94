#pragma once

#include "engine/history/client_ledger.h"
#include "engine/history/group_ledger.h"
#include "engine/history/history.h"
#include "engine/history/spans.h"
#include "engine/history/verdict.h"

#include <deque>
#include <map>
#include <utility>
#include <vector>

namespace brokerscope::history {

/// What the applications of consumers made of records: which results reached an external store, and
/// which records went on to another topic. The members of a group count as one reader, as in
/// GroupLedger.
class HandlerLedger {
public:
    /// Records of one partition that one finding is about.
    struct Finding {
        AnomalyKind kind = AnomalyKind::StoredTwice;
        PartitionId partition;
        Span span;
        EventId established;
        std::vector<EventId> evidence; ///< may contain kNoEvent
    };
    /// A record that an application handed to a producer: indices into ClientLedger::records().
    struct CopyOf {
        std::uint32_t copy = 0;
        std::uint32_t source = 0;
    };

    /// `groups` must outlive it.
    HandlerLedger(const History& history, const GroupLedger& groups);

    void delivered(EventId id, NodeId consumer, PartitionId partition, const Span& span);
    void processed(EventId id, NodeId consumer, PartitionId partition, Offset end);
    void threw(EventId id, NodeId consumer, PartitionId partition);
    void stored(EventId id, NodeId consumer, const event::RecordStored& p);
    void forwarded(EventId id, NodeId consumer, const event::RecordForwarded& p);
    void deduplicated(NodeId consumer, const event::RecordDeduplicated& p);
    void committed(EventId id, NodeId consumer, PartitionId partition, Offset offset);
    /// The process came to its end.
    void ended(EventId id, NodeId node);

    // To be asked at the end.
    /// Stored twice, and missing in the store. `notProcessed`: what groups have committed and
    /// nobody has processed.
    [[nodiscard]] std::vector<Finding> ofStores(
        const ClientLedger& client, const std::vector<GroupLedger::Gap>& notProcessed) const;
    /// Forwarded records that are lost.
    [[nodiscard]] std::vector<Finding> lostCopies(const ClientLedger& client) const;
    [[nodiscard]] std::vector<CopyOf> copies(const ClientLedger& client) const;

private:
    using Place = std::pair<NodeId, PartitionId>; // a consumer, or a reader
    using Record = std::pair<Offset, LeaderEpoch>;

    /// What one life of a consumer has of a partition.
    struct Work {
        std::deque<Span> open; ///< delivered and not processed, in the order of delivery
        EventId delivered = kNoEvent; ///< the last one
        EventId threw = kNoEvent; ///< since the last RecordsProcessed
    };
    struct Write {
        EventId event;
        bool isReplaced = false;
    };
    /// What a reader's store has of a partition.
    struct Stored {
        RecordSet settled; ///< stored, forwarded or known from before
        std::map<Record, Write> firstWrites;
        RecordSet repeated;
        std::vector<Finding> twice;
        std::vector<Finding> passed; ///< processed, and not settled by then
    };
    struct Copy {
        EventId forwarded;
        NodeId producer;
        RecordNumber number;
    };
    struct Source {
        std::vector<Copy> copies;
        EventId committed = kNoEvent; ///< the first commit that reached it
    };
    struct Sources {
        std::map<Record, Source> records;
        Offset committed;
        EventId commit = kNoEvent;
    };

    [[nodiscard]] bool stores(NodeId reader) const { return m_stores[reader.value()]; }
    void settle(NodeId consumer, PartitionId partition, Offset offset, LeaderEpoch epoch);
    /// Records that stand in the log twice, with a row for each place.
    static void addTwins(std::vector<Finding>& found, PartitionId partition, const Stored& stored,
        const ClientLedger& client);
    void addMissing(std::vector<Finding>& found, NodeId reader, const Finding& suspect) const;
    /// What made an end of a copy that no log has; kNoEvent: it may still be on its way.
    [[nodiscard]] EventId endOf(const Copy& copy, const ClientLedger& client) const;

    const GroupLedger& m_groups;
    std::vector<bool> m_stores; ///< by NodeId of a reader: it writes to a store in this run
    std::map<Place, Work> m_works; ///< by consumer
    std::map<Place, Stored> m_stored; ///< by reader
    std::map<Place, Sources> m_sources; ///< by reader
    std::map<NodeId, std::vector<EventId>> m_ends; ///< of processes, ascending
};

} // namespace brokerscope::history
