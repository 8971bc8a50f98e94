#include "tests/support/cluster_checker.h"

#include "engine/broker/broker.h"
#include "engine/client/consumer.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <type_traits>
#include <utility>

namespace brokerscope::testing {

namespace {

using protocol::PartitionRegistration;

/// The bytes of all batches in [from, to), however they lie in segments; nullopt when the disk
/// fails.
std::optional<Bytes> bytesOf(const log::Log& log, Offset from, Offset to)
{
    Bytes bytes;
    while (from < to) {
        const auto chunk = log.read(from, to, std::numeric_limits<std::size_t>::max());
        if (!chunk) {
            return std::nullopt;
        }
        if (chunk->empty()) {
            break; // what is left does not end below `to`
        }
        bytes.insert(bytes.end(), chunk->begin(), chunk->end());
        for (ByteView rest = *chunk; !rest.empty();) {
            const auto batch = record::BatchView::at(rest);
            if (!batch) {
                return std::nullopt;
            }
            from = batch->end();
            rest = rest.subspan(batch->bytes().size());
        }
    }
    return bytes;
}

/// Whether only an unclean election could give it a leader: with eligible leader replicas, those
/// that were killed count no more, and the last leader may have been removed (KIP-966).
bool isAbandoned(const PartitionRegistration& registration)
{
    return registration.leader == kNoNode && registration.isr.empty()
        && registration.eligible.empty() && !registration.hasReplica(registration.lastKnownLeader);
}

} // namespace

ClusterChecker::ClusterChecker(scenario::Cluster& cluster, Expectations expectations)
    : m_cluster(cluster)
    , m_expectations(expectations)
    , m_metadata(cluster)
    , m_brokers(cluster.roster().nodesOf(event::NodeKind::Broker))
    , m_highest(cluster.roster().partitions.size())
{
}

const broker::Broker* ClusterChecker::brokerAt(NodeId id) const
{
    return static_cast<const broker::Broker*>(m_cluster.kernel().process(id));
}

const broker::Partition* ClusterChecker::replicaAt(NodeId id, PartitionId partition) const
{
    const broker::Broker* broker = id == kNoNode ? nullptr : brokerAt(id);
    return broker == nullptr ? nullptr : broker->replicas().find(partition);
}

// --- after every step ----------------------------------------------------------------------------

std::optional<std::string> ClusterChecker::check()
{
    const std::size_t end = m_cluster.kernel().recorder().events().size();
    if (m_seen == end) {
        return std::nullopt; // nothing can have changed without an event
    }
    for (; m_seen < end; ++m_seen) {
        if (auto wrong = checkEvent(m_seen)) {
            return wrong;
        }
    }
    if (auto wrong = m_metadata.checkTold()) {
        return wrong;
    }
    return checkTouched();
}

ClusterChecker::Wrong ClusterChecker::checkEvent(std::size_t index)
{
    const auto& events = m_cluster.kernel().recorder().events();
    const event::Event& event = events[index];
    if (index > 0 && events[index - 1].time > event.time) {
        return fmt::format("event {} is earlier than the one before it", index);
    }
    if (event.cause != kNoEvent && event.cause.value() >= index) {
        return fmt::format("event {} is caused by a later one", index);
    }
    touch(event);
    if (auto wrong = m_metadata.check(event)) {
        return wrong;
    }
    return look(event);
}

ClusterChecker::Wrong ClusterChecker::look(const event::Event& event)
{
    if (const auto* append = std::get_if<event::BatchAppended>(&event.payload)) {
        return checkAppend(event, *append);
    }
    if (const auto* role = std::get_if<event::RoleAssumed>(&event.payload)) {
        return checkRole(event, *role);
    }
    if (const auto* duplicate = std::get_if<event::BatchDeduplicated>(&event.payload)) {
        // Told from the log that it has now, whichever leader had written it.
        const broker::Partition* partition = replicaAt(event.node, duplicate->partition);
        if (partition != nullptr) {
            partition->log().forEachBatch([&](const record::BatchView& batch) {
                if (batch.baseOffset() == duplicate->baseOffset) {
                    m_stored[{duplicate->producer, duplicate->batch}].push_back(
                        {duplicate->partition, duplicate->baseOffset, batch.leaderEpoch()});
                }
            });
        }
    } else if (const auto* acked = std::get_if<event::BatchAcked>(&event.payload)) {
        noteAcked(event.node, *acked);
    } else if (const auto* moved = std::get_if<event::HighWatermarkMoved>(&event.payload)) {
        // A leader that gives up in the same step may have shown it to consumers.
        if (m_leading.contains({event.node, moved->partition})) {
            Offset& highest = m_highest[moved->partition.value()];
            highest = std::max(highest, moved->to);
        }
    }
    return std::nullopt;
}

void ClusterChecker::touch(const event::Event& event)
{
    std::visit(
        [&](const auto& what) {
            using What = std::decay_t<decltype(what)>;
            if constexpr (
                std::is_same_v<What,
                    event::
                        BatchAppended> || std::is_same_v<What, event::HighWatermarkMoved> || std::is_same_v<What, event::LogTruncated> || std::is_same_v<What, event::LogStartMoved> || std::is_same_v<What, event::RoleAssumed> || std::is_same_v<What, event::LogRecovered>) {
                m_partitions.insert(what.partition);
            } else if constexpr (std::is_same_v<What, event::MetadataApplied>) {
                m_informed.insert(event.node);
            } else if constexpr (std::is_same_v<What, event::MessageReceived>) {
                const auto& events = m_cluster.kernel().recorder().events();
                const auto& sent
                    = std::get<event::MessageSent>(events[what.message.value()].payload);
                if (sent.api == event::Api::AlterPartition && sent.isResponse()) {
                    m_informed.insert(event.node);
                }
            } else if constexpr (
                std::is_same_v<What,
                    event::RecordsDelivered> || std::is_same_v<What, event::OffsetReset>) {
                m_consumers.insert(event.node);
            }
        },
        event.payload);
}

ClusterChecker::Wrong ClusterChecker::checkAppend(
    const event::Event& event, const event::BatchAppended& append)
{
    if (append.asLeader()) {
        m_stored[{append.producer, append.batch}].push_back(
            {append.partition, append.baseOffset, append.epoch});
        const auto leader = m_leaders.find({append.partition, append.epoch});
        const PartitionRegistration* committed
            = m_metadata.leadership(append.partition, append.epoch);
        if (leader == m_leaders.end() || leader->second != event.node || committed == nullptr
            || committed->leader != event.node) {
            return fmt::format(
                "node {} appended as leader of partition {} in epoch {} without being it",
                event.node.value(), append.partition.value(), append.epoch.value());
        }
    }
    const broker::Partition* partition = replicaAt(event.node, append.partition);
    // A cleaner may have rewritten the batch on one replica and not yet on another; retention may
    // have taken it since.
    if (partition == nullptr || partition->log().config().isCompacted) {
        return std::nullopt;
    }
    const std::uint32_t crc = partition->log().crcAt(append.baseOffset);
    if (crc != 0) {
        const auto [place, isNew]
            = m_crcs.try_emplace({append.partition, append.baseOffset, append.epoch}, crc);
        if (!isNew && place->second != crc) {
            return fmt::format("partition {} has two batches at offset {} of epoch {}",
                append.partition.value(), append.baseOffset.value(), append.epoch.value());
        }
    }
    return std::nullopt;
}

ClusterChecker::Wrong ClusterChecker::checkRole(
    const event::Event& event, const event::RoleAssumed& role)
{
    if (role.role != event::ReplicaRole::Leader) {
        m_leading.erase({event.node, role.partition});
        return std::nullopt;
    }
    m_leading.insert({event.node, role.partition});
    const auto [leader, isNew] = m_leaders.try_emplace({role.partition, role.epoch}, event.node);
    if (!isNew && leader->second != event.node) {
        return fmt::format("nodes {} and {} both lead partition {} in epoch {}",
            leader->second.value(), event.node.value(), role.partition.value(), role.epoch.value());
    }
    return std::nullopt;
}

void ClusterChecker::noteAcked(NodeId producer, const event::BatchAcked& acked)
{
    const auto stored = m_stored.find({producer, acked.batch});
    if (stored == m_stored.end()) {
        return; // acks=0
    }
    const auto place = std::find_if(stored->second.rbegin(), stored->second.rend(),
        [&](const Place& each) { return each.offset == acked.baseOffset; });
    if (place != stored->second.rend()) {
        m_acked.push_back({*place, acked.records, m_expectations.mayLose.contains(producer)});
    }
}

ClusterChecker::Wrong ClusterChecker::checkTouched()
{
    Wrong wrong;
    for (const NodeId node : std::exchange(m_informed, {})) {
        for (std::size_t i = 0; i < m_highest.size() && !wrong; ++i) {
            wrong = checkRegistration(node, PartitionId(static_cast<std::uint16_t>(i)));
        }
    }
    for (const PartitionId id : std::exchange(m_partitions, {})) {
        for (const NodeId node : m_brokers) {
            const broker::Partition* partition = replicaAt(node, id);
            if (partition != nullptr && !wrong) {
                wrong = checkReplica(node, *partition);
            }
        }
    }
    for (const NodeId node : std::exchange(m_consumers, {})) {
        wrong = wrong ? wrong : checkConsumer(node);
    }
    return wrong;
}

ClusterChecker::Wrong ClusterChecker::checkRegistration(NodeId node, PartitionId id)
{
    const broker::Partition* partition = replicaAt(node, id);
    if (partition == nullptr || !partition->isLeader()) {
        return std::nullopt;
    }
    const PartitionRegistration& used = partition->registration();
    const PartitionRegistration* committed = m_metadata.registration(id, used.partitionEpoch);
    if (committed == nullptr || committed->isr != used.isr || committed->leader != node
        || committed->leaderEpoch != used.leaderEpoch) {
        return fmt::format("leader {} of partition {} acts on a registration of partition epoch {} "
                           "that is not committed",
            node.value(), id.value(), used.partitionEpoch.value());
    }
    m_partitions.insert(id);
    return std::nullopt;
}

ClusterChecker::Wrong ClusterChecker::checkReplica(NodeId node, const broker::Partition& partition)
{
    const std::uint16_t id = partition.id().value();
    if (partition.highWatermark() > partition.log().logEnd()) {
        return fmt::format("node {} has a HW beyond its LEO in partition {}", node.value(), id);
    }
    if (partition.highWatermark() < partition.log().logStart()) {
        return fmt::format(
            "node {} has a HW before its log start in partition {}", node.value(), id);
    }
    if (!partition.isLeader()) {
        return std::nullopt;
    }
    m_highest[id] = std::max(m_highest[id], partition.highWatermark());
    return m_expectations.keepsLogs ? checkIsr(node, partition) : std::nullopt;
}

ClusterChecker::Wrong ClusterChecker::checkIsr(NodeId node, const broker::Partition& leader) const
{
    Wrong wrong;
    leader.isr().forEach([&](NodeId member) {
        const broker::Partition* replica = replicaAt(member, leader.id());
        // A member that a later leader has already cut answers to that leader, not to this one.
        const bool counts = replica != nullptr && replica->leaderEpoch() == leader.leaderEpoch();
        if (counts && replica->log().logEnd() < leader.highWatermark()) {
            wrong
                = fmt::format("partition {}: HW {} of leader {} is beyond LEO {} of ISR member {}",
                    leader.id().value(), leader.highWatermark().value(), node.value(),
                    replica->log().logEnd().value(), member.value());
        }
    });
    return wrong;
}

ClusterChecker::Wrong ClusterChecker::checkConsumer(NodeId node)
{
    const auto* consumer = static_cast<const client::Consumer*>(m_cluster.kernel().process(node));
    for (std::size_t i = 0; consumer != nullptr && i < m_highest.size(); ++i) {
        const Offset position = consumer->position(PartitionId(static_cast<std::uint16_t>(i)));
        if (position > m_highest[i]) {
            return fmt::format("consumer {} is at {} of partition {}, beyond every HW so far",
                node.value(), position.value(), i);
        }
    }
    return std::nullopt;
}

// --- once it has settled -------------------------------------------------------------------------

std::optional<std::string> ClusterChecker::checkSettled()
{
    if (auto wrong = m_metadata.checkSettled()) {
        return wrong;
    }
    const protocol::MetadataImage& committed = m_metadata.committed();
    for (const NodeId broker : m_brokers) {
        if (brokerAt(broker) == nullptr || committed.isFenced(broker)) {
            return fmt::format("broker {} has not come back", broker.value());
        }
    }
    for (std::size_t i = 0; i < committed.partitionCount(); ++i) {
        const PartitionId id(static_cast<std::uint16_t>(i));
        const PartitionRegistration* registration = committed.partition(id);
        // An admin could not add it, or has taken it away from the last who had everything.
        if (registration == nullptr || isAbandoned(*registration)) {
            continue;
        }
        if (auto wrong = checkLeader(id, *registration)) {
            return wrong;
        }
        if (auto wrong = checkCopies(id, *registration)) {
            return wrong;
        }
    }
    if (m_expectations.keepsAcked && lostAgainstPromise() > 0) {
        return fmt::format("{} of {} acknowledged records are lost", lostAgainstPromise(), acked());
    }
    return std::nullopt;
}

std::size_t ClusterChecker::lostAgainstPromise() const
{
    std::size_t records = 0;
    for (const Acked& acked : m_acked) {
        records += !acked.mayBeLost && isLost(acked.place) ? acked.records : 0;
    }
    return records;
}

ClusterChecker::Wrong ClusterChecker::checkLeader(
    PartitionId id, const PartitionRegistration& registration) const
{
    if (registration.leader == kNoNode) {
        return fmt::format("partition {} has no leader", id.value());
    }
    const broker::Partition* leader = replicaAt(registration.leader, id);
    const bool leads = leader != nullptr && leader->isLeader()
        && leader->leaderEpoch() == registration.leaderEpoch;
    return leads ? Wrong()
                 : fmt::format("broker {} does not lead partition {} in epoch {}",
                     registration.leader.value(), id.value(), registration.leaderEpoch.value());
}

ClusterChecker::Wrong ClusterChecker::checkCopies(
    PartitionId id, const PartitionRegistration& registration) const
{
    const broker::Partition& leader = *replicaAt(registration.leader, id);
    for (const NodeId node : registration.replicas) {
        const broker::Partition* replica = replicaAt(node, id);
        if (replica == nullptr || replica->leaderEpoch() != leader.leaderEpoch()) {
            return fmt::format(
                "broker {} does not follow in partition {}", node.value(), id.value());
        }
        // Cleaners work at other times, and a quota may still keep a new replica from fetching.
        if (leader.log().config().isCompacted || leader.isThrottled(node)) {
            continue;
        }
        const Offset from = std::max(leader.log().logStart(), replica->log().logStart());
        const Offset to = std::min(leader.highWatermark(), replica->log().logEnd());
        if (from < to && bytesOf(leader.log(), from, to) != bytesOf(replica->log(), from, to)) {
            return fmt::format("brokers {} and {} differ in partition {} below the HW {}",
                registration.leader.value(), node.value(), id.value(), to.value());
        }
    }
    return std::nullopt;
}

bool ClusterChecker::isLost(const Place& place) const
{
    const PartitionRegistration* registration = m_metadata.committed().partition(place.partition);
    const broker::Partition* leader
        = registration == nullptr ? nullptr : replicaAt(registration->leader, place.partition);
    const auto crc = m_crcs.find(place);
    if (registration != nullptr && isAbandoned(*registration)) {
        return false; // its replicas still have it
    }
    return leader == nullptr || crc == m_crcs.end()
        || leader->log().crcAt(place.offset) != crc->second;
}

std::size_t ClusterChecker::acked() const
{
    std::size_t records = 0;
    for (const Acked& acked : m_acked) {
        records += acked.records;
    }
    return records;
}

std::size_t ClusterChecker::lost() const
{
    std::size_t records = 0;
    for (const Acked& acked : m_acked) {
        records += isLost(acked.place) ? acked.records : 0;
    }
    return records;
}

} // namespace brokerscope::testing
