#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/kinds.h"
#include "engine/protocol/group_messages.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace brokerscope::broker {

/// A member of a group of the consumer protocol (Kafka: ConsumerGroupMember).
struct ConsumerGroupMember {
    /// Of one that still speaks the classic protocol, while its group is moved over.
    struct Classic {
        Duration sessionTimeout;
        std::vector<protocol::JoinGroupRequest::Protocol> protocols;
        bool operator==(const Classic&) const = default;
    };
    using Partitions = std::set<PartitionId>;

    std::string id;
    std::optional<std::string> instance; ///< group.instance.id
    std::string rack;
    std::string clientId;
    NodeId client = kNoNode;
    Duration rebalanceTimeout;
    std::set<std::string> topics; ///< that it subscribes to
    std::optional<std::string> assignor; ///< group.remote.assignor
    std::optional<Classic> classic;

    Generation epoch{0};
    Generation previousEpoch{0};
    event::MemberProgress progress = event::MemberProgress::Stable;
    Partitions assigned; ///< that it may have
    Partitions pendingRevocation; ///< that it has not given up yet

    /// Whether it has left for a while: a static member whose process ended in order (epoch -2).
    [[nodiscard]] bool isAway() const { return epoch == Generation(-2); }
    /// Whether it has told the same about itself.
    [[nodiscard]] bool saysTheSame(const ConsumerGroupMember& other) const;
    /// Whether it has come as far.
    [[nodiscard]] bool isAsFar(const ConsumerGroupMember& other) const;
    bool operator==(const ConsumerGroupMember&) const = default;
};

/// Everything that a group of the consumer protocol has in the log (Kafka: ConsumerGroup,
/// ModernGroup). A value: what a request makes of it is worked out on a copy, which takes its place
/// when the difference is written.
struct ConsumerGroupState {
    using Partitions = ConsumerGroupMember::Partitions;

    Generation epoch{0}; ///< one more with every change of members, subscriptions or partitions
    Generation targetEpoch{0}; ///< the group epoch for which `target` was worked out
    std::string assignor; ///< that did so; empty on a coordinator that has only read the log
    std::map<std::string, ConsumerGroupMember> members; ///< by member id
    std::map<std::string, Partitions> target; ///< by member id
    std::map<std::string, std::int32_t> topics; ///< partitions of those that are subscribed to

    [[nodiscard]] event::GroupState state() const;
    [[nodiscard]] const ConsumerGroupMember* member(const std::string& id) const;
    /// nullptr when no member has this instance id.
    [[nodiscard]] const ConsumerGroupMember* staticMember(const std::string& instance) const;
    /// By somebody other than this member, who has not given it up.
    [[nodiscard]] bool isHeldByOther(PartitionId partition, const std::string& memberId) const;
    /// All that anybody subscribes to.
    [[nodiscard]] std::set<std::string> subscribedTopics() const;
    /// The members that have chosen an assignor decide by majority (Kafka:
    /// preferredServerAssignor); `otherwise` when nobody has.
    [[nodiscard]] std::string preferredAssignor(const std::string& otherwise) const;
    bool operator==(const ConsumerGroupState&) const = default;
};

/// One step of a member towards the target assignment (Kafka: CurrentAssignmentBuilder): gives up
/// first, and gets only what nobody else holds. `owned`: what it says it owns; nullopt: it says
/// nothing.
[[nodiscard]] ConsumerGroupMember reconciled(const ConsumerGroupState& group,
    const ConsumerGroupMember& member, const std::optional<ConsumerGroupMember::Partitions>& owned);

} // namespace brokerscope::broker
