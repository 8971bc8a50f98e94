#include "engine/sim/disk.h"

#include "engine/sim/path.h"

#include <algorithm>
#include <cassert>

namespace brokerscope::sim {

SimDisk::SimDisk(WritebackPolicy policy)
    : m_policy(policy)
{
    assert(policy.interval > Duration());
}

// --- Reading -------------------------------------------------------------------------------------

std::vector<std::string> SimDisk::list() const
{
    std::vector<std::string> paths;
    paths.reserve(m_names.size());
    for (const auto& [path, id] : m_names) {
        paths.push_back(path);
    }
    return paths;
}

tl::expected<FileId, IoError> SimDisk::find(std::string_view path)
{
    if (m_isStopped) {
        return tl::unexpected(IoError::WriteFailed);
    }
    if (const auto found = m_names.find(path); found != m_names.end()) {
        return found->second;
    }
    return tl::unexpected(isPlainPath(path) ? IoError::Missing : IoError::Denied);
}

std::size_t SimDisk::size(FileId file) const
{
    const File* f = fileAt(file);
    return f == nullptr ? 0 : f->data.size();
}

tl::expected<ByteView, IoError> SimDisk::read(
    FileId file, std::size_t position, std::size_t length) const
{
    const File* f = fileAt(file);
    if (m_isStopped) {
        return tl::unexpected(IoError::WriteFailed);
    }
    if (f == nullptr) {
        return tl::unexpected(IoError::Missing);
    }
    if (f->readsFail) {
        return tl::unexpected(IoError::ReadFailed);
    }
    const std::size_t begin = std::min(position, f->data.size());
    return ByteView(f->data).subspan(begin, std::min(length, f->data.size() - begin));
}

std::size_t SimDisk::durableSize(FileId file, Timestamp now) const
{
    const File* f = fileAt(file);
    if (f == nullptr) {
        return 0;
    }
    std::size_t durable = f->durable;
    for (const DirtyWrite& write : f->dirty) {
        if (write.writtenBack > now) {
            break;
        }
        durable = std::max(durable, write.end);
    }
    return durable;
}

FileSet SimDisk::snapshot(std::string_view prefix, Timestamp now) const
{
    FileSet files;
    for (auto it = m_names.lower_bound(prefix);
         it != m_names.end() && it->first.compare(0, prefix.size(), prefix) == 0; ++it) {
        const File* f = fileAt(it->second);
        files.emplace(it->first,
            StoredFile{std::make_shared<const Bytes>(f->data), durableSize(it->second, now)});
    }
    return files;
}

// --- Writing -------------------------------------------------------------------------------------

bool SimDisk::takesOperation()
{
    if (m_isStopped || m_writes == m_stopAfter) {
        m_isStopped = true;
        return false;
    }
    ++m_writes;
    return true;
}

FileId SimDisk::make(std::string_view path)
{
    const auto id = static_cast<FileId>(m_files.size());
    m_files.push_back(std::make_unique<File>());
    m_names.emplace(path, id);
    markFaults(path, *m_files.back());
    return id;
}

void SimDisk::drop(FileId file)
{
    m_used -= m_files[file]->data.size();
    m_files[file].reset();
}

tl::expected<SimDisk::File*, IoError> SimDisk::fileToWrite(FileId file)
{
    File* f = m_files[file].get();
    if (f == nullptr) {
        return tl::unexpected(IoError::Missing);
    }
    if (f->writesFail) {
        return tl::unexpected(IoError::WriteFailed);
    }
    return f;
}

tl::expected<FileId, IoError> SimDisk::open(std::string_view path)
{
    auto found = find(path);
    if (found || found.error() != IoError::Missing) {
        return found;
    }
    if (!takesOperation() || writesFailAt(path)) {
        return tl::unexpected(IoError::WriteFailed);
    }
    return make(path);
}

tl::expected<void, IoError> SimDisk::append(FileId file, ByteView bytes, Timestamp now)
{
    const bool wasStopped = m_isStopped;
    const bool isTaken = takesOperation();
    const auto f = fileToWrite(file);
    if (!f) {
        return tl::unexpected(isTaken ? f.error() : IoError::WriteFailed);
    }
    const std::size_t room = m_capacity - std::min(m_used, m_capacity);
    if (!isTaken) {
        const std::size_t torn = wasStopped ? 0 : std::min(m_tornBytes, bytes.size());
        write(**f, bytes.first(std::min(torn, room)), now);
        return tl::unexpected(IoError::WriteFailed);
    }
    if (room < bytes.size()) {
        write(**f, bytes.first(room), now);
        return tl::unexpected(IoError::Full);
    }
    write(**f, bytes, now);
    return {};
}

void SimDisk::write(File& file, ByteView bytes, Timestamp now)
{
    file.data.insert(file.data.end(), bytes.begin(), bytes.end());
    m_used += bytes.size();
    // The flusher takes everything from between two of its wake-ups at once: no need to remember
    // each write.
    const Timestamp at = writtenBackAt(now);
    if (!file.dirty.empty() && file.dirty.back().writtenBack >= at) {
        file.dirty.back().end = file.data.size();
        return;
    }
    auto stillDirty = file.dirty.begin();
    for (; stillDirty != file.dirty.end() && stillDirty->writtenBack <= now; ++stillDirty) {
        file.durable = std::max(file.durable, stillDirty->end);
    }
    file.dirty.erase(file.dirty.begin(), stillDirty);
    file.dirty.push_back({at, file.data.size()});
}

tl::expected<void, IoError> SimDisk::truncate(FileId file, std::size_t size)
{
    if (!takesOperation()) {
        return tl::unexpected(IoError::WriteFailed);
    }
    const auto found = fileToWrite(file);
    if (!found) {
        return tl::unexpected(found.error());
    }
    File& f = **found;
    assert(size <= f.data.size());
    m_used -= f.data.size() - size;
    f.data.resize(size);
    f.durable = std::min(f.durable, size);
    for (DirtyWrite& write : f.dirty) {
        write.end = std::min(write.end, size);
    }
    return {};
}

tl::expected<void, IoError> SimDisk::replace(std::string_view path, ByteView bytes)
{
    if (!isPlainPath(path)) {
        return tl::unexpected(IoError::Denied);
    }
    const bool wasStopped = m_isStopped;
    if (!takesOperation()) {
        if (!wasStopped) {
            tearReplacement(path, bytes);
        }
        return tl::unexpected(IoError::WriteFailed);
    }
    if (writesFailAt(path)) {
        return tl::unexpected(IoError::WriteFailed);
    }
    // Until the rename, the new content stands beside the old one.
    if (m_capacity - std::min(m_used, m_capacity) < bytes.size()) {
        return tl::unexpected(IoError::Full);
    }
    const auto found = m_names.find(path);
    File& f = *m_files[found == m_names.end() ? make(path) : found->second];
    m_used = m_used - f.data.size() + bytes.size();
    f.data.assign(bytes.begin(), bytes.end());
    f.durable = f.data.size();
    f.dirty.clear();
    // Kafka's temporary file, perhaps one that a crash left behind, has become this one.
    if (const auto old = m_names.find(std::string(path).append(kTemporarySuffix));
        old != m_names.end()) {
        drop(old->second);
        m_names.erase(old);
    }
    return {};
}

void SimDisk::tearReplacement(std::string_view path, ByteView bytes)
{
    if (m_tornBytes == 0) {
        return;
    }
    const std::string temporary = std::string(path).append(kTemporarySuffix);
    const auto found = m_names.find(temporary);
    File& f = *m_files[found == m_names.end() ? make(temporary) : found->second];
    const std::size_t torn = std::min(m_tornBytes, bytes.size());
    m_used = m_used - f.data.size() + torn;
    f.data.assign(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(torn));
    // Should the power fail as well, this is what the disk has of it.
    f.durable = torn;
    f.dirty.clear();
}

tl::expected<void, IoError> SimDisk::sync(FileId file)
{
    if (!takesOperation()) {
        return tl::unexpected(IoError::WriteFailed);
    }
    const auto f = fileToWrite(file);
    if (!f) {
        return tl::unexpected(f.error());
    }
    (*f)->durable = (*f)->data.size();
    (*f)->dirty.clear();
    return {};
}

tl::expected<void, IoError> SimDisk::rename(std::string_view from, std::string_view to)
{
    if (!isPlainPath(from) || !isPlainPath(to)) {
        return tl::unexpected(IoError::Denied);
    }
    if (!takesOperation()) {
        return tl::unexpected(IoError::WriteFailed);
    }
    const auto source = m_names.find(from);
    if (source == m_names.end()) {
        return tl::unexpected(IoError::Missing);
    }
    if (writesFailAt(from) || writesFailAt(to)) {
        return tl::unexpected(IoError::WriteFailed);
    }
    if (from == to) {
        return {};
    }
    const FileId id = source->second;
    m_names.erase(source);
    if (const auto target = m_names.find(to); target != m_names.end()) {
        drop(target->second);
        target->second = id;
    } else {
        m_names.emplace(to, id);
    }
    markFaults(to, *m_files[id]);
    return {};
}

tl::expected<void, IoError> SimDisk::remove(std::string_view path)
{
    if (!isPlainPath(path)) {
        return tl::unexpected(IoError::Denied);
    }
    if (!takesOperation() || writesFailAt(path)) {
        return tl::unexpected(IoError::WriteFailed);
    }
    if (const auto found = m_names.find(path); found != m_names.end()) {
        drop(found->second);
        m_names.erase(found);
    }
    return {};
}

Timestamp SimDisk::writtenBackAt(Timestamp written) const
{
    const std::int64_t interval = m_policy.interval.micros();
    const std::int64_t old = (written + m_policy.expire).micros();
    return Timestamp((old + interval - 1) / interval * interval);
}

} // namespace brokerscope::sim
