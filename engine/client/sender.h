#pragma once

#include "engine/client/accumulator.h"
#include "engine/client/connections.h"
#include "engine/client/metadata.h"
#include "engine/client/partitioner.h"
#include "engine/client/sequences.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace brokerscope::client {

/// Why batches are sent that are neither full nor old enough.
struct Urgency {
    bool memoryIsShort = false; ///< a send() waits for buffer.memory
    bool isFlushing = false; ///< a flush() has not returned
    bool isClosing = false;
    [[nodiscard]] bool any() const { return memoryIsShort || isFlushing || isClosing; }
};

/// Takes batches out of the accumulator when they are ready, sends them, and deals with what comes
/// back (Kafka: Sender and, for the sequences, TransactionManager). All references must outlive it.
class Sender {
public:
    Sender(const ProducerConfig& config, std::vector<PartitionId> partitions,
        std::size_t partitionsOfRun, Accumulator& accumulator, ClientMetadata& metadata,
        protocol::RequestChannel& channel, Partitioner& partitioner);

    /// Hears of every batch that is done: None when its futures succeeded.
    using DoneListener = std::function<void(sim::Context&, const ProducerBatch&, event::ErrorCode)>;
    void setDoneListener(DoneListener listener) { m_onDone = std::move(listener); }

    /// One turn of the sender thread: expires, drains, sends, and sets the timer for the next turn.
    void run(sim::Context& context, const Urgency& urgency);

    // sender_answers.cpp
    void produceAnswered(sim::Context& context, NodeId from, EventId request,
        const protocol::ProduceResponse& response);
    void producerIdAnswered(
        sim::Context& context, const protocol::InitProducerIdResponse& response);
    /// Why the producer can send nothing any more, if it cannot (Kafka: the FATAL_ERROR state of
    /// TransactionManager).
    [[nodiscard]] std::optional<event::ErrorCode> fatalError() const { return m_fatalError; }
    /// A request of ours failed without an answer.
    void failed(sim::Context& context, const protocol::RequestChannel::InFlight& request);
    /// Gives everything up that is not done, as close() does when its time is over.
    void abort(sim::Context& context, event::ErrorCode error);

    /// The connection to a broker was lost.
    void disconnected(sim::Context& context, NodeId node);
    /// A broker answered something. Whether that was an answer to a request with which only the
    /// connection was tried.
    bool heardFrom(NodeId node, EventId request);

    /// Whether only a connection was tried with the request.
    [[nodiscard]] bool isTrial(const protocol::RequestChannel::InFlight& request) const
    {
        return m_connections.isTrial(request.to, request.id);
    }

    /// How many batches are not done that were made of one up to this.
    [[nodiscard]] std::uint32_t unfinishedUpTo(BatchId last) const;
    /// Nothing waits, and nothing is on its way.
    [[nodiscard]] bool isIdle() const;

private:
    using Batch = Accumulator::Batch;

    // What is ready (sender.cpp).
    /// When the first batch of the partition may be sent.
    [[nodiscard]] Timestamp readyAt(
        const ProducerBatch& first, const Accumulator::Queue& queue, const Urgency& urgency) const;
    /// Whether an answer has to come before the batch may go: waiting by the clock would not help.
    [[nodiscard]] bool isHeldBack(const ProducerBatch& batch) const;
    [[nodiscard]] std::set<NodeId> readyNodes(
        sim::Context& context, const Urgency& urgency, Timestamp& nextWake);
    /// Whether the partition's leader has something to send; kNoNode when not.
    [[nodiscard]] NodeId readyLeader(
        sim::Context& context, PartitionId partition, const Urgency& urgency, Timestamp& nextWake);
    void measureLoad();
    [[nodiscard]] bool isAccepting(sim::Context& context, NodeId node, Timestamp& nextWake);
    void drain(sim::Context& context, NodeId node, const Urgency& urgency);
    [[nodiscard]] bool mayDrain(const ProducerBatch& first, Timestamp now) const;
    [[nodiscard]] event::CloseReason reasonToClose(
        const ProducerBatch& batch, Timestamp now, const Urgency& urgency) const;
    void send(sim::Context& context, NodeId node, std::vector<Batch> batches);
    void wakeAt(sim::Context& context, Timestamp when);

    // What comes back (sender_answers.cpp).
    void expire(sim::Context& context);
    [[nodiscard]] bool isExpired(const ProducerBatch& batch, Timestamp now) const;
    [[nodiscard]] Timestamp firstExpiry() const;
    void giveUp(sim::Context& context, const ProducerBatch& batch, event::ErrorCode error);
    void complete(sim::Context& context, Batch batch, event::ErrorCode error, Offset baseOffset);
    void acknowledge(sim::Context& context, const ProducerBatch& batch, Offset baseOffset);
    void split(sim::Context& context, ProducerBatch& batch);
    [[nodiscard]] bool canRetry(
        const ProducerBatch& batch, event::ErrorCode error, Timestamp now) const;
    /// Whether the broker said that it misses something before the batch.
    [[nodiscard]] static bool isGap(const ProducerBatch& batch, event::ErrorCode error);
    /// Where a gap asked for it and nothing is in flight any more.
    void restartSequences(sim::Context& context);
    [[nodiscard]] bool ensureProducerId(sim::Context& context);
    void askForIdLater(sim::Context& context);

    const ProducerConfig& m_config;
    std::vector<PartitionId> m_partitions;
    Accumulator& m_accumulator;
    ClientMetadata& m_metadata;
    protocol::RequestChannel& m_channel;
    Partitioner& m_partitioner;
    Connections m_connections;
    Sequences m_sequences;
    std::map<EventId, std::vector<Batch>> m_inFlight;
    std::map<NodeId, std::size_t>
        m_drainFrom; ///< where the next drain of a node begins, so that none starves
    std::vector<std::uint32_t> m_inFlightOf; ///< batches in flight, by PartitionId
    DoneListener m_onDone;
    bool m_isAskingForId = false;
    std::uint32_t m_idFailures = 0;
    Timestamp m_mayAskForIdFrom;
    std::optional<event::ErrorCode> m_fatalError;
    Timestamp m_wakeAt = kNever;
    sim::TimerId m_wakeTimer = sim::kNoTimer;
};

} // namespace brokerscope::client
