#include "views/producer/producer_layout.h"

#include "views/picture/sketch.h"

#include <algorithm>
#include <cmath>

namespace brokerscope::views {

namespace {

// In units of the light theme.
constexpr double kMargin = 6; // the focus ring and a selection reach beyond the shapes
constexpr double kHead = 42;
constexpr double kBelowHead = 14;
constexpr double kGap = 24; // between the buckets and the links
constexpr double kInFlight = 172;
constexpr double kMostInFlight = 230;
constexpr double kClock = 30;
constexpr double kBehindBucket = 12; // between a bucket and its clock
constexpr double kMemory = 52;
constexpr double kRecent = 52;
constexpr double kLegendLine = 22;
constexpr double kCompression = 40;
constexpr double kRetryLine = 30;
constexpr int kRetryLines = 2;
constexpr double kLinkGap = 10;
constexpr double kLeastLink = 30;
constexpr double kMostLink = 134;
constexpr double kColumnNeeds = 250;
constexpr std::size_t kFewBuckets = 3; // have a block each, however small the window
constexpr std::size_t kManyBuckets = 8; // more get two columns

class LayOut {
public:
    LayOut(const ProducerExtent& extent, QSizeF size, const Sketch& sketch)
        : m_extent(extent)
        , m_u(sketch.scale())
        , m_width(std::max(size.width() - 2 * kMargin, 40.0))
    {
        m_layout.size = size;
    }

    ProducerLayout layOut()
    {
        m_layout.retryLines = kRetryLines;
        m_layout.head = QRectF(kMargin, kMargin, m_width, u(kHead));
        m_layout.label = std::min(
            std::max(u(86), m_extent.labelWidth + u(14)), std::max(u(86), m_width * 0.24));
        const double below = restHeight();
        const double top = m_layout.head.bottom() + u(kBelowHead);
        const double full = top + static_cast<double>(m_extent.buckets) * u(kFullRow) + below;
        m_layout.isCompact = m_extent.buckets > kFewBuckets && full > m_layout.size.height();
        m_layout.clock = u(m_layout.isCompact ? 13 : kClock);
        const double rowsEnd = placeRows(top);
        placeRest(rowsEnd);
        placeLinks(top);
        return m_layout;
    }

private:
    [[nodiscard]] double u(double units) const { return units * m_u; }

    [[nodiscard]] double legendHeight() const
    {
        const double lines
            = std::ceil(std::max(1.0, m_extent.legendWidth) / (m_width - m_layout.label));
        return lines * u(kLegendLine);
    }
    [[nodiscard]] double restHeight() const
    {
        return u(kMemory + kRecent + kCompression + kRetryLines * kRetryLine) + legendHeight()
            + u(24);
    }
    [[nodiscard]] double inFlightWidth() const
    {
        return std::clamp(m_width * 0.23, u(kInFlight), u(kMostInFlight));
    }

    /// Several links need the room beside the recent batches as well.
    [[nodiscard]] bool isDeep() const { return m_extent.links > 2; }

    double placeRows(double top)
    {
        const double area = m_width - inFlightWidth() - u(kGap);
        const bool isWide = m_layout.isCompact && m_extent.buckets > kManyBuckets
            && area >= 2 * (m_layout.label + u(kColumnNeeds - 86));
        const std::size_t columns = isWide ? 2 : 1;
        const double between = u(18);
        const double width
            = (area - static_cast<double>(columns - 1) * between) / static_cast<double>(columns);
        const double height = u(m_layout.isCompact ? kCompactRow : kFullRow);
        const std::size_t perColumn = (m_extent.buckets + columns - 1) / columns;
        for (std::size_t i = 0; i < m_extent.buckets; ++i) {
            const auto column = static_cast<double>(i / std::max<std::size_t>(1, perColumn));
            const auto line = static_cast<double>(i % std::max<std::size_t>(1, perColumn));
            m_layout.rows.emplace_back(
                kMargin + column * (width + between), top + line * height, width, height);
        }
        m_layout.barRight = kMargin + area - (u(kClock) + u(kBehindBucket));
        return top + static_cast<double>(std::max<std::size_t>(1, perColumn)) * height;
    }

    void placeRest(double top)
    {
        const auto block = [&](double height) {
            const QRectF rect(kMargin, top, m_width, height);
            top += height;
            return rect;
        };
        top += u(6);
        m_layout.memory = block(u(kMemory));
        m_layout.memory.setRight(m_layout.barRight);
        m_layout.recent = block(u(kRecent));
        if (isDeep()) {
            m_layout.recent.setRight(m_layout.barRight);
        }
        m_layout.legend = block(legendHeight());
        top += u(10);
        m_layout.compression = block(u(kCompression));
        m_layout.retry = block(kRetryLines * u(kRetryLine));
        m_layout.height = std::ceil(top + u(8));
    }

    void placeLinks(double top)
    {
        const double left = kMargin + m_width - inFlightWidth();
        m_layout.inFlight = QRectF(left, top - u(4), inFlightWidth(), u(16));
        const double first = m_layout.inFlight.bottom() + u(6);
        const double end = isDeep() ? m_layout.recent.bottom() : m_layout.memory.bottom() - u(6);
        const double room = end - first;
        const auto count = static_cast<double>(std::max<std::size_t>(1, m_extent.links));
        const double each
            = std::clamp((room + u(kLinkGap)) / count - u(kLinkGap), u(kLeastLink), u(kMostLink));
        for (std::size_t i = 0; i < m_extent.links; ++i) {
            const double at = first + static_cast<double>(i) * (each + u(kLinkGap));
            const bool fits = at + each <= first + room + 1;
            m_layout.links.push_back(fits ? QRectF(left, at, inFlightWidth(), each) : QRectF());
        }
    }

    const ProducerExtent& m_extent;
    double m_u;
    double m_width;
    ProducerLayout m_layout;
};

} // namespace

ProducerLayout layOutProducer(const ProducerExtent& extent, QSizeF size, const Sketch& sketch)
{
    return LayOut(extent, size, sketch).layOut();
}

} // namespace brokerscope::views
