#include "engine/broker/fetch_sessions.h"

#include "engine/protocol/fetch_session_handler.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace brokerscope::broker {

using event::ErrorCode;

namespace {

/// How many ids belong to each shard.
constexpr std::int32_t kIdsPerShard
    = std::numeric_limits<std::int32_t>::max() / static_cast<std::int32_t>(FetchSessions::kShards);

/// Who is evicted first: a consumer's session before a follower's, a small one before a large one
/// (Kafka: EvictableKey).
using Worth = std::tuple<bool, std::size_t, FetchSessionId>;

Worth worthOf(const FetchSession& session)
{
    return {session.isPrivileged(), session.size(), session.id()};
}

bool isEvictableFor(const FetchSession& session, bool isPrivileged)
{
    const bool isOld = session.lastUsed() - session.created() > FetchSessions::kEvictionTime;
    return isOld || (isPrivileged && !session.isPrivileged());
}

} // namespace

// --- a session -----------------------------------------------------------------------------------

void FetchSession::add(
    const protocol::FetchRequest::Partition& asked, Offset highWatermark, Offset logStart)
{
    m_order.push_back({asked, highWatermark, logStart});
    m_order.back().asked.isImplied = false;
    m_places.emplace(asked.partition, std::prev(m_order.end()));
}

void FetchSession::update(const protocol::FetchRequest& request)
{
    for (const protocol::FetchRequest::Partition& asked : request.partitions) {
        if (asked.isImplied) {
            continue;
        }
        if (const auto place = m_places.find(asked.partition); place != m_places.end()) {
            place->second->asked = asked;
        } else {
            add(asked, kNoOffset, kNoOffset);
        }
    }
    for (const PartitionId partition : request.forgotten) {
        if (const auto place = m_places.find(partition); place != m_places.end()) {
            m_order.erase(place->second);
            m_places.erase(place);
        }
    }
}

void FetchSession::fill(const std::vector<protocol::FetchRequest::Partition>& asked,
    const std::vector<protocol::FetchResponse::Partition>& answered)
{
    for (std::size_t i = 0; i < asked.size(); ++i) {
        add(asked[i], answered[i].highWatermark, answered[i].logStart);
    }
    m_size = m_order.size();
}

void FetchSession::use(Timestamp now)
{
    m_lastUsed = now;
    m_size = m_order.size();
}

void FetchSession::advance()
{
    m_epoch = protocol::nextFetchEpoch(m_epoch);
}

void FetchSession::copyTo(std::vector<protocol::FetchRequest::Partition>& partitions) const
{
    partitions.clear();
    partitions.reserve(m_order.size());
    for (const Cached& cached : m_order) {
        partitions.push_back(cached.asked);
    }
}

bool FetchSession::isNews(Cached& cached, const protocol::FetchResponse::Partition& result)
{
    const bool hasMoved
        = cached.highWatermark != result.highWatermark || cached.logStart != result.logStart;
    cached.highWatermark = result.highWatermark;
    cached.logStart = result.logStart;
    if (result.error != ErrorCode::None) {
        cached.highWatermark = kNoOffset; // to be told again once the error is over
        return true;
    }
    return hasMoved || !result.records.empty() || result.diverges
        || result.preferredReadReplica != kNoNode;
}

void FetchSession::keepNews(std::vector<protocol::FetchResponse::Partition>& results)
{
    auto kept = results.begin();
    for (auto result = results.begin(); result != results.end(); ++result) {
        const auto place = m_places.find(result->partition);
        if (place != m_places.end()) {
            if (!isNews(*place->second, *result)) {
                continue;
            }
            m_order.splice(m_order.end(), m_order, place->second);
        }
        if (kept != result) {
            *kept = std::move(*result);
        }
        ++kept;
    }
    results.erase(kept, results.end());
}

// --- all sessions --------------------------------------------------------------------------------

const FetchSessions::Shard* FetchSessions::shardOf(FetchSessionId id) const
{
    const std::int32_t shard = id.value() / kIdsPerShard;
    const bool exists = id.value() > 0 && static_cast<std::size_t>(shard) < kShards;
    return exists ? &m_shards[static_cast<std::size_t>(shard)] : nullptr;
}

FetchSessions::Shard* FetchSessions::shardOf(FetchSessionId id)
{
    return const_cast<Shard*>(std::as_const(*this).shardOf(id));
}

