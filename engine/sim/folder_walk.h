#pragma once

#include <string>
#include <vector>

namespace brokerscope::sim {

/// A data directory has its files two folders deep; whoever opens the root of a disk by mistake
/// does not wait for all of it.
inline constexpr int kDeepestFolder = 4;

/// Paths of all regular files below the folder `root`, ascending, relative to it. Follows symbolic
/// links; each folder is listed once, under its own name rather than a link's, so that links in a
/// circle end. What cannot be looked into is left out, and so is what lies more than
/// kDeepestFolder folders deep.
[[nodiscard]] std::vector<std::string> filesBelow(const std::string& root);

} // namespace brokerscope::sim
