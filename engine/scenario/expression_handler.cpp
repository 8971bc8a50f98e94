#include "engine/scenario/expression_handler.h"

#include <algorithm>

namespace brokerscope::scenario {
namespace {

std::string_view groupOf(const history::History& history, NodeId consumer)
{
    return history.configured(history.roster().at(consumer).name, "group.id")
        .value_or(std::string_view());
}

/// The sum over the consumers that `reader` means.
std::int64_t sumOf(
    std::string_view reader, const Moment& moment, std::uint32_t history::ConsumerState::*count)
{
    const history::History& history = moment.history;
    std::int64_t ofGroup = 0;
    std::int64_t ofConsumer = 0;
    bool isGroup = false;
    for (const NodeId consumer : history.roster().nodesOf(event::NodeKind::Consumer)) {
        const std::int64_t done = moment.state.consumer(consumer).*count;
        if (groupOf(history, consumer) == reader) {
            isGroup = true;
            ofGroup += done;
        }
        ofConsumer += history.roster().at(consumer).name == reader ? done : 0;
    }
    return isGroup ? ofGroup : ofConsumer;
}

/// The store into which the reader's handlers write; nullptr before the first write.
const history::StoreState* storeOf(std::string_view reader, const Moment& moment)
{
    const history::History& history = moment.history;
    std::string_view name = reader;
    if (const auto node = history.roster().node(reader)) {
        const bool isConsumer = history.roster().at(*node).kind == event::NodeKind::Consumer;
        const std::string_view group = isConsumer ? groupOf(history, *node) : std::string_view();
        name = group.empty() ? reader : group;
    }
    const auto named = [&](std::string_view wanted) {
        const auto& stores = moment.state.stores;
        const auto found = std::find_if(stores.begin(), stores.end(),
            [&](const history::StoreState& store) { return history.text(store.name) == wanted; });
        return found == stores.end() ? nullptr : &*found;
    };
    const history::StoreState* own = named(reader);
    return own != nullptr ? own : named(name);
}

} // namespace

std::int64_t storedBy(std::string_view reader, const Moment& moment)
{
    return sumOf(reader, moment, &history::ConsumerState::stored);
}

std::int64_t rowsOf(std::string_view reader, const Moment& moment)
{
    const history::StoreState* store = storeOf(reader, moment);
    return store == nullptr ? 0 : store->rows;
}

std::int64_t storedOffset(std::string_view reader, PartitionId partition, const Moment& moment)
{
    const history::StoreState* store = storeOf(reader, moment);
    if (store == nullptr) {
        return -1;
    }
    const auto found = std::find_if(store->offsets.begin(), store->offsets.end(),
        [partition](const history::StoredOffset& held) { return held.partition == partition; });
    return found == store->offsets.end() ? -1 : found->offset.value();
}

std::int64_t forwardedBy(std::string_view reader, const Moment& moment)
{
    return sumOf(reader, moment, &history::ConsumerState::forwarded);
}

std::int64_t deduplicatedBy(std::string_view reader, const Moment& moment)
{
    return sumOf(reader, moment, &history::ConsumerState::deduplicated);
}

} // namespace brokerscope::scenario
