#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace brokerscope::scenario {

/// The name that a person most likely meant by `typed`, or empty when none is near. Small slips
/// count: letters left out, added, changed or swapped, and case.
[[nodiscard]] std::string nearestName(
    std::string_view typed, const std::vector<std::string_view>& names);

} // namespace brokerscope::scenario
