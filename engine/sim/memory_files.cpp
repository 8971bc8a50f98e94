#include "engine/sim/memory_files.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace brokerscope::sim {

MemoryFiles::MemoryFiles(FileSet files)
    : m_files(std::move(files))
{
    m_byId.reserve(m_files.size());
    for (const auto& [path, file] : m_files) {
        m_byId.push_back(&file);
    }
}

std::vector<std::string> MemoryFiles::list() const
{
    std::vector<std::string> paths;
    paths.reserve(m_files.size());
    for (const auto& [path, file] : m_files) {
        paths.push_back(path);
    }
    return paths;
}

tl::expected<FileId, IoError> MemoryFiles::find(std::string_view path)
{
    const auto found = m_files.find(path);
    if (found == m_files.end()) {
        return tl::unexpected(IoError::Missing);
    }
    return static_cast<FileId>(std::distance(m_files.begin(), found));
}

std::size_t MemoryFiles::size(FileId file) const
{
    return m_byId[file]->bytes->size();
}

tl::expected<ByteView, IoError> MemoryFiles::read(
    FileId file, std::size_t position, std::size_t length) const
{
    const ByteView all(*m_byId[file]->bytes);
    const std::size_t begin = std::min(position, all.size());
    return all.subspan(begin, std::min(length, all.size() - begin));
}

} // namespace brokerscope::sim
