#include "engine/client/record_runs.h"

#include "engine/record/batch.h"

#include <algorithm>

namespace brokerscope::client {

namespace {

class Taker {
public:
    Taker(Offset position, std::uint32_t room)
        : m_room(room)
    {
        m_taken.position = position;
    }

    /// False when the batch has more records than there is room for, or cannot be read.
    bool take(const record::BatchView& batch)
    {
        if (batch.isControl() || batch.end() <= m_taken.position) {
            m_taken.position = std::max(m_taken.position, batch.end());
            return true;
        }
        const bool hasAll = batch.recordCount() == std::int64_t{batch.lastOffsetDelta()} + 1;
        return hasAll ? takeRange(batch) : takeOneByOne(batch);
    }

    [[nodiscard]] RecordRuns finish(bool isUsedUp)
    {
        m_taken.isUsedUp = isUsedUp;
        return std::move(m_taken);
    }

private:
    bool takeRange(const record::BatchView& batch)
    {
        // What stands before the position belongs to an earlier poll.
        const Offset from = std::max(m_taken.position, batch.baseOffset());
        const Offset to = std::min(batch.end(), from + OffsetDelta(m_room - m_taken.records));
        add(from, static_cast<std::uint32_t>((to - from).value()), batch.leaderEpoch());
        return to == batch.end();
    }

    bool takeOneByOne(const record::BatchView& batch)
    {
        record::RecordReader reader(batch);
        while (!reader.atEnd()) {
            const auto record = reader.next();
            if (!record) {
                m_taken.isCorrupt = true;
                return false;
            }
            if (record->offset < m_taken.position) {
                continue;
            }
            if (m_taken.records == m_room) {
                return false;
            }
            add(record->offset, 1, batch.leaderEpoch());
        }
        m_taken.position = batch.end();
        return true;
    }

    void add(Offset from, std::uint32_t count, LeaderEpoch epoch)
    {
        if (count == 0) {
            return;
        }
        const bool continues = !m_taken.runs.empty() && m_taken.runs.back().epoch == epoch
            && m_taken.runs.back().base + OffsetDelta(m_taken.runs.back().records) == from;
        if (!continues) {
            m_taken.runs.push_back({from, 0, epoch});
        }
        m_taken.runs.back().records += count;
        m_taken.records += count;
        m_taken.position = from + OffsetDelta(count);
    }

    std::uint32_t m_room;
    RecordRuns m_taken;
};

} // namespace

RecordRuns takeRecords(ByteView batches, Offset position, std::uint32_t room)
{
    Taker taker(position, room);
    while (const auto batch = record::BatchView::at(batches)) {
        if (!taker.take(*batch)) {
            return taker.finish(false);
        }
        batches = batches.subspan(batch->bytes().size());
    }
    return taker.finish(true);
}

void forEachRecord(ByteView batches, Offset from, Offset to,
    const std::function<void(const record::RecordView&, LeaderEpoch)>& f)
{
    while (const auto batch = record::BatchView::at(batches)) {
        batches = batches.subspan(batch->bytes().size());
        if (batch->isControl() || batch->end() <= from || batch->baseOffset() >= to) {
            continue;
        }
        record::RecordReader reader(*batch);
        while (!reader.atEnd()) {
            const auto record = reader.next();
            if (!record) {
                break;
            }
            if (record->offset >= from && record->offset < to) {
                f(*record, batch->leaderEpoch());
            }
        }
    }
}

} // namespace brokerscope::client
