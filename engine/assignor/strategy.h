#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace brokerscope::assignor {

/// The assignors that Kafka comes with. The first four are the consumer's, chosen with
/// partition.assignment.strategy; the last two run in the group coordinator (KIP-848).
enum class Strategy { Range, RoundRobin, Sticky, CooperativeSticky, ServerRange, ServerUniform };

inline constexpr std::array kStrategies{Strategy::Range, Strategy::RoundRobin, Strategy::Sticky,
    Strategy::CooperativeSticky, Strategy::ServerRange, Strategy::ServerUniform};

/// Kafka's name, with "server-" before those of the coordinator: "range", "roundrobin", "sticky",
/// "cooperative-sticky", "server-range", "server-uniform".
[[nodiscard]] std::string_view strategyName(Strategy strategy);
[[nodiscard]] std::optional<Strategy> strategyNamed(std::string_view name);

[[nodiscard]] constexpr bool isServerSide(Strategy strategy)
{
    return strategy == Strategy::ServerRange || strategy == Strategy::ServerUniform;
}

} // namespace brokerscope::assignor
