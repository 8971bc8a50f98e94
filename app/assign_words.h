#pragma once

#include "engine/assignor/line.h"

#include <QString>

namespace brokerscope::app {

/// What is wrong with a line and what would be right, as one sentence without the line's place.
[[nodiscard]] QString lineErrorText(const assignor::LineError& error);

/// "range, roundrobin, …" of all assignors that Kafka has.
[[nodiscard]] QString strategyNames();

} // namespace brokerscope::app
