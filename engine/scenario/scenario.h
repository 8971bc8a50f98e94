#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/kinds.h"
#include "engine/event/roster.h"
#include "engine/scenario/script.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace brokerscope::scenario {

/// A text in the languages of the app.
struct Text {
    std::string en;
    std::string zhCN;
    [[nodiscard]] const std::string& in(std::string_view language) const
    {
        return language == "zh_CN" ? zhCN : en;
    }
    bool operator==(const Text&) const = default;
};

/// The Kafka release whose defaults hold.
enum class KafkaVersion : std::uint8_t { V28, V39, V40 };

/// Kafka property name → value as Kafka writes it (durations and sizes already in Kafka's unit).
/// Only what was set.
using ConfigMap = std::map<std::string, std::string, std::less<>>;

struct Range {
    Duration min;
    Duration max; ///< inclusive
    bool operator==(const Range&) const = default;
};

struct NetworkSpec {
    Range latency{milliseconds(1), milliseconds(2)}; ///< one way
    std::uint32_t lossPerMillion = 0; ///< packets that TCP has to send again
    bool operator==(const NetworkSpec&) const = default;
};

/// How the operating system writes dirty pages back on its own. Linux: 5 s and 30 s.
struct DiskSpec {
    Duration writebackInterval = seconds(5);
    Duration dirtyExpire = seconds(30);
    bool operator==(const DiskSpec&) const = default;
};

struct ClusterSpec {
    std::uint16_t brokers = 3;
    std::uint16_t controllers = 1; ///< 1, 3 or 5: the voters of the quorum
    /// process.roles=broker,controller: the i-th controller shares the process and the machine of
    /// the i-th broker.
    bool combined = false;
    std::map<std::string, std::string> racks; ///< broker → broker.rack; only those that have one
    /// Followers truncate to their high watermark, as before KIP-101 (`truncation:
    /// high-watermark`).
    bool truncateToHighWatermark = false;
    NetworkSpec network;
    DiskSpec disk;
    ConfigMap config; ///< broker properties, the same for every broker
    /// Producer → bytes per second that each broker takes from it (Kafka: producer_byte_rate of the
    /// client id).
    std::map<std::string, std::uint64_t> producerByteRates;
    bool operator==(const ClusterSpec&) const = default;
};

struct TopicSpec {
    std::string name;
    std::uint16_t partitions = 1; ///< num.partitions unless said otherwise
    std::uint16_t replicationFactor = 1; ///< default.replication.factor unless said otherwise
    /// By partition: the brokers in assignment order, the preferred leader first. Empty: the
    /// controller places them.
    std::vector<std::vector<NodeId>> assignment;
    ConfigMap config;
    /// It is not there before a client asks for it (auto.create.topics.enable).
    bool isOnDemand = false;
    bool operator==(const TopicSpec&) const = default;
};

/// One record that is told exactly.
struct RecordSpec {
    using Header = std::pair<std::string, std::optional<std::string>>; ///< nullopt is null
    Duration at; ///< of its send(), since the producer's start
    std::optional<std::string> key; ///< nullopt is null
    std::optional<std::string> value; ///< nullopt is null: a tombstone
    Duration timestamp; ///< since its send(); negative: in the past
    std::optional<std::uint16_t> partition; ///< explicit partition
    std::vector<Header> headers;
    bool operator==(const RecordSpec&) const = default;
};

enum class ArrivalKind : std::uint8_t { Constant, Poisson };

/// `records` send() calls at once, then none for `gap`.
struct BurstSpec {
    std::uint32_t records = 1;
    Duration gap;
    bool operator==(const BurstSpec&) const = default;
};

enum class SizeKind : std::uint8_t {
    Fixed, ///< size
    Uniform, ///< size to sizeSpread
    Normal, ///< mean size, deviation sizeSpread
    Pareto, ///< at least size, with the exponent sizeSpread in thousandths
};

enum class ValueKind : std::uint8_t {
    Letters, ///< mostly random letters, which hardly compress
    Json, ///< documents with the same fields
};

inline constexpr std::uint32_t kLargestValue = 16U << 20U; ///< bytes

