#pragma once

#include "engine/event/kinds.h"

#include <QString>

namespace brokerscope::views {

/// What Kafka's error means, as one short clause without a full stop: "this broker does not lead
/// the partition". Empty for ErrorCode::None.
[[nodiscard]] QString errorExplanation(event::ErrorCode error);

/// Kafka's name and the explanation: "NOT_LEADER_OR_FOLLOWER (this broker does not lead the
/// partition)".
[[nodiscard]] QString errorText(event::ErrorCode error);

} // namespace brokerscope::views
