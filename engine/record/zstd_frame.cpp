#include "engine/record/zstd_frame.h"

#include <algorithm>
#include <cassert>
#include <new>

namespace brokerscope::record {

ZstdWriter::ZstdWriter()
    : m_context(ZSTD_createCCtx())
{
    if (!m_context) {
        throw std::bad_alloc(); // as our own containers do
    }
}

void ZstdWriter::compress(int level, ByteView bytes, OutputBuffer& out)
{
    const std::span<std::uint8_t> room = out.room(ZSTD_compressBound(bytes.size()));
    const std::size_t size = ZSTD_compressCCtx(
        m_context.get(), room.data(), room.size(), bytes.data(), bytes.size(), level);
    assert(ZSTD_isError(size) == 0); // there is room for the worst case
    out.commit(size);
}

ZstdReader::ZstdReader()
    : m_context(ZSTD_createDCtx())
{
    if (!m_context) {
        throw std::bad_alloc(); // as our own containers do
    }
}

tl::expected<void, CodecError> ZstdReader::decompress(ByteView bytes, OutputBuffer& out)
{
    ZSTD_DCtx_reset(m_context.get(), ZSTD_reset_session_only);
    // Java's frames do not say how much they hold; those that do are read in one step when there
    // is room for all of it.
    std::size_t wanted = ZSTD_DStreamOutSize();
    const unsigned long long promised = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (promised != ZSTD_CONTENTSIZE_UNKNOWN && promised != ZSTD_CONTENTSIZE_ERROR) {
        wanted = std::max<std::size_t>(wanted, promised);
    }
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    while (true) {
        const std::size_t before = in.pos;
        const std::span<std::uint8_t> room = out.room(wanted);
        ZSTD_outBuffer piece{room.data(), room.size(), 0};
        const std::size_t result = ZSTD_decompressStream(m_context.get(), &piece, &in);
        if (ZSTD_isError(result) != 0) {
            return tl::unexpected(CodecError::Corrupt);
        }
        out.commit(piece.pos);
        if (result == 0 && in.pos == in.size) {
            return {};
        }
        if (piece.pos == 0 && in.pos == before) { // no way forward
            return tl::unexpected(room.empty() ? CodecError::TooLarge : CodecError::Corrupt);
        }
        wanted = ZSTD_DStreamOutSize();
    }
}

} // namespace brokerscope::record
