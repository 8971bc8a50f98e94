#include "tests/support/producer_checker.h"

#include "engine/client/producer.h"
#include "engine/scenario/typed_configs.h"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <variant>

namespace brokerscope::testing {

namespace {

using Wrong = ProducerChecker::Wrong;

const std::vector<RecordNumber> kNone;

template <class What>
constexpr bool tellsOfRecords = std::
                                    is_same_v<
                                        What, event::RecordCreated> || std::is_same_v<What, event::RecordRejected> || std::is_same_v<What, event::RecordBatched> || std::is_same_v<What, event::BatchClosed> || std::is_same_v<What, event::BatchSent> || std::is_same_v<What, event::BatchRetried> || std::is_same_v<What, event::BatchSplit> || std::is_same_v<What, event::BatchAcked> || std::is_same_v<What, event::BatchFailed> || std::is_same_v<What, event::FlushBegun> || std::is_same_v<What, event::FlushEnded> || std::is_same_v<What, event::NodeStopped>;

} // namespace

ProducerChecker::ProducerChecker(scenario::Cluster& cluster, const scenario::Scenario& scenario)
    : m_cluster(cluster)
{
    for (const scenario::ProducerSpec& spec : scenario.producers) {
        m_producers[*cluster.roster().node(spec.name)].config
            = scenario::producerConfigOf(spec, scenario.kafka);
    }
}

const client::ProducerConfig& ProducerChecker::configOf(NodeId producer) const
{
    return m_producers.at(producer).config;
}

const std::vector<RecordNumber>& ProducerChecker::recordsOf(NodeId producer, BatchId batch) const
{
    const auto& records = m_producers.at(producer).records;
    const auto found = records.find(batch);
    return found == records.end() ? kNone : found->second;
}

bool ProducerChecker::isPending(NodeId producer, RecordNumber number) const
{
    const Producer& p = m_producers.at(producer);
    return p.batched.contains(number) || p.unbatched.contains(number);
}

const std::vector<RecordNumber>& ProducerChecker::sentTo(
    NodeId producer, PartitionId partition) const
{
    const auto& sent = m_producers.at(producer).sentTo;
    const auto found = sent.find(partition);
    return found == sent.end() ? kNone : found->second;
}

// --- events --------------------------------------------------------------------------------------

Wrong ProducerChecker::check(const event::Event& event)
{
    const auto found = m_producers.find(event.node);
    if (found == m_producers.end()) {
        return std::nullopt;
    }
    note(event, found->second);
    Wrong wrong = checkProducer(event, found->second);
    wrong = wrong ? wrong : noteMessage(event, found->second);
    if (wrong) {
        return fmt::format("{}: {}", m_cluster.roster().at(event.node).name, *wrong);
    }
    return std::nullopt;
}

Wrong ProducerChecker::checkProducer(const event::Event& event, Producer& p) const
{
    return std::visit(
        [&](const auto& what) -> Wrong {
            using What = std::decay_t<decltype(what)>;
            if constexpr (tellsOfRecords<What>) {
                return take(p, what);
            } else if constexpr (std::is_same_v<What, event::BatchOpened>) {
                return opened(p, what);
            } else {
                return std::nullopt;
            }
        },
        event.payload);
}

void ProducerChecker::note(const event::Event& event, Producer& p) const
{
    if (std::holds_alternative<event::NodeStarted>(event.payload)) {
        p.isRunning = true;
    } else if (std::holds_alternative<event::NodePaused>(event.payload)) {
        p.isPaused = true;
    } else if (std::holds_alternative<event::NodeResumed>(event.payload)) {
        p.isPaused = false;
        p.resumedAt = event.time;
    } else if (const auto* close = std::get_if<event::CloseBegun>(&event.payload)) {
        p.isClosing = true;
        if (close->isBounded) {
            p.closeUntil = event.time + close->timeout;
        }
    } else if (const auto* taken = std::get_if<event::BufferTaken>(&event.payload)) {
        p.held[taken->batch].pooled = taken->bytes;
    } else if (const auto* blocked = std::get_if<event::SendBlocked>(&event.payload)) {
        p.unbatched[blocked->number] = event.time + p.config.maxBlock;
    }
}

Wrong ProducerChecker::noteMessage(const event::Event& event, Producer& p) const
{
    const auto& events = m_cluster.kernel().recorder().events();
    if (const auto* sent = std::get_if<event::MessageSent>(&event.payload)) {
        if (sent->api != event::Api::Produce || sent->isResponse() || p.config.acks == 0) {
            return std::nullopt;
        }
        auto& requests = p.requests[sent->to];
        requests.insert(EventId(static_cast<std::uint32_t>(&event - events.data())));
        if (requests.size() > p.config.maxInFlight) {
            return fmt::format(
                "{} requests in flight to node {}", requests.size(), sent->to.value());
        }
    } else if (const auto* received = std::get_if<event::MessageReceived>(&event.payload)) {
        const auto& answer
            = std::get<event::MessageSent>(events[received->message.value()].payload);
        for (auto& [node, requests] : p.requests) {
            requests.erase(answer.request);
        }
    } else if (const auto* timedOut = std::get_if<event::RequestTimedOut>(&event.payload)) {
        p.requests.erase(timedOut->peer);
    } else if (const auto* lost = std::get_if<event::ConnectionLost>(&event.payload)) {
        p.requests.erase(lost->peer);
    }
    return std::nullopt;
}

// --- records -------------------------------------------------------------------------------------

Wrong ProducerChecker::take(Producer& p, const event::RecordCreated& what)
{
    if (what.number <= p.lastCreated) {
        return fmt::format("record {} was sent twice", what.number.value());
    }
    p.lastCreated = what.number;
    p.unbatched.emplace(what.number, std::nullopt);
    return std::nullopt;
}

Wrong ProducerChecker::take(Producer& p, const event::RecordRejected& what)
{
    if (p.unbatched.erase(what.number) == 0) {
        return fmt::format(
            "record {} was rejected after it had ended or got into a batch", what.number.value());
    }
    return std::nullopt;
}

Wrong ProducerChecker::opened(Producer& p, const event::BatchOpened& what) const
{
    if (what.batch.value() != p.lastOpened.value() + 1) {
        return fmt::format(
            "batch {} was opened after {}", what.batch.value(), p.lastOpened.value());
    }
    p.lastOpened = what.batch;
    Batch batch{what.partition, now() + p.config.deliveryTimeout, what.batch};
    if (p.split) {
        batch.deadline = p.split->whole.deadline;
        batch.origin = p.split->whole.origin;
    } else if (p.isClosing) {
        return fmt::format("batch {} was opened after close()", what.batch.value());
    }
    p.held.emplace(what.batch, batch);
    return std::nullopt;
}

Wrong ProducerChecker::take(Producer& p, const event::RecordBatched& what)
{
    const auto batch = p.held.find(what.batch);
    if (batch == p.held.end() || batch->second.isClosed) {
        return fmt::format("record {} went into batch {}, which is closed", what.number.value(),
            what.batch.value());
    }
    const bool isNew = p.unbatched.erase(what.number) > 0;
    const bool isOfSplit = p.split && p.split->records.erase(what.number) > 0;
    if (!isNew && !isOfSplit) {
        return fmt::format(
            "record {} went into a second batch, {}", what.number.value(), what.batch.value());
    }
    p.records[what.batch].push_back(what.number);
    if (isNew) {
        p.batched.insert(what.number);
        p.sentTo[batch->second.partition].push_back(what.number);
    }
    return std::nullopt;
}

// --- batches -------------------------------------------------------------------------------------

Wrong ProducerChecker::take(Producer& p, const event::BatchClosed& what)
{
    const auto batch = p.held.find(what.batch);
    if (batch == p.held.end() || batch->second.isClosed) {
        return fmt::format("batch {} was closed twice", what.batch.value());
    }
    if (what.records != p.records[what.batch].size()) {
        return fmt::format("batch {} was closed with {} records, not {}", what.batch.value(),
            what.records, p.records[what.batch].size());
    }
    batch->second.isClosed = true;
    if (p.split && p.split->first.value() + p.split->parts == what.batch.value() + 1) {
        const bool isWhole = p.split->records.empty();
        p.split.reset();
        return isWhole ? Wrong() : fmt::format("a split lost records");
    }
    return std::nullopt;
}

Wrong ProducerChecker::take(Producer& p, const event::BatchSent& what)
{
    const auto found = p.held.find(what.batch);
    if (found == p.held.end() || !found->second.isClosed || found->second.isInFlight) {
        return fmt::format("batch {} was sent when it could not be", what.batch.value());
    }
    Batch& batch = found->second;
    if (what.attempt != batch.attempts + 1) {
        return fmt::format("batch {} was sent as attempt {} after {} failed ones",
            what.batch.value(), what.attempt, batch.attempts);
    }
    if (p.config.idempotence != (what.baseSequence != kNoSequence)) {
        return fmt::format(
            "batch {} has sequence {}", what.batch.value(), what.baseSequence.value());
    }
    const bool isOther = std::any_of(p.held.begin(), p.held.end(), [&](const auto& other) {
        return other.second.partition == batch.partition && other.second.isInFlight;
    });
    if (p.config.maxInFlight == 1 && isOther) {
        return fmt::format(
            "batch {} was sent beside another one of its partition", what.batch.value());
    }
    batch.isInFlight = true;
    return std::nullopt;
}

Wrong ProducerChecker::take(Producer& p, const event::BatchRetried& what)
{
    const auto batch = p.held.find(what.batch);
    if (batch == p.held.end() || !batch->second.isInFlight) {
        return fmt::format("batch {} came back and was not in flight", what.batch.value());
    }
    batch->second.isInFlight = false;
    if (++batch->second.attempts > p.config.retries) {
        return fmt::format("batch {} is retried too often", what.batch.value());
    }
    return std::nullopt;
}

Wrong ProducerChecker::take(Producer& p, const event::BatchSplit& what)
{
    const auto batch = p.held.find(what.batch);
    if (batch == p.held.end() || !batch->second.isInFlight || p.split) {
        return fmt::format("batch {} was split when it could not be", what.batch.value());
    }
    const std::vector<RecordNumber>& records = p.records[what.batch];
    p.split = Split{what.first, what.parts, batch->second, {records.begin(), records.end()}};
    p.held.erase(batch);
    return std::nullopt;
}

Wrong ProducerChecker::end(Producer& p, BatchId id, std::uint32_t records)
{
    if (p.held.erase(id) == 0) {
        return fmt::format("batch {} ended twice", id.value());
    }
    if (records != p.records[id].size()) {
        return fmt::format(
            "batch {} ended with {} records, not {}", id.value(), records, p.records[id].size());
    }
    for (const RecordNumber number : p.records[id]) {
        if (p.batched.erase(number) == 0) {
            return fmt::format("record {} ended twice", number.value());
        }
    }
    return std::nullopt;
}

Wrong ProducerChecker::take(Producer& p, const event::BatchAcked& what)
{
    const auto batch = p.held.find(what.batch);
    if (batch != p.held.end() && !batch->second.isInFlight) {
        return fmt::format("batch {} was acknowledged and not in flight", what.batch.value());
    }
    return end(p, what.batch, what.records);
}

Wrong ProducerChecker::take(Producer& p, const event::BatchFailed& what)
{
    return end(p, what.batch, what.records);
}

// --- flush() and close() -------------------------------------------------------------------------

Wrong ProducerChecker::take(Producer& p, const event::FlushBegun& what)
{
    if (what.batches != p.held.size()) {
        return fmt::format("flush() waits for {} batches of {}", what.batches, p.held.size());
    }
    p.flushes.push_back({p.lastOpened});
    return std::nullopt;
}

Wrong ProducerChecker::take(Producer& p, const event::FlushEnded& /*what*/)
{
    if (p.flushes.empty()) {
        return "a flush() ended that nobody had begun";
    }
    const BatchId last = p.flushes.front().last;
    p.flushes.erase(p.flushes.begin());
    for (const auto& [id, batch] : p.held) {
        if (batch.origin <= last) {
            return fmt::format("flush() returned before batch {} was done", id.value());
        }
    }
    return std::nullopt;
}

Wrong ProducerChecker::take(Producer& p, const event::NodeStopped& what)
{
    const std::size_t left = p.held.size() + p.unbatched.size();
    const bool endsItself = what.how == event::StopHow::Shutdown;
    // What a process that is killed has in its memory is gone, and nobody is left to be told.
    p.isRunning = false;
    p.closeUntil.reset();
    p.unbatched.clear();
    p.batched.clear();
    p.held.clear();
    p.requests.clear();
    p.flushes.clear();
    return endsItself && left > 0 ? Wrong("it closed with records that have not ended") : Wrong();
}

// --- after each step -----------------------------------------------------------------------------

Wrong ProducerChecker::checkStep()
{
    for (const auto& [node, p] : m_producers) {
        const auto* process
            = static_cast<const client::Producer*>(m_cluster.kernel().process(node));
        if (!p.isRunning || process == nullptr) {
            continue;
        }
        Wrong wrong = p.isPaused ? Wrong() : checkTimes(p);
        wrong = wrong ? wrong : checkMemory(p, process->bufferUsed());
        if (wrong) {
            return fmt::format("{}: {}", m_cluster.roster().at(node).name, *wrong);
        }
    }
    return std::nullopt;
}

/// Whether a younger batch of the partition may stand before this one, as one that failed without a
/// sequence does. Kafka looks at a queue's first batch to find what has expired
/// (RecordAccumulator.expiredBatches).
bool ProducerChecker::isBehindYounger(const Producer& p, const Batch& batch) const
{
    return !p.config.idempotence && !batch.isInFlight
        && std::any_of(p.held.begin(), p.held.end(), [&](const auto& other) {
               return other.second.partition == batch.partition && !other.second.isInFlight
                   && other.second.attempts > 0 && other.second.deadline >= now();
           });
}

/// A process that stood still notices what has expired as soon as it goes on.
Wrong ProducerChecker::checkTimes(const Producer& p) const
{
    const auto isOver = [&](Timestamp deadline) { return std::max(deadline, p.resumedAt) < now(); };
    for (const auto& [id, batch] : p.held) {
        if (isOver(batch.deadline) && !isBehindYounger(p, batch)) {
            return fmt::format("batch {} outlives delivery.timeout.ms", id.value());
        }
    }
    for (const auto& [number, deadline] : p.unbatched) {
        if (deadline && isOver(*deadline)) {
            return fmt::format("send() of record {} outlives max.block.ms", number.value());
        }
    }
    if (p.closeUntil && isOver(*p.closeUntil)) {
        return "close() outlives its timeout";
    }
    return std::nullopt;
}

Wrong ProducerChecker::checkMemory(const Producer& p, std::uint64_t used)
{
    std::uint64_t held = 0;
    for (const auto& [id, batch] : p.held) {
        held += batch.pooled;
    }
    if (used != held || used > p.config.bufferMemory) {
        return fmt::format(
            "{} batches hold {} bytes of buffer.memory, not {}", p.held.size(), used, held);
    }
    return std::nullopt;
}

} // namespace brokerscope::testing
