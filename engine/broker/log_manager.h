#pragma once

#include "engine/broker/config.h"
#include "engine/broker/replica_manager.h"
#include "engine/broker/timers.h"
#include "engine/log/cleaner.h"

#include <set>
#include <vector>

namespace brokerscope::broker {

/// What is done to a broker's logs from time to time (Kafka: LogManager, LogCleaner,
/// LogCleanerManager and the checkpoints of ReplicaManager): retention, flushing, cleaning,
/// checkpoints, the removal of deleted files.
class LogManager {
public:
    LogManager(const BrokerConfig& config, const Topology& topology, ReplicaManager& replicas);

    /// Sets the timers of all tasks.
    void start(sim::Context& context);
    /// One of the tasks is due; it sets its timer anew.
    void timeUp(sim::Context& context, BrokerTimer task);
    void removeDeletedFiles(sim::Context& context, PartitionId partition);
    /// Flushes everything and leaves the mark of a clean shutdown, so that the next start trusts
    /// the files (Kafka: LogManager.shutdown, CleanShutdownFileHandler). False when the disk
    /// failed.
    bool shutDown(sim::Context& context);
    /// The log was cut: what the checkpoints say of it must not lie behind its end, where other
    /// records will come to stand (Kafka: LogManager.truncateTo).
    void truncated(sim::Context& context, const Partition& partition);

private:
    void checkRetention(sim::Context& context);
    void flush(sim::Context& context);
    /// One pass over the dirtiest log that is due. Returns whether there was one.
    bool clean(sim::Context& context);
    /// Writes a checkpoint file with what offsetOf(partition) says for each.
    template <class F>
    bool checkpoint(sim::Context& context, std::string_view file, F&& offsetOf);
    bool checkpointRecoveryPoints(sim::Context& context);
    bool checkpointLogStarts(sim::Context& context);
    bool checkpointHighWatermarks(sim::Context& context);
    bool write(sim::Context& context, std::string_view file, const log::OffsetCheckpoint& offsets);

    const BrokerConfig& m_config;
    const Topology& m_topology;
    ReplicaManager& m_replicas;
    log::Cleaner m_cleaner;
    log::OffsetCheckpoint m_firstDirty; ///< as the cleaner-offset-checkpoint has it
    std::set<PartitionId> m_uncleanable; ///< a broken batch was met there
};

} // namespace brokerscope::broker
