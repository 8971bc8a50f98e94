#pragma once

#include "views/run_view.h"

#include <array>
#include <cstdint>

namespace brokerscope::views {

/// What has become of the run's records by the playhead.
struct Counts {
    std::uint64_t produced = 0; ///< send() calls
    std::uint64_t acked = 0;
    std::uint64_t failed = 0;
    std::uint64_t delivered = 0; ///< returned by poll(), repeated ones included
    std::int64_t lag = 0; ///< of all consumers together
    std::array<std::uint32_t, history::kAnomalyKinds> anomalies{}; ///< by AnomalyKind

    bool operator==(const Counts&) const = default;
};

/// All zero for an empty scene.
[[nodiscard]] Counts countsAt(const Scene& scene);

} // namespace brokerscope::views
