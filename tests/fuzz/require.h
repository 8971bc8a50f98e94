#pragma once

#include <cstdio>
#include <cstdlib>

namespace brokerscope::fuzz {

/// What must hold whatever the input: otherwise says where, and ends the process as a finding.
inline void require(
    bool condition, const char* file = __builtin_FILE(), int line = __builtin_LINE())
{
    // clang 14 has no std::source_location.
    if (!condition) {
        std::fprintf(stderr, "%s:%d: what is required here does not hold\n", file, line);
        std::abort();
    }
}

} // namespace brokerscope::fuzz
