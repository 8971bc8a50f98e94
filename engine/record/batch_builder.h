#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/record/batch_view.h"
#include "engine/record/codec.h"
#include "engine/record/record_reader.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace brokerscope::record {

/// A header to be written.
struct Header {
    std::string_view name;
    std::optional<std::string_view> value; ///< nullopt is null
};

/// A record to be written.
struct Record {
    std::optional<std::string_view> key; ///< nullopt is null
    std::optional<std::string_view> value;
    std::int64_t timestampMs = 0;
    std::span<const Header> headers = {};
};

/// Bytes that a record with this key and value takes at most (Kafka:
/// DefaultRecord.recordSizeUpperBound and the batch header).
[[nodiscard]] std::size_t batchSizeUpperBound(std::size_t keySize, std::size_t valueSize);

/// Builds the bytes of a batch record by record (Kafka: MemoryRecordsBuilder).
class BatchBuilder {
public:
    /// Everything in the header that the records do not say. As it stands, what a producer without
    /// idempotence writes: base offset 0, leader epoch -1.
    struct Options {
        Compression compression;
        bool isTransactional = false;
        bool isControl = false;
        Offset baseOffset;
        LeaderEpoch leaderEpoch = kNoEpoch;
        ProducerId producerId = kNoProducerId;
        ProducerEpoch producerEpoch = kNoProducerEpoch;
        Sequence baseSequence = kNoSequence;
        /// With it the batch has LogAppendTime, and this is the timestamp of every record.
        std::optional<std::int64_t> appendTimeMs;
        std::optional<std::int64_t> deleteHorizonMs;
        /// nullopt is the last record's; a cleaned batch keeps what it had.
        std::optional<std::int32_t> lastOffsetDelta;

        /// What a batch keeps when some of its records are taken out (Kafka:
        /// MemoryRecords.filterTo), its codec at the standard level included.
        static Options of(const BatchView& batch);
    };

    BatchBuilder();
    explicit BatchBuilder(const Options& options);

    /// Makes room for a batch of this many bytes, before compression.
    void reserve(std::size_t bytes);
    /// Takes all records out again; options and memory stay.
    void clear();

    /// Size of the batch, before compression, if this record were added.
    [[nodiscard]] std::size_t sizeWith(std::optional<std::string_view> key, std::string_view value,
        std::int64_t timestampMs) const;
    [[nodiscard]] std::size_t sizeWith(const Record& record) const;

    void append(
        std::optional<std::string_view> key, std::string_view value, std::int64_t timestampMs);
    void append(const Record& record);
    /// A record at an offset of its own, which must be beyond that of the record before it.
    void append(const Record& record, std::int32_t offsetDelta);
    /// A record of another batch with its offset delta, timestamp and headers.
    void append(const RecordView& record);

    /// Size of the batch so far, before compression.
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::int32_t recordCount() const { return m_count; }

    /// Stamped before finish(); without it the batch is not idempotent.
    void setProducer(ProducerId id, ProducerEpoch epoch, Sequence baseSequence);
    /// Fills in the header and the CRC and hands out the bytes, valid until the builder is used
    /// again. May be called again after another setProducer. With a codec it compresses, once for
    /// as long as no record is added, with contexts that it makes for this call.
    [[nodiscard]] const Bytes& finish();
    /// The same through a compressor that serves many batches.
    [[nodiscard]] const Bytes& finish(Compressor& compressor);

private:
    struct Body;
    /// What the timestamp delta of a next record with this timestamp counts from.
    [[nodiscard]] std::int64_t baseTimestampFor(std::int64_t timestampMs) const;
    [[nodiscard]] Body bodyOf(const Record& record, std::int32_t offsetDelta) const;
    /// Writes the record up to its headers' bytes; returns where those go.
    std::uint8_t* begin(const Body& body, std::int64_t timestampMs);
    [[nodiscard]] std::uint16_t attributes() const;
    void writeHeader(std::span<std::uint8_t> batch) const;

    Options m_options;
    Bytes m_bytes; ///< the first m_size are the batch, the rest is room
    Bytes m_compressed; ///< the batch, when it has a codec
    bool m_isCompressed = false; ///< m_compressed has all records
    std::size_t m_size;
    std::int32_t m_count = 0;
    std::int32_t m_lastDelta = -1;
    std::int64_t m_baseTimestampMs = -1;
    std::int64_t m_maxTimestampMs = -1;
};

/// What is left of a batch when all its records were taken out and its producer's sequence must
/// stay known: a header, uncompressed (Kafka: DefaultRecordBatch.writeEmptyHeader).
[[nodiscard]] Bytes emptyBatchOf(const BatchView& batch);

} // namespace brokerscope::record
