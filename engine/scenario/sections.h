#pragma once

#include "engine/scenario/config.h"
#include "engine/scenario/reading.h"

#include <optional>

/// The sections of a scenario file, one function each. They are called in this order on a document
/// whose shape has been checked; each fills in its part of Reading::scenario and relies on the
/// parts before it.
namespace brokerscope::scenario {

void readHead(
    Reading& reading, const Place& root); ///< id, kafka, title, teaches, misconception, seed, try
void readCluster(Reading& reading, const Place& cluster);
/// `script` tells how many partitions the topics get later.
void readTopics(Reading& reading, const Place& topics, const Place& script);
void readProducers(Reading& reading, const Place& producers);
/// `quotas` of the cluster, which are the producers'.
void readQuotas(Reading& reading, const Place& quotas);
void readConsumers(Reading& reading, const Place& consumers);
/// What a consumer's application does with records. Relies on what it reads, its group and its
/// config.
void readHandler(Reading& reading, const Place& place, const Place& config, ConsumerSpec& consumer);
/// Producers that send nothing have to be named in some handler's forward.
void checkIdleProducers(Reading& reading, const Place& producers);
/// A client's own name, reported when it is not one.
void checkClientName(Reading& reading, const std::string& name, const Place& place);
/// Topics by name, or {pattern: …}; nullopt when something is wrong with them.
[[nodiscard]] std::optional<TopicChoice> readTopicChoice(Reading& reading, const Place& place);
/// The topics of a choice against the scenario's.
void checkTopicChoice(Reading& reading, const Place& place);
[[nodiscard]] const ConsumerSpec* findConsumer(const Scenario& scenario, std::string_view name);
void readScript(Reading& reading, const Place& script);
void readLesson(Reading& reading, const Place& lesson);
[[nodiscard]] std::vector<std::string> readConditions(Reading& reading, const Place& list);

/// Kafka properties, in Kafka's units. Only what is right goes into `into`.
void readConfig(Reading& reading, const Place& config, ConfigScope scope, ConfigMap& into);

/// What a producer's application sends.
void readSends(Reading& reading, const Place& place, SendSpec& sends);
/// `records` of a producer's sends, which says its topic already.
void readRecords(Reading& reading, const Place& records, SendSpec& sends);
/// A partition's number for `topic`, as far as that is known. `Explicit` is what a record names: it
/// may be one that the script adds later, which send() waits for.
enum class PartitionUse : std::uint8_t { Explicit, Partitioner };
[[nodiscard]] std::optional<std::uint16_t> readPartitionNumber(
    Reading& reading, const Place& place, std::string_view topic, PartitionUse use);

/// One command, or nullopt. Participants are not looked up.
[[nodiscard]] std::optional<Command> readCommand(Reading& reading, const Place& place);

/// Reports an expression that is wrong. Its names count only where the participants are known.
void checkExpressionAt(Reading& reading, const Place& place, bool condition);

/// Who is named at a place: reported and nullopt when nobody is, or when that kind may not stand
/// there.
enum class Nodes : std::uint8_t {
    Any, ///< brokers, controllers, producers and consumers
    Brokers,
    Producers,
    Consumers,
    Clients, ///< producers and consumers
};
void checkNode(Reading& reading, const Place& place, Nodes allowed);
[[nodiscard]] bool isBrokerName(
    std::string_view name); ///< b1, b2, … whether or not there is such a broker
/// controller, k1, k2, … whether or not there is such a controller.
[[nodiscard]] bool isControllerName(std::string_view name);

/// Which key of the file puts the node into one process with another (areOneMachine).
[[nodiscard]] std::string_view whyOneProcess(std::string_view node);

/// A partition ("orders-0") or, if allowed, a topic: reported when there is none.
void checkPartition(Reading& reading, const Place& place, bool orTopic);
void checkTopic(Reading& reading, const Place& place);
/// That the topic has at any time of the run.
[[nodiscard]] std::uint16_t mostPartitions(const Reading& reading, const TopicSpec& topic);
[[nodiscard]] const TopicSpec* findTopic(const Scenario& scenario, std::string_view name);

} // namespace brokerscope::scenario
