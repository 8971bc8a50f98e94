#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/sim/file_set.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace brokerscope::test {

/// A record as it stands in a ModelLog.
struct ModelRecord {
    std::int64_t offset = 0;
    std::int64_t timestampMs = 0;
    bool operator==(const ModelRecord&) const = default;
};

/// The files of one partition, made in the plainest way that Kafka's rules allow, beside a list of
/// its records: what the reading code is held against.
class ModelLog {
public:
    struct Rules {
        std::size_t segmentBytes = 1 << 20;
        std::size_t indexInterval = 4096;
        /// The active segment's indexes have this many zeros behind them, as a running broker's.
        std::size_t preallocated = 0;
    };
    struct Batch {
        std::vector<std::int64_t> timestampsMs; ///< one record each
        std::int32_t offsetsGone = 0; ///< at its end, as the cleaner leaves them
        std::size_t valueSize = 10;
    };

    explicit ModelLog(const Rules& rules, std::string directory = "orders-0");

    /// Appends several batches at once, as a follower does, or one, as a leader.
    void append(const std::vector<Batch>& batches);

    [[nodiscard]] sim::FileSet files() const;
    [[nodiscard]] const std::vector<ModelRecord>& records() const { return m_records; }
    [[nodiscard]] std::int64_t end() const { return m_end; }
    /// The first record that is at or behind `offset`, or `timestampMs`.
    [[nodiscard]] std::optional<ModelRecord> atOffset(std::int64_t offset) const;
    [[nodiscard]] std::optional<ModelRecord> atTime(std::int64_t timestampMs) const;

private:
    struct Segment {
        std::int64_t base = 0;
        Bytes log;
        Bytes index;
        Bytes timeIndex;
        std::int64_t maxTimestamp = -1;
        std::int64_t offsetOfMax = -1;
        std::int64_t lastTimeEntry = -1;
        std::size_t sinceEntry = 0;
    };
    [[nodiscard]] Bytes encode(const Batch& batch);
    static void addTimeEntry(Segment& segment);
    void roll();

    Rules m_rules;
    std::string m_directory;
    std::vector<Segment> m_segments;
    std::vector<ModelRecord> m_records;
    std::int64_t m_end = 0;
};

/// A stored file with these bytes.
[[nodiscard]] sim::StoredFile stored(Bytes bytes);

} // namespace brokerscope::test
