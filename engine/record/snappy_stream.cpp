#include "engine/record/snappy_stream.h"

#include <snappy.h>

#include <algorithm>
#include <array>

namespace brokerscope::record {

namespace {

constexpr std::array<std::uint8_t, 8> kMagic{0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0};
constexpr std::size_t kHeaderSize = kMagic.size() + 2 * sizeof(std::int32_t);
constexpr std::int32_t kVersion = 1; // of the format and of the oldest reader of it
constexpr std::size_t kBlockSize = 32768;
constexpr std::size_t kLengthSize = sizeof(std::int32_t);
/// A copy of 64 bytes takes two or three; nothing in snappy makes more of less.
constexpr std::size_t kMaxRatio = 64;

const char* charsOf(const std::uint8_t* bytes)
{
    return reinterpret_cast<const char*>(bytes);
}

char* charsOf(std::uint8_t* bytes)
{
    return reinterpret_cast<char*>(bytes);
}

bool hasMagic(ByteView bytes)
{
    return bytes.size() >= kHeaderSize && std::equal(kMagic.begin(), kMagic.end(), bytes.begin());
}

tl::expected<void, CodecError> decompressBlock(ByteView block, OutputBuffer& out)
{
    std::size_t size = 0;
    if (!snappy::GetUncompressedLength(charsOf(block.data()), block.size(), &size)
        || size > block.size() * kMaxRatio) {
        return tl::unexpected(CodecError::Corrupt);
    }
    const std::span<std::uint8_t> room = out.room(size);
    if (room.size() < size) {
        return tl::unexpected(CodecError::TooLarge);
    }
    if (!snappy::RawUncompress(charsOf(block.data()), block.size(), charsOf(room.data()))) {
        return tl::unexpected(CodecError::Corrupt);
    }
    out.commit(size);
    return {};
}

} // namespace

void snappyCompress(ByteView bytes, OutputBuffer& out)
{
    const std::span<std::uint8_t> header = out.room(kHeaderSize);
    std::copy(kMagic.begin(), kMagic.end(), header.begin());
    writeBigEndian(header, kMagic.size(), kVersion);
    writeBigEndian(header, kMagic.size() + sizeof(kVersion), kVersion);
    out.commit(kHeaderSize);
    while (!bytes.empty()) {
        const ByteView block = bytes.first(std::min(bytes.size(), kBlockSize));
        const std::span<std::uint8_t> room
            = out.room(kLengthSize + snappy::MaxCompressedLength(block.size()));
        std::size_t size = 0;
        snappy::RawCompress(
            charsOf(block.data()), block.size(), charsOf(room.data() + kLengthSize), &size);
        writeBigEndian(room, 0, static_cast<std::int32_t>(size));
        out.commit(kLengthSize + size);
        bytes = bytes.subspan(block.size());
    }
}

tl::expected<void, CodecError> snappyDecompress(ByteView bytes, OutputBuffer& out)
{
    if (!hasMagic(bytes)) {
        return decompressBlock(bytes, out);
    }
    while (!bytes.empty()) {
        if (hasMagic(bytes)) { // at the beginning, and where streams were joined
            if (readBigEndian<std::int32_t>(bytes, kMagic.size()) < kVersion) {
                return tl::unexpected(CodecError::Corrupt);
            }
            bytes = bytes.subspan(kHeaderSize);
            continue;
        }
        if (bytes.size() < kLengthSize) {
            return tl::unexpected(CodecError::Corrupt);
        }
        const auto size = readBigEndian<std::uint32_t>(bytes, 0);
        bytes = bytes.subspan(kLengthSize);
        if (size > bytes.size()) {
            return tl::unexpected(CodecError::Corrupt);
        }
        if (auto block = decompressBlock(bytes.first(size), out); !block) {
            return block;
        }
        bytes = bytes.subspan(size);
    }
    return {};
}

} // namespace brokerscope::record
