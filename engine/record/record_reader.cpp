#include "engine/record/record_reader.h"

#include "engine/base/varint.h"

#include <cassert>

namespace brokerscope::record {

namespace {

/// Reads fields one behind the other. The pointers and the plain results keep a record's seven
/// fields in registers; that is most of what reading costs.
class Cursor {
public:
    explicit Cursor(ByteView bytes)
        : m_at(bytes.data())
        , m_end(bytes.data() + bytes.size())
    {
    }
    [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(m_end - m_at); }
    [[nodiscard]] const std::uint8_t* at() const { return m_at; }

    [[nodiscard]] bool number(std::int64_t& value) { return readVarint(m_at, m_end, value); }
    [[nodiscard]] bool number32(std::int64_t& value)
    {
        return number(value) && value == static_cast<std::int32_t>(value);
    }
    /// A length of at least `least` that the bytes left can hold.
    [[nodiscard]] bool length(std::int64_t& value, std::int64_t least)
    {
        return number(value) && value >= least && value <= m_end - m_at;
    }
    /// A length-prefixed field, which may be null.
    [[nodiscard]] bool field(std::optional<ByteView>& field)
    {
        std::int64_t size = 0;
        if (!length(size, -1)) {
            return false;
        }
        if (size >= 0) {
            field.emplace(m_at, static_cast<std::size_t>(size));
            m_at += size;
        }
        return true;
    }
    /// The next bytes, which are left.
    [[nodiscard]] ByteView take(std::size_t size)
    {
        const ByteView taken(m_at, size);
        m_at += size;
        return taken;
    }

private:
    const std::uint8_t* m_at;
    const std::uint8_t* m_end;
};

/// Whether these bytes are so many headers and nothing else.
bool areHeaders(ByteView bytes, std::int64_t count)
{
    Cursor cursor(bytes);
    for (std::int64_t i = 0; i < count; ++i) {
        std::optional<ByteView> name;
        std::optional<ByteView> value;
        if (!cursor.field(name) || !name || !cursor.field(value)) {
            return false;
        }
    }
    return cursor.left() == 0;
}

/// Reads what is behind the record's length; false unless that is exactly one record.
bool readBody(ByteView body, RecordView& record)
{
    Cursor cursor(body.subspan(1)); // attributes: unused
    std::int64_t headers = 0;
    if (!cursor.number(record.timestampDelta) || !cursor.number32(record.offsetDelta)
        || !cursor.field(record.key) || !cursor.field(record.value) || !cursor.length(headers, 0)) {
        return false;
    }
    record.headerCount = static_cast<std::int32_t>(headers);
    record.headerBytes = cursor.take(cursor.left());
    return areHeaders(record.headerBytes, headers);
}

BatchError errorOf(CodecError error)
{
    switch (error) {
    case CodecError::Corrupt:
        return BatchError::BadCompression;
    case CodecError::TooLarge:
        return BatchError::TooLarge;
    }
    return BatchError::BadCompression;
}

} // namespace

std::optional<HeaderView> HeaderReader::next()
{
    Cursor cursor(m_bytes);
    std::optional<ByteView> name;
    HeaderView found;
    if (m_left <= 0 || !cursor.field(name) || !name || !cursor.field(found.value)) {
        return std::nullopt;
    }
    --m_left;
    m_bytes = cursor.take(cursor.left());
    found.name = textOf(*name);
    return found;
}

RecordReader::RecordReader(const BatchView& batch)
    : m_batch(batch)
    , m_records(batch.recordBytes())
    , m_left(batch.recordCount())
{
}

RecordReader::RecordReader(const BatchView& batch, Decompressor& decompressor, std::size_t limit)
    : m_batch(batch)
    , m_decompressor(&decompressor)
    , m_limit(limit)
    , m_records(batch.recordBytes())
    , m_left(batch.recordCount())
{
}

std::optional<BatchError> RecordReader::open()
{
    m_isOpen = true;
    const Codec codec = m_batch.codec();
    if (codec == Codec::None) {
        return std::nullopt;
    }
    if (m_decompressor == nullptr) {
        m_own = std::make_unique<Decompressor>();
    }
    Decompressor& decompressor = m_own ? *m_own : *m_decompressor;
    const auto records = decompressor.decompress(codec, m_records, m_limit);
    if (!records) {
        return errorOf(records.error());
    }
    m_records = *records;
    return std::nullopt;
}

std::optional<BatchError> RecordReader::readNext(RecordView& record)
{
    assert(!atEnd());
    if (!m_isOpen) {
        if (const auto error = open()) {
            m_left = 0;
            return error;
        }
    }
    Cursor cursor(m_records.subspan(m_at));
    std::int64_t length = 0;
    const std::uint8_t* const start = cursor.at();
    if (!cursor.length(length, 1)
        || !readBody(cursor.take(static_cast<std::size_t>(length)), record)) {
        m_left = 0;
        return BatchError::BadRecord;
    }
    record.bytes = {start, cursor.at()};
    m_at += record.bytes.size();
    --m_left;
    record.offset = m_batch.offsetAt(record.offsetDelta);
    record.timestampMs = m_batch.timestampMsAt(record.timestampDelta);
    return std::nullopt;
}

} // namespace brokerscope::record
