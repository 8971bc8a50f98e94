#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/kinds.h"
#include "engine/record/codec.h"
#include "engine/sim/random.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace brokerscope::client {

/// How long a client waits before it tries again (Kafka: ExponentialBackoff; constant before 3.7).
struct BackoffConfig {
    Duration initial = milliseconds(100); ///< retry.backoff.ms
    Duration max = milliseconds(1000); ///< retry.backoff.max.ms
    bool exponential = true;

    /// The wait after `failures` failures, counted from 0, with a jitter of ±20 %.
    [[nodiscard]] Duration after(std::uint32_t failures, sim::Random& random) const;
};

/// How a record without an explicit partition gets one.
enum class PartitioningRule : std::uint8_t {
    /// Keys by hash; without one by bytes and load (Kafka: BuiltInPartitioner, since 3.3).
    BuiltIn,
    /// Keys by hash; without one a partition for each batch (Kafka: DefaultPartitioner, 2.4
    /// to 3.2).
    StickyPerBatch,
    /// The same for all records (Kafka: UniformStickyPartitioner).
    UniformSticky,
    /// One after the other, whatever the key (Kafka: RoundRobinPartitioner).
    RoundRobin,
    /// As the application says for each key; `ProducerConfig::partitionOfKey`.
    Custom,
};

/// The keys that a custom partitioner sends to a partition: one key, all that begin with a text
/// ("vip-*"), or all, the null key included ("*").
struct KeyRule {
    std::string pattern;
    std::uint16_t partition = 0;
};

/// Properties of a producer (Kafka: ProducerConfig).
struct ProducerConfig {
    std::int16_t acks = -1; ///< -1 is all
    std::uint32_t batchSize = 16384;
    Duration linger;
    std::uint64_t bufferMemory = 33554432;
    Duration maxBlock = milliseconds(60000);
    std::uint32_t maxRequestSize = 1048576;
    std::uint32_t maxInFlight = 5; ///< max.in.flight.requests.per.connection
    Duration requestTimeout = milliseconds(30000);
    Duration deliveryTimeout = milliseconds(120000);
    std::uint32_t retries = 2147483647;
    BackoffConfig backoff;
    bool idempotence = true;
    Duration metadataMaxAge = milliseconds(300000);
    Duration metadataMaxIdle = milliseconds(300000);
    record::Compression compression; ///< compression.type and the codec's level
    PartitioningRule partitioning = PartitioningRule::BuiltIn; ///< partitioner.class
    std::vector<KeyRule> partitionOfKey; ///< of Custom: the first that fits; others by hash
    bool ignoreKeys = false; ///< partitioner.ignore.keys
    bool adaptivePartitioning = true; ///< partitioner.adaptive.partitioning.enable
    Duration availabilityTimeout; ///< partitioner.availability.timeout.ms; zero: off
    BackoffConfig reconnectBackoff{milliseconds(50), milliseconds(1000), true};
    /// How long a connection may take to come about, by attempts that failed:
    /// socket.connection.setup.timeout.ms and .max.ms.
    BackoffConfig connectionSetup{milliseconds(10000), milliseconds(30000), true};
};

/// A record that is told exactly.
struct ExactRecord {
    using Header = std::pair<std::string, std::optional<std::string>>; ///< nullopt is null
    Duration at; ///< of its send(), since the producer's start
    std::optional<std::string> key; ///< nullopt is null
    std::optional<std::string> value; ///< nullopt is null: a tombstone
    Duration timestamp; ///< since its send()
    std::optional<std::uint16_t> partition; ///< explicit
    std::vector<Header> headers;
};

/// How send() calls follow one another.
enum class Arrivals : std::uint8_t {
    Constant, ///< evenly spaced
    Poisson, ///< each independent of the others
    Bursts, ///< many at once, then none for a while
};

/// Where the keys of made-up records come from: prefix + number, or `list`.
struct KeySource {
    std::string prefix;
    std::uint32_t first = 0;
    std::uint32_t last = 0; ///< inclusive
    std::vector<std::string> list;
    /// Zipf's exponent, the first key being the most frequent one; 0: all alike.
    std::uint32_t zipfThousandths = 0;
};

/// How large the values of made-up records are, in bytes.
struct SizeSource {
    enum class Kind : std::uint8_t {
        Fixed, ///< first
        Uniform, ///< first to second
        Normal, ///< mean first, deviation second
        Pareto, ///< at least first, with the exponent `second` in thousandths
    };
    Kind kind = Kind::Fixed;
    std::uint32_t first = 100;
    std::uint32_t second = 0;
    std::uint32_t most = 16U << 20U; ///< of Normal and Pareto
};

/// What the values of made-up records are like.
enum class ValueKind : std::uint8_t {
    Letters, ///< a number, an amount and random letters, which hardly compress
    Json, ///< documents with the same fields, which compress well (json_values.h)
};

/// The application stands still, counted from the producer's start.
struct PauseSpan {
    Duration from;
    Duration until;
};

/// What the application around a producer sends: records of its own making, or `records`.
struct Workload {
    std::vector<PartitionId> partitions; ///< of the topic, by number
    Arrivals arrivals = Arrivals::Constant;
    Duration interval = milliseconds(10); ///< between two send() calls, on average; between bursts
    std::uint32_t burst = 1; ///< records in each
    std::vector<PauseSpan> pauses; ///< by time, without overlaps; not of `records`
    std::optional<KeySource> keys; ///< nullopt: null keys
    SizeSource valueSize;
    ValueKind valueKind = ValueKind::Letters;
    std::optional<std::uint32_t> count;
    std::optional<std::uint16_t> partition; ///< explicit
    std::vector<ExactRecord> records; ///< by time; not empty: these and nothing else
};

