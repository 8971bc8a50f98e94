#include "engine/log/log.h"

#include <algorithm>
#include <cassert>
#include <string_view>
#include <variant>

namespace brokerscope::log {

Log::Log(sim::Storage& storage, std::string directory)
    : m_storage(storage)
    , m_directory(std::move(directory))
    , m_file(storage.open(m_directory + "/00000000000000000000.log"))
    , m_epochFile(storage.open(m_directory + "/leader-epoch-checkpoint"))
{
    recover();
}

void Log::recover()
{
    const ByteView content = m_storage.contents(m_epochFile);
    const std::string_view text(reinterpret_cast<const char*>(content.data()), content.size());
    if (auto saved = EpochCache::fromText(text)) {
        m_epochs = *std::move(saved);
    }
    std::size_t position = 0;
    const ByteView bytes = m_storage.contents(m_file);
    while (position < bytes.size()) {
        const auto batch = record::BatchView::at(bytes.subspan(position));
        if (!batch || !batch->checkIntegrity() || batch->baseOffset() != logEnd()) {
            break;
        }
        m_epochs.assign(batch->leaderEpoch(), batch->baseOffset());
        note(*batch, position);
        position += batch->bytes().size();
    }
    if (position < bytes.size()) {
        m_storage.truncate(m_file, position);
    }
    // The checkpoint is fsynced, the log is not: after a power loss it may know of epochs whose
    // records are gone.
    if (m_epochs.truncateFromEnd(logEnd())) {
        saveEpochs();
    }
}

tl::expected<Log::Appended, event::ErrorCode> Log::appendAsLeader(
    Bytes batch, LeaderEpoch epoch, Timestamp now)
{
    const auto incoming = record::BatchView::at(batch);
    assert(incoming);
    const ProducerState::Answer answer = m_producers.check(*incoming);
    if (const auto* duplicate = std::get_if<ProducerState::Duplicate>(&answer)) {
        return Appended{duplicate->baseOffset, true};
    }
    if (const auto* refused = std::get_if<ProducerState::Refused>(&answer)) {
        return tl::unexpected(refused->error);
    }
    const Offset base = logEnd();
    record::stampLeader(batch, base, epoch);
    write(*record::BatchView::at(batch), now);
    return Appended{base, false};
}

void Log::write(const record::BatchView& batch, Timestamp now)
{
    if (m_epochs.assign(batch.leaderEpoch(), batch.baseOffset())) {
        saveEpochs();
    }
    const std::size_t position = m_storage.contents(m_file).size();
    m_storage.append(m_file, batch.bytes(), now);
    note(batch, position);
}

void Log::note(const record::BatchView& batch, std::size_t position)
{
    m_batches.push_back(
        {batch.baseOffset(), batch.end(), batch.leaderEpoch(), position, batch.bytes().size()});
    m_producers.update(batch);
}

std::vector<Log::Batch>::const_iterator Log::holding(Offset offset) const
{
    return std::upper_bound(m_batches.begin(), m_batches.end(), offset,
        [](Offset wanted, const Batch& batch) { return wanted < batch.end; });
}

ByteView Log::read(Offset from, Offset bound, std::size_t maxBytes) const
{
    assert(from >= logStart() && from <= logEnd());
    const auto first = holding(from);
    if (first == m_batches.end() || first->end > bound) {
        return {};
    }
    auto last = first;
    std::size_t size = first->size;
    for (auto next = first + 1;
         next != m_batches.end() && next->end <= bound && size + next->size <= maxBytes; ++next) {
        size += next->size;
        last = next;
    }
    return m_storage.contents(m_file).subspan(
        first->position, last->position + last->size - first->position);
}

std::size_t Log::bytesBetween(Offset from, Offset bound) const
{
    const auto first = holding(from);
    // The first batch that ends beyond the bound stays out, as in read().
    const auto end = std::upper_bound(first, m_batches.end(), bound,
        [](Offset wanted, const Batch& batch) { return wanted < batch.end; });
    return first == end ? 0 : (end - 1)->position + (end - 1)->size - first->position;
}

void Log::truncateTo(Offset to)
{
    const auto first = holding(to);
    if (first == m_batches.end()) {
        return;
    }
    m_storage.truncate(m_file, first->position);
    m_batches.erase(first, m_batches.end());
    if (m_epochs.truncateFromEnd(logEnd())) {
        saveEpochs();
    }
    rebuildProducers();
}

void Log::rebuildProducers()
{
    m_producers.clear();
    const ByteView bytes = m_storage.contents(m_file);
    for (const Batch& batch : m_batches) {
        m_producers.update(*record::BatchView::at(bytes.subspan(batch.position, batch.size)));
    }
}

void Log::beginEpoch(LeaderEpoch epoch)
{
    if (m_epochs.assign(epoch, logEnd())) {
        saveEpochs();
    }
}

void Log::saveEpochs()
{
    const std::string text = m_epochs.toText();
    m_storage.replace(
        m_epochFile, ByteView(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

Offset Log::durableEnd(Timestamp now) const
{
    const std::size_t durable = m_storage.durableSize(m_file, now);
    const auto torn = std::find_if(m_batches.begin(), m_batches.end(),
        [durable](const Batch& batch) { return batch.position + batch.size > durable; });
    return torn == m_batches.begin() ? logStart() : std::prev(torn)->end;
}

std::uint32_t Log::crcAt(Offset base) const
{
    const auto batch = holding(base);
    if (batch == m_batches.end() || batch->base != base) {
        return 0;
    }
    return record::BatchView::at(m_storage.contents(m_file).subspan(batch->position, batch->size))
        ->crc();
}

} // namespace brokerscope::log
