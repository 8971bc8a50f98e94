#include "engine/broker/metadata_log.h"

#include "engine/broker/quorum_state.h"
#include "engine/record/batch.h"

#include <algorithm>

namespace brokerscope::broker {

namespace {

/// What one answer to a fetch has at most (Kafka: KafkaRaftClient.MAX_FETCH_SIZE_BYTES).
constexpr std::size_t kMaxReadBytes = 8U * 1024 * 1024;

} // namespace

MetadataLog::Status MetadataLog::open(sim::Context& context)
{
    log::Opening opening;
    opening.directory = kMetadataDirectory;
    opening.config.maxMessageBytes = log::kUnlimited; // a change of metadata is never split
    opening.nowMs = context.wallClockMs();
    opening.now = context.now();
    auto log = log::Log::open(context.storage(), std::move(opening));
    if (!log) {
        return tl::unexpected(log.error());
    }
    m_log = *std::move(log);
    return flushed();
}

LeaderEpoch MetadataLog::lastEpoch() const
{
    return std::max(m_log->lastEpoch(), LeaderEpoch(0));
}

sim::IoError MetadataLog::failureOf(event::ErrorCode error) const
{
    return m_log->failure().value_or(error == event::ErrorCode::CorruptMessage
            ? sim::IoError::ReadFailed
            : sim::IoError::WriteFailed);
}

MetadataLog::Status MetadataLog::flushed()
{
    const Status done = m_log->flush();
    // Nobody is told of the files of this log: the History has MetadataAppended for it.
    static_cast<void>(m_log->takeEvents());
    return done;
}

MetadataLog::Status MetadataLog::append(
    sim::Context& context, std::span<const protocol::MetadataRecord> records, LeaderEpoch epoch)
{
    record::BatchBuilder builder;
    Bytes value;
    for (const protocol::MetadataRecord& record : records) {
        value.clear();
        protocol::encodeRecord(record, value);
        builder.append(std::nullopt, record::textOf(value), context.wallClockMs());
    }
    const auto appended
        = m_log->appendAsLeader(builder.finish(), epoch, context.wallClockMs(), context.now());
    if (!appended) {
        return tl::unexpected(failureOf(appended.error()));
    }
    return flushed();
}

MetadataLog::Status MetadataLog::replicate(sim::Context& context, ByteView batches)
{
    const auto appended = m_log->appendAsFollower(
        batches, context.wallClockMs(), context.now(), [](const record::BatchView&) {});
    if (!appended) {
        return tl::unexpected(failureOf(appended.error()));
    }
    return flushed();
}

MetadataLog::Status MetadataLog::truncate(MetadataOffset to)
{
    const Status done = m_log->truncateTo(Offset(to.value()));
    return done ? flushed() : done;
}

MetadataLog::EpochEnd MetadataLog::endOf(LeaderEpoch epoch) const
{
    const auto found = m_log->epochs().endOffsetFor(epoch, m_log->logEnd());
    return found ? EpochEnd{found->epoch, MetadataOffset(found->start.value())}
                 : EpochEnd{lastEpoch(), end()};
}

tl::expected<ByteView, sim::IoError> MetadataLog::read(
    MetadataOffset from, MetadataOffset bound) const
{
    return m_log->read(Offset(from.value()), Offset(bound.value()), kMaxReadBytes);
}

bool forEachMetadataRecord(ByteView batches,
    const std::function<void(MetadataOffset, LeaderEpoch, protocol::MetadataRecord)>& f)
{
    while (!batches.empty()) {
        const auto batch = record::BatchView::at(batches);
        if (!batch) {
            return false;
        }
        record::RecordReader records(*batch);
        while (!records.atEnd()) {
            const auto record = records.next();
            if (!record || !record->value) {
                return false;
            }
            auto decoded = protocol::decodeRecord(*record->value);
            if (!decoded) {
                return false;
            }
            f(MetadataOffset(record->offset.value()), batch->leaderEpoch(), *std::move(decoded));
        }
        batches = batches.subspan(batch->bytes().size());
    }
    return true;
}

} // namespace brokerscope::broker
