#pragma once

#include "views/assignment/comparison.h"
#include "views/assignment/rebalances.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace brokerscope::views {

/// What became of a partition.
enum class Fate : std::uint8_t {
    Stayed,
    Moved, ///< from one member to another
    Waiting, ///< it was revoked, and nobody has it for now
    Given, ///< nobody had it before
    Unread, ///< nobody had it and nobody has it
    Undecided, ///< the assignor has not come to it yet
};

/// Members on both sides, partitions between them.
struct AssignmentGraph {
    struct Member {
        NodeId client;
        QString name;
        bool isBefore = false;
        bool isAfter = false;
        std::optional<event::MemberEnd> end; ///< how it left
        std::uint32_t had = 0;
        std::uint32_t has = 0;
    };
    struct Row {
        PartitionId partition;
        NodeId before = kNoNode;
        NodeId after = kNoNode;
        Fate fate = Fate::Unread;
    };

    std::vector<Member> members; ///< by client
    std::vector<Row> rows; ///< by partition
};

/// `outcome`: whose assignment is shown; `steps`: after so many of its decisions, nullopt for its
/// assignment as it is in the end. Without a comparison nothing is decided yet.
[[nodiscard]] AssignmentGraph assignmentGraph(const history::History& history,
    const Rebalance& rebalance, const Comparison* comparison, std::size_t outcome,
    std::optional<std::size_t> steps);

/// The decision of the outcome that settled who has the partition; nullptr when there is none.
[[nodiscard]] const assignor::Decision* decisionOn(
    const Comparison& comparison, std::size_t outcome, PartitionId partition);

} // namespace brokerscope::views
