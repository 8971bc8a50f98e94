#include "views/sequence/sequence_drawing.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

constexpr std::size_t kMostLabels = 220;

} // namespace

void drawLabels(const SequenceDrawing& drawing)
{
    std::ranges::stable_sort(drawing.labels, {}, &LabelWish::rank);
    std::size_t drawn = 0;
    for (const LabelWish& wish : drawing.labels) {
        if (drawn == kMostLabels) {
            break;
        }
        const auto place = drawing.room.place(wish.places);
        if (!place || wish.text.isEmpty()) {
            continue;
        }
        ++drawn;
        Shape& label = drawing.sketch.rect(*place, 3, Ink::Card);
        label.text = wish.text;
        label.font = FontRole::CaptionStrong;
        label.ink = wish.ink;
        label.align = Qt::AlignCenter;
        label.id = wish.id;
        label.tip = wish.tip;
        label.state = wish.state;
        label.opacity = wish.opacity;
    }
}

} // namespace brokerscope::views
