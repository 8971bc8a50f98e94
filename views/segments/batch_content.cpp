#include "views/segments/batch_content.h"

#include "engine/record/crc32c.h"

#include <algorithm>
#include <array>

namespace brokerscope::views {

namespace {

namespace header = record::header;

/// A batch beyond that is not taken into memory; no broker of a sane configuration writes one.
constexpr std::size_t kLargestBatch = std::size_t{64} << 20;
constexpr std::size_t kLargestSection = std::size_t{64} << 20;

struct FieldPlace {
    std::string_view name;
    std::size_t begin;
};

constexpr std::array<FieldPlace, kBatchFields> kFields{{
    {"baseOffset", header::kBaseOffset},
    {"batchLength", header::kBatchLength},
    {"partitionLeaderEpoch", header::kLeaderEpoch},
    {"magic", header::kMagic},
    {"crc", header::kCrc},
    {"attributes", header::kAttributes},
    {"lastOffsetDelta", header::kLastOffsetDelta},
    {"baseTimestamp", header::kBaseTimestamp},
    {"maxTimestamp", header::kMaxTimestamp},
    {"producerId", header::kProducerId},
    {"producerEpoch", header::kProducerEpoch},
    {"baseSequence", header::kBaseSequence},
    {"recordCount", header::kRecordCount},
    {"records", header::kSize},
}};

std::optional<Bytes> copied(const std::optional<ByteView>& bytes)
{
    return bytes ? std::optional(Bytes(bytes->begin(), bytes->end())) : std::nullopt;
}

ShownRecord shownRecord(const record::RecordView& view, std::size_t begin)
{
    ShownRecord shown{view.offset, view.timestampMs, view.timestampDelta, copied(view.key),
        copied(view.value), {}, {begin, begin + view.bytes.size()}};
    view.forEachHeader([&](const record::HeaderView& each) {
        shown.headers.push_back({std::string(each.name), copied(each.value)});
    });
    return shown;
}

void takeRecords(BatchContent& content)
{
    const record::BatchView view = content.view();
    content.isCompressed = view.codec() != record::Codec::None;
    record::Decompressor decompressor;
    const auto section = decompressor.decompress(view.codec(), view.recordBytes(), kLargestSection);
    content.isUnpacked = section.has_value();
    if (!section) {
        content.isBroken = true;
        return;
    }
    content.section.assign(section->begin(), section->end());

    record::RecordReader reader(view, decompressor, kLargestSection);
    std::size_t at = 0;
    while (!reader.atEnd()) {
        const auto record = reader.next();
        if (!record) {
            content.isBroken = true;
            return;
        }
        content.records.push_back(shownRecord(*record, at));
        at += record->bytes.size();
    }
}

} // namespace

std::string_view fieldName(BatchField field)
{
    return kFields[static_cast<std::size_t>(field)].name;
}

ByteRange fieldBytes(BatchField field)
{
    const auto index = static_cast<std::size_t>(field);
    return {kFields[index].begin, kFields[index + 1].begin};
}

std::int64_t BatchContent::number(BatchField field) const
{
    const ByteRange range = fieldBytes(field);
    switch (range.size()) {
    case 1:
        return readBigEndian<std::int8_t>(bytes, range.begin);
    case 2:
        return readBigEndian<std::int16_t>(bytes, range.begin);
    case 4:
        return readBigEndian<std::int32_t>(bytes, range.begin);
    default:
        return readBigEndian<std::int64_t>(bytes, range.begin);
    }
}

std::optional<std::size_t> BatchContent::recordAt(Offset offset) const
{
    const auto found = std::lower_bound(records.begin(), records.end(), offset,
        [](const ShownRecord& record, Offset wanted) { return record.offset < wanted; });
    return found == records.end() || found->offset != offset
        ? std::nullopt
        : std::optional(static_cast<std::size_t>(found - records.begin()));
}

std::optional<BatchContent> readBatch(
    sim::FileReader& files, const std::string& path, std::uint64_t position)
{
    const auto file = files.find(path);
    const std::size_t size = file ? files.size(*file) : 0;
    if (position >= size) {
        return std::nullopt;
    }
    const auto start = files.read(*file, position, header::kLengthPrefix);
    if (!start || start->size() < header::kLengthPrefix) {
        return std::nullopt;
    }
    const std::int64_t length = readBigEndian<std::int32_t>(*start, header::kBatchLength);
    if (length < 0 || static_cast<std::size_t>(length) > kLargestBatch) {
        return std::nullopt;
    }
    const auto bytes
        = files.read(*file, position, static_cast<std::size_t>(length) + header::kLengthPrefix);
    if (!bytes || !record::BatchView::at(*bytes)) {
        return std::nullopt;
    }
    BatchContent content;
    content.file = path;
    content.position = position;
    content.bytes.assign(bytes->begin(), bytes->end());
    content.computedCrc = record::crc32c(ByteView(content.bytes).subspan(header::kAttributes));
    takeRecords(content);
    return content;
}

} // namespace brokerscope::views
