#pragma once

#include "engine/base/bytes.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <limits>
#include <memory>
#include <span>

namespace brokerscope::record {

/// Where compressed and decompressed bytes go. Grows up to a limit; unlike a vector it does not
/// fill its memory with zeros first, so that room for the worst case, or for a length that was a
/// lie, costs nothing.
class OutputBuffer {
public:
    /// Forgets what was written; the memory stays.
    void clear(std::size_t limit = std::numeric_limits<std::size_t>::max())
    {
        m_size = 0;
        m_limit = limit;
    }
    /// Room for `wanted` bytes behind what was written; less where the limit is near.
    [[nodiscard]] std::span<std::uint8_t> room(std::size_t wanted)
    {
        wanted = std::min(wanted, m_limit - m_size);
        if (m_capacity - m_size < wanted) {
            grow(std::max(m_size + wanted, std::min(m_capacity + m_capacity / 2, m_limit)));
        }
        return {m_bytes.get() + m_size, wanted};
    }
    /// The first `bytes` of the room are written.
    void commit(std::size_t bytes) { m_size += bytes; }
    [[nodiscard]] ByteView written() const { return {m_bytes.get(), m_size}; }

private:
    void grow(std::size_t capacity)
    {
        auto bytes = std::make_unique_for_overwrite<std::uint8_t[]>(capacity);
        if (m_size > 0) {
            std::memcpy(bytes.get(), m_bytes.get(), m_size);
        }
        m_bytes = std::move(bytes);
        m_capacity = capacity;
    }

    std::unique_ptr<std::uint8_t[]> m_bytes;
    std::size_t m_capacity = 0;
    std::size_t m_size = 0;
    std::size_t m_limit = std::numeric_limits<std::size_t>::max();
};

} // namespace brokerscope::record
