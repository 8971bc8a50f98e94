#pragma once

#include "views/run_view.h"
#include "views/sequence/sequence_data.h"

#include <QString>

#include <optional>

namespace brokerscope::views {

/// The event behind "message:1234", "lost:1250", "mark:1236" or "outage:1240".
[[nodiscard]] std::optional<EventId> sequenceEventOf(
    const QString& id, const history::History& history);

/// The node of "lifeline:b1", or kNoNode.
[[nodiscard]] NodeId lifelineOf(const QString& id, const history::History& history);

/// The object that a shape of the diagram stands for; Kind::None when it stands for none.
[[nodiscard]] Selection sequenceSelectionFor(const QString& id, const history::History& history);

} // namespace brokerscope::views
