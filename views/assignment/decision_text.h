#pragma once

#include "engine/assignor/decision.h"
#include "engine/assignor/subscription.h"

#include <QString>

namespace brokerscope::views {

/// Why a partition goes to a member or does not: the rule in one clause, in the language of the
/// app.
[[nodiscard]] QString ruleText(assignor::Rule rule);

/// "orders-3 → c1: it is the member's turn".
[[nodiscard]] QString decisionText(
    const assignor::GroupSubscription& subscription, const assignor::Decision& decision);

} // namespace brokerscope::views
