#pragma once

#include "engine/record/batch.h"
#include "engine/record/crc32c.h"

#include <array>

/// Small batches that several tests look at.
namespace brokerscope::test {

inline constexpr std::int64_t kWallClockMs = 1700000000000LL;

inline constexpr std::array kAllCodecs{record::Codec::None, record::Codec::Gzip,
    record::Codec::Snappy, record::Codec::Lz4, record::Codec::Zstd};

/// Records with everything that one can have, and text that every codec makes shorter.
inline Bytes sampleBatch(record::Codec codec)
{
    record::BatchBuilder::Options options;
    options.compression.codec = codec;
    options.producerId = ProducerId(1000);
    options.producerEpoch = ProducerEpoch(3);
    options.baseSequence = Sequence(40);
    record::BatchBuilder builder(options);
    const std::array headers{record::Header{"trace", "abc"}, record::Header{"none", std::nullopt}};
    builder.append({"key", "a value, a value, a value, a value", kWallClockMs, headers});
    builder.append({"tombstone", std::nullopt, kWallClockMs + 70});
    builder.append({std::nullopt, "a value, a value, a value", kWallClockMs - 70});
    return builder.finish();
}

inline record::BatchView viewOf(const Bytes& bytes)
{
    return *record::BatchView::at(bytes);
}

/// Writes the CRC that the bytes have now.
inline void sign(Bytes& batch)
{
    writeBigEndian(std::span<std::uint8_t>(batch), record::header::kCrc,
        record::crc32c(ByteView(batch).subspan(record::header::kAttributes)));
}

} // namespace brokerscope::test
