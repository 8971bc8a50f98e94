#pragma once

#include <string>

namespace brokerscope::assignor {

/// Where Kafka's own code throws instead of giving an assignment; all but the last are its bugs or
/// come of input that a group in order never has.
enum class FailureKind {
    PartitionsLeft, ///< uniform, equal subscriptions: every quota is full
    SomePartitionsLeft, ///< uniform: nobody may take another one
    MovedTwice, ///< uniform: moving a partition a second time trips over a wrong check
    NobodyToMoveTo, ///< uniform: everybody who could take it has all that it can have
    NobodyToCompare, ///< uniform: as before, when it asks whether the group is balanced
    NobodyUnfilled, ///< sticky: more partitions than quotas
    TooFewOverMinimum, ///< sticky: fewer partitions than quotas
    BelowMinimum, ///< sticky: a member stays below the minimum; `subject` is its id
    MappedTwice, ///< custom mapping: two members are to get the partition in `subject`
};

struct Failure {
    FailureKind kind = FailureKind::PartitionsLeft;
    std::string subject = {};

    bool operator==(const Failure&) const = default;
};

/// Class and message of Kafka's exception, as a log has them. English, not for translation.
[[nodiscard]] std::string exceptionText(const Failure& failure);

} // namespace brokerscope::assignor
