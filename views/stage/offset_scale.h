#pragma once

#include "engine/base/ids.h"

#include <vector>

namespace brokerscope::views {

/// Where the offsets of a partition stand in its column, the same for every replica.
///
/// A short log is shown whole. Of a long one the tail is shown, and of what is older only one
/// stretch that matters (where a replica was left behind, records that were lost); the rest is
/// folded into narrow stubs. The tail moves on in steps, so that cells stand still while records
/// arrive. Offsets that no replica has any more, deleted at the front or compacted away, take one
/// slot together.
class OffsetScale {
public:
    /// Offsets [from, to): cells of one pitch each, a folded stub, or the slot of a gap.
    struct Piece {
        Offset from;
        Offset to;
        bool folded = false;
        bool gap = false;
        double x = 0;
        double width = 0;
        bool operator==(const Piece&) const = default;
    };
    /// Offsets [from, to) that should stay in sight.
    struct Range {
        Offset from;
        Offset to;
        bool operator==(const Range&) const = default;
    };
    struct Measures {
        double left = 0; ///< of the column
        double width = 0; ///< for cells and stubs
        double pitch = 19; ///< from cell to cell
        double stub = 40; ///< width of a stub
        double front = 0; ///< width of the slot for what was deleted before the start; 0: no slot
    };

    OffsetScale() = default;
    /// Of the ranges in `matter` the newest one that the tail does not cover gets its own stretch.
    /// `gaps` are ascending, disjoint and lie within [start, end).
    OffsetScale(Offset start, Offset end, const std::vector<Range>& matter,
        const Measures& measures, const std::vector<Range>& gaps = {});

    /// The left edge of the offset's cell, which is also where an end such as LEO or HW stands.
    [[nodiscard]] double x(Offset offset) const;
    [[nodiscard]] bool shows(Offset offset) const;
    /// Whether something that stands at the left edge of the offset can be told apart from what is
    /// folded away around it.
    [[nodiscard]] bool showsEdge(Offset offset) const;
    [[nodiscard]] double pitch() const { return m_pitch; }
    [[nodiscard]] const std::vector<Piece>& pieces() const { return m_pieces; }

private:
    class Slots;

    void arrange(
        Offset start, Offset end, const std::vector<Range>& matter, const Measures& measures);
    void add(Offset from, Offset to, bool folded, double stub);
    void openGaps(const Slots& slots, const std::vector<Range>& gaps);

    double m_left = 0;
    double m_pitch = 19;
    std::vector<Piece> m_pieces;
};

} // namespace brokerscope::views
