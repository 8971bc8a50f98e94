#pragma once

#include <vector>

namespace brokerscope::views {

/// What a column of a table needs, in pixels.
struct ColumnWish {
    int column = 0;
    int least = 0; ///< with less it is better not there
    int wanted = 0; ///< more is of no use
    bool isNeeded = false; ///< stays whatever happens
};

struct ColumnWidth {
    int column = 0;
    int width = 0; ///< 0: it is not shown
    bool operator==(const ColumnWidth&) const = default;
};

/// Widths within `room`: `wishes` stand with the most important first. The last ones go as long as
/// not even the least widths fit; what is left over then goes to the first ones, up to what they
/// want. When not even the needed columns fit, they give way from the last one on, each down to
/// half of its least width.
[[nodiscard]] std::vector<ColumnWidth> fitColumns(const std::vector<ColumnWish>& wishes, int room);

} // namespace brokerscope::views
