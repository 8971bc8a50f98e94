#pragma once

#include "engine/assignor/decision.h"
#include "engine/assignor/failure.h"
#include "engine/assignor/subscription.h"

#include <tl/expected.hpp>

#include <string>
#include <vector>

namespace brokerscope::assignor {

/// A custom assignor, told as what each member is to have.
struct MappedMember {
    /// A member's id or instance id, or what its id begins with before a '-': Kafka makes ids from
    /// the client id.
    std::string name;
    std::vector<TopicPartition> partitions;

    bool operator==(const MappedMember&) const = default;
};
using Mapping = std::vector<MappedMember>;

/// Gives every partition to the first member of that name, by id, that subscribes to its topic.
/// Where there is none, and for partitions that the mapping leaves out, nobody gets it: Kafka asks
/// no assignor for completeness. Partitions of topics that do not exist or have fewer are passed
/// over.
[[nodiscard]] tl::expected<Assignment, Failure> assignMapping(
    const Mapping& mapping, const GroupSubscription& subscription, Decisions* decisions = nullptr);

} // namespace brokerscope::assignor
