#pragma once

#include "engine/base/bytes.h"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace brokerscope::sim {

/// A file as it was at one moment. The bytes are shared between copies and never null.
struct StoredFile {
    std::shared_ptr<const Bytes> bytes;
    std::size_t durableSize = 0; ///< what a power loss at that moment would have left
};

/// Files as they were at one moment, by their paths: a value, cheap to copy.
using FileSet = std::map<std::string, StoredFile, std::less<>>;

} // namespace brokerscope::sim
