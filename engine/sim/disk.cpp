#include "engine/sim/disk.h"

#include <algorithm>
#include <cassert>

namespace brokerscope::sim {

SimDisk::SimDisk(WritebackPolicy policy)
    : m_policy(policy)
{
    assert(policy.interval > Duration());
}

FileId SimDisk::open(std::string_view path)
{
    if (const auto found = m_names.find(path); found != m_names.end()) {
        return found->second;
    }
    const auto id = static_cast<FileId>(m_files.size());
    m_files.emplace_back();
    m_names.emplace(path, id);
    return id;
}

std::vector<std::string> SimDisk::list() const
{
    std::vector<std::string> paths;
    for (const auto& [path, id] : m_names) {
        paths.push_back(path);
    }
    return paths;
}

ByteView SimDisk::contents(FileId file) const
{
    return m_files[file].data;
}

void SimDisk::append(FileId file, ByteView bytes, Timestamp now)
{
    File& f = m_files[file];
    f.data.insert(f.data.end(), bytes.begin(), bytes.end());
    // What the flusher has long written need not be remembered write by write.
    const Timestamp written = writtenBackUntil(now);
    while (!f.dirty.empty() && f.dirty.front().at <= written) {
        f.durable = f.dirty.front().end;
        f.dirty.pop_front();
    }
    f.dirty.push_back({now, f.data.size()});
}

void SimDisk::truncate(FileId file, std::size_t size)
{
    File& f = m_files[file];
    assert(size <= f.data.size());
    f.data.resize(size);
    f.durable = std::min(f.durable, size);
    for (DirtyWrite& write : f.dirty) {
        write.end = std::min(write.end, size);
    }
}

void SimDisk::replace(FileId file, ByteView bytes)
{
    File& f = m_files[file];
    f.data.assign(bytes.begin(), bytes.end());
    sync(file);
}

void SimDisk::sync(FileId file)
{
    File& f = m_files[file];
    f.durable = f.data.size();
    f.dirty.clear();
}

std::size_t SimDisk::durableSize(FileId file, Timestamp now) const
{
    const File& f = m_files[file];
    const Timestamp written = writtenBackUntil(now);
    std::size_t durable = f.durable;
    for (const DirtyWrite& write : f.dirty) {
        if (write.at > written) {
            break;
        }
        durable = std::max(durable, write.end);
    }
    return durable;
}

void SimDisk::losePower(Timestamp now)
{
    for (FileId id = 0; id < m_files.size(); ++id) {
        File& f = m_files[id];
        f.data.resize(durableSize(id, now));
        f.durable = f.data.size();
        f.dirty.clear();
    }
}

Timestamp SimDisk::writtenBackUntil(Timestamp now) const
{
    const std::int64_t lastWake
        = now.micros() / m_policy.interval.micros() * m_policy.interval.micros();
    return Timestamp(lastWake) - m_policy.expire;
}

} // namespace brokerscope::sim
