#pragma once

#include "log_checks.h"

#include "engine/log/log.h"

#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace brokerscope::tests {

/// A log and, beside it, the naive list of the batches that it must hold. Whatever is done to the
/// log is done to the list. Every append is of small batches, segments are small, and there is an
/// index entry for nearly every append.
class LogWorkload {
public:
    static constexpr std::int64_t kOriginMs = 1'700'000'000'000;
    static constexpr const char* kDirectory = "t-0";

    explicit LogWorkload(sim::Storage& storage);
    /// segment.bytes 2000, index.interval.bytes 100, retention.bytes 4000, retention.ms 1000.
    [[nodiscard]] static log::LogConfig smallSegments();

    /// Each returns false when the disk failed; the list is then as before the step, and `after` as
    /// it would have been.
    bool open(bool isClean);
    bool appendAsLeader(int records, int valueSize, int producer, bool isTransactional);
    bool endTransaction(int producer, bool isAborted);
    /// One append of several batches with gaps between them.
    bool appendAsFollower(int batches, int gap);
    bool beginEpoch();
    bool truncateTo(Offset to);
    bool truncateFullyAndStartAt(Offset start);
    bool raiseLogStart(Offset to);
    bool deleteOldSegments(Offset highWatermark);
    bool flush();
    bool close();
    bool removeDeletedFiles();

    /// Time passes, for timestamps and retention.
    void wait(std::int64_t ms);
    [[nodiscard]] Timestamp now() const { return Timestamp(m_nowMs * 1000); }

    /// What the log does not do as the list does; empty if nothing.
    [[nodiscard]] QString compare(Offset from, Offset bound) const;
    /// What is not in order after a crash and open(): compared with the list before and after the
    /// step that was interrupted.
    [[nodiscard]] QString compareAfterCrash() const;
    /// After a crash and compareAfterCrash(): the list is what the log has.
    void takeOver();

    log::LogConfig config = smallSegments();
    std::unique_ptr<log::Log> log;
    std::vector<ListedBatch> list;
    std::vector<ListedBatch> after; ///< as `list`, but with the step that is being done
    Offset start; ///< log start that the list has
    Offset flushed; ///< everything before it must survive
    /// As the broker's checkpoints say.
    Offset recoveryCheckpoint;
    Offset startCheckpoint;

private:
    bool finish(bool isDone);
    bool appendList(const std::vector<ListedBatch>& batches);
    [[nodiscard]] Offset end() const;
    [[nodiscard]] std::vector<ListedBatch> between(Offset from, Offset bound) const;

    sim::Storage& m_storage;
    std::int64_t m_nowMs = 0;
    std::int32_t m_epoch = 0;
    std::map<int, std::int32_t> m_sequences;
};

/// The bytes of a batch as a producer sends it.
struct BatchSpec {
    int records = 1;
    int valueSize = 10;
    std::int64_t timestampMs
        = LogWorkload::kOriginMs; ///< of the first; each next one is 1 ms later
    std::int64_t producerId = -1;
    std::int32_t baseSequence = -1;
    bool isTransactional = false;
    std::int64_t baseOffset = 0;
    std::int32_t epoch = -1;
    record::Codec codec = record::Codec::None;
};
[[nodiscard]] Bytes batchOf(const BatchSpec& spec);

} // namespace brokerscope::tests
