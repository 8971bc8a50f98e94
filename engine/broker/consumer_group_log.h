#pragma once

#include "engine/broker/consumer_group_state.h"
#include "engine/broker/group_world.h"
#include "engine/protocol/consumer_group_records.h"

#include <optional>
#include <string>
#include <vector>

/// Groups of the consumer protocol in the log of __consumer_offsets (Kafka:
/// GroupCoordinatorRecordHelpers, and the replay() methods of GroupMetadataManager).
namespace brokerscope::broker {

/// What has to be written for a group to be as it is `after`, in Kafka's order.
[[nodiscard]] std::vector<GroupRecord> recordsBetween(const std::string& group,
    const ConsumerGroupState& before, const ConsumerGroupState& after, const GroupWorld& world);

/// What has to be written for nothing of the group to stay.
[[nodiscard]] std::vector<GroupRecord> tombstonesOf(
    const std::string& group, const ConsumerGroupState& state);

/// Takes a record on that was read from the log. Partitions and topics that the run does not have
/// are passed over.
void replay(ConsumerGroupState& state, const protocol::ConsumerGroupKey& key,
    std::optional<ByteView> value, const GroupWorld& world);

} // namespace brokerscope::broker
