#pragma once

#include "engine/scenario/runner.h"

#include <QString>

#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace brokerscope::app {

/// Whether `path` may become a data directory: there is nothing yet, or an empty folder. The error
/// is one sentence.
[[nodiscard]] tl::expected<void, QString> checkNewDirectory(const QString& path);

/// Writes each broker's files into a folder of its name below `path`, as a broker of its own could
/// have left them in log.dirs, with a meta.properties of KRaft mode. Under a provisional name
/// first, so that there is all of it or nothing. The ids follow from `scenarioId` and `seed` alone.
/// The error is one sentence.
[[nodiscard]] tl::expected<void, QString> writeDataDirectory(const QString& path,
    const std::vector<scenario::BrokerDisk>& disks, const std::string& scenarioId,
    std::uint64_t seed);

} // namespace brokerscope::app
