#include "engine/broker/group_offsets.h"

namespace brokerscope::broker {

bool GroupOffsets::apply(All& all, const OffsetUpdate& update)
{
    if (update.value) {
        const auto [place, isNew] = all[update.group].try_emplace(update.partition);
        const bool changes = isNew || place->second != *update.value;
        place->second = *update.value;
        return changes;
    }
    const auto group = all.find(update.group);
    if (group == all.end() || group->second.erase(update.partition) == 0) {
        return false;
    }
    if (group->second.empty()) {
        all.erase(group);
    }
    return true;
}

const protocol::OffsetValue* GroupOffsets::committed(
    const std::string& group, PartitionId partition) const
{
    const auto known = m_committed.find(group);
    if (known == m_committed.end()) {
        return nullptr;
    }
    const auto found = known->second.find(partition);
    return found == known->second.end() ? nullptr : &found->second;
}

const GroupOffsets::OfGroup& GroupOffsets::latestOf(const std::string& group) const
{
    static const OfGroup kNone;
    const auto known = m_latest.find(group);
    return known == m_latest.end() ? kNone : known->second;
}

std::size_t GroupOffsets::size() const
{
    std::size_t count = 0;
    for (const auto& [group, offsets] : m_committed) {
        count += offsets.size();
    }
    return count;
}

} // namespace brokerscope::broker
