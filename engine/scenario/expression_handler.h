#pragma once

#include "engine/scenario/expression.h"

/// What expressions ask of the handlers of consumers. `reader` is a consumer or, if it is the name
/// of one, a group, whose members count together; of a name that nobody has nothing was done.
namespace brokerscope::scenario {

/// Writes to the external store.
[[nodiscard]] std::int64_t storedBy(std::string_view reader, const Moment& moment);
/// Rows in it; the members of a group share one.
[[nodiscard]] std::int64_t rowsOf(std::string_view reader, const Moment& moment);
/// The next offset to read that it has; −1 without one.
[[nodiscard]] std::int64_t storedOffset(
    std::string_view reader, PartitionId partition, const Moment& moment);

/// Records that send() took from the handler.
[[nodiscard]] std::int64_t forwardedBy(std::string_view reader, const Moment& moment);
/// Records that the handler passed over since it knew them.
[[nodiscard]] std::int64_t deduplicatedBy(std::string_view reader, const Moment& moment);

} // namespace brokerscope::scenario
