#pragma once

#include "engine/history/history.h"
#include "views/assignment/rebalances.h"

#include <vector>

namespace brokerscope::views {

/// Follows who reads each partition for one group, and finds the times when nobody did.
class Ownership {
public:
    explicit Ownership(const event::Roster& roster);

    /// An event of a consumer that is a member of the group. Events come in order, each once.
    void take(const event::Event& event);
    /// The coordinator has thrown the client out or let it go.
    void removed(NodeId client, Timestamp now);
    /// After the last event.
    void close(Timestamp end);

    [[nodiscard]] const std::vector<Rebalance::Standstill>& standstills() const
    {
        return m_standstills;
    }

private:
    struct Partition {
        NodeId owner = kNoNode;
        NodeId former = kNoNode; ///< of whom nobody has taken it over; kNoNode: nobody ever read it
        Timestamp stopped; ///< when the former one stopped
        bool isStarting = false; ///< it has an owner, who does not know yet where to go on
    };

    void assigned(PartitionId partition, NodeId client, Timestamp now);
    void revoked(PartitionId partition, NodeId client, Timestamp now);
    void started(PartitionId partition, NodeId client, Timestamp now);
    /// Since when a client that is still called the owner has not been reading.
    [[nodiscard]] Timestamp stoppedReading(NodeId client, Timestamp now) const;

    std::vector<Partition> m_partitions; ///< by PartitionId
    std::vector<Timestamp> m_idleSince; ///< by NodeId; kNever: it reads
    std::vector<Rebalance::Standstill> m_standstills; ///< in the order of their ends
};

} // namespace brokerscope::views
