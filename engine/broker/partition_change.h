#pragma once

#include "engine/broker/config.h"
#include "engine/protocol/metadata.h"

#include <optional>

namespace brokerscope::broker {

/// Which brokers may lead and stay in ISRs while a decision is made: those of the image, but for
/// one that the decision takes away or brings back.
struct Liveness {
    const protocol::MetadataImage& image;
    NodeId without = kNoNode; ///< as if it were fenced or leaving already
    NodeId with = kNoNode; ///< as if it were unfenced already
    [[nodiscard]] bool isActive(NodeId broker) const
    {
        return broker != without && (broker == with || image.isActive(broker));
    }
};

/// One change of a partition's registration under way: what is wanted is set, build() works out who
/// leads then and what else follows (Kafka: PartitionChangeBuilder).
class PartitionChange {
public:
    enum class Wanted : std::uint8_t {
        Online, ///< the present leader if it still may, else the first that may
        Preferred, ///< the first replica in assignment order, if it may
        Unclean, ///< as Online, and a replica from outside the ISR if there is no other
    };

    PartitionChange(const BrokerConfig& config, const TopicConfig& topic, const Liveness& liveness,
        PartitionId id);

    void want(Wanted wanted) { m_wanted = wanted; }
    void setIsr(BrokerSet isr, event::IsrReason reason);
    void setReplicas(std::vector<NodeId> replicas, BrokerSet adding, BrokerSet removing);
    /// The leader is done with what an unclean election asks of it (Kafka:
    /// LeaderRecoveryState.RECOVERED).
    void setRecovered() { m_record.registration.isRecovering = false; }
    /// A replica that may have lost what it had is not eligible, whatever else it was.
    void setUncleanlyShutDown(NodeId broker) { m_uncleanlyShutDown = broker; }
    /// Why a leader that can stay no longer has to go, for the History.
    void setElectionKind(event::ElectionKind kind) { m_cleanKind = kind; }

    /// The record to write; nullopt when nothing would change.
    [[nodiscard]] std::optional<protocol::PartitionRecord> build();

private:
    void completeReassignment();
    void updateEligible();
    void elect();
    struct Choice {
        NodeId leader = kNoNode;
        event::ElectionKind kind = event::ElectionKind::NoneEligible;
    };
    [[nodiscard]] Choice choose() const;
    [[nodiscard]] Choice chooseAny() const;
    [[nodiscard]] bool isValidLeader(NodeId broker) const;
    [[nodiscard]] std::uint32_t effectiveMinIsr() const;

    const BrokerConfig& m_config;
    const TopicConfig& m_topic;
    Liveness m_liveness;
    const protocol::PartitionRegistration& m_before;
    protocol::PartitionRecord m_record;
    Wanted m_wanted = Wanted::Online;
    event::ElectionKind m_cleanKind = event::ElectionKind::Clean;
    bool m_wantsEpochBump = false;
    NodeId m_uncleanlyShutDown = kNoNode;
};

} // namespace brokerscope::broker
