#pragma once

#include "engine/sim/open_files.h"
#include "engine/sim/storage.h"

namespace brokerscope::sim {

/// A folder of a real disk as the storage of one broker. Nobody else may write there meanwhile. The
/// folder is made when the first file is.
class RealFiles final : public Storage {
public:
    explicit RealFiles(const std::string& root);

    [[nodiscard]] std::vector<std::string> list() const override;
    tl::expected<FileId, IoError> find(std::string_view path) override;
    [[nodiscard]] std::size_t size(FileId file) const override;
    [[nodiscard]] tl::expected<ByteView, IoError> read(
        FileId file, std::size_t position, std::size_t length) const override;

    tl::expected<FileId, IoError> open(std::string_view path) override;
    tl::expected<void, IoError> append(FileId file, ByteView bytes, Timestamp now) override;
    tl::expected<void, IoError> truncate(FileId file, std::size_t size) override;
    tl::expected<void, IoError> replace(std::string_view path, ByteView bytes) override;
    tl::expected<void, IoError> sync(FileId file) override;
    tl::expected<void, IoError> rename(std::string_view from, std::string_view to) override;
    /// Also removes the file's folder, if it was the last one there.
    tl::expected<void, IoError> remove(std::string_view path) override;
    [[nodiscard]] std::size_t durableSize(FileId file, Timestamp now) const override;

private:
    tl::expected<void, IoError> makeFolderOf(std::string_view path);
    tl::expected<void, IoError> writeTemporary(const std::string& path, ByteView bytes);
    tl::expected<void, IoError> syncFolderOf(std::string_view path);

    mutable OpenFiles m_files; ///< reading moves windows and opens and closes descriptors
};

} // namespace brokerscope::sim