/// What a producer's application sends: records at a rate or in bursts, or `records`.
struct SendSpec {
    std::string topic;
    std::uint32_t ratePerSecond = 1; ///< at least 1
    ArrivalKind arrivals = ArrivalKind::Constant; ///< at that rate
    std::optional<BurstSpec> bursts; ///< instead of a rate
    /// While these last, counted from the producer's start, the application stands still; by time,
    /// without overlaps. Not of `records`.
    std::vector<Range> pauses;
    std::string keyPrefix; ///< "user-" of "user-0..19"
    std::uint32_t keyFirst = 0;
    std::uint32_t keyLast = 0;
    std::vector<std::string> keyList; ///< instead of prefix and numbers
    bool hasKeys = false; ///< otherwise keys are null
    std::uint32_t zipfThousandths = 0; ///< Zipf's exponent: the first key most often; 0: all alike
    std::uint32_t size = 100; ///< bytes of the value
    SizeKind sizeKind = SizeKind::Fixed;
    std::uint32_t sizeSpread = 0;
    std::uint32_t sizeMost = kLargestValue; ///< of Normal and Pareto
    ValueKind valueKind = ValueKind::Letters;
    std::optional<std::uint32_t> count; ///< stop after so many
    std::optional<std::uint16_t> partition; ///< explicit partition
    std::vector<RecordSpec> records; ///< in file order, sent by time; not empty: instead of a rate
    /// It sends no record of its own, only what a consumer's handler forwards with it.
    bool isIdle = false;
    bool operator==(const SendSpec&) const = default;
};

/// Where a partitioner of the application's own sends the keys that fit a pattern.
struct KeyPartition {
    std::string pattern; ///< a key, "vip-*" for all that begin so, or "*" for all, null included
    std::uint16_t partition = 0;
    bool operator==(const KeyPartition&) const = default;
};

struct ProducerSpec {
    std::string name;
    ConfigMap config;
    SendSpec sends;
    /// In file order: the first that fits decides. Not empty: instead of partitioner.class.
    std::vector<KeyPartition> partitioner;
    bool operator==(const ProducerSpec&) const = default;
};

/// When a consumer's application commits.
struct CommitSpec {
    enum class Policy : std::uint8_t {
        Auto, ///< it leaves that to enable.auto.commit
        SyncAfterPoll,
        AsyncAfterPoll,
        BeforeProcessing,
        Processed,
        None,
    };
    Policy policy = Policy::Auto;
    bool retries = false; ///< a failed commitAsync() is called again
    bool onRevoke = false; ///< commitSync() in onPartitionsRevoked and before close()
    bool operator==(const CommitSpec&) const = default;
};

/// The external store of a group, or of a consumer without one.
struct StoreSpec {
    Duration latency; ///< of each write
    bool withOffset = false; ///< in the same transaction
    bool upserts = false; ///< one row for each key
    bool operator==(const StoreSpec&) const = default;
};

/// How a handler tells records that it knows from before.
struct DeduplicateSpec {
    event::SeenBy by = event::SeenBy::Key;
    bool inStore = false; ///< otherwise the process remembers them
    bool operator==(const DeduplicateSpec&) const = default;
};

/// Which records a handler sends on.
struct ForwardSpec {
    std::string with; ///< the producer, which lives in the consumer's process
    bool failingOnly = false; ///< those at which it throws; otherwise all others
    std::vector<std::string> keys; ///< patterns; empty: whatever the key
    bool waits = true; ///< for the Future of send()
    bool operator==(const ForwardSpec&) const = default;
};

/// What a consumer's application does with records besides taking its time.
struct HandlerSpec {
    struct KeyTime {
        std::string pattern; ///< as in KeyPartition
        Duration time;
        bool operator==(const KeyTime&) const = default;
    };
    struct Stall {
        Duration at; ///< since the consumer's start
        Duration lasts;
        bool operator==(const Stall&) const = default;
    };
    std::vector<KeyTime> keys; ///< in file order: the first that fits decides
    std::vector<Stall> stalls; ///< by time
    std::vector<std::string> failingKeys; ///< patterns
    std::vector<Offset> failingOffsets;
    bool skipsFailing = false; ///< otherwise the process ends
    std::uint32_t threads = 0; ///< 0: it processes records itself
    std::optional<StoreSpec> store = {};
    std::optional<DeduplicateSpec> deduplicate = {};
    std::optional<ForwardSpec> forward = {};
    bool operator==(const HandlerSpec&) const = default;
};

