#include "views/producer/producer_moment.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

using history::BatchPhase;
using history::BatchState;
using Moment = ProducerMoment;

constexpr std::int64_t kHeaderBytes = 61; // of a batch (record format v2)

class Telling {
public:
    Telling(const Scene& scene, const ProducerData& data, const ProducerSettings& settings,
        NodeId producer)
        : m_scene(scene)
        , m_data(data.of(producer))
        , m_settings(settings)
        , m_state(scene.state->producer(producer))
    {
    }

    Moment tell()
    {
        m_moment.state = m_scene.state;
        fillLinks();
        fillBuckets();
        fillMemory();
        for (const BatchState& batch : m_state.batches) {
            if (batch.phase == BatchPhase::Backoff) {
                m_moment.retries.push_back(&batch);
            }
        }
        std::ranges::stable_sort(m_moment.retries, {},
            [](const BatchState* batch) { return batch->phaseSince + batch->backoff; });
        m_moment.recent = m_data.closedBefore(m_scene.playhead.applied, kRecentBatches);
        m_moment.squeeze = m_data.squeezeBefore(m_scene.playhead.applied);
        return std::move(m_moment);
    }

private:
    [[nodiscard]] Timestamp now() const { return m_scene.playhead.time; }

    [[nodiscard]] NodeId knownLeader(PartitionId partition) const
    {
        const auto& known = m_state.knownLeader;
        return partition.value() < known.size() ? known[partition.value()] : kNoNode;
    }

    // --- links

    void fillLinks()
    {
        std::vector<NodeId> brokers;
        for (const PartitionId partition : m_settings.partitions) {
            brokers.push_back(knownLeader(partition));
            brokers.push_back(m_scene.state->partition(partition).leader);
        }
        for (const history::AwaitedAnswer& awaited : m_state.awaited) {
            brokers.push_back(awaited.broker);
        }
        for (std::size_t i = 0; i < m_state.throttledUntil.size(); ++i) {
            if (m_state.throttledUntil[i] > now()) {
                brokers.emplace_back(static_cast<std::uint16_t>(i + 1));
            }
        }
        std::erase(brokers, kNoNode);
        std::ranges::sort(brokers);
        brokers.erase(std::ranges::unique(brokers).begin(), brokers.end());
        for (const NodeId broker : brokers) {
            m_moment.links.push_back({broker, {}, throttleLeft(broker)});
        }
        for (const history::AwaitedAnswer& awaited : m_state.awaited) {
            const auto link
                = std::ranges::find(m_moment.links, awaited.broker, &Moment::Link::broker);
            link->requests.push_back(requestOf(awaited));
        }
    }

    [[nodiscard]] Duration throttleLeft(NodeId broker) const
    {
        const std::size_t index = broker.value() - std::size_t{1};
        return index < m_state.throttledUntil.size()
            ? std::max(Duration(), m_state.throttledUntil[index] - now())
            : Duration();
    }

    [[nodiscard]] Moment::Request requestOf(const history::AwaitedAnswer& awaited) const
    {
        Moment::Request request;
        request.message = awaited.message;
        request.sentAt = m_scene.run.history->event(awaited.message).time;
        request.place = placeOf(awaited.message);
        if (const ProducerData::Request* carried = m_data.request(awaited.message)) {
            for (const BatchId id : m_data.batchesOf(*carried)) {
                const auto batch = std::ranges::find(m_state.batches, id, &BatchState::batch);
                if (batch != m_state.batches.end() && batch->phase == BatchPhase::InFlight) {
                    request.batches.push_back(&*batch);
                }
            }
        }
        return request;
    }

    [[nodiscard]] Moment::Place placeOf(EventId request) const
    {
        for (const history::MessageInFlight& message : m_scene.state->messages) {
            if (message.id == request) {
                return Moment::Place::OnItsWay;
            }
            if (message.sent.request == request) {
                return Moment::Place::Answered;
            }
        }
        const ProducerData::Request* known = m_data.request(request);
        const bool isLost = known != nullptr && known->lost.value() < m_scene.playhead.applied;
        return isLost ? Moment::Place::Lost : Moment::Place::AtBroker;
    }

    // --- buckets

