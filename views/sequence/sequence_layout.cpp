#include "views/sequence/sequence_layout.h"

#include "views/picture/sketch.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace brokerscope::views {

namespace {

constexpr double kClosest = 84; // from lifeline to lifeline
constexpr double kWidest = 260;
constexpr double kFooter = 8; // below the end of the window

} // namespace

double SequenceLayout::y(Timestamp time) const
{
    const auto length = static_cast<double>(std::max<std::int64_t>(1, window.length().micros()));
    const double room = std::max(1.0, size.height() - header - kFooter);
    return header + room * static_cast<double>((time - window.from).micros()) / length;
}

Timestamp SequenceLayout::time(double y) const
{
    const double room = std::max(1.0, size.height() - header - kFooter);
    const double part = std::clamp((y - header) / room, 0.0, 1.0);
    return window.from
        + Duration(std::llround(part * static_cast<double>(window.length().micros())));
}

double SequenceLayout::mostScroll() const
{
    return std::max(0.0, contentWidth - plot().width());
}

bool SequenceLayout::has(NodeId node) const
{
    return node.value() < xOf.size() && !std::isnan(xOf[node.value()]);
}

SequenceLayout layOutSequence(const ShownSequence& shown, std::size_t nodes,
    const TimelineWindow& window, QSizeF size, double scroll, const Sketch& sketch)
{
    const double u = sketch.scale();
    SequenceLayout layout;
    layout.size = size;
    layout.window = window;
    layout.header = 40 * u;
    layout.ruler = 84 * u;
    layout.margin = 112 * u;
    layout.xOf.assign(nodes, std::numeric_limits<double>::quiet_NaN());

    const auto count = static_cast<double>(std::max<std::size_t>(1, shown.lifelines.size()));
    const double room = std::max(1.0, layout.plot().width());
    const double pitch = std::clamp(room / count, kClosest * u, kWidest * u);
    layout.contentWidth = pitch * count;
    // Few lifelines stand together in the middle, so that lines stay short enough to slant.
    const double indent = std::max(0.0, (room - layout.contentWidth) / 2);
    double x = layout.ruler + indent + pitch / 2 - std::min(scroll, layout.mostScroll());
    for (const NodeId node : shown.lifelines) {
        layout.lifelines.push_back({node, std::round(x) + 0.5});
        layout.xOf.at(node.value()) = layout.lifelines.back().x;
        x += pitch;
    }
    return layout;
}

} // namespace brokerscope::views
