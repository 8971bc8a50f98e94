#include "engine/broker/replication_quota.h"

#include <algorithm>

namespace brokerscope::broker {

namespace {

constexpr Duration kSample = seconds(1);
constexpr std::size_t kSamples = 11;

} // namespace

void ReplicationQuota::record(Timestamp now, std::size_t bytes)
{
    if (m_samples.empty() || now - m_samples.back().begin >= kSample) {
        m_samples.push_back({now, 0});
    }
    m_samples.back().bytes += bytes;
    while (m_samples.size() > kSamples) {
        m_samples.pop_front();
    }
}

/// The bytes of the samples that still count, and when the first of them began.
std::pair<std::uint64_t, Timestamp> ReplicationQuota::window(Timestamp now) const
{
    std::uint64_t bytes = 0;
    Timestamp begin = now;
    for (const Sample& sample : m_samples) {
        if (now - sample.begin < kSample * static_cast<std::int64_t>(kSamples)) {
            begin = std::min(begin, sample.begin);
            bytes += sample.bytes;
        }
    }
    return {bytes, begin};
}

bool ReplicationQuota::isExceeded(Timestamp now, std::uint64_t bytesPerSecond) const
{
    return bytesPerSecond != 0 && freeAt(now, bytesPerSecond) > now;
}

Timestamp ReplicationQuota::freeAt(Timestamp now, std::uint64_t bytesPerSecond) const
{
    const auto [bytes, begin] = window(now);
    if (bytesPerSecond == 0 || bytes <= bytesPerSecond) {
        return now; // a second's worth is always allowed
    }
    const auto needed = microseconds(static_cast<std::int64_t>(
        static_cast<double>(bytes) / static_cast<double>(bytesPerSecond) * 1e6));
    return std::max(now, begin + needed);
}

} // namespace brokerscope::broker
