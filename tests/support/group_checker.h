#pragma once

#include "engine/event/event.h"
#include "engine/scenario/cluster.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace brokerscope::testing {

/// What a checker of groups may hold the run against.
struct GroupExpectations {
    /// The members commit after processing and never seek(): no commit is ahead of what its sender
    /// has processed, and none takes the group back.
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

    [[nodiscard]] Wrong take(const event::MemberAssigned& assigned);
    [[nodiscard]] Wrong take(NodeId member, const event::PartitionRevoked& revoked) const;
    [[nodiscard]] Wrong take(const event::OffsetCommitted& committed);

    event::Roster m_roster;
    GroupExpectations m_expectations;
    std::map<StringId, Generation> m_newest; ///< by group
    std::map<std::pair<StringId, PartitionId>, NodeId> m_owners; ///< in the newest generation
    std::map<NodeId, StringId> m_groups; ///< by member
    std::map<Place, Offset> m_done; ///< where the member began, or how far it has processed
    std::map<std::pair<StringId, PartitionId>, Offset> m_committed;
};

} // namespace brokerscope::testing
