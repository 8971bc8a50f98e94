#pragma once

#include "engine/event/event.h"

#include <QString>

namespace brokerscope::views {

/// What one does about the error, or what the client does by itself: one or two sentences. Empty
/// for ErrorCode::None.
[[nodiscard]] QString errorAdvice(event::ErrorCode error);

/// The exception that an application in Java gets, such as "RecordTooLargeException" (Kafka:
/// Errors). Empty for ErrorCode::None.
[[nodiscard]] QString exceptionName(event::ErrorCode error);

/// The error that the event tells of; ErrorCode::None when it tells of none.
[[nodiscard]] event::ErrorCode errorOf(const event::Payload& payload);

} // namespace brokerscope::views
