#include "engine/log/log.h"

#include "engine/log/append_rules.h"

#include <algorithm>
#include <cassert>
#include <variant>

namespace brokerscope::log {

event::ErrorCode Log::fail(sim::IoError error)
{
    m_failure = error;
    return event::ErrorCode::KafkaStorageError;
}

tl::expected<Log::Appended, event::ErrorCode> Log::appendAsLeader(
    Bytes batch, LeaderEpoch epoch, std::int64_t wallClockMs, Timestamp now)
{
    m_wallClockMs = std::max(m_wallClockMs, wallClockMs);
    m_now = now;
    if (m_failure) {
        return tl::unexpected(event::ErrorCode::KafkaStorageError);
    }
    auto view = record::BatchView::at(batch);
    assert(view);
    if (const auto refused = refusal(*view, m_config, wallClockMs)) {
        return tl::unexpected(*refused);
    }
    const auto codecBefore = recompress(batch);
    if (!codecBefore) {
        return tl::unexpected(codecBefore.error());
    }
    view = record::BatchView::at(batch);
    const Offset base = m_logEnd;
    record::stampLeader(batch, base, epoch);
    if (m_config.timestampType == TimestampType::LogAppendTime) {
        record::stampAppendTime(batch, wallClockMs);
    }
    if (const auto assigned = assignEpoch(epoch, base); !assigned) {
        return tl::unexpected(fail(assigned.error()));
    }
    if (static_cast<std::int64_t>(batch.size()) > m_config.segmentBytes) {
        return tl::unexpected(event::ErrorCode::RecordListTooLarge);
    }
    const Append append{
        batch, base, view->lastOffset(), {view->maxTimestampMs(), view->lastOffset()}};
    if (const auto rolled = maybeRoll(append, wallClockMs, now); !rolled) {
        return tl::unexpected(fail(rolled.error()));
    }
    const ProducerState::Answer answer = m_producers.check(*view);
    if (const auto* duplicate = std::get_if<ProducerState::Duplicate>(&answer)) {
        return Appended{.baseOffset = duplicate->baseOffset, .duplicate = true};
    }
    if (const auto* refused = std::get_if<ProducerState::Refused>(&answer)) {
        return tl::unexpected(refused->error);
    }
    const auto written
        = write(append, now).and_then([&] { return note(*view, now); }).and_then([&] {
              return flushIfMany();
          });
    if (!written) {
        return tl::unexpected(fail(written.error()));
    }
    return Appended{base, false, batch.size(), *codecBefore, view->codec()};
}

tl::expected<std::optional<record::Codec>, event::ErrorCode> Log::recompress(Bytes& batch)
{
    if (!m_recompression) {
        return std::nullopt;
    }
    const record::Codec before = record::BatchView::at(batch)->codec();
    auto anew = m_recompression->apply(*record::BatchView::at(batch));
    if (!anew) {
        return tl::unexpected(event::ErrorCode::InvalidRecord);
    }
    if (!*anew) {
        return std::nullopt;
    }
    // As in UnifiedLog.append: what has become larger is measured again.
    if (static_cast<std::int64_t>((*anew)->size()) > m_config.maxMessageBytes) {
        return tl::unexpected(event::ErrorCode::MessageTooLarge);
    }
    batch = *std::move(*anew);
    return before;
}

namespace {

/// What the headers of a follower's batches say together; nullopt when one is broken or does not
/// come after the one before it.
std::optional<Append> checkBatches(ByteView batches, Offset logEnd)
{
    Append append{batches, kNoOffset, kNoOffset, {-1, kNoOffset}};
    Offset next = logEnd;
    while (!batches.empty()) {
        const auto batch = record::BatchView::at(batches);
        if (!batch || !batch->checkIntegrity() || batch->baseOffset() < next) {
            return std::nullopt;
        }
        if (append.firstOffset == kNoOffset) {
            append.firstOffset = batch->baseOffset();
        }
        if (batch->maxTimestampMs() > append.largest.timestampMs) {
            append.largest = {batch->maxTimestampMs(), batch->lastOffset()};
        }
        append.lastOffset = batch->lastOffset();
        next = batch->end();
        batches = batches.subspan(batch->bytes().size());
    }
    return append;
}

/// Of bytes that checkBatches has found to be batches.
template <class F>
void forEach(ByteView batches, F&& f)
{
    while (!batches.empty()) {
        const auto batch = record::BatchView::at(batches);
        f(*batch);
        batches = batches.subspan(batch->bytes().size());
    }
}

} // namespace

tl::expected<void, event::ErrorCode> Log::appendAsFollower(ByteView batches,
    std::int64_t wallClockMs, Timestamp now,
    const std::function<void(const record::BatchView&)>& written)
{
    m_wallClockMs = std::max(m_wallClockMs, wallClockMs);
    m_now = now;
    if (m_failure) {
        return tl::unexpected(event::ErrorCode::KafkaStorageError);
    }
    if (batches.empty()) {
        return {};
    }
    const auto append = checkBatches(batches, m_logEnd);
    if (!append) {
        return tl::unexpected(event::ErrorCode::CorruptMessage);
    }
    bool hasNewEpoch = false;
    forEach(batches, [&](const record::BatchView& batch) {
        hasNewEpoch = m_epochs.assign(batch.leaderEpoch(), batch.baseOffset()) || hasNewEpoch;
    });
    if (static_cast<std::int64_t>(batches.size()) > m_config.segmentBytes) {
        return tl::unexpected(event::ErrorCode::RecordListTooLarge);
    }
    auto done = (hasNewEpoch ? saveEpochs() : Status())
                    .and_then([&] { return maybeRoll(*append, wallClockMs, now); })
                    .and_then([&] { return write(*append, now); });
    forEach(batches, [&](const record::BatchView& batch) {
        done = done.and_then([&] { return note(batch, now); });
    });
    done = done.and_then([&] { return flushIfMany(); });
    if (!done) {
        return tl::unexpected(fail(done.error()));
    }
    forEach(batches, written);
    return {};
}

Log::Status Log::maybeRoll(const Append& append, std::int64_t wallClockMs, Timestamp now)
{
    const auto reason = active().shouldRoll(append, m_config, wallClockMs);
    if (!reason) {
        return tl::unexpected(reason.error());
    }
    return *reason ? roll(append.firstOffset, **reason, now) : Status();
}

Log::Status Log::roll(Offset base, event::RollReason reason, Timestamp now)
{
    if (active().size() == 0 && active().base() == base) {
        return {}; // a new segment would be this one again
    }
    // The old segment is on the disk before there is a new one: a power loss never leaves a hole.
    const auto closed = active().seal(now).and_then([&] { return active().flush(); });
    if (!closed) {
        return closed;
    }
    auto segment = Segment::open(m_storage, {m_directory, base, {}}, m_config, m_wallClockMs);
    if (!segment) {
        return tl::unexpected(segment.error());
    }
    m_segments.push_back(*std::move(segment));
    m_events.emplace_back(event::SegmentRolled{base, m_partition, reason});
    return m_snapshots.take(m_producers, base).and_then([&] { return flushTo(base); });
}

Log::Status Log::write(const Append& append, Timestamp now)
{
    const auto entry = active().append(append, now);
    if (!entry) {
        return tl::unexpected(entry.error());
    }
    if (*entry) {
        event::IndexEntryAdded added = **entry;
        added.partition = m_partition;
        m_events.emplace_back(added);
    }
    m_logEnd = append.lastOffset + OffsetDelta(1);
    return {};
}

Log::Status Log::note(const record::BatchView& batch, Timestamp now)
{
    m_lastEpoch = batch.leaderEpoch();
    const auto completed = m_producers.update(batch);
    if (!completed || !completed->isAborted) {
        return {};
    }
    return active().transactions().append({completed->producer, completed->firstOffset,
                                              completed->lastOffset, completed->lastStableOffset},
        now);
}

} // namespace brokerscope::log
