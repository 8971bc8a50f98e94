#include "views/sequence/sequence_filter.h"

#include <algorithm>
#include <utility>

namespace brokerscope::views {

namespace {

using Indexes = std::vector<std::uint32_t>;

bool isLoud(const SequenceData::Message& message)
{
    const bool isRare = message.group == ApiGroup::Other
        || (message.group == ApiGroup::Quorum && !message.isQuiet);
    return message.isLost || message.isError || isRare;
}

bool isLoud(MarkKind kind)
{
    return kind != MarkKind::Append && kind != MarkKind::Watermark;
}

// Producers, brokers, controllers, consumers: as on the stage from left to right.
std::vector<NodeId> inOrder(const event::Roster& roster)
{
    using event::NodeKind;
    std::vector<NodeId> nodes;
    for (const NodeKind kind :
        {NodeKind::Producer, NodeKind::Broker, NodeKind::Controller, NodeKind::Consumer}) {
        const auto some = roster.nodesOf(kind);
        nodes.insert(nodes.end(), some.begin(), some.end());
    }
    return nodes;
}

/// Adds [first, last) or, if these are too many, those at every n-th place from the beginning of
/// all.
void addThinned(
    const Indexes& all, std::size_t first, std::size_t last, std::size_t most, Indexes& out)
{
    const std::size_t count = last - first;
    std::size_t stride = 1;
    while (count / stride > most) {
        stride *= 2;
    }
    for (std::size_t i = (first + stride - 1) / stride * stride; i < last; i += stride) {
        out.push_back(all[i]);
    }
}

template <class TimeOf>
std::pair<std::size_t, std::size_t> range(
    const Indexes& all, const TimelineWindow& window, TimeOf&& timeOf)
{
    const auto first = std::ranges::lower_bound(all, window.from, {}, timeOf);
    const auto last = std::ranges::upper_bound(all, window.to, {}, timeOf);
    return {static_cast<std::size_t>(first - all.begin()),
        static_cast<std::size_t>(std::max(first, last) - all.begin())};
}

/// Those of [first, last) and, first of all, those of the loud ones.
template <class TimeOf>
Excerpt excerpt(const Indexes& all, const Indexes& loud, const TimelineWindow& window,
    std::size_t most, TimeOf&& timeOf)
{
    const auto [first, last] = range(all, window, timeOf);
    Excerpt found;
    found.outOf = last - first;
    if (found.outOf > most) {
        const auto [firstLoud, lastLoud] = range(loud, window, timeOf);
        addThinned(loud, firstLoud, lastLoud, most / 2, found.indexes);
        const std::size_t rest = most - std::min(most, found.indexes.size());
        addThinned(all, first, last, std::max<std::size_t>(1, rest), found.indexes);
        std::ranges::sort(found.indexes);
        const auto twice = std::ranges::unique(found.indexes);
        found.indexes.erase(twice.begin(), twice.end());
    } else {
        addThinned(all, first, last, found.outOf, found.indexes);
    }
    return found;
}

} // namespace

ShownSequence filtered(
    const SequenceData& data, const event::Roster& roster, const SequenceFilter& filter)
{
    ShownSequence shown;
    std::vector<bool> isActive(roster.nodes.size());
    const auto isHidden = [&](NodeId node) { return filter.hidden.contains(node); };
    const bool all = filter.partition == kNoPartition;
    for (std::uint32_t i = 0; i < data.messages.size(); ++i) {
        const SequenceData::Message& message = data.messages[i];
        if (!filter.shows(message.group) || (message.isQuiet && !filter.quiet)
            || isHidden(message.from) || isHidden(message.to)
            || (!all && message.partition != kNoPartition && !data.concerns(i, filter.partition))) {
            continue;
        }
        if (shown.messages.size() % ShownSequence::kBlock == 0) {
            shown.latestEnds.push_back(message.endedAt);
        }
        shown.latestEnds.back() = std::max(shown.latestEnds.back(), message.endedAt);
        shown.messages.push_back(i);
        if (isLoud(message)) {
            shown.loudMessages.push_back(i);
        }
        isActive[message.from.value()] = true;
        isActive[message.to.value()] = true;
    }
    for (std::uint32_t i = 0; i < data.marks.size(); ++i) {
        const SequenceData::Mark& mark = data.marks[i];
        const bool fits
            = all || mark.partition == kNoPartition || mark.partition == filter.partition;
        if (fits && !isHidden(mark.node)) {
            shown.marks.push_back(i);
            if (isLoud(mark.kind)) {
                shown.loudMarks.push_back(i);
            }
            // That a node started is no reason to show it.
            isActive[mark.node.value()]
                = isActive[mark.node.value()] || mark.kind != MarkKind::Started;
        }
    }
    for (const NodeId node : inOrder(roster)) {
        if (isActive[node.value()]) {
            shown.lifelines.push_back(node);
        }
    }
    return shown;
}

Excerpt messagesWithin(const SequenceData& data, const ShownSequence& shown,
    const TimelineWindow& window, std::size_t most)
{
    const auto sentAt = [&](std::uint32_t index) { return data.messages[index].sentAt; };
    Excerpt found = excerpt(shown.messages, shown.loudMessages, window, most, sentAt);
    // Those that were sent before the window and arrive in it.
    const auto before = static_cast<std::size_t>(
        std::ranges::lower_bound(shown.messages, window.from, {}, sentAt) - shown.messages.begin());
    Indexes earlier;
    for (std::size_t block = 0; block * ShownSequence::kBlock < before; ++block) {
        if (shown.latestEnds[block] < window.from) {
            continue;
        }
        const std::size_t last = std::min(before, (block + 1) * ShownSequence::kBlock);
        for (std::size_t i = block * ShownSequence::kBlock; i < last && earlier.size() < most;
             ++i) {
            if (data.messages[shown.messages[i]].endedAt >= window.from) {
                earlier.push_back(shown.messages[i]);
            }
        }
    }
    found.indexes.insert(found.indexes.begin(), earlier.begin(), earlier.end());
    found.outOf += earlier.size();
    return found;
}

Excerpt marksWithin(const SequenceData& data, const ShownSequence& shown,
    const TimelineWindow& window, std::size_t most)
{
    return excerpt(shown.marks, shown.loudMarks, window, most,
        [&](std::uint32_t index) { return data.marks[index].time; });
}

} // namespace brokerscope::views
