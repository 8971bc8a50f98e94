#pragma once

#include "views/producer/producer_data.h"
#include "views/producer/producer_settings.h"
#include "views/run_view.h"

#include <span>
#include <vector>

namespace brokerscope::views {

/// How many batches the strip of recent ones shows.
inline constexpr std::size_t kRecentBatches = 24;

/// What the lens shows of one producer at one moment. Points into the data, which must outlive it,
/// and into the scene's state, which it keeps.
struct ProducerMoment {
    /// Why what is ready for a partition does not leave.
    enum class Hold : std::uint8_t {
        None,
        NoLeader, ///< the producer's metadata names none
        Muted, ///< max.in.flight is 1 and one of the partition is on its way
        Retry, ///< the first of its queue backs off, and nothing overtakes it
        WindowFull, ///< the broker has max.in.flight requests
        Throttled, ///< by the broker's quota
    };
    struct Bucket {
        PartitionId partition;
        NodeId leader = kNoNode; ///< as the producer knows
        const history::BatchState* open = nullptr;
        std::vector<const history::BatchState*> waiting; ///< closed or backing off, oldest first
        Hold hold = Hold::None;
        bool isFull = false; ///< the next record will open another batch
        Duration lingerLeft; ///< of the open batch

        /// Whether something of it would go if nothing held it.
        [[nodiscard]] bool isReady() const
        {
            return !waiting.empty() || (open != nullptr && (isFull || lingerLeft == Duration()));
        }
    };

    /// Where a request is.
    enum class Place : std::uint8_t {
        OnItsWay,
        AtBroker,
        Answered, ///< its answer is on its way
        Lost, ///< it or its answer will never arrive
    };
    struct Request {
        EventId message;
        Place place = Place::OnItsWay;
        Timestamp sentAt;
        std::vector<const history::BatchState*> batches;
    };
    struct Link {
        NodeId broker;
        std::vector<Request> requests; ///< in the order of sending
        Duration throttleLeft;
    };

    struct Sender {
        RecordNumber number;
        Timestamp since;
        std::uint32_t bytes = 0; ///< what it waits for
    };

    std::shared_ptr<const history::ClusterState> state;
    std::vector<Bucket> buckets; ///< by ProducerSettings::partitions
    std::vector<Link> links; ///< ascending by broker: those that lead or have requests
    std::vector<const history::BatchState*> retries; ///< backing off, the first to go first
    std::vector<Sender> blocked;
    std::uint64_t memoryUsed = 0; ///< of buffer.memory: whole buffers
    std::uint64_t memoryFilled = 0; ///< bytes of the batches in them
    std::span<const ProducerData::ClosedBatch> recent; ///< oldest first
    const ProducerData::Squeeze* squeeze = nullptr; ///< the last batch that was compressed

    [[nodiscard]] const Link* link(NodeId broker) const;
    [[nodiscard]] const Bucket* bucket(PartitionId partition) const;
};

[[nodiscard]] ProducerMoment producerMoment(const Scene& scene, const ProducerData& data,
    const ProducerSettings& settings, NodeId producer);

} // namespace brokerscope::views
