#include "engine/event/recorder.h"

namespace brokerscope::event {

StringTable::StringTable()
{
    intern("");
}

StringId StringTable::intern(std::string_view text)
{
    if (const auto found = m_index.find(text); found != m_index.end()) {
        return StringId(found->second);
    }
    const auto id = static_cast<std::uint32_t>(m_texts.size());
    m_texts.emplace_back(text);
    m_index.emplace(m_texts.back(), id);
    return StringId(id);
}

} // namespace brokerscope::event
