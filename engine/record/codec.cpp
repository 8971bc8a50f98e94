#include "engine/record/codec.h"

#include "engine/record/gzip.h"
#include "engine/record/lz4_frame.h"
#include "engine/record/output_buffer.h"
#include "engine/record/snappy_stream.h"
#include "engine/record/zstd_frame.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace brokerscope::record {

namespace {

constexpr std::array kCodecs{Codec::None, Codec::Gzip, Codec::Snappy, Codec::Lz4, Codec::Zstd};

} // namespace

std::string_view codecName(Codec codec)
{
    switch (codec) {
    case Codec::None:
        return "none";
    case Codec::Gzip:
        return "gzip";
    case Codec::Snappy:
        return "snappy";
    case Codec::Lz4:
        return "lz4";
    case Codec::Zstd:
        return "zstd";
    case Codec::Unknown:
        return "unknown";
    }
    return {};
}

std::optional<Codec> codecOf(std::string_view name)
{
    for (const Codec codec : kCodecs) {
        if (codecName(codec) == name) {
            return codec;
        }
    }
    return std::nullopt;
}

Codec codecOfId(unsigned id)
{
    return id < kCodecs.size() ? kCodecs[id] : Codec::Unknown;
}

CodecLevels levelsOf(Codec codec)
{
    switch (codec) {
    case Codec::Gzip:
        return {1, 9, Z_DEFAULT_COMPRESSION};
    case Codec::Lz4:
        return {1, 17, kLz4FastLevel};
    case Codec::Zstd:
        return {ZSTD_minCLevel(), ZSTD_maxCLevel(), ZSTD_defaultCLevel()};
    case Codec::None:
    case Codec::Snappy:
    case Codec::Unknown:
        return {};
    }
    return {};
}

namespace {

template <class T>
T& made(std::optional<T>& context)
{
    return context ? *context : context.emplace();
}

int levelOf(const Compression& compression)
{
    const CodecLevels levels = levelsOf(compression.codec);
    // -1 is gzip's standard level, which is not among its levels.
    return compression.level && *compression.level != levels.standard
        ? std::clamp(*compression.level, levels.min, levels.max)
        : levels.standard;
}

} // namespace

/// Each writer is made when it is first needed.
struct Compressor::Contexts {
    OutputBuffer out;
    std::optional<GzipWriter> gzip;
    std::optional<Lz4Writer> lz4;
    std::optional<ZstdWriter> zstd;

    /// With a codec that compresses.
    void compress(const Compression& compression, ByteView bytes)
    {
        const int level = levelOf(compression);
        switch (compression.codec) {
        case Codec::Gzip:
            return made(gzip).compress(level, bytes, out);
        case Codec::Snappy:
            return snappyCompress(bytes, out);
        case Codec::Lz4:
            return made(lz4).compress(level, bytes, out);
        case Codec::Zstd:
            return made(zstd).compress(level, bytes, out);
        case Codec::None:
        case Codec::Unknown:
            break;
        }
        assert(false);
    }
};

Compressor::Compressor()
    : m_contexts(std::make_unique<Contexts>())
{
}
Compressor::~Compressor() = default;
Compressor::Compressor(Compressor&&) noexcept = default;
Compressor& Compressor::operator=(Compressor&&) noexcept = default;

void Compressor::compress(const Compression& compression, ByteView bytes, Bytes& out)
{
    if (compression.codec != Codec::None) {
        m_contexts->out.clear();
        m_contexts->compress(compression, bytes);
        bytes = m_contexts->out.written();
    }
    out.insert(out.end(), bytes.begin(), bytes.end());
}

struct Decompressor::Contexts {
    OutputBuffer out;
    std::optional<GzipReader> gzip;
    std::optional<Lz4Reader> lz4;
    std::optional<ZstdReader> zstd;

    tl::expected<void, CodecError> decompress(Codec codec, ByteView bytes)
    {
        switch (codec) {
        case Codec::Gzip:
            return made(gzip).decompress(bytes, out);
        case Codec::Snappy:
            return snappyDecompress(bytes, out);
        case Codec::Lz4:
            return made(lz4).decompress(bytes, out);
        case Codec::Zstd:
            return made(zstd).decompress(bytes, out);
        case Codec::None:
        case Codec::Unknown:
            break;
        }
        return tl::unexpected(CodecError::Corrupt);
    }
};

Decompressor::Decompressor()
    : m_contexts(std::make_unique<Contexts>())
{
}
Decompressor::~Decompressor() = default;
Decompressor::Decompressor(Decompressor&&) noexcept = default;
Decompressor& Decompressor::operator=(Decompressor&&) noexcept = default;

tl::expected<ByteView, CodecError> Decompressor::decompress(
    Codec codec, ByteView bytes, std::size_t limit)
{
    if (codec == Codec::None) {
        return bytes;
    }
    m_contexts->out.clear(limit);
    if (const auto done = m_contexts->decompress(codec, bytes); !done) {
        return tl::unexpected(done.error());
    }
    return m_contexts->out.written();
}

} // namespace brokerscope::record
