#pragma once

#include "engine/event/kinds.h"
#include "engine/log/config.h"
#include "engine/record/batch_view.h"

#include <cstdint>
#include <optional>

namespace brokerscope::log {

/// Why the topic's properties do not allow a producer's batch, if they do not (the part of Kafka's
/// LogValidator and UnifiedLog.analyzeAndValidateRecords that depends on LogConfig). The batch must
/// have passed BatchView::validate(), or be a coordinator's marker.
[[nodiscard]] std::optional<event::ErrorCode> refusal(
    const record::BatchView& batch, const LogConfig& config, std::int64_t wallClockMs);

} // namespace brokerscope::log
