#pragma once

#include <QRectF>

#include <optional>
#include <span>
#include <vector>

namespace brokerscope::views {

/// Keeps labels apart: knows what is taken of an area.
class LabelRoom {
public:
    explicit LabelRoom(const QRectF& area);

    /// Whether the rectangle lies within the area and touches nothing that is taken.
    [[nodiscard]] bool isFree(const QRectF& rect) const;
    void take(const QRectF& rect);
    /// Takes the first of the places that is free; nullopt when none is.
    [[nodiscard]] std::optional<QRectF> place(std::span<const QRectF> places);

private:
    [[nodiscard]] std::size_t rowOf(double y) const;

    QRectF m_area;
    std::vector<std::vector<QRectF>> m_rows; // what is taken, by the rows that it reaches into
};

} // namespace brokerscope::views
