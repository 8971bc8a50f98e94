#include "engine/log/epoch_cache.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <sstream>

namespace brokerscope::log {

bool EpochCache::assign(LeaderEpoch epoch, Offset start)
{
    if (epoch == kNoEpoch || (!m_entries.empty() && m_entries.back().epoch == epoch)) {
        return false;
    }
    while (!m_entries.empty()
        && (m_entries.back().epoch >= epoch || m_entries.back().start >= start)) {
        m_entries.pop_back();
    }
    m_entries.push_back({epoch, start});
    return true;
}

std::optional<EpochCache::Entry> EpochCache::endOffsetFor(LeaderEpoch epoch, Offset logEnd) const
{
    if (epoch == kNoEpoch || m_entries.empty() || epoch > latest()) {
        return std::nullopt;
    }
    if (epoch == latest()) {
        return Entry{epoch, logEnd};
    }
    const auto next = std::upper_bound(m_entries.begin(), m_entries.end(), epoch,
        [](LeaderEpoch wanted, const Entry& entry) { return wanted < entry.epoch; });
    if (next == m_entries.begin()) {
        return Entry{epoch, next->start};
    }
    return Entry{std::prev(next)->epoch, next->start};
}

bool EpochCache::truncateFromEnd(Offset end)
{
    const std::size_t before = m_entries.size();
    while (!m_entries.empty() && m_entries.back().start >= end) {
        m_entries.pop_back();
    }
    return m_entries.size() != before;
}

bool EpochCache::truncateFromStart(Offset start)
{
    const auto later = std::find_if(m_entries.begin(), m_entries.end(),
        [start](const Entry& entry) { return entry.start > start; });
    if (later == m_entries.begin()
        || (later - m_entries.begin() == 1 && std::prev(later)->start == start)) {
        return false;
    }
    std::prev(later)->start = start;
    m_entries.erase(m_entries.begin(), std::prev(later));
    return true;
}

std::string EpochCache::toText() const
{
    std::string text = fmt::format("0\n{}\n", m_entries.size());
    for (const Entry& entry : m_entries) {
        text += fmt::format("{} {}\n", entry.epoch.value(), entry.start.value());
    }
    return text;
}

std::optional<EpochCache> EpochCache::fromText(std::string_view text)
{
    std::istringstream in{std::string(text)};
    int version = -1;
    std::size_t count = 0;
    if (!(in >> version >> count) || version != 0) {
        return std::nullopt;
    }
    EpochCache cache;
    for (std::size_t i = 0; i < count; ++i) {
        std::int32_t epoch = 0;
        std::int64_t start = 0;
        const bool isRead = static_cast<bool>(in >> epoch >> start);
        const bool rises = cache.m_entries.empty()
            || (LeaderEpoch(epoch) > cache.m_entries.back().epoch
                && Offset(start) > cache.m_entries.back().start);
        if (!isRead || epoch < 0 || start < 0 || !rises) {
            return std::nullopt;
        }
        cache.m_entries.push_back({LeaderEpoch(epoch), Offset(start)});
    }
    return cache;
}

} // namespace brokerscope::log
