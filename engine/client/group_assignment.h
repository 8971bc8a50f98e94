#pragma once

#include "engine/client/config.h"
#include "engine/protocol/consumer_protocol.h"
#include "engine/protocol/messages.h"
#include "engine/protocol/topic_names.h"

#include <tl/expected.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What members of a group tell each other in JoinGroup and SyncGroup (Kafka:
/// ConsumerCoordinator.metadata(), onLeaderElected(), and the assignors).
namespace brokerscope::client {

/// The name of an assignor that goes by GroupConfig::assigns.
inline constexpr std::string_view kCustomAssignor = "custom";

/// Whether all of the assignors support cooperative rebalances: then the member keeps its
/// partitions while it joins (Kafka: the highest protocol that all support).
[[nodiscard]] bool isCooperative(const std::vector<std::string>& assignors);

/// What a member has and wants.
struct MemberWish {
    std::vector<std::string> topics;
    std::vector<PartitionId> owned;
    Generation generation = kNoGeneration; ///< in which it is; kNoGeneration: in none
    std::vector<PartitionId> previous; ///< its last assignment, which sticky assignors remember
    Generation previousGeneration = kNoGeneration; ///< of that
    std::string rack;
};

/// One entry for each of the member's assignors, in order of preference.
[[nodiscard]] std::vector<protocol::JoinGroupRequest::Protocol> protocolsOf(
    const GroupConfig& config, const MemberWish& wish, const protocol::TopicNames& names);

/// The leader's view of a group that has joined.
class LeaderTask {
public:
    explicit LeaderTask(const protocol::JoinGroupResponse& joined);

    /// Every topic that somebody subscribes to.
    [[nodiscard]] const std::vector<std::string>& topics() const { return m_topics; }

    /// Runs the assignor that was voted for. `partitionCount`: how many partitions the leader's
    /// metadata has of a topic. The error is the assignor's exception, in Kafka's words.
    [[nodiscard]] tl::expected<std::vector<protocol::SyncGroupRequest::Assignment>, std::string>
    assign(const GroupConfig& config,
        const std::function<std::int32_t(const std::string&)>& partitionCount) const;

private:
    struct Member {
        std::string id;
        std::optional<std::string> instanceId;
        protocol::Subscription subscription;
    };

    std::string m_protocol;
    std::vector<Member> m_members;
    std::vector<std::string> m_topics; ///< by name
};

} // namespace brokerscope::client
