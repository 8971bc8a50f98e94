#include "engine/inspect/index_check.h"

#include <algorithm>

namespace brokerscope::inspect {

namespace {

/// The cleaner has taken records out of it, or a producer that keeps offsets apart wrote it.
bool hasGaps(const record::BatchView& batch)
{
    return std::int64_t{batch.recordCount()} != std::int64_t{batch.lastOffsetDelta()} + 1;
}

/// Whether a leader, a follower or the cleaner may have given an entry this offset for an append
/// that has this batch in it: that of the append's last batch, or of a batch's last record that the
/// cleaner kept.
bool mayEndWith(const record::BatchView& batch, std::int64_t offset)
{
    return batch.lastOffset().value() == offset
        || (hasGaps(batch) && batch.baseOffset().value() <= offset
            && offset < batch.lastOffset().value());
}

} // namespace

IndexCheck::IndexCheck(const IndexFile& index, Report report)
    : m_index(index)
    , m_report(std::move(report))
{
    m_findings.isChecked = true;
    if (index.entries() > 0) {
        if (const auto entry = index.at(0); entry) {
            m_next = *entry;
        }
    }
}

void IndexCheck::disagree(
    ProblemKind kind, std::uint32_t slot, Offset offset, std::int64_t expected, std::int64_t found)
{
    if (m_findings.mismatches++ < kMostReported) {
        m_report(m_index.problem(kind, slot, offset, expected, found));
    }
}

/// Goes to the next entry that comes after the present one, as entries must.
void IndexCheck::take()
{
    m_previous = m_next;
    m_next.reset();
    while (++m_slot < m_index.entries()) {
        const auto entry = m_index.at(m_slot);
        if (!entry) {
            m_report(entry.error());
            return;
        }
        // Positions and keys always rise; two entries of a time index may share an offset.
        const bool rises = entry->key > m_previous->key
            && (m_index.kind() == IndexKind::Time ? entry->value >= m_previous->value
                                                  : entry->value > m_previous->value);
        if (rises) {
            m_next = *entry;
            return;
        }
        const bool isKey = entry->key <= m_previous->key;
        disagree(ProblemKind::IndexOrder, m_slot, kNoOffset,
            isKey ? m_previous->key : m_previous->value, isKey ? entry->key : entry->value);
    }
}

void IndexCheck::onBatch(const FoundBatch& batch)
{
    if (m_index.kind() == IndexKind::Offset) {
        onBatchOfOffsets(batch);
    } else {
        onBatchOfTimes(batch);
    }
}

// --- The offset index ----------------------------------------------------------------------------
//
// An entry stands for an append: it has the position of its first batch and the last offset of its
// last. A leader appends one batch at a time, a follower and the cleaner several.

void IndexCheck::onBatchOfOffsets(const FoundBatch& batch)
{
    const auto position = static_cast<std::int64_t>(batch.position);
    while (m_next && m_next->value < position) {
        disagree(ProblemKind::IndexPosition, m_slot, Offset(m_next->key), 0, m_next->value);
        take();
    }
    if (m_next && m_next->value == position) {
        closeOpen();
        point(batch);
        take();
    }
    if (m_open && (!batch.hasValidCrc || mayEndWith(batch.view, m_open->key))) {
        m_open.reset();
    }
}

void IndexCheck::point(const FoundBatch& batch)
{
    m_open = m_next;
    m_openSlot = m_slot;
    m_openLastOffset = batch.view.lastOffset().value();
    m_findings.entriesEqualToBatchLastOffset += m_open->key == m_openLastOffset ? 1 : 0;
}

/// An entry whose append is over, and none of its batches ended with the entry's offset.
void IndexCheck::closeOpen()
{
    if (m_open) {
        disagree(ProblemKind::IndexOffset, m_openSlot, Offset(m_open->key), m_openLastOffset,
            m_open->key);
        m_open.reset();
    }
}

// --- The time index ------------------------------------------------------------------------------
//
// An entry says: up to this offset no record has a larger timestamp, and one has this.

void IndexCheck::onBatchOfTimes(const FoundBatch& batch)
{
    const std::int64_t base = batch.view.baseOffset().value();
    const std::int64_t last = batch.view.lastOffset().value();
    while (m_next && m_next->value < base) {
        disagree(ProblemKind::TimeIndexOffset, m_slot, Offset(m_next->value), 0, m_next->key);
        take();
    }
    if (batch.hasValidCrc) {
        m_maxTimestamp = std::max(m_maxTimestamp, batch.view.maxTimestampMs());
    }
    while (m_next && m_next->value <= last) {
        if (!batch.hasValidCrc) {
            // Its timestamps may be anything; one wrong batch must not make all that follows wrong.
            m_maxTimestamp = std::max(m_maxTimestamp, m_next->key);
        } else if (m_next->key != m_maxTimestamp) {
            disagree(ProblemKind::TimeIndexTimestamp, m_slot, Offset(m_next->value), m_maxTimestamp,
                m_next->key);
        }
        take();
    }
}

void IndexCheck::finish(bool wholeLog)
{
    const bool isOffset = m_index.kind() == IndexKind::Offset;
    if (!wholeLog) {
        return;
    }
    closeOpen();
    while (m_next) {
        disagree(isOffset ? ProblemKind::IndexPosition : ProblemKind::TimeIndexOffset, m_slot,
            Offset(isOffset ? m_next->key : m_next->value), 0,
            isOffset ? m_next->value : m_next->key);
        take();
    }
}

} // namespace brokerscope::inspect
