#pragma once

#include "views/run_view.h"
#include "views/sequence/sequence_data.h"

#include <set>

namespace brokerscope::views {

/// The causal chain of the selected event, as far as the diagram can show it. Empty when nothing is
/// selected that it shows: then nothing is dimmed.
struct SequenceFocus {
    std::set<std::uint32_t> messages; ///< indexes into SequenceData
    std::set<std::uint32_t> marks;
    [[nodiscard]] bool isEmpty() const { return messages.empty() && marks.empty(); }
};

[[nodiscard]] SequenceFocus focusOn(
    const Selection& selection, const SequenceData& data, const history::History& history);

} // namespace brokerscope::views
