#include "views/config/column_fit.h"

#include <algorithm>

namespace brokerscope::views {

std::vector<ColumnWidth> fitColumns(const std::vector<ColumnWish>& wishes, int room)
{
    std::vector<ColumnWidth> widths;
    int left = room;
    for (const ColumnWish& wish : wishes) {
        widths.push_back({wish.column, wish.least});
        left -= wish.least;
    }
    for (std::size_t i = wishes.size(); i > 0 && left < 0; --i) {
        if (!wishes[i - 1].isNeeded) {
            left += widths[i - 1].width;
            widths[i - 1].width = 0;
        }
    }
    for (std::size_t i = wishes.size(); i > 0 && left < 0; --i) {
        if (widths[i - 1].width > 0) {
            const int less = std::min(-left, wishes[i - 1].least / 2);
            widths[i - 1].width -= less;
            left += less;
        }
    }
    for (std::size_t i = 0; i < wishes.size() && left > 0; ++i) {
        if (widths[i].width > 0) {
            const int more = std::clamp(wishes[i].wanted - wishes[i].least, 0, left);
            widths[i].width += more;
            left -= more;
        }
    }
    return widths;
}

} // namespace brokerscope::views
