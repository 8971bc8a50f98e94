#include "engine/log/offset_map.h"

#include "engine/record/record_reader.h"

#include <algorithm>
#include <cassert>

namespace brokerscope::log {

OffsetMap::OffsetMap(std::size_t capacity)
    : m_capacity(capacity)
{
    assert(capacity > 0);
}

bool OffsetMap::put(ByteView key, Offset offset)
{
    // A full map takes no key at all, not even one that it has: as in Kafka, the round ends here.
    if (m_offsets.size() >= m_capacity) {
        return false;
    }
    m_offsets.insert_or_assign(std::string(record::textOf(key)), offset);
    m_latest = offset;
    return true;
}

std::optional<Offset> OffsetMap::find(ByteView key) const
{
    const auto found = m_offsets.find(record::textOf(key));
    return found == m_offsets.end() ? std::nullopt : std::optional(found->second);
}

void OffsetMap::advanceTo(Offset latest)
{
    m_latest = std::max(m_latest, latest);
}

} // namespace brokerscope::log
