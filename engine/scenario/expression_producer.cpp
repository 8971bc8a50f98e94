#include "engine/scenario/expression_producer.h"

#include <algorithm>
#include <map>
#include <set>

namespace brokerscope::scenario {
namespace {

/// Calls `take` with each event of the kind up to the moment, as (event, payload).
template <class Kind, class Take>
void forEach(const Moment& moment, Take take)
{
    const std::size_t count = std::min(moment.applied, moment.history.size());
    for (const event::Event& event : moment.history.events().first(count)) {
        if (const auto* payload = std::get_if<Kind>(&event.payload)) {
            take(event, *payload);
        }
    }
}

/// The same for those at the producer, with the payload alone.
template <class Kind, class Take>
void forEachOf(NodeId producer, const Moment& moment, Take take)
{
    forEach<Kind>(moment, [&](const event::Event& event, const Kind& payload) {
        if (event.node == producer) {
            take(payload);
        }
    });
}

Timestamp timeOf(const Moment& moment)
{
    const bool isAtEnd = moment.applied >= moment.history.size();
    return isAtEnd ? moment.history.end() : moment.state.now;
}

template <class Take>
void forEachRequest(NodeId producer, const Moment& moment, Take take)
{
    forEachOf<event::MessageSent>(producer, moment, [&](const event::MessageSent& sent) {
        if (sent.api == event::Api::Produce && !sent.isResponse()) {
            take(sent);
        }
    });
}

} // namespace

// --- batches -------------------------------------------------------------------------------------

std::int64_t closedBatches(
    NodeId producer, std::optional<event::CloseReason> reason, const Moment& moment)
{
    std::int64_t batches = 0;
    forEachOf<event::BatchClosed>(producer, moment, [&](const event::BatchClosed& closed) {
        batches += !reason || closed.reason == *reason ? 1 : 0;
    });
    return batches;
}

std::int64_t produceRequests(NodeId producer, const Moment& moment)
{
    std::int64_t requests = 0;
    forEachRequest(producer, moment, [&](const event::MessageSent&) { ++requests; });
    return requests;
}

std::int64_t sentBytes(NodeId producer, const Moment& moment)
{
    std::int64_t bytes = 0;
    forEachRequest(producer, moment, [&](const event::MessageSent& sent) { bytes += sent.bytes; });
    return bytes;
}

BatchBytes batchBytes(NodeId producer, const Moment& moment)
{
    std::map<BatchId, BatchBytes> batches;
    forEachOf<event::BatchClosed>(producer, moment, [&](const event::BatchClosed& closed) {
        batches[closed.batch] = {closed.bytes, closed.bytes};
    });
    forEachOf<event::BatchCompressed>(
        producer, moment, [&](const event::BatchCompressed& compressed) {
            batches[compressed.batch] = {compressed.bytesBefore, compressed.bytesAfter};
        });
    BatchBytes sum;
    forEachOf<event::BatchSent>(producer, moment, [&](const event::BatchSent& sent) {
        if (sent.attempt == 1) {
            sum.before += batches[sent.batch].before;
            sum.after += batches[sent.batch].after;
        }
    });
    return sum;
}

// --- records that wait or fail -------------------------------------------------------------------

std::int64_t blockedSends(NodeId producer, const Moment& moment)
{
    std::int64_t sends = 0;
    forEachOf<event::SendBlocked>(producer, moment, [&](const event::SendBlocked&) { ++sends; });
    return sends;
}

Duration blockedFor(NodeId producer, const Moment& moment)
{
    std::map<RecordNumber, Timestamp> waiting;
    Duration together;
    const auto endAt = [&](RecordNumber number, Timestamp time) {
        if (const auto found = waiting.find(number); found != waiting.end()) {
            together = together + (time - found->second);
            waiting.erase(found);
        }
    };
    const std::size_t count = std::min(moment.applied, moment.history.size());
    for (const event::Event& event : moment.history.events().first(count)) {
        if (event.node != producer) {
            continue;
        }
        if (const auto* blocked = std::get_if<event::SendBlocked>(&event.payload)) {
            waiting.emplace(blocked->number, event.time);
        } else if (const auto* unblocked = std::get_if<event::SendUnblocked>(&event.payload)) {
            endAt(unblocked->number, event.time);
        } else if (const auto* rejected = std::get_if<event::RecordRejected>(&event.payload)) {
            endAt(rejected->number, event.time);
        } else if (std::holds_alternative<event::NodeStopped>(event.payload)) {
            while (!waiting.empty()) {
                endAt(waiting.begin()->first, event.time);
            }
        }
    }
    while (!waiting.empty()) {
        endAt(waiting.begin()->first, timeOf(moment));
    }
    return together;
}

std::int64_t rejectedRecords(
    NodeId producer, std::optional<PartitionId> partition, const Moment& moment)
{
    std::int64_t records = 0;
    PartitionId newest = kNoPartition; // of the record that send() is called with
    const std::size_t count = std::min(moment.applied, moment.history.size());
    for (const event::Event& event : moment.history.events().first(count)) {
        if (event.node != producer) {
            continue;
        }
        if (const auto* created = std::get_if<event::RecordCreated>(&event.payload)) {
            newest = created->partition;
        } else if (std::holds_alternative<event::RecordRejected>(event.payload)) {
            records += !partition || newest == *partition ? 1 : 0;
        }
    }
    return records;
}

std::int64_t failedWith(NodeId producer, event::ErrorCode error, const Moment& moment)
{
    std::int64_t records = 0;
    forEachOf<event::RecordRejected>(producer, moment,
        [&](const event::RecordRejected& rejected) { records += rejected.error == error ? 1 : 0; });
    forEachOf<event::BatchFailed>(producer, moment, [&](const event::BatchFailed& failed) {
        records += failed.error == error ? failed.records : 0;
    });
    return records;
}

Duration throttledFor(NodeId producer, const Moment& moment)
{
    Duration together;
    forEach<event::ClientThrottled>(
        moment, [&](const event::Event& event, const event::ClientThrottled& throttled) {
            if (throttled.client == producer) {
                together = together + (throttled.until - event.time);
            }
        });
    return together;
}

// --- where records go ----------------------------------------------------------------------------

std::int64_t recordsFor(NodeId producer, PartitionId partition, const Moment& moment)
{
    std::int64_t records = 0;
    forEachOf<event::RecordCreated>(producer, moment, [&](const event::RecordCreated& created) {
        records += created.partition == partition ? 1 : 0;
    });
    return records;
}

std::int64_t partitionSwitches(NodeId producer, const Moment& moment)
{
    std::int64_t switches = 0;
    PartitionId before = kNoPartition;
    forEachOf<event::RecordCreated>(producer, moment, [&](const event::RecordCreated& created) {
        switches += before != kNoPartition && created.partition != before ? 1 : 0;
        before = created.partition;
    });
    return switches;
}

std::int64_t partitionOfKey(std::string_view topic, std::string_view key, const Moment& moment)
{
    const event::Roster& roster = moment.history.roster();
    std::int64_t number = -1;
    forEach<event::RecordCreated>(
        moment, [&](const event::Event&, const event::RecordCreated& created) {
            if (created.hasKey && created.partition != kNoPartition
                && roster.at(created.partition).topic == topic
                && moment.history.text(created.key) == key) {
                number = roster.at(created.partition).number;
            }
        });
    return number;
}

std::int64_t movedKeys(std::string_view topic, const Moment& moment)
{
    const event::Roster& roster = moment.history.roster();
    std::map<std::string_view, std::set<PartitionId>> partitionsOf;
    forEach<event::RecordCreated>(
        moment, [&](const event::Event&, const event::RecordCreated& created) {
            if (created.hasKey && created.partition != kNoPartition
                && roster.at(created.partition).topic == topic) {
                partitionsOf[moment.history.text(created.key)].insert(created.partition);
            }
        });
    return std::count_if(partitionsOf.begin(), partitionsOf.end(),
        [](const auto& key) { return key.second.size() > 1; });
}

} // namespace brokerscope::scenario
