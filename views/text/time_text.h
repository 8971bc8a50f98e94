#pragma once

#include "engine/base/time.h"

#include <QString>

#include <cstdint>

namespace brokerscope::views {

/// Seconds, milliseconds and microseconds of a point of virtual time: "1.734 118".
[[nodiscard]] QString timeText(Timestamp time);

/// The same as the clock shows it: "00:01.742 318", with hours before it from one hour on.
[[nodiscard]] QString clockText(Timestamp time);

/// A span with the unit that suits it: "0", "180 µs", "1.734 ms", "2.5 s". Negative spans get a
/// minus sign.
[[nodiscard]] QString durationText(Duration duration);

/// The timestamp of a record, in milliseconds of the wall clock, as the run tells time: "1.2 s"
/// after its beginning. Just the number when it is from before that.
[[nodiscard]] QString timestampText(std::int64_t timestampMs);

} // namespace brokerscope::views
