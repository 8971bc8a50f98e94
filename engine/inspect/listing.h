#pragma once

#include "engine/inspect/examine.h"
#include "engine/inspect/index_file.h"
#include "engine/inspect/segment_scan.h"
#include "engine/inspect/txn_index_file.h"
#include "engine/log/producer_snapshot.h"
#include "engine/record/record_reader.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace brokerscope::inspect {

/// Writes down what stands in the files of a log, in the order in which a Dump tells it. `file` is
/// a path below the reader's root.
class Listing {
public:
    Listing() = default;
    virtual ~Listing() = default;
    Listing(const Listing&) = delete;
    Listing& operator=(const Listing&) = delete;

    /// From now on paths are below this folder, "" for none: what stands before them where a person
    /// reads them.
    void setFolder(std::string folder) { m_folder = std::move(folder); }

    virtual void batch(std::string_view file, const FoundBatch& batch) = 0;
    virtual void record(const record::BatchView& batch, const record::RecordView& record) = 0;
    virtual void segment(const SegmentFiles& segment, const SegmentFindings& findings) = 0;
    /// Of either kind.
    virtual void index(const IndexFile& index, const IndexFindings& findings) = 0;
    virtual void txnIndex(std::string_view file, const TxnIndexFile& index) = 0;
    virtual void snapshot(
        std::string_view file, const std::vector<log::ProducerSnapshot>& producers)
        = 0;
    /// A checkpoint, partition.metadata or meta.properties.
    virtual void text(std::string_view file, std::string_view text) = 0;
    /// All that belongs to this file has been told, and so many problems were found in it.
    virtual void fileDone(std::string_view file, std::uint64_t problems) = 0;
    /// The end: batches with a wrong CRC.
    virtual void result(std::uint64_t invalid) = 0;

protected:
    /// The path as a person names it.
    [[nodiscard]] std::string shown(std::string_view file) const
    {
        return m_folder.empty() ? std::string(file) : m_folder + "/" + std::string(file);
    }

private:
    std::string m_folder;
};

} // namespace brokerscope::inspect
