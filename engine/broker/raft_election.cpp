#include "engine/broker/raft_node.h"
#include "engine/broker/timers.h"

#include <algorithm>
#include <iterator>

namespace brokerscope::broker {

using event::ErrorCode;
using event::QuorumRole;

namespace {

constexpr Duration kElectionBackoffStep = milliseconds(100);

} // namespace

// --- the voter -----------------------------------------------------------------------------------

bool RaftNode::mayVoteFor(const protocol::VoteRequest& wanted) const
{
    if (m_role == QuorumRole::Voted) {
        return m_election.votedFor == wanted.candidate; // it may not have heard of the first answer
    }
    const bool isUpToDate = wanted.lastEpoch > m_log.lastEpoch()
        || (wanted.lastEpoch == m_log.lastEpoch() && wanted.logEnd >= m_log.end());
    return m_role == QuorumRole::Unattached && isUpToDate;
}

void RaftNode::vote(sim::Context& context, const sim::Message& request)
{
    const auto& wanted = std::get<protocol::VoteRequest>(protocol::valueOf(request));
    if (wanted.epoch < m_election.epoch) {
        protocol::reply(context, request,
            protocol::VoteResponse{
                ErrorCode::FencedLeaderEpoch, m_election.epoch, m_election.leader, false});
        return;
    }
    maybeFollow(context, kNoNode, wanted.epoch);
    const bool granted = mayVoteFor(wanted);
    if (granted && m_role == QuorumRole::Unattached) {
        becomeVoted(context, wanted.candidate);
    }
    if (m_hasFailed) {
        return;
    }
    context.emit(event::VoteCast{wanted.epoch, wanted.candidate, granted});
    protocol::reply(context, request,
        protocol::VoteResponse{ErrorCode::None, m_election.epoch, m_election.leader, granted});
}

// --- the candidate -------------------------------------------------------------------------------

void RaftNode::sendVoteRequest(sim::Context& context, const Peer& to)
{
    m_channel.send(context, to.id,
        protocol::VoteRequest{m_election.epoch, m_self, m_log.lastEpoch(), m_log.end()},
        m_config.requestTimeout);
}

void RaftNode::voteAnswered(
    sim::Context& context, NodeId from, const protocol::VoteResponse& answer)
{
    maybeFollow(context, answer.leader, answer.epoch);
    if (m_role != QuorumRole::Candidate || answer.epoch != m_election.epoch) {
        return;
    }
    peer(from)->vote = answer.granted ? Vote::Granted : Vote::Rejected;
    countVotes(context);
}

void RaftNode::countVotes(sim::Context& context)
{
    const auto count = [this](Vote vote) {
        return static_cast<std::size_t>(std::count_if(m_peers.begin(), m_peers.end(),
            [vote](const Peer& peer) { return peer.vote == vote; }));
    };
    if (count(Vote::Granted) + 1 >= majority()) {
        becomeLeader(context);
    } else if (count(Vote::Rejected) >= majority() && !m_isBackingOff) {
        backOff(context); // the timeout would change nothing any more
    }
}

void RaftNode::backOff(sim::Context& context)
{
    const std::uint64_t steps = std::uint64_t{2} << std::min(m_elections - 1, 20);
    const Duration backoff
        = kElectionBackoffStep * static_cast<std::int64_t>(context.random().below(steps));
    m_isBackingOff = true;
    setElectionTimer(context, std::min(backoff, m_config.electionBackoffMax));
}

// --- the leader's epoch --------------------------------------------------------------------------

void RaftNode::announceEpoch(sim::Context& context)
{
    // Voters that fetch know whom they follow. The others are told, and told again.
    for (Peer& voter : m_peers) {
        if (voter.isSilent) {
            m_channel.send(context, voter.id,
                protocol::BeginQuorumEpochRequest{m_election.epoch, m_self},
                m_config.requestTimeout);
        }
        voter.isSilent = true;
    }
    if (!m_peers.empty()) {
        m_beginTimer = context.setTimer(
            m_config.fetchTimeout / 2, kindOf(ControllerTimer::BeginQuorumEpoch));
    }
}

void RaftNode::epochBegun(sim::Context& context, const sim::Message& request)
{
    const auto& begun = std::get<protocol::BeginQuorumEpochRequest>(protocol::valueOf(request));
    const ErrorCode error
        = begun.epoch < m_election.epoch ? ErrorCode::FencedLeaderEpoch : ErrorCode::None;
    maybeFollow(context, begun.leader, begun.epoch);
    if (!m_hasFailed) {
        protocol::reply(
            context, request, protocol::BeginQuorumEpochResponse{error, m_election.epoch});
    }
}

void RaftNode::sayGoodbye(sim::Context& context)
{
    protocol::EndQuorumEpochRequest goodbye{m_election.epoch, m_self, {}};
    for (const Peer& voter : m_peers) {
        goodbye.preferredSuccessors.push_back(voter.id);
    }
    for (const Peer& voter : m_peers) {
        m_channel.send(context, voter.id, goodbye, m_config.requestTimeout);
    }
}

void RaftNode::epochEnded(sim::Context& context, const sim::Message& request)
{
    const auto& ended = std::get<protocol::EndQuorumEpochRequest>(protocol::valueOf(request));
    if (ended.epoch < m_election.epoch) {
        protocol::reply(
            context, request, protocol::EndQuorumEpochResponse{ErrorCode::FencedLeaderEpoch});
        return;
    }
    maybeFollow(context, ended.leader, ended.epoch);
    if (m_role == QuorumRole::Follower && m_election.leader == ended.leader) {
        // The most preferred successor stands at once, each further one gives those before it time.
        const auto& successors = ended.preferredSuccessors;
        const auto position
            = std::find(successors.begin(), successors.end(), m_self) - successors.begin();
        const auto others = std::max<std::int64_t>(std::ssize(successors) - 1, 0);
        const Duration step = m_config.electionBackoffMax / (std::int64_t{1} << others);
        setElectionTimer(
            context, position == 0 ? Duration() : step * (std::int64_t{1} << (position - 1)));
    }
    if (!m_hasFailed) {
        protocol::reply(context, request, protocol::EndQuorumEpochResponse{});
    }
}

} // namespace brokerscope::broker
