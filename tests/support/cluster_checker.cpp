#include "tests/support/cluster_checker.h"

#include "engine/broker/broker.h"
#include "engine/client/consumer.h"

#include <fmt/format.h>

namespace brokerscope::testing {

namespace {

const broker::Broker* brokerAt(scenario::Cluster& cluster, NodeId id)
{
    return static_cast<const broker::Broker*>(cluster.kernel().process(id));
}

} // namespace

std::optional<std::string> ClusterChecker::check()
{
    if (auto wrong = checkNewEvents()) {
        return wrong;
    }
    if (auto wrong = checkHighWatermarks()) {
        return wrong;
    }
    return checkConsumers();
}

std::optional<std::string> ClusterChecker::checkNewEvents()
{
    const auto& events = m_cluster.kernel().recorder().events();
    for (; m_seen < events.size(); ++m_seen) {
        const event::Event& event = events[m_seen];
        std::optional<std::string> wrong;
        if (const auto* append = std::get_if<event::BatchAppended>(&event.payload)) {
            wrong = checkAppend(event, *append);
        } else if (const auto* role = std::get_if<event::RoleAssumed>(&event.payload)) {
            wrong = checkRole(event, *role);
        }
        if (wrong) {
            return wrong;
        }
        if (m_seen > 0 && events[m_seen - 1].time > event.time) {
            return fmt::format("event {} is earlier than the one before it", m_seen);
        }
        if (event.cause != kNoEvent && event.cause.value() >= m_seen) {
            return fmt::format("event {} is caused by a later one", m_seen);
        }
    }
    return std::nullopt;
}

std::optional<std::string> ClusterChecker::checkAppend(
    const event::Event& event, const event::BatchAppended& append)
{
    const broker::Broker* broker = brokerAt(m_cluster, event.node);
    const broker::Partition* partition
        = broker == nullptr ? nullptr : broker->replicas().find(append.partition);
    if (partition == nullptr) {
        return std::nullopt; // it is gone by now
    }
    // A cleaner may have rewritten the batch on one replica and not yet on another; retention may
    // have taken it since.
    const std::uint32_t crc
        = partition->log().config().isCompacted ? 0 : partition->log().crcAt(append.baseOffset);
    if (crc != 0) {
        const auto [place, isNew]
            = m_crcs.try_emplace({append.partition, append.baseOffset, append.epoch}, crc);
        if (!isNew && place->second != crc) {
            return fmt::format("partition {} has two batches at offset {} of epoch {}",
                append.partition.value(), append.baseOffset.value(), append.epoch.value());
        }
    }
    if (append.asLeader()) {
        const auto leader = m_leaders.find({append.partition, append.epoch});
        if (leader == m_leaders.end() || leader->second != event.node) {
            return fmt::format(
                "node {} appended as leader of partition {} in epoch {} without being it",
                event.node.value(), append.partition.value(), append.epoch.value());
        }
    }
    return std::nullopt;
}

std::optional<std::string> ClusterChecker::checkRole(
    const event::Event& event, const event::RoleAssumed& role)
{
    if (role.role != event::ReplicaRole::Leader) {
        return std::nullopt;
    }
    const auto [leader, isNew] = m_leaders.try_emplace({role.partition, role.epoch}, event.node);
    if (!isNew && leader->second != event.node) {
        return fmt::format("nodes {} and {} both lead partition {} in epoch {}",
            leader->second.value(), event.node.value(), role.partition.value(), role.epoch.value());
    }
    return std::nullopt;
}

std::optional<std::string> ClusterChecker::checkHighWatermarks()
{
    for (const NodeId id : m_cluster.roster().nodesOf(event::NodeKind::Broker)) {
        const broker::Broker* broker = brokerAt(m_cluster, id);
        for (std::uint16_t p = 0; broker != nullptr && p < m_cluster.roster().partitions.size();
             ++p) {
            const broker::Partition* partition = broker->replicas().find(PartitionId(p));
            if (partition == nullptr) {
                continue;
            }
            if (partition->highWatermark() > partition->log().logEnd()) {
                return fmt::format(
                    "node {} has a HW beyond its LEO in partition {}", id.value(), p);
            }
            if (partition->highWatermark() < partition->log().logStart()) {
                return fmt::format(
                    "node {} has a HW before its log start in partition {}", id.value(), p);
            }
            if (!partition->isLeader()) {
                continue;
            }
            Offset& highest = m_highest[PartitionId(p)];
            highest = std::max(highest, partition->highWatermark());
            std::optional<std::string> wrong;
            partition->isr().forEach([&](NodeId member) {
                const broker::Broker* other = brokerAt(m_cluster, member);
                const broker::Partition* replica
                    = other == nullptr ? nullptr : other->replicas().find(PartitionId(p));
                // A member that a later leader has already cut answers to that leader, not to this
                // one.
                const bool counts
                    = replica != nullptr && replica->leaderEpoch() == partition->leaderEpoch();
                if (m_strictHighWatermark && counts
                    && replica->log().logEnd() < partition->highWatermark()) {
                    wrong = fmt::format(
                        "partition {}: HW {} of leader {} is beyond LEO {} of ISR member {}", p,
                        partition->highWatermark().value(), id.value(),
                        replica->log().logEnd().value(), member.value());
                }
            });
            if (wrong) {
                return wrong;
            }
        }
    }
    return std::nullopt;
}

std::optional<std::string> ClusterChecker::checkConsumers()
{
    for (const NodeId id : m_cluster.roster().nodesOf(event::NodeKind::Consumer)) {
        const auto* consumer = static_cast<const client::Consumer*>(m_cluster.kernel().process(id));
        for (std::uint16_t p = 0; consumer != nullptr && p < m_cluster.roster().partitions.size();
             ++p) {
            if (consumer->position(PartitionId(p)) > m_highest[PartitionId(p)]) {
                return fmt::format("consumer {} is at {} of partition {}, beyond every HW so far",
                    id.value(), consumer->position(PartitionId(p)).value(), p);
            }
        }
    }
    return std::nullopt;
}

} // namespace brokerscope::testing
