#pragma once

#include "engine/broker/config.h"
#include "engine/broker/group_host.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace brokerscope::broker {

/// A group of the classic protocol (Kafka: ClassicGroup, and what GroupMetadataManager does with
/// it). A state machine without clock, network or log: those are its host's.
class ClassicGroup {
public:
    using Protocols = std::vector<protocol::JoinGroupRequest::Protocol>;

    struct Member {
        std::string id;
        std::optional<std::string> instance; ///< group.instance.id
        std::string clientId;
        NodeId client = kNoNode;
        Duration rebalanceTimeout;
        Duration sessionTimeout;
        Protocols protocols; ///< in order of preference
        Bytes assignment;
        EventId joining = kNoEvent; ///< its JoinGroup, while that waits
        EventId syncing = kNoEvent; ///< its SyncGroup, while that waits
        bool isNew = false; ///< has not been answered yet
        [[nodiscard]] bool isAwaitingJoin() const { return joining != kNoEvent; }
    };

    /// `host` and `config` must outlive it.
    ClassicGroup(std::string id, GroupHost& host, const GroupConfig& config);

    [[nodiscard]] const std::string& id() const { return m_id; }
    [[nodiscard]] event::GroupState state() const { return m_state; }
    [[nodiscard]] bool is(event::GroupState state) const { return m_state == state; }
    [[nodiscard]] Generation generation() const { return m_generation; }
    /// The name that was voted for; empty without members.
    [[nodiscard]] const std::string& protocol() const { return m_protocol; }
    [[nodiscard]] const std::optional<std::string>& leader() const { return m_leader; }
    [[nodiscard]] const std::map<std::string, Member>& members() const { return m_members; }
    [[nodiscard]] const Member* member(const std::string& id) const;
    /// Those that were given a member id and have not joined with it yet.
    [[nodiscard]] const std::set<std::string>& pending() const { return m_pending; }
    /// Whether anybody ever joined; otherwise it only has offsets of consumers without group
    /// management.
    [[nodiscard]] bool usesProtocol() const { return m_usesProtocol; }
    /// Since when it is in its state; nullopt: the log does not say.
    [[nodiscard]] std::optional<std::int64_t> stateSinceMs() const { return m_stateSinceMs; }
    /// Metadata of the protocol in force; empty when it has none of it.
    [[nodiscard]] Bytes metadataOf(const Member& member) const;

    // --- requests; each is answered through the host, at once or later
    // ----------------------------

    /// `isNewGroup`: it was made for this very request.
    void join(const protocol::JoinGroupRequest& request, EventId id, NodeId from, bool isNewGroup);
    void sync(const protocol::SyncGroupRequest& request, EventId id);
    void heartbeat(const protocol::HeartbeatRequest& request, EventId id);
    void leave(const protocol::LeaveGroupRequest& request, EventId id);
    /// Whether the group lets this commit happen (Kafka: validateOffsetCommit).
    [[nodiscard]] event::ErrorCode checkCommit(const protocol::OffsetCommitRequest& request) const;
    /// The commit happens, which shows that its member lives.
    void noteCommit(const std::string& memberId);

    // --- what the host reports
    // ---------------------------------------------------------------------

    void timeUp(GroupTimer timer, const std::string& member);
    void written(const GroupWrite& write, event::ErrorCode error);

    // --- its life on this coordinator
    // --------------------------------------------------------------

    /// Takes on what the log says. `clients`: by client.id.
    void restore(const protocol::GroupValue& value, const std::map<std::string, NodeId>& clients);
    /// Everything was read: sessions begin anew.
    void takeOver();
    /// The coordinator is one no longer: whoever waits is told so.
    void unload();
    void die() { transitionTo(event::GroupState::Dead); }
    /// It goes over to the other protocol: whoever waits is to come again.
    void abandon();
    /// It has come over from the other protocol: everybody is to join anew.
    void rebalanceAfterMove();

private:
    using GroupState = event::GroupState;
    using ErrorCode = event::ErrorCode;

