#pragma once

#include "engine/log/log.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace brokerscope::tests {

/// The last value of each key; those whose last record is a tombstone are not there.
using Values = std::map<std::string, std::string>;
void apply(Values& values, const std::string& key, const std::optional<std::string>& value);

/// What stands in a log.
struct Content {
    std::map<Offset, std::pair<std::string, std::optional<std::string>>> records; ///< with a key
    Values committed; ///< what a reader of committed records ends with
};

/// Reads as a consumer with isolation.level=read_committed does: it drops the batches of aborted
/// transactions that the broker tells it of, each up to its marker.
[[nodiscard]] Content readAll(const log::Log& log);

} // namespace brokerscope::tests
