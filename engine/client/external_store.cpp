#include "engine/client/external_store.h"

namespace brokerscope::client {

ExternalStore::Written ExternalStore::write(
    const Origin& origin, const std::optional<std::string>& rowKey)
{
    Written written;
    written.isRepeat = !m_written.insert(origin).second;
    written.isReplaced = rowKey && !m_rows.insert(*rowKey).second;
    return written;
}

std::optional<Offset> ExternalStore::offset(PartitionId partition) const
{
    const auto found = m_offsets.find(partition);
    return found == m_offsets.end() ? std::nullopt : std::optional(found->second);
}

} // namespace brokerscope::client
