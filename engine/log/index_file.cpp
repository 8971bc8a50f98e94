#include "engine/log/index_file.h"

#include <utility>

namespace brokerscope::log {

IndexFile::IndexFile(sim::Storage& storage, std::string path, sim::FileId file, bool wasMissing)
    : m_storage(&storage)
    , m_path(std::move(path))
    , m_file(file)
    , m_wasMissing(wasMissing)
{
}

tl::expected<IndexFile, sim::IoError> IndexFile::open(sim::Storage& storage, std::string path)
{
    const bool wasMissing = !storage.find(path).has_value();
    return storage.open(path).map(
        [&](sim::FileId file) { return IndexFile(storage, std::move(path), file, wasMissing); });
}

tl::expected<Bytes, sim::IoError> IndexFile::content() const
{
    constexpr std::size_t kPiece = 1U << 20U;
    Bytes content;
    const std::size_t end = size();
    content.reserve(end);
    while (content.size() < end) {
        const auto piece = m_storage->read(m_file, content.size(), kPiece);
        if (!piece) {
            return tl::unexpected(piece.error());
        }
        if (piece->empty()) {
            return tl::unexpected(sim::IoError::ReadFailed);
        }
        content.insert(content.end(), piece->begin(), piece->end());
    }
    return content;
}

tl::expected<void, sim::IoError> IndexFile::truncate(std::size_t bytes)
{
    if (bytes >= size()) {
        return {};
    }
    return m_storage->truncate(m_file, bytes);
}

tl::expected<void, sim::IoError> IndexFile::moveTo(std::string path)
{
    const auto moved = m_storage->rename(m_path, path);
    if (moved) {
        m_path = std::move(path);
    }
    return moved;
}

} // namespace brokerscope::log
