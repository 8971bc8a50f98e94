#include "engine/broker/partition_change.h"
#include "engine/broker/replication_control.h"

#include <algorithm>

/// What leaders and admins ask the active controller to change about a partition.
namespace brokerscope::broker {

using event::ErrorCode;
using protocol::PartitionRegistration;

namespace {

BrokerSet setOf(const std::vector<NodeId>& brokers)
{
    BrokerSet set;
    for (const NodeId broker : brokers) {
        set.insert(broker);
    }
    return set;
}

BrokerSet without(BrokerSet a, BrokerSet b)
{
    return BrokerSet::fromBits(a.bits() & ~b.bits());
}

/// Kafka: ReplicationControlManager.validateAlterPartitionData.
ErrorCode checkAlteration(const protocol::MetadataImage& image, NodeId broker,
    const protocol::AlterPartitionRequest& request)
{
    const protocol::MetadataImage::Broker* registered = image.broker(broker);
    if (registered == nullptr || registered->epoch != request.brokerEpoch) {
        return ErrorCode::StaleBrokerEpoch;
    }
    const PartitionRegistration* current = image.partition(request.partition);
    if (current == nullptr) {
        return ErrorCode::UnknownTopicOrPartition;
    }
    // Whoever knows more than we do has heard of a newer controller.
    if (request.leaderEpoch > current->leaderEpoch
        || request.partitionEpoch > current->partitionEpoch) {
        return ErrorCode::NotController;
    }
    if (request.leaderEpoch < current->leaderEpoch) {
        return ErrorCode::FencedLeaderEpoch;
    }
    if (current->leader != broker) {
        return ErrorCode::InvalidRequest;
    }
    if (request.partitionEpoch < current->partitionEpoch) {
        return ErrorCode::InvalidUpdateVersion;
    }
    if (!request.newIsr.contains(broker)
        || !without(request.newIsr, setOf(current->replicas)).empty()) {
        return ErrorCode::InvalidRequest;
    }
    return without(request.newIsr, image.activeBrokers()).empty() ? ErrorCode::None
                                                                  : ErrorCode::IneligibleReplica;
}

/// Whether a partition other than `id` is still being reassigned.
bool isReassigningElsewhere(const protocol::MetadataImage& image, PartitionId id)
{
    for (std::size_t i = 0; i < image.partitionCount(); ++i) {
        const PartitionRegistration* other
            = image.partition(PartitionId(static_cast<std::uint16_t>(i)));
        if (i != id.value() && other != nullptr && other->isReassigning()) {
            return true;
        }
    }
    return false;
}

} // namespace

ReplicationControl::Answered ReplicationControl::alterPartition(
    const protocol::MetadataImage& image, NodeId broker,
    const protocol::AlterPartitionRequest& request) const
{
    Answered answered;
    answered.error = checkAlteration(image, broker, request);
    if (answered.error != ErrorCode::None) {
        return answered;
    }
    PartitionChange changed = change({image}, request.partition);
    changed.setIsr(request.newIsr, request.reason);
    changed.setRecovered(); // a leader that changes its ISR serves, so it has recovered
    if (auto record = changed.build()) {
        if (record->registration.leader != broker) {
            answered.error = ErrorCode::NewLeaderElected;
        }
        finishThrottle(answered.records, image, *record);
        answered.records.emplace_back(*std::move(record));
    }
    return answered;
}

void ReplicationControl::finishThrottle(
    Records& records, const protocol::MetadataImage& image, const protocol::PartitionRecord& record)
{
    const bool isLast = image.replicationThrottle() > 0 && !record.registration.isReassigning()
        && image.partition(record.partition)->isReassigning()
        && !isReassigningElsewhere(image, record.partition);
    if (isLast) {
        records.emplace_back(protocol::ThrottleRecord{0});
    }
}

ReplicationControl::Answered ReplicationControl::reassign(const protocol::MetadataImage& image,
    const protocol::AlterPartitionReassignmentsRequest& request) const
{
    const PartitionRegistration* current = image.partition(request.partition);
    if (current == nullptr) {
        return {ErrorCode::UnknownTopicOrPartition, {}};
    }
    return request.replicas.empty() ? cancelReassignment(image, request.partition)
                                    : beginReassignment(image, request);
}

ReplicationControl::Answered ReplicationControl::beginReassignment(
    const protocol::MetadataImage& image,
    const protocol::AlterPartitionReassignmentsRequest& request) const
{
    const PartitionRegistration& current = *image.partition(request.partition);
    const BrokerSet target = setOf(request.replicas);
    const bool allKnown
        = std::all_of(request.replicas.begin(), request.replicas.end(), [&](NodeId broker) {
              return broker.value() >= 1 && broker.value() <= image.brokerCount()
                  && image.broker(broker) != nullptr;
          });
    if (!allKnown || static_cast<std::size_t>(target.size()) != request.replicas.size()) {
        return {ErrorCode::InvalidReplicaAssignment, {}};
    }
    const BrokerSet settled = without(setOf(current.replicas), current.adding);
    const BrokerSet adding = without(target, settled);
    const BrokerSet removing = without(settled, target);
    std::vector<NodeId> replicas = request.replicas;
    for (const NodeId replica : current.replicas) {
        if (removing.contains(replica)) {
            replicas.push_back(replica);
        }
    }
    // What an earlier reassignment was adding and this one does not want leaves the ISR, too.
    const BrokerSet dropped = without(current.adding, target);
    const BrokerSet isr = without(current.isr, dropped);
    if (isr.empty() && !current.isr.empty()) {
        return {ErrorCode::InvalidReplicaAssignment, {}}; // only those are in sync
    }
    PartitionChange changed = change({image}, request.partition);
    if (isr != current.isr) {
        changed.setIsr(isr, event::IsrReason::Reassigned);
    }
    changed.setReplicas(std::move(replicas), adding, removing);
    Answered answered;
    if (auto record = changed.build()) {
        if (request.throttle != 0 && record->registration.isReassigning()) {
            answered.records.emplace_back(protocol::ThrottleRecord{request.throttle});
        } else {
            finishThrottle(answered.records, image, *record);
        }
        answered.records.emplace_back(*std::move(record));
    }
    return answered;
}

ReplicationControl::Answered ReplicationControl::cancelReassignment(
    const protocol::MetadataImage& image, PartitionId id) const
{
    const PartitionRegistration& current = *image.partition(id);
    if (!current.isReassigning()) {
        return {ErrorCode::NoReassignmentInProgress, {}};
    }
    const BrokerSet isr = without(current.isr, current.adding);
    if (isr.empty()) {
        return {ErrorCode::InvalidReplicaAssignment, {}}; // only new ones are in sync
    }
    std::vector<NodeId> replicas;
    for (const NodeId replica : current.replicas) {
        if (!current.adding.contains(replica)) {
            replicas.push_back(replica);
        }
    }
    PartitionChange changed = change({image}, id);
    if (isr != current.isr) {
        changed.setIsr(isr, event::IsrReason::Reassigned);
    }
    changed.setReplicas(std::move(replicas), {}, {});
    Answered answered;
    if (auto record = changed.build()) {
        finishThrottle(answered.records, image, *record);
        answered.records.emplace_back(*std::move(record));
    }
    return answered;
}

} // namespace brokerscope::broker
