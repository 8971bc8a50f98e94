#include "engine/history/fold.h"

#include <algorithm>

/// What the applications of consumers do with records: the external store, and what they count.
namespace brokerscope::history {

StoreState& Fold::store(StringId name)
{
    const auto found = std::find_if(state.stores.begin(), state.stores.end(),
        [name](const StoreState& known) { return known.name == name; });
    StoreState& wanted = found != state.stores.end() ? *found : state.stores.emplace_back();
    wanted.name = name;
    return wanted;
}

void Fold::operator()(const event::RecordStored& p)
{
    StoreState& written = store(p.store);
    ++written.writes;
    written.rows += p.isReplaced ? 0 : 1;
    written.repeats += p.isRepeat ? 1 : 0;
    written.extraRows += p.isRepeat && !p.isReplaced ? 1 : 0;
    written.lastWriter = event.node;
    if (ConsumerState* const writer = consumer()) {
        ++writer->stored;
    }
    if (!p.withOffset) {
        return;
    }
    auto held = std::lower_bound(written.offsets.begin(), written.offsets.end(), p.partition,
        [](const StoredOffset& known, PartitionId wanted) { return known.partition < wanted; });
    if (held == written.offsets.end() || held->partition != p.partition) {
        held = written.offsets.insert(held, StoredOffset{p.partition, Offset()});
    }
    held->offset = p.offset + OffsetDelta(1);
}

void Fold::operator()(const event::RecordForwarded&)
{
    if (ConsumerState* const sender = consumer()) {
        ++sender->forwarded;
    }
}

void Fold::operator()(const event::RecordDeduplicated&)
{
    if (ConsumerState* const reader = consumer()) {
        ++reader->deduplicated;
    }
}

void Fold::operator()(const event::PositionFromStore& p)
{
    if (ConsumerPartition* const moved = position(p.partition)) {
        moved->position = p.to;
        moved->fetched = p.to;
        moved->processed = p.to;
    }
}

} // namespace brokerscope::history
