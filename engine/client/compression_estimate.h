#pragma once

#include <cstddef>
#include <cstdint>

namespace brokerscope::client {

/// A share in millionths, so that every compiler reckons alike.
using Millionths = std::uint32_t;
inline constexpr Millionths kWhole = 1'000'000;

/// What a producer expects compression to leave of a topic's next batch, header excluded (Kafka:
/// CompressionRatioEstimator). Learns at once that data compress worse than expected, and slowly
/// that they compress better.
class CompressionEstimate {
public:
    [[nodiscard]] Millionths ratio() const { return m_ratio; }
    /// A batch was closed with this ratio.
    void observe(Millionths ratio);
    /// A batch of this ratio was too large for the broker.
    void startOver(Millionths ratio);

private:
    Millionths m_ratio = kWhole;
};

/// `after` by `before`; the whole when there was nothing to compress.
[[nodiscard]] Millionths ratioOf(std::size_t before, std::size_t after);

/// What a batch with `records` bytes of records is expected to take at a ratio, header included
/// (Kafka: MemoryRecordsBuilder.estimatedBytesWritten with a codec).
[[nodiscard]] std::size_t estimatedBatchSize(std::size_t records, Millionths ratio);

} // namespace brokerscope::client
