#include "views/sequence/label_room.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

constexpr double kRow = 24;

} // namespace

LabelRoom::LabelRoom(const QRectF& area)
    : m_area(area)
    , m_rows(static_cast<std::size_t>(std::max(0.0, area.height()) / kRow) + 1)
{
}

std::size_t LabelRoom::rowOf(double y) const
{
    const double row = std::max(0.0, (y - m_area.top()) / kRow);
    return std::min(m_rows.size() - 1, static_cast<std::size_t>(row));
}

bool LabelRoom::isFree(const QRectF& rect) const
{
    if (!m_area.contains(rect)) {
        return false;
    }
    for (std::size_t row = rowOf(rect.top()); row <= rowOf(rect.bottom()); ++row) {
        if (std::ranges::any_of(
                m_rows[row], [&](const QRectF& taken) { return taken.intersects(rect); })) {
            return false;
        }
    }
    return true;
}

void LabelRoom::take(const QRectF& rect)
{
    for (std::size_t row = rowOf(rect.top()); row <= rowOf(rect.bottom()); ++row) {
        m_rows[row].push_back(rect);
    }
}

std::optional<QRectF> LabelRoom::place(std::span<const QRectF> places)
{
    for (const QRectF& rect : places) {
        if (isFree(rect)) {
            take(rect);
            return rect;
        }
    }
    return std::nullopt;
}

} // namespace brokerscope::views
