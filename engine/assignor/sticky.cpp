#include "engine/assignor/sticky.h"

#include "engine/assignor/claims.h"
#include "engine/assignor/sticky_equal.h"
#include "engine/assignor/sticky_general.h"

namespace brokerscope::assignor {

namespace {

tl::expected<StickyResult, Failure> assignBoth(const Group& group, bool byTopic, Notes& notes)
{
    Claims claims = settleClaims(group, byTopic, notes);
    return claims.areSubscriptionsEqual
        ? assignStickyEqual(group, std::move(claims), notes)
        : tl::expected<StickyResult, Failure>(assignStickyGeneral(group, std::move(claims), notes));
}

} // namespace

tl::expected<Lists, Failure> assignSticky(const Group& group, Notes& notes)
{
    return assignBoth(group, true, notes).map([](StickyResult result) {
        return std::move(result.lists);
    });
}

tl::expected<Lists, Failure> assignCooperativeSticky(const Group& group, Notes& notes)
{
    auto result = assignBoth(group, false, notes);
    if (!result) {
        return tl::unexpected(result.error());
    }
    for (const auto& [partition, member] : result->changingHands) {
        std::erase(result->lists[member], partition);
        notes.note(Rule::Withheld, partition, member);
    }
    return std::move(result->lists);
}

} // namespace brokerscope::assignor
