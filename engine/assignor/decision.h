#pragma once

#include "engine/assignor/subscription.h"

#include <string_view>
#include <vector>

namespace brokerscope::assignor {

/// The rule by which an assignor decided something about one partition.
enum class Rule {
    // range, server-range
    Share, ///< it lies in the member's range
    Surplus, ///< the same, and it is the one that this range is longer by
    SameRack, ///< range: a replica is in the member's rack
    SameRackTogether, ///< range: that holds for this number of all co-partitioned topics
    // round-robin
    Turn, ///< it is the member's turn
    PassedOver, ///< it is the member's turn, but it does not subscribe to the topic
    // what a member of a sticky assignor says that it owns
    ClaimOutdated, ///< another member owned it in a later generation
    ClaimDisputed, ///< another member claims it in the same generation: both lose it
    OtherRack, ///< it has no replica in the member's rack
    Unsubscribed, ///< the member does not subscribe to the topic any more
    // sticky and uniform, equal subscriptions
    KeptToMinimum, ///< the member keeps it: it is among the first minimum quota
    KeptToMaximum, ///< the member keeps it: this one may have one more than the minimum
    OverQuota, ///< taken away: more than the member's quota
    ToMinimum, ///< the next of the members that are below the minimum quota
    ToMaximum, ///< the next of the members that may have one more
    ToQuota, ///< uniform: the first member that is below its quota
    // sticky and uniform, subscriptions that differ
    Kept, ///< the member still subscribes to the topic
    LeastLoaded, ///< the subscriber that has the fewest
    LeastLoadedInRack, ///< the one among those in a rack of the partition
    BackToPrevious, ///< moved back to its owner of an earlier generation, which has fewer by 2
    Balanced, ///< moved to the subscriber with the fewest: its owner had more by 2
    BalancedBySwap, ///< the same, by undoing an earlier move between the two
    NoGain, ///< put back: all the moving did not improve the balance
    // cooperative-sticky
    Withheld, ///< another member has to give it up first; it comes in the next rebalance
    // custom mapping
    Mapped, ///< the mapping says so
    MappedToNobody, ///< nobody that the mapping gives it to is in the group and subscribed
};
inline constexpr int kRuleCount = static_cast<int>(Rule::MappedToNobody) + 1;

/// What a decision does to the assignment that is being built.
enum class Effect {
    Give, ///< the partition goes to `member`, from `from` or, without one, from nobody
    Take, ///< the partition is taken from `member`, or not left to it
    Pass, ///< nothing
};

[[nodiscard]] Effect effectOf(Rule rule);
/// "kept-to-minimum": the rule for other programs.
[[nodiscard]] std::string_view ruleName(Rule rule);

struct Decision {
    Rule rule = Rule::Share;
    TopicPartition partition = {};
    MemberIndex member = kNoMember;
    MemberIndex from = kNoMember;

    bool operator==(const Decision&) const = default;
};

/// Every decision of an assignor, in the order in which it made them. Applied to nothing, one after
/// the other, they give its assignment.
using Decisions = std::vector<Decision>;

} // namespace brokerscope::assignor
