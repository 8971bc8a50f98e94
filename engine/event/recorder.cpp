#include "engine/event/recorder.h"

#include <algorithm>
#include <functional>

namespace brokerscope::event {

namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 16U;
constexpr std::size_t kFirstSlots = 64;

/// Which hash it is never shows: ids follow the order of first use.
std::uint32_t hashOf(std::string_view text)
{
    const std::size_t hash = std::hash<std::string_view>{}(text);
    return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

} // namespace

StringTable::StringTable()
    : m_slots(kFirstSlots)
{
    intern("");
}

StringId StringTable::intern(std::string_view text)
{
    const std::uint32_t hash = hashOf(text);
    std::size_t place = hash & (m_slots.size() - 1);
    while (m_slots[place].idPlusOne != 0) {
        const Slot& slot = m_slots[place];
        if (slot.hash == hash && m_texts[slot.idPlusOne - 1] == text) {
            return StringId(slot.idPlusOne - 1);
        }
        place = (place + 1) & (m_slots.size() - 1);
    }
    m_texts.push_back(keep(text));
    const auto count = static_cast<std::uint32_t>(m_texts.size());
    m_slots[place] = {hash, count};
    if (m_texts.size() * 2 > m_slots.size()) {
        grow();
    }
    return StringId(count - 1);
}

void StringTable::grow()
{
    std::vector<Slot> larger(m_slots.size() * 2);
    for (const Slot& slot : m_slots) {
        if (slot.idPlusOne == 0) {
            continue;
        }
        std::size_t place = slot.hash & (larger.size() - 1);
        while (larger[place].idPlusOne != 0) {
            place = (place + 1) & (larger.size() - 1);
        }
        larger[place] = slot;
    }
    m_slots = std::move(larger);
}

std::string_view StringTable::keep(std::string_view text)
{
    if (text.size() > m_blockRoom) {
        m_blockRoom = std::max(kBlockBytes, text.size());
        m_blocks.push_back(std::make_unique<char[]>(m_blockRoom));
        m_blockEnd = m_blocks.back().get();
    }
    std::copy(text.begin(), text.end(), m_blockEnd);
    const std::string_view kept(m_blockEnd, text.size());
    m_blockEnd += text.size();
    m_blockRoom -= text.size();
    return kept;
}

} // namespace brokerscope::event
