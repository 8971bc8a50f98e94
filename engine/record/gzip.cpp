#include "engine/record/gzip.h"

#include <cassert>
#include <new>

namespace brokerscope::record {

namespace {

/// zlib's way to say: a window of 32 KiB, in a gzip stream.
constexpr int kGzipWindow = 15 + 16;
constexpr int kMemoryLevel = 8; // zlib's own choice, and Java's
/// What is written into the header's field of the operating system: "unknown". zlib would say Unix.
constexpr int kUnknownSystem = 255;
constexpr std::size_t kTrailer = 8;
/// deflate never makes more than this out of one byte.
constexpr std::size_t kMaxRatio = 1032;
constexpr std::size_t kSmallestRoom = 16384;

/// zlib only reads through the pointer, though its signature does not say so.
Bytef* readable(ByteView bytes)
{
    return const_cast<Bytef*>(bytes.data());
}

/// The size that the trailer promises, no more than the bytes can hold.
std::size_t promisedSize(ByteView bytes)
{
    if (bytes.size() < kTrailer) {
        return 0;
    }
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) { // little-endian
        size = size << 8 | bytes[bytes.size() - 1 - i];
    }
    return std::min(size, bytes.size() * kMaxRatio);
}

} // namespace

GzipWriter::GzipWriter()
{
    m_header.os = kUnknownSystem;
}

GzipWriter::~GzipWriter()
{
    if (m_isInitialised) {
        deflateEnd(&m_stream);
    }
}

void GzipWriter::begin(int level)
{
    if (m_isInitialised && level == m_level) {
        deflateReset(&m_stream);
    } else {
        if (m_isInitialised) {
            deflateEnd(&m_stream);
        }
        m_isInitialised = false;
        m_stream = {};
        if (deflateInit2(
                &m_stream, level, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY)
            != Z_OK) {
            throw std::bad_alloc(); // as our own containers do
        }
        m_isInitialised = true;
        m_level = level;
    }
    deflateSetHeader(&m_stream, &m_header);
}

void GzipWriter::compress(int level, ByteView bytes, OutputBuffer& out)
{
    begin(level);
    const std::span<std::uint8_t> room
        = out.room(deflateBound(&m_stream, static_cast<uLong>(bytes.size())));
    m_stream.next_in = readable(bytes);
    m_stream.avail_in = static_cast<uInt>(bytes.size());
    m_stream.next_out = room.data();
    m_stream.avail_out = static_cast<uInt>(room.size());
    [[maybe_unused]] const int result = deflate(&m_stream, Z_FINISH);
    assert(result == Z_STREAM_END); // there is room for the worst case
    out.commit(room.size() - m_stream.avail_out);
}

GzipReader::GzipReader()
{
    if (inflateInit2(&m_stream, kGzipWindow) != Z_OK) {
        throw std::bad_alloc(); // as our own containers do
    }
}

GzipReader::~GzipReader()
{
    inflateEnd(&m_stream);
}

tl::expected<void, CodecError> GzipReader::decompress(ByteView bytes, OutputBuffer& out)
{
    inflateReset(&m_stream);
    m_stream.next_in = readable(bytes);
    m_stream.avail_in = static_cast<uInt>(bytes.size());
    std::size_t wanted = std::max(promisedSize(bytes), kSmallestRoom);
    while (true) {
        // At the limit there is no room any more, but the trailer may still be to be read.
        const std::span<std::uint8_t> room = out.room(wanted);
        m_stream.next_out = room.data();
        m_stream.avail_out = static_cast<uInt>(room.size());
        const int result = inflate(&m_stream, Z_NO_FLUSH);
        out.commit(room.size() - m_stream.avail_out);
        if (result == Z_STREAM_END) {
            if (m_stream.avail_in == 0) {
                return {};
            }
            inflateReset(&m_stream); // another stream behind the first
        } else if (result == Z_BUF_ERROR) { // no way forward
            return tl::unexpected(room.empty() ? CodecError::TooLarge : CodecError::Corrupt);
        } else if (result != Z_OK) {
            return tl::unexpected(CodecError::Corrupt);
        }
        wanted = kSmallestRoom;
    }
}

} // namespace brokerscope::record
