#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace brokerscope::scenario {

/// A topic's id as Kafka writes it: 16 bytes in URL-safe base64, 22 characters, not beginning with
/// '-' (Kafka: Uuid.randomUuid). Where Kafka takes random bytes, these are a hash, so that the same
/// run gives the same id.
[[nodiscard]] std::string topicId(
    std::string_view scenarioId, std::uint64_t seed, std::string_view topic);

} // namespace brokerscope::scenario
