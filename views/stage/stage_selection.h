#pragma once

#include "views/run_view.h"

#include <QString>

namespace brokerscope::views {

/// The object that a shape of the stage stands for; Kind::None for an id that names none (any
/// more).
[[nodiscard]] Selection selectionFor(const QString& id, const Scene& scene);

/// Whether the shape belongs to a node, and to which: brokers, the controller, producers and
/// consumers, and a broker's replicas and records. kNoNode otherwise.
[[nodiscard]] NodeId nodeFor(const QString& id, const Scene& scene);

} // namespace brokerscope::views
