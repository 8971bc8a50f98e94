#pragma once

#include "engine/sim/file_set.h"
#include "engine/sim/storage.h"

namespace brokerscope::sim {

/// Reads a FileSet: the files of a run at one moment. Views stay valid as long as the reader.
class MemoryFiles final : public FileReader {
public:
    explicit MemoryFiles(FileSet files);

    [[nodiscard]] std::vector<std::string> list() const override;
    tl::expected<FileId, IoError> find(std::string_view path) override;
    [[nodiscard]] std::size_t size(FileId file) const override;
    [[nodiscard]] tl::expected<ByteView, IoError> read(
        FileId file, std::size_t position, std::size_t length) const override;

    /// What a power loss at that moment would have left of the file.
    [[nodiscard]] std::size_t durableSize(FileId file) const { return m_byId[file]->durableSize; }
    [[nodiscard]] const FileSet& files() const { return m_files; }

private:
    FileSet m_files;
    std::vector<const StoredFile*> m_byId; ///< in the order of their paths
};

} // namespace brokerscope::sim
