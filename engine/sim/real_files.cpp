#include "engine/sim/real_files.h"

#include "engine/sim/folder_walk.h"
#include "engine/sim/path.h"

#include <cassert>
#include <filesystem>

namespace brokerscope::sim {

namespace {

/// The part before the last '/'; empty for a file of the root.
std::string_view folderOf(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

} // namespace

RealFiles::RealFiles(const std::string& root)
    : m_files(root, Access::Write)
{
}

std::vector<std::string> RealFiles::list() const
{
    return filesBelow(m_files.root());
}

tl::expected<FileId, IoError> RealFiles::find(std::string_view path)
{
    return m_files.open(path, Access::Write);
}

std::size_t RealFiles::size(FileId file) const
{
    return m_files.size(file);
}

tl::expected<ByteView, IoError> RealFiles::read(
    FileId file, std::size_t position, std::size_t length) const
{
    return m_files.read(file, position, length);
}

std::size_t RealFiles::durableSize(FileId file, Timestamp now) const
{
    static_cast<void>(now);
    return m_files.size(file);
}

tl::expected<FileId, IoError> RealFiles::open(std::string_view path)
{
    auto found = find(path);
    if (found || found.error() != IoError::Missing) {
        return found;
    }
    if (const auto made = makeFolderOf(path); !made) {
        return tl::unexpected(made.error());
    }
    return m_files.open(path, Access::Create);
}

tl::expected<void, IoError> RealFiles::append(FileId file, ByteView bytes, Timestamp now)
{
    static_cast<void>(now);
    const auto descriptor = m_files.descriptor(file);
    if (!descriptor) {
        return tl::unexpected(descriptor.error());
    }
    const std::size_t before = m_files.size(file);
    Written written = writeAt(*descriptor, bytes, before);
    m_files.resized(file, before + written.bytes);
    return written.result;
}

tl::expected<void, IoError> RealFiles::truncate(FileId file, std::size_t size)
{
    const auto descriptor = m_files.descriptor(file);
    if (!descriptor) {
        return tl::unexpected(descriptor.error());
    }
    assert(size <= m_files.size(file));
    if (auto cut = cutTo(*descriptor, size); !cut) {
        return cut;
    }
    m_files.resized(file, size);
    return syncFile(*descriptor);
}

tl::expected<void, IoError> RealFiles::sync(FileId file)
{
    const auto descriptor = m_files.descriptor(file);
    if (!descriptor) {
        return tl::unexpected(descriptor.error());
    }
    if (auto synced = syncFile(*descriptor); !synced) {
        return synced;
    }
    if (m_files.isNew(file)) {
        if (auto synced = syncFolderOf(m_files.pathOf(file)); !synced) {
            return synced;
        }
        m_files.nameIsSynced(file);
    }
    return {};
}

tl::expected<void, IoError> RealFiles::replace(std::string_view path, ByteView bytes)
{
    if (!isPlainPath(path)) {
        return tl::unexpected(IoError::Denied);
    }
    if (auto made = makeFolderOf(path); !made) {
        return made;
    }
    const std::string temporary = std::string(path).append(kTemporarySuffix);
    if (auto written = writeTemporary(temporary, bytes); !written) {
        // A disk that cannot take it may well have kept a part.
        static_cast<void>(unlinkFile(m_files.onDisk(temporary)));
        return written;
    }
    if (auto moved = renameFile(m_files.onDisk(temporary), m_files.onDisk(path)); !moved) {
        return moved;
    }
    m_files.removed(temporary);
    m_files.replaced(path);
    return syncFolderOf(path);
}

tl::expected<void, IoError> RealFiles::writeTemporary(const std::string& path, ByteView bytes)
{
    const auto opened = openRegularFile(m_files.onDisk(path), Access::Create);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    const int descriptor = opened->descriptor.get();
    // One that a crash left behind is written anew.
    if (auto cut = cutTo(descriptor, 0); !cut) {
        return cut;
    }
    if (Written written = writeAt(descriptor, bytes, 0); !written.result) {
        return written.result;
    }
    return syncFile(descriptor);
}

tl::expected<void, IoError> RealFiles::rename(std::string_view from, std::string_view to)
{
    if (!isPlainPath(from) || !isPlainPath(to)) {
        return tl::unexpected(IoError::Denied);
    }
    if (const auto found = find(from); !found) {
        return tl::unexpected(found.error());
    }
    if (from == to) {
        return {};
    }
    if (auto made = makeFolderOf(to); !made) {
        return made;
    }
    if (auto moved = renameFile(m_files.onDisk(from), m_files.onDisk(to)); !moved) {
        return moved;
    }
    m_files.renamed(from, to);
    if (auto synced = syncFolderOf(to); !synced) {
        return synced;
    }
    return folderOf(from) == folderOf(to) ? tl::expected<void, IoError>() : syncFolderOf(from);
}

tl::expected<void, IoError> RealFiles::remove(std::string_view path)
{
    if (!isPlainPath(path)) {
        return tl::unexpected(IoError::Denied);
    }
    if (auto removed = unlinkFile(m_files.onDisk(path)); !removed) {
        return removed.error() == IoError::Missing ? tl::expected<void, IoError>() : removed;
    }
    m_files.removed(path);
    const std::string_view folder = folderOf(path);
    // Without its folder, what is to be synced is the folder's name.
    if (!folder.empty() && removeEmptyFolder(m_files.onDisk(folder))) {
        return syncFolderOf(folder);
    }
    return syncFolderOf(path);
}

tl::expected<void, IoError> RealFiles::makeFolderOf(std::string_view path)
{
    std::error_code error;
    std::filesystem::create_directories(m_files.onDisk(folderOf(path)), error);
    if (error) {
        return tl::unexpected(
            error == std::errc::no_space_on_device ? IoError::Full : IoError::Denied);
    }
    return {};
}

/// The folder may be new itself: the names on the way to it have to survive as well.
tl::expected<void, IoError> RealFiles::syncFolderOf(std::string_view path)
{
    for (std::string_view folder = folderOf(path);; folder = folderOf(folder)) {
        if (auto synced = syncFolder(m_files.onDisk(folder)); !synced) {
            return synced;
        }
        if (folder.empty()) {
            return {};
        }
    }
}

} // namespace brokerscope::sim
