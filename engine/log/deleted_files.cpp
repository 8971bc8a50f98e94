#include "engine/log/deleted_files.h"

namespace brokerscope::log {

tl::expected<void, sim::IoError> DeletedFiles::removeDue(std::int64_t nowMs)
{
    while (!m_waiting.empty() && m_waiting.front().dueMs <= nowMs) {
        if (const auto removed = m_storage.remove(m_waiting.front().path); !removed) {
            return removed;
        }
        m_waiting.pop_front();
    }
    return {};
}

} // namespace brokerscope::log
