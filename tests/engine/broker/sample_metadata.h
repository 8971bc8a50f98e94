#pragma once

#include "engine/broker/config.h"
#include "engine/broker/partition_change.h"
#include "engine/protocol/metadata.h"

#include <QStringList>

#include <initializer_list>
#include <utility>
#include <vector>

namespace brokerscope::testing {

/// "3,1,2" as brokers in that order; "" is none.
inline std::vector<NodeId> brokersOf(const QString& text)
{
    std::vector<NodeId> brokers;
    for (const QString& part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        brokers.emplace_back(static_cast<std::uint16_t>(part.toUInt()));
    }
    return brokers;
}

inline BrokerSet setOf(const QString& text)
{
    BrokerSet set;
    for (const NodeId broker : brokersOf(text)) {
        set.insert(broker);
    }
    return set;
}

/// 0 is nobody.
inline NodeId brokerOf(int number)
{
    return number == 0 ? kNoNode : NodeId(static_cast<std::uint16_t>(number));
}

inline QString textOf(const std::vector<NodeId>& brokers)
{
    QStringList parts;
    for (const NodeId broker : brokers) {
        parts.append(QString::number(broker.value()));
    }
    return parts.join(QLatin1Char(','));
}

inline QString textOf(BrokerSet set)
{
    std::vector<NodeId> brokers;
    set.forEach([&](NodeId broker) { brokers.push_back(broker); });
    return textOf(brokers);
}

/// A partition as the controllers have it: leader 1, leader epoch 5 and partition epoch 7 unless
/// the test says otherwise.
inline protocol::PartitionRegistration partitionOf(
    const QString& replicas, const QString& isr, int leader = 1)
{
    protocol::PartitionRegistration partition;
    partition.replicas = brokersOf(replicas);
    partition.isr = setOf(isr);
    partition.leader = brokerOf(leader);
    partition.leaderEpoch = LeaderEpoch(5);
    partition.partitionEpoch = PartitionEpoch(7);
    return partition;
}

inline BrokerEpoch epochOf(NodeId broker)
{
    return BrokerEpoch(10 * broker.value());
}

/// Brokers 1 … n, registered with the epochs 10, 20 … and active, and the partitions given, with
/// room for more.
inline protocol::MetadataImage imageOf(std::uint16_t brokers,
    const std::vector<protocol::PartitionRegistration>& partitions, std::size_t room = 0)
{
    protocol::MetadataImage image(brokers, partitions.size() + room);
    for (std::uint16_t i = 1; i <= brokers; ++i) {
        const NodeId broker(i);
        image.apply(protocol::RegisterBrokerRecord{broker, epochOf(broker), 100U + i});
        image.apply(
            protocol::BrokerChangeRecord{broker, protocol::BrokerChangeRecord::What::Unfenced});
    }
    for (std::size_t i = 0; i < partitions.size(); ++i) {
        protocol::PartitionRecord record;
        record.partition = PartitionId(static_cast<std::uint16_t>(i));
        record.registration = partitions[i];
        image.apply(record);
    }
    return image;
}

inline void fenceAll(protocol::MetadataImage& image, const QString& brokers)
{
    for (const NodeId broker : brokersOf(brokers)) {
        image.apply(
            protocol::BrokerChangeRecord{broker, protocol::BrokerChangeRecord::What::Fenced});
    }
}

inline void letLeave(protocol::MetadataImage& image, const QString& brokers)
{
    for (const NodeId broker : brokersOf(brokers)) {
        image.apply(
            protocol::BrokerChangeRecord{broker, protocol::BrokerChangeRecord::What::Leaving});
    }
}

} // namespace brokerscope::testing
