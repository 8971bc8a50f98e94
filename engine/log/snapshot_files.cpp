#include "engine/log/snapshot_files.h"

#include "engine/log/segment_file.h"

#include <algorithm>
#include <utility>

namespace brokerscope::log {

SnapshotFiles::SnapshotFiles(sim::Storage& storage, std::string directory)
    : m_storage(storage)
    , m_directory(std::move(directory))
{
}

std::string SnapshotFiles::path(Offset offset) const
{
    return m_directory + '/' + segmentFileName(offset, kSnapshotExtension);
}

void SnapshotFiles::found(Offset offset)
{
    m_offsets.insert(std::lower_bound(m_offsets.begin(), m_offsets.end(), offset), offset);
}

tl::expected<void, sim::IoError> SnapshotFiles::take(const ProducerState& producers, Offset offset)
{
    // At 0 there is nothing to know.
    if (offset <= (m_offsets.empty() ? Offset(0) : m_offsets.back())) {
        return {};
    }
    const auto written = m_storage.replace(path(offset), encodeSnapshot(producers.snapshot()));
    if (written) {
        m_offsets.push_back(offset);
    }
    return written;
}

tl::expected<std::optional<Offset>, sim::IoError> SnapshotFiles::load(
    ProducerState& producers, Offset logEnd, std::int64_t nowMs, std::int64_t expirationMs)
{
    producers.clear();
    while (!m_offsets.empty()) {
        const Offset newest = m_offsets.back();
        if (newest <= logEnd) {
            const auto file = m_storage.find(path(newest));
            if (!file) {
                return tl::unexpected(file.error());
            }
            const auto bytes = m_storage.read(*file, 0, m_storage.size(*file));
            if (!bytes) {
                return tl::unexpected(bytes.error());
            }
            if (const auto snapshot = decodeSnapshot(*bytes)) {
                producers.restore(*snapshot, nowMs, expirationMs);
                return newest;
            }
        }
        if (const auto removed = remove(newest); !removed) {
            return tl::unexpected(removed.error());
        }
    }
    return std::nullopt;
}

tl::expected<void, sim::IoError> SnapshotFiles::remove(Offset offset)
{
    return removeIf([offset](Offset candidate) { return candidate == offset; });
}

tl::expected<void, sim::IoError> SnapshotFiles::removeAll()
{
    return removeIf([](Offset) { return true; });
}

tl::expected<void, sim::IoError> SnapshotFiles::removeOutside(Offset logStart, Offset logEnd)
{
    return removeIf([&](Offset offset) { return offset < logStart || offset > logEnd; });
}

tl::expected<void, sim::IoError> SnapshotFiles::removeStray(const std::vector<Offset>& bases)
{
    const Offset last = m_offsets.empty() ? kNoOffset : m_offsets.back();
    return removeIf([&](Offset offset) {
        const bool isBeyondAll = offset == last && (bases.empty() || offset > bases.back());
        return !isBeyondAll && !std::binary_search(bases.begin(), bases.end(), offset);
    });
}

template <class Predicate>
tl::expected<void, sim::IoError> SnapshotFiles::removeIf(Predicate&& isUseless)
{
    for (std::size_t i = m_offsets.size(); i-- > 0;) {
        if (!isUseless(m_offsets[i])) {
            continue;
        }
        if (const auto removed = m_storage.remove(path(m_offsets[i])); !removed) {
            return removed;
        }
        m_offsets.erase(m_offsets.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return {};
}

} // namespace brokerscope::log
