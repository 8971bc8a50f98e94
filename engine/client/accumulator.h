#pragma once

#include "engine/client/config.h"
#include "engine/record/batch.h"
#include "engine/sim/node.h"

#include <deque>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace brokerscope::client {

/// Bytes that a batch with this record alone takes at most (Kafka:
/// AbstractRecords.estimateSizeInBytesUpperBound).
[[nodiscard]] std::size_t sizeUpperBound(const record::Record& record);

/// A batch on its way from the application to the broker (Kafka: ProducerBatch).
struct ProducerBatch {
    BatchId id;
    PartitionId partition;
    record::BatchBuilder builder;
    std::size_t writeLimit = 0; ///< bytes of the buffer that it took from the pool
    Timestamp createdAt;
    Timestamp lastAttempt; ///< createdAt, or when it came back
    Duration backoff; ///< after lastAttempt, once it came back
    std::uint32_t attempts = 0; ///< failed ones
    bool closed = false; ///< takes no more records
    bool inFlight = false;
    LeaderEpoch sentInEpoch = kNoEpoch;
    ProducerEpoch producerEpoch = kNoProducerEpoch;
    Sequence baseSequence = kNoSequence; ///< once drained by an idempotent producer
    [[nodiscard]] bool hasSequence() const { return baseSequence != kNoSequence; }
    [[nodiscard]] bool isFull() const
    {
        return builder.recordCount() > 0 && (closed || builder.size() >= writeLimit);
    }
};

/// Where records wait to be sent: a queue of batches for each partition, within buffer.memory
/// (Kafka: RecordAccumulator, BufferPool). Records go into the last batch of a queue, the first is
/// sent.
class Accumulator {
public:
    using Queue = std::deque<std::unique_ptr<ProducerBatch>>;

    /// `partitions`: how many the run has; queues are found by PartitionId.
    Accumulator(const ProducerConfig& config, std::size_t partitions);

    enum class Outcome : std::uint8_t { Appended, OpenedBatch, FilledBatch, NoMemory };
    struct Record {
        RecordNumber number;
        record::Record content;
    };
    /// Puts a record into the last batch of its partition, or into a new one. NoMemory: nothing was
    /// changed.
    Outcome append(sim::Context& context, PartitionId partition, const Record& record);

    [[nodiscard]] Queue& queue(PartitionId partition) { return m_queues[partition.value()]; }
    [[nodiscard]] const Queue& queue(PartitionId partition) const
    {
        return m_queues[partition.value()];
    }

    /// Stops a batch from taking more records, if it still does.
    static void close(sim::Context& context, ProducerBatch& batch, event::CloseReason reason);

    /// Puts a batch that failed back: at the front or, if it has a sequence, where its sequence
    /// belongs.
    void reenqueue(std::unique_ptr<ProducerBatch> batch);

    /// The batch is done; its memory goes back to the pool.
    void release(const ProducerBatch& batch) { m_used -= batch.writeLimit; }

    [[nodiscard]] std::uint64_t used() const { return m_used; }
    /// Bytes of the buffer that a new batch for this record takes.
    [[nodiscard]] std::size_t bufferFor(const record::Record& record) const;

private:
    const ProducerConfig& m_config;
    std::vector<Queue> m_queues;
    std::uint64_t m_used = 0;
    std::uint32_t m_lastBatch = 0;
};

} // namespace brokerscope::client
