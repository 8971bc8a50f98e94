#include "engine/scenario/expression.h"

#include "engine/history/spans.h"
#include "engine/scenario/expression_handler.h"
#include "engine/scenario/expression_history.h"
#include "engine/scenario/expression_names.h"
#include "engine/scenario/expression_parser.h"
#include "engine/scenario/expression_producer.h"

#include <algorithm>

namespace brokerscope::scenario {
namespace {

using Number = tl::expected<std::int64_t, std::string>;

// What a function gives while the thing it asks for does not exist: no leader, no replica, no
// position.
constexpr std::int64_t kNone = -1;

bool happened(EventId id, const Moment& moment)
{
    return id != kNoEvent && id.value() < moment.applied;
}

std::int64_t valueOf(ExpressionCounter counter, const Moment& moment)
{
    const auto countTraces = [&](EventId history::RecordTrace::*established) {
        const std::vector<history::RecordTrace>& records = moment.verdict.records;
        return std::count_if(
            records.begin(), records.end(), [&](const history::RecordTrace& trace) {
                return happened(trace.*established, moment);
            });
    };
    const bool atEnd = moment.applied >= moment.history.size();
    switch (counter) {
    case ExpressionCounter::Produced:
        return atEnd ? moment.verdict.produced : countTraces(&history::RecordTrace::created);
    case ExpressionCounter::Acked:
        return atEnd ? moment.verdict.acked : countTraces(&history::RecordTrace::acked);
    case ExpressionCounter::Failed:
        return atEnd ? moment.verdict.failed : countTraces(&history::RecordTrace::failed);
    case ExpressionCounter::Delivered: {
        std::int64_t delivered = 0;
        for (const event::Event& event :
            moment.history.events().first(std::min(moment.applied, moment.history.size()))) {
            if (const auto* records = std::get_if<event::RecordsDelivered>(&event.payload)) {
                delivered += records->records;
            }
        }
        return delivered;
    }
    }
    return 0;
}

std::int64_t countAnomalies(
    history::AnomalyKind kind, const std::string& where, const Moment& moment)
{
    const event::Roster& roster = moment.history.roster();
    const std::vector<history::Anomaly>& anomalies = moment.verdict.anomalies;
    return std::count_if(anomalies.begin(), anomalies.end(), [&](const history::Anomaly& anomaly) {
        if (anomaly.kind != kind || !happened(anomaly.established, moment)
            || anomaly.partition == kNoPartition) {
            return false;
        }
        const event::Roster::Partition& partition = roster.at(anomaly.partition);
        return partition.topic == where || partition.name() == where;
    });
}

std::int64_t ofReader(NodeId consumer, PartitionId partition, const Moment& moment,
    Offset history::ConsumerPartition::*field)
{
    for (const history::ConsumerPartition& read : moment.state.consumer(consumer).partitions) {
        if (read.partition == partition) {
            return (read.*field).value();
        }
    }
    return kNone;
}

std::int64_t recordsIn(const std::vector<history::Span>& spans)
{
    std::int64_t records = 0;
    for (const history::Span& span : spans) {
        records += (span.end - span.base).value();
    }
    return records;
}

/// Offsets that stand in both logs under different leader epochs.
std::int64_t offsetsAtOdds(const history::Spans& one, const history::Spans& other)
{
    std::int64_t offsets = 0;
    for (const history::Span& a : one) {
        for (auto b = history::spanAt(other, a.base); b != other.end() && b->base < a.end; ++b) {
            const std::int64_t shared
                = (std::min(a.end, b->end) - std::max(a.base, b->base)).value();
            offsets += a.epoch == b->epoch ? 0 : shared;
        }
    }
    return offsets;
}

/// What a replica holds: records, or something of all its segments.
std::int64_t ofFiles(ClusterFunction function, const history::ReplicaState& replica)
{
    if (function == ClusterFunction::Records) {
        return recordsIn(replica.log);
    }
    std::int64_t sum = 0;
    for (const history::SegmentState& segment : replica.segments) {
        sum += function == ClusterFunction::Size    ? static_cast<std::int64_t>(segment.bytes)
            : function == ClusterFunction::Segments ? 1
                                                    : std::int64_t{segment.indexEntries};
    }
    return sum;
}

template <class Field>
std::int64_t ofReplica(NodeId broker, PartitionId partition, const Moment& moment, Field field)
{
    const history::ReplicaState* replica
        = broker == kNoNode ? nullptr : moment.state.replica(broker, partition);
    return replica == nullptr ? kNone : (replica->*field).value();
}

bool owns(const history::ConsumerState& consumer, PartitionId partition)
{
    return std::any_of(consumer.partitions.begin(), consumer.partitions.end(),
        [partition](
            const history::ConsumerPartition& read) { return read.partition == partition; });
}

const history::GroupState* groupNamed(const std::string& name, const Moment& moment)
{
    const auto& groups = moment.state.groups;
    const auto found = std::find_if(groups.begin(), groups.end(),
        [&](const history::GroupState& group) { return moment.history.text(group.name) == name; });
    return found == groups.end() ? nullptr : &*found;
}

/// A group that nobody has heard of yet has committed nothing and has no members.
std::int64_t ofGroup(ClusterFunction function, const ExpressionCall& call, const Moment& moment)
{
    const history::GroupState* group = groupNamed(call.arguments.at(0).text, moment);
    if (group == nullptr) {
        const bool isCount
            = function == ClusterFunction::Members || function == ClusterFunction::Rebalances;
        return isCount ? 0 : kNone;
    }
    const auto committed = [&]() -> const history::CommittedOffset* {
        return group->committedOf(*moment.history.roster().partition(call.arguments.at(1).text));
    };
    switch (function) {
    case ClusterFunction::Members:
        return static_cast<std::int64_t>(group->members.size());
    case ClusterFunction::Generation:
        return group->generation.value();
    case ClusterFunction::Rebalances:
        return group->rebalances;
    case ClusterFunction::Committed:
        return committed() == nullptr ? kNone : committed()->offset.value();
    case ClusterFunction::Lag: {
        const history::CommittedOffset* held = committed();
        const NodeId leader
            = held == nullptr ? kNoNode : moment.state.partition(held->partition).leader;
        const history::ReplicaState* replica
            = leader == kNoNode ? nullptr : moment.state.replica(leader, held->partition);
        return replica == nullptr
            ? kNone
            : std::max<std::int64_t>(0, (replica->highWatermark - held->offset).value());
    }
    default: // is no function of a group
        return kNone;
    }
}

/// What consumers' applications have done.
std::int64_t ofHandler(ClusterFunction function, const ExpressionCall& call, const Moment& moment)
{
    const std::string& reader = call.arguments.at(0).text;
    switch (function) {
    case ClusterFunction::Stored:
        return storedBy(reader, moment);
    case ClusterFunction::Rows:
        return rowsOf(reader, moment);
    case ClusterFunction::StoredOffset:
        return storedOffset(
            reader, *moment.history.roster().partition(call.arguments.at(1).text), moment);
    case ClusterFunction::Forwarded:
        return forwardedBy(reader, moment);
    case ClusterFunction::Deduplicated:
        return deduplicatedBy(reader, moment);
    default: // is no function of a handler
        return kNone;
    }
}

/// The call's names have been checked against the run's roster.
std::int64_t valueOf(ProducerFunction function, const ExpressionCall& call, const Moment& moment)
{
    const auto argument
        = [&](std::size_t i) -> const std::string& { return call.arguments.at(i).text; };
    const event::Roster& roster = moment.history.roster();
    const auto producer = [&] { return *roster.node(argument(0)); };
    switch (function) {
    case ProducerFunction::Closed:
        return closedBatches(producer(),
            call.arguments.size() > 1 ? closeReasonByName(argument(1)) : std::nullopt, moment);
    case ProducerFunction::Requests:
        return produceRequests(producer(), moment);
    case ProducerFunction::SentBytes:
        return sentBytes(producer(), moment);
    case ProducerFunction::BytesBefore:
        return batchBytes(producer(), moment).before;
    case ProducerFunction::BytesAfter:
        return batchBytes(producer(), moment).after;
    case ProducerFunction::Blocked:
        return blockedSends(producer(), moment);
    case ProducerFunction::BlockedMs:
        return blockedFor(producer(), moment).millis();
    case ProducerFunction::Rejected:
        return rejectedRecords(producer(),
            call.arguments.size() > 1 ? roster.partition(argument(1)) : std::nullopt, moment);
    case ProducerFunction::FailedWith:
        return failedWith(producer(), *errorByName(argument(1)), moment);
    case ProducerFunction::ThrottledMs:
        return throttledFor(producer(), moment).millis();
    case ProducerFunction::SentTo:
        return recordsFor(producer(), *roster.partition(argument(1)), moment);
    case ProducerFunction::Switches:
        return partitionSwitches(producer(), moment);
    case ProducerFunction::PartitionOf:
        return partitionOfKey(argument(0), argument(1), moment);
    case ProducerFunction::MovedKeys:
        return movedKeys(argument(0), moment);
    }
    return kNone;
}

/// Of a replica, a reader or a set of brokers; the call's names have been checked against the run's
/// roster.
// A line for each function; in parts it would be no easier to read.
std::int64_t valueOf( // NOLINT(readability-function-size)
    ClusterFunction function, const ExpressionCall& call, const Moment& moment)
{
    using history::ReplicaState;
    const event::Roster& roster = moment.history.roster();
    const auto partition
        = [&](std::size_t i) { return *roster.partition(call.arguments.at(i).text); };
    const auto node = [&](std::size_t i) { return *roster.node(call.arguments.at(i).text); };
    const auto registered = [&] { return moment.state.partition(partition(0)); };
    switch (function) {
    case ClusterFunction::Count:
        return countAnomalies(
            *history::anomalyByName(call.arguments.at(0).text), call.arguments.at(1).text, moment);
    case ClusterFunction::Leo:
        return ofReplica(node(1), partition(0), moment, &ReplicaState::logEnd);
    case ClusterFunction::Hw: {
        const NodeId broker = call.arguments.size() > 1 ? node(1) : registered().leader;
        return ofReplica(broker, partition(0), moment, &ReplicaState::highWatermark);
    }
    case ClusterFunction::LogStart:
        return ofReplica(node(1), partition(0), moment, &ReplicaState::logStart);
    case ClusterFunction::Epoch:
        return registered().leaderEpoch.value();
    case ClusterFunction::Leader:
        return registered().leader == kNoNode ? kNone : registered().leader.value();
    case ClusterFunction::Isr:
        return registered().isr.size();
    case ClusterFunction::Position:
        return ofReader(node(0), partition(1), moment, &history::ConsumerPartition::position);
    case ClusterFunction::Sought:
        return ofReader(node(0), partition(1), moment, &history::ConsumerPartition::sought);
    case ClusterFunction::Recovered:
        return ofReplica(node(1), partition(0), moment, &ReplicaState::recoveredEnd);
    case ClusterFunction::InIsr:
        return registered().isr.contains(node(1)) ? 1 : 0;
    case ClusterFunction::IsLeader:
        return registered().leader == node(1) ? 1 : 0;
    case ClusterFunction::Replicas:
        return registered().replicas.size();
    case ClusterFunction::HasReplica:
        return registered().replicas.contains(node(1)) ? 1 : 0;
    case ClusterFunction::Fenced:
        return moment.state.broker(node(0)).fenced ? 1 : 0;
    case ClusterFunction::Term:
        return moment.state.controller.epoch.value();
    case ClusterFunction::Active:
        return moment.state.controller.active == node(0) ? 1 : 0;
    case ClusterFunction::IsrChanges:
        return isrChanges(partition(0), moment);
    case ClusterFunction::Elections:
        return elections(partition(0), moment);
    case ClusterFunction::Truncated:
        return truncated(node(1), partition(0), moment);
    case ClusterFunction::UnavailableMs:
        return unavailable(partition(0), moment).millis();
    case ClusterFunction::Gone: {
        const ReplicaState* replica = moment.state.replica(node(1), partition(0));
        return replica == nullptr ? kNone : recordsIn(replica->gone);
    }
    case ClusterFunction::Diverged: {
        const NodeId leader = registered().leader;
        const ReplicaState* replica = moment.state.replica(node(1), partition(0));
        const ReplicaState* leading
            = leader == kNoNode ? nullptr : moment.state.replica(leader, partition(0));
        const bool areThere = replica != nullptr && leading != nullptr;
        return areThere ? offsetsAtOdds(replica->log, leading->log) : kNone;
    }
    case ClusterFunction::Committed:
    case ClusterFunction::Lag:
    case ClusterFunction::Members:
    case ClusterFunction::Generation:
    case ClusterFunction::Rebalances:
        return ofGroup(function, call, moment);
    case ClusterFunction::DeliveredTo:
        return deliveredTo(call.arguments.at(0).text, moment);
    case ClusterFunction::Stored:
    case ClusterFunction::Rows:
    case ClusterFunction::StoredOffset:
    case ClusterFunction::Forwarded:
    case ClusterFunction::Deduplicated:
        return ofHandler(function, call, moment);
    case ClusterFunction::Assigned:
        return static_cast<std::int64_t>(moment.state.consumer(node(0)).partitions.size());
    case ClusterFunction::Owns:
        return owns(moment.state.consumer(node(0)), partition(1)) ? 1 : 0;
    case ClusterFunction::Segments:
    case ClusterFunction::IndexEntries:
    case ClusterFunction::Records:
    case ClusterFunction::Size: {
        const ReplicaState* replica = moment.state.replica(node(1), partition(0));
        return replica == nullptr ? kNone : ofFiles(function, *replica);
    }
    }
    return kNone;
}

std::int64_t valueOf(const ExpressionTerm& term, const Moment& moment)
{
    if (const auto* number = std::get_if<std::int64_t>(&term.value)) {
        return *number;
    }
    const auto& call = std::get<ExpressionCall>(term.value);
    if (call.hasArguments) {
        return std::visit([&](auto function) { return valueOf(function, call, moment); },
            *functionByName(call.name.text));
    }
    if (const auto counter = counterByName(call.name.text)) {
        return valueOf(*counter, moment);
    }
    const auto counts = moment.verdict.countsAfter(moment.applied);
    return counts.at(static_cast<std::size_t>(*history::anomalyByName(call.name.text)));
}

Number valueOf(const ExpressionSum& sum, const Moment& moment)
{
    if (auto problem = checkNames(sum, &moment.history.roster())) {
        return tl::unexpected(std::move(*problem));
    }
    std::int64_t total = 0;
    for (const ExpressionTerm& term : sum) {
        const std::int64_t value = valueOf(term, moment);
        const bool overflow = term.negative ? __builtin_sub_overflow(total, value, &total)
                                            : __builtin_add_overflow(total, value, &total);
        if (overflow) {
            return tl::unexpected(std::string("the sum is beyond 64 bits"));
        }
    }
    return total;
}

bool compare(std::int64_t left, Comparison comparison, std::int64_t right)
{
    switch (comparison) {
    case Comparison::Equal:
        return left == right;
    case Comparison::NotEqual:
        return left != right;
    case Comparison::Less:
        return left < right;
    case Comparison::LessOrEqual:
        return left <= right;
    case Comparison::Greater:
        return left > right;
    case Comparison::GreaterOrEqual:
        return left >= right;
    }
    return false;
}

std::optional<std::string> checkParsed(std::string_view expression, const event::Roster* roster,
    const std::vector<std::string>* groups, bool condition)
{
    if (!condition) {
        const auto sum = parseSum(expression);
        return sum ? checkNames(*sum, roster, groups) : sum.error();
    }
    const auto parsed = parseCondition(expression);
    if (!parsed) {
        return parsed.error();
    }
    auto problem = checkNames(parsed->left, roster, groups);
    return problem ? problem : checkNames(parsed->right, roster, groups);
}

} // namespace

tl::expected<std::int64_t, std::string> evaluate(std::string_view expression, const Moment& moment)
{
    const auto sum = parseSum(expression);
    return sum ? valueOf(*sum, moment) : Number(tl::unexpected(sum.error()));
}

tl::expected<bool, std::string> holds(std::string_view condition, const Moment& moment)
{
    const auto parsed = parseCondition(condition);
    if (!parsed) {
        return tl::unexpected(parsed.error());
    }
    const Number left = valueOf(parsed->left, moment);
    const Number right = valueOf(parsed->right, moment);
    if (!left || !right) {
        return tl::unexpected(left ? right.error() : left.error());
    }
    return compare(*left, parsed->comparison, *right);
}

std::optional<std::string> checkExpression(
    std::string_view expression, const Scenario& scenario, bool condition)
{
    const event::Roster roster = rosterOf(scenario);
    std::vector<std::string> groups;
    for (const ConsumerSpec& consumer : scenario.consumers) {
        if (!consumer.group.empty()) {
            groups.push_back(consumer.group);
        }
    }
    return checkParsed(expression, &roster, &groups, condition);
}

std::optional<std::string> checkExpression(std::string_view expression, bool condition)
{
    return checkParsed(expression, nullptr, nullptr, condition);
}

} // namespace brokerscope::scenario