/// Where a consumer's application goes with seek() and its relatives.
struct SeekTo {
    event::SeekTarget target = event::SeekTarget::Beginning;
    Offset offset; ///< of target Offset
    std::int64_t timestampMs = -1; ///< of target Time: ms since 1970
};

/// When the application commits, besides what enable.auto.commit does.
enum class CommitPolicy : std::uint8_t {
    None,
    SyncAfterPoll, ///< commitSync() when it is done with what a poll() gave it
    AsyncAfterPoll, ///< commitAsync() then
    BeforeProcessing, ///< commitSync() before it begins with it
    Processed, ///< commitSync() of what its threads are done with, before each poll()
};

class ExternalStore;

/// What becomes of a record in an external store.
struct StoreConfig {
    ExternalStore* store = nullptr; ///< outlives the consumers
    Duration latency; ///< of each write, which takes effect at its end
    bool withOffset = false; ///< in the same transaction; the consumer goes on from there
    bool upserts = false; ///< one row for each key instead of one for each write
};

/// How the application tells records that it knows from before.
struct DeduplicateConfig {
    event::SeenBy by = event::SeenBy::Key; ///< a null key or value is never known
    bool inStore = false; ///< remembered with the writes to the store, else in the process
};

/// Which records the application sends on, with the producer in its process.
struct ForwardConfig {
    NodeId producer = kNoNode; ///< in the consumer's process (Kernel::shareMachine)
    bool failingOnly = false; ///< those at which it throws, which it catches; else all others
    std::vector<std::string> keys; ///< patterns; empty: any key, and none
    bool waits = true; ///< for the Future, before the record counts as processed
};

/// What the application does with the records that poll() gives it.
struct HandlerConfig {
    struct KeyTime {
        std::string pattern; ///< as in KeyRule
        Duration time;
    };
    struct Stall {
        Duration after; ///< since the consumer's start
        Duration lasts;
    };
    Duration least; ///< for a record
    Duration most; ///< for a record: uniformly from least to most
    std::vector<KeyTime> keys; ///< what records of some keys take instead: the first that fits
    std::vector<Stall> stalls; ///< by time: the next record after that takes longer by as much
    std::vector<std::string> failingKeys; ///< patterns: it throws at these records
    std::vector<Offset> failingOffsets; ///< it throws at these
    bool skipsFailing = false; ///< it catches that and goes on; otherwise the process ends
    /// How many threads it hands records to, by partition; 0: it processes them between two
    /// poll()s.
    std::uint32_t threads = 0;
    std::optional<StoreConfig> store = {};
    std::optional<DeduplicateConfig> deduplicate = {};
    std::optional<ForwardConfig> forward = {};

    /// Whether it needs the keys and values of records.
    [[nodiscard]] bool readsContents() const { return store || deduplicate || forward; }
    /// Whether it looks at single records.
    [[nodiscard]] bool isPlain() const
    {
        return least == most && keys.empty() && stalls.empty() && failingKeys.empty()
            && failingOffsets.empty() && threads == 0 && !readsContents();
    }
};

/// group.protocol.
enum class GroupProtocol : std::uint8_t {
    Classic, ///< the members join together, and one of them assigns
    Consumer, ///< KIP-848: the coordinator assigns
};

/// Which partitions a custom assignor gives to whom.
struct CustomAssignment {
    std::string topic;
    std::int32_t partition = 0;
    std::string client;
};

/// What a consumer with a group needs besides (Kafka: ConsumerConfig, GroupRebalanceConfig).
struct GroupConfig {
    std::string id; ///< group.id; empty: none
    std::string clientId; ///< the consumer's name
    std::optional<std::string> instanceId; ///< group.instance.id
    Duration sessionTimeout = milliseconds(45000);
    Duration heartbeatInterval = milliseconds(3000);
    Duration maxPollInterval = milliseconds(300000);
    Duration apiTimeout = milliseconds(60000); ///< default.api.timeout.ms
    bool autoCommit = true;
    Duration autoCommitInterval = milliseconds(5000);
    std::vector<std::string> assignors; ///< in order of preference; "custom": by `assigns`
    std::vector<CustomAssignment> assigns;
    std::vector<std::string> topics; ///< it subscribes to at its start
    CommitPolicy commit = CommitPolicy::None;
    bool retriesAsync = false; ///< commitAsync() again when its callback says that it failed
    /// onPartitionsRevoked and close() of the application commitSync() what was processed.
    bool commitsOnRevoke = false;
    GroupProtocol protocol = GroupProtocol::Classic; ///< group.protocol
    std::string remoteAssignor; ///< group.remote.assignor; empty: the coordinator's first
};

/// Properties of a consumer (Kafka: ConsumerConfig).
struct ConsumerConfig {
    event::ResetPolicy autoOffsetReset = event::ResetPolicy::Latest;
    std::uint32_t fetchMinBytes = 1;
    Duration fetchMaxWait = milliseconds(500);
    std::uint32_t fetchMaxBytes = 52428800;
    std::uint32_t maxPartitionFetchBytes = 1048576;
    std::uint32_t maxPollRecords = 500;
    Duration requestTimeout = milliseconds(30000);
    BackoffConfig backoff;
    Duration metadataMaxAge = milliseconds(300000);
    bool allowAutoCreateTopics = true;
    std::string clientRack; ///< client.rack; empty: none
    Duration resetDuration; ///< of ResetPolicy::ByDuration
    HandlerConfig handler;
    GroupConfig group;
};

} // namespace brokerscope::client
