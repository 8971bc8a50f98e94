#include "engine/client/metadata.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace brokerscope::client {

ClientMetadata::ClientMetadata(std::vector<PartitionId> wanted, std::vector<NodeId> brokers,
    Rules rules, std::uint32_t wakeTimer)
    : m_wanted(std::move(wanted))
    , m_bootstrap(std::move(brokers))
    , m_rules(rules)
    , m_wakeTimer(wakeTimer)
    , m_known(m_wanted.size())
{
    for (std::size_t i = 0; i < m_wanted.size(); ++i) {
        index(i);
    }
}

void ClientMetadata::index(std::size_t position)
{
    constexpr std::size_t kNotWanted = std::numeric_limits<std::size_t>::max();
    const std::size_t id = m_wanted[position].value();
    if (id >= m_positions.size()) {
        m_positions.resize(id + 1, kNotWanted);
    }
    m_positions[id] = position;
}

bool ClientMetadata::want(const std::vector<PartitionId>& partitions)
{
    const std::size_t before = m_wanted.size();
    for (const PartitionId partition : partitions) {
        if (find(partition) == nullptr) {
            m_wanted.push_back(partition);
            m_known.emplace_back();
            index(m_wanted.size() - 1);
        }
    }
    m_isAnswerShort = m_isAnswerShort || (m_isAsking && m_wanted.size() > before);
    return m_wanted.size() > before;
}

const ClientMetadata::Known* ClientMetadata::find(PartitionId partition) const
{
    const std::size_t id = partition.value();
    const std::size_t position = id < m_positions.size() ? m_positions[id] : m_known.size();
    return position < m_known.size() ? &m_known[position] : nullptr;
}

void ClientMetadata::use(sim::Context& context, protocol::RequestChannel& channel)
{
    m_lastUsed = context.now();
    if (std::exchange(m_isForgotten, false)) {
        requestUpdate(context, channel);
    }
}

bool ClientMetadata::isIdle(Timestamp now) const
{
    return m_rules.maxIdle && now - m_lastUsed >= *m_rules.maxIdle;
}

bool ClientMetadata::isKnown(PartitionId partition) const
{
    const Known* const known = find(partition);
    return known != nullptr && known->exists;
}

void ClientMetadata::requestUpdate(sim::Context& context, protocol::RequestChannel& channel)
{
    if (m_isAsking) {
        return;
    }
    if (context.now() >= m_mayAskFrom) {
        ask(context, channel);
    } else if (!m_isUpdateWanted) {
        m_isUpdateWanted = true;
        scheduleNext(context, m_mayAskFrom - context.now());
    }
}

void ClientMetadata::requestUpdateForMore(sim::Context& context, protocol::RequestChannel& channel)
{
    m_mayAskFrom = {};
    requestUpdate(context, channel);
}

void ClientMetadata::scheduleNext(sim::Context& context, Duration after)
{
    context.cancelTimer(m_timer);
    m_timer = context.setTimer(after, m_wakeTimer);
}

void ClientMetadata::timeUp(sim::Context& context, protocol::RequestChannel& channel)
{
    if (!m_isAsking) {
        ask(context, channel);
    }
}

void ClientMetadata::ask(sim::Context& context, protocol::RequestChannel& channel)
{
    m_isAsking = true;
    m_isUpdateWanted = false;
    context.cancelTimer(m_timer);
    m_asked = anyBroker(context, channel);
    // Without a topic Kafka, too, goes on asking for the brokers.
    channel.send(context, m_asked,
        protocol::MetadataRequest{
            m_isForgotten ? std::vector<PartitionId>() : m_wanted, m_rules.allowAutoTopicCreation},
        m_rules.requestTimeout);
}

