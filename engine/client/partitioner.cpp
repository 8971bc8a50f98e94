#include "engine/client/partitioner.h"

#include <algorithm>
#include <utility>

namespace brokerscope::client {

namespace {

std::uint16_t anyOf(const TopicPartitions& topic, sim::Random& random)
{
    if (topic.available.empty()) {
        return static_cast<std::uint16_t>(random.below(topic.count));
    }
    return topic.available[random.below(topic.available.size())];
}

} // namespace

bool fitsPattern(std::string_view pattern, std::optional<std::string_view> key)
{
    if (pattern == "*") {
        return true;
    }
    if (!key) {
        return false;
    }
    return pattern.ends_with('*') ? key->starts_with(pattern.substr(0, pattern.size() - 1))
                                  : *key == pattern;
}

// --- by load -------------------------------------------------------------------------------------

std::optional<LoadTable> LoadTable::of(
    std::span<const QueueLength> queues, std::uint16_t partitions)
{
    if (queues.empty() || partitions < 2) {
        return std::nullopt;
    }
    const auto shorter
        = [](const QueueLength& a, const QueueLength& b) { return a.batches < b.batches; };
    const auto [least, most] = std::minmax_element(queues.begin(), queues.end(), shorter);
    if (least->batches == most->batches && queues.size() == partitions) {
        return std::nullopt;
    }
    LoadTable table;
    std::uint64_t end = 0;
    for (const QueueLength& queue : queues) {
        end += std::uint64_t{most->batches} + 1 - queue.batches;
        table.m_entries.push_back({queue.partition, end});
    }
    return table;
}

std::uint16_t LoadTable::at(std::uint64_t number) const
{
    return std::upper_bound(m_entries.begin(), m_entries.end(), number,
        [](std::uint64_t wanted, const Entry& entry) { return wanted < entry.end; })
        ->partition;
}

std::uint16_t LoadTable::pick(sim::Random& random) const
{
    return at(random.below(total()));
}

// --- by bytes ------------------------------------------------------------------------------------

std::uint16_t StickyPartitioner::current(const TopicPartitions& topic, sim::Random& random)
{
    if (!m_partition) {
        m_partition = m_load ? m_load->pick(random) : anyOf(topic, random);
        m_bytes = 0;
    }
    return *m_partition;
}

void StickyPartitioner::produced(std::uint32_t bytes, bool mayLeave)
{
    m_bytes += bytes;
    if ((m_bytes >= m_batchSize && mayLeave) || m_bytes >= std::uint64_t{2} * m_batchSize) {
        m_partition.reset();
    }
}

// --- all rules -----------------------------------------------------------------------------------

Partitioner::Partitioner(const ProducerConfig& config)
    : m_config(config)
    , m_sticky(std::max(1U, config.batchSize))
{
}

std::uint16_t Partitioner::partitionFor(
    std::optional<std::string_view> key, const TopicPartitions& topic, sim::Random& random)
{
    switch (m_config.partitioning) {
    case PartitioningRule::BuiltIn:
        return isSpread(key.has_value()) ? m_sticky.current(topic, random)
                                         : partitionForKey(*key, topic.count);
    case PartitioningRule::StickyPerBatch:
        return key ? partitionForKey(*key, topic.count) : ofThisBatch(topic, random);
    case PartitioningRule::UniformSticky:
        return ofThisBatch(topic, random);
    case PartitioningRule::RoundRobin:
        return nextInTurn(topic);
    case PartitioningRule::Custom:
        return custom(key, topic);
    }
    return 0;
}

std::uint16_t Partitioner::nextInTurn(const TopicPartitions& topic)
{
    const std::uint32_t turn = m_turn++;
    return topic.available.empty() ? static_cast<std::uint16_t>(turn % topic.count)
                                   : topic.available[turn % topic.available.size()];
}

std::uint16_t Partitioner::ofThisBatch(const TopicPartitions& topic, sim::Random& random)
{
    if (!m_ofBatch) {
        m_ofBatch = anyOf(topic, random);
    }
    return *m_ofBatch;
}

std::uint16_t Partitioner::custom(std::optional<std::string_view> key, const TopicPartitions& topic)
{
    for (const KeyRule& rule : m_config.partitionOfKey) {
        if (fitsPattern(rule.pattern, key)) {
            return rule.partition;
        }
    }
    return key ? partitionForKey(*key, topic.count) : nextInTurn(topic);
}

void Partitioner::needsNewBatch(
    std::uint16_t partition, const TopicPartitions& topic, sim::Random& random)
{
    const bool isSticky = m_config.partitioning == PartitioningRule::StickyPerBatch
        || m_config.partitioning == PartitioningRule::UniformSticky;
    // Kafka's StickyPartitionCache: another one than before, as long as there is a choice.
    if (!isSticky || (m_ofBatch && *m_ofBatch != partition)) {
        return;
    }
    const std::optional<std::uint16_t> before = std::exchange(m_ofBatch, std::nullopt);
    do {
        m_ofBatch = anyOf(topic, random);
    } while (topic.available.size() > 1 && m_ofBatch == before);
}

} // namespace brokerscope::client
