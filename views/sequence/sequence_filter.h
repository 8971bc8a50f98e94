#pragma once

#include "views/sequence/sequence_data.h"
#include "views/timeline/timeline_window.h"

#include <array>
#include <set>
#include <vector>

namespace brokerscope::views {

/// What of a run the diagram is to show.
struct SequenceFilter {
    std::set<NodeId> hidden; ///< lifelines that are switched off
    PartitionId partition = kNoPartition; ///< kNoPartition: all
    std::array<bool, kApiGroups> groups{true, true, true, false, true, true}; ///< by ApiGroup
    bool quiet = false; ///< Fetches that brought nothing new as well

    [[nodiscard]] bool shows(ApiGroup group) const
    {
        return groups.at(static_cast<std::size_t>(group));
    }
    bool operator==(const SequenceFilter&) const = default;
};

/// What passes the filter, ready for looking up a window: indexes into SequenceData.
struct ShownSequence {
    /// How many messages share one entry of latestEnds.
    static constexpr std::size_t kBlock = 256;

    std::vector<NodeId> lifelines; ///< from left to right: those with something to show
    std::vector<std::uint32_t> messages; ///< ascending
    std::vector<std::uint32_t> loudMessages; ///< of these, what must not be thinned out
    std::vector<Timestamp> latestEnds; ///< of each block of `messages`
    std::vector<std::uint32_t> marks; ///< ascending
    std::vector<std::uint32_t> loudMarks;
};

[[nodiscard]] ShownSequence filtered(
    const SequenceData& data, const event::Roster& roster, const SequenceFilter& filter);

/// Some of what lies in a window.
struct Excerpt {
    std::vector<std::uint32_t> indexes; ///< ascending
    std::size_t outOf = 0; ///< how many there are
    [[nodiscard]] bool isThinned() const { return indexes.size() < outOf; }
};

/// The messages under way at some time of the window; when there are more than `most`, the loud
/// ones and every n-th of the others. Which ones does not depend on where the window begins, so
/// that nothing flickers while it moves.
[[nodiscard]] Excerpt messagesWithin(const SequenceData& data, const ShownSequence& shown,
    const TimelineWindow& window, std::size_t most);
[[nodiscard]] Excerpt marksWithin(const SequenceData& data, const ShownSequence& shown,
    const TimelineWindow& window, std::size_t most);

} // namespace brokerscope::views
