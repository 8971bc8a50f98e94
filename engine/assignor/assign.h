#pragma once

#include "engine/assignor/decision.h"
#include "engine/assignor/failure.h"
#include "engine/assignor/strategy.h"
#include "engine/assignor/subscription.h"

#include <tl/expected.hpp>

namespace brokerscope::assignor {

/// What Kafka 3.9's assignor of that name answers. The same subscription always gets the same
/// answer: where Kafka follows the hash order of member ids, ours goes by id. With `decisions`,
/// every decision is added to them; then this takes longer. Kafka's exceptions are failures.
[[nodiscard]] tl::expected<Assignment, Failure> assign(
    Strategy strategy, const GroupSubscription& subscription, Decisions* decisions = nullptr);

} // namespace brokerscope::assignor
