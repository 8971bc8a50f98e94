#pragma once

#include "engine/sim/open_files.h"
#include "engine/sim/storage.h"

namespace brokerscope::sim {

/// Reads the files below a folder of a real disk, such as the data directory of a real Kafka, and
/// never writes: not even the times of access change, where the system allows that. Symbolic links
/// are followed, as Kafka follows them. size() is what it was when find() last looked; a file that
/// has become shorter since, or that the disk does not give, fails with ReadFailed.
class RealFileReader final : public FileReader {
public:
    /// A root that is not there is an empty one.
    explicit RealFileReader(const std::string& root);

    [[nodiscard]] std::vector<std::string> list() const override;
    tl::expected<FileId, IoError> find(std::string_view path) override;
    [[nodiscard]] std::size_t size(FileId file) const override;
    [[nodiscard]] tl::expected<ByteView, IoError> read(
        FileId file, std::size_t position, std::size_t length) const override;

private:
    mutable OpenFiles m_files; ///< reading moves windows and opens and closes descriptors
};

} // namespace brokerscope::sim
