#include "engine/broker/replication_control.h"

#include "engine/broker/partition_change.h"
#include "engine/broker/placement.h"

#include <algorithm>

namespace brokerscope::broker {

using event::ErrorCode;
using protocol::PartitionRegistration;

namespace {

/// Calls f(id, registration) for every partition that there is.
template <class F>
void forEachPartition(const protocol::MetadataImage& image, F&& f)
{
    for (std::size_t i = 0; i < image.partitionCount(); ++i) {
        const PartitionId id(static_cast<std::uint16_t>(i));
        if (const PartitionRegistration* registration = image.partition(id)) {
            f(id, *registration);
        }
    }
}

void append(ReplicationControl::Records& records, std::optional<protocol::PartitionRecord> record)
{
    if (record) {
        records.emplace_back(*std::move(record));
    }
}

} // namespace

ReplicationControl::ReplicationControl(
    const BrokerConfig& config, const Topology& topology, const std::vector<TopicPlan>& topics)
    : m_config(config)
    , m_topology(topology)
    , m_topics(topics)
{
}

PartitionChange ReplicationControl::change(const Liveness& liveness, PartitionId id) const
{
    return {m_config, m_topology.topics[id.value()], liveness, id};
}

// --- brokers
// -------------------------------------------------------------------------------------

ReplicationControl::Records ReplicationControl::takeAway(const protocol::MetadataImage& image,
    NodeId broker, event::IsrReason reason, event::ElectionKind kind) const
{
    Records records;
    const Liveness liveness{image, broker};
    forEachPartition(image, [&](PartitionId id, const PartitionRegistration& registration) {
        if (!registration.isr.contains(broker) && registration.leader != broker) {
            return;
        }
        PartitionChange changed = change(liveness, id);
        BrokerSet isr = registration.isr;
        isr.erase(broker);
        changed.setIsr(isr, reason);
        changed.setElectionKind(kind);
        append(records, changed.build());
    });
    return records;
}

ReplicationControl::Records ReplicationControl::fence(
    const protocol::MetadataImage& image, NodeId broker) const
{
    Records records = takeAway(image, broker, event::IsrReason::Fenced, event::ElectionKind::Clean);
    records.insert(records.begin(),
        protocol::BrokerChangeRecord{broker, protocol::BrokerChangeRecord::What::Fenced});
    return records;
}

ReplicationControl::Records ReplicationControl::leave(
    const protocol::MetadataImage& image, NodeId broker) const
{
    Records records
        = takeAway(image, broker, event::IsrReason::Shutdown, event::ElectionKind::Shutdown);
    records.insert(records.begin(),
        protocol::BrokerChangeRecord{broker, protocol::BrokerChangeRecord::What::Leaving});
    return records;
}

ReplicationControl::Records ReplicationControl::unfence(
    const protocol::MetadataImage& image, NodeId broker) const
{
    Records records{
        protocol::BrokerChangeRecord{broker, protocol::BrokerChangeRecord::What::Unfenced}};
    const Liveness liveness{image, kNoNode, broker};
    forEachPartition(image, [&](PartitionId id, const PartitionRegistration& registration) {
        if (registration.leader == kNoNode) {
            append(records, change(liveness, id).build());
        }
    });
    return records;
}

ReplicationControl::Records ReplicationControl::uncleanShutdown(
    const protocol::MetadataImage& image, NodeId broker) const
{
    Records records;
    if (!m_config.eligibleLeaderReplicas) {
        return records;
    }
    const Liveness liveness{image, broker};
    forEachPartition(image, [&](PartitionId id, const PartitionRegistration& registration) {
        if (!registration.isr.contains(broker) && !registration.eligible.contains(broker)) {
            return;
        }
        PartitionChange changed = change(liveness, id);
        BrokerSet isr = registration.isr;
        isr.erase(broker);
        if (isr != registration.isr) {
            changed.setIsr(isr, event::IsrReason::Fenced);
        }
        changed.setUncleanlyShutDown(broker);
        append(records, changed.build());
    });
    return records;
}

bool ReplicationControl::mayShutDown(const protocol::MetadataImage& image, NodeId broker)
{
    bool leadsNothing = true;
    forEachPartition(image, [&](PartitionId, const PartitionRegistration& registration) {
        leadsNothing = leadsNothing && registration.leader != broker;
    });
    return leadsNothing;
}

// --- topics
// --------------------------------------------------------------------------------------

std::vector<UsableBroker> ReplicationControl::usableBrokers(
    const protocol::MetadataImage& image) const
{
    std::vector<UsableBroker> brokers;
    for (std::uint16_t i = 1; i <= m_topology.brokers; ++i) {
        const NodeId id(i);
        // One in controlled shutdown is about to go (Kafka: ClusterControlManager.usableBrokers).
        if (image.broker(id) != nullptr && !image.broker(id)->leaving) {
            brokers.push_back(
                {id, m_topology.racks.empty() ? "" : m_topology.racks[i - 1U], image.isFenced(id)});
        }
    }
    return brokers;
}

void ReplicationControl::appendNewPartitions(Records& records, PartitionId first,
    const std::vector<std::vector<NodeId>>& assignment, const protocol::MetadataImage& image)
{
    for (std::size_t i = 0; i < assignment.size(); ++i) {
        protocol::PartitionRecord record;
        record.partition = PartitionId(static_cast<std::uint16_t>(first.value() + i));
        PartitionRegistration& registration = record.registration;
        registration.replicas = assignment[i];
        for (const NodeId replica : registration.replicas) {
            if (image.isActive(replica)) {
                registration.isr.insert(replica);
            }
        }
        const auto leader = std::find_if(registration.replicas.begin(), registration.replicas.end(),
            [&](NodeId replica) { return registration.isr.contains(replica); });
        registration.leader = leader == registration.replicas.end() ? kNoNode : *leader;
        registration.leaderEpoch = LeaderEpoch(0);
        registration.partitionEpoch = PartitionEpoch(0);
        if (registration.isr.empty()) {
            // Nobody of them lives: as if the first had been there and died.
            registration.isr.insert(registration.replicas.front());
        }
        records.emplace_back(record);
    }
}

ReplicationControl::Records ReplicationControl::createTopics(
    const protocol::MetadataImage& image, sim::Random& random) const
{
    Records records;
    if (image.activeBrokers().size() != m_topology.brokers) {
        return records;
    }
    for (const TopicPlan& plan : m_topics) {
        if (plan.isOnDemand || image.partition(plan.firstPartition) != nullptr) {
            continue;
        }
        auto assignment = plan.assignment;
        assignment.resize(std::min<std::size_t>(assignment.size(), plan.partitions));
        if (assignment.empty()) {
            // The scenario's reader has checked that there are enough brokers.
            assignment = placeReplicas(
                usableBrokers(image), plan.partitions, plan.replicationFactor, random)
                             .value();
        }
        records.emplace_back(protocol::TopicRecord{plan.firstPartition, plan.partitions, true});
        appendNewPartitions(records, plan.firstPartition, assignment, image);
    }
    return records;
}

const TopicPlan* ReplicationControl::planOf(PartitionId first) const
{
    const auto plan = std::find_if(m_topics.begin(), m_topics.end(),
        [first](const TopicPlan& topic) { return topic.firstPartition == first; });
    return plan == m_topics.end() ? nullptr : &*plan;
}

tl::expected<ReplicationControl::Records, ErrorCode> ReplicationControl::createTopic(
    const protocol::MetadataImage& image, const protocol::CreateTopicsRequest& request,
    sim::Random& random) const
{
    if (image.partition(request.firstPartition) != nullptr) {
        return tl::unexpected(ErrorCode::TopicAlreadyExists);
    }
    const TopicPlan* const plan = planOf(request.firstPartition);
    if (plan == nullptr || request.numPartitions == 0
        || request.numPartitions > plan->mostPartitions) {
        return tl::unexpected(ErrorCode::InvalidPartitions);
    }
    const auto placed = placeReplicas(
        usableBrokers(image), request.numPartitions, request.replicationFactor, random);
    if (!placed) {
        return tl::unexpected(placed.error());
    }
    Records records{protocol::TopicRecord{request.firstPartition, request.numPartitions, true}};
    appendNewPartitions(records, request.firstPartition, *placed, image);
    return records;
}

tl::expected<ReplicationControl::Records, ErrorCode> ReplicationControl::createPartitions(
    const protocol::MetadataImage& image, const protocol::CreatePartitionsRequest& request,
    sim::Random& random) const
{
    const TopicPlan* const plan = planOf(request.firstPartition);
    if (plan == nullptr || image.partition(request.firstPartition) == nullptr) {
        return tl::unexpected(ErrorCode::UnknownTopicOrPartition);
    }
    std::uint16_t present = 0;
    while (present < plan->mostPartitions
        && image.partition(
               PartitionId(static_cast<std::uint16_t>(plan->firstPartition.value() + present)))
            != nullptr) {
        ++present;
    }
    if (request.count <= present || request.count > plan->mostPartitions) {
        return tl::unexpected(ErrorCode::InvalidPartitions);
    }
    const auto more = static_cast<std::uint16_t>(request.count - present);
    const PartitionId first(static_cast<std::uint16_t>(plan->firstPartition.value() + present));
    const auto placed = placeReplicas(usableBrokers(image), more, plan->replicationFactor, random);
    if (!placed) {
        return tl::unexpected(placed.error());
    }
    Records records{protocol::TopicRecord{first, more, false}};
    appendNewPartitions(records, first, *placed, image);
    return records;
}

// --- leaders
// -------------------------------------------------------------------------------------

ReplicationControl::Elected ReplicationControl::electLeaders(
    const protocol::MetadataImage& image, const protocol::ElectLeadersRequest& request) const
{
    Elected elected;
    const Liveness liveness{image};
    const bool isPreferred = request.type == protocol::ElectionType::Preferred;
    for (const PartitionId id : request.partitions) {
        const PartitionRegistration* registration = image.partition(id);
        ErrorCode error = ErrorCode::None;
        if (registration == nullptr) {
            error = ErrorCode::UnknownTopicOrPartition;
        } else if (isPreferred ? registration->leader == registration->replicas.front()
                               : registration->leader != kNoNode) {
            error = ErrorCode::ElectionNotNeeded;
        } else {
            PartitionChange changed = change(liveness, id);
            changed.want(isPreferred ? PartitionChange::Wanted::Preferred
                                     : PartitionChange::Wanted::Unclean);
            auto record = changed.build();
            const NodeId leader = record ? record->registration.leader : registration->leader;
            if (isPreferred && leader != registration->replicas.front()) {
                error = ErrorCode::PreferredLeaderNotAvailable;
            } else if (leader == kNoNode) {
                error = ErrorCode::EligibleLeadersNotAvailable;
            } else {
                append(elected.records, std::move(record));
            }
        }
        elected.response.partitions.push_back({id, error});
    }
    return elected;
}

ReplicationControl::Records ReplicationControl::rebalanceLeaders(
    const protocol::MetadataImage& image) const
{
    Records records;
    if (!m_config.autoLeaderRebalance) {
        return records;
    }
    const Liveness liveness{image};
    forEachPartition(image, [&](PartitionId id, const PartitionRegistration& registration) {
        const NodeId preferred = registration.replicas.front();
        if (registration.leader != preferred && registration.isr.contains(preferred)
            && image.isActive(preferred)) {
            PartitionChange changed = change(liveness, id);
            changed.want(PartitionChange::Wanted::Preferred);
            append(records, changed.build());
        }
    });
    return records;
}

ReplicationControl::Records ReplicationControl::uncleanElections(
    const protocol::MetadataImage& image) const
{
    Records records;
    const Liveness liveness{image};
    forEachPartition(image, [&](PartitionId id, const PartitionRegistration& registration) {
        if (registration.leader == kNoNode && m_topology.topics[id.value()].uncleanLeaderElection) {
            append(records, change(liveness, id).build());
        }
    });
    return records;
}

} // namespace brokerscope::broker
