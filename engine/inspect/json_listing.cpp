#include "engine/inspect/json_listing.h"

#include "engine/inspect/byte_text.h"
#include "engine/record/control.h"

namespace brokerscope::inspect {

namespace {

std::string quoted(std::string_view text)
{
    fmt::memory_buffer buffer;
    appendJsonString(buffer, text);
    return fmt::to_string(buffer);
}

} // namespace

void JsonListing::batch(std::string_view file, const FoundBatch& batch)
{
    const record::BatchView& view = batch.view;
    m_output.print(R"({{"type":"batch","file":{},"position":{},"size":{},"baseOffset":{},)"
                   R"("lastOffset":{},"magic":2,"compression":"{}","crc":{},"valid":{},)",
        quoted(bareName(file)), batch.position, view.bytes().size(), view.baseOffset().value(),
        view.lastOffset().value(), record::codecName(view.codec()), view.crc(), batch.hasValidCrc);
    m_output.print(R"("partitionLeaderEpoch":{},"producerId":{},"producerEpoch":{},)"
                   R"("baseSequence":{},"lastSequence":{},"isTransactional":{},"isControl":{},)"
                   R"("timestampType":"{}","maxTimestamp":{},"count":{}}})"
                   "\n",
        view.leaderEpoch().value(), view.producerId().value(), view.producerEpoch().value(),
        view.baseSequence().value(), view.lastSequence().value(), view.isTransactional(),
        view.isControl(), record::timestampTypeName(view.timestampType()), view.maxTimestampMs(),
        view.recordCount());
}

void JsonListing::member(std::string_view name, const std::optional<ByteView>& value)
{
    m_output.print(",\"{}\":", name);
    appendJsonString(m_output.buffer(), value);
}

/// What the key of a control record says, and both its fields as they are.
void JsonListing::control(const record::RecordView& record)
{
    const auto type = record::controlTypeOf(record);
    m_output.print(",\"control\":\"{}\"",
        record::controlTypeName(type ? *type : record::ControlType::Unknown));
    if (const auto marker = record::endTxnMarkerOf(record); marker) {
        m_output.print(",\"coordinatorEpoch\":{}", marker->coordinatorEpoch);
    }
    m_output.print(",\"keyHex\":\"");
    appendHex(m_output.buffer(), record.key.value_or(ByteView()));
    m_output.print("\",\"valueHex\":\"");
    appendHex(m_output.buffer(), record.value.value_or(ByteView()));
    m_output.print("\"");
}

void JsonListing::record(const record::BatchView& batch, const record::RecordView& record)
{
    m_output.print(R"({{"type":"record","offset":{},"timestamp":{},"sequence":{})",
        record.offset.value(), record.timestampMs, batch.sequenceAt(record.offsetDelta).value());
    if (batch.isControl()) {
        control(record);
    } else {
        member("key", record.key);
        member("value", record.value);
    }
    m_output.print(",\"headers\":[");
    bool isFirst = true;
    record.forEachHeader([&](const record::HeaderView& header) {
        m_output.print("{}", isFirst ? "[" : ",[");
        isFirst = false;
        appendJsonString(m_output.buffer(), header.name);
        m_output.print(",");
        appendJsonString(m_output.buffer(), header.value);
        m_output.print("]");
    });
    m_output.print("]}}\n");
}

void JsonListing::segment(const SegmentFiles& segment, const SegmentFindings& findings)
{
    m_output.print(R"({{"type":"segment","file":{},"size":{},"batches":{},"records":{},)"
                   R"("validBytes":{},"codecs":{{)",
        quoted(bareName(segment.log)), segment.logBytes, findings.batches, findings.records,
        findings.validBytes);
    bool isFirst = true;
    for (const auto& [codec, count] : findings.batchesByCodec) {
        m_output.print("{}\"{}\":{}", isFirst ? "" : ",", codec, count);
        isFirst = false;
    }
    m_output.print("}}}}\n");
}

void JsonListing::entries(const IndexFile& index)
{
    m_output.print(",\"list\":[");
    for (std::uint32_t slot = 0; slot < index.entries(); ++slot) {
        const auto entry = index.at(slot);
        if (!entry) {
            break; // The walk over the log has read it and said so.
        }
        m_output.print("{}[{},{}]", slot == 0 ? "" : ",", entry->key, entry->value);
    }
    m_output.print("]");
}

void JsonListing::index(const IndexFile& index, const IndexFindings& findings)
{
    const bool isOffset = index.kind() == IndexKind::Offset;
    m_output.print(R"({{"type":"{}","file":{})", isOffset ? "index" : "timeindex",
        quoted(bareName(index.path())));
    if (index.bytes() == 0) {
        m_output.print(",\"entries\":0}}\n");
        return;
    }
    const auto sane = index.sanityCheck();
    m_output.print(R"(,"bytes":{},"sanityCheck":{},"entries":{})", index.bytes(),
        sane ? "\"ok\"" : quoted(describe(sane.error())), index.entries());
    if (findings.isChecked) {
        m_output.print(",\"mismatches\":{}", findings.mismatches);
    }
    if (isOffset) {
        if (findings.isChecked) {
            m_output.print(
                ",\"entriesEqualToBatchLastOffset\":{}", findings.entriesEqualToBatchLastOffset);
        }
        const auto last = index.entries() > 0 ? index.at(index.entries() - 1)
                                              : IndexEntry{index.base().value()};
        m_output.print(",\"lastOffset\":{}", last ? last->key : index.base().value());
    }
    entries(index);
    m_output.print("}}\n");
}

void JsonListing::txnIndex(std::string_view file, const TxnIndexFile& index)
{
    m_output.print(R"({{"type":"txnindex","file":{},"aborted":[)", quoted(bareName(file)));
    bool isFirst = true;
    for (std::uint64_t slot = 0; slot < index.entries(); ++slot) {
        if (const auto entry = index.at(slot); entry) {
            m_output.print(
                R"({}{{"producerId":{},"firstOffset":{},"lastOffset":{},"lastStableOffset":{}}})",
                isFirst ? "" : ",", entry->producer.value(), entry->firstOffset.value(),
                entry->lastOffset.value(), entry->lastStableOffset.value());
            isFirst = false;
        }
    }
    m_output.print("]}}\n");
}

void JsonListing::snapshot(
    std::string_view file, const std::vector<log::ProducerSnapshot>& producers)
{
    m_output.print(
        R"({{"type":"producer-snapshot","file":{},"producers":[)", quoted(bareName(file)));
    bool isFirst = true;
    for (const log::ProducerSnapshot& each : producers) {
        m_output.print(
            R"({}{{"producerId":{},"producerEpoch":{},"coordinatorEpoch":{},"lastSeq":{},)"
            R"("lastDataOffset":{},"lastOffsetDelta":{},"lastTimestamp":{},)"
            R"("currentTxnFirstOffset":{}}})",
            isFirst ? "" : ",", each.producer.value(), each.epoch.value(), each.coordinatorEpoch,
            each.lastSequence.value(), each.lastOffset.value(), each.offsetDelta, each.timestampMs,
            each.transactionStart.value());
        isFirst = false;
    }
    m_output.print("]}}\n");
}

void JsonListing::text(std::string_view file, std::string_view text)
{
    m_output.print(R"({{"type":{},"text":)", quoted(bareName(file)));
    appendJsonString(m_output.buffer(), text);
    m_output.print("}}\n");
}

void JsonListing::result(std::uint64_t invalid)
{
    m_output.print(R"({{"type":"result","invalid":{}}})"
                   "\n",
        invalid);
}

} // namespace brokerscope::inspect
