#pragma once

#include "engine/inspect/listing.h"
#include "engine/inspect/output.h"

#include <string>

namespace brokerscope::inspect {

/// Tables for a person at a terminal: a heading for each file, then a line for each thing in it.
class TableListing final : public Listing {
public:
    /// `output` must outlive it.
    explicit TableListing(Output& output)
        : m_output(output)
    {
    }

    void batch(std::string_view file, const FoundBatch& batch) override;
    void record(const record::BatchView& batch, const record::RecordView& record) override;
    void segment(const SegmentFiles& segment, const SegmentFindings& findings) override;
    void index(const IndexFile& index, const IndexFindings& findings) override;
    void txnIndex(std::string_view file, const TxnIndexFile& index) override;
    void snapshot(
        std::string_view file, const std::vector<log::ProducerSnapshot>& producers) override;
    void text(std::string_view file, std::string_view text) override;
    void fileDone(std::string_view /*file*/, std::uint64_t /*problems*/) override { }
    void result(std::uint64_t invalid) override;

private:
    Output& m_output;
    std::string m_file; ///< whose heading stands above the batches
};

/// One line for each file: what it holds, and whether it is sound.
class SummaryListing final : public Listing {
public:
    /// `output` must outlive it.
    explicit SummaryListing(Output& output)
        : m_output(output)
    {
    }

    void batch(std::string_view /*file*/, const FoundBatch& /*batch*/) override { }
    void record(const record::BatchView& /*batch*/, const record::RecordView& /*record*/) override
    {
    }
    void segment(const SegmentFiles& segment, const SegmentFindings& findings) override;
    void index(const IndexFile& index, const IndexFindings& findings) override;
    void txnIndex(std::string_view file, const TxnIndexFile& index) override;
    void snapshot(
        std::string_view file, const std::vector<log::ProducerSnapshot>& producers) override;
    void text(std::string_view file, std::string_view text) override;
    void fileDone(std::string_view file, std::uint64_t problems) override;
    void result(std::uint64_t /*invalid*/) override { }

private:
    Output& m_output;
    std::string m_holds; ///< of the file that is being told
};

} // namespace brokerscope::inspect
