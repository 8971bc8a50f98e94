#include "engine/base/varint.h"

namespace brokerscope {

namespace {

constexpr std::uint64_t zigZag(std::int64_t value)
{
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

} // namespace

void writeVarint(Bytes& out, std::int64_t value)
{
    std::uint64_t rest = zigZag(value);
    while (rest >= 0x80) {
        out.push_back(static_cast<std::uint8_t>(rest | 0x80U));
        rest >>= 7;
    }
    out.push_back(static_cast<std::uint8_t>(rest));
}

std::size_t varintSize(std::int64_t value)
{
    std::size_t size = 1;
    for (std::uint64_t rest = zigZag(value); rest >= 0x80; rest >>= 7) {
        ++size;
    }
    return size;
}

std::optional<std::int64_t> readVarint(ByteView bytes, std::size_t& at)
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 70; shift += 7) {
        if (at >= bytes.size()) {
            return std::nullopt;
        }
        const std::uint8_t byte = bytes[at++];
        value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
        if ((byte & 0x80U) == 0) {
            return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1U) + 1U));
        }
    }
    return std::nullopt;
}

} // namespace brokerscope
