#pragma once

#include <cstddef>

namespace brokerscope::views {

/// The partitions that the stage shows of a cluster that has more than fit: `count` of them from
/// the PartitionId `first` on.
struct PartitionWindow {
    std::size_t first = 0;
    std::size_t count = 0; ///< 0: all
    bool operator==(const PartitionWindow&) const = default;
};

struct StageOptions {
    bool large = false; ///< laid out for the projector theme's fonts
    bool reducedMotion = false; ///< things stand where they will end rather than travel there
    PartitionWindow window = {};
    bool operator==(const StageOptions&) const = default;
};

/// The window that shows `factor` times as many partitions as `window` does (of `all`), with the
/// partition at `anchor` (0 to 1 of its width) staying where it is.
[[nodiscard]] PartitionWindow zoomed(
    PartitionWindow window, std::size_t all, double factor, double anchor);
/// The window moved by `by` partitions as far as there are any.
[[nodiscard]] PartitionWindow moved(PartitionWindow window, std::size_t all, std::ptrdiff_t by);
/// The window with its count spelled out and nothing outside of the cluster.
[[nodiscard]] PartitionWindow resolved(PartitionWindow window, std::size_t all);

} // namespace brokerscope::views
