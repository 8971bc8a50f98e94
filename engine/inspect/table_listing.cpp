#include "engine/inspect/table_listing.h"

#include "engine/inspect/byte_text.h"
#include "engine/record/control.h"

#include <algorithm>

namespace brokerscope::inspect {

namespace {

/// "1 batch", "2 batches".
std::string counted(std::uint64_t count, std::string_view one, std::string_view many)
{
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// "7", or "7-16" where it is several.
std::string range(std::int64_t first, std::int64_t last)
{
    return first == last ? fmt::format("{}", first) : fmt::format("{}-{}", first, last);
}

std::string producerOf(const record::BatchView& view)
{
    return view.hasProducerId()
        ? fmt::format("{}/{}", view.producerId().value(), view.producerEpoch().value())
        : "-";
}

std::string sequencesOf(const record::BatchView& view)
{
    return view.baseSequence() == kNoSequence
        ? "-"
        : range(view.baseSequence().value(), view.lastSequence().value());
}

/// What else the attributes and the CRC say.
std::string remarksOn(const FoundBatch& batch)
{
    std::string remarks;
    const auto add = [&](bool holds, std::string_view remark) {
        if (holds) {
            remarks += (remarks.empty() ? "" : " ") + std::string(remark);
        }
    };
    const record::BatchView& view = batch.view;
    add(view.isTransactional(), "transactional");
    add(view.isControl(), "control");
    add(view.timestampType() == record::TimestampType::LogAppendTime, "LogAppendTime");
    add(view.hasDeleteHorizon(), "deleteHorizon");
    add(!batch.hasValidCrc, "WRONG-CRC");
    return remarks;
}

std::string codecsOf(const SegmentFindings& findings)
{
    std::string codecs;
    for (const auto& [codec, count] : findings.batchesByCodec) {
        codecs += fmt::format("{}{} {}", codecs.empty() ? "" : ", ", count, codec);
    }
    return codecs.empty() ? codecs : " (" + codecs + ")";
}

} // namespace

void TableListing::batch(std::string_view file, const FoundBatch& batch)
{
    if (m_file != file) {
        m_file = file;
        m_output.print("{}\n{:>12} {:>9} {:>21} {:>7} {:<7} {:>5} {:>10} {:>13} {:>13} {:>10}\n",
            shown(file), "position", "size", "offsets", "records", "codec", "epoch", "producer",
            "sequence", "maxTimestamp", "crc");
    }
    const record::BatchView& view = batch.view;
    const std::string remarks = remarksOn(batch);
    m_output.print("{:>12} {:>9} {:>21} {:>7} {:<7} {:>5} {:>10} {:>13} {:>13} {:#010x}{}{}\n",
        batch.position, view.bytes().size(),
        range(view.baseOffset().value(), view.lastOffset().value()), view.recordCount(),
        record::codecName(view.codec()), view.leaderEpoch().value(), producerOf(view),
        sequencesOf(view), view.maxTimestampMs(), view.crc(), remarks.empty() ? "" : " ", remarks);
}

void TableListing::record(const record::BatchView& batch, const record::RecordView& record)
{
    m_output.print("{:>22} {:>21} {:>13}  ", "", record.offset.value(), record.timestampMs);
    if (batch.isControl()) {
        const auto type = record::controlTypeOf(record);
        m_output.print("{}", record::controlTypeName(type ? *type : record::ControlType::Unknown));
        if (const auto marker = record::endTxnMarkerOf(record); marker) {
            m_output.print(" of coordinator epoch {}", marker->coordinatorEpoch);
        }
    } else {
        appendReadable(m_output.buffer(), record.key);
        m_output.print(": ");
        appendReadable(m_output.buffer(), record.value);
    }
    record.forEachHeader([&](const record::HeaderView& header) {
        m_output.print(" [{}=", header.name);
        appendReadable(m_output.buffer(), header.value);
        m_output.print("]");
    });
    m_output.print("\n");
}

void TableListing::segment(const SegmentFiles& segment, const SegmentFindings& findings)
{
    m_file.clear();
    m_output.print("{}: {} bytes, {} of them whole batches; {}{}, {}\n\n", shown(segment.log),
        segment.logBytes, findings.validBytes, counted(findings.batches, "batch", "batches"),
        codecsOf(findings), counted(findings.records, "record", "records"));
}

void TableListing::index(const IndexFile& index, const IndexFindings& findings)
{
    m_output.print("{}: {} bytes, {}", shown(index.path()), index.bytes(),
        counted(index.entries(), "entry", "entries"));
    if (findings.isChecked) {
        m_output.print(", {} of them contradicted by the log", findings.mismatches);
    }
    const bool isOffset = index.kind() == IndexKind::Offset;
    m_output.print("\n");
    if (index.entries() > 0) {
        m_output.print(
            "{:>21} {:>21}\n", isOffset ? "offset" : "timestamp", isOffset ? "position" : "offset");
    }
    for (std::uint32_t slot = 0; slot < index.entries(); ++slot) {
        if (const auto entry = index.at(slot); entry) {
            m_output.print("{:>21} {:>21}\n", entry->key, entry->value);
        }
    }
    m_output.print("\n");
}

void TableListing::txnIndex(std::string_view file, const TxnIndexFile& index)
{
    m_output.print("{}: {}\n{:>12} {:>12} {:>12} {:>16}\n", shown(file),
        counted(index.entries(), "aborted transaction", "aborted transactions"), "producerId",
        "firstOffset", "lastOffset", "lastStableOffset");
    for (std::uint64_t slot = 0; slot < index.entries(); ++slot) {
        if (const auto entry = index.at(slot); entry) {
            m_output.print("{:>12} {:>12} {:>12} {:>16}\n", entry->producer.value(),
                entry->firstOffset.value(), entry->lastOffset.value(),
                entry->lastStableOffset.value());
        }
    }
    m_output.print("\n");
}

void TableListing::snapshot(
    std::string_view file, const std::vector<log::ProducerSnapshot>& producers)
{
    m_output.print("{}: {}\n", shown(file), counted(producers.size(), "producer", "producers"));
    if (!producers.empty()) {
        m_output.print("{:>12} {:>13} {:>16} {:>9} {:>14} {:>15} {:>13} {:>21}\n", "producerId",
            "producerEpoch", "coordinatorEpoch", "lastSeq", "lastDataOffset", "lastOffsetDelta",
            "lastTimestamp", "currentTxnFirstOffset");
    }
    for (const log::ProducerSnapshot& each : producers) {
        m_output.print("{:>12} {:>13} {:>16} {:>9} {:>14} {:>15} {:>13} {:>21}\n",
            each.producer.value(), each.epoch.value(), each.coordinatorEpoch,
            each.lastSequence.value(), each.lastOffset.value(), each.offsetDelta, each.timestampMs,
            each.transactionStart.value());
    }
    m_output.print("\n");
}

void TableListing::text(std::string_view file, std::string_view text)
{
    m_output.print("{}:\n", shown(file));
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        m_output.print("    {}\n", line);
    }
    m_output.print("\n");
}

void TableListing::result(std::uint64_t invalid)
{
    m_output.print("{} with a wrong CRC\n", counted(invalid, "batch", "batches"));
}

// --- One line for each file ----------------------------------------------------------------------

void SummaryListing::segment(const SegmentFiles& /*segment*/, const SegmentFindings& findings)
{
    m_holds = counted(findings.batches, "batch", "batches") + codecsOf(findings) + ", "
        + counted(findings.records, "record", "records");
}

void SummaryListing::index(const IndexFile& index, const IndexFindings& /*findings*/)
{
    m_holds = counted(index.entries(), "entry", "entries");
}

void SummaryListing::txnIndex(std::string_view /*file*/, const TxnIndexFile& index)
{
    m_holds = counted(index.entries(), "aborted transaction", "aborted transactions");
}

void SummaryListing::snapshot(
    std::string_view /*file*/, const std::vector<log::ProducerSnapshot>& producers)
{
    m_holds = counted(producers.size(), "producer", "producers");
}

void SummaryListing::text(std::string_view /*file*/, std::string_view text)
{
    m_holds = counted(text.size(), "byte", "bytes");
}

void SummaryListing::fileDone(std::string_view file, std::uint64_t problems)
{
    m_output.print("{}: {}{}", shown(file), m_holds, m_holds.empty() ? "" : "; ");
    if (problems == 0) {
        m_output.print("fine\n");
    } else {
        m_output.print("{} wrong\n", counted(problems, "thing", "things"));
    }
    m_holds.clear();
}

} // namespace brokerscope::inspect
