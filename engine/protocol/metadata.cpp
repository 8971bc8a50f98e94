#include "engine/protocol/metadata.h"

namespace brokerscope::protocol {

void MetadataImage::apply(const MetadataRecord& record)
{
    m_end = MetadataOffset(m_end.value() + 1);
    if (const auto* registered = std::get_if<RegisterBrokerRecord>(&record)) {
        m_brokers.at(registered->broker.value() - 1U) = Broker{registered->brokerEpoch, true};
    } else if (const auto* fencing = std::get_if<BrokerFencingRecord>(&record)) {
        if (auto& broker = m_brokers.at(fencing->broker.value() - 1U)) {
            broker->fenced = fencing->fenced;
        }
    } else if (const auto* partition = std::get_if<PartitionRecord>(&record)) {
        m_partitions.at(partition->partition.value()) = partition->registration;
    }
}

const MetadataImage::Broker* MetadataImage::broker(NodeId id) const
{
    const auto& broker = m_brokers.at(id.value() - 1U);
    return broker ? &*broker : nullptr;
}

const PartitionRegistration* MetadataImage::partition(PartitionId id) const
{
    const auto& partition = m_partitions.at(id.value());
    return partition ? &*partition : nullptr;
}

BrokerSet MetadataImage::activeBrokers() const
{
    BrokerSet active;
    for (std::size_t i = 0; i < m_brokers.size(); ++i) {
        if (m_brokers[i] && !m_brokers[i]->fenced) {
            active.insert(NodeId(static_cast<std::uint16_t>(i + 1)));
        }
    }
    return active;
}

} // namespace brokerscope::protocol
