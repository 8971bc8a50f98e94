#include "engine/history/footprint.h"

#include <vector>

namespace brokerscope::history {

namespace {

// What the allocator adds to a block, on average.
constexpr std::size_t kBlockOverhead = 16;

template <class T>
std::size_t held(const std::vector<T>& vector)
{
    return vector.capacity() == 0 ? 0 : vector.capacity() * sizeof(T) + kBlockOverhead;
}

} // namespace

std::size_t footprint(const ClusterState& state)
{
    std::size_t bytes = sizeof(state) + held(state.brokers) + held(state.partitions)
        + held(state.producers) + held(state.consumers) + held(state.cuts) + held(state.messages)
        + held(state.dropped) + held(state.deletedSegments) + held(state.cutRecords)
        + held(state.parked) + held(state.groups) + held(state.stores);
    for (const StoreState& store : state.stores) {
        bytes += held(store.offsets);
    }
    for (const GroupState& group : state.groups) {
        bytes += held(group.members) + held(group.committed);
        for (const GroupMemberState& member : group.members) {
            bytes += held(member.assigned);
        }
    }
    for (const BrokerState& broker : state.brokers) {
        bytes += held(broker.replicas);
        for (const ReplicaState& replica : broker.replicas) {
            bytes += held(replica.log) + held(replica.gone) + held(replica.segments);
        }
    }
    for (const ProducerState& producer : state.producers) {
        bytes += held(producer.batches) + held(producer.awaited) + held(producer.waiting)
            + held(producer.knownLeader) + held(producer.throttledUntil);
        for (const BatchState& batch : producer.batches) {
            bytes += held(batch.records);
        }
    }
    for (const ConsumerState& consumer : state.consumers) {
        bytes += held(consumer.partitions);
    }
    return bytes;
}

} // namespace brokerscope::history
