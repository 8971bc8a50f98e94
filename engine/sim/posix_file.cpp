#include "engine/sim/posix_file.h"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace brokerscope::sim {

static_assert(sizeof(off_t) == 8, "files may be larger than 4 GiB");

namespace {

IoError errorOfOpening(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return IoError::Missing;
    case EIO:
        return IoError::ReadFailed;
    case ENOSPC:
    case EDQUOT:
        return IoError::Full;
    default:
        return IoError::Denied;
    }
}

IoError errorOfWriting(int error)
{
    switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return IoError::Full;
    case ENOENT:
        return IoError::Missing;
    case EACCES:
    case EPERM:
    case EROFS:
    case EISDIR:
    case ENOTDIR:
        return IoError::Denied;
    default:
        return IoError::WriteFailed;
    }
}

tl::expected<void, IoError> resultOf(int returned)
{
    if (returned == 0) {
        return {};
    }
    return tl::unexpected(errorOfWriting(errno));
}

/// Only the owner of a file may leave its access time alone.
Descriptor openQuietly(const char* path, int flags)
{
    constexpr int kAlways = O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    const int quiet = ::open(path, flags | kAlways | O_NOATIME);
    return Descriptor(quiet >= 0 || errno != EPERM ? quiet : ::open(path, flags | kAlways));
}

Descriptor openAs(const std::string& path, Access access)
{
    constexpr mode_t kRights = 0666; // less the umask
    switch (access) {
    case Access::Read:
        return openQuietly(path.c_str(), O_RDONLY);
    case Access::Write:
        return Descriptor(::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    case Access::Create:
        return Descriptor(
            ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, kRights));
    }
    return {};
}

} // namespace

void Descriptor::close()
{
    if (isOpen()) {
        ::close(release());
    }
}

tl::expected<OpenedFile, IoError> openRegularFile(const std::string& path, Access access)
{
    // Opening alone can change the state of a device, so look first.
    struct stat status { };
    const bool isThere = ::stat(path.c_str(), &status) == 0;
    if (isThere && !S_ISREG(status.st_mode)) {
        return tl::unexpected(IoError::Denied);
    }
    if (!isThere && (access != Access::Create || errno != ENOENT)) {
        return tl::unexpected(errorOfOpening(errno));
    }
    Descriptor descriptor = openAs(path, access);
    if (!descriptor.isOpen() || ::fstat(descriptor.get(), &status) != 0) {
        return tl::unexpected(errorOfOpening(errno));
    }
    if (!S_ISREG(status.st_mode)) {
        return tl::unexpected(IoError::Denied);
    }
    if (access == Access::Read) {
        // Most of what reads logs reads them from the front; it is no more than advice.
        static_cast<void>(::posix_fadvise(descriptor.get(), 0, 0, POSIX_FADV_SEQUENTIAL));
    }
    return OpenedFile{std::move(descriptor), {status.st_dev, status.st_ino},
        static_cast<std::size_t>(status.st_size), !isThere};
}

Descriptor openFolder(const std::string& path)
{
    return openQuietly(path.c_str(), O_RDONLY | O_DIRECTORY);
}

std::size_t readAt(int descriptor, std::span<std::uint8_t> into, std::size_t position)
{
    std::size_t done = 0;
    while (done < into.size()) {
        const ssize_t got = ::pread(descriptor, into.data() + done, into.size() - done,
            static_cast<off_t>(position + done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            break;
        }
        done += static_cast<std::size_t>(got);
    }
    return done;
}

Written writeAt(int descriptor, ByteView bytes, std::size_t position)
{
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t put = ::pwrite(descriptor, bytes.data() + done, bytes.size() - done,
            static_cast<off_t>(position + done));
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            return {done, tl::unexpected(put < 0 ? errorOfWriting(errno) : IoError::WriteFailed)};
        }
        done += static_cast<std::size_t>(put);
    }
    return {done, {}};
}

tl::expected<void, IoError> cutTo(int descriptor, std::size_t size)
{
    return resultOf(::ftruncate(descriptor, static_cast<off_t>(size)));
}

tl::expected<void, IoError> syncFile(int descriptor)
{
    return resultOf(::fsync(descriptor));
}

tl::expected<void, IoError> syncFolder(const std::string& path)
{
    const Descriptor folder = openFolder(path);
    if (!folder.isOpen()) {
        return tl::unexpected(errorOfWriting(errno));
    }
    // Some file systems know no fsync of a folder; then there is nothing that could be done.
    if (::fsync(folder.get()) != 0 && errno != EINVAL) {
        return tl::unexpected(IoError::WriteFailed);
    }
    return {};
}

tl::expected<void, IoError> renameFile(const std::string& from, const std::string& to)
{
    return resultOf(std::rename(from.c_str(), to.c_str()));
}

tl::expected<void, IoError> unlinkFile(const std::string& path)
{
    return resultOf(::unlink(path.c_str()));
}

bool removeEmptyFolder(const std::string& path)
{
    return ::rmdir(path.c_str()) == 0;
}

} // namespace brokerscope::sim
