#pragma once

#include <string_view>

namespace brokerscope::sim {

/// What replace() adds to a path while it writes the new content (Kafka: CheckpointFile).
inline constexpr std::string_view kTemporarySuffix = ".tmp";

/// Whether a path stays below the folder that it is relative to: it is not empty, and has no empty
/// part, no "." or "..", and no zero byte.
[[nodiscard]] bool isPlainPath(std::string_view path);

} // namespace brokerscope::sim
