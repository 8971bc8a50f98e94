#pragma once

#include "engine/sim/storage.h"

#include <span>
#include <string>
#include <utility>

namespace brokerscope::sim {

/// Owns an open file descriptor of the operating system, or none.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    ~Descriptor() { close(); }
    Descriptor(Descriptor&& other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
    {
    }
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }
    [[nodiscard]] int get() const { return m_descriptor; }
    void close();
    /// Gives the descriptor away.
    [[nodiscard]] int release() { return std::exchange(m_descriptor, -1); }

private:
    int m_descriptor = -1;
};

/// What tells one file from another, whatever its name.
struct FileIdentity {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    auto operator<=>(const FileIdentity&) const = default; // NOLINT(modernize-use-nullptr)
};

enum class Access : std::uint8_t {
    Read, ///< does not even change the time of the last access, where the system allows that
    Write,
    Create, ///< Write, and makes the file if there is none
};

struct OpenedFile {
    Descriptor descriptor;
    FileIdentity identity;
    std::size_t size = 0;
    bool isNew = false;
};

/// Opens a regular file, following symbolic links. Never waits, whatever lies at `path`: a pipe, a
/// socket or a device is Denied without being touched.
tl::expected<OpenedFile, IoError> openRegularFile(const std::string& path, Access access);

/// Opens a folder to list or to sync it; not open when it cannot be.
[[nodiscard]] Descriptor openFolder(const std::string& path);

/// Fills `into` from `position` on; less than all of it at the end of the file or on an error.
[[nodiscard]] std::size_t readAt(
    int descriptor, std::span<std::uint8_t> into, std::size_t position);

/// How far a write came, and why not further.
struct Written {
    std::size_t bytes = 0;
    tl::expected<void, IoError> result;
};
[[nodiscard]] Written writeAt(int descriptor, ByteView bytes, std::size_t position);

tl::expected<void, IoError> cutTo(int descriptor, std::size_t size);
/// fsync.
tl::expected<void, IoError> syncFile(int descriptor);
/// fsync of the folder: the names in it survive a power loss.
tl::expected<void, IoError> syncFolder(const std::string& path);

/// Moves a file onto another name, unsynced.
tl::expected<void, IoError> renameFile(const std::string& from, const std::string& to);
/// Removes a file, unsynced; Missing when there is none.
tl::expected<void, IoError> unlinkFile(const std::string& path);
/// Removes a folder that has become empty; false when it stays.
bool removeEmptyFolder(const std::string& path);

} // namespace brokerscope::sim
