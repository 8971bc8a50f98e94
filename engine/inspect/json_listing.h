#pragma once

#include "engine/inspect/listing.h"
#include "engine/inspect/output.h"

namespace brokerscope::inspect {

/// One JSON object on a line for each thing found; files by their bare names.
class JsonListing final : public Listing {
public:
    /// `output` must outlive it.
    explicit JsonListing(Output& output)
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
    void member(std::string_view name, const std::optional<ByteView>& value);
    void control(const record::RecordView& record);
    void entries(const IndexFile& index);

    Output& m_output;
};

} // namespace brokerscope::inspect
