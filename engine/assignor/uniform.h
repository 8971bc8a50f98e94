#pragma once

#include "engine/assignor/failure.h"
#include "engine/assignor/group.h"

#include <tl/expected.hpp>

namespace brokerscope::assignor {

/// Kafka: org.apache.kafka.coordinator.group.assignor.UniformAssignor of 3.9. With equal
/// subscriptions (UniformHomogeneousAssignmentBuilder) everybody has a quota, keeps up to it, and
/// members below theirs are filled one after the other; the first ones have the surplus. Otherwise
/// (UniformHeterogeneousAssignmentBuilder) it works like the sticky assignor's general case.
[[nodiscard]] tl::expected<Lists, Failure> assignUniform(const Group& group, Notes& notes);

/// The two cases. The lists are in no particular order.
[[nodiscard]] tl::expected<Lists, Failure> assignUniformEqual(const Group& group, Notes& notes);
[[nodiscard]] tl::expected<Lists, Failure> assignUniformGeneral(const Group& group, Notes& notes);

} // namespace brokerscope::assignor
