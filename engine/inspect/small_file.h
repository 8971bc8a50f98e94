#pragma once

#include "engine/inspect/directory.h"
#include "engine/inspect/problem.h"
#include "engine/log/producer_snapshot.h"
#include "engine/sim/storage.h"

#include <tl/expected.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace brokerscope::inspect {

/// The whole of a small file; Unreadable when it cannot be read or is far too large for one.
[[nodiscard]] tl::expected<Bytes, Problem> readSmallFile(
    sim::FileReader& files, std::string_view path);

/// The producers in a .snapshot file.
[[nodiscard]] tl::expected<std::vector<log::ProducerSnapshot>, Problem> readSnapshot(
    sim::FileReader& files, std::string_view path);

/// The text of a checkpoint, of partition.metadata or of meta.properties, whatever it says.
[[nodiscard]] tl::expected<std::string, Problem> readText(
    sim::FileReader& files, std::string_view path);

/// Whether that is the text of such a file. An empty checkpoint is one, without entries: Kafka
/// makes cleaner-offset-checkpoint so.
[[nodiscard]] tl::expected<void, Problem> checkText(
    FileKind kind, std::string_view path, std::string_view text);

} // namespace brokerscope::inspect
