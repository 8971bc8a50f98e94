#include "views/metrics/metric_tracker.h"

#include <charconv>
#include <string>
#include <variant>

namespace brokerscope::views {

namespace {

using event::NodeKind;

/// min.insync.replicas of the partition's topic: its own, or else the brokers', or else 1.
int minIsrOf(const history::History& history, const std::string& topic)
{
    for (const std::string& scope : {"topics." + topic, std::string("cluster")}) {
        if (const auto text = history.configured(scope, "min.insync.replicas")) {
            int value = 1;
            std::from_chars(text->data(), text->data() + text->size(), value);
            return value;
        }
    }
    return 1;
}

bool countsAsElection(event::ElectionKind kind)
{
    return kind != event::ElectionKind::Initial && kind != event::ElectionKind::NoneEligible;
}

bool isUnclean(event::ElectionKind kind)
{
    return kind == event::ElectionKind::Unclean || kind == event::ElectionKind::LastKnown;
}

} // namespace

MetricTracker::MetricTracker(const history::History& history)
    : m_history(history)
    , m_partitions(history.roster().partitions.size())
    , m_nodes(history.roster().nodes.size())
    , m_lags(m_nodes.size(), m_partitions.size())
    , m_producers(history, m_readings)
{
    for (std::size_t i = 0; i < m_partitions.size(); ++i) {
        m_partitions[i].minIsr = minIsrOf(history, history.roster().partitions[i].topic);
    }
    for (const MetricDef& def : metricDefs()) {
        if (def.scope == MetricScope::Cluster && isStaircase(def.shape)) {
            m_readings.set({def.id, kNoPartition, kNoNode}, 0);
        }
    }
}

void MetricTracker::apply(const event::Event& event)
{
    m_readings.startOver(event.time);
    m_now = event.time;
    m_node = event.node;
    std::visit(*this, event.payload);
    m_producers.apply(event);
}

void MetricTracker::add(MetricId id, double by)
{
    m_readings.add({id, kNoPartition, kNoNode}, by);
}

void MetricTracker::sample(MetricId id, double amount)
{
    m_readings.sample({id, kNoPartition, kNoNode}, amount);
}

void MetricTracker::countAs(MetricId id, bool& was, bool is)
{
    if (was != is) {
        was = is;
        add(id, is ? 1 : -1);
    }
}

void MetricTracker::judge(PartitionId id)
{
    Partition& p = partition(id);
    if (!p.exists) {
        return;
    }
    // A partition's leader counts it; a broker that is down tells nothing.
    const bool isTold = p.leader != kNoNode && m_nodes.at(p.leader.value()).running;
    countAs(MetricId::OfflinePartitions, p.isOffline, p.leader == kNoNode);
    countAs(MetricId::PreferredImbalance, p.isImbalanced, p.leader != p.preferred);
    countAs(
        MetricId::UnderReplicated, p.isUnderReplicated, isTold && p.isr.size() < p.replicas.size());
    countAs(MetricId::UnderMinIsr, p.isUnderMinIsr, isTold && p.isr.size() < p.minIsr);
    m_readings.set({MetricId::InSyncReplicas, id, kNoNode}, p.isr.size());
}

void MetricTracker::judgeAll(NodeId leader)
{
    for (std::size_t i = 0; i < m_partitions.size(); ++i) {
        if (m_partitions[i].leader == leader) {
            judge(PartitionId(static_cast<std::uint16_t>(i)));
        }
    }
}

void MetricTracker::setActiveController(NodeId node, bool active)
{
    countAs(MetricId::ActiveController, m_nodes.at(node.value()).activeController, active);
}

void MetricTracker::setFenced(NodeId broker, bool fenced)
{
    Node& node = m_nodes.at(broker.value());
    countAs(MetricId::FencedBrokers, node.fenced, fenced);
    bool isActive = node.registered;
    countAs(MetricId::ActiveBrokers, isActive, !fenced);
    node.registered = isActive;
}

void MetricTracker::setLag()
{
    m_readings.set({MetricId::MaxLag, kNoPartition, kNoNode}, static_cast<double>(m_lags.most()));
}

// --- processes

void MetricTracker::operator()(const event::NodeStarted&)
{
    m_nodes.at(m_node.value()).running = true;
    m_lags.setRunning(m_node, true);
    setLag();
    judgeAll(m_node);
}

void MetricTracker::operator()(const event::NodeStopped&)
{
    m_nodes.at(m_node.value()).running = false;
    m_lags.setRunning(m_node, false);
    setLag();
    judgeAll(m_node);
    setActiveController(m_node, false);
    for (auto parked = m_parked.begin(); parked != m_parked.end();) {
        if (parked->second.broker == m_node) {
            add(parked->second.purgatory == event::Purgatory::Produce ? MetricId::PurgatoryProduce
                                                                      : MetricId::PurgatoryFetch,
                -1);
            parked = m_parked.erase(parked);
        } else {
            ++parked;
        }
    }
    m_uncommitted.erase(m_node);
}

// --- requests

void MetricTracker::operator()(const event::MessageReceived& e)
{
    const event::Event& sent = m_history.event(e.message);
    const auto& message = std::get<event::MessageSent>(sent.payload);
    if (message.isResponse()) {
        return;
    }
    const bool byConsumer = m_history.roster().at(sent.node).kind == NodeKind::Consumer;
    if (message.api == event::Api::Produce) {
        sample(MetricId::ProduceRate, 1);
    } else if (message.api == event::Api::Fetch) {
        sample(byConsumer ? MetricId::FetchConsumerRate : MetricId::FetchFollowerRate, 1);
    } else {
        return;
    }
    m_taken[e.message] = m_now;
}

void MetricTracker::operator()(const event::MessageSent& e)
{
    const auto taken = e.isResponse() ? m_taken.find(e.request) : m_taken.end();
    if (taken == m_taken.end()) {
        return;
    }
    const double millis = static_cast<double>((m_now - taken->second).micros()) / 1e3;
    const bool toConsumer = m_history.roster().at(e.to).kind == NodeKind::Consumer;
    sample(e.api == event::Api::Produce ? MetricId::ProduceTime
            : toConsumer                ? MetricId::FetchConsumerTime
                                        : MetricId::FetchFollowerTime,
        millis);
    m_taken.erase(taken);
}

void MetricTracker::operator()(const event::RequestParked& e)
{
    if (m_parked.try_emplace(e.message, Parked{m_node, e.purgatory}).second) {
        add(e.purgatory == event::Purgatory::Produce ? MetricId::PurgatoryProduce
                                                     : MetricId::PurgatoryFetch,
            1);
    }
}

void MetricTracker::operator()(const event::RequestUnparked& e)
{
    if (m_parked.erase(e.message) > 0) {
        add(e.purgatory == event::Purgatory::Produce ? MetricId::PurgatoryProduce
                                                     : MetricId::PurgatoryFetch,
            -1);
    }
}

// --- what the controllers decide

void MetricTracker::operator()(const event::BrokerRegistered& e)
{
    setFenced(e.broker, true);
}
void MetricTracker::operator()(const event::BrokerFenced& e)
{
    setFenced(e.broker, true);
}
void MetricTracker::operator()(const event::BrokerUnfenced& e)
{
    setFenced(e.broker, false);
}

void MetricTracker::operator()(const event::ReplicasAssigned& e)
{
    Partition& p = partition(e.partition);
    p.replicas = BrokerSet::fromBits(e.replicas.bits() & ~e.adding.bits());
    p.preferred = e.preferred;
    m_lags.setReplicas(e.partition, e.replicas);
    setLag();
    judge(e.partition);
}

void MetricTracker::operator()(const event::LeaderElected& e)
{
    Partition& p = partition(e.partition);
    // More than one controller may tell of the same election.
    if (p.exists && e.epoch <= p.epoch) {
        return;
    }
    if (!p.exists) {
        p.exists = true;
        if (p.replicas.empty()) { // a history that does not tell the assignment
            p.replicas = e.isr;
            p.preferred = e.leader;
            m_lags.setReplicas(e.partition, e.isr);
        }
    }
    p.epoch = e.epoch;
    p.leader = e.leader;
    p.isr = e.isr;
    if (countsAsElection(e.kind)) {
        add(MetricId::LeaderElections, 1);
    }
    if (isUnclean(e.kind)) {
        add(MetricId::UncleanElections, 1);
    }
    m_lags.setLeader(e.partition, e.leader);
    setLag();
    judge(e.partition);
}

void MetricTracker::operator()(const event::IsrChanged& e)
{
    Partition& p = partition(e.partition);
    if (e.epoch <= p.partitionEpoch) {
        return;
    }
    p.partitionEpoch = e.epoch;
    p.isr = e.isr;
    if (e.reason == event::IsrReason::Lagging) {
        add(MetricId::IsrShrinks, 1);
    } else if (e.reason == event::IsrReason::CaughtUp) {
        add(MetricId::IsrExpands, 1);
    }
    judge(e.partition);
}

// --- logs

void MetricTracker::operator()(const event::BatchAppended& e)
{
    m_lags.setEnd(m_node, e.partition, e.end());
    setLag();
}
void MetricTracker::operator()(const event::LogTruncated& e)
{
    m_lags.setEnd(m_node, e.partition, e.to);
    setLag();
}
void MetricTracker::operator()(const event::UnflushedLost& e)
{
    m_lags.setEnd(m_node, e.partition, e.durableEnd);
    setLag();
}
void MetricTracker::operator()(const event::LogRecovered& e)
{
    m_lags.setEnd(m_node, e.partition, e.logEnd);
    m_lags.setWatermark(m_node, e.partition, e.highWatermark);
    setLag();
}
void MetricTracker::operator()(const event::LogStartMoved& e)
{
    if (e.reason == event::LogStartReason::Truncated) {
        m_lags.setEnd(m_node, e.partition, e.to);
        setLag();
    }
}
void MetricTracker::operator()(const event::HighWatermarkMoved& e)
{
    m_lags.setWatermark(m_node, e.partition, e.to);
    setLag();
}

// --- the quorum

void MetricTracker::operator()(const event::QuorumRoleChanged& e)
{
    setActiveController(m_node, e.role == event::QuorumRole::Leader);
    m_readings.set({MetricId::RaftEpoch, kNoPartition, m_node}, e.epoch.value());
    if (e.role != event::QuorumRole::Leader) {
        m_uncommitted.erase(m_node);
    }
}

void MetricTracker::operator()(const event::VoteCast& e)
{
    if (e.granted) {
        m_readings.set({MetricId::RaftEpoch, kNoPartition, m_node}, e.epoch.value());
    }
}

void MetricTracker::operator()(const event::MetadataAppended& e)
{
    if (m_nodes.at(m_node.value()).activeController) {
        m_uncommitted[m_node].emplace_back(e.end, m_now);
    }
}

void MetricTracker::operator()(const event::MetadataCommitted& e)
{
    m_readings.set(
        {MetricId::RaftWatermark, kNoPartition, m_node}, static_cast<double>(e.end.value()));
    const auto found = m_uncommitted.find(m_node);
    if (found == m_uncommitted.end()) {
        return;
    }
    auto& waiting = found->second;
    auto done = waiting.begin();
    for (; done != waiting.end() && done->first <= e.end; ++done) {
        sample(
            MetricId::RaftCommitTime, static_cast<double>((m_now - done->second).micros()) / 1e3);
    }
    waiting.erase(waiting.begin(), done);
}

} // namespace brokerscope::views
