#pragma once

#include "engine/history/history.h"

#include <nlohmann/json.hpp>

#include <functional>

class QIODevice;

namespace brokerscope::app {

/// Returning false ends an export.
using ExportProgress = std::function<bool(std::size_t done, std::size_t all)>;

/// One event as an object: id, time_us, node, cause (null at the root), kind, and as `fields` what
/// eventFields() gives.
[[nodiscard]] nlohmann::ordered_json eventJson(const history::History& history, EventId id);

/// One event per line. False when the device did not take everything or `progress` ended it.
[[nodiscard]] bool writeJsonLines(
    QIODevice& device, const history::History& history, const ExportProgress& progress = {});

/// A heading line, then one event per line: id, time_us, node, cause, kind, partition, details (the
/// other fields as JSON), sentence. RFC 4180, UTF-8.
[[nodiscard]] bool writeCsv(
    QIODevice& device, const history::History& history, const ExportProgress& progress = {});

} // namespace brokerscope::app
