#pragma once

#include "engine/client/accumulator.h"
#include "engine/client/metadata.h"
#include "engine/client/partitioner.h"
#include "engine/client/sender.h"
#include "engine/sim/node.h"

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

private:
    /// A record between send() and its batch.
    struct Pending {
        RecordNumber number;
        std::optional<std::string> key;
        std::optional<std::string> value;
        PartitionId partition;
        const ExactRecord* exact = nullptr; ///< what the workload tells of it
        std::int64_t timestampMs = 0; ///< of an exact record
        bool isReported = false; ///< SendBlocked was recorded
    };

    void createRecord(sim::Context& context);
    [[nodiscard]] Pending exactRecord(sim::Context& context) const;
    [[nodiscard]] Pending madeUpRecord(sim::Context& context) const;
    void scheduleNext(sim::Context& context);
    [[nodiscard]] static record::Record contentOf(
        sim::Context& context, const Pending& record, std::vector<record::Header>& headers);
    void tryToSend(sim::Context& context);
    void announce(sim::Context& context, Pending& record);
    void finishSend(sim::Context& context);
    void requestFailed(sim::Context& context, const protocol::RequestChannel::InFlight& request);
    void work(sim::Context& context);
    [[nodiscard]] std::string makeValue(sim::Context& context, RecordNumber number) const;
    [[nodiscard]] std::optional<std::uint16_t> explicitPartition(const Pending& record) const;
    [[nodiscard]] PartitionId choosePartition(
        sim::Context& context, const Pending& record, std::uint16_t count);
    [[nodiscard]] bool isMemoryShort() const { return m_pending && m_pending->isReported; }

    const ProducerConfig& m_config;
    const Workload& m_workload;
    protocol::RequestChannel m_channel;
    ClientMetadata m_metadata;
    Accumulator m_accumulator;
    Sender m_sender;
    StickyPartitioner m_sticky;
    Timestamp m_startedAt;
    std::uint32_t m_created = 0;
    std::optional<Pending> m_pending; ///< the send() that is going on
    sim::TimerId m_blockTimer = sim::kNoTimer;
};

} // namespace brokerscope::client
