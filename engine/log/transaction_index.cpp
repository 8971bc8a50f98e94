#include "engine/log/transaction_index.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace brokerscope::log {

namespace {

constexpr std::int16_t kVersion = 0;
constexpr std::size_t kProducerAt = 2;
constexpr std::size_t kFirstAt = 10;
constexpr std::size_t kLastAt = 18;
constexpr std::size_t kStableAt = 26;

} // namespace

Bytes AbortedTransaction::encode() const
{
    Bytes bytes(kSize);
    writeBigEndian(bytes, 0, kVersion);
    writeBigEndian(bytes, kProducerAt, producer.value());
    writeBigEndian(bytes, kFirstAt, firstOffset.value());
    writeBigEndian(bytes, kLastAt, lastOffset.value());
    writeBigEndian(bytes, kStableAt, lastStableOffset.value());
    return bytes;
}

std::optional<AbortedTransaction> AbortedTransaction::decode(ByteView bytes)
{
    if (bytes.size() < kSize || readBigEndian<std::int16_t>(bytes, 0) != kVersion) {
        return std::nullopt;
    }
    return AbortedTransaction{ProducerId(readBigEndian<std::int64_t>(bytes, kProducerAt)),
        Offset(readBigEndian<std::int64_t>(bytes, kFirstAt)),
        Offset(readBigEndian<std::int64_t>(bytes, kLastAt)),
        Offset(readBigEndian<std::int64_t>(bytes, kStableAt))};
}

TransactionIndex::TransactionIndex(sim::Storage& storage, std::string path)
    : m_storage(&storage)
    , m_path(std::move(path))
{
}

tl::expected<TransactionIndex, sim::IoError> TransactionIndex::open(
    sim::Storage& storage, std::string path)
{
    TransactionIndex index(storage, std::move(path));
    if (auto done = index.read(); !done) {
        return tl::unexpected(done.error());
    }
    return index;
}

tl::expected<void, sim::IoError> TransactionIndex::read()
{
    const auto file = m_storage->find(m_path);
    if (!file) {
        if (file.error() == sim::IoError::Missing) {
            return {};
        }
        return tl::unexpected(file.error());
    }
    m_file = *file;
    const std::size_t size = m_storage->size(*file);
    const auto bytes = m_storage->read(*file, 0, size);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    std::size_t at = 0;
    while (const auto entry = AbortedTransaction::decode(bytes->subspan(at))) {
        if (!m_entries.empty() && entry->lastOffset <= m_entries.back().lastOffset) {
            break;
        }
        m_entries.push_back(*entry);
        at += AbortedTransaction::kSize;
    }
    m_wasDamaged = at < size;
    return m_wasDamaged ? m_storage->truncate(*file, at) : tl::expected<void, sim::IoError>();
}

tl::expected<void, sim::IoError> TransactionIndex::append(
    const AbortedTransaction& entry, Timestamp now)
{
    assert(m_entries.empty() || m_entries.back().lastOffset < entry.lastOffset);
    if (!m_file) {
        const auto file = m_storage->open(m_path);
        if (!file) {
            return tl::unexpected(file.error());
        }
        m_file = *file;
    }
    if (auto written = m_storage->append(*m_file, entry.encode(), now); !written) {
        return written;
    }
    m_entries.push_back(entry);
    return {};
}

tl::expected<void, sim::IoError> TransactionIndex::truncateTo(Offset to)
{
    const auto first = std::find_if(m_entries.begin(), m_entries.end(),
        [to](const AbortedTransaction& entry) { return entry.lastOffset >= to; });
    if (first == m_entries.end()) {
        return {};
    }
    const auto kept = static_cast<std::size_t>(first - m_entries.begin());
    if (auto cut = m_storage->truncate(*m_file, kept * AbortedTransaction::kSize); !cut) {
        return cut;
    }
    m_entries.resize(kept);
    return {};
}

tl::expected<void, sim::IoError> TransactionIndex::sync()
{
    return m_file ? m_storage->sync(*m_file) : tl::expected<void, sim::IoError>();
}

tl::expected<void, sim::IoError> TransactionIndex::moveTo(std::string path)
{
    if (m_file) {
        if (auto moved = m_storage->rename(m_path, path); !moved) {
            return moved;
        }
    }
    m_path = std::move(path);
    return {};
}

bool TransactionIndex::collect(
    Offset from, Offset upper, std::vector<AbortedTransaction>& found) const
{
    for (const AbortedTransaction& entry : m_entries) {
        if (entry.lastOffset >= from && entry.firstOffset < upper) {
            found.push_back(entry);
        }
        // Nothing was open below this LSO when the entry was written, so that whatever is aborted
        // later begins at or behind it.
        if (entry.lastStableOffset >= upper) {
            return true;
        }
    }
    return false;
}

} // namespace brokerscope::log
