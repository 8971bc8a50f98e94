#include "engine/sim/disk.h"

#include <algorithm>
#include <cassert>

namespace brokerscope::sim {

namespace {

bool hasPrefixOf(std::string_view path, const std::vector<std::string>& prefixes)
{
    return std::any_of(prefixes.begin(), prefixes.end(),
        [path](const std::string& prefix) { return path.substr(0, prefix.size()) == prefix; });
}

} // namespace

void SimDisk::losePower(Timestamp now)
{
    losePower(now, [](std::string_view, std::size_t) { return LostTail{}; });
}

void SimDisk::losePower(Timestamp now, const TailRule& rule)
{
    m_used = 0;
    for (const auto& [path, id] : m_names) {
        File& f = *m_files[id];
        const std::size_t durable = durableSize(id, now);
        const std::size_t lost = f.data.size() - durable;
        const LostTail tail = lost == 0 ? LostTail{} : rule(path, lost);
        const std::size_t kept = std::min(tail.kept, lost);
        const std::size_t zeroed = std::min(tail.zeroed, lost - kept);
        f.data.resize(durable + kept);
        f.data.resize(durable + kept + zeroed, 0);
        f.durable = f.data.size();
        f.dirty.clear();
        m_used += f.data.size();
    }
    resume();
}

void SimDisk::failReads(std::string_view prefix)
{
    m_failingReads.emplace_back(prefix);
    for (const auto& [path, id] : m_names) {
        markFaults(path, *m_files[id]);
    }
}

void SimDisk::failWrites(std::string_view prefix)
{
    m_failingWrites.emplace_back(prefix);
    for (const auto& [path, id] : m_names) {
        markFaults(path, *m_files[id]);
    }
}

void SimDisk::clearFaults()
{
    m_capacity = std::numeric_limits<std::size_t>::max();
    m_failingReads.clear();
    m_failingWrites.clear();
    for (const auto& [path, id] : m_names) {
        markFaults(path, *m_files[id]);
    }
}

void SimDisk::markFaults(std::string_view path, File& file) const
{
    file.readsFail = hasPrefixOf(path, m_failingReads);
    file.writesFail = hasPrefixOf(path, m_failingWrites);
}

bool SimDisk::writesFailAt(std::string_view path) const
{
    return hasPrefixOf(path, m_failingWrites);
}

tl::expected<void, IoError> SimDisk::flipBit(
    std::string_view path, std::size_t position, unsigned int bit)
{
    assert(bit < 8);
    const auto found = m_names.find(path);
    if (found == m_names.end() || position >= m_files[found->second]->data.size()) {
        return tl::unexpected(IoError::Missing);
    }
    std::uint8_t& byte = m_files[found->second]->data[position];
    byte = static_cast<std::uint8_t>(byte ^ (1U << bit));
    return {};
}

void SimDisk::stopAfter(std::uint64_t operations, std::size_t tornBytes)
{
    m_stopAfter = operations;
    m_tornBytes = tornBytes;
}

void SimDisk::resume()
{
    m_stopAfter = std::numeric_limits<std::uint64_t>::max();
    m_tornBytes = 0;
    m_isStopped = false;
}

} // namespace brokerscope::sim
