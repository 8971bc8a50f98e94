#pragma once

#include "engine/base/time.h"
#include "engine/protocol/messages.h"
#include "engine/sim/random.h"

#include <array>
#include <list>
#include <map>
#include <memory>
#include <vector>

namespace brokerscope::broker {

/// What a broker remembers of the partitions that a consumer or a follower fetches, so that a
/// request need only say what is new and an answer only has what is new (Kafka: FetchSession).
class FetchSession {
public:
    FetchSession(FetchSessionId id, bool isPrivileged, Timestamp now)
        : m_id(id)
        , m_isPrivileged(isPrivileged)
        , m_created(now)
        , m_lastUsed(now)
    {
    }

    [[nodiscard]] FetchSessionId id() const { return m_id; }
    [[nodiscard]] bool isPrivileged() const { return m_isPrivileged; } ///< a follower's
    [[nodiscard]] Timestamp created() const { return m_created; }
    [[nodiscard]] Timestamp lastUsed() const { return m_lastUsed; }
    [[nodiscard]] FetchSessionEpoch epoch() const { return m_epoch; } ///< of the next request
    /// As it was at the beginning of the request that used it last: that is what eviction goes by.
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_order.empty(); }

    /// Adds and updates what the request names, and forgets what it forgets.
    void update(const protocol::FetchRequest& request);
    /// Begins with what a full request asked for and was answered; both in the same order.
    void fill(const std::vector<protocol::FetchRequest::Partition>& asked,
        const std::vector<protocol::FetchResponse::Partition>& answered);
    void use(Timestamp now);
    void advance();

    /// All its partitions, in the order in which they are read.
    void copyTo(std::vector<protocol::FetchRequest::Partition>& partitions) const;
    /// Leaves only the results that tell something new, remembers them as told, and puts their
    /// partitions behind the others, so that each gets its turn.
    void keepNews(std::vector<protocol::FetchResponse::Partition>& results);

private:
    struct Cached {
        protocol::FetchRequest::Partition asked;
        Offset highWatermark = kNoOffset; ///< as told; kNoOffset: must be told
        Offset logStart = kNoOffset;
    };
    using Order = std::list<Cached>;
    void add(const protocol::FetchRequest::Partition& asked, Offset highWatermark, Offset logStart);
    /// Whether the result tells something new.
    [[nodiscard]] static bool isNews(
        Cached& cached, const protocol::FetchResponse::Partition& result);

    FetchSessionId m_id;
    bool m_isPrivileged;
    Timestamp m_created;
    Timestamp m_lastUsed;
    FetchSessionEpoch m_epoch{1};
    std::size_t m_size = 0;
    Order m_order;
    std::map<PartitionId, Order::iterator> m_places;
};

/// Every fetch session of one life of a broker (Kafka: FetchManager, FetchSessionCache). Sessions
/// outlive connections; they end when their client says so or has nothing more to fetch, and when
/// another session needs their slot.
class FetchSessions {
public:
    /// The cache is split in so many parts, each with its share of the slots (KAFKA-9401).
    static constexpr std::size_t kShards = 8;
    /// A session that was not used for longer gives way to any other, and one that is older to any
    /// larger (Kafka: MIN_INCREMENTAL_FETCH_SESSION_EVICTION_MS).
    static constexpr Duration kEvictionTime = seconds(120);

    /// `slots`: max.incremental.fetch.session.cache.slots.
    explicit FetchSessions(std::uint32_t slots)
        : m_slotsPerShard(slots / kShards)
    {
    }

    /// A request between its arrival and its answer (Kafka: FetchContext).
    struct Use {
        bool mayBegin = false; ///< a full request that asks for a session
        std::shared_ptr<FetchSession> session; ///< that it belongs to
        FetchSessionEpoch epoch = kFinalFetchEpoch; ///< that the session must have at the answer
        event::ErrorCode error = event::ErrorCode::None; ///< the request cannot be served
    };

    /// A request has come. Its partitions become all that are to be read, in their order.
    [[nodiscard]] Use begin(Timestamp now, protocol::FetchRequest& request);
    /// The answer to it, with these results for `request.partitions`.
    [[nodiscard]] protocol::FetchResponse finish(Timestamp now, sim::Random& random, const Use& use,
        const protocol::FetchRequest& request,
        std::vector<protocol::FetchResponse::Partition> results);

    /// nullptr when there is none. For checks.
    [[nodiscard]] const FetchSession* find(FetchSessionId id) const;
    [[nodiscard]] std::size_t size() const;

private:
    using Shard = std::map<FetchSessionId, std::shared_ptr<FetchSession>>;
    /// nullptr: no session could have this id.
    [[nodiscard]] const Shard* shardOf(FetchSessionId id) const;
    [[nodiscard]] Shard* shardOf(FetchSessionId id);
    void remove(FetchSessionId id);
    /// kNoFetchSession when there is no slot for it.
    [[nodiscard]] FetchSessionId tryBegin(Timestamp now, sim::Random& random,
        const protocol::FetchRequest& request,
        const std::vector<protocol::FetchResponse::Partition>& results);
    [[nodiscard]] static bool evictFor(
        Shard& shard, bool isPrivileged, std::size_t size, Timestamp now);

    std::size_t m_slotsPerShard;
    std::size_t m_nextShard = 0; ///< each session begins in the next one
    std::array<Shard, kShards> m_shards;
};

} // namespace brokerscope::broker
