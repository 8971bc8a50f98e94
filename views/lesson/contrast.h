#pragma once

#include "engine/scenario/scenario.h"

#include <QString>

namespace brokerscope::views {

/// "acks=all, min.insync.replicas=2": what the contrast run of a lesson changes. Empty without a
/// contrast.
[[nodiscard]] QString contrastText(const scenario::Scenario& scenario);

/// "acks=all …": its first change alone, for a button.
[[nodiscard]] QString contrastShortText(const scenario::Scenario& scenario);

/// Whether that change has a command of the script come at another time.
[[nodiscard]] bool contrastMovesCommand(const scenario::Scenario& scenario);

/// Whether the scenario has the contrast's values already. Only changes of Kafka properties, of
/// commands' times and of cluster.truncation can be told.
[[nodiscard]] bool contrastHolds(const scenario::Scenario& scenario);

} // namespace brokerscope::views
