#pragma once

#include "engine/event/roster.h"

#include <vector>

namespace brokerscope::views {

struct EpochEnd {
    LeaderEpoch epoch = kNoEpoch;
    Offset end;
};

/// Where each leader epoch begins in each replica's log (Kafka: LeaderEpochFileCache), followed
/// from event to event.
class EpochSpans {
public:
    explicit EpochSpans(const event::Roster& roster);

    /// Records [from, end) of this epoch were written.
    void append(NodeId broker, PartitionId partition, LeaderEpoch epoch, Offset from, Offset end);
    /// The broker leads from here on.
    void begin(NodeId broker, PartitionId partition, LeaderEpoch epoch, Offset from);
    /// The log ends at `end` now.
    void cut(NodeId broker, PartitionId partition, Offset end);

    /// What a leader answers to a follower whose log ends at `end` with records of an epoch that it
    /// does not have there: the largest of its own epochs that is not larger, and that one's end.
    [[nodiscard]] EpochEnd parting(
        NodeId follower, NodeId leader, PartitionId partition, Offset end) const;

private:
    struct Start {
        LeaderEpoch epoch;
        Offset from;
    };
    struct Log {
        std::vector<Start> starts; ///< ascending
        Offset end;
    };
    Log& log(NodeId broker, PartitionId partition);
    [[nodiscard]] const Log& log(NodeId broker, PartitionId partition) const;

    std::size_t m_partitions;
    std::vector<Log> m_logs; // by node, then partition
};

} // namespace brokerscope::views
