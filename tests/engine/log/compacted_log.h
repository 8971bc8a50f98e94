#pragma once

#include "engine/log/cleaner.h"
#include "engine/record/control.h"
#include "engine/sim/disk.h"

#include <QStringList>

#include <memory>
#include <string>
#include <vector>

namespace brokerscope::tests {

/// A compacted log on a simulated disk, with records that tests can write in a line and read as
/// text. Each key and value is short, so that three batches of one record fill a segment.
class CompactedLog {
public:
    static constexpr std::int64_t kNow = 1'000'000;

    struct KeyValue {
        std::optional<std::string> key;
        std::optional<std::string> value;
    };

    explicit CompactedLog(log::LogConfig config = smallSegments());

    /// segment.bytes for three small batches, and an index entry for each but the first.
    [[nodiscard]] static log::LogConfig smallSegments();

    /// A batch without a producer id.
    void put(const std::vector<KeyValue>& records, record::Codec codec = record::Codec::None);
    void put(std::optional<std::string> key, std::optional<std::string> value)
    {
        put({{std::move(key), std::move(value)}});
    }
    /// The next batch of a producer, in a transaction or not.
    void putAs(std::int64_t producer, const std::vector<KeyValue>& records, bool isTransactional);
    void end(std::int64_t producer, record::ControlType how);
    /// So many batches that what was written before lies in closed segments.
    void roll();

    log::Cleaner::Result clean(Offset firstDirty = Offset(0))
    {
        return clean(firstDirty, log->logEnd());
    }
    log::Cleaner::Result clean(Offset firstDirty, Offset highWatermark);
    /// Kills the process and opens the log again.
    void reopen();
    /// The same without anything that says what is in it but the .log files.
    void reopenFromScratch();

    /// Each record as "offset:key=value", tombstones as "offset:key", keyless ones as "offset:=v",
    /// markers as "offset!ABORT", batches without records as "(last offset)"; segments begin with
    /// "|". What roll() wrote is left out.
    [[nodiscard]] QString text() const;

    sim::SimDisk disk{{}};
    std::unique_ptr<log::Log> log;
    log::LogConfig config;
    log::Cleaner::Config cleaner;
    std::int64_t nowMs = kNow; ///< of the cleaner, and the timestamp of records

private:
    void open(Offset recoveryPoint);
    Offset append(const Bytes& batch);

    std::map<std::int64_t, std::int32_t> m_sequences;
};

/// How a record is written in CompactedLog::text().
[[nodiscard]] QString describe(const record::BatchView& batch, const record::RecordView& record);

} // namespace brokerscope::tests
