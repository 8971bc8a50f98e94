#include "engine/sim/real_file_reader.h"

#include "engine/sim/folder_walk.h"

namespace brokerscope::sim {

RealFileReader::RealFileReader(const std::string& root)
    : m_files(root, Access::Read)
{
}

std::vector<std::string> RealFileReader::list() const
{
    return filesBelow(m_files.root());
}

tl::expected<FileId, IoError> RealFileReader::find(std::string_view path)
{
    return m_files.open(path, Access::Read);
}

std::size_t RealFileReader::size(FileId file) const
{
    return m_files.size(file);
}

tl::expected<ByteView, IoError> RealFileReader::read(
    FileId file, std::size_t position, std::size_t length) const
{
    return m_files.read(file, position, length);
}

} // namespace brokerscope::sim