NodeId ClientMetadata::anyBroker(
    sim::Context& context, const protocol::RequestChannel& channel) const
{
    // Kafka takes the least loaded node from a random start on; one that has just failed comes
    // last.
    std::vector<NodeId> candidates;
    for (const NodeId broker : m_bootstrap) {
        if ((m_alive.empty() || m_alive.contains(broker)) && broker != m_avoided) {
            candidates.push_back(broker);
        }
    }
    if (candidates.empty()) {
        candidates = m_bootstrap;
    }
    const std::size_t start = context.random().below(candidates.size());
    std::rotate(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(start),
        candidates.end());
    return *std::min_element(candidates.begin(), candidates.end(),
        [&](NodeId a, NodeId b) { return channel.inFlight(a) < channel.inFlight(b); });
}

void ClientMetadata::answered(sim::Context& context, protocol::RequestChannel& channel,
    const protocol::MetadataResponse& response)
{
    m_isAsking = false;
    m_avoided = kNoNode;
    m_alive = response.brokers;
    bool isNews = false;
    bool isLacking = false;
    for (const auto& partition : response.partitions) {
        isNews = take(context, partition) || isNews;
        // A partition that does not exist yet comes with the next regular update.
        isLacking = isLacking
            || (partition.error != event::ErrorCode::None
                && partition.error != event::ErrorCode::UnknownTopicOrPartition);
    }
    // As in Metadata.update, a topic is only ever forgotten when an answer comes.
    if (isIdle(context.now())) {
        forget(context);
    }
    isLacking
        = !m_isForgotten && (isLacking || known() == 0 || std::exchange(m_isAnswerShort, false));
    m_fruitless = isNews ? 0 : m_fruitless + 1;
    m_mayAskFrom = context.now()
        + m_rules.backoff.after(m_fruitless == 0 ? 0 : m_fruitless - 1, context.random());
    if (isLacking) {
        requestUpdate(context, channel);
    } else {
        scheduleNext(context, m_rules.maxAge);
    }
}

bool ClientMetadata::take(
    sim::Context& context, const protocol::MetadataResponse::Partition& partition)
{
    const Known* const found = find(partition.partition);
    if (found == nullptr || partition.error == event::ErrorCode::UnknownTopicOrPartition) {
        return false;
    }
    Known& known = m_known[static_cast<std::size_t>(found - m_known.data())];
    const bool isOlder = known.exists && partition.leaderEpoch < known.epoch;
    const bool isSame
        = known.exists && partition.leaderEpoch == known.epoch && partition.leader == known.leader;
    if (isOlder || isSame) {
        return false; // a broker that lags behind must not take us back
    }
    known = {true, partition.leader, partition.leaderEpoch};
    countAgain();
    context.emit(
        event::ClientMetadata{partition.leaderEpoch, partition.partition, partition.leader});
    return true;
}

void ClientMetadata::failed(sim::Context& context, protocol::RequestChannel& channel)
{
    m_isAsking = false;
    m_avoided = m_asked;
    m_mayAskFrom = context.now() + m_rules.backoff.after(m_fruitless, context.random());
    ++m_fruitless;
    requestUpdate(context, channel);
}

void ClientMetadata::forget(sim::Context& context)
{
    m_isForgotten = true;
    for (std::size_t i = 0; i < m_known.size(); ++i) {
        if (std::exchange(m_known[i], Known{}).exists) {
            context.emit(event::ClientMetadata{kNoEpoch, m_wanted[i], kNoNode});
        }
    }
    countAgain();
}

void ClientMetadata::countAgain()
{
    m_knownCount = static_cast<std::uint16_t>(std::count_if(
        m_known.begin(), m_known.end(), [](const Known& known) { return known.exists; }));
    m_available.clear();
    for (std::size_t i = 0; i < m_known.size(); ++i) {
        if (m_known[i].exists && m_known[i].leader != kNoNode) {
            m_available.push_back(static_cast<std::uint16_t>(i));
        }
    }
}

NodeId ClientMetadata::leader(PartitionId partition) const
{
    const Known* const known = find(partition);
    return known == nullptr ? kNoNode : known->leader;
}

LeaderEpoch ClientMetadata::leaderEpoch(PartitionId partition) const
{
    const Known* const known = find(partition);
    return known == nullptr ? kNoEpoch : known->epoch;
}

} // namespace brokerscope::client
