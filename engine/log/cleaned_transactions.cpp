#include "engine/log/cleaned_transactions.h"

#include "engine/record/control.h"
#include "engine/record/record_reader.h"

namespace brokerscope::log {

void CleanedTransactions::add(std::span<const AbortedTransaction> aborted)
{
    for (const AbortedTransaction& transaction : aborted) {
        m_ahead.emplace(transaction.firstOffset, transaction);
    }
}

void CleanedTransactions::advanceTo(Offset offset)
{
    while (!m_ahead.empty() && m_ahead.begin()->first <= offset) {
        const AbortedTransaction& begun = m_ahead.begin()->second;
        m_aborted.try_emplace(begun.producer, Ongoing{begun});
        m_ahead.erase(m_ahead.begin());
    }
}

bool CleanedTransactions::isAborted(const record::BatchView& batch)
{
    advanceTo(batch.lastOffset());
    if (!batch.isTransactional()) {
        return false;
    }
    const auto found = m_aborted.find(batch.producerId());
    if (found == m_aborted.end()) {
        m_committed.insert(batch.producerId());
        return false;
    }
    found->second.wasSeen = true;
    return true;
}

CleanedTransactions::Marker CleanedTransactions::readMarker(const record::BatchView& batch)
{
    advanceTo(batch.lastOffset());
    record::RecordReader reader(batch);
    if (reader.atEnd()) {
        return {}; // emptied by an earlier pass
    }
    const auto record = reader.next();
    const auto type = record ? record::controlTypeOf(*record) : tl::unexpected(record.error());
    if (type == record::ControlType::Commit) {
        return {m_committed.erase(batch.producerId()) == 0, std::nullopt};
    }
    if (type != record::ControlType::Abort) {
        return {false, std::nullopt};
    }
    const auto found = m_aborted.find(batch.producerId());
    if (found == m_aborted.end()) {
        return {};
    }
    const Ongoing ended = found->second;
    m_aborted.erase(found);
    return ended.wasSeen ? Marker{false, ended.transaction} : Marker{};
}

} // namespace brokerscope::log
