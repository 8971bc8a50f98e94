#pragma once

#include "engine/scenario/config_check.h"
#include "views/run_view.h"

#include <optional>

namespace brokerscope::views {

/// Whose properties a selected object is about: a node's own (a controller's are the brokers'), the
/// topic's of a partition, replica or record, the producer's of a batch. Nullopt for anything else.
[[nodiscard]] std::optional<scenario::ConfigOwner> selectedOwner(
    const RunView& run, const Selection& selection);

} // namespace brokerscope::views
