#pragma once

#include "engine/inspect/directory.h"
#include "engine/inspect/examine.h"
#include "engine/inspect/listing.h"
#include "engine/inspect/problem.h"
#include "engine/record/codec.h"
#include "engine/sim/storage.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace brokerscope::inspect {

struct DumpOptions {
    bool decodesRecords = false; ///< tell the records too (--deep)
    bool verifies = false; ///< report everything that is wrong, not only what cannot be told
};

/// Called about once for each megabyte of log that was read. Returning false ends the dump.
using DumpProgress = std::function<bool(std::uint64_t bytesRead)>;

/// Walks over the files of logs and tells a Listing what is in them (Kafka: kafka-dump-log.sh).
/// Constant memory, however large the files are; reads only.
class Dump {
public:
    /// `listing` must outlive it. `report` gets each problem once, at most a few of each index.
    Dump(Listing& listing, DumpOptions options, Report report, DumpProgress progress = {});

    /// The segments of a partition and their indexes. False when the progress said so; likewise
    /// below.
    bool segments(sim::FileReader& files, const PartitionFiles& partition);
    /// What else lies in its directory: producer snapshots, leader epochs, metadata.
    bool state(sim::FileReader& files, const PartitionFiles& partition);
    /// The checkpoints of the data directory itself, which are verified but not told: what is told
    /// of a directory is what its partitions hold.
    void checkpoints(sim::FileReader& files, const DataDirectory& directory);
    /// A single file, whatever it is by its name. An index is checked against the log beside it.
    bool file(sim::FileReader& files, std::string_view path);
    /// The last line.
    void finish() { m_listing.result(m_invalid); }

    /// Problems that were reported.
    [[nodiscard]] std::uint64_t problems() const { return m_problems; }
    /// Batches, entries, texts … that were told.
    [[nodiscard]] std::uint64_t told() const { return m_told; }

private:
    void report(const Problem& problem);
    SegmentFindings examine(sim::FileReader& files, const SegmentFiles& segment, bool isTold);
    bool onBatch(const SegmentFiles& segment, const FoundBatch& batch, bool isTold);
    void records(const SegmentFiles& segment, const FoundBatch& batch);
    void index(sim::FileReader& files, const std::string& path, Offset base, IndexKind kind,
        const IndexFindings& findings);
    void txnIndex(sim::FileReader& files, const std::string& path);
    void snapshot(sim::FileReader& files, const std::string& path);
    void text(sim::FileReader& files, const std::string& path);
    [[nodiscard]] bool indexAlone(sim::FileReader& files, std::string_view path, FileKind kind);
    void fileDone(const std::string& path);

    Listing& m_listing;
    DumpOptions m_options;
    Report m_report;
    DumpProgress m_progress;
    record::Decompressor m_decompressor;
    Offset m_atLeast; ///< the least offset that the next segment may have
    LeaderEpoch m_epoch = kNoEpoch;
    std::map<std::string, std::uint64_t> m_problemsOf; ///< of files that are not done
    std::uint64_t m_problems = 0;
    std::uint64_t m_told = 0;
    std::uint64_t m_invalid = 0;
    std::uint64_t m_bytesRead = 0;
    std::uint64_t m_nextProgress = 0;
};

} // namespace brokerscope::inspect
