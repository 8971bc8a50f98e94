#pragma once

#include "engine/scenario/config.h"

#include <span>
#include <string_view>

namespace brokerscope::scenario {

/// Every property that Kafka 3.9.0 knows in a scope, honoured by the engine or not; sorted by name.
[[nodiscard]] std::span<const std::string_view> kafkaProperties(ConfigScope scope);

} // namespace brokerscope::scenario
