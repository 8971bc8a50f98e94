#pragma once

#include "engine/client/accumulator.h"
#include "engine/client/metadata.h"
#include "engine/client/sequences.h"

#include <map>
#include <memory>
#include <set>
#include <vector>

namespace brokerscope::client {

/// Takes batches out of the accumulator when they are ready, sends them, and deals with what comes
/// back (Kafka: Sender and, for the sequences, TransactionManager). All references must outlive it.
class Sender {
public:
    Sender(const ProducerConfig& config, std::vector<PartitionId> partitions,
        std::size_t partitionsOfRun, Accumulator& accumulator, ClientMetadata& metadata,
        protocol::RequestChannel& channel);

    /// One turn of the sender thread: expires, drains, sends, and sets the timer for the next turn.
    /// `isMemoryShort`: a send() waits for buffer.memory, so that everything is ready.
    void run(sim::Context& context, bool isMemoryShort);

    void produceAnswered(
        sim::Context& context, EventId request, const protocol::ProduceResponse& response);
    void producerIdAnswered(
        sim::Context& context, const protocol::InitProducerIdResponse& response);
    /// A request of ours failed without an answer.
    void failed(sim::Context& context, const protocol::RequestChannel::InFlight& request);

private:
    using Batch = std::unique_ptr<ProducerBatch>;

    void expire(sim::Context& context);
    [[nodiscard]] bool isExpired(const ProducerBatch& batch, Timestamp now) const;
    [[nodiscard]] Timestamp firstExpiryInFlight() const;
    void giveUp(sim::Context& context, const ProducerBatch& batch, event::ErrorCode error);
    [[nodiscard]] bool ensureProducerId(sim::Context& context);

    /// When the first batch of the partition may be sent; kNever when something else has to happen
    /// first.
    [[nodiscard]] Timestamp readyAt(
        const ProducerBatch& first, const Accumulator::Queue& queue, bool isMemoryShort) const;
    /// Whether an answer has to come before the batch may go: waiting by the clock would not help.
    [[nodiscard]] bool isHeldBack(const ProducerBatch& batch) const;
    [[nodiscard]] std::set<NodeId> readyNodes(
        sim::Context& context, bool isMemoryShort, Timestamp& nextWake);
    void drain(sim::Context& context, NodeId node, bool isMemoryShort);
    [[nodiscard]] bool mayDrain(const ProducerBatch& first, Timestamp now) const;
    [[nodiscard]] event::CloseReason reasonToClose(
        const ProducerBatch& batch, Timestamp now, bool isMemoryShort) const;
    void send(sim::Context& context, NodeId node, std::vector<Batch> batches);

    void complete(sim::Context& context, Batch batch, event::ErrorCode error, Offset baseOffset);
    [[nodiscard]] bool canRetry(
        const ProducerBatch& batch, event::ErrorCode error, Timestamp now) const;
    /// Whether the broker said that it misses something before the batch.
    [[nodiscard]] static bool isGap(const ProducerBatch& batch, event::ErrorCode error);
    /// Where a gap asked for it and nothing is in flight any more.
    void restartSequences();
    void wakeAt(sim::Context& context, Timestamp when);

    const ProducerConfig& m_config;
    std::vector<PartitionId> m_partitions;
    Accumulator& m_accumulator;
    ClientMetadata& m_metadata;
    protocol::RequestChannel& m_channel;
    Sequences m_sequences;
    std::map<EventId, std::vector<Batch>> m_inFlight;
    std::map<NodeId, std::size_t>
        m_drainFrom; ///< where the next drain of a node begins, so that none starves
    std::vector<std::uint32_t> m_inFlightOf; ///< batches in flight, by PartitionId
    bool m_isAskingForId = false;
    std::uint32_t m_idFailures = 0;
    Timestamp m_mayAskForIdFrom;
    Timestamp m_wakeAt = kNever;
    sim::TimerId m_wakeTimer = sim::kNoTimer;
};

} // namespace brokerscope::client
