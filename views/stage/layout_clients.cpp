#include "views/stage/layout_parts.h"

#include "views/picture/sketch.h"
#include "views/stage/client_config.h"

#include <algorithm>
#include <functional>

namespace brokerscope::views {

namespace {

constexpr double kCardGap = 12;

double producerHeight(CardDetail detail, std::size_t partitions)
{
    const auto n = static_cast<double>(partitions);
    switch (detail) {
    case CardDetail::Full:
        return 34 + 62 * n + 84;
    case CardDetail::Compact:
        return 32 + 22 * n + 38;
    case CardDetail::Summary:
    case CardDetail::Line:
        return 50;
    }
    return 0;
}

double consumerHeight(CardDetail detail, std::size_t partitions)
{
    const auto n = static_cast<double>(partitions);
    switch (detail) {
    case CardDetail::Full:
        return 36 + 46 * n + 24;
    case CardDetail::Compact:
        return 34 + 24 * n + 22;
    case CardDetail::Summary:
    case CardDetail::Line:
        return 50;
    }
    return 0;
}

// Chooses the fullest detail with which all cards fit below one another, and stacks them.
CardDetail stack(const QRectF& area, std::size_t cards, double scale, std::vector<QRectF>& placed,
    const std::function<double(CardDetail, std::size_t card)>& height)
{
    CardDetail detail = CardDetail::Full;
    double total = 0;
    for (const CardDetail attempt : {CardDetail::Full, CardDetail::Compact, CardDetail::Summary}) {
        detail = attempt;
        total = kCardGap * (static_cast<double>(cards) - 1);
        for (std::size_t i = 0; i < cards; ++i) {
            total += height(attempt, i) * scale;
        }
        if (total <= area.height()) {
            break;
        }
    }
    const double squeeze = std::min(1.0, area.height() / total);
    double top = area.top();
    for (std::size_t i = 0; i < cards; ++i) {
        const double cardHeight = height(detail, i) * scale * squeeze;
        placed.emplace_back(area.left(), top, area.width(), cardHeight);
        top += cardHeight + kCardGap * squeeze;
    }
    return detail;
}

} // namespace

void layOutClients(StageLayout& layout, const Scene& scene, const Sketch& sketch)
{
    layout.producerDetail = stack(layout.producers, layout.producerNodes.size(), sketch.scale(),
        layout.producerCards, [&](CardDetail detail, std::size_t i) {
            return producerHeight(
                detail, producedPartitions(scene.run, layout.producerNodes[i]).size());
        });
    if (!layout.groups.empty()) {
        layOutGroups(layout, scene, sketch);
        return;
    }
    layout.consumerDetail = stack(layout.consumers, layout.consumerNodes.size(), sketch.scale(),
        layout.consumerCards, [&](CardDetail detail, std::size_t i) {
            return consumerHeight(
                detail, scene.state->consumer(layout.consumerNodes[i]).partitions.size());
        });
}

} // namespace brokerscope::views
