#pragma once

#include "engine/history/client_ledger.h"
#include "engine/history/replica_ledger.h"
#include "engine/history/spans.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace brokerscope::history {

/// What one consumer got of one partition.
class ReadingLedger {
public:
    /// Records that were given out again, with the delivery before.
    struct Again {
        Span span;
        EventId before;
        EventId now;
        EventId reset; ///< the last OffsetReset before, or kNoEvent
    };
    /// Records that the position went past, with the delivery before.
    struct Skip {
        Span span;
        EventId before;
        EventId now;
    };

    /// The position was set. `leader` is the log that counts; nullptr while there is none.
    void reset(EventId id, Offset to, const Spans* leader);
    void delivered(EventId id, const Span& span, const Spans* leader);

    [[nodiscard]] const std::vector<Again>& again() const { return m_again; }
    [[nodiscard]] const std::vector<Skip>& skips() const { return m_skips; }
    [[nodiscard]] bool got(Offset offset, LeaderEpoch epoch) const
    {
        return m_got.contains(offset, epoch);
    }
    [[nodiscard]] EventId lastReset() const { return m_lastReset; }

private:
    struct Delivery {
        Span span;
        EventId event;
    };
    void lookForSkips(EventId id, Offset position, const Spans* leader);
    void noteAgain(EventId id, const Span& span);
    void noteFirst(EventId id, const Span& span);

    std::optional<Offset> m_first; // the lowest position it was ever given
    Offset m_position;
    LeaderEpoch m_lastEpoch = kNoEpoch;
    EventId m_lastDelivery = kNoEvent;
    EventId m_lastReset = kNoEvent;
    RecordSet m_got;
    RecordSet m_gotAgain;
    RecordSet m_skipped;
    std::vector<Delivery> m_deliveries; // the first of each record; ascending by epoch, then offset
    std::vector<Again> m_again;
    std::vector<Skip> m_skips;
};

/// Everything that consumers got, by (consumer, partition).
using ConsumerLedger = std::map<std::pair<NodeId, PartitionId>, ReadingLedger>;

} // namespace brokerscope::history
