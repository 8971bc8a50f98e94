#pragma once

#include "engine/client/accumulator.h"
#include "engine/client/application.h"
#include "engine/client/hand_over.h"
#include "engine/client/metadata.h"
#include "engine/client/partitioner.h"
#include "engine/client/sender.h"
#include "engine/sim/node.h"

#include <deque>
#include <map>
#include <optional>
#include <string>

namespace brokerscope::client {

/// One life of a process with a KafkaProducer and the application around it, which calls send()
/// again and again. `config` and `workload` must outlive it.
class Producer final : public sim::Node {
public:
    Producer(const ProducerConfig& config, const Workload& workload, std::vector<NodeId> brokers,
        std::size_t partitionsOfRun);

    void start(sim::Context& context) override;
    void receive(sim::Context& context, sim::Message message) override;
    void timeUp(sim::Context& context, const sim::Timer& timer) override;
    void connectionLost(sim::Context& context, NodeId peer) override;
    /// What else runs in the process has ended in good order: close() as long as it takes.
    void shutDown(sim::Context& context) override { close(context, std::nullopt); }

    /// Another thread of the application calls flush(): everything is sent without waiting for
    /// linger.ms until all batches that there are now are done.
    void flush(sim::Context& context);
    /// The application calls close(): no send() follows, one that waits fails, and the process ends
    /// when everything is done or, if there is one, the timeout is over and the rest given up.
    void close(sim::Context& context, std::optional<Duration> timeout);

    /// The consumer in this process calls send(). Where its handler has several threads, one
    /// send() comes after the other; each waits up to max.block.ms from now.
    void send(sim::Context& context, HandedRecord record);

    /// Bytes of buffer.memory that batches hold; for checks between steps.
    [[nodiscard]] std::uint64_t bufferUsed() const { return m_accumulator.used(); }

private:
    /// A record between send() and its batch.
    struct Pending : Outgoing {
        PartitionId partition = kNoPartition; ///< kNoPartition: not known without metadata
        bool isReported = false; ///< SendBlocked was recorded
        std::optional<HandedRecord> handed = {}; ///< by the consumer of this process
    };
    /// A send() of the consumer's that has not begun.
    struct Queued {
        HandedRecord record;
        Timestamp deadline; ///< by max.block.ms
    };

    void createRecord(sim::Context& context);
    void scheduleNext(sim::Context& context, std::optional<Duration> after);
    [[nodiscard]] static record::Record contentOf(
        sim::Context& context, const Pending& record, std::vector<record::Header>& headers);
    void tryToSend(sim::Context& context);
    void announce(sim::Context& context, Pending& record);
    /// The send() that is going on throws.
    void reject(sim::Context& context, event::ErrorCode error);
    void finishSend(sim::Context& context);
    void requestTimedOut(sim::Context& context, const sim::Timer& timer);
    void requestFailed(sim::Context& context, const protocol::RequestChannel::InFlight& request);
    void work(sim::Context& context);
    [[nodiscard]] PartitionId choosePartition(
        sim::Context& context, const Outgoing& record, const record::Record* content);
    [[nodiscard]] TopicPartitions topic() const
    {
        return {m_metadata.known(), m_metadata.available()};
    }
    [[nodiscard]] Urgency urgency() const;
    void settleFlushes(sim::Context& context);

    // For the consumer in this process (producer_hand_over.cpp).
    void beginQueued(sim::Context& context);
    void tell(sim::Context& context, const HandedRecord& record, SendOutcome outcome);
    void batchDone(sim::Context& context, const ProducerBatch& batch, event::ErrorCode error);

    const ProducerConfig& m_config;
    const Workload& m_workload;
    protocol::RequestChannel m_channel;
    ClientMetadata m_metadata;
    Accumulator m_accumulator;
    Partitioner m_partitioner;
    Sender m_sender;
    Application m_application;
    std::optional<Pending> m_pending; ///< the send() that is going on
    sim::TimerId m_blockTimer = sim::kNoTimer;
    std::vector<BatchId> m_flushes; ///< of each flush() the youngest batch that it waits for
    bool m_isClosing = false;
    std::deque<Queued> m_queued;
    std::uint32_t m_handedCount = 0; ///< numbers what was handed to it
    std::map<RecordNumber, HandedRecord> m_awaited; ///< those whose answers are waited for
};

} // namespace brokerscope::client
