#pragma once

#include "views/assignment/comparison.h"
#include "views/assignment/rebalances.h"
#include "views/picture/picture.h"
#include "views/run_view.h"

#include <optional>

namespace brokerscope::views {

/// What is shown, besides the moment.
struct AssignmentChoice {
    std::size_t outcome = 0; ///< index in Comparison::outcomes
    std::optional<std::size_t> steps; ///< so many decisions were made; nullopt: all
    bool operator==(const AssignmentChoice&) const = default;
};

/// What the picture is made from.
struct AssignmentSubject {
    const RunView& run;
    const GroupRebalances* group = nullptr; ///< nullptr: there is none
    std::size_t rebalance = 0; ///< index in the group's
    const Comparison* comparison = nullptr; ///< compareStrategies() of it
    AssignmentChoice choice;
    Selection selection; ///< a selected partition is the one that is explained
};

/// The lens as a picture: before and after of a rebalance, all strategies, the phases, the rule
/// behind one decision. A pure function.
///
/// Ids: title  member:c1/before member:c1/after (state: stays, joined, left)
/// partition:orders-3 (state: stayed, moved, waiting, given, unread, undecided)
/// had:orders-3 gets:orders-3 (the lines) bundle:0 (several partitions, when there are many)
/// strategies (the heading) strategy:range (state: present, shown) decision:0 why
/// row:c1 phase:c1/joining@1204118 (when it began) still:orders-3 began settled summary waited
/// playhead
[[nodiscard]] Picture assignmentPicture(
    const AssignmentSubject& subject, const Playhead& playhead, QSizeF size, bool large);

/// The same in two parts: what stays while the playhead moves, and what goes on top of it.
[[nodiscard]] Picture assignmentBase(const AssignmentSubject& subject, QSizeF size, bool large);
[[nodiscard]] Picture assignmentOverlay(
    const AssignmentSubject& subject, const Playhead& playhead, QSizeF size, bool large);

} // namespace brokerscope::views
