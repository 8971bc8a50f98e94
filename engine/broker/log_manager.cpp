#include "engine/broker/log_manager.h"

#include "engine/log/offset_checkpoint.h"

namespace brokerscope::broker {

LogManager::LogManager(
    const BrokerConfig& config, const Topology& topology, ReplicaManager& replicas)
    : m_config(config)
    , m_topology(topology)
    , m_replicas(replicas)
    , m_cleaner(config.cleaner)
{
}

void LogManager::start(sim::Context& context)
{
    auto firstDirty = log::readCheckpoint(context.storage(), log::kCleanerFile);
    if (!firstDirty) {
        logDirFailed(context, kNoPartition, firstDirty.error());
        return;
    }
    m_firstDirty = *std::move(firstDirty);
    const Duration delay = m_config.initialTaskDelay;
    context.setTimer(delay, kindOf(BrokerTimer::RetentionCheck));
    context.setTimer(delay, kindOf(BrokerTimer::FlushCheck));
    context.setTimer(delay, kindOf(BrokerTimer::RecoveryPointCheckpoint));
    context.setTimer(delay, kindOf(BrokerTimer::LogStartCheckpoint));
    context.setTimer(
        m_config.highWatermarkCheckpointInterval, kindOf(BrokerTimer::HighWatermarkCheckpoint));
    if (m_config.cleanerEnable) {
        context.setTimer(m_config.cleanerBackoff, kindOf(BrokerTimer::Cleaner));
    }
}

void LogManager::timeUp(sim::Context& context, BrokerTimer task)
{
    Duration next;
    if (task == BrokerTimer::RetentionCheck) {
        checkRetention(context);
        next = m_config.retentionCheckInterval;
    } else if (task == BrokerTimer::FlushCheck) {
        flush(context);
        next = m_config.flushSchedulerInterval;
    } else if (task == BrokerTimer::RecoveryPointCheckpoint) {
        checkpointRecoveryPoints(context);
        next = m_config.recoveryPointCheckpointInterval;
    } else if (task == BrokerTimer::LogStartCheckpoint) {
        checkpointLogStarts(context);
        next = m_config.logStartCheckpointInterval;
    } else if (task == BrokerTimer::HighWatermarkCheckpoint) {
        checkpointHighWatermarks(context);
        next = m_config.highWatermarkCheckpointInterval;
    } else {
        // Kafka's cleaner thread goes on at once while it finds something to do.
        next = clean(context) ? Duration() : m_config.cleanerBackoff;
    }
    context.setTimer(next, kindOf(task));
}

void LogManager::checkRetention(sim::Context& context)
{
    m_replicas.forEach([&](Partition& partition) {
        // A compacted log is the cleaner's, which deletes from it, too (Kafka:
        // LogManager.cleanupLogs, LogCleanerManager.deletableLogs).
        partition.deleteOldSegments(context);
    });
}

void LogManager::flush(sim::Context& context)
{
    m_replicas.forEach([&](Partition& partition) { partition.flushIfDue(context); });
}

void LogManager::removeDeletedFiles(sim::Context& context, PartitionId id)
{
    if (Partition* partition = m_replicas.find(id)) {
        partition->removeDeletedFiles(context);
    }
}

bool LogManager::clean(sim::Context& context)
{
    std::vector<log::CleanableLog> logs;
    std::vector<Partition*> partitions;
    m_replicas.forEach([&](Partition& partition) {
        if (!partition.log().config().isCompacted || m_uncleanable.contains(partition.id())) {
            return;
        }
        const event::Roster::Partition& name = m_topology.partitions[partition.id().value()];
        const auto found = m_firstDirty.find({name.topic, name.number});
        const auto cleanable = log::Cleaner::cleanable(partition.log(),
            found == m_firstDirty.end() ? Offset(0) : found->second, partition.highWatermark(),
            context.wallClockMs());
        if (!cleanable) {
            partition.diskFailed(context, cleanable.error());
            return;
        }
        logs.push_back(*cleanable);
        partitions.push_back(&partition);
    });
    const auto chosen = log::Cleaner::dirtiest(logs);
    if (!chosen) {
        return false;
    }
    Partition& partition = *partitions[*chosen];
    const auto cleanedTo = partition.clean(context, m_cleaner, logs[*chosen].firstDirty);
    if (!cleanedTo) {
        m_uncleanable.insert(partition.id());
        return true;
    }
    const event::Roster::Partition& name = m_topology.partitions[partition.id().value()];
    m_firstDirty[{name.topic, name.number}] = *cleanedTo;
    write(context, log::kCleanerFile, m_firstDirty);
    return true;
}

void LogManager::truncated(sim::Context& context, const Partition& partition)
{
    checkpointRecoveryPoints(context);
    const event::Roster::Partition& name = m_topology.partitions[partition.id().value()];
    const auto firstDirty = m_firstDirty.find({name.topic, name.number});
    if (firstDirty != m_firstDirty.end() && firstDirty->second > partition.log().logEnd()) {
        firstDirty->second = partition.log().logEnd();
        write(context, log::kCleanerFile, m_firstDirty);
    }
}

bool LogManager::shutDown(sim::Context& context)
{
    bool isDone = true;
    m_replicas.forEach([&](Partition& partition) { isDone = isDone && partition.close(context); });
    isDone = isDone && checkpointHighWatermarks(context) && checkpointRecoveryPoints(context)
        && checkpointLogStarts(context);
    if (!isDone) {
        return false;
    }
    if (const auto marked = context.storage().replace(kCleanShutdownFile, {}); !marked) {
        logDirFailed(context, kNoPartition, marked.error());
        return false;
    }
    return true;
}

bool LogManager::checkpointHighWatermarks(sim::Context& context)
{
    return checkpoint(context, log::kHighWatermarkFile,
        [](const Partition& partition) { return partition.highWatermark(); });
}

bool LogManager::checkpointLogStarts(sim::Context& context)
{
    return checkpoint(context, log::kLogStartFile,
        [](const Partition& partition) { return partition.log().logStart(); });
}

bool LogManager::checkpointRecoveryPoints(sim::Context& context)
{
    return checkpoint(context, log::kRecoveryPointFile,
        [](const Partition& partition) { return partition.log().recoveryPoint(); });
}

template <class F>
bool LogManager::checkpoint(sim::Context& context, std::string_view file, F&& offsetOf)
{
    log::OffsetCheckpoint offsets;
    m_replicas.forEach([&](const Partition& partition) {
        const event::Roster::Partition& name = m_topology.partitions[partition.id().value()];
        offsets[{name.topic, name.number}] = offsetOf(partition);
    });
    return write(context, file, offsets);
}

bool LogManager::write(
    sim::Context& context, std::string_view file, const log::OffsetCheckpoint& offsets)
{
    if (const auto written = log::writeCheckpoint(context.storage(), file, offsets); !written) {
        logDirFailed(context, kNoPartition, written.error());
        return false;
    }
    return true;
}

} // namespace brokerscope::broker
