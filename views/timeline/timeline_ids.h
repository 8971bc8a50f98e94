#pragma once

#include "views/run_view.h"
#include "views/timeline/timeline_data.h"

#include <QString>

#include <optional>

namespace brokerscope::views {

/// The index in "command:3", or nullopt for another id.
[[nodiscard]] std::optional<std::size_t> commandOf(const QString& id);

/// The time at which the object stands: of a command, an outage, an election, a marker.
[[nodiscard]] std::optional<Timestamp> timeOf(
    const QString& id, const Scene& scene, const TimelineData& data);

/// The object that a shape of the timeline stands for; Kind::None when it stands for none.
[[nodiscard]] Selection timelineSelectionFor(
    const QString& id, const Scene& scene, const TimelineData& data);

} // namespace brokerscope::views
