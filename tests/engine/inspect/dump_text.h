#pragma once

#include "engine/inspect/dump.h"
#include "engine/sim/storage.h"

#include <string>
#include <vector>

namespace brokerscope::test {

enum class Form { Json, Table, Summary };

struct Dumped {
    std::string text; ///< what goes to stdout
    std::vector<std::string> sentences; ///< what goes to stderr
};

/// What `log dump` would show of these directories, in this order.
[[nodiscard]] Dumped dumpDirectories(sim::FileReader& files,
    const std::vector<std::string>& directories, Form form, inspect::DumpOptions options);

/// What it would show of one file.
[[nodiscard]] Dumped dumpFile(
    sim::FileReader& files, const std::string& path, Form form, inspect::DumpOptions options);

} // namespace brokerscope::test
