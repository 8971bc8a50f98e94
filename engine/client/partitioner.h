#pragma once

#include "engine/client/config.h"
#include "engine/client/murmur2.h"
#include "engine/sim/random.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace brokerscope::client {

/// Whether a key fits a KeyRule's pattern: "vip-*" fits what begins with "vip-", "*" everything,
/// the null key included.
[[nodiscard]] bool fitsPattern(std::string_view pattern, std::optional<std::string_view> key);

/// The partitions of a topic as a producer knows them.
struct TopicPartitions {
    std::uint16_t count = 0; ///< at least 1
    std::span<const std::uint16_t> available; ///< those that have a leader, ascending
};

/// How many batches wait for a partition.
struct QueueLength {
    std::uint16_t partition = 0;
    std::uint32_t batches = 0;
};

/// Takes partitions at random, the less is waiting for them the more often (Kafka:
/// BuiltInPartitioner.PartitionLoadStats).
class LoadTable {
public:
    /// `queues`: those of partitions that may be taken; `partitions`: how many the topic has.
    /// nullopt when chance may be the same for all: when no partition was left out and all queues
    /// are equally long, or there is but one partition.
    [[nodiscard]] static std::optional<LoadTable> of(
        std::span<const QueueLength> queues, std::uint16_t partitions);
    [[nodiscard]] std::uint16_t pick(sim::Random& random) const;
    /// The partition for a number below total().
    [[nodiscard]] std::uint16_t at(std::uint64_t number) const;
    [[nodiscard]] std::uint64_t total() const { return m_entries.back().end; }

private:
    struct Entry {
        std::uint16_t partition = 0;
        std::uint64_t end = 0; ///< of its numbers
    };
    std::vector<Entry> m_entries;
};

/// Spreads records by bytes (Kafka: BuiltInPartitioner, KIP-794): stays with one partition until
/// enough bytes went there, then takes another at random.
class StickyPartitioner {
public:
    explicit StickyPartitioner(std::uint32_t batchSize)
        : m_batchSize(batchSize)
    {
    }

    [[nodiscard]] std::uint16_t current(const TopicPartitions& topic, sim::Random& random);
    /// The batches of the current partition have grown by `bytes`. `mayLeave`: the last one is
    /// full, or it has none.
    void produced(std::uint32_t bytes, bool mayLeave);
    void setLoad(std::optional<LoadTable> load) { m_load = std::move(load); }

private:
    std::uint32_t m_batchSize;
    std::optional<std::uint16_t> m_partition;
    std::uint64_t m_bytes = 0;
    std::optional<LoadTable> m_load;
};

/// Chooses partitions for the records of a producer that have no explicit one, by the rule that its
/// config names (Kafka: KafkaProducer.partition, Partitioner).
class Partitioner {
public:
    /// `config` must outlive it.
    explicit Partitioner(const ProducerConfig& config);

    [[nodiscard]] std::uint16_t partitionFor(
        std::optional<std::string_view> key, const TopicPartitions& topic, sim::Random& random);

    /// Whether partitionFor() is to be asked again when a record needs a new batch. Every rule but
    /// the built-in one is, so that round robin skips a partition each time (KAFKA-9965).
    [[nodiscard]] bool isAskedAgain() const
    {
        return m_config.partitioning != PartitioningRule::BuiltIn;
    }
    /// A record for `partition` needs a new batch (Kafka: Partitioner.onNewBatch).
    void needsNewBatch(std::uint16_t partition, const TopicPartitions& topic, sim::Random& random);

    /// Whether a record without an explicit partition counts for produced().
    [[nodiscard]] bool isSpread(bool hasKey) const
    {
        return m_config.partitioning == PartitioningRule::BuiltIn
            && (!hasKey || m_config.ignoreKeys);
    }
    void produced(std::uint32_t bytes, bool mayLeave) { m_sticky.produced(bytes, mayLeave); }

    /// Whether setLoad() makes a difference.
    [[nodiscard]] bool isAdaptive() const
    {
        return m_config.partitioning == PartitioningRule::BuiltIn && m_config.adaptivePartitioning;
    }
    void setLoad(std::optional<LoadTable> load) { m_sticky.setLoad(std::move(load)); }

private:
    [[nodiscard]] std::uint16_t nextInTurn(const TopicPartitions& topic);
    [[nodiscard]] std::uint16_t ofThisBatch(const TopicPartitions& topic, sim::Random& random);
    [[nodiscard]] std::uint16_t custom(
        std::optional<std::string_view> key, const TopicPartitions& topic);

    const ProducerConfig& m_config;
    StickyPartitioner m_sticky; ///< BuiltIn
    std::optional<std::uint16_t> m_ofBatch; ///< StickyPerBatch, UniformSticky
    std::uint32_t m_turn = 0; ///< RoundRobin
};

} // namespace brokerscope::client
