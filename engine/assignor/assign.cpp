#include "engine/assignor/assign.h"

#include "engine/assignor/group.h"
#include "engine/assignor/range.h"
#include "engine/assignor/round_robin.h"
#include "engine/assignor/sticky.h"
#include "engine/assignor/uniform.h"

#include <algorithm>

namespace brokerscope::assignor {

namespace {

tl::expected<Lists, Failure> assignLists(Strategy strategy, const Group& group, Notes& notes)
{
    switch (strategy) {
    case Strategy::Range:
        return assignRange(group, notes);
    case Strategy::RoundRobin:
        return assignRoundRobin(group, notes);
    case Strategy::Sticky:
        return assignSticky(group, notes);
    case Strategy::CooperativeSticky:
        return assignCooperativeSticky(group, notes);
    case Strategy::ServerRange:
        return assignServerRange(group, notes);
    case Strategy::ServerUniform:
        return assignUniform(group, notes);
    }
    return Lists(group.memberCount());
}

} // namespace

tl::expected<Assignment, Failure> assign(
    Strategy strategy, const GroupSubscription& subscription, Decisions* decisions)
{
    const Group group(subscription);
    if (group.memberCount() == 0) {
        return Assignment{};
    }
    Notes notes(group, decisions);
    return assignLists(strategy, group, notes).map([&](Lists lists) {
        if (isServerSide(strategy)) {
            for (std::vector<std::uint32_t>& list : lists) {
                std::sort(list.begin(), list.end());
            }
        }
        return group.toAssignment(lists);
    });
}

} // namespace brokerscope::assignor
