#include "engine/record/lz4_frame.h"

#include <algorithm>
#include <cassert>
#include <new>

namespace brokerscope::record {

namespace {

/// liblz4 has its fast compressor at level 0 and its slow one from 3 on.
constexpr int kFastest = 0;
constexpr int kSlowFrom = 3;

LZ4F_preferences_t preferencesOf(int level)
{
    LZ4F_preferences_t preferences = LZ4F_INIT_PREFERENCES;
    preferences.frameInfo.blockSizeID = LZ4F_max64KB;
    preferences.frameInfo.blockMode = LZ4F_blockIndependent;
    preferences.compressionLevel = level == kLz4FastLevel ? kFastest : std::max(level, kSlowFrom);
    preferences.autoFlush = 1; // everything is there at once: nothing needs to be kept
    return preferences;
}

std::size_t bytesOf(LZ4F_blockSizeID_t id)
{
    return std::size_t{65536} << (2 * (std::max(id, LZ4F_max64KB) - LZ4F_max64KB));
}

/// Whether Kafka's Java code reads frames with this header.
bool isReadable(const LZ4F_frameInfo_t& frame)
{
    return frame.frameType == LZ4F_frame && frame.blockMode == LZ4F_blockIndependent
        && frame.dictID == 0;
}

} // namespace

Lz4Writer::Lz4Writer()
{
    LZ4F_cctx* context = nullptr;
    if (LZ4F_isError(LZ4F_createCompressionContext(&context, LZ4F_VERSION)) != 0) {
        throw std::bad_alloc(); // as our own containers do
    }
    m_context.reset(context);
}

void Lz4Writer::compress(int level, ByteView bytes, OutputBuffer& out)
{
    const LZ4F_preferences_t preferences = preferencesOf(level);
    const std::span<std::uint8_t> room
        = out.room(LZ4F_HEADER_SIZE_MAX + LZ4F_compressBound(bytes.size(), &preferences));
    std::size_t size = 0;
    const auto add = [&size](std::size_t written) {
        assert(LZ4F_isError(written) == 0); // there is room for the worst case
        size += written;
    };
    add(LZ4F_compressBegin(m_context.get(), room.data(), room.size(), &preferences));
    add(LZ4F_compressUpdate(m_context.get(), room.data() + size, room.size() - size, bytes.data(),
        bytes.size(), nullptr));
    add(LZ4F_compressEnd(m_context.get(), room.data() + size, room.size() - size, nullptr));
    out.commit(size);
}

Lz4Reader::Lz4Reader()
{
    LZ4F_dctx* context = nullptr;
    if (LZ4F_isError(LZ4F_createDecompressionContext(&context, LZ4F_VERSION)) != 0) {
        throw std::bad_alloc(); // as our own containers do
    }
    m_context.reset(context);
}

tl::expected<void, CodecError> Lz4Reader::decompress(ByteView bytes, OutputBuffer& out)
{
    LZ4F_resetDecompressionContext(m_context.get());
    LZ4F_frameInfo_t frame{};
    std::size_t taken = bytes.size();
    std::size_t next = LZ4F_getFrameInfo(m_context.get(), &frame, bytes.data(), &taken);
    if (LZ4F_isError(next) != 0 || !isReadable(frame)) {
        return tl::unexpected(CodecError::Corrupt);
    }
    bytes = bytes.subspan(taken);
    while (next != 0) {
        // As many bytes as the library asks for, with room for a block, are decompressed where they
        // are to be; anything else goes through its own buffers.
        const std::span<std::uint8_t> room = out.room(bytesOf(frame.blockSizeID));
        std::size_t written = room.size();
        taken = std::min(next, bytes.size());
        next = LZ4F_decompress(
            m_context.get(), room.data(), &written, bytes.data(), &taken, nullptr);
        if (LZ4F_isError(next) != 0) {
            return tl::unexpected(CodecError::Corrupt);
        }
        out.commit(written);
        bytes = bytes.subspan(taken);
        if (next != 0 && written == 0 && taken == 0) { // no way forward
            return tl::unexpected(room.empty() ? CodecError::TooLarge : CodecError::Corrupt);
        }
    }
    if (!bytes.empty()) {
        return tl::unexpected(CodecError::Corrupt);
    }
    return {};
}

} // namespace brokerscope::record
