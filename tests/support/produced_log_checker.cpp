#include "tests/support/produced_log_checker.h"

#include "engine/broker/broker.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

namespace brokerscope::testing {

ProducedLogChecker::ProducedLogChecker(
    scenario::Cluster& cluster, const ProducerChecker& producers, OrderedProducers ordered)
    : m_cluster(cluster)
    , m_producers(producers)
    , m_ordered(ordered)
{
}

const broker::Partition* ProducedLogChecker::leaderAt(const Replica& replica) const
{
    const auto* broker
        = static_cast<const broker::Broker*>(m_cluster.kernel().process(replica.first));
    const broker::Partition* partition
        = broker == nullptr ? nullptr : broker->replicas().find(replica.second);
    return partition != nullptr && partition->isLeader() ? partition : nullptr;
}

// --- events --------------------------------------------------------------------------------------

ProducedLogChecker::Wrong ProducedLogChecker::check(const event::Event& event)
{
    if (const auto* append = std::get_if<event::BatchAppended>(&event.payload)) {
        if (append->asLeader()) {
            const Source source{append->producer, append->batch};
            m_sources[{append->partition, append->baseOffset, append->epoch}] = source;
            m_stored[source].insert(append->baseOffset);
            m_chains[{event.node, append->partition}].appended.emplace_back(
                append->baseOffset, append->end());
            m_touched.insert({event.node, append->partition});
        }
    } else if (const auto* duplicate = std::get_if<event::BatchDeduplicated>(&event.payload)) {
        m_stored[{duplicate->producer, duplicate->batch}].insert(duplicate->baseOffset);
    } else if (const auto* refused = std::get_if<event::AppendRejected>(&event.payload)) {
        if (refused->error == event::ErrorCode::OutOfOrderSequenceNumber) {
            m_chains[{event.node, refused->partition}].refused.push_back(
                {refused->producer, refused->batch});
            m_touched.insert({event.node, refused->partition});
        }
    } else if (const auto* role = std::get_if<event::RoleAssumed>(&event.payload)) {
        if (role->role == event::ReplicaRole::Leader) {
            m_chains[{event.node, role->partition}] = {};
            m_touched.insert({event.node, role->partition});
        } else {
            m_chains.erase({event.node, role->partition});
        }
    } else if (const auto* acked = std::get_if<event::BatchAcked>(&event.payload)) {
        const auto stored = m_stored.find({event.node, acked->batch});
        if (acked->baseOffset != kNoOffset
            && (stored == m_stored.end() || !stored->second.contains(acked->baseOffset))) {
            return fmt::format("batch {} of {} was acknowledged at offset {} and not stored there",
                acked->batch.value(), nameOf(event.node), acked->baseOffset.value());
        }
    }
    return std::nullopt;
}

ProducedLogChecker::Wrong ProducedLogChecker::checkStep()
{
    for (const Replica& replica : std::exchange(m_touched, {})) {
        const auto chain = m_chains.find(replica);
        if (chain == m_chains.end()) {
            continue;
        }
        if (auto wrong = readChain(replica, chain->second)) {
            return fmt::format("partition {} of leader {}: {}", replica.second.value(),
                replica.first.value(), *wrong);
        }
        noteRefused(replica.second, chain->second);
    }
    return std::nullopt;
}

void ProducedLogChecker::noteRefused(PartitionId partition, Chain& chain)
{
    for (const Source& source : std::exchange(chain.refused, {})) {
        const auto tail = chain.tails.find(source.producer);
        if (tail != chain.tails.end() && tail->second.batches.contains(source.batch)) {
            m_forgotten.insert({source.producer, partition});
        }
    }
}

ProducedLogChecker::Wrong ProducedLogChecker::readChain(const Replica& replica, Chain& chain)
{
    const broker::Partition* leader = leaderAt(replica);
    const auto appended = std::exchange(chain.appended, {});
    if (leader == nullptr || leader->log().config().isCompacted) {
        return std::nullopt;
    }
    Wrong wrong;
    if (std::exchange(chain.isStale, false)) {
        leader->log().forEachBatch([&](const record::BatchView& batch) {
            wrong = wrong ? wrong : follow(replica.second, chain, batch);
        });
        return wrong;
    }
    for (const auto& [base, end] : appended) {
        const auto bytes = leader->log().read(base, end, std::numeric_limits<std::size_t>::max());
        const auto batch
            = bytes ? record::BatchView::at(*bytes) : tl::unexpected(record::BatchError::TooShort);
        // Retention may have taken it in the same step.
        if (batch && batch->baseOffset() == base) {
            wrong = wrong ? wrong : follow(replica.second, chain, *batch);
        }
    }
    return wrong;
}

// --- the order of records ------------------------------------------------------------------------

ProducedLogChecker::Wrong ProducedLogChecker::follow(
    PartitionId partition, Chain& chain, const record::BatchView& batch)
{
    const auto found = m_sources.find({partition, batch.baseOffset(), batch.leaderEpoch()});
    if (found == m_sources.end()) {
        return fmt::format("nobody produced the batch at offset {}", batch.baseOffset().value());
    }
    const Source source = found->second;
    const std::vector<RecordNumber>& records = m_producers.recordsOf(source.producer, source.batch);
    if (records.size() != static_cast<std::size_t>(batch.recordCount())) {
        return fmt::format("batch {} of {} is stored with {} records, not {}", source.batch.value(),
            nameOf(source.producer), batch.recordCount(), records.size());
    }
    const auto tail = chain.tails.find(source.producer);
    Wrong wrong = m_forgotten.contains({source.producer, partition})
        ? Wrong()
        : followOrdered(
            partition, source, tail == chain.tails.end() ? nullptr : &tail->second, batch);
    Tail& now = chain.tails[source.producer];
    now.batches.insert(source.batch);
    now.first = records.front();
    now.last = records.back();
    now.epoch = batch.producerEpoch();
    now.next = record::incrementSequence(batch.baseSequence(), batch.recordCount());
    return wrong;
}

ProducedLogChecker::Wrong ProducedLogChecker::followOrdered(
    PartitionId partition, Source source, const Tail* tail, const record::BatchView& batch)
{
    const client::ProducerConfig& config = m_producers.configOf(source.producer);
    const RecordNumber first = m_producers.recordsOf(source.producer, source.batch).front();
    if (config.idempotence || m_ordered == OrderedProducers::All) {
        if (config.idempotence) {
            if (auto wrong = checkSequence(partition, source, tail, batch)) {
                return wrong;
            }
            if (m_forgotten.contains({source.producer, partition})) {
                return std::nullopt;
            }
        }
        if (tail != nullptr && first <= tail->last) {
            return fmt::format("record {} of {} is {}, behind record {}", first.value(),
                nameOf(source.producer),
                tail->batches.contains(source.batch) ? "duplicated" : "reordered",
                tail->last.value());
        }
        return config.idempotence ? checkGap(partition, source, tail) : Wrong();
    }
    // A retry may duplicate the last one, and nothing else.
    if (config.maxInFlight == 1 && config.acks != 0 && tail != nullptr && first < tail->first) {
        return fmt::format("record {} of {} is reordered with one request in flight, behind {}",
            first.value(), nameOf(source.producer), tail->last.value());
    }
    return std::nullopt;
}

ProducedLogChecker::Wrong ProducedLogChecker::checkSequence(
    PartitionId partition, Source source, const Tail* tail, const record::BatchView& batch)
{
    const Sequence base = batch.baseSequence();
    if (tail == nullptr) {
        // A producer that a leader does not know may begin anywhere.
        if (base != Sequence(0)) {
            m_forgotten.insert({source.producer, partition});
        }
        return std::nullopt;
    }
    const bool goesOn = batch.producerEpoch() == tail->epoch && base == tail->next;
    const bool beginsAgain = batch.producerEpoch() > tail->epoch && base == Sequence(0);
    return goesOn || beginsAgain
        ? Wrong()
        : fmt::format("sequence {} of epoch {} of {} stands behind {} of epoch {}", base.value(),
            batch.producerEpoch().value(), nameOf(source.producer), tail->next.value() - 1,
            tail->epoch.value());
}

/// Between two records that are stored there is none whose fate is still open.
ProducedLogChecker::Wrong ProducedLogChecker::checkGap(
    PartitionId partition, Source source, const Tail* tail) const
{
    const std::vector<RecordNumber>& sent = m_producers.sentTo(source.producer, partition);
    const RecordNumber first = m_producers.recordsOf(source.producer, source.batch).front();
    auto next
        = tail == nullptr ? sent.begin() : std::upper_bound(sent.begin(), sent.end(), tail->last);
    for (; next != sent.end() && *next < first; ++next) {
        if (m_producers.isPending(source.producer, *next)) {
            return fmt::format("record {} of {} is stored before record {}, which is not done",
                first.value(), nameOf(source.producer), next->value());
        }
    }
    return std::nullopt;
}

} // namespace brokerscope::testing
