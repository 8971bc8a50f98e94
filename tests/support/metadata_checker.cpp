#include "tests/support/metadata_checker.h"

#include "engine/broker/broker.h"
#include "engine/broker/controller.h"
#include "engine/broker/metadata_log.h"

#include <fmt/format.h>

#include <algorithm>

namespace brokerscope::testing {

namespace {

using protocol::PartitionRegistration;

/// After that much time nothing is on its way any more.
constexpr Duration kLongAgo = milliseconds(200);

bool areReplicas(BrokerSet members, const PartitionRegistration& registration)
{
    bool are = true;
    members.forEach([&](NodeId member) { are = are && registration.hasReplica(member); });
    return are;
}

std::size_t countOf(MetadataOffset end)
{
    return static_cast<std::size_t>(end.value());
}

} // namespace

MetadataChecker::MetadataChecker(scenario::Cluster& cluster)
    : m_cluster(cluster)
    , m_partitions(cluster.topology().partitions.size())
{
    m_images.emplace_back(cluster.topology().brokers, m_partitions.size());
    for (const NodeId controller : cluster.topology().controllers) {
        m_voters[controller];
    }
}

const broker::Controller* MetadataChecker::controller(NodeId node) const
{
    return static_cast<const broker::Controller*>(m_cluster.kernel().process(node));
}

std::optional<std::string> MetadataChecker::check(const event::Event& event)
{
    if (const auto* applies = std::get_if<event::MetadataApplied>(&event.payload)) {
        return applied(event.node, applies->end);
    }
    if (!isController(event.node)) {
        return std::nullopt;
    }
    if (std::holds_alternative<event::NodeStarted>(event.payload)) {
        return started(event.node);
    }
    if (const auto* change = std::get_if<event::QuorumRoleChanged>(&event.payload)) {
        return roleChanged(event.node, *change);
    }
    if (const auto* written = std::get_if<event::MetadataAppended>(&event.payload)) {
        return appended(event.node, written->end);
    }
    if (const auto* cut = std::get_if<event::MetadataTruncated>(&event.payload)) {
        return truncated(event.node, countOf(cut->to));
    }
    if (const auto* moved = std::get_if<event::MetadataCommitted>(&event.payload)) {
        return highWatermarkMoved(event.node, countOf(moved->end));
    }
    if (const auto* change = std::get_if<event::IsrChanged>(&event.payload)) {
        return isrTold(event.node, *change);
    }
    if (const auto* elected = std::get_if<event::LeaderElected>(&event.payload)) {
        return leaderTold(event.node, *elected);
    }
    return std::nullopt;
}

// --- Raft ----------------------------------------------------------------------------------------

MetadataChecker::Wrong MetadataChecker::started(NodeId node)
{
    Voter& voter = m_voters.at(node);
    voter.highWatermark = 0;
    voter.isLeader = false;
    const broker::Controller* process = controller(node);
    if (process == nullptr) {
        return std::nullopt; // its disk was full
    }
    // A disk that filled up may have kept more than was told, or have cut and not told of it.
    const std::size_t onDisk = countOf(process->raft().log().end());
    if (onDisk < voter.log.size()) {
        return truncated(node, onDisk);
    }
    const std::vector<Entry> before = std::exchange(voter.log, {});
    if (auto wrong = appended(node, process->raft().log().end())) {
        return wrong;
    }
    return std::equal(before.begin(), before.end(), voter.log.begin())
        ? Wrong()
        : fmt::format("controller {} has another metadata log after its restart", node.value());
}

MetadataChecker::Wrong MetadataChecker::roleChanged(
    NodeId node, const event::QuorumRoleChanged& change)
{
    Voter& voter = m_voters.at(node);
    voter.isLeader = change.role == event::QuorumRole::Leader;
    voter.term = change.epoch;
    if (!voter.isLeader) {
        return std::nullopt;
    }
    const auto [leader, isNew] = m_leaders.try_emplace(change.epoch, node);
    if (!isNew && leader->second != node) {
        return fmt::format("controllers {} and {} both lead term {}", leader->second.value(),
            node.value(), change.epoch.value());
    }
    // One that hears late that it was elected may lead a term that is over already: later terms
    // have committed more.
    const auto end = std::partition_point(m_committedBy.begin(), m_committedBy.end(),
        [&](LeaderEpoch term) { return term < change.epoch; });
    const auto before = end - m_committedBy.begin();
    const bool isComplete = std::ssize(voter.log) >= before
        && std::equal(m_committed.begin(), m_committed.begin() + before, voter.log.begin());
    return isComplete ? Wrong()
                      : fmt::format("controller {} leads term {} without all that is committed",
                          node.value(), change.epoch.value());
}

MetadataChecker::Wrong MetadataChecker::appended(NodeId node, MetadataOffset end)
{
    Voter& voter = m_voters.at(node);
    const broker::Controller* process = controller(node);
    if (process == nullptr) {
        return std::nullopt; // it is gone by now
    }
    const broker::MetadataLog& log = process->raft().log();
    while (voter.log.size() < countOf(end)) {
        const std::size_t before = voter.log.size();
        const MetadataOffset from(static_cast<std::int64_t>(before));
        const auto bytes = log.read(from, end);
        const bool isRead = bytes
            && broker::forEachMetadataRecord(*bytes,
                [&](MetadataOffset offset, LeaderEpoch epoch, protocol::MetadataRecord record) {
                    if (countOf(offset) == voter.log.size()) {
                        voter.log.push_back({epoch, std::move(record)});
                    }
                });
        if (!isRead || voter.log.size() == before) {
            return fmt::format(
                "controller {} cannot read its metadata log at {}", node.value(), before);
        }
    }
    return std::nullopt;
}

MetadataChecker::Wrong MetadataChecker::truncated(NodeId node, std::size_t to)
{
    Voter& voter = m_voters.at(node);
    for (std::size_t i = to; i < std::min(voter.log.size(), m_committed.size()); ++i) {
        if (voter.log[i] == m_committed[i]) {
            return fmt::format("controller {} cut its metadata log at {}, though {} is committed",
                node.value(), to, i);
        }
    }
    voter.log.resize(std::min(voter.log.size(), to));
    return std::nullopt;
}

MetadataChecker::Wrong MetadataChecker::highWatermarkMoved(NodeId node, std::size_t to)
{
    Voter& voter = m_voters.at(node);
    if (to <= voter.highWatermark || to > voter.log.size()) {
        return fmt::format("controller {} takes {} for committed after {}, with a log up to {}",
            node.value(), to, voter.highWatermark, voter.log.size());
    }
    const std::size_t known = std::min(to, m_committed.size());
    for (std::size_t i = voter.highWatermark; i < known; ++i) {
        if (!(voter.log[i] == m_committed[i])) {
            return fmt::format(
                "controller {} has another committed metadata record at {}", node.value(), i);
        }
    }
    voter.highWatermark = to;
    if (to > m_committed.size()) {
        if (auto wrong = commit(node, to)) {
            return wrong;
        }
    }
    // It may have gone on in the same step, with more events behind this one.
    const broker::Controller* process = controller(node);
    const bool isApplied = process == nullptr || countOf(process->committed().end()) != to
        || process->committed() == m_images[to];
    return isApplied ? Wrong()
                     : fmt::format("controller {} has made another image of {} metadata records",
                         node.value(), to);
}

MetadataChecker::Wrong MetadataChecker::commit(NodeId node, std::size_t to)
{
    const Voter& voter = m_voters.at(node);
    const Entry& last = voter.log[to - 1];
    const auto holders = std::count_if(m_voters.begin(), m_voters.end(), [&](const auto& each) {
        const std::vector<Entry>& log = each.second.log;
        return log.size() >= to && log[to - 1] == last;
    });
    if (!voter.isLeader || static_cast<std::size_t>(holders) <= m_voters.size() / 2) {
        return fmt::format("controller {} commits {} with {} of {} copies", node.value(), to,
            holders, m_voters.size());
    }
    while (m_committed.size() < to) {
        m_committed.push_back(voter.log[m_committed.size()]);
        m_committedAt.push_back(m_cluster.kernel().now());
        m_committedBy.push_back(voter.term);
        if (auto wrong = apply(m_committed.back().record)) {
            return wrong;
        }
    }
    return std::nullopt;
}

// --- what the records say ------------------------------------------------------------------------

MetadataChecker::Wrong MetadataChecker::apply(const protocol::MetadataRecord& record)
{
    Wrong wrong;
    if (const auto* partition = std::get_if<protocol::PartitionRecord>(&record)) {
        wrong = applyPartition(*partition);
    }
    m_images.push_back(m_images.back());
    m_images.back().apply(record);
    return wrong;
}

MetadataChecker::Wrong MetadataChecker::applyPartition(const protocol::PartitionRecord& record)
{
    Registrations& known = m_partitions.at(record.partition.value());
    const PartitionRegistration& after = record.registration;
    const auto number = static_cast<std::size_t>(after.partitionEpoch.value());
    const auto term = static_cast<std::size_t>(after.leaderEpoch.value());
    const bool isNextTerm = term == known.leaderships.size();
    const bool isSameTerm = term + 1 == known.leaderships.size();
    const bool isSameLeader = !known.all.empty() && known.all.back().leader == after.leader;
    if (number != known.all.size() || !(isNextTerm || (isSameTerm && isSameLeader))) {
        return fmt::format("partition {}: partition epoch {} and leader epoch {} come after {} "
                           "changes and {} leaders",
            record.partition.value(), number, term, known.all.size(), known.leaderships.size());
    }
    const bool leads = after.leader == kNoNode || after.isr.contains(after.leader);
    const bool areApart = (after.isr.bits() & after.eligible.bits()) == 0;
    if (!areReplicas(after.isr, after) || !areReplicas(after.eligible, after) || !leads
        || !areApart) {
        return fmt::format("partition {}: the ISR of partition epoch {} does not fit",
            record.partition.value(), number);
    }
    if (isNextTerm) {
        known.leaderships.push_back(number);
    }
    known.all.push_back(after);
    m_toBeTold.push_back(record.partition);
    return std::nullopt;
}

const PartitionRegistration* MetadataChecker::registration(
    PartitionId partition, PartitionEpoch epoch) const
{
    const std::vector<PartitionRegistration>& all = m_partitions.at(partition.value()).all;
    const auto number = static_cast<std::size_t>(epoch.value());
    return epoch.value() >= 0 && number < all.size() ? &all[number] : nullptr;
}

const PartitionRegistration* MetadataChecker::leadership(
    PartitionId partition, LeaderEpoch epoch) const
{
    const Registrations& known = m_partitions.at(partition.value());
    const auto term = static_cast<std::size_t>(epoch.value());
    return epoch.value() >= 0 && term < known.leaderships.size()
        ? &known.all[known.leaderships[term]]
        : nullptr;
}

MetadataChecker::Wrong MetadataChecker::applied(NodeId node, MetadataOffset end) const
{
    const auto* process = static_cast<const broker::Broker*>(m_cluster.kernel().process(node));
    if (process == nullptr) {
        return std::nullopt;
    }
    const bool isPrefix = process->image().end() == end && countOf(end) < m_images.size()
        && process->image() == m_images[countOf(end)];
    return isPrefix
        ? Wrong()
        : fmt::format("broker {} has applied what is not the committed metadata up to {}",
            node.value(), end.value());
}

// --- what the History is told --------------------------------------------------------------------

MetadataChecker::Wrong MetadataChecker::isrTold(NodeId node, const event::IsrChanged& change)
{
    const PartitionRegistration* known = registration(change.partition, change.epoch);
    if (known == nullptr || known->isr != change.isr || !m_voters.at(node).isLeader) {
        return fmt::format("controller {} tells an ISR of partition {} that is not committed",
            node.value(), change.partition.value());
    }
    m_partitions[change.partition.value()].toldIsr = change.isr;
    return std::nullopt;
}

MetadataChecker::Wrong MetadataChecker::leaderTold(NodeId node, const event::LeaderElected& elected)
{
    Registrations& known = m_partitions.at(elected.partition.value());
    const PartitionRegistration* begun = leadership(elected.partition, elected.epoch);
    if (begun == nullptr || begun->leader != elected.leader || begun->isr != elected.isr
        || !m_voters.at(node).isLeader
        || static_cast<std::size_t>(elected.epoch.value()) != known.toldLeaderships) {
        return fmt::format("controller {} tells a leader of partition {} that is not committed",
            node.value(), elected.partition.value());
    }
    ++known.toldLeaderships;
    known.toldIsr = elected.isr;
    return std::nullopt;
}

MetadataChecker::Wrong MetadataChecker::checkTold()
{
    for (const PartitionId partition : std::exchange(m_toBeTold, {})) {
        const Registrations& known = m_partitions[partition.value()];
        if (known.toldIsr != known.all.back().isr
            || known.toldLeaderships != known.leaderships.size()) {
            return fmt::format(
                "the change of partition {} to partition epoch {} is committed and not told",
                partition.value(), known.all.size() - 1);
        }
    }
    return std::nullopt;
}

MetadataChecker::Wrong MetadataChecker::checkSettled() const
{
    const Timestamp recently = m_cluster.kernel().now() - kLongAgo;
    const auto copied = std::upper_bound(m_committedAt.begin(), m_committedAt.end(), recently)
        - m_committedAt.begin();
    int leaders = 0;
    for (const auto& [node, voter] : m_voters) {
        if (controller(node) == nullptr) {
            return fmt::format("controller {} is not running", node.value());
        }
        leaders += voter.isLeader ? 1 : 0;
        if (std::ssize(voter.log) < copied
            || !std::equal(m_committed.begin(), m_committed.begin() + copied, voter.log.begin())) {
            return fmt::format("controller {} lacks committed metadata", node.value());
        }
    }
    return leaders == 1 ? Wrong() : fmt::format("{} controllers lead", leaders);
}

} // namespace brokerscope::testing
