#include "engine/log/dirty_part.h"

#include "engine/log/cleaned_transactions.h"
#include "engine/log/rising_deltas.h"
#include "engine/record/record_reader.h"

namespace brokerscope::log {

namespace {

/// One reading of a dirty part.
class Reading {
public:
    Reading(Offset from, OffsetMap& map)
        : m_from(from)
        , m_map(map)
    {
    }

    void add(const std::vector<AbortedTransaction>& aborted) { m_transactions.add(aborted); }
    /// False when the map has no room left.
    tl::expected<bool, CleaningStop> read(const Segment& segment);

private:
    tl::expected<bool, CleaningStop> read(const record::BatchView& batch);
    tl::expected<bool, CleaningStop> readKeys(const record::BatchView& batch);

    Offset m_from;
    OffsetMap& m_map;
    CleanedTransactions m_transactions;
    record::Decompressor m_decompressor;
};

tl::expected<bool, CleaningStop> Reading::read(const Segment& segment)
{
    const auto position = segment.positionOf(m_from);
    if (!position) {
        return CleaningStop::at(position.error());
    }
    BatchScan scan = segment.batches(*position);
    while (true) {
        const auto batch = scan.next();
        if (!batch) {
            return CleaningStop::at(batch.error());
        }
        if (!*batch) {
            return true;
        }
        const auto hasRoom = read(**batch);
        if (!hasRoom || !*hasRoom) {
            return hasRoom;
        }
        m_map.advanceTo((*batch)->lastOffset());
    }
}

tl::expected<bool, CleaningStop> Reading::read(const record::BatchView& batch)
{
    if (!batch.checkIntegrity()) {
        return CleaningStop::at(batch);
    }
    if (batch.isControl()) {
        m_transactions.readMarker(batch);
        return true;
    }
    return m_transactions.isAborted(batch) ? true : readKeys(batch);
}

tl::expected<bool, CleaningStop> Reading::readKeys(const record::BatchView& batch)
{
    record::RecordReader reader(batch, m_decompressor);
    RisingDeltas deltas(batch);
    while (!reader.atEnd()) {
        const auto record = reader.next();
        if (!record || !deltas.take(*record)) {
            return CleaningStop::at(batch);
        }
        if (record->key && record->offset >= m_from && !m_map.put(*record->key, record->offset)) {
            return false;
        }
    }
    return true;
}

} // namespace

tl::unexpected<CleaningStop> CleaningStop::at(sim::IoError error)
{
    return tl::unexpected(CleaningStop{error});
}

tl::unexpected<CleaningStop> CleaningStop::at(const record::BatchView& broken)
{
    return tl::unexpected(CleaningStop{std::nullopt, broken.baseOffset()});
}

tl::expected<void, CleaningStop> readDirtyPart(
    const Log& log, Offset from, Offset end, OffsetMap& map)
{
    Reading reading(from, map);
    const auto aborted = log.abortedTransactions(from, end);
    if (!aborted) {
        return CleaningStop::at(aborted.error());
    }
    reading.add(*aborted);
    const auto& segments = log.segments();
    for (std::size_t i = 0; segments[i]->base() < end; ++i) {
        const Offset next = segments[i + 1]->base();
        if (next <= from) {
            continue;
        }
        const auto hasRoom = reading.read(*segments[i]);
        if (!hasRoom) {
            return tl::unexpected(hasRoom.error());
        }
        if (!*hasRoom) {
            return {};
        }
        map.advanceTo(next - OffsetDelta(1)); // even if the segment's last batches are gone
    }
    return {};
}

} // namespace brokerscope::log
