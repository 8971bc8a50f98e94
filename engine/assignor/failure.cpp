#include "engine/assignor/failure.h"

#include <string_view>

namespace brokerscope::assignor {

namespace {

std::string onServer(std::string_view message)
{
    return std::string("org.apache.kafka.coordinator.group.api.assignor."
                       "PartitionAssignorException: ")
        .append(message);
}

std::string onClient(std::string_view message)
{
    return std::string("java.lang.IllegalStateException: ").append(message);
}

} // namespace

std::string exceptionText(const Failure& failure)
{
    switch (failure.kind) {
    case FailureKind::PartitionsLeft:
        return onServer("Partitions were left unassigned");
    case FailureKind::SomePartitionsLeft:
        return onServer("Some partitions were left unassigned");
    case FailureKind::MovedTwice:
        return onServer("Mismatch in partition movement record with respect to partition "
                        "ownership during a rebalance");
    case FailureKind::NobodyToMoveTo:
        return onServer("No suitable new owner was found for the partition" + failure.subject);
    case FailureKind::NobodyToCompare:
        return "java.util.NoSuchElementException";
    case FailureKind::NobodyUnfilled:
        return onClient("No more unfilled consumers to be assigned.");
    case FailureKind::TooFewOverMinimum:
        return onClient("We haven't reached the expected number of members with more than the "
                        "minQuota partitions, but no more partitions to be assigned");
    case FailureKind::BelowMinimum:
        return onClient("Consumer: [" + failure.subject
            + "] doesn't reach minQuota partitions, and no more partitions to be assigned");
    case FailureKind::MappedTwice:
        return onClient("The mapping gives " + failure.subject + " to two members");
    }
    return {};
}

} // namespace brokerscope::assignor
