#pragma once

#include "engine/sim/posix_file.h"
#include "engine/sim/storage.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace brokerscope::sim {

/// Regular files below one folder of a real disk, with a window of bytes for each that is being
/// read. Holds only some of them open at a time, and closes the one that was used longest ago.
/// What RealFileReader and RealFiles have in common.
class OpenFiles {
public:
    static constexpr std::size_t kMostOpen = 64;
    /// How much is read at once where the reader goes forward, and where it jumps.
    static constexpr std::size_t kAhead = std::size_t{1} << 20;
    static constexpr std::size_t kNearby = std::size_t{64} << 10;

    /// `root` need not be there. `access` is that of find() and of reopening.
    OpenFiles(const std::string& root, Access access);

    /// The path on the disk; `path` must be plain.
    [[nodiscard]] std::string onDisk(std::string_view path) const;
    [[nodiscard]] const std::string& root() const { return m_root; }

    /// Opens the file at `path` and looks at its size again; with Access::Create makes it if there
    /// is none.
    tl::expected<FileId, IoError> open(std::string_view path, Access access);
    [[nodiscard]] std::size_t size(FileId file) const { return m_files[file].size; }
    /// As FileReader::read; ReadFailed when the file has become shorter than size().
    tl::expected<ByteView, IoError> read(FileId file, std::size_t position, std::size_t length);

    /// The descriptor of a file, opened again if need be. Valid until the next call for another.
    tl::expected<int, IoError> descriptor(FileId file);
    [[nodiscard]] const std::string& pathOf(FileId file) const { return m_files[file].path; }
    /// The file's name has not been synced since it was made.
    [[nodiscard]] bool isNew(FileId file) const { return m_files[file].isNew; }
    void nameIsSynced(FileId file) { m_files[file].isNew = false; }

    // What RealFiles did to a file, told afterwards.
    void resized(FileId file, std::size_t size);
    void replaced(std::string_view path);
    void renamed(std::string_view from, std::string_view to);
    void removed(std::string_view path);

private:
    /// Bytes of a file as they were read.
    struct Window {
        std::unique_ptr<std::uint8_t[]> bytes; // NOLINT: a vector would be filled with zeros first
        std::size_t capacity = 0;
        std::size_t begin = 0; ///< in the file
        std::size_t length = 0;
        [[nodiscard]] bool holds(std::size_t position, std::size_t count) const
        {
            return position >= begin && position + count <= begin + length;
        }
    };
    struct File {
        std::string path;
        FileIdentity identity;
        std::size_t size = 0;
        bool isNew = false;
        bool isGone = false;
        std::uint64_t lastUse = 0;
        Descriptor descriptor;
        Window window;
    };

    FileId idOf(std::string_view path);
    void take(FileId id, OpenedFile opened);
    void close(FileId id);
    void forget(std::string_view path);
    tl::expected<void, IoError> fill(FileId id, std::size_t position, std::size_t length);

    std::string m_root; ///< absolute
    Access m_access;
    std::map<std::string, FileId, std::less<>> m_names;
    std::vector<File> m_files; ///< by FileId
    std::vector<FileId> m_open; ///< those with a descriptor
    std::uint64_t m_clock = 0; ///< counts uses
};

} // namespace brokerscope::sim
