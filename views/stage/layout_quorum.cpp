#include "views/stage/layout_parts.h"

#include "views/picture/sketch.h"
#include "views/stage/broker_badges.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

constexpr double kGap = 8;

QuorumDetail detailFor(const StageLayout& layout, double scale)
{
    const double height = layout.cluster.height() / scale;
    return height >= 380 ? QuorumDetail::ThreeLines
        : height >= 260  ? QuorumDetail::TwoLines
                         : QuorumDetail::OneLine;
}

double cardHeight(QuorumDetail detail)
{
    switch (detail) {
    case QuorumDetail::ThreeLines:
        return 56;
    case QuorumDetail::TwoLines:
        return 38;
    case QuorumDetail::OneLine:
        return 22;
    }
    return 0;
}

bool hasOwnCards(const StageLayout& layout)
{
    return layout.controllerNodes.size() > 1 && !layout.combined;
}

void placeBadges(StageLayout& layout, const event::Roster& roster, const Sketch& sketch)
{
    const double u = sketch.scale();
    for (std::size_t i = 0; i < layout.controllerNodes.size(); ++i) {
        // The i-th controller is on the i-th broker's machine.
        const NodeId broker(static_cast<std::uint16_t>(i + 1));
        const QRectF& row = layout.row(broker);
        const auto name = QString::fromStdString(roster.at(broker).name);
        const auto own = QString::fromStdString(roster.at(layout.controllerNodes[i]).name);
        const double height = std::min(16 * u, row.height());
        const double left = row.left() + 10 * u + sketch.width(name, FontRole::Heading) + 5 * u;
        const double middle = labelTop(row, u) + 9 * u;
        layout.controllerCards.push_back(row.isNull()
                ? QRectF()
                : QRectF(left, middle - height / 2, quorumBadgeWidth(own, sketch), height));
    }
}

} // namespace

double quorumHeight(const StageLayout& layout, const Sketch& sketch)
{
    const double u = sketch.scale();
    if (layout.controllerNodes.empty()) {
        return 0;
    }
    const QuorumDetail detail = detailFor(layout, u);
    if (hasOwnCards(layout)) {
        return (cardHeight(detail) + 18) * u;
    }
    return (detail == QuorumDetail::ThreeLines        ? 50
                   : detail == QuorumDetail::TwoLines ? 40
                                                      : 24)
        * u;
}

double quorumBadgeWidth(const QString& name, const Sketch& sketch)
{
    return sketch.width(name, FontRole::CaptionStrong) + 26 * sketch.scale();
}

void layOutQuorum(StageLayout& layout, const event::Roster& roster, const Sketch& sketch)
{
    const double u = sketch.scale();
    layout.quorumDetail = detailFor(layout, u);
    if (layout.controllerNodes.size() < 2 && !layout.combined) {
        return;
    }
    if (layout.combined) {
        placeBadges(layout, roster, sketch);
        return;
    }
    const auto count = static_cast<double>(layout.controllerNodes.size());
    const double width = (layout.controller.width() - kGap * (count - 1)) / count;
    const double height = cardHeight(layout.quorumDetail) * u;
    for (std::size_t i = 0; i < layout.controllerNodes.size(); ++i) {
        layout.controllerCards.emplace_back(
            layout.controller.left() + static_cast<double>(i) * (width + kGap),
            layout.controller.top(), width, height);
    }
    layout.controller.setTop(layout.controller.top() + height + 2 * u);
}

} // namespace brokerscope::views
