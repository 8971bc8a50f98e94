#include "engine/record/crc32c.h"

#include <isa-l/crc.h>

#include <cassert>
#include <limits>

namespace brokerscope::record {

std::uint32_t crc32c(ByteView bytes)
{
    assert(bytes.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()));
    // ISA-L only reads through the pointer, though its signature does not say so, and leaves out
    // both inversions.
    auto* data = const_cast<unsigned char*>(bytes.data());
    return ~crc32_iscsi(data, static_cast<int>(bytes.size()), 0xFFFFFFFFU);
}

} // namespace brokerscope::record
