#include "engine/broker/group_shard.h"
#include "engine/broker/timers.h"

#include <algorithm>

/// How a broker comes to coordinate the groups of a partition, and how it ceases to.
namespace brokerscope::broker {

using event::ErrorCode;

namespace {

/// What reading the log takes: a while for the thread to come to it, and then 50 MB in a second.
constexpr Duration kLoadDelay = milliseconds(1);
constexpr std::int64_t kBytesPerMicrosecond = 50;

} // namespace

void GroupShard::beginLoading()
{
    std::size_t bytes = 0;
    for (const auto& segment : log().log().segments()) {
        bytes += segment->size();
    }
    const Duration reading = microseconds(static_cast<std::int64_t>(bytes) / kBytesPerMicrosecond);
    m_loading = context().setTimer(
        kLoadDelay + reading, kindOf(BrokerTimer::GroupLoad), m_partition.value());
}

void GroupShard::load()
{
    const log::Log& log = this->log().log();
    const Offset highWatermark = this->log().highWatermark();
    record::Decompressor decompressor;
    log.forEachBatch([&](const record::BatchView& batch) {
        if (batch.isControl() || batch.end() <= log.logStart()) {
            return;
        }
        record::RecordReader reader(batch, decompressor);
        while (!reader.atEnd()) {
            const auto record = reader.next();
            if (!record) {
                return; // the log has checked it when it was written
            }
            replay(*record, highWatermark);
        }
    });
    m_isLoading = false;
    event::CoordinatorLoaded loaded;
    loaded.partition = m_partition;
    loaded.groups = static_cast<std::uint32_t>(m_groups.size() + m_consumerGroups.size());
    loaded.offsets = static_cast<std::uint32_t>(m_offsets.size());
    context().emit(loaded);
    for (const auto& [name, group] : m_groups) {
        group->takeOver();
    }
    for (const auto& [name, group] : m_consumerGroups) {
        group->takeOver();
    }
    m_expiryCheck = context().setTimer(m_world.config.groups.retentionCheckInterval,
        kindOf(BrokerTimer::GroupExpiry), m_partition.value());
}

void GroupShard::replay(const record::RecordView& record, Offset highWatermark)
{
    if (const auto consumer = protocol::decodeConsumerGroupKey(record.key.value_or(ByteView()))) {
        replayConsumerGroup(*consumer, record);
        return;
    }
    const auto key = protocol::decodeGroupRecordKey(record.key.value_or(ByteView()));
    if (!key) {
        return;
    }
    if (const auto* offset = std::get_if<protocol::OffsetKey>(&*key)) {
        replayOffset(*offset, record, highWatermark);
    } else if (const auto* group = std::get_if<protocol::GroupKey>(&*key)) {
        replayGroup(*group, record);
    }
}

void GroupShard::replayOffset(
    const protocol::OffsetKey& key, const record::RecordView& record, Offset highWatermark)
{
    const auto partition = m_world.names.find(key.topic, key.partition);
    if (!partition) {
        return;
    }
    OffsetUpdate update{key.group, *partition, std::nullopt, kNoNode};
    if (record.value) {
        update.value = protocol::decodeOffsetValue(*record.value);
        if (!update.value) {
            return;
        }
        if (findConsumer(key.group) == nullptr) {
            make(key.group);
        }
    }
    m_offsets.appended(update);
    if (record.offset < highWatermark) {
        m_offsets.replicated(update);
        return;
    }
    // Not replicated as far as we know; nobody waits for it here.
    Pending pending;
    pending.required = record.offset + OffsetDelta(1);
    pending.isAnswered = true;
    CommitDone done;
    done.updates.push_back(std::move(update));
    pending.done = std::move(done);
    m_pending.push_back(std::move(pending));
}

void GroupShard::replayGroup(const protocol::GroupKey& key, const record::RecordView& record)
{
    if (!record.value) {
        m_groups.erase(key.group);
    } else if (const auto value = protocol::decodeGroupValue(*record.value)) {
        make(key.group).restore(*value, m_world.topology.consumers);
    }
}

void GroupShard::replayConsumerGroup(
    const protocol::ConsumerGroupKey& key, const record::RecordView& record)
{
    using Type = protocol::ConsumerGroupKey::Type;
    if (!record.value && key.type == Type::GroupEpoch) { // the last of a group's tombstones
        m_consumerGroups.erase(key.group);
    } else if (record.value || findConsumer(key.group) != nullptr) {
        makeConsumer(key.group).replay(key, record.value);
    }
}

void GroupShard::unload()
{
    context().cancelTimer(m_loading);
    context().cancelTimer(m_expiryCheck);
    m_world.timers.cancelAll(context(), m_partition);
    for (const auto& [name, group] : m_groups) {
        group->unload();
    }
    for (Pending& pending : m_pending) {
        context().cancelTimer(pending.expiry);
        // Groups that are gone have nobody to tell.
        if (!std::holds_alternative<GroupDone>(pending.done)) {
            fail(pending, ErrorCode::NotCoordinator);
        }
    }
    if (!m_isLoading) {
        context().emit(event::CoordinatorUnloaded{m_partition});
    }
}

} // namespace brokerscope::broker
