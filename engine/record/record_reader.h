#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/record/batch_view.h"
#include "engine/record/codec.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace brokerscope::record {

/// The bytes as text, for what is text.
[[nodiscard]] inline std::string_view textOf(ByteView bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// One header of a record, read in place.
struct HeaderView {
    std::string_view name; ///< UTF-8 by Kafka's rule, which nobody enforces
    std::optional<ByteView> value; ///< nullopt is null
};

/// Walks over the headers of a record in their order. The RecordReader has checked the bytes.
class HeaderReader {
public:
    HeaderReader(ByteView bytes, std::int32_t count)
        : m_bytes(bytes)
        , m_left(count)
    {
    }
    /// nullopt behind the last one.
    [[nodiscard]] std::optional<HeaderView> next();

private:
    ByteView m_bytes;
    std::int32_t m_left;
};

/// One record, read in place: valid as long as the batch is, and, when that is compressed, until
/// the decompressor is used again.
struct RecordView {
    std::int64_t timestampDelta = 0; ///< ms after the batch's base timestamp
    std::int64_t offsetDelta = 0; ///< after the batch's base offset
    std::optional<ByteView> key; ///< nullopt is null
    std::optional<ByteView> value;
    Offset offset;
    std::int64_t timestampMs = 0; ///< with LogAppendTime the batch's
    std::int32_t headerCount = 0;
    ByteView headerBytes; ///< the headers behind their count
    ByteView bytes; ///< the whole record, its length included

    [[nodiscard]] HeaderReader headers() const { return {headerBytes, headerCount}; }
    /// Calls f(const HeaderView&) for each header.
    template <class F>
    void forEachHeader(F&& f) const
    {
        HeaderReader reader = headers();
        while (const auto found = reader.next()) {
            f(*found);
        }
    }
};

/// Walks over the records of a batch in their order, compressed or not.
class RecordReader {
public:
    /// Decompresses, if need be, with contexts of its own.
    explicit RecordReader(const BatchView& batch);
    /// The same through a decompressor that serves many batches. It must outlive the reader, and
    /// serve no other in the meantime.
    RecordReader(
        const BatchView& batch, Decompressor& decompressor, std::size_t limit = kDecompressLimit);

    [[nodiscard]] bool atEnd() const { return m_left <= 0; }
    /// The next record; an error when its bytes are not one (BadRecord) or the batch cannot be
    /// decompressed (BadCompression, TooLarge), which ends the walk. Must not be called atEnd().
    [[nodiscard]] tl::expected<RecordView, BatchError> next()
    {
        // Inline and with one way out, so that the record is written where the caller has it:
        // copying it takes longer than reading it.
        tl::expected<RecordView, BatchError> record;
        if (const std::optional<BatchError> error = readNext(*record)) {
            record = tl::unexpected(*error);
        }
        return record;
    }
    /// Bytes behind the last record that was read. A sound batch has none atEnd().
    [[nodiscard]] std::size_t leftOver() const { return m_records.size() - m_at; }

private:
    std::optional<BatchError> open();
    /// Into a new record; an error or nullopt.
    std::optional<BatchError> readNext(RecordView& record);

    BatchView m_batch;
    std::unique_ptr<Decompressor> m_own; ///< made when it is needed and none was given
    Decompressor* m_decompressor = nullptr;
    std::size_t m_limit = kDecompressLimit;
    ByteView m_records;
    std::size_t m_at = 0;
    std::int32_t m_left;
    bool m_isOpen = false;
};

} // namespace brokerscope::record
