#pragma once

#include "engine/broker/config.h"
#include "engine/client/config.h"
#include "engine/scenario/config.h"
#include "engine/scenario/scenario.h"

/// A scenario's Kafka properties as the configs that brokers and clients take.
namespace brokerscope::scenario {

[[nodiscard]] client::ProducerConfig producerConfigOf(
    const ProducerSpec& spec, KafkaVersion version);
[[nodiscard]] client::ConsumerConfig consumerConfigOf(
    const ConsumerSpec& spec, KafkaVersion version);
[[nodiscard]] broker::BrokerConfig brokerConfigOf(const Config& config);
/// What a topic does not set itself, the broker's property of the same meaning decides.
[[nodiscard]] broker::TopicConfig topicConfigOf(const Config& topic, const Config& broker);

} // namespace brokerscope::scenario
