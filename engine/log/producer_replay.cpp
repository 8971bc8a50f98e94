#include "engine/log/producer_replay.h"

#include <algorithm>

namespace brokerscope::log {

namespace {

tl::expected<void, sim::IoError> replay(
    ProducerState& producers, const Segment& segment, Offset from, Offset end)
{
    const auto position = segment.positionOf(from);
    if (!position) {
        return tl::unexpected(position.error());
    }
    BatchScan scan = segment.batches(*position);
    while (true) {
        const auto batch = scan.next();
        if (!batch) {
            return tl::unexpected(batch.error());
        }
        if (!*batch || (*batch)->baseOffset() >= end) {
            return {};
        }
        producers.update(**batch);
    }
}

} // namespace

tl::expected<void, sim::IoError> rebuildProducers(ProducerState& producers,
    SnapshotFiles& snapshots, const std::vector<std::unique_ptr<Segment>>& segments,
    Offset logStart, Offset end, std::int64_t nowMs, std::int64_t expirationMs)
{
    if (const auto removed = snapshots.removeOutside(logStart, end); !removed) {
        return removed;
    }
    const auto loaded = snapshots.load(producers, end, nowMs, expirationMs);
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    const Offset known = loaded->value_or(logStart);
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const bool isKnown = i + 1 < segments.size() && segments[i + 1]->base() <= known;
        if (isKnown || segments[i]->base() >= end) {
            continue;
        }
        const Offset from = std::max(known, segments[i]->base());
        if (const auto replayed = replay(producers, *segments[i], from, end); !replayed) {
            return replayed;
        }
    }
    return {};
}

} // namespace brokerscope::log
