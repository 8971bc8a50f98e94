#pragma once

#include "engine/base/ids.h"

#include <vector>

namespace brokerscope::views {

/// Where the offsets of a partition stand in its column, the same for every replica.
///
/// A short log is shown whole. Of a long one the tail is shown, and of what is older only one
/// stretch that matters (where a replica was left behind, records that were lost); the rest is
/// folded into narrow stubs. The tail moves on in steps, so that cells stand still while records
/// arrive.
class OffsetScale {
public:
    /// Offsets [from, to): cells of one pitch each, or a folded stub.
    struct Piece {
        Offset from;
        Offset to;
        bool folded = false;
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
    };

    OffsetScale() = default;
    /// Of the ranges in `matter` the newest one that the tail does not cover gets its own stretch.
    OffsetScale(
        Offset start, Offset end, const std::vector<Range>& matter, const Measures& measures);

    /// The left edge of the offset's cell, which is also where an end such as LEO or HW stands.
    [[nodiscard]] double x(Offset offset) const;
    [[nodiscard]] bool shows(Offset offset) const;
    [[nodiscard]] double pitch() const { return m_pitch; }
    [[nodiscard]] const std::vector<Piece>& pieces() const { return m_pieces; }

private:
    void add(Offset from, Offset to, bool folded, double stub);

    double m_left = 0;
    double m_pitch = 19;
    std::vector<Piece> m_pieces;
};

} // namespace brokerscope::views
