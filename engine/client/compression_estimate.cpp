#include "engine/client/compression_estimate.h"

#include "engine/record/batch_view.h"

#include <algorithm>

namespace brokerscope::client {

namespace {

constexpr Millionths kImprovingStep = 5'000;
constexpr Millionths kDeterioratingStep = 50'000;
/// Kafka expects five percent more than the estimate says.
constexpr std::uint64_t kCautionPercent = 105;

} // namespace

void CompressionEstimate::observe(Millionths ratio)
{
    if (ratio > m_ratio) {
        m_ratio = std::max(m_ratio + kDeterioratingStep, ratio);
    } else if (ratio < m_ratio) {
        m_ratio = std::max(m_ratio - std::min(m_ratio, kImprovingStep), ratio);
    }
}

void CompressionEstimate::startOver(Millionths ratio)
{
    m_ratio = std::max(kWhole, ratio);
}

Millionths ratioOf(std::size_t before, std::size_t after)
{
    return before == 0 ? kWhole : static_cast<Millionths>(std::uint64_t{after} * kWhole / before);
}

std::size_t estimatedBatchSize(std::size_t records, Millionths ratio)
{
    return record::header::kSize
        + static_cast<std::size_t>(std::uint64_t{records} * ratio / kWhole * kCautionPercent / 100);
}

} // namespace brokerscope::client
