#pragma once

#include "views/run_view.h"

#include <optional>

namespace brokerscope::views {

/// The newest event at the playhead that changed the selected object: what "why?" is asked about.
/// For an object that nothing has happened to yet, and for no object, nullopt. Traffic of a node
/// does not count as a change of it.
[[nodiscard]] std::optional<EventId> focusEvent(const Scene& scene, const Selection& selection);

/// The newest event at the playhead that a person would want to know of: a fault, a decision of the
/// controller, a truncation, a refusal. nullopt when there is none.
[[nodiscard]] std::optional<EventId> newestNotable(const Scene& scene);

} // namespace brokerscope::views
