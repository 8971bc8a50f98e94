#include "engine/client/draws.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

namespace brokerscope::client {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr int kFractionBits = 32; // of logarithms
constexpr std::uint64_t kOne = std::uint64_t{1} << kFractionBits;
constexpr std::uint64_t kLn2 = 2'977'044'472; // ln 2, in the same fixed point
constexpr int kMantissaBits = 62; // of powers of two

/// log2(x) in fixed point, by squaring; x > 0.
std::uint64_t log2Of(std::uint64_t x)
{
    const int exponent = 63 - std::countl_zero(x);
    std::uint64_t mantissa = x << (63 - exponent); // 1 ≤ mantissa / 2^63 < 2
    std::uint64_t result = static_cast<std::uint64_t>(exponent);
    for (int i = 0; i < kFractionBits; ++i) {
        const Wide square = static_cast<Wide>(mantissa) * mantissa; // of 2^126
        const bool isTwoOrMore = (square >> 127) != 0;
        mantissa = static_cast<std::uint64_t>(square >> (isTwoOrMore ? 64 : 63));
        result = (result << 1U) | (isTwoOrMore ? 1U : 0U);
    }
    return result;
}

constexpr std::uint64_t squareRoot(Wide x)
{
    std::uint64_t root = 0;
    for (int bit = 63; bit >= 0; --bit) {
        const std::uint64_t tried = root | (std::uint64_t{1} << bit);
        if (static_cast<Wide>(tried) * tried <= x) {
            root = tried;
        }
    }
    return root;
}

/// 2^(1/2), 2^(1/4), 2^(1/8) … with kMantissaBits bits of fraction.
constexpr std::array<std::uint64_t, kFractionBits> rootsOfTwo()
{
    std::array<std::uint64_t, kFractionBits> roots{};
    std::uint64_t root = std::uint64_t{2} << kMantissaBits;
    for (std::uint64_t& each : roots) {
        root = squareRoot(static_cast<Wide>(root) << kMantissaBits);
        each = root;
    }
    return roots;
}
constexpr auto kRootsOfTwo = rootsOfTwo();

/// 2^fraction with kMantissaBits bits of fraction; fraction < 1 in fixed point.
std::uint64_t powerOfTwo(std::uint64_t fraction)
{
    std::uint64_t power = std::uint64_t{1} << kMantissaBits;
    for (std::size_t i = 0; i < kRootsOfTwo.size(); ++i) {
        if (((fraction >> (kFractionBits - 1 - i)) & 1U) != 0) {
            power = static_cast<std::uint64_t>(
                static_cast<Wide>(power) * kRootsOfTwo[i] >> kMantissaBits);
        }
    }
    return power;
}

/// −log2 of a uniform draw from (0, 1], in fixed point.
std::uint64_t minusLog2(sim::Random& random)
{
    const std::uint64_t x = std::max<std::uint64_t>(random.next(), 1);
    return (std::uint64_t{64} << kFractionBits) - log2Of(x);
}

} // namespace

Duration exponential(sim::Random& random, Duration mean)
{
    const Wide logarithm = static_cast<Wide>(minusLog2(random)) * kLn2; // of 2^64
    const Wide product = logarithm * static_cast<std::uint64_t>(mean.micros());
    return Duration(static_cast<std::int64_t>(product >> (2 * kFractionBits)));
}

std::uint64_t nearlyNormal(sim::Random& random, std::uint64_t mean, std::uint64_t deviation)
{
    constexpr int kDraws = 12; // their sum has a deviation of exactly one
    std::uint64_t sum = 0;
    for (int i = 0; i < kDraws; ++i) {
        sum += random.next() >> kFractionBits;
    }
    constexpr std::uint64_t kMiddle = kDraws / 2 * kOne;
    const bool isBelow = sum < kMiddle;
    const std::uint64_t distance = isBelow ? kMiddle - sum : sum - kMiddle;
    const auto shift
        = static_cast<std::uint64_t>(static_cast<Wide>(distance) * deviation >> kFractionBits);
    if (isBelow) {
        return mean - std::min(mean, shift);
    }
    return mean + shift;
}

std::uint64_t pareto(
    sim::Random& random, std::uint64_t least, std::uint32_t exponentThousandths, std::uint64_t most)
{
    const std::uint64_t logarithm = minusLog2(random) * 1000 / exponentThousandths;
    const std::uint64_t doublings = logarithm >> kFractionBits;
    constexpr std::uint64_t kMostDoublings = 30; // beyond, and with 30 bits of `least`, all is cut
    if (doublings > kMostDoublings) {
        return most;
    }
    const Wide times = static_cast<Wide>(powerOfTwo(logarithm & (kOne - 1))) << doublings;
    const Wide value = times * least >> kMantissaBits;
    return value < most ? static_cast<std::uint64_t>(value) : most;
}

Zipf::Zipf(std::uint32_t n, std::uint32_t exponentThousandths)
{
    m_upTo.reserve(n);
    std::uint64_t sum = 0;
    for (std::uint64_t rank = 1; rank <= n; ++rank) {
        // 1 / rank^exponent = 2^(−exponent · log2(rank)), scaled so that rank 1 weighs 2^44.
        constexpr int kScale = 44;
        const std::uint64_t logarithm = log2Of(rank) * exponentThousandths / 1000;
        const std::uint64_t whole = (logarithm + kOne - 1) >> kFractionBits;
        const std::uint64_t fraction = (whole << kFractionBits) - logarithm;
        const std::uint64_t weight = whole >= kScale
            ? 0
            : powerOfTwo(fraction) >> (static_cast<std::uint64_t>(kMantissaBits - kScale) + whole);
        sum += std::max<std::uint64_t>(weight, 1);
        m_upTo.push_back(sum);
    }
}

std::uint32_t Zipf::draw(sim::Random& random) const
{
    const std::uint64_t at = random.below(m_upTo.back());
    const auto found = std::upper_bound(m_upTo.begin(), m_upTo.end(), at);
    return static_cast<std::uint32_t>(found - m_upTo.begin());
}

} // namespace brokerscope::client
