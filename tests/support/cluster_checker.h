#pragma once

#include "engine/scenario/cluster.h"

#include <map>
#include <optional>
#include <string>

namespace brokerscope::testing {

/// Looks into a running cluster after every step and says what no Kafka cluster may ever show.
/// `strictHighWatermark`: no broker loses power, so that a follower's log never shrinks below what
/// it has shown to its leader.
class ClusterChecker {
public:
    ClusterChecker(scenario::Cluster& cluster, bool strictHighWatermark)
        : m_cluster(cluster)
        , m_strictHighWatermark(strictHighWatermark)
    {
    }

    /// The first violation since the last call, or nullopt.
    [[nodiscard]] std::optional<std::string> check();

private:
    [[nodiscard]] std::optional<std::string> checkNewEvents();
    [[nodiscard]] std::optional<std::string> checkAppend(
        const event::Event& event, const event::BatchAppended& append);
    [[nodiscard]] std::optional<std::string> checkRole(
        const event::Event& event, const event::RoleAssumed& role);
    [[nodiscard]] std::optional<std::string> checkHighWatermarks();
    [[nodiscard]] std::optional<std::string> checkConsumers();

    struct Place {
        PartitionId partition;
        Offset offset;
        LeaderEpoch epoch;
        auto operator<=>(const Place&) const = default; // NOLINT(modernize-use-nullptr)
    };

    scenario::Cluster& m_cluster;
    bool m_strictHighWatermark;
    std::size_t m_seen = 0;
    std::map<std::pair<PartitionId, LeaderEpoch>, NodeId> m_leaders;
    std::map<Place, std::uint32_t> m_crcs;
    std::map<PartitionId, Offset> m_highest; ///< highest HW that any leader has had
};

} // namespace brokerscope::testing
