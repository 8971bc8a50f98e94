#include "engine/broker/raft_node.h"
#include "engine/broker/timers.h"

#include <algorithm>

namespace brokerscope::broker {

using event::ErrorCode;
using event::QuorumRole;

namespace {

/// How long a leader keeps a fetch that finds nothing new (Kafka:
/// KafkaRaftClient.MAX_FETCH_WAIT_MS).
constexpr Duration kMaxFetchWait = milliseconds(500);

const protocol::MetadataLogFetchRequest& wantedBy(const sim::Message& request)
{
    return std::get<protocol::MetadataLogFetchRequest>(protocol::valueOf(request));
}

} // namespace

// --- the follower --------------------------------------------------------------------------------

void RaftNode::fetch(sim::Context& context)
{
    if (m_role != QuorumRole::Follower || m_hasFailed) {
        return;
    }
    protocol::MetadataLogFetchRequest request;
    request.from = m_log.end();
    request.lastFetchedEpoch = m_log.lastEpoch();
    request.quorumEpoch = m_election.epoch;
    request.voter = m_self;
    request.maxWait = kMaxFetchWait;
    m_fetch = m_channel.send(context, m_election.leader, request, m_config.requestTimeout);
}

void RaftNode::retryFetch(sim::Context& context, Duration after)
{
    m_fetch = kNoEvent;
    m_fetchRetryTimer = context.setTimer(after, kindOf(ControllerTimer::FetchRetry));
}

void RaftNode::fetchAnswered(
    sim::Context& context, const protocol::MetadataLogFetchResponse& answer)
{
    if (answer.error != ErrorCode::None || answer.quorumEpoch != m_election.epoch) {
        retryFetch(context, m_config.retryBackoff);
        return;
    }
    setElectionTimer(context, m_config.fetchTimeout);
    const bool isDone
        = answer.diverges ? truncate(context, answer) : replicate(context, answer.records);
    if (!isDone) {
        return;
    }
    if (!answer.diverges) {
        setHighWatermark(context, std::min(answer.highWatermark, m_log.end()));
    }
    fetch(context);
}

bool RaftNode::truncate(sim::Context& context, const protocol::MetadataLogFetchResponse& answer)
{
    const MetadataOffset before = m_log.end();
    const MetadataLog::EpochEnd own = m_log.endOf(answer.divergingEpoch);
    if (!check(context, m_log.truncate(std::min({own.end, answer.divergingEnd, before})))) {
        return false;
    }
    if (m_log.end() < before) {
        context.emit(event::MetadataTruncated{before, m_log.end()});
    }
    return true;
}

bool RaftNode::replicate(sim::Context& context, ByteView batches)
{
    if (batches.empty()) {
        return true;
    }
    if (!check(context, m_log.replicate(context, batches))) {
        return false;
    }
    context.emit(event::MetadataAppended{m_log.end(), m_log.lastEpoch()});
    return true;
}

// --- the leader ----------------------------------------------------------------------------------

bool RaftNode::append(sim::Context& context, std::span<const protocol::MetadataRecord> records)
{
    if (!check(context, m_log.append(context, records, m_election.epoch))) {
        return false;
    }
    context.emit(event::MetadataAppended{m_log.end(), m_election.epoch});
    maybeAdvanceHighWatermark(context);
    answerParked(context, false);
    return true;
}

void RaftNode::takeFetch(sim::Context& context, sim::Message request)
{
    const protocol::MetadataLogFetchRequest& wanted = wantedBy(request);
    if (const ErrorCode error = refusalOf(wanted); error != ErrorCode::None) {
        answerFetch(context, request, error);
        return;
    }
    const MetadataLog::EpochEnd parting = m_log.endOf(wanted.lastFetchedEpoch);
    const bool diverges = wanted.from > MetadataOffset(0)
        && (parting.epoch != wanted.lastFetchedEpoch || parting.end < wanted.from);
    if (!diverges) {
        noteFetch(context, wanted);
    }
    // A broker that knows no leader yet must not wait for the name of this one.
    const bool isNews = wanted.quorumEpoch == LeaderEpoch(0);
    if (diverges || isNews || wanted.from < readableEnd(wanted)) {
        answerFetch(context, request, ErrorCode::None);
        return;
    }
    ParkedFetch parked;
    parked.timer = context.setTimer(
        wanted.maxWait, kindOf(ControllerTimer::LogFetchExpiry), request.id.value());
    parked.request = std::move(request);
    m_parked.push_back(std::move(parked));
}

ErrorCode RaftNode::refusalOf(const protocol::MetadataLogFetchRequest& wanted) const
{
    const bool knowsEpoch = wanted.quorumEpoch != LeaderEpoch(0);
    if (knowsEpoch && wanted.quorumEpoch < m_election.epoch) {
        return ErrorCode::FencedLeaderEpoch;
    }
    if (wanted.quorumEpoch > m_election.epoch) {
        return ErrorCode::UnknownLeaderEpoch;
    }
    return isLeader() ? ErrorCode::None : ErrorCode::NotController;
}

void RaftNode::noteFetch(sim::Context& context, const protocol::MetadataLogFetchRequest& wanted)
{
    Peer* const voter = peer(wanted.voter);
    if (voter == nullptr) {
        return; // a broker
    }
    voter->end = wanted.from;
    voter->hasFetched = true;
    voter->isSilent = false;
    const auto fetched = static_cast<std::size_t>(std::count_if(
        m_peers.begin(), m_peers.end(), [](const Peer& peer) { return peer.hasFetched; }));
    if (fetched + 1 >= majority()) {
        for (Peer& peer : m_peers) {
            peer.hasFetched = false;
        }
        context.cancelTimer(m_checkQuorumTimer);
        m_checkQuorumTimer
            = context.setTimer(m_config.fetchTimeout * 3 / 2, kindOf(ControllerTimer::CheckQuorum));
    }
    maybeAdvanceHighWatermark(context);
}

MetadataOffset RaftNode::readableEnd(const protocol::MetadataLogFetchRequest& wanted) const
{
    return wanted.voter == kNoNode ? m_highWatermark : m_log.end();
}

void RaftNode::answerFetch(sim::Context& context, const sim::Message& request, ErrorCode error)
{
    const protocol::MetadataLogFetchRequest& wanted = wantedBy(request);
    protocol::MetadataLogFetchResponse response;
    response.error = error;
    response.leader = m_role == QuorumRole::Resigned ? kNoNode : m_election.leader;
    response.quorumEpoch = m_election.epoch;
    response.highWatermark = m_highWatermark;
    if (error == ErrorCode::None) {
        const MetadataLog::EpochEnd parting = m_log.endOf(wanted.lastFetchedEpoch);
        response.diverges = wanted.from > MetadataOffset(0)
            && (parting.epoch != wanted.lastFetchedEpoch || parting.end < wanted.from);
        if (response.diverges) {
            response.divergingEpoch = parting.epoch;
            response.divergingEnd = parting.end;
        } else if (wanted.from < readableEnd(wanted)) {
            const auto bytes = m_log.read(wanted.from, readableEnd(wanted));
            if (!check(context, bytes.map([](ByteView) {}))) {
                return;
            }
            response.records.assign(bytes->begin(), bytes->end());
        }
    }
    protocol::reply(context, request, std::move(response));
}

void RaftNode::answerParked(sim::Context& context, bool all)
{
    std::vector<ParkedFetch> ready;
    for (ParkedFetch& parked : m_parked) {
        const protocol::MetadataLogFetchRequest& wanted = wantedBy(parked.request);
        if (all || wanted.from < readableEnd(wanted)) {
            ready.push_back(std::move(parked));
        }
    }
    std::erase_if(m_parked, [](const ParkedFetch& parked) { return !parked.request.body; });
    for (const ParkedFetch& parked : ready) {
        context.cancelTimer(parked.timer);
        answerFetch(context, parked.request, refusalOf(wantedBy(parked.request)));
    }
}

void RaftNode::parkedFetchExpired(sim::Context& context, std::uint64_t request)
{
    const auto found = std::find_if(m_parked.begin(), m_parked.end(),
        [request](const ParkedFetch& parked) { return parked.request.id.value() == request; });
    if (found != m_parked.end()) {
        const ParkedFetch parked = std::move(*found);
        m_parked.erase(found);
        answerFetch(context, parked.request, ErrorCode::None);
    }
}

void RaftNode::maybeAdvanceHighWatermark(sim::Context& context)
{
    std::vector<MetadataOffset> ends{m_log.end()};
    for (const Peer& voter : m_peers) {
        ends.push_back(voter.end);
    }
    std::sort(ends.begin(), ends.end(), std::greater<>());
    const MetadataOffset onMajority = ends[majority() - 1];
    // Records of former epochs count only together with one of this epoch: by themselves they could
    // still be replaced by a leader that does not have them.
    if (onMajority > m_epochStart) {
        setHighWatermark(context, onMajority);
    }
}

void RaftNode::setHighWatermark(sim::Context& context, MetadataOffset to)
{
    if (to <= m_highWatermark) {
        return;
    }
    m_highWatermark = to;
    context.emit(event::MetadataCommitted{to});
    if (isLeader()) {
        answerParked(context, false);
    }
}

} // namespace brokerscope::broker
