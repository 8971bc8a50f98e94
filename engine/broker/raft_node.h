#pragma once

#include "engine/broker/config.h"
#include "engine/broker/metadata_log.h"
#include "engine/broker/quorum_state.h"
#include "engine/protocol/messages.h"
#include "engine/protocol/request_channel.h"
#include "engine/sim/node.h"

#include <span>
#include <vector>

namespace brokerscope::broker {

/// One voter of the quorum (Kafka: KafkaRaftClient with QuorumState): elections and the replication
/// of the metadata log, whatever its records say. Not a node of its own: its controller hands it
/// the messages and timers that concern it. `config` must outlive it.
class RaftNode {
public:
    RaftNode(const QuorumConfig& config, const std::vector<NodeId>& voters, NodeId self);

    /// Goes on from what the disk holds. Must come first. A disk that fails, here or later, ends
    /// the process.
    void start(sim::Context& context);
    /// A request of Api Vote, BeginQuorumEpoch, EndQuorumEpoch or MetadataLogFetch, or a response.
    void receive(sim::Context& context, sim::Message message);
    /// One of the timers from RequestTimeout on.
    void timeUp(sim::Context& context, const sim::Timer& timer);
    void connectionLost(sim::Context& context, NodeId peer);
    /// Hands the leadership over, if it has it, and strives for it no more.
    void resign(sim::Context& context);

    /// Writes records of the leader's own; they count once highWatermark() is beyond them. Must be
    /// the leader. False when the disk failed.
    bool append(sim::Context& context, std::span<const protocol::MetadataRecord> records);

    [[nodiscard]] event::QuorumRole role() const { return m_role; }
    [[nodiscard]] bool isLeader() const { return m_role == event::QuorumRole::Leader; }
    [[nodiscard]] LeaderEpoch epoch() const { return m_election.epoch; }
    /// kNoNode while it knows none.
    [[nodiscard]] NodeId leader() const { return m_election.leader; }
    /// Everything before it is committed, as far as this voter knows.
    [[nodiscard]] MetadataOffset highWatermark() const { return m_highWatermark; }
    /// Whether a record of this leader's own epoch is committed, and so all that was before it.
    [[nodiscard]] bool hasCommittedInEpoch() const
    {
        return isLeader() && m_highWatermark > m_epochStart;
    }
    [[nodiscard]] const MetadataLog& log() const { return m_log; }

private:
    enum class Vote : std::uint8_t { None, Granted, Rejected };
    /// Another voter, as a candidate or leader sees it.
    struct Peer {
        NodeId id;
        Vote vote = Vote::None;
        MetadataOffset end; ///< of its log, as its last fetch has told
        bool hasFetched = false; ///< since a majority last had
        bool isSilent = true; ///< no fetch since the last BeginQuorumEpoch
        int failures = 0; ///< requests in a row without an answer
    };
    struct ParkedFetch {
        sim::Message request;
        sim::TimerId timer = sim::kNoTimer;
    };

    // Roles (raft_node.cpp).
    /// False when the disk failed.
    bool enter(sim::Context& context, event::QuorumRole role, const ElectionState& election);
    void becomeUnattached(sim::Context& context, LeaderEpoch epoch);
    void becomeVoted(sim::Context& context, NodeId candidate);
    void becomeFollower(sim::Context& context, LeaderEpoch epoch, NodeId leader);
    void becomeCandidate(sim::Context& context);
    void becomeLeader(sim::Context& context);
    void becomeResigned(sim::Context& context);
    void electionTimeUp(sim::Context& context);
    void setElectionTimer(sim::Context& context, Duration after);
    /// What another voter says of leader and epoch.
    void maybeFollow(sim::Context& context, NodeId leader, LeaderEpoch epoch);
    void requestFailed(sim::Context& context, const protocol::RequestChannel::InFlight& request);
    [[nodiscard]] Duration randomElectionTimeout(sim::Context& context) const;
    [[nodiscard]] std::size_t majority() const { return (m_peers.size() + 1) / 2 + 1; }
    [[nodiscard]] Peer* peer(NodeId id);
    [[nodiscard]] static Duration reconnectBackoff(int failures);
    bool check(sim::Context& context, const MetadataLog::Status& done);

    // Elections (raft_election.cpp).
    void vote(sim::Context& context, const sim::Message& request);
    [[nodiscard]] bool mayVoteFor(const protocol::VoteRequest& wanted) const;
    void sendVoteRequest(sim::Context& context, const Peer& to);
    void voteAnswered(sim::Context& context, NodeId from, const protocol::VoteResponse& answer);
    void countVotes(sim::Context& context);
    void backOff(sim::Context& context);
    void epochBegun(sim::Context& context, const sim::Message& request);
    void epochEnded(sim::Context& context, const sim::Message& request);
    void announceEpoch(sim::Context& context);
    void sayGoodbye(sim::Context& context);

    // Replication (raft_replication.cpp).
    void fetch(sim::Context& context);
    void retryFetch(sim::Context& context, Duration after);
    void fetchAnswered(sim::Context& context, const protocol::MetadataLogFetchResponse& answer);
    bool truncate(sim::Context& context, const protocol::MetadataLogFetchResponse& answer);
    bool replicate(sim::Context& context, ByteView batches);
    void takeFetch(sim::Context& context, sim::Message request);
    [[nodiscard]] event::ErrorCode refusalOf(const protocol::MetadataLogFetchRequest& wanted) const;
    void noteFetch(sim::Context& context, const protocol::MetadataLogFetchRequest& wanted);
    [[nodiscard]] MetadataOffset readableEnd(const protocol::MetadataLogFetchRequest& wanted) const;
    void answerFetch(sim::Context& context, const sim::Message& request, event::ErrorCode error);
    void answerParked(sim::Context& context, bool all);
    void parkedFetchExpired(sim::Context& context, std::uint64_t request);
    void maybeAdvanceHighWatermark(sim::Context& context);
    void setHighWatermark(sim::Context& context, MetadataOffset to);

    const QuorumConfig& m_config;
    NodeId m_self;
    std::vector<Peer> m_peers;
    protocol::RequestChannel m_channel;
    MetadataLog m_log;
    ElectionState m_election;
    event::QuorumRole m_role = event::QuorumRole::Unattached;
    MetadataOffset m_highWatermark;
    MetadataOffset m_epochStart; ///< of the leader: where its LeaderChangeRecord stands
    sim::TimerId m_electionTimer = sim::kNoTimer;
    Timestamp m_electionDeadline; ///< of Unattached, Voted and Candidate
    int m_elections = 0; ///< as a candidate, without success
    bool m_isBackingOff = false; ///< a candidate that has lost or got no answer
    bool m_isResigning = false;
    bool m_hasFailed = false; ///< the disk
    EventId m_fetch = kNoEvent; ///< the fetch that is on its way
    sim::TimerId m_fetchRetryTimer = sim::kNoTimer;
    sim::TimerId m_checkQuorumTimer = sim::kNoTimer;
    sim::TimerId m_beginTimer = sim::kNoTimer;
    std::vector<ParkedFetch> m_parked;
};

} // namespace brokerscope::broker
