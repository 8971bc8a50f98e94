#include "engine/sim/random.h"

#include <bit>

namespace brokerscope::sim {

namespace {

std::uint64_t splitMix(std::uint64_t& state)
{
    state += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

} // namespace

Random::Random(std::uint64_t seed, std::uint64_t stream)
{
    std::uint64_t mixed = seed;
    mixed = splitMix(mixed) ^ (stream * 0xD1342543DE82EF95ULL);
    for (std::uint64_t& word : m_state) {
        word = splitMix(mixed);
    }
}

std::uint64_t Random::next()
{
    const std::uint64_t result = std::rotl(m_state[0] + m_state[3], 23) + m_state[0];
    const std::uint64_t shifted = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= shifted;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

std::uint64_t Random::below(std::uint64_t bound)
{
    // Taking the high half of a 128-bit product is biased by at most bound / 2^64: nobody can see
    // it.
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<Wide>(next()) * bound) >> 64);
}

Duration Random::between(Duration min, Duration max)
{
    if (max <= min) {
        return min;
    }
    return min
        + Duration(
            static_cast<std::int64_t>(below(static_cast<std::uint64_t>((max - min).micros()) + 1)));
}

} // namespace brokerscope::sim
