#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/log/epoch_cache.h"
#include "engine/log/producer_state.h"
#include "engine/record/batch.h"
#include "engine/sim/storage.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace brokerscope::log {

/// The log of one replica (Kafka: UnifiedLog): its bytes in a Storage, its leader epochs and its
/// producers' state. One segment, "00000000000000000000.log", holds it all so far; users see
/// offsets only, so that more segments change nothing for them.
class Log {
public:
    /// Opens `<directory>/…` and recovers: every batch is checked from the beginning, the first
    /// that is torn or broken and all behind it are cut off, and the state that derives from
    /// batches is rebuilt.
    Log(sim::Storage& storage, std::string directory);

    [[nodiscard]] Offset logStart() const { return Offset(0); }
    [[nodiscard]] Offset logEnd() const
    {
        return m_batches.empty() ? Offset(0) : m_batches.back().end;
    }
    /// Leader epoch of the last record, or kNoEpoch.
    [[nodiscard]] LeaderEpoch lastEpoch() const
    {
        return m_batches.empty() ? kNoEpoch : m_batches.back().epoch;
    }

    /// Where a producer's batch went.
    struct Appended {
        Offset baseOffset;
        bool duplicate = false; ///< it was there already; nothing was written
    };
    /// Stamps offset and epoch into a producer's batch and writes it. `batch` must be one whole,
    /// validated batch.
    tl::expected<Appended, event::ErrorCode> appendAsLeader(
        Bytes batch, LeaderEpoch epoch, Timestamp now);

    /// Writes whole batches exactly as the leader sent them. The first must begin at logEnd(); a
    /// broken one, or one that does not follow, ends the append there. Calls written(batch) for
    /// each. Kafka: UnifiedLog.appendAsFollower.
    template <class F>
    tl::expected<void, event::ErrorCode> appendAsFollower(
        ByteView batches, Timestamp now, F&& written)
    {
        while (!batches.empty()) {
            const auto batch = record::BatchView::at(batches);
            if (!batch || !batch->checkIntegrity() || batch->baseOffset() != logEnd()) {
                return tl::unexpected(event::ErrorCode::CorruptMessage);
            }
            write(*batch, now);
            written(*batch);
            batches = batches.subspan(batch->bytes().size());
        }
        return {};
    }

    /// Whole batches from the one that holds `from`, all below `bound`, as many as fit into
    /// `maxBytes` but at least one. Empty when there are none. Valid until the log changes. `from`
    /// must lie in [logStart(), logEnd()].
    [[nodiscard]] ByteView read(Offset from, Offset bound, std::size_t maxBytes) const;
    /// Bytes that read() would return without limit.
    [[nodiscard]] std::size_t bytesBetween(Offset from, Offset bound) const;

    /// Cuts the log so that logEnd() <= to. A batch that straddles `to` goes as a whole.
    void truncateTo(Offset to);

    /// Notes that this leader's epoch begins at logEnd() (Kafka: maybeAssignEpochStartOffset).
    void beginEpoch(LeaderEpoch epoch);
    [[nodiscard]] const EpochCache& epochs() const { return m_epochs; }

    /// LEO of what a power loss at `now` would leave.
    [[nodiscard]] Offset durableEnd(Timestamp now) const;

    /// Hash over the bytes of the batch at `base`, for checks that replicas agree; 0 if there is
    /// none.
    [[nodiscard]] std::uint32_t crcAt(Offset base) const;

    /// One batch of the log: a check between steps reads them.
    struct Batch {
        Offset base;
        Offset end;
        LeaderEpoch epoch;
        std::size_t position = 0;
        std::size_t size = 0;
    };
    [[nodiscard]] const std::vector<Batch>& batches() const { return m_batches; }

private:
    void recover();
    void write(const record::BatchView& batch, Timestamp now);
    void note(const record::BatchView& batch, std::size_t position);
    void rebuildProducers();
    void saveEpochs();
    [[nodiscard]] std::vector<Batch>::const_iterator holding(Offset offset) const;

    sim::Storage& m_storage;
    std::string m_directory;
    sim::FileId m_file;
    sim::FileId m_epochFile;
    std::vector<Batch> m_batches; ///< ascending
    EpochCache m_epochs;
    ProducerState m_producers;
};

} // namespace brokerscope::log
