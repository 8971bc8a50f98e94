#pragma once

#include "engine/base/bytes.h"
#include "engine/log/log.h"
#include "engine/protocol/metadata.h"
#include "engine/sim/node.h"

#include <functional>
#include <memory>
#include <span>

namespace brokerscope::broker {

/// A controller's copy of the metadata log on its disk (Kafka: KafkaMetadataLog over a UnifiedLog
/// in __cluster_metadata-0). Everything in it was fsynced: what an append or a truncation returns
/// from can be counted on.
class MetadataLog {
public:
    using Status = tl::expected<void, sim::IoError>;

    /// Opens the directory, or makes it. Must succeed before anything else is called.
    Status open(sim::Context& context);

    [[nodiscard]] MetadataOffset end() const { return MetadataOffset(m_log->logEnd().value()); }
    /// Epoch of the last record; 0 when there is none.
    [[nodiscard]] LeaderEpoch lastEpoch() const;

    /// Writes the leader's own records as one batch; `records` must not be empty.
    Status append(sim::Context& context, std::span<const protocol::MetadataRecord> records,
        LeaderEpoch epoch);
    /// Writes the leader's batches as they came.
    Status replicate(sim::Context& context, ByteView batches);
    Status truncate(MetadataOffset to);

    /// Where the records of `epoch`, or of the last one before it, end.
    struct EpochEnd {
        LeaderEpoch epoch;
        MetadataOffset end;
    };
    [[nodiscard]] EpochEnd endOf(LeaderEpoch epoch) const;

    /// Whole batches in [from, bound), valid until the log changes.
    [[nodiscard]] tl::expected<ByteView, sim::IoError> read(
        MetadataOffset from, MetadataOffset bound) const;

private:
    /// What was written counts when it is on the disk.
    Status flushed();
    [[nodiscard]] sim::IoError failureOf(event::ErrorCode error) const;

    std::unique_ptr<log::Log> m_log;
};

/// Calls f for each record in whole batches of the metadata log with its offset and epoch. False
/// when the bytes are no such batches; what was read until then has been told.
[[nodiscard]] bool forEachMetadataRecord(ByteView batches,
    const std::function<void(MetadataOffset, LeaderEpoch, protocol::MetadataRecord)>& f);

} // namespace brokerscope::broker
