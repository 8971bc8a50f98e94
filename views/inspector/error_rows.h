#pragma once

#include "views/inspector/inspector_page.h"

namespace brokerscope::views {

/// Kafka's name of the error with its meaning, the exception that an application gets, and what one
/// does about it. Nothing for ErrorCode::None.
void addErrorRows(InspectorPage& page, event::ErrorCode error);

/// Likewise for the newest error that a producer had, with when that was. Nothing when it had none.
void addNewestError(InspectorPage& page, const Scene& scene, EventId told);

/// The error that the event tells of.
[[nodiscard]] event::ErrorCode errorAt(const Scene& scene, EventId event);

} // namespace brokerscope::views
