#include "engine/sim/open_files.h"

#include "engine/sim/path.h"

#include <algorithm>
#include <filesystem>
#include <new>

namespace brokerscope::sim {

namespace {

/// A window that one long read has blown up does not stay so.
constexpr std::size_t kLargestKept = 4 * OpenFiles::kAhead;

std::string absolute(const std::string& path)
{
    std::error_code error;
    const std::filesystem::path whole = std::filesystem::absolute(path, error);
    return error ? path : whole.string();
}

} // namespace

OpenFiles::OpenFiles(const std::string& root, Access access)
    : m_root(absolute(root))
    , m_access(access)
{
}

std::string OpenFiles::onDisk(std::string_view path) const
{
    return std::string(m_root).append("/").append(path);
}

FileId OpenFiles::idOf(std::string_view path)
{
    if (const auto known = m_names.find(path); known != m_names.end()) {
        return known->second;
    }
    const auto id = static_cast<FileId>(m_files.size());
    m_files.emplace_back();
    m_files.back().path = path;
    m_names.emplace(path, id);
    return id;
}

tl::expected<FileId, IoError> OpenFiles::open(std::string_view path, Access access)
{
    if (!isPlainPath(path)) {
        return tl::unexpected(IoError::Denied);
    }
    auto opened = openRegularFile(onDisk(path), access);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    if (const auto known = m_names.find(path); known != m_names.end()) {
        if (m_files[known->second].identity == opened->identity
            && m_files[known->second].descriptor.isOpen()) {
            resized(known->second, opened->size);
            return known->second;
        }
        if (m_files[known->second].identity != opened->identity) {
            // Someone has put another file in its place.
            forget(path);
        }
    }
    const FileId id = idOf(path);
    take(id, std::move(*opened));
    return id;
}

void OpenFiles::take(FileId id, OpenedFile opened)
{
    close(id);
    if (m_open.size() >= kMostOpen) {
        close(*std::min_element(m_open.begin(), m_open.end(),
            [this](FileId a, FileId b) { return m_files[a].lastUse < m_files[b].lastUse; }));
    }
    File& file = m_files[id];
    file.descriptor = std::move(opened.descriptor);
    file.identity = opened.identity;
    file.size = opened.size;
    file.isNew = file.isNew || opened.isNew;
    file.lastUse = ++m_clock;
    m_open.push_back(id);
}

void OpenFiles::close(FileId id)
{
    m_files[id].descriptor.close();
    m_files[id].window = {};
    m_open.erase(std::remove(m_open.begin(), m_open.end(), id), m_open.end());
}

tl::expected<int, IoError> OpenFiles::descriptor(FileId file)
{
    File& f = m_files[file];
    if (f.isGone) {
        return tl::unexpected(IoError::Missing);
    }
    if (!f.descriptor.isOpen()) {
        auto opened = openRegularFile(onDisk(f.path), m_access);
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        if (opened->identity != f.identity) {
            return tl::unexpected(IoError::Missing);
        }
        // To whoever asked for the size, the file is still as large as it was told.
        opened->size = f.size;
        take(file, std::move(*opened));
    }
    f.lastUse = ++m_clock;
    return f.descriptor.get();
}

tl::expected<ByteView, IoError> OpenFiles::read(
    FileId file, std::size_t position, std::size_t length)
{
    File& f = m_files[file];
    if (f.isGone) {
        return tl::unexpected(IoError::Missing);
    }
    const std::size_t begin = std::min(position, f.size);
    const std::size_t count = std::min(length, f.size - begin);
    if (count == 0) {
        return ByteView();
    }
    if (!f.window.holds(begin, count)) {
        if (const auto filled = fill(file, begin, count); !filled) {
            return tl::unexpected(filled.error());
        }
    }
    f.lastUse = ++m_clock;
    return ByteView(f.window.bytes.get() + (begin - f.window.begin), count);
}

tl::expected<void, IoError> OpenFiles::fill(FileId id, std::size_t position, std::size_t length)
{
    const auto opened = descriptor(id);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    File& f = m_files[id];
    Window& window = f.window;
    const bool goesForward
        = window.length > 0 && position >= window.begin && position <= window.begin + window.length;
    const std::size_t ahead = goesForward ? kAhead : kNearby;
    const std::size_t wanted = std::max(length, std::min(ahead, f.size - position));
    if (window.capacity < wanted || (window.capacity > kLargestKept && wanted <= kAhead)) {
        // A broken file can ask for more than there is memory; that is no reason to crash.
        window = {};
        window.bytes.reset(new (std::nothrow) std::uint8_t[wanted]);
        window.capacity = window.bytes == nullptr ? 0 : wanted;
    }
    window.begin = position;
    window.length = window.bytes == nullptr
        ? 0
        : readAt(*opened, std::span(window.bytes.get(), wanted), position);
    // The file may have become shorter. What was asked for has to be there; reading ahead may fail.
    if (window.length < length) {
        window.length = 0;
        return tl::unexpected(IoError::ReadFailed);
    }
    return {};
}

// --- Changes -------------------------------------------------------------------------------------

void OpenFiles::resized(FileId file, std::size_t size)
{
    File& f = m_files[file];
    Window& window = f.window;
    if (size < f.size) {
        window.length = std::min(window.length, size - std::min(size, window.begin));
    }
    f.size = size;
}

void OpenFiles::replaced(std::string_view path)
{
    const auto known = m_names.find(path);
    if (known == m_names.end()) {
        return;
    }
    // The next use opens the new file; if that fails, it says so.
    close(known->second);
    auto opened = openRegularFile(onDisk(path), m_access);
    if (opened) {
        take(known->second, std::move(*opened));
    }
}

void OpenFiles::renamed(std::string_view from, std::string_view to)
{
    forget(to);
    const auto known = m_names.find(from);
    if (known != m_names.end()) {
        const FileId id = known->second;
        m_names.erase(known);
        m_names.emplace(to, id);
        m_files[id].path = to;
    }
}

void OpenFiles::removed(std::string_view path)
{
    forget(path);
}

void OpenFiles::forget(std::string_view path)
{
    const auto known = m_names.find(path);
    if (known != m_names.end()) {
        close(known->second);
        m_files[known->second].isGone = true;
        m_files[known->second].size = 0;
        m_names.erase(known);
    }
}

} // namespace brokerscope::sim
