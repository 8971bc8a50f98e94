#include "engine/broker/replication_control.h"
#include "engine/sim/node.h"

#include <algorithm>

/// What the History is told when the quorum has committed a record.
namespace brokerscope::broker {

namespace {

using protocol::PartitionRegistration;
using Payloads = std::vector<event::Payload>;

void tellBroker(const protocol::BrokerChangeRecord& record, Payloads& out)
{
    switch (record.what) {
    case protocol::BrokerChangeRecord::What::Fenced:
        out.emplace_back(event::BrokerFenced{record.broker});
        return;
    case protocol::BrokerChangeRecord::What::Unfenced:
        out.emplace_back(event::BrokerUnfenced{record.broker});
        return;
    case protocol::BrokerChangeRecord::What::Leaving:
        out.emplace_back(event::BrokerLeaving{record.broker});
        return;
    }
}

void tellTopic(const protocol::TopicRecord& record, const std::vector<TopicPlan>& topics,
    sim::Context& context, Payloads& out)
{
    const auto topic = std::find_if(topics.begin(), topics.end(), [&](const TopicPlan& plan) {
        return record.firstPartition.value() >= plan.firstPartition.value()
            && record.firstPartition.value() < plan.firstPartition.value() + plan.mostPartitions;
    });
    if (topic == topics.end()) {
        return;
    }
    const StringId name = context.intern(topic->name);
    if (record.isNew) {
        out.emplace_back(event::TopicCreated{name, record.firstPartition, record.partitions});
    } else {
        out.emplace_back(event::PartitionsAdded{name, record.firstPartition, record.partitions});
    }
}

void tellReplicas(PartitionId id, const PartitionRegistration* before,
    const PartitionRegistration& after, Payloads& out)
{
    const bool isSame = before != nullptr && before->replicas == after.replicas
        && before->adding == after.adding && before->removing == after.removing;
    if (isSame) {
        return;
    }
    event::ReplicasAssigned assigned;
    for (const NodeId replica : after.replicas) {
        assigned.replicas.insert(replica);
    }
    assigned.adding = after.adding;
    assigned.removing = after.removing;
    assigned.partition = id;
    assigned.preferred = after.replicas.front();
    out.emplace_back(assigned);
}

void tellPartition(
    const protocol::PartitionRecord& record, const PartitionRegistration* before, Payloads& out)
{
    const PartitionRegistration& after = record.registration;
    tellReplicas(record.partition, before, after, out);
    if (before != nullptr && before->isr != after.isr) {
        out.emplace_back(
            event::IsrChanged{after.isr, after.partitionEpoch, record.partition, record.isrReason});
    }
    if (before != nullptr && before->eligible != after.eligible) {
        out.emplace_back(event::EligibleLeadersChanged{after.eligible, record.partition});
    }
    if (before == nullptr || before->leaderEpoch != after.leaderEpoch) {
        event::LeaderElected elected;
        elected.isr = after.isr;
        elected.epoch = after.leaderEpoch;
        elected.partition = record.partition;
        elected.leader = after.leader;
        elected.previous = before == nullptr ? kNoNode : before->leader;
        elected.kind = record.election;
        out.emplace_back(elected);
    }
}

} // namespace

Payloads announcements(const protocol::MetadataImage& before,
    const protocol::MetadataRecord& record, const std::vector<TopicPlan>& topics,
    sim::Context& context)
{
    Payloads out;
    if (const auto* registered = std::get_if<protocol::RegisterBrokerRecord>(&record)) {
        out.emplace_back(event::BrokerRegistered{registered->brokerEpoch, registered->broker});
    } else if (const auto* changed = std::get_if<protocol::BrokerChangeRecord>(&record)) {
        tellBroker(*changed, out);
    } else if (const auto* topic = std::get_if<protocol::TopicRecord>(&record)) {
        tellTopic(*topic, topics, context, out);
    } else if (const auto* partition = std::get_if<protocol::PartitionRecord>(&record)) {
        tellPartition(*partition, before.partition(partition->partition), out);
    }
    return out;
}

} // namespace brokerscope::broker
