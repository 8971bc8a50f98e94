#pragma once

#include "engine/event/event.h"
#include "engine/scenario/cluster.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace brokerscope::testing {

/// What a checker of groups may hold the run against.
struct GroupExpectations {
    /// The members commit after processing and never seek(): no commit is ahead of what its sender
    /// has processed, and none takes the group back, but for one case that Kafka has as well: the
    /// commit of a former owner was still on its way when the new one asked where to begin.
    bool commitsWhatIsProcessed = false;
    /// They give up only what the newest assignment does not leave them.
    bool keepsWhatStays = false;
};

/// Follows the groups of a run and says what is wrong: in a generation (of the consumer protocol: a
/// group epoch) a partition belongs to one member; besides, what is expected.
class GroupChecker {
public:
    using Wrong = std::optional<std::string>;

    GroupChecker(const event::Roster& roster, GroupExpectations expectations);

    /// Takes in the next event of the run.
    [[nodiscard]] Wrong check(const event::Event& event);

private:
    using Place = std::pair<NodeId, PartitionId>; ///< a member's

    /// What a member has of a partition.
    struct Work {
        std::uint64_t began = 0; ///< the number of the event with which it knew where to go on
        Offset done; ///< from there on processed up to here
    };
    struct Committed {
        Offset offset;
        NodeId client = kNoNode;
        std::uint64_t told = 0; ///< the number of the event
    };

    [[nodiscard]] Wrong take(const event::MemberAssigned& assigned);
    [[nodiscard]] Wrong take(NodeId member, const event::PartitionRevoked& revoked) const;
    [[nodiscard]] Wrong take(const event::OffsetCommitted& committed);
    [[nodiscard]] Wrong takesBack(
        const event::OffsetCommitted& committed, const Committed& before) const;

    event::Roster m_roster;
    GroupExpectations m_expectations;
    std::map<StringId, Generation> m_newest; ///< by group
    std::map<std::pair<StringId, PartitionId>, NodeId> m_owners; ///< in the newest generation
    std::map<NodeId, StringId> m_groups; ///< by member
    std::uint64_t m_number = 0; ///< of the event at hand
    NodeId m_coordinator = kNoNode; ///< the last that has loaded the groups; there is one partition
    std::map<Place, Work> m_work;
    std::map<std::pair<StringId, PartitionId>, Committed> m_committed;
};

} // namespace brokerscope::testing
