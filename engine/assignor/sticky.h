#pragma once

#include "engine/assignor/failure.h"
#include "engine/assignor/group.h"

#include <tl/expected.hpp>

namespace brokerscope::assignor {

/// Kafka: org.apache.kafka.clients.consumer.StickyAssignor: as balanced as possible, and then as
/// little moved as possible.
[[nodiscard]] tl::expected<Lists, Failure> assignSticky(const Group& group, Notes& notes);

/// Kafka: org.apache.kafka.clients.consumer.CooperativeStickyAssignor: the same, but nobody gets
/// yet what another member has to give up first.
[[nodiscard]] tl::expected<Lists, Failure> assignCooperativeSticky(
    const Group& group, Notes& notes);

} // namespace brokerscope::assignor
