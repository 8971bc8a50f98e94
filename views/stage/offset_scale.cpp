#include "views/stage/offset_scale.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace brokerscope::views {

namespace {

// The newest range that lies before the tail, cut to `most` cells at its end.
std::optional<OffsetScale::Range> stretchBefore(
    const std::vector<OffsetScale::Range>& matter, Offset start, Offset tail, std::int64_t most)
{
    std::optional<OffsetScale::Range> best;
    for (const OffsetScale::Range& range : matter) {
        const Offset to = std::min(range.to, tail);
        if (range.from < tail && range.from < to && (!best || to > best->to)) {
            best = {range.from, to};
        }
    }
    if (!best || most <= 0) {
        return std::nullopt;
    }
    best->from = std::max({best->from, start, best->to - OffsetDelta(most)});
    return best;
}

} // namespace

/// Offsets as if every gap were one offset long.
class OffsetScale::Slots {
public:
    explicit Slots(const std::vector<Range>& gaps)
        : m_gaps(gaps)
    {
    }

    [[nodiscard]] Offset slotOf(Offset offset) const
    {
        std::int64_t saved = 0;
        for (const Range& gap : m_gaps) {
            if (offset <= gap.from) {
                break;
            }
            if (offset < gap.to) {
                return gap.from - OffsetDelta(saved);
            }
            saved += (gap.to - gap.from).value() - 1;
        }
        return offset - OffsetDelta(saved);
    }

    [[nodiscard]] Offset offsetOf(Offset slot) const
    {
        std::int64_t saved = 0;
        for (const Range& gap : m_gaps) {
            if (slot + OffsetDelta(saved) <= gap.from) {
                break;
            }
            saved += (gap.to - gap.from).value() - 1;
        }
        return slot + OffsetDelta(saved);
    }

private:
    const std::vector<Range>& m_gaps;
};

OffsetScale::OffsetScale(Offset start, Offset end, const std::vector<Range>& matter,
    const Measures& measures, const std::vector<Range>& gaps)
    : m_left(measures.left)
    , m_pitch(measures.pitch)
{
    Measures inner = measures;
    if (measures.front > 0 && start > Offset()) {
        m_left += measures.front;
        inner.width -= measures.front;
    }
    const Slots slots(gaps);
    std::vector<Range> matterSlots;
    matterSlots.reserve(matter.size());
    for (const Range& range : matter) {
        matterSlots.push_back({slots.slotOf(range.from), slots.slotOf(range.to)});
    }
    arrange(slots.slotOf(start), slots.slotOf(end), matterSlots, inner);
    if (!gaps.empty()) {
        openGaps(slots, gaps);
    }
    if (m_left > measures.left) {
        m_pieces.insert(
            m_pieces.begin(), {Offset(), start, false, true, measures.left, measures.front});
        m_left = measures.left;
    }
}

/// Turns the pieces, which are in slots so far, into pieces of offsets.
void OffsetScale::openGaps(const Slots& slots, const std::vector<Range>& gaps)
{
    std::vector<Piece> opened;
    for (const Piece& piece : m_pieces) {
        Piece rest = piece;
        rest.from = slots.offsetOf(piece.from);
        rest.to = slots.offsetOf(piece.to);
        if (!piece.folded) {
            for (const Range& gap : gaps) {
                if (gap.from < rest.from || gap.to > rest.to) {
                    continue;
                }
                const double cells = static_cast<double>((gap.from - rest.from).value()) * m_pitch;
                if (cells > 0) {
                    opened.push_back({rest.from, gap.from, false, false, rest.x, cells});
                }
                opened.push_back({gap.from, gap.to, false, true, rest.x + cells, m_pitch});
                rest.x += cells + m_pitch;
                rest.width -= cells + m_pitch;
                rest.from = gap.to;
            }
        }
        if (rest.from < rest.to || opened.empty()) {
            opened.push_back(rest);
        }
    }
    m_pieces = std::move(opened);
}

