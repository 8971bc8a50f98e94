#include "engine/base/varint.h"

namespace brokerscope {

void writeVarint(Bytes& out, std::int64_t value)
{
    std::uint8_t buffer[kMaxVarintSize];
    out.insert(out.end(), buffer, writeVarint(buffer, value));
}

std::optional<std::int64_t> readVarint(ByteView bytes, std::size_t& at)
{
    if (at >= bytes.size()) {
        return std::nullopt;
    }
    const std::uint8_t* place = bytes.data() + at;
    std::int64_t value = 0;
    const bool isRead = readVarint(place, bytes.data() + bytes.size(), value);
    at = static_cast<std::size_t>(place - bytes.data());
    return isRead ? std::optional(value) : std::nullopt;
}

} // namespace brokerscope
