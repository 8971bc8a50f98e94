#pragma once

#include "engine/event/event.h"
#include "engine/event/roster.h"

#include <cstddef>

namespace brokerscope::history {

/// Whether an event that came from outside can be the event `id` of a History: its cause and the
/// events that it names are older, and the nodes, partitions and texts that it names are there (or
/// "none").
[[nodiscard]] bool fits(
    const event::Event& event, EventId id, const event::Roster& roster, std::size_t strings);

} // namespace brokerscope::history
