#pragma once

#include "app/run_tree.h"
#include "engine/scenario/edit.h"

#include <QString>

namespace brokerscope::app {

/// Words for one edit of a scenario: "stop b1 (power loss) at 1.734 000 s", "acks=all".
[[nodiscard]] QString editWords(const scenario::Edit& edit, const scenario::Scenario& before);

/// Words for what a run does otherwise than its parent; nullptr: than the scenario's file. Empty
/// when nothing.
[[nodiscard]] QString editWords(const Run& run, const Run* parent);

} // namespace brokerscope::app
