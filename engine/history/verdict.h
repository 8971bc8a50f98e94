#pragma once

#include "engine/history/history.h"

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace brokerscope::history {

/// What can go wrong with a record. Names in reports are the snake_case forms, e.g.
/// "lost_after_ack".
enum class AnomalyKind : std::uint8_t {
    LostAfterAck, ///< the producer was told that it is stored, and the partition's leader does not
                  ///< have it, although nothing was to delete it
    FailedButStored, ///< the producer was told that it failed, and the leader has it
    DuplicateInLog, ///< the leader has it at more than one offset
    Redelivered, ///< one consumer, or the members of one group together, got the same offset and
                 ///< epoch more than once, and no application had asked for that by a seek
    ReorderedInLog, ///< it stands behind a record of the same producer and partition that was sent
                    ///< after it
    SkippedByConsumer, ///< a consumer's position passed it without delivering it, be it that it had
                       ///< been deleted by then; not by a seek, and not if a later record of its
                       ///< key had superseded it
    AbortedYetRead, ///< its transaction was aborted and a consumer got it
    NeverDelivered, ///< stored and below the high watermark at the end, and no consumer of the
                    ///< partition, or nobody of a group that reads it, got it, although none
                    ///< sought past it
    ProcessedNotCommitted, ///< processed in a group by a consumer that ended or gave the partition
                           ///< up with a lower committed offset: it is to be processed again
    CommittedNotProcessed, ///< below a group's committed offset, and the one who had got it ended
                           ///< before it was processed; nobody of the group ever did
    StoredTwice, ///< the external store of a consumer or group has two rows with its result
    MissingInStore, ///< the application passed it, or the group committed past it, and its store
                    ///< has no result of it; not if it was forwarded or known from before
    ForwardedTwice, ///< what an application forwarded of it stands twice in the other topic; the
                    ///< record is the second copy
    ForwardLost, ///< the application handed it to a producer and the group committed past it, but
                 ///< the producer failed or died before any log had it
};
inline constexpr std::size_t kAnomalyKinds = 14;

/// No index into Verdict::records.
inline constexpr std::uint32_t kNoRecord = 0xFFFFFFFF;

[[nodiscard]] std::string_view anomalyName(AnomalyKind kind); ///< "lost_after_ack"
[[nodiscard]] std::optional<AnomalyKind> anomalyByName(std::string_view name);

/// The life of one record, as far as it went.
struct RecordTrace {
    NodeId producer;
    RecordNumber number;
    PartitionId partition;
    EventId created = kNoEvent;
    BatchId batch; ///< 0 when it never got into one
    std::uint32_t indexInBatch = 0;
    std::uint32_t batchSize = 0; ///< records
    Offset offset
        = kNoOffset; ///< where the leader that answered (or else the last that took it) stored it
    LeaderEpoch epoch = kNoEpoch;
    EventId appended = kNoEvent; ///< BatchAppended on that leader
    EventId acked = kNoEvent;
    EventId failed = kNoEvent;
    EventId delivered = kNoEvent; ///< the first RecordsDelivered
    std::uint16_t timesAppended = 0; ///< by leaders
    /// The record that an application read and forwarded as this one, with the same key and value:
    /// an index into Verdict::records, or kNoRecord.
    std::uint32_t copyOf = kNoRecord;
};

struct Anomaly {
    AnomalyKind kind = AnomalyKind::LostAfterAck;
    std::uint32_t record = 0; ///< index into Verdict::records
    PartitionId partition;
    Offset offset = kNoOffset;
    LeaderEpoch epoch = kNoEpoch;
    EventId established; ///< the event that made it true; NeverDelivered: the last event of the run
    std::vector<EventId> evidence; ///< the few events that prove it, ascending
};

/// The judgement over a whole run. Made once per History; what holds at a playhead is what was
/// established by then.
struct Verdict {
    std::vector<RecordTrace> records; ///< ascending by (producer, number), then by creation: a
                                      ///< restarted producer counts anew
    std::vector<Anomaly> anomalies; ///< ascending by established, then kind, then record
    std::uint32_t produced = 0; ///< send() calls
    std::uint32_t acked = 0;
    std::uint32_t failed = 0;
    std::uint32_t delivered = 0; ///< deliveries, redelivered ones included
    std::array<std::uint32_t, kAnomalyKinds> counts{}; ///< by AnomalyKind

    [[nodiscard]] std::uint32_t count(AnomalyKind kind) const
    {
        return counts[static_cast<std::size_t>(kind)];
    }
    /// Counts of the anomalies established by the first `applied` events.
    [[nodiscard]] std::array<std::uint32_t, kAnomalyKinds> countsAfter(std::size_t applied) const;
    /// The record that (partition, offset, epoch) is, or nullptr.
    [[nodiscard]] const RecordTrace* recordAt(
        PartitionId partition, Offset offset, LeaderEpoch epoch) const;
    /// The first one of this number.
    [[nodiscard]] const RecordTrace* record(NodeId producer, RecordNumber number) const;
    /// The record of this RecordCreated, or nullptr.
    [[nodiscard]] const RecordTrace* recordCreatedAt(EventId created) const;
    /// The anomalies of one of `records`; none of nullptr.
    [[nodiscard]] std::vector<const Anomaly*> anomaliesOf(const RecordTrace* record) const;

    struct Place {
        PartitionId partition;
        Offset offset;
        LeaderEpoch epoch;
        auto operator<=>(const Place&) const = default; // NOLINT(modernize-use-nullptr)
    };
    std::map<Place, std::uint32_t>
        places; ///< every place where a leader stored a record → index into records
    std::vector<std::uint32_t>
        byRecord; ///< indices into anomalies, ascending by their record, then by index
};

[[nodiscard]] Verdict judge(const History& history);

} // namespace brokerscope::history
