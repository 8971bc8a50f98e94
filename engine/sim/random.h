#pragma once

#include "engine/base/time.h"

#include <array>
#include <cstdint>

namespace brokerscope::sim {

/// The only source of chance in a run: xoshiro256++ (Blackman and Vigna), seeded through
/// SplitMix64. Whole numbers only, so that every compiler gives the same. Each node has its own
/// stream: one node's use of chance does not shift another's.
class Random {
public:
    /// The stream `stream` of the run with this seed.
    Random(std::uint64_t seed, std::uint64_t stream);

    [[nodiscard]] std::uint64_t next();
    /// Uniform in [0, bound); bound > 0.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound);
    /// Uniform in [min, max].
    [[nodiscard]] Duration between(Duration min, Duration max);

private:
    std::array<std::uint64_t, 4> m_state{};
};

} // namespace brokerscope::sim
