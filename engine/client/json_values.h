#pragma once

#include "engine/base/ids.h"
#include "engine/sim/random.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace brokerscope::client {

/// The shortest whole document that jsonValue() makes is no longer than this.
inline constexpr std::size_t kJsonDocument = 256;

/// A JSON document as an application of a shop writes them, `bytes` long: the names of its fields
/// and most words are the same in all of them, while ids and amounts differ, so that it compresses
/// as such documents do. Orders take as many items as there is room for, and a comment for the
/// rest. Where `bytes` is less than a document needs, it is cut.
[[nodiscard]] std::string jsonValue(
    sim::Random& random, RecordNumber number, std::int64_t timestampMs, std::size_t bytes);

} // namespace brokerscope::client
