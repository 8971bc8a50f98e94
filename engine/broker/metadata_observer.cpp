#include "engine/broker/metadata_observer.h"

#include "engine/broker/metadata_log.h"
#include "engine/broker/timers.h"

#include <algorithm>
#include <cassert>

namespace brokerscope::broker {

namespace {

/// How long the controller keeps a fetch that finds nothing new (Kafka:
/// KafkaRaftClient.MAX_FETCH_WAIT_MS).
constexpr Duration kFetchWait = milliseconds(500);

} // namespace

MetadataObserver::MetadataObserver(const BrokerConfig& config, const Topology& topology,
    ControllerChannel& controllers, protocol::RequestChannel& channel)
    : m_config(config)
    , m_controllers(controllers)
    , m_channel(channel)
    , m_image(topology.brokers, topology.partitions.size())
{
}

void MetadataObserver::fetch(sim::Context& context)
{
    protocol::MetadataLogFetchRequest request;
    request.from = m_image.end();
    request.lastFetchedEpoch = m_lastEpoch;
    request.quorumEpoch = m_controllers.epoch();
    request.maxWait = kFetchWait;
    m_channel.send(
        context, m_controllers.nextToFetchFrom(), request, m_config.quorum.requestTimeout);
}

std::optional<std::set<PartitionId>> MetadataObserver::answered(
    sim::Context& context, NodeId from, const protocol::MetadataLogFetchResponse& answer)
{
    if (answer.error != event::ErrorCode::None) {
        const LeaderEpoch asked = m_controllers.epoch();
        m_controllers.forget(from);
        m_controllers.learn(answer.leader, answer.quorumEpoch);
        const bool isHint = answer.leader != kNoNode && answer.quorumEpoch >= m_controllers.epoch();
        if (isHint && (answer.leader != from || answer.quorumEpoch > asked)) {
            fetch(context);
        } else {
            retry(context);
        }
        return std::nullopt;
    }
    m_controllers.learn(from, answer.quorumEpoch);
    // Only what is committed comes, so that it never has to be taken back.
    assert(!answer.diverges);
    std::set<PartitionId> changed;
    const MetadataOffset before = m_image.end();
    const bool isSound = forEachMetadataRecord(answer.records,
        [&](MetadataOffset offset, LeaderEpoch epoch, const protocol::MetadataRecord& record) {
            if (offset != m_image.end()) {
                return;
            }
            m_image.apply(record);
            m_lastEpoch = epoch;
            if (const auto* partition = std::get_if<protocol::PartitionRecord>(&record)) {
                changed.insert(partition->partition);
            }
        });
    assert(isSound);
    static_cast<void>(isSound);
    fetch(context);
    return m_image.end() > before ? std::optional(std::move(changed)) : std::nullopt;
}

void MetadataObserver::unanswered(sim::Context& context, NodeId from)
{
    m_controllers.forget(from);
    retry(context);
}

void MetadataObserver::retry(sim::Context& context)
{
    context.setTimer(m_config.quorum.retryBackoff, kindOf(BrokerTimer::MetadataFetchRetry));
}

} // namespace brokerscope::broker
