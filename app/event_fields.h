#pragma once

#include "engine/history/history.h"

#include <nlohmann/json.hpp>

namespace brokerscope::app {

/// The fields of an event's kind as a JSON object, in the order of engine/event/event.h: names in
/// snake_case, with names of nodes and partitions instead of their numbers, null for "none", times
/// with the ending _us in microseconds.
[[nodiscard]] nlohmann::ordered_json eventFields(
    const history::History& history, const event::Payload& payload);

} // namespace brokerscope::app
