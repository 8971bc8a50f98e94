#pragma once

#include "engine/base/time.h"

#include <QString>

#include <optional>

namespace brokerscope::app {

/// A time of a run as a person writes it: a decimal number with the unit us, ms, s or min, e.g.
/// "1734ms", "1.734118s". nullopt when it is none, negative, or finer than a microsecond.
[[nodiscard]] std::optional<Timestamp> timeFrom(const QString& text);

} // namespace brokerscope::app
