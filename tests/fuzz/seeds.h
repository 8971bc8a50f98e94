#pragma once

#include "engine/base/bytes.h"

#include <map>
#include <string>

namespace brokerscope::fuzz {

/// The inputs that a target begins with, by their file names.
using Seeds = std::map<std::string, Bytes>;

/// One batch of each kind and codec out of the logs that Kafka wrote, in `logs`.
[[nodiscard]] Seeds batchSeeds(const std::string& logs);

/// The indexes, snapshots and checkpoints that stand beside a log.
[[nodiscard]] Seeds indexSeeds(const std::string& logs);

/// Archives of logs that were written by our own code.
[[nodiscard]] Seeds logSeeds();

/// The bytes of a file; none when it cannot be read.
[[nodiscard]] Bytes readFile(const std::string& path);

} // namespace brokerscope::fuzz
