#pragma once

#include "engine/log/log.h"

#include <QString>

#include <vector>

namespace brokerscope::tests {

/// A batch as a naive list of batches keeps it.
struct ListedBatch {
    Offset base;
    Offset last;
    Bytes bytes;

    [[nodiscard]] Offset end() const { return last + OffsetDelta(1); }
    bool operator==(const ListedBatch&) const = default;
};

/// The batches in `bytes`, which are nothing else.
[[nodiscard]] std::vector<ListedBatch> listed(ByteView bytes);
/// All batches in the segments of a log.
[[nodiscard]] std::vector<ListedBatch> listed(const log::Log& log);

/// What is wrong with a log in itself, empty if nothing: batches out of order or broken, indexes
/// that do not fit the batches, index files that are not what the log has in mind.
[[nodiscard]] QString faultOf(const log::Log& log, sim::FileReader& files);

/// What is wrong with what the log remembers of producers and aborted transactions, compared with
/// reading `batches`, all that it was ever given, from the beginning.
[[nodiscard]] QString producerFaultOf(const log::Log& log, const std::vector<ListedBatch>& batches);

} // namespace brokerscope::tests
