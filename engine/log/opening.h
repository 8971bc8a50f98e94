#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/log/config.h"

#include <cstdint>
#include <string>

namespace brokerscope::log {

/// What the checkpoints of the data directory say about a log, and how the broker stopped.
struct Opening {
    std::string directory; ///< "orders-0"
    PartitionId partition = kNoPartition; ///< what the events name
    LogConfig config;
    Offset recoveryPoint; ///< recovery-point-offset-checkpoint
    Offset logStart; ///< log-start-offset-checkpoint
    bool isClean = false; ///< .kafka_cleanshutdown was there: the files are trusted
    std::int64_t nowMs = 0; ///< wall clock
    std::string topicId; ///< for partition.metadata, as Kafka prints it; empty: no such file
    Timestamp now; ///< virtual time, for what the recovery writes
};

} // namespace brokerscope::log
