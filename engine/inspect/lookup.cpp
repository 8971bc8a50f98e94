#include "engine/inspect/lookup.h"

#include "engine/inspect/segment_scan.h"
#include "engine/record/record_reader.h"

#include <algorithm>

namespace brokerscope::inspect {

namespace {

using Done = tl::expected<void, Problem>;

tl::expected<SegmentScan, Problem> scanFrom(
    sim::FileReader& files, const SegmentFiles& segment, std::uint64_t position)
{
    const auto file = files.find(segment.log);
    if (!file) {
        return tl::unexpected(Problem{ProblemKind::Unreadable, segment.log, 0, kNoOffset, 0, 0});
    }
    return SegmentScan(files, *file, segment.log, position);
}

/// The search of an index, which the segment need not have.
tl::expected<IndexSearch, Problem> search(
    sim::FileReader& files, const SegmentFiles& segment, IndexKind kind, std::int64_t target)
{
    const std::string& path = kind == IndexKind::Time ? segment.timeIndex : segment.index;
    if (path.empty()) {
        IndexSearch none;
        none.target = target;
        none.answer = kind == IndexKind::Time ? segment.base.value() : 0;
        return none;
    }
    const auto index = IndexFile::open(files, path, segment.base, kind);
    if (!index) {
        return tl::unexpected(index.error());
    }
    return searchIndex(*index, target);
}

/// Whether this record of this batch is the one that is looked for.
bool isWanted(const Lookup& lookup, const record::RecordView& record)
{
    return lookup.byTime ? record.timestampMs >= lookup.wanted
                         : record.offset.value() >= lookup.wanted;
}

/// Looks through the records of a batch that may hold the wanted one; true when it does.
tl::expected<bool, Problem> findRecord(
    Lookup& lookup, const FoundBatch& batch, const std::string& path)
{
    record::RecordReader reader(batch.view);
    while (!reader.atEnd()) {
        const auto record = reader.next();
        if (!record) {
            return tl::unexpected(Problem{
                ProblemKind::BadRecords, path, batch.position, batch.view.baseOffset(), 0, 0});
        }
        if (isWanted(lookup, *record)) {
            lookup.hit = record->offset;
            lookup.hitTimestampMs = record->timestampMs;
            lookup.hitPosition = batch.position;
            return true;
        }
    }
    return false;
}

/// Reads batch after batch from where the offset index points to. A batch whose header says that
/// it may hold the record need not hold it any more: the cleaner takes records, never offsets.
Done scan(sim::FileReader& files, const SegmentFiles& segment, Lookup& lookup)
{
    auto batches = scanFrom(files, segment, static_cast<std::uint64_t>(lookup.offsetSearch.answer));
    if (!batches) {
        return tl::unexpected(batches.error());
    }
    while (true) {
        const auto next = batches->next();
        if (!next) {
            return tl::unexpected(next.error());
        }
        if (!*next) {
            return {};
        }
        const FoundBatch& batch = **next;
        const record::BatchView& view = batch.view;
        lookup.scan.push_back({batch.position, static_cast<std::uint32_t>(view.bytes().size()),
            view.baseOffset(), view.lastOffset(), view.maxTimestampMs(), false});
        const bool mayHold = lookup.byTime ? view.maxTimestampMs() >= lookup.wanted
                                           : view.lastOffset().value() >= lookup.wanted;
        if (!mayHold) {
            continue;
        }
        const auto found = findRecord(lookup, batch, segment.log);
        if (!found) {
            return tl::unexpected(found.error());
        }
        if (*found) {
            lookup.scan.back().isHit = true;
            return {};
        }
    }
}

/// The position of the last entry of the offset index: what is behind it may not be in the time
/// index yet.
tl::expected<std::uint64_t, Problem> lastIndexedPosition(
    sim::FileReader& files, const SegmentFiles& segment)
{
    if (segment.index.empty() || segment.timeIndex.empty()) {
        return 0;
    }
    const auto index = IndexFile::open(files, segment.index, segment.base, IndexKind::Offset);
    if (!index) {
        return tl::unexpected(index.error());
    }
    if (index->entries() == 0) {
        return 0;
    }
    const auto last = index->at(index->entries() - 1);
    if (!last) {
        return tl::unexpected(last.error());
    }
    return static_cast<std::uint64_t>(last->value);
}

/// Whether the segment has a record of at least this time. The time index of a closed segment ends
/// with its largest timestamp; an active one may have larger ones behind its last entry, which a
/// broker knows by heart.
tl::expected<bool, Problem> reaches(
    sim::FileReader& files, const SegmentFiles& segment, std::int64_t timestampMs)
{
    if (!segment.timeIndex.empty()) {
        const auto index = IndexFile::open(files, segment.timeIndex, segment.base, IndexKind::Time);
        if (!index) {
            return tl::unexpected(index.error());
        }
        if (index->entries() > 0) {
            const auto last = index->at(index->entries() - 1);
            if (!last) {
                return tl::unexpected(last.error());
            }
            if (last->key >= timestampMs) {
                return true;
            }
        }
    }
    const auto position = lastIndexedPosition(files, segment);
    if (!position) {
        return tl::unexpected(position.error());
    }
    auto batches = scanFrom(files, segment, *position);
    if (!batches) {
        return tl::unexpected(batches.error());
    }
    while (true) {
        const auto next = batches->next();
        if (!next) {
            return tl::unexpected(next.error());
        }
        if (!*next) {
            return false;
        }
        if ((*next)->view.maxTimestampMs() >= timestampMs) {
            return true;
        }
    }
}

} // namespace

tl::expected<Lookup, Problem> lookUpOffset(
    sim::FileReader& files, const PartitionFiles& partition, Offset offset)
{
    const auto& segments = partition.segments;
    const auto behind = std::upper_bound(segments.begin(), segments.end(), offset,
        [](Offset wanted, const SegmentFiles& segment) { return wanted < segment.base; });
    const std::size_t first
        = behind == segments.begin() ? 0 : static_cast<std::size_t>(behind - segments.begin()) - 1;
    Lookup lookup;
    for (std::size_t i = first; i < segments.size(); ++i) {
        lookup = Lookup();
        lookup.wanted = offset.value();
        lookup.segment = i;
        auto found = search(files, segments[i], IndexKind::Offset, offset.value());
        if (!found) {
            return tl::unexpected(found.error());
        }
        lookup.offsetSearch = std::move(*found);
        if (const auto done = scan(files, segments[i], lookup); !done) {
            return tl::unexpected(done.error());
        }
        if (lookup.hit) {
            break;
        }
    }
    lookup.wanted = offset.value();
    return lookup;
}

tl::expected<Lookup, Problem> lookUpTime(
    sim::FileReader& files, const PartitionFiles& partition, std::int64_t timestampMs)
{
    Lookup lookup;
    lookup.byTime = true;
    lookup.wanted = timestampMs;
    for (std::size_t i = 0; i < partition.segments.size(); ++i) {
        const SegmentFiles& segment = partition.segments[i];
        lookup.segment = i;
        const auto is = reaches(files, segment, timestampMs);
        if (!is) {
            return tl::unexpected(is.error());
        }
        if (!*is) {
            continue;
        }
        auto byTime = search(files, segment, IndexKind::Time, timestampMs);
        if (!byTime) {
            return tl::unexpected(byTime.error());
        }
        auto byOffset = search(files, segment, IndexKind::Offset, byTime->answer);
        if (!byOffset) {
            return tl::unexpected(byOffset.error());
        }
        lookup.timeSearch = std::move(*byTime);
        lookup.offsetSearch = std::move(*byOffset);
        if (const auto done = scan(files, segment, lookup); !done) {
            return tl::unexpected(done.error());
        }
        break;
    }
    return lookup;
}

} // namespace brokerscope::inspect