    /// Who and what made the group rebalance.
    struct Trigger {
        std::string member;
        NodeId client = kNoNode;
        event::RebalanceReason reason = event::RebalanceReason::MemberJoined;
    };
    [[nodiscard]] static Trigger triggerOf(const Member& member, event::RebalanceReason reason)
    {
        return {member.id, member.client, reason};
    }

    // Joining (classic_group_join.cpp).
    [[nodiscard]] bool accepts(const std::string& memberId) const;
    [[nodiscard]] bool supports(const Protocols& protocols) const;
    void joinNew(const protocol::JoinGroupRequest& request, EventId id, NodeId from);
    void joinAgain(const protocol::JoinGroupRequest& request, EventId id, NodeId from);
    void joinStable(Member& member, const protocol::JoinGroupRequest& request, EventId id);
    void addMember(
        const protocol::JoinGroupRequest& request, std::string memberId, EventId id, NodeId from);
    void updateMember(Member& member, const protocol::JoinGroupRequest& request, EventId id);
    void updateAndRebalance(Member& member, const protocol::JoinGroupRequest& request, EventId id,
        event::RebalanceReason reason);
    void replaceStatic(const protocol::JoinGroupRequest& request, const std::string& oldId,
        EventId id, NodeId from);
    [[nodiscard]] static event::RebalanceReason reasonOf(
        const Member& member, const protocol::JoinGroupRequest& request);
    void answerPresent(const Member& member, EventId id, bool asLeader);
    [[nodiscard]] protocol::JoinGroupResponse presentAnswer(
        const Member& member, bool asLeader) const;
    void answerJoin(Member& member, protocol::JoinGroupResponse response);

    // The phases (classic_group_phases.cpp).
    void rebalanceOrCompleteJoin(const Trigger& trigger);
    void prepareRebalance(const Trigger& trigger);
    void initialDelayOver();
    void maybeCompleteJoin();
    void completeJoin();
    [[nodiscard]] bool hasAllJoined() const;
    [[nodiscard]] bool electJoinedLeader();
    [[nodiscard]] std::string vote() const;
    void beginGeneration();
    void answerJoins();
    void syncExpired();
    void noteSync(const std::string& memberId);
    void takeAssignment(const protocol::SyncGroupRequest& request);
    void propagate(ErrorCode error);
    void sessionExpired(const std::string& memberId);
    void removeAndRebalance(
        const std::string& memberId, event::MemberEnd end, event::RebalanceReason reason);

    void transitionTo(GroupState state);
    [[nodiscard]] ErrorCode checkMember(
        const std::string& memberId, const std::optional<std::string>& instance) const;
    void remove(const std::string& memberId, event::MemberEnd end);
    /// Answers all that wait.
    void dismiss(ErrorCode error);
    void restartSession(const Member& member, Duration after);
    void restartSession(const Member& member) { restartSession(member, member.sessionTimeout); }
    [[nodiscard]] bool isLeader(const std::string& memberId) const { return m_leader == memberId; }
    [[nodiscard]] Duration rebalanceTimeout() const;
    [[nodiscard]] protocol::GroupValue valueWith(
        const std::map<std::string, Bytes>& assignment) const;

    std::string m_id;
    GroupHost& m_host;
    const GroupConfig& m_config;
    GroupState m_state = GroupState::Empty;
    GroupState m_previousState = GroupState::Dead;
    std::optional<std::int64_t> m_stateSinceMs;
    Generation m_generation{0};
    std::string m_protocol;
    bool m_usesProtocol = false;
    std::optional<std::string> m_leader;
    std::map<std::string, Member> m_members; ///< by member id
    std::map<std::string, std::string> m_static; ///< instance id to member id
    std::map<std::string, std::size_t> m_supported; ///< how many members know a protocol
    std::set<std::string> m_pending;
    std::set<std::string> m_pendingSync; ///< joined this generation, have not asked for theirs yet
    std::size_t m_awaitingJoin = 0;
    bool m_newMemberAdded = false; ///< since the initial delay began, or was extended
    /// The first rebalance of an empty group waits, and how much longer it may.
    struct InitialDelay {
        Duration delay;
        Duration remaining;
    };
    std::optional<InitialDelay> m_initialDelay;
};

} // namespace brokerscope::broker
