#pragma once

#include "views/run_view.h"
#include "views/timeline/danger_strip.h"
#include "views/timeline/timeline_data.h"

#include <QString>

#include <optional>

namespace brokerscope::views {

/// The index in "command:3", or nullopt for another id.
[[nodiscard]] std::optional<std::size_t> commandOf(const QString& id);

/// The slot that a time falls into, be it run or not; kNever when there is none.
[[nodiscard]] Timestamp slotAt(const DangerStrip& danger, Timestamp time);

/// "danger:462", of a slot that begins there, in milliseconds.
[[nodiscard]] QString dangerSlotId(Timestamp slot);
/// The time of the slot "danger:462", or nullopt for another id.
[[nodiscard]] std::optional<Timestamp> dangerSlotOf(const QString& id);

/// The time at which the object stands: of a command, an outage, an election, a marker.
[[nodiscard]] std::optional<Timestamp> timeOf(
    const QString& id, const Scene& scene, const TimelineData& data);

/// The object that a shape of the timeline stands for; Kind::None when it stands for none.
[[nodiscard]] Selection timelineSelectionFor(
    const QString& id, const Scene& scene, const TimelineData& data);

} // namespace brokerscope::views