    void fillBuckets()
    {
        for (const PartitionId partition : m_settings.partitions) {
            Moment::Bucket& bucket = m_moment.buckets.emplace_back();
            bucket.partition = partition;
            bucket.leader = knownLeader(partition);
        }
        std::vector<PartitionId> onTheirWay;
        for (const BatchState& batch : m_state.batches) {
            if (batch.phase == BatchPhase::InFlight) {
                onTheirWay.push_back(batch.partition);
                continue;
            }
            const auto bucket
                = std::ranges::find(m_moment.buckets, batch.partition, &Moment::Bucket::partition);
            if (bucket == m_moment.buckets.end()) {
                continue;
            }
            if (batch.phase == BatchPhase::Open) {
                bucket->open = &batch;
            } else {
                bucket->waiting.push_back(&batch);
            }
        }
        for (Moment::Bucket& bucket : m_moment.buckets) {
            if (bucket.open != nullptr) {
                const Duration waited = now() - bucket.open->openedAt;
                bucket.lingerLeft = std::max(Duration(), m_settings.linger - waited);
                bucket.isFull = isFull(*bucket.open);
            }
            const bool isMuted = m_settings.maxInFlight == 1
                && std::ranges::find(onTheirWay, bucket.partition) != onTheirWay.end();
            const bool isBehindRetry = !bucket.waiting.empty() && backsOff(*bucket.waiting.front());
            bucket.hold = isMuted ? Moment::Hold::Muted
                : isBehindRetry   ? Moment::Hold::Retry
                                  : holdOf(bucket.leader);
        }
    }

    [[nodiscard]] bool backsOff(const BatchState& batch) const
    {
        return batch.phase == BatchPhase::Backoff && now() < batch.phaseSince + batch.backoff;
    }

    /// Whether a record like the last one has no room any more.
    [[nodiscard]] bool isFull(const BatchState& open) const
    {
        if (open.records.empty()) {
            return false;
        }
        const auto count = static_cast<std::int64_t>(open.records.size());
        const std::int64_t each = (open.bytes - kHeaderBytes) / count;
        return open.bytes + each > m_settings.batchSize;
    }

    [[nodiscard]] Moment::Hold holdOf(NodeId leader) const
    {
        if (leader == kNoNode) {
            return Moment::Hold::NoLeader;
        }
        const Moment::Link* link = m_moment.link(leader);
        if (link == nullptr) {
            return Moment::Hold::None;
        }
        if (link->throttleLeft > Duration()) {
            return Moment::Hold::Throttled;
        }
        return std::cmp_greater_equal(link->requests.size(), m_settings.maxInFlight)
            ? Moment::Hold::WindowFull
            : Moment::Hold::None;
    }

    // --- memory

    void fillMemory()
    {
        m_moment.memoryUsed = m_state.bufferUsed;
        for (const BatchState& batch : m_state.batches) {
            m_moment.memoryFilled += batch.bytes;
        }
        m_moment.memoryFilled = std::min(m_moment.memoryFilled, m_moment.memoryUsed);
        for (const RecordNumber number : m_state.waiting) {
            const ProducerData::Block* block = m_data.blockOf(number, m_scene.playhead.applied);
            if (block != nullptr) {
                m_moment.blocked.push_back(
                    {number, m_scene.run.history->event(block->began).time, block->bytes});
            }
        }
    }

    const Scene& m_scene;
    const ProducerData::Producer& m_data;
    const ProducerSettings& m_settings;
    const history::ProducerState& m_state;
    Moment m_moment;
};

} // namespace

const ProducerMoment::Link* ProducerMoment::link(NodeId broker) const
{
    const auto found = std::ranges::find(links, broker, &Link::broker);
    return found == links.end() ? nullptr : &*found;
}

const ProducerMoment::Bucket* ProducerMoment::bucket(PartitionId partition) const
{
    const auto found = std::ranges::find(buckets, partition, &Bucket::partition);
    return found == buckets.end() ? nullptr : &*found;
}

ProducerMoment producerMoment(
    const Scene& scene, const ProducerData& data, const ProducerSettings& settings, NodeId producer)
{
    return Telling(scene, data, settings, producer).tell();
}

} // namespace brokerscope::views
