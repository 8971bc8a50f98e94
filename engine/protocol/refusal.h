#pragma once

#include "engine/protocol/messages.h"

#include <span>

/// What a fault needs to know of a message that it strikes.
namespace brokerscope::protocol {

/// Whether a request or response has something about the partition.
[[nodiscard]] bool concerns(const Value& value, PartitionId partition);

/// The errors with which a broker may refuse a request of this kind without having done anything;
/// none where refuse() cannot answer it. Errors that say that something was done, such as
/// NOT_ENOUGH_REPLICAS_AFTER_APPEND, are not among them.
[[nodiscard]] std::span<const ErrorCode> refusals(event::Api api);

/// Answers the request with this error for each of its partitions; `error` is one of refusals().
/// Produce with acks=0, which has no answer, has its connection closed as in Kafka.
void refuse(sim::Context& context, const sim::Message& request, ErrorCode error);

} // namespace brokerscope::protocol
