#include "engine/protocol/metadata.h"

#include <type_traits>

namespace brokerscope::protocol {

void MetadataImage::apply(const MetadataRecord& record)
{
    m_end = MetadataOffset(m_end.value() + 1);
    std::visit(
        [this](const auto& r) {
            using Record = std::decay_t<decltype(r)>;
            if constexpr (std::is_same_v<Record, RegisterBrokerRecord>) {
                m_brokers.at(r.broker.value() - 1U)
                    = Broker{r.brokerEpoch, r.incarnation, true, false};
            } else if constexpr (std::is_same_v<Record, BrokerChangeRecord>) {
                if (auto& broker = m_brokers.at(r.broker.value() - 1U)) {
                    broker->fenced = r.what == BrokerChangeRecord::What::Fenced
                        || (broker->fenced && r.what == BrokerChangeRecord::What::Leaving);
                    broker->leaving = r.what == BrokerChangeRecord::What::Leaving;
                }
            } else if constexpr (std::is_same_v<Record, PartitionRecord>) {
                m_partitions.at(r.partition.value()) = r.registration;
            } else if constexpr (std::is_same_v<Record, ThrottleRecord>) {
                m_throttle = r.bytesPerSecond;
            }
        },
        record);
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
        const NodeId broker(static_cast<std::uint16_t>(i + 1));
        if (isActive(broker)) {
            active.insert(broker);
        }
    }
    return active;
}

} // namespace brokerscope::protocol
