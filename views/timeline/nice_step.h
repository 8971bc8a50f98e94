#pragma once

#include "engine/base/time.h"

#include <QString>

namespace brokerscope::views {

/// The smallest of 1, 2 and 5 × 10ⁿ µs that is at least `least`: the distance of the ruler's
/// labels.
[[nodiscard]] Duration niceStep(Duration least);

/// A label of the ruler with as many decimals as the step needs: "0.5 s", "1.734 5 s".
[[nodiscard]] QString rulerText(Timestamp time, Duration step);

} // namespace brokerscope::views
