#pragma once

#include "engine/client/compression_estimate.h"
#include "engine/client/config.h"
#include "engine/record/batch.h"
#include "engine/record/codec.h"
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
    /// `ratio`: what compression is expected to leave; kWhole without a codec.
    ProducerBatch(const record::Compression& compression, Millionths ratio);

    BatchId id;
    BatchId origin; ///< the batch that the records went into first; another than id after a split
    PartitionId partition;
    record::BatchBuilder builder;
    std::vector<RecordNumber> records;
    std::size_t writeLimit = 0; ///< it is full with so many bytes
    std::size_t pooled = 0; ///< bytes that it took from the pool; a part of a batch took none
    std::size_t bytes = 0; ///< of the whole batch, once it is closed
    Timestamp createdAt;
    Timestamp lastAttempt; ///< createdAt, or when it came back
    Duration backoff; ///< after lastAttempt, once it came back
    std::uint32_t attempts = 0; ///< failed ones
    bool closed = false; ///< takes no more records
    bool sealed = false; ///< was drained once
    bool inFlight = false;
    LeaderEpoch sentInEpoch = kNoEpoch;
    ProducerEpoch producerEpoch = kNoProducerEpoch;
    Sequence baseSequence = kNoSequence; ///< once drained by an idempotent producer

    [[nodiscard]] bool hasSequence() const { return baseSequence != kNoSequence; }
    [[nodiscard]] bool hasCodec() const { return m_codec != record::Codec::None; }
    [[nodiscard]] record::Codec codec() const { return m_codec; }
    /// What it is expected to take when it is sent, and what it does take once it is closed.
    [[nodiscard]] std::size_t estimatedSize() const;
    /// Whether the record may be added. The first one always may.
    [[nodiscard]] bool hasRoomFor(const record::Record& record) const;
    [[nodiscard]] bool isFull() const
    {
        return builder.recordCount() > 0 && (closed || estimatedSize() >= writeLimit);
    }

private:
    record::Codec m_codec;
    Millionths m_ratio;
};

/// Where records wait to be sent: a queue of batches for each partition, within buffer.memory
/// (Kafka: RecordAccumulator, BufferPool). Records go into the last batch of a queue, the first is
/// sent.
class Accumulator {
public:
    using Batch = std::unique_ptr<ProducerBatch>;
    using Queue = std::deque<Batch>;

    /// `partitions`: how many the run has; queues are found by PartitionId.
    Accumulator(const ProducerConfig& config, std::size_t partitions);

    enum class Outcome : std::uint8_t {
        Appended,
        OpenedBatch,
        FilledBatch,
        NoMemory, ///< the record was not taken
    };
    struct Appended {
        Outcome outcome = Outcome::Appended;
        /// By how much the partition's batches have grown, a new one's header included, as far as
        /// that can be told before compression.
        std::uint32_t bytes = 0;
    };
    struct Record {
        RecordNumber number;
        record::Record content;
    };
    /// Puts a record into the last batch of its partition, or into a new one.
    Appended append(sim::Context& context, PartitionId partition, const Record& record);
    /// Whether the partition's last batch takes a record. One that has no room for it takes no
    /// other either from now on.
    bool hasBatchFor(sim::Context& context, PartitionId partition, const record::Record& content);

    [[nodiscard]] Queue& queue(PartitionId partition) { return m_queues[partition.value()]; }
    [[nodiscard]] const Queue& queue(PartitionId partition) const
    {
        return m_queues[partition.value()];
    }
    /// Whether the partition has ever had a batch.
    [[nodiscard]] bool hasSeen(PartitionId partition) const { return m_seen[partition.value()]; }
    /// The youngest batch so far; BatchId(0) when there is none.
    [[nodiscard]] BatchId lastBatch() const { return BatchId(m_lastBatch); }

    /// Stops a batch from taking more records, if it still does.
    void close(sim::Context& context, ProducerBatch& batch, event::CloseReason reason);
    /// A closed batch is about to be sent for the first time: what its compression teaches is taken
    /// to heart.
    void seal(sim::Context& context, ProducerBatch& batch);
    /// The bytes of a closed batch, valid until the batch changes.
    [[nodiscard]] const Bytes& bytesOf(ProducerBatch& batch);

    /// Puts a batch that failed back: at the front or, if it has a sequence, where its sequence
    /// belongs.
    void reenqueue(Batch batch);
    /// Makes batches of at most batch.size out of one that the broker found too large (Kafka:
    /// ProducerBatch.split), with the sequences that its records had. They are closed, and to be
    /// put back in this order.
    [[nodiscard]] std::vector<Batch> split(sim::Context& context, ProducerBatch& batch);

    /// The batch is done; its memory goes back to the pool.
    void release(const ProducerBatch& batch) { m_used -= batch.pooled; }

    /// Bytes of buffer.memory that batches hold: whole buffers, until they are acknowledged.
    [[nodiscard]] std::uint64_t used() const { return m_used; }
    [[nodiscard]] Millionths expectedRatio() const { return m_estimate.ratio(); }
    /// Bytes of the buffer that a new batch for this record takes.
    [[nodiscard]] std::size_t bufferFor(const record::Record& record) const;

private:
    [[nodiscard]] Batch makeBatch(PartitionId partition, std::size_t writeLimit, Timestamp created);
    [[nodiscard]] std::vector<Batch> partsOf(const ProducerBatch& batch, ByteView bytes);

    const ProducerConfig& m_config;
    std::vector<Queue> m_queues;
    std::vector<bool> m_seen;
    record::Compressor m_compressor;
    CompressionEstimate m_estimate;
    std::uint64_t m_used = 0;
    std::uint32_t m_lastBatch = 0;
};

} // namespace brokerscope::client
