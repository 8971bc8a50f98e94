#include "engine/broker/group_shard.h"
#include "engine/broker/timers.h"
#include "engine/record/batch_builder.h"

#include <utility>

/// How a shard writes into the log of its partition, with the semantics of acks=all.
namespace brokerscope::broker {

using event::ErrorCode;

namespace {

/// What a client is told of a write that failed (Kafka: appendGroupMetadataErrorToResponseError).
ErrorCode toldAs(ErrorCode error)
{
    switch (error) {
    case ErrorCode::UnknownTopicOrPartition:
    case ErrorCode::NotEnoughReplicas:
    case ErrorCode::RequestTimedOut:
        return ErrorCode::CoordinatorNotAvailable;
    case ErrorCode::NotLeaderOrFollower:
    case ErrorCode::KafkaStorageError:
        return ErrorCode::NotCoordinator;
    case ErrorCode::MessageTooLarge:
    case ErrorCode::RecordListTooLarge:
        return ErrorCode::UnknownServerError;
    default:
        return error;
    }
}

std::string_view textOf(const Bytes& bytes)
{
    return record::textOf(bytes);
}

} // namespace

bool GroupShard::appendThen(const std::vector<Record>& records, Done done)
{
    record::BatchBuilder::Options options;
    options.baseSequence = Sequence(0); // as Kafka writes it, though there is no producer id
    record::BatchBuilder builder(options);
    for (const Record& each : records) {
        record::Record record;
        record.key = textOf(each.key);
        if (each.value) {
            record.value = textOf(*each.value);
        }
        record.timestampMs = context().wallClockMs();
        builder.append(record);
    }
    const auto end
        = m_world.replicas.appendOwn(context(), m_partition, builder.finish(), *m_world.image);
    if (!end) {
        m_failed.emplace_back(std::move(done), toldAs(end.error()));
        return false;
    }
    if (const auto* commit = std::get_if<CommitDone>(&done)) {
        for (const OffsetUpdate& update : commit->updates) {
            m_offsets.appended(update);
        }
    }
    Pending pending;
    pending.required = *end;
    pending.number = ++m_world.lastWrite;
    pending.expiry = context().setTimer(m_world.config.groups.commitTimeout,
        kindOf(BrokerTimer::GroupWriteExpiry),
        std::uint64_t{m_partition.value()} << 32U | pending.number);
    pending.done = std::move(done);
    m_pending.push_back(std::move(pending));
    return true;
}

void GroupShard::write(const ClassicGroup& group, GroupWrite write)
{
    const Record record{
        protocol::encode(protocol::GroupKey{group.id()}), protocol::encode(write.value)};
    appendThen({record}, GroupDone{group.id(), std::move(write)});
}

bool GroupShard::append(const std::string& group, const std::vector<GroupRecord>& records,
    std::vector<event::Payload> events, EventId request, protocol::Value response)
{
    return appendThen(records, AnswerDone{group, request, std::move(response), std::move(events)});
}

bool GroupShard::settle()
{
    bool hasMoved = false;
    while (!m_failed.empty()) {
        auto [done, error] = std::move(m_failed.front());
        m_failed.pop_front();
        finish(done, error);
        hasMoved = true;
    }
    while (!m_pending.empty() && m_pending.front().required <= log().highWatermark()) {
        Pending pending = std::move(m_pending.front());
        m_pending.pop_front();
        context().cancelTimer(pending.expiry);
        if (const auto* commit = std::get_if<CommitDone>(&pending.done)) {
            for (const OffsetUpdate& update : commit->updates) {
                tellCommitted(update);
            }
        } else if (const auto* changed = std::get_if<AnswerDone>(&pending.done)) {
            for (const event::Payload& each : changed->events) {
                context().emit(each);
            }
        }
        if (!pending.isAnswered) {
            finish(pending.done, ErrorCode::None);
        }
        hasMoved = true;
    }
    return hasMoved;
}

void GroupShard::finish(Done& done, ErrorCode error)
{
    if (const auto* written = std::get_if<GroupDone>(&done)) {
        if (ClassicGroup* const group = find(written->group)) {
            group->written(written->write, error);
        }
        return;
    }
    if (auto* waiting = std::get_if<AnswerDone>(&done)) {
        if (error != ErrorCode::None) {
            std::visit(
                [error](auto& response) {
                    if constexpr (requires { response.error; }) {
                        response = {};
                        response.error = error;
                    }
                },
                waiting->response);
        }
        answer(waiting->request, std::move(waiting->response));
        if (error == ErrorCode::None) {
            maybeDowngrade(waiting->group);
        }
        return;
    }
    auto& commit = std::get<CommitDone>(done);
    if (commit.request == kNoEvent) {
        return;
    }
    for (auto& partition : commit.response.partitions) {
        if (partition.error == ErrorCode::None) {
            partition.error = error;
        }
    }
    answer(commit.request, std::move(commit.response));
}

void GroupShard::fail(Pending& pending, ErrorCode error)
{
    if (!std::exchange(pending.isAnswered, true)) {
        finish(pending.done, error);
    }
}

void GroupShard::writeExpired(std::uint64_t number)
{
    for (Pending& pending : m_pending) {
        if (pending.number == number) {
            fail(pending, toldAs(ErrorCode::RequestTimedOut));
            return;
        }
    }
}

} // namespace brokerscope::broker
