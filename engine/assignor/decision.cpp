#include "engine/assignor/decision.h"

namespace brokerscope::assignor {

Effect effectOf(Rule rule)
{
    switch (rule) {
    case Rule::Share:
    case Rule::Surplus:
    case Rule::SameRack:
    case Rule::SameRackTogether:
    case Rule::Turn:
    case Rule::KeptToMinimum:
    case Rule::KeptToMaximum:
    case Rule::ToMinimum:
    case Rule::ToMaximum:
    case Rule::ToQuota:
    case Rule::Kept:
    case Rule::LeastLoaded:
    case Rule::LeastLoadedInRack:
    case Rule::BackToPrevious:
    case Rule::Balanced:
    case Rule::BalancedBySwap:
    case Rule::NoGain:
    case Rule::Mapped:
        return Effect::Give;
    case Rule::ClaimOutdated:
    case Rule::ClaimDisputed:
    case Rule::OtherRack:
    case Rule::Unsubscribed:
    case Rule::OverQuota:
    case Rule::Withheld:
        return Effect::Take;
    case Rule::PassedOver:
    case Rule::MappedToNobody:
        return Effect::Pass;
    }
    return Effect::Pass;
}

std::string_view ruleName(Rule rule)
{
    switch (rule) {
    case Rule::Share:
        return "share";
    case Rule::Surplus:
        return "surplus";
    case Rule::SameRack:
        return "same-rack";
    case Rule::SameRackTogether:
        return "same-rack-together";
    case Rule::Turn:
        return "turn";
    case Rule::PassedOver:
        return "passed-over";
    case Rule::ClaimOutdated:
        return "claim-outdated";
    case Rule::ClaimDisputed:
        return "claim-disputed";
    case Rule::OtherRack:
        return "other-rack";
    case Rule::Unsubscribed:
        return "unsubscribed";
    case Rule::KeptToMinimum:
        return "kept-to-minimum";
    case Rule::KeptToMaximum:
        return "kept-to-maximum";
    case Rule::OverQuota:
        return "over-quota";
    case Rule::ToMinimum:
        return "to-minimum";
    case Rule::ToMaximum:
        return "to-maximum";
    case Rule::ToQuota:
        return "to-quota";
    case Rule::Kept:
        return "kept";
    case Rule::LeastLoaded:
        return "least-loaded";
    case Rule::LeastLoadedInRack:
        return "least-loaded-in-rack";
    case Rule::BackToPrevious:
        return "back-to-previous";
    case Rule::Balanced:
        return "balanced";
    case Rule::BalancedBySwap:
        return "balanced-by-swap";
    case Rule::NoGain:
        return "no-gain";
    case Rule::Withheld:
        return "withheld";
    case Rule::Mapped:
        return "mapped";
    case Rule::MappedToNobody:
        return "mapped-to-nobody";
    }
    return {};
}

} // namespace brokerscope::assignor
