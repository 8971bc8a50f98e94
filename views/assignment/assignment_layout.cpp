#include "views/assignment/assignment_layout.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

constexpr double kTitle = 24;
constexpr double kWhy = 26;
constexpr double kGap = 12;
constexpr double kPhasesHead = 58; // title, who waited for whom, legend
constexpr double kRow = 17; // of a member or a partition in the phases
constexpr double kMostCard = 50;
constexpr double kLeastDecisions = 84;

} // namespace

AssignmentLayout layOutAssignment(QSizeF size, std::size_t members, std::size_t standstills,
    std::size_t strategies, const Sketch& sketch)
{
    const auto u = [&sketch](double units) { return units * sketch.scale(); };
    AssignmentLayout layout;
    layout.size = size;
    const double right = std::clamp(size.width() * 0.29, u(150), u(250));
    const double left = std::max(u(120), size.width() - right - u(kGap) * 2);
    layout.title = QRectF(0, 0, left, u(kTitle));
    layout.why = QRectF(0, size.height() - u(kWhy), left, u(kWhy));

    const double top = layout.title.bottom();
    const double room = std::max(u(80), layout.why.top() - top);
    const double wanted = u(kPhasesHead + 8)
        + u(kRow) * static_cast<double>(members + std::min<std::size_t>(standstills, 4));
    const double phases = std::min(std::max(wanted, u(70)), room * 0.46);
    layout.graph = QRectF(0, top, left, room - phases - u(6));
    layout.phases = QRectF(0, layout.graph.bottom() + u(6), left, phases);

    const double x = size.width() - right;
    const double head = u(kTitle);
    const double all = size.height() - head;
    const double count = static_cast<double>(std::max<std::size_t>(1, strategies));
    layout.cardPitch = std::min(u(kMostCard), all / count);
    layout.strategies = QRectF(x, 0, right, head + layout.cardPitch * count);
    const double below = size.height() - layout.strategies.bottom() - u(8);
    if (below >= u(kLeastDecisions)) {
        layout.decisions = QRectF(x, layout.strategies.bottom() + u(8), right, below);
    }
    return layout;
}

} // namespace brokerscope::views
