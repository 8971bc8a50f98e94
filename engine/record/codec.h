#pragma once

#include "engine/base/bytes.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace brokerscope::record {

/// How the records of a batch are compressed: bits 0 to 2 of its attributes (Kafka:
/// CompressionType).
enum class Codec : std::uint8_t {
    None = 0,
    Gzip = 1,
    Snappy = 2,
    Lz4 = 3,
    Zstd = 4,
    Unknown = 7, ///< what a batch with one of the ids 5 to 7 has; nothing can be written with it
};

/// "none", "gzip", "snappy", "lz4", "zstd"; "unknown".
[[nodiscard]] std::string_view codecName(Codec codec);
/// The codec with this name; nullopt when there is none, as for "producer" and "unknown".
[[nodiscard]] std::optional<Codec> codecOf(std::string_view name);
/// The codec with this id.
[[nodiscard]] Codec codecOfId(unsigned id);

/// The levels that a codec takes (Kafka: compression.gzip.level and its like). All zero when it has
/// none.
struct CodecLevels {
    int min = 0;
    int max = 0;
    int standard = 0; ///< without a level
};
[[nodiscard]] CodecLevels levelsOf(Codec codec);

/// How to compress. A level beyond the codec's levels is taken for the nearest; nullopt is the
/// standard one.
struct Compression {
    Codec codec = Codec::None;
    std::optional<int> level;
    bool operator==(const Compression&) const = default;
};

enum class CodecError : std::uint8_t {
    Corrupt, ///< not what the codec writes
    TooLarge, ///< more than the limit would come out
};

/// What decompress() gives at most unless told otherwise. Far more than any batch that a broker
/// with its own settings takes, and little enough not to hurt.
inline constexpr std::size_t kDecompressLimit = std::size_t{128} << 20;

/// Compresses the records of batches in the framing of Kafka's Java code (Kafka: Compression,
/// wrapForOutput). Owns the libraries' contexts, so one object should serve many batches; one
/// thread at a time.
class Compressor {
public:
    Compressor();
    ~Compressor();
    Compressor(Compressor&&) noexcept;
    Compressor& operator=(Compressor&&) noexcept;

    /// Appends the compressed bytes to `out`. The codec must not be Unknown.
    void compress(const Compression& compression, ByteView bytes, Bytes& out);

private:
    struct Contexts;
    std::unique_ptr<Contexts> m_contexts;
};

/// Decompresses the records of batches, whoever wrote them (Kafka: Compression, wrapForInput).
/// Owns the libraries' contexts and the buffer with the result; one thread at a time. No length in
/// the bytes is trusted.
class Decompressor {
public:
    Decompressor();
    ~Decompressor();
    Decompressor(Decompressor&&) noexcept;
    Decompressor& operator=(Decompressor&&) noexcept;

    /// What was compressed. Valid until the next call or, with Codec::None, as long as `bytes`.
    [[nodiscard]] tl::expected<ByteView, CodecError> decompress(
        Codec codec, ByteView bytes, std::size_t limit = kDecompressLimit);

private:
    struct Contexts;
    std::unique_ptr<Contexts> m_contexts;
};

} // namespace brokerscope::record
