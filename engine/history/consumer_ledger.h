#pragma once

#include "engine/history/client_ledger.h"
#include "engine/history/replica_ledger.h"
#include "engine/history/spans.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace brokerscope::history {

/// What one consumer, or one group, got of one partition. What its application asked for by a seek
/// is neither a skip nor a redelivery.
class ReadingLedger {
public:
    /// Records that were given out again, with the delivery before.
    struct Again {
        Span span;
        EventId before;
        EventId now;
        EventId reset; ///< the last OffsetReset or PositionRestored before, or kNoEvent
    };
    /// Records that the position went past, with the delivery before.
    struct Skip {
        Span span;
        EventId before;
        EventId now;
        EventId deleted; ///< the LogStartMoved that took them before they were read, or kNoEvent
    };

    /// The position was set by auto.offset.reset, or to the group's committed offset. `partition`
    /// is what the brokers have; nullptr when there is no such partition.
    void reset(EventId id, Offset to, const PartitionLedger* partition);
    /// The application set the position.
    void sought(Offset to);
    void delivered(EventId id, const Span& span, const PartitionLedger* partition);

    [[nodiscard]] const std::vector<Again>& again() const { return m_again; }
    [[nodiscard]] const std::vector<Skip>& skips() const { return m_skips; }
    [[nodiscard]] bool got(Offset offset, LeaderEpoch epoch) const
    {
        return m_got.contains(offset, epoch);
    }
    /// Whether a seek went past the offset.
    [[nodiscard]] bool wentPast(Offset offset) const;
    [[nodiscard]] EventId lastReset() const { return m_lastReset; }

private:
    struct Delivery {
        Span span;
        EventId event;
    };
    struct Leap { // of a seek
        Offset from;
        Offset to;
    };
    void lookForSkips(EventId id, Offset from, Offset position, const PartitionLedger* partition);
    void noteSkip(EventId id, const Span& passed, EventId deleted);
    void noteAgain(EventId id, const Span& span);
    void noteFirst(EventId id, const Span& span);

    std::optional<Offset> m_first; // the lowest position it was given since the last seek
    Offset m_position;
    LeaderEpoch m_lastEpoch = kNoEpoch;
    EventId m_lastDelivery = kNoEvent;
    EventId m_lastReset = kNoEvent;
    RecordSet m_got;
    RecordSet m_gotUnasked; // of m_got, what no seek has asked for again
    RecordSet m_gotAgain;
    RecordSet m_skipped;
    // The first of each record in m_gotUnasked; ascending by epoch, then offset.
    std::vector<Delivery> m_deliveries;
    std::vector<Leap> m_leaps;
    std::vector<Again> m_again;
    std::vector<Skip> m_skips;
};

/// Everything that consumers got, by (consumer, partition); a group counts as its first consumer.
using ConsumerLedger = std::map<std::pair<NodeId, PartitionId>, ReadingLedger>;

} // namespace brokerscope::history
