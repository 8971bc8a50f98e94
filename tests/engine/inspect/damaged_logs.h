#pragma once

#include "engine/sim/file_set.h"

#include <string>
#include <vector>

namespace brokerscope::test {

/// A small partition with something wrong in one of its files.
struct DamagedLog {
    const char* name;
    sim::FileSet files;
    std::string unreadable; ///< a file whose bytes the disk does not give
};

/// Each kind of damage that a person may meet, once.
[[nodiscard]] std::vector<DamagedLog> damagedLogs();

} // namespace brokerscope::test