struct ConsumerSpec {
    std::string name;
    std::string group; ///< group.id; empty without group
    /// Roster names ("orders-0") of the partitions that it reads, in order. Empty: it subscribes.
    std::vector<std::string> assigns;
    ConfigMap config;
    Duration processing; ///< per record
    Duration processingMost; ///< per record, uniformly from processing on; less: it is all alike
    TopicChoice subscribes;
    /// Its own assignor: partition → consumer. Empty: partition.assignment.strategy.
    std::vector<std::pair<std::string, std::string>> assignment;
    CommitSpec commit;
    HandlerSpec handler;
    bool operator==(const ConsumerSpec&) const = default;
};

/// When a lesson step's moment has come: the first matching event, or the next one after the step
/// before it.
struct Cue {
    std::size_t kind = 0; ///< index into event::Payload
    bool first = false; ///< look from the beginning of the run rather than after the previous step
    std::optional<event::NodeKind>
        nodeKind; ///< only events of nodes of this kind: "broker-stopped" asks for brokers
    std::string node; ///< the event's node, or the broker that it is about; empty: any
    std::string partition; ///< roster name, or a topic's name for any of its partitions; empty: any
    bool operator==(const Cue&) const = default;
};

struct Question {
    Text ask;
    std::string answer; ///< expression, evaluated on the state at the end of the run
    std::vector<std::string>
        choices; ///< expressions, evaluated at the cue; the right answer joins them
    Text explain; ///< shown after the answer; may be empty
    bool operator==(const Question&) const = default;
};

struct LessonStep {
    Text title; ///< may be empty: then `say` alone
    Cue cue;
    Text say;
    std::optional<Question> question;
    bool operator==(const LessonStep&) const = default;
};

/// One change, same seed: paths as --set takes them → value text.
using Overrides = std::vector<std::pair<std::string, std::string>>;

struct Scenario {
    std::string id;
    Text title;
    std::vector<std::string> teaches;
    Text misconception;
    KafkaVersion kafka = KafkaVersion::V39;
    std::uint64_t seed = 1;
    ClusterSpec cluster;
    std::vector<TopicSpec> topics; ///< in file order
    std::vector<ProducerSpec> producers;
    std::vector<ConsumerSpec> consumers;
    std::vector<Command>
        script; ///< in file order; the run takes them by time, equal times in this order
    std::vector<LessonStep> lesson;
    Text tryIt; ///< what the learner is asked to do by hand
    Overrides contrast;
    std::vector<std::string> expect; ///< expressions with a comparison
    std::vector<std::string> expectContrast;
    bool operator==(const Scenario&) const = default;
};

/// The participants in their fixed order (see event::Roster): "you", b1 …, "controller" (of
/// several: k1, k2 …), producers, consumers. A topic has as many partitions there as the script
/// ever gives it. Behind the scenario's topics comes __consumer_offsets, if it has groups.
[[nodiscard]] event::Roster rosterOf(const Scenario& scenario);

/// The names of the topics that are meant, in the order of the file. A pattern that is no regular
/// expression matches none; __consumer_offsets only where the consumer does not exclude it.
[[nodiscard]] std::vector<std::string> topicsOf(
    const Scenario& scenario, const TopicChoice& choice, bool excludesInternal = true);

/// Whether the two are a broker and the controller that shares its process (ClusterSpec::combined),
/// or a consumer and the producer with which its handler forwards records.
[[nodiscard]] bool areOneMachine(const Scenario& scenario, std::string_view a, std::string_view b);

/// The script's commands in the order in which they are carried out: by time, equal times as in the
/// file.
[[nodiscard]] std::vector<std::uint32_t> inOrderOfTime(const std::vector<Command>& script);

/// Time of the EndCommand.
[[nodiscard]] Timestamp endOf(const Scenario& scenario);

} // namespace brokerscope::scenario
