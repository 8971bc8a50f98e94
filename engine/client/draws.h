#pragma once

#include "engine/base/time.h"
#include "engine/sim/random.h"

#include <cstdint>
#include <vector>

/// Draws from distributions in whole numbers alone, so that every compiler and machine draws the
/// same. Shares and exponents come in thousandths: 1200 is 1.2.
namespace brokerscope::client {

/// How long until the next event of a Poisson process, whose events are `mean` apart on average.
[[nodiscard]] Duration exponential(sim::Random& random, Duration mean);

/// Nearly normal: the sum of twelve uniform draws, so never further than six deviations from the
/// mean. Not below 0.
[[nodiscard]] std::uint64_t nearlyNormal(
    sim::Random& random, std::uint64_t mean, std::uint64_t deviation);

/// Pareto: at least `least`, twice as much with a chance of 2^-exponent, and so on; cut at `most`.
[[nodiscard]] std::uint64_t pareto(sim::Random& random, std::uint64_t least,
    std::uint32_t exponentThousandths, std::uint64_t most);

/// Zipf: rank k of 1 … n comes with a chance in proportion to 1 / k^exponent.
class Zipf {
public:
    /// n must not be 0. Takes time and memory in proportion to n.
    Zipf(std::uint32_t n, std::uint32_t exponentThousandths);
    /// A rank from 0 to n − 1; 0 is the most frequent one.
    [[nodiscard]] std::uint32_t draw(sim::Random& random) const;

private:
    std::vector<std::uint64_t> m_upTo; ///< sums of the weights
};

} // namespace brokerscope::client
