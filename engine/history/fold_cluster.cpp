#include "engine/history/fold.h"

#include <algorithm>
#include <utility>

namespace brokerscope::history {

namespace {

/// The element of a vector that is sorted by `partition`, made if it is not there yet.
template <class T>
T& findOrInsert(std::vector<T>& sorted, PartitionId partition)
{
    auto found = std::lower_bound(sorted.begin(), sorted.end(), partition,
        [](const T& element, PartitionId wanted) { return element.partition < wanted; });
    if (found == sorted.end() || found->partition != partition) {
        found = sorted.insert(found, T{});
        found->partition = partition;
    }
    return *found;
}

/// The message in flight with this id; they are in the order of sending, so ascending by id.
std::vector<MessageInFlight>::iterator findMessage(
    std::vector<MessageInFlight>& messages, EventId id)
{
    const auto found = std::lower_bound(messages.begin(), messages.end(), id,
        [](const MessageInFlight& message, EventId wanted) { return message.id < wanted; });
    return found != messages.end() && found->id == id ? found : messages.end();
}

bool renewsSession(event::Api api)
{
    return api == event::Api::Heartbeat || api == event::Api::JoinGroup
        || api == event::Api::SyncGroup || api == event::Api::OffsetCommit
        || api == event::Api::ConsumerGroupHeartbeat;
}

bool covers(const event::LinkCut& cut, NodeId from, NodeId to)
{
    return (cut.from == from && cut.to == to) || (cut.bothWays && cut.from == to && cut.to == from);
}

} // namespace

// --- finding things ------------------------------------------------------------------------------

BrokerState* Fold::broker(NodeId node)
{
    const std::size_t index = node.value() - std::size_t{1};
    return index < state.brokers.size() ? &state.brokers[index] : nullptr;
}

PartitionState* Fold::partition(PartitionId partition)
{
    return partition.value() < state.partitions.size() ? &state.partitions[partition.value()]
                                                       : nullptr;
}

ReplicaState* Fold::replica(PartitionId partition)
{
    BrokerState* const owner = broker(event.node);
    if (owner == nullptr || partition.value() >= state.partitions.size()) {
        return nullptr;
    }
    ReplicaState& replica = findOrInsert(owner->replicas, partition);
    replica.lastChange = id;
    return &replica;
}

ConsumerPartition* Fold::position(PartitionId partition)
{
    ConsumerState* const owner = consumer();
    if (owner == nullptr || partition.value() >= state.partitions.size()) {
        return nullptr;
    }
    return &findOrInsert(owner->partitions, partition);
}

bool Fold::atController() const
{
    return event.node.value() > state.brokers.size() && event.node.value() < state.m_firstProducer;
}

// --- the faults of brokers and links -------------------------------------------------------------

void Fold::stopBroker(BrokerState& stopped, event::StopHow how)
{
    stopped.running = false;
    stopped.paused = false;
    stopped.leaving = false;
    stopped.stoppedHow = how;
    stopped.stoppedAt = event.time;
    for (ReplicaState& replica : stopped.replicas) {
        replica.role = event::ReplicaRole::None;
        replica.lastChange = id;
    }
    const NodeId node = event.node;
    for (GroupState& coordinated : state.groups) {
        coordinated.coordinator
            = coordinated.coordinator == node ? kNoNode : coordinated.coordinator;
    }
    std::erase_if(
        state.parked, [node](const ParkedRequest& parked) { return parked.broker == node; });
}

void Fold::operator()(const event::NodePaused&)
{
    if (BrokerState* const paused = broker(event.node)) {
        paused->paused = true;
    } else if (QuorumMemberState* const voter = controller()) {
        voter->paused = true;
    } else if (ConsumerState* const reader = consumer()) {
        reader->paused = true;
    }
}

void Fold::operator()(const event::NodeResumed&)
{
    if (BrokerState* const resumed = broker(event.node)) {
        resumed->paused = false;
    } else if (QuorumMemberState* const voter = controller()) {
        voter->paused = false;
    } else if (ConsumerState* const reader = consumer()) {
        reader->paused = false;
    }
}

void Fold::operator()(const event::LinkCut& p)
{
    healDirection(p.from, p.to);
    if (p.bothWays) {
        healDirection(p.to, p.from);
    }
    state.cuts.push_back(p);
}

void Fold::operator()(const event::LinkHealed& p)
{
    healDirection(p.from, p.to);
    if (p.bothWays) {
        healDirection(p.to, p.from);
    }
    unslow(p.from, p.to);
    if (p.bothWays) {
        unslow(p.to, p.from);
    }
}

void Fold::healDirection(NodeId from, NodeId to)
{
    std::erase_if(state.cuts, [from, to](event::LinkCut& cut) {
        if (!covers(cut, from, to)) {
            return false;
        }
        if (cut.bothWays) {
            cut = {to, from, false};
            return false;
        }
        return true;
    });
}

// --- the network ---------------------------------------------------------------------------------

void Fold::operator()(const event::MessageSent& p)
{
    state.messages.push_back({id, event.node, event.time, p});
    if (p.api == event::Api::Produce && !p.isResponse()) {
        if (ProducerState* const sender = producer()) {
            sender->awaited.push_back({id, p.to});
            ++sender->inFlightRequests;
        }
    }
    noteRequest(p);
}

void Fold::operator()(const event::MessageReceived& p)
{
    const auto found = findMessage(state.messages, p.message);
    if (found != state.messages.end()) {
        takeIn(*found);
        state.messages.erase(found);
    }
}

void Fold::takeIn(const MessageInFlight& message)
{
    if (message.sent.isResponse()) {
        if (ProducerState* const receiver = producer()) {
            const EventId request = message.sent.request;
            std::erase_if(receiver->awaited,
                [request](const AwaitedAnswer& awaited) { return awaited.message == request; });
            receiver->inFlightRequests = static_cast<std::uint32_t>(receiver->awaited.size());
        }
    } else if (message.sent.api == event::Api::BrokerHeartbeat && atController()) {
        if (BrokerState* const sender = broker(message.from)) {
            sender->lastHeartbeat = event.time;
        }
    } else if (renewsSession(message.sent.api)) {
        heard(message.from);
    }
}

void Fold::operator()(const event::MessageDropped& p)
{
    const auto found = findMessage(state.messages, p.message);
    if (found != state.messages.end()) {
        state.dropped.push_back({*found, event.time, p.reason});
        state.messages.erase(found);
    }
}

void Fold::operator()(const event::MessageDelayed& p)
{
    const auto found = findMessage(state.messages, p.message);
    if (found == state.messages.end()) {
        return;
    }
    constexpr std::int64_t kWhole = 1'000'000;
    const Timestamp from = found->millionthsBefore == 0 ? found->sentAt : found->heldUpAt;
    const std::int64_t planned = (found->sent.deliverAt - from).micros();
    const std::int64_t gone = std::clamp<std::int64_t>((event.time - from).micros(), 0, planned);
    const std::int64_t left = kWhole - found->millionthsBefore;
    if (gone > 0) {
        found->millionthsBefore += static_cast<std::uint32_t>(
            static_cast<double>(left) * static_cast<double>(gone) / static_cast<double>(planned));
        found->heldUpAt = event.time;
    }
    found->sent.deliverAt = p.deliverAt;
}

void Fold::pruneTrails()
{
    const Timestamp now = event.time;
    std::erase_if(state.dropped,
        [now](const DroppedMessage& message) { return now - message.droppedAt > kDropTrail; });
    std::erase_if(state.deletedSegments,
        [now](const DeletedSegment& segment) { return now - segment.at > kSegmentTrail; });
    std::erase_if(
        state.cutRecords, [now](const CutRecords& cut) { return now - cut.at > kCutTrail; });
}

// --- replication ---------------------------------------------------------------------------------

void Fold::operator()(const event::RoleAssumed& p)
{
    if (ReplicaState* const changed = replica(p.partition)) {
        changed->role = p.role;
        changed->epoch = p.epoch;
    }
}

void Fold::operator()(const event::RequestParked& p)
{
    state.parked.push_back({event.node, p, event.time});
}

void Fold::operator()(const event::RequestUnparked& p)
{
    const NodeId node = event.node;
    // Large clusters have thousands of them, and those that have waited longest mostly go first.
    const auto found = std::find_if(
        state.parked.begin(), state.parked.end(), [node, &p](const ParkedRequest& parked) {
            return parked.broker == node && parked.parked.message == p.message
                && parked.parked.purgatory == p.purgatory;
        });
    if (found != state.parked.end()) {
        state.parked.erase(found);
    }
}

void Fold::operator()(const event::MetadataApplied& p)
{
    if (BrokerState* const applied = broker(event.node)) {
        applied->metadataEnd = p.end;
        state.controller.metadataEnd = std::max(state.controller.metadataEnd, p.end);
    }
}

// --- the controller ------------------------------------------------------------------------------

void Fold::operator()(const event::BrokerRegistered& p)
{
    if (BrokerState* const registered = broker(p.broker)) {
        registered->registered = true;
        registered->leaving = false;
        registered->epoch = p.epoch;
    }
}

void Fold::setFenced(NodeId node, bool fenced)
{
    if (BrokerState* const changed = broker(node)) {
        changed->fenced = fenced;
        state.controller.lastDecision = id;
    }
}

void Fold::operator()(const event::TopicCreated& p)
{
    const std::size_t first
        = std::min<std::size_t>(p.firstPartition.value(), state.partitions.size());
    const std::size_t end = std::min<std::size_t>(first + p.partitions, state.partitions.size());
    for (std::size_t i = first; i < end; ++i) {
        state.partitions[i].created = true;
    }
}

void Fold::operator()(const event::LeaderElected& p)
{
    if (PartitionState* const changed = partition(p.partition);
        changed != nullptr && (!changed->created || p.epoch > changed->leaderEpoch)) {
        changed->created = true;
        changed->leader = p.leader;
        changed->leaderEpoch = p.epoch;
        changed->isr = p.isr;
        changed->lastElection = id;
        changed->electedHow = p.kind;
        state.controller.lastDecision = id;
    }
}

void Fold::operator()(const event::IsrChanged& p)
{
    if (PartitionState* const changed = partition(p.partition)) {
        changed->created = true;
        changed->isr = p.isr;
        changed->partitionEpoch = p.epoch;
        state.controller.lastDecision = id;
    }
}

// --- the consumer --------------------------------------------------------------------------------

void Fold::operator()(const event::PartitionAssigned& p)
{
    if (ConsumerPartition* const begun = position(p.partition)) {
        begun->assignedAt = event.time;
        consumer()->lastPoll = event.time;
    }
}

void Fold::operator()(const event::OffsetReset& p)
{
    if (ConsumerPartition* const moved = position(p.partition)) {
        moved->position = p.to;
        moved->fetched = p.to;
    }
}

void Fold::operator()(const event::PositionSought& p)
{
    if (ConsumerPartition* const moved = position(p.partition)) {
        moved->position = p.to;
        moved->fetched = p.to;
        moved->sought = p.to;
    }
}

void Fold::operator()(const event::RecordsFetched& p)
{
    if (ConsumerPartition* const filled = position(p.partition)) {
        filled->fetched = p.to;
    }
}

void Fold::operator()(const event::RecordsDelivered& p)
{
    if (ConsumerPartition* const moved = position(p.partition)) {
        moved->position = p.end();
        moved->fetched = std::max(moved->fetched, moved->position);
        moved->delivered += p.records;
        consumer()->delivered += p.records;
        consumer()->lastPoll = event.time;
        consumer()->isBusy = true;
    }
}

void Fold::operator()(const event::RecordsProcessed& p)
{
    if (ConsumerPartition* const done = owned(p.partition)) {
        done->processed = p.end;
        const auto& all = consumer()->partitions;
        consumer()->isBusy
            = std::any_of(all.begin(), all.end(), [](const ConsumerPartition& owned) {
                  return owned.delivered > 0 && owned.processed < owned.position;
              });
    }
}

void Fold::operator()(const event::ConsumerFailed& p)
{
    if (ConsumerState* const failed = consumer()) {
        failed->failed = true;
        failed->error = p.error;
    }
}

} // namespace brokerscope::history
