#pragma once

#include "views/picture/picture.h"
#include "views/sequence/sequence_focus.h"
#include "views/sequence/sequence_layout.h"

namespace brokerscope::views {

/// What the diagram is made from, besides the moment.
struct SequenceSubject {
    const SequenceData& data; ///< gatherSequence() of the run's history
    const ShownSequence& shown; ///< filtered() of it
    const RunView& run;
    const Selection& selection;
    const SequenceFocus& focus; ///< focusOn() the selection
};

/// How many messages and marks one picture has at most; beyond that they are thinned out.
inline constexpr std::size_t kMostMessages = 420;
inline constexpr std::size_t kMostMarks = 420;

/// A space-time diagram: time runs downward, nodes are lifelines, messages slanted lines from
/// sending to arrival. A pure function.
///
/// Ids: lifeline:b1 message:1234 (the event that sent it; its label has the same id) lost:1250 (the
/// event that lost it) mark:1236 (the event) outage:1240 (the event that it began with) playhead
/// thinned (when not everything is shown)
///
/// Labels never overlap: the important ones get their place first, and more come when one zooms in.
[[nodiscard]] Picture sequencePicture(const SequenceSubject& subject, const Playhead& playhead,
    const SequenceLayout& layout, bool large);

/// The same in two parts: what stays while the playhead moves, and what goes on top of it.
[[nodiscard]] Picture sequenceLines(
    const SequenceSubject& subject, const SequenceLayout& layout, bool large);
[[nodiscard]] Picture sequenceOverlay(
    const Playhead& playhead, const SequenceLayout& layout, bool large);

} // namespace brokerscope::views
