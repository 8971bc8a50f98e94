#pragma once

#include "engine/base/ids.h"
#include "engine/sim/storage.h"

#include <tl/expected.hpp>

#include <string>
#include <vector>

namespace brokerscope::log {

/// Names of the files in a log's directory, without it.
[[nodiscard]] std::vector<std::string> filesOf(
    const sim::FileReader& files, const std::string& directory);

/// Brings a directory to order that was left while segments were being deleted or replaced (Kafka:
/// LogLoader.removeTempFilesAndCollectSwapFiles and what follows it). Deleted files and what the
/// cleaner had not finished writing go; a segment that it had finished takes the place of those
/// that it was made from. Returns the bases of such segments: their indexes have to be built again.
tl::expected<std::vector<Offset>, sim::IoError> tidyUp(
    sim::Storage& storage, const std::string& directory);

} // namespace brokerscope::log
