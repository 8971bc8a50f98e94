#include "engine/client/config.h"

#include <algorithm>

namespace brokerscope::client {

Duration BackoffConfig::after(std::uint32_t failures, sim::Random& random) const
{
    if (!exponential) {
        return initial;
    }
    if (initial >= max) {
        return max;
    }
    // initial * 2^min(failures, log2(max / initial)) is the doubled value, capped; then the jitter,
    // capped again.
    const std::int64_t doubled = initial.micros() << std::min<std::uint32_t>(failures, 20);
    const std::int64_t nominal = std::min(doubled, max.micros());
    const std::int64_t permille = 800 + static_cast<std::int64_t>(random.below(400));
    return std::min(Duration(nominal * permille / 1000), max);
}

} // namespace brokerscope::client
