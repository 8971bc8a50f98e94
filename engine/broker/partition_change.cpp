#include "engine/broker/partition_change.h"

#include <algorithm>

namespace brokerscope::broker {

using event::ElectionKind;
using protocol::PartitionRegistration;

namespace {

BrokerSet unionOf(BrokerSet a, BrokerSet b)
{
    return BrokerSet::fromBits(a.bits() | b.bits());
}

BrokerSet without(BrokerSet a, BrokerSet b)
{
    return BrokerSet::fromBits(a.bits() & ~b.bits());
}

} // namespace

PartitionChange::PartitionChange(
    const BrokerConfig& config, const TopicConfig& topic, const Liveness& liveness, PartitionId id)
    : m_config(config)
    , m_topic(topic)
    , m_liveness(liveness)
    , m_before(*liveness.image.partition(id))
    , m_record{id, m_before}
{
}

void PartitionChange::setIsr(BrokerSet isr, event::IsrReason reason)
{
    if (isr.empty() && !m_config.eligibleLeaderReplicas) {
        return; // the last member stays, dead or not
    }
    m_record.registration.isr = isr;
    m_record.isrReason = reason;
}

void PartitionChange::setReplicas(
    std::vector<NodeId> replicas, BrokerSet adding, BrokerSet removing)
{
    m_record.registration.replicas = std::move(replicas);
    m_record.registration.adding = adding;
    m_record.registration.removing = removing;
}

std::uint32_t PartitionChange::effectiveMinIsr() const
{
    return std::min(m_topic.minInsyncReplicas,
        static_cast<std::uint32_t>(m_record.registration.replicas.size()));
}

/// When everything that is being added is in sync, what is being removed goes (Kafka:
/// PartitionReassignmentReplicas.maybeCompleteReassignment).
void PartitionChange::completeReassignment()
{
    PartitionRegistration& after = m_record.registration;
    if (!after.isReassigning() || !without(after.adding, after.isr).empty()) {
        return;
    }
    BrokerSet isr = without(after.isr, after.removing);
    std::vector<NodeId> replicas;
    BrokerSet members;
    for (const NodeId replica : after.replicas) {
        if (!after.removing.contains(replica)) {
            replicas.push_back(replica);
            members.insert(replica);
        }
    }
    if (isr.empty()) {
        return; // nobody of the target has everything yet
    }
    if (isr != after.isr) {
        after.isr = isr;
        m_record.isrReason = event::IsrReason::Reassigned;
    }
    // Brokers that are replicas no more must stop serving in this epoch.
    m_wantsEpochBump = m_wantsEpochBump || !after.removing.empty();
    after.eligible = BrokerSet::fromBits(after.eligible.bits() & members.bits());
    setReplicas(std::move(replicas), {}, {});
    if (m_before.leader != kNoNode && !after.hasReplica(m_before.leader)) {
        m_cleanKind = ElectionKind::Reassigned;
    }
}

/// While the ISR is below the minimum, the HW stands still, so whoever leaves it then has
/// everything that is committed (KIP-966).
void PartitionChange::updateEligible()
{
    if (!m_config.eligibleLeaderReplicas) {
        return;
    }
    PartitionRegistration& after = m_record.registration;
    const bool isEnough = static_cast<std::uint32_t>(after.isr.size()) >= effectiveMinIsr();
    after.eligible
        = isEnough ? BrokerSet() : without(unionOf(m_before.isr, after.eligible), after.isr);
    after.eligible.forEach([&after](NodeId member) {
        if (!after.hasReplica(member)) {
            after.eligible.erase(member); // a reassignment has just taken it away
        }
    });
    after.eligible.erase(m_uncleanlyShutDown);
    if (!after.isr.empty()) {
        after.lastKnownLeader = kNoNode;
    } else if (m_before.leader != kNoNode) {
        after.lastKnownLeader = m_before.leader;
    }
}

bool PartitionChange::isValidLeader(NodeId broker) const
{
    const PartitionRegistration& after = m_record.registration;
    const bool isEligible
        = m_config.eligibleLeaderReplicas && after.isr.empty() && after.eligible.contains(broker);
    return broker != kNoNode && after.hasReplica(broker) && m_liveness.isActive(broker)
        && (after.isr.contains(broker) || isEligible);
}

PartitionChange::Choice PartitionChange::choose() const
{
    const NodeId preferred = m_record.registration.replicas.front();
    if (m_wanted == Wanted::Preferred && isValidLeader(preferred)) {
        return {preferred, ElectionKind::Preferred};
    }
    if (isValidLeader(m_before.leader)) {
        return {m_before.leader, m_cleanKind};
    }
    return chooseAny();
}

PartitionChange::Choice PartitionChange::chooseAny() const
{
    const PartitionRegistration& after = m_record.registration;
    for (const NodeId replica : after.replicas) {
        if (isValidLeader(replica)) {
            return {
                replica, after.isr.contains(replica) ? m_cleanKind : ElectionKind::FromEligible};
        }
    }
    const bool isLastKnownWanted
        = m_config.eligibleLeaderReplicas && after.isr.empty() && after.eligible.empty();
    if (isLastKnownWanted && after.hasReplica(after.lastKnownLeader)
        && m_liveness.isActive(after.lastKnownLeader)) {
        return {after.lastKnownLeader, ElectionKind::LastKnown};
    }
    if (m_wanted == Wanted::Unclean || m_topic.uncleanLeaderElection) {
        for (const NodeId replica : after.replicas) {
            if (m_liveness.isActive(replica)) {
                return {replica, ElectionKind::Unclean};
            }
        }
    }
    return {};
}

void PartitionChange::elect()
{
    PartitionRegistration& after = m_record.registration;
    const Choice choice = choose();
    const bool isUnclean = choice.kind == ElectionKind::Unclean
        || choice.kind == ElectionKind::LastKnown || choice.kind == ElectionKind::FromEligible;
    if (choice.leader != m_before.leader || m_wantsEpochBump) {
        after.leader = choice.leader;
        after.leaderEpoch = LeaderEpoch(m_before.leaderEpoch.value() + 1);
        m_record.election
            = choice.leader == m_before.leader ? ElectionKind::Reassigned : choice.kind;
    }
    if (choice.leader == m_before.leader || !isUnclean) {
        return;
    }
    after.isr = BrokerSet{choice.leader};
    m_record.isrReason = event::IsrReason::Elected;
    after.eligible.erase(choice.leader);
    after.lastKnownLeader = kNoNode;
    if (choice.kind != ElectionKind::FromEligible) {
        after.isRecovering = true;
        after.eligible = {};
    }
}

std::optional<protocol::PartitionRecord> PartitionChange::build()
{
    completeReassignment();
    updateEligible();
    elect();
    if (m_record.registration == m_before) {
        return std::nullopt;
    }
    m_record.registration.partitionEpoch = PartitionEpoch(m_before.partitionEpoch.value() + 1);
    return m_record;
}

} // namespace brokerscope::broker
