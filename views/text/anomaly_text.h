#pragma once

#include "engine/history/verdict.h"

#include <QString>

namespace brokerscope::views {

/// "lost after ack": the label of a pill or badge.
[[nodiscard]] QString anomalyTitle(history::AnomalyKind kind);

/// What the anomaly means, in one or two sentences.
[[nodiscard]] QString anomalyExplanation(history::AnomalyKind kind);

/// "Why was it lost?": the heading above the story of such an anomaly.
[[nodiscard]] QString anomalyQuestion(history::AnomalyKind kind);

} // namespace brokerscope::views