void OffsetScale::arrange(
    Offset start, Offset end, const std::vector<Range>& matter, const Measures& measures)
{
    const auto capacity
        = std::max<std::int64_t>(2, static_cast<std::int64_t>(measures.width / measures.pitch));
    if ((end - start).value() <= capacity) {
        add(start, end, false, 0);
        return;
    }
    const auto stubCells = static_cast<std::int64_t>(std::ceil(measures.stub / measures.pitch));
    const auto cellsBesides
        = [&](std::int64_t taken) { return std::max<std::int64_t>(1, capacity - taken); };
    const auto tailFor = [&](std::int64_t cells) {
        const std::int64_t step = std::max<std::int64_t>(1, cells / 3);
        const std::int64_t first = end.value() - cells;
        return Offset((first + step - 1) / step * step);
    };

    Offset tail = std::max(start, tailFor(cellsBesides(stubCells)));
    // A range that the tail cuts in two is shown from its beginning if there is room.
    for (const Range& range : matter) {
        if (range.from < tail && range.to > tail
            && (end - range.from).value() <= cellsBesides(stubCells)) {
            tail = std::max(start, range.from);
        }
    }
    const std::int64_t most
        = std::min<std::int64_t>(capacity * 45 / 100, capacity - 2 * stubCells - 2);
    const auto stretch = stretchBefore(matter, start, tail, most);
    const bool roomForBoth = capacity >= 2 * stubCells + 6;
    if (!stretch || !roomForBoth) {
        add(start, tail, true, measures.stub);
        add(tail, end, false, 0);
        return;
    }
    const std::int64_t taken = (stretch->to - stretch->from).value() + 2 * stubCells;
    tail = std::max(stretch->to, tailFor(cellsBesides(taken)));
    if ((tail - stretch->to).value() <= stubCells) {
        tail = stretch->to; // no narrower as a stub
    }
    add(start, stretch->from, true, measures.stub);
    add(stretch->from, stretch->to, false, 0);
    add(stretch->to, tail, true, measures.stub);
    add(tail, end, false, 0);
}

void OffsetScale::add(Offset from, Offset to, bool folded, double stub)
{
    if (from >= to && !(m_pieces.empty() && !folded)) {
        return;
    }
    const double x = m_pieces.empty() ? m_left : m_pieces.back().x + m_pieces.back().width;
    const double width = folded ? stub : static_cast<double>((to - from).value()) * m_pitch;
    m_pieces.push_back({from, to, folded, false, x, width});
}

double OffsetScale::x(Offset offset) const
{
    if (m_pieces.empty()) {
        return m_left;
    }
    for (const Piece& piece : m_pieces) {
        if (offset <= piece.to) {
            const auto into
                = static_cast<double>(std::max<std::int64_t>(0, (offset - piece.from).value()));
            const auto length
                = static_cast<double>(std::max<std::int64_t>(1, (piece.to - piece.from).value()));
            const bool squeezed = piece.folded || piece.gap;
            return piece.x + (squeezed ? piece.width * into / length : into * m_pitch);
        }
    }
    const Piece& last = m_pieces.back();
    return last.x + last.width + static_cast<double>((offset - last.to).value()) * m_pitch;
}

bool OffsetScale::shows(Offset offset) const
{
    return std::ranges::any_of(m_pieces, [&](const Piece& piece) {
        return !piece.folded && !piece.gap && offset >= piece.from && offset < piece.to;
    });
}

bool OffsetScale::showsEdge(Offset offset) const
{
    return std::ranges::any_of(m_pieces, [&](const Piece& piece) {
        const bool isEdge = offset == piece.from || offset == piece.to;
        const bool isInside = !piece.folded && !piece.gap && offset > piece.from;
        return isEdge || (isInside && offset < piece.to);
    });
}

} // namespace brokerscope::views
