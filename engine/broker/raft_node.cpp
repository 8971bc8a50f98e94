#include "engine/broker/raft_node.h"

#include "engine/broker/partition.h"
#include "engine/broker/timers.h"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

namespace brokerscope::broker {

using event::QuorumRole;

namespace {

/// Backoff before a connection that failed is tried again (reconnect.backoff.ms and
/// reconnect.backoff.max.ms, which Kafka's controllers have at their defaults).
constexpr Duration kReconnectBackoff = milliseconds(50);
constexpr Duration kReconnectBackoffMax = seconds(1);

} // namespace

RaftNode::RaftNode(const QuorumConfig& config, const std::vector<NodeId>& voters, NodeId self)
    : m_config(config)
    , m_self(self)
    , m_channel(kindOf(ControllerTimer::RequestTimeout))
{
    for (const NodeId voter : voters) {
        if (voter != self) {
            m_peers.push_back({.id = voter, .end = {}});
        }
    }
}

void RaftNode::start(sim::Context& context)
{
    if (!check(context, m_log.open(context))) {
        return;
    }
    const auto known = readElectionState(context.storage());
    if (!check(context, known.map([](const ElectionState&) {}))) {
        return;
    }
    m_election = *known;
    const bool wasLeader = m_election.leader == m_self;
    const bool wasCandidate = m_election.votedFor == m_self;
    if (m_peers.empty()) {
        becomeCandidate(context);
    } else if (wasLeader) {
        // In its epoch it may have told others what its log lacks now, so it leads it no more.
        becomeResigned(context);
    } else if (wasCandidate) {
        enter(context, QuorumRole::Candidate, ElectionState(m_election));
        m_elections = 1;
        setElectionTimer(context, randomElectionTimeout(context));
        for (const Peer& voter : m_peers) {
            sendVoteRequest(context, voter);
        }
    } else if (m_election.leader != kNoNode) {
        becomeFollower(context, m_election.epoch, m_election.leader);
    } else {
        enter(context, m_election.votedFor == kNoNode ? QuorumRole::Unattached : QuorumRole::Voted,
            ElectionState(m_election));
        setElectionTimer(context, randomElectionTimeout(context));
    }
}

void RaftNode::receive(sim::Context& context, sim::Message message)
{
    if (!message.isResponse()) {
        if (message.api == event::Api::Vote) {
            vote(context, message);
        } else if (message.api == event::Api::BeginQuorumEpoch) {
            epochBegun(context, message);
        } else if (message.api == event::Api::EndQuorumEpoch) {
            epochEnded(context, message);
        } else if (message.api == event::Api::MetadataLogFetch) {
            takeFetch(context, std::move(message));
        }
        return;
    }
    const auto request = m_channel.complete(context, message);
    if (!request) {
        return;
    }
    if (Peer* const from = peer(message.from)) {
        from->failures = 0;
    }
    std::visit(
        [&](const auto& answer) {
            using Answer = std::decay_t<decltype(answer)>;
            if constexpr (std::is_same_v<Answer, protocol::VoteResponse>) {
                voteAnswered(context, message.from, answer);
            } else if constexpr (std::is_same_v<Answer, protocol::BeginQuorumEpochResponse>) {
                maybeFollow(context, kNoNode, answer.epoch);
            } else if constexpr (std::is_same_v<Answer, protocol::MetadataLogFetchResponse>) {
                maybeFollow(context, answer.leader, answer.quorumEpoch);
                if (request->id == m_fetch) {
                    fetchAnswered(context, answer);
                }
            }
        },
        protocol::valueOf(message));
}

void RaftNode::timeUp(sim::Context& context, const sim::Timer& timer)
{
    switch (static_cast<ControllerTimer>(timer.kind)) {
    case ControllerTimer::RequestTimeout:
        for (const auto& failed : m_channel.timeUp(context, timer)) {
            requestFailed(context, failed);
        }
        return;
    case ControllerTimer::Election:
        electionTimeUp(context);
        return;
    case ControllerTimer::VoteRetry: {
        const Peer* const voter = peer(NodeId(static_cast<std::uint16_t>(timer.data)));
        if (m_role == QuorumRole::Candidate && !m_isBackingOff && voter->vote == Vote::None
            && m_channel.inFlight(voter->id) == 0) {
            sendVoteRequest(context, *voter);
        }
        return;
    }
    case ControllerTimer::FetchRetry:
        fetch(context);
        return;
    case ControllerTimer::CheckQuorum:
        becomeResigned(context);
        return;
    case ControllerTimer::BeginQuorumEpoch:
        announceEpoch(context);
        return;
    case ControllerTimer::LogFetchExpiry:
        parkedFetchExpired(context, timer.data);
        return;
    case ControllerTimer::SessionCheck:
    case ControllerTimer::LeaderImbalanceCheck:
    case ControllerTimer::UncleanElection:
    case ControllerTimer::ShutdownExpiry:
        return; // the controller's
    }
}

void RaftNode::connectionLost(sim::Context& context, NodeId peer)
{
    for (const auto& failed : m_channel.connectionLost(context, peer)) {
        requestFailed(context, failed);
    }
    std::erase_if(m_parked, [&](const ParkedFetch& parked) {
        if (parked.request.from != peer) {
            return false;
        }
        context.cancelTimer(parked.timer);
        return true;
    });
}

void RaftNode::requestFailed(
    sim::Context& context, const protocol::RequestChannel::InFlight& request)
{
    Peer* const to = peer(request.to);
    const Duration backoff = std::max(m_config.retryBackoff, reconnectBackoff(to->failures));
    ++to->failures;
    if (request.api == event::Api::Vote) {
        context.setTimer(backoff, kindOf(ControllerTimer::VoteRetry), to->id.value());
    } else if (request.id == m_fetch) {
        retryFetch(context, backoff);
    }
    // A voter that did not hear of the epoch is told again when the timer for that runs out, and
    // one that did not hear of its end finds out by itself.
}

Duration RaftNode::reconnectBackoff(int failures)
{
    return std::min(
        kReconnectBackoff * (std::int64_t{1} << std::min(failures, 10)), kReconnectBackoffMax);
}

void RaftNode::resign(sim::Context& context)
{
    m_isResigning = true;
    if (isLeader() && !m_peers.empty()) {
        becomeResigned(context);
    }
}

// --- roles ---------------------------------------------------------------------------------------

bool RaftNode::enter(sim::Context& context, QuorumRole role, const ElectionState& election)
{
    const bool wasLeader = isLeader();
    context.cancelTimer(std::exchange(m_electionTimer, sim::kNoTimer));
    context.cancelTimer(std::exchange(m_checkQuorumTimer, sim::kNoTimer));
    context.cancelTimer(std::exchange(m_beginTimer, sim::kNoTimer));
    context.cancelTimer(std::exchange(m_fetchRetryTimer, sim::kNoTimer));
    m_fetch = kNoEvent;
    // What was decided must outlast the process before anybody is told of it.
    if (election != m_election
        && !check(context, writeElectionState(context.storage(), election))) {
        return false;
    }
    m_election = election;
    m_role = role;
    m_isBackingOff = false;
    if (role != QuorumRole::Candidate) {
        m_elections = 0;
    }
    for (Peer& peer : m_peers) {
        peer.vote = Vote::None;
        peer.end = MetadataOffset(0);
        peer.hasFetched = false;
        peer.isSilent = true;
    }
    context.emit(event::QuorumRoleChanged{election.epoch, election.leader, role});
    if (wasLeader) {
        answerParked(context, true);
    }
    return true;
}

void RaftNode::becomeUnattached(sim::Context& context, LeaderEpoch epoch)
{
    const bool keepsTimeout = m_role == QuorumRole::Candidate || m_role == QuorumRole::Voted
        || m_role == QuorumRole::Unattached;
    const Duration timeout = keepsTimeout ? std::max(m_electionDeadline - context.now(), Duration())
                                          : randomElectionTimeout(context);
    if (enter(context, QuorumRole::Unattached, {epoch, kNoNode, kNoNode})) {
        setElectionTimer(context, timeout);
    }
}

void RaftNode::becomeVoted(sim::Context& context, NodeId candidate)
{
    if (enter(context, QuorumRole::Voted, {m_election.epoch, kNoNode, candidate})) {
        setElectionTimer(context, randomElectionTimeout(context));
    }
}

void RaftNode::becomeFollower(sim::Context& context, LeaderEpoch epoch, NodeId leader)
{
    if (enter(context, QuorumRole::Follower, {epoch, leader, kNoNode})) {
        setElectionTimer(context, m_config.fetchTimeout);
        fetch(context);
    }
}

void RaftNode::becomeCandidate(sim::Context& context)
{
    ++m_elections;
    const LeaderEpoch epoch(m_election.epoch.value() + 1);
    if (!enter(context, QuorumRole::Candidate, {epoch, kNoNode, m_self})) {
        return;
    }
    context.emit(event::VoteCast{epoch, m_self, true});
    setElectionTimer(context, randomElectionTimeout(context));
    for (const Peer& voter : m_peers) {
        sendVoteRequest(context, voter);
    }
    countVotes(context);
}

void RaftNode::becomeLeader(sim::Context& context)
{
    if (!enter(context, QuorumRole::Leader, {m_election.epoch, m_self, kNoNode})) {
        return;
    }
    m_epochStart = m_log.end();
    if (!m_peers.empty()) {
        m_checkQuorumTimer
            = context.setTimer(m_config.fetchTimeout * 3 / 2, kindOf(ControllerTimer::CheckQuorum));
    }
    const std::array<protocol::MetadataRecord, 1> first{protocol::LeaderChangeRecord{m_self}};
    if (append(context, first)) {
        announceEpoch(context);
    }
}

void RaftNode::becomeResigned(sim::Context& context)
{
    // The longest logs first: they will not have to give anything up.
    std::stable_sort(
        m_peers.begin(), m_peers.end(), [](const Peer& a, const Peer& b) { return a.end > b.end; });
    if (!enter(context, QuorumRole::Resigned, {m_election.epoch, m_self, kNoNode})) {
        return;
    }
    setElectionTimer(context, randomElectionTimeout(context));
    sayGoodbye(context);
}

void RaftNode::electionTimeUp(sim::Context& context)
{
    m_electionTimer = sim::kNoTimer;
    if (m_role == QuorumRole::Candidate && !m_isBackingOff) {
        backOff(context);
    } else if (!m_isResigning) {
        becomeCandidate(context);
    }
}

void RaftNode::setElectionTimer(sim::Context& context, Duration after)
{
    context.cancelTimer(m_electionTimer);
    m_electionTimer = context.setTimer(after, kindOf(ControllerTimer::Election));
    m_electionDeadline = context.now() + after;
}

void RaftNode::maybeFollow(sim::Context& context, NodeId leader, LeaderEpoch epoch)
{
    if (epoch < m_election.epoch || leader == m_self) {
        return;
    }
    if (leader != kNoNode && (epoch > m_election.epoch || m_election.leader == kNoNode)) {
        becomeFollower(context, epoch, leader);
    } else if (epoch > m_election.epoch) {
        becomeUnattached(context, epoch);
    }
}

Duration RaftNode::randomElectionTimeout(sim::Context& context) const
{
    const auto most
        = static_cast<std::uint64_t>(std::max<std::int64_t>(m_config.electionTimeout.millis(), 1));
    return m_config.electionTimeout
        + milliseconds(static_cast<std::int64_t>(context.random().below(most)));
}

RaftNode::Peer* RaftNode::peer(NodeId id)
{
    const auto found = std::find_if(
        m_peers.begin(), m_peers.end(), [id](const Peer& peer) { return peer.id == id; });
    return found == m_peers.end() ? nullptr : &*found;
}

bool RaftNode::check(sim::Context& context, const MetadataLog::Status& done)
{
    if (!done && !m_hasFailed) {
        m_hasFailed = true;
        logDirFailed(context, kNoPartition, done.error());
    }
    return !m_hasFailed;
}

} // namespace brokerscope::broker