const FetchSession* FetchSessions::find(FetchSessionId id) const
{
    const Shard* shard = shardOf(id);
    const auto found = shard == nullptr ? Shard::const_iterator() : shard->find(id);
    return shard == nullptr || found == shard->end() ? nullptr : found->second.get();
}

std::size_t FetchSessions::size() const
{
    std::size_t sessions = 0;
    for (const Shard& shard : m_shards) {
        sessions += shard.size();
    }
    return sessions;
}

void FetchSessions::remove(FetchSessionId id)
{
    if (Shard* shard = shardOf(id)) {
        shard->erase(id);
    }
}

FetchSessions::Use FetchSessions::begin(Timestamp now, protocol::FetchRequest& request)
{
    Use use;
    if (request.isFull()) {
        remove(request.session);
        use.mayBegin = request.sessionEpoch == kInitialFetchEpoch;
        return use;
    }
    Shard* shard = shardOf(request.session);
    const auto found = shard == nullptr ? Shard::iterator() : shard->find(request.session);
    if (shard == nullptr || found == shard->end()) {
        use.error = ErrorCode::FetchSessionIdNotFound;
        return use;
    }
    const std::shared_ptr<FetchSession> session = found->second;
    if (session->epoch() != request.sessionEpoch) {
        use.error = ErrorCode::InvalidFetchSessionEpoch;
        return use;
    }
    session->update(request);
    if (session->empty()) {
        shard->erase(found);
        request.partitions.clear();
        return use;
    }
    session->use(now);
    session->advance();
    session->copyTo(request.partitions);
    use.session = session;
    use.epoch = session->epoch();
    return use;
}

protocol::FetchResponse FetchSessions::finish(Timestamp now, sim::Random& random, const Use& use,
    const protocol::FetchRequest& request, std::vector<protocol::FetchResponse::Partition> results)
{
    protocol::FetchResponse response;
    if (use.session != nullptr) {
        response.session = use.session->id();
        if (use.session->epoch() != use.epoch) {
            response.error = ErrorCode::InvalidFetchSessionEpoch; // another request came meanwhile
            return response;
        }
        use.session->keepNews(results);
    } else if (use.mayBegin) {
        response.session = tryBegin(now, random, request, results);
    }
    response.partitions = std::move(results);
    return response;
}

FetchSessionId FetchSessions::tryBegin(Timestamp now, sim::Random& random,
    const protocol::FetchRequest& request,
    const std::vector<protocol::FetchResponse::Partition>& results)
{
    const bool isFollower = request.replica != kNoNode;
    const std::size_t number = m_nextShard;
    m_nextShard = (m_nextShard + 1) % kShards;
    Shard& shard = m_shards[number];
    if (shard.size() >= m_slotsPerShard && !evictFor(shard, isFollower, results.size(), now)) {
        return kNoFetchSession;
    }
    const std::int32_t first = static_cast<std::int32_t>(number) * kIdsPerShard;
    const std::int32_t lowest = std::max(first, 1);
    FetchSessionId id;
    do {
        const auto ids = static_cast<std::uint64_t>(first + kIdsPerShard - lowest);
        id = FetchSessionId(lowest + static_cast<std::int32_t>(random.below(ids)));
    } while (shard.contains(id));
    const auto session = std::make_shared<FetchSession>(id, isFollower, now);
    session->fill(request.partitions, results);
    shard.emplace(id, session);
    return id;
}

/// Kafka: FetchSessionCacheShard.tryEvict.
bool FetchSessions::evictFor(Shard& shard, bool isPrivileged, std::size_t size, Timestamp now)
{
    const auto byLastUse = [](const auto& a, const auto& b) {
        return std::pair(a.second->lastUsed(), a.first) < std::pair(b.second->lastUsed(), b.first);
    };
    const auto stalest = std::min_element(shard.begin(), shard.end(), byLastUse);
    if (stalest == shard.end()) {
        return false; // there are no slots at all
    }
    if (now - stalest->second->lastUsed() > kEvictionTime) {
        shard.erase(stalest);
        return true;
    }
    auto least = shard.end();
    for (auto it = shard.begin(); it != shard.end(); ++it) {
        const bool isLess = least == shard.end() || worthOf(*it->second) < worthOf(*least->second);
        if (isEvictableFor(*it->second, isPrivileged) && isLess) {
            least = it;
        }
    }
    const Worth worth{isPrivileged, size, kNoFetchSession};
    if (least == shard.end() || worth < worthOf(*least->second)) {
        return false;
    }
    shard.erase(least);
    return true;
}

} // namespace brokerscope::broker
