#include "log_workload.h"

#include "engine/record/batch_builder.h"
#include "engine/record/control.h"

#include <algorithm>

namespace brokerscope::tests {

Bytes batchOf(const BatchSpec& spec)
{
    record::BatchBuilder::Options options;
    options.compression.codec = spec.codec;
    options.isTransactional = spec.isTransactional;
    options.baseOffset = Offset(spec.baseOffset);
    options.leaderEpoch = LeaderEpoch(spec.epoch);
    options.producerId = ProducerId(spec.producerId);
    options.producerEpoch = spec.producerId < 0 ? kNoProducerEpoch : ProducerEpoch(0);
    options.baseSequence = Sequence(spec.baseSequence);
    record::BatchBuilder builder(options);
    const std::string value(static_cast<std::size_t>(spec.valueSize), 'v');
    for (int i = 0; i < spec.records; ++i) {
        builder.append("k" + std::to_string(i), value, spec.timestampMs + i);
    }
    return builder.finish();
}

LogWorkload::LogWorkload(sim::Storage& storage)
    : m_storage(storage)
{
}

log::LogConfig LogWorkload::smallSegments()
{
    log::LogConfig config;
    config.segmentBytes = 2000;
    config.indexIntervalBytes = 100;
    config.retentionBytes = 4000;
    config.retentionMs = 1000;
    config.fileDeleteDelayMs = 100;
    config.producerIdExpirationMs = log::kUnlimited;
    return config;
}

void LogWorkload::wait(std::int64_t ms)
{
    m_nowMs += ms;
}

Offset LogWorkload::end() const
{
    return log->logEnd();
}

bool LogWorkload::finish(bool isDone)
{
    if (isDone) {
        list = after;
        flushed = std::max(std::min(flushed, log->logEnd()), log->recoveryPoint());
        start = log->logStart();
        recoveryCheckpoint = log->recoveryPoint();
    }
    return isDone;
}

bool LogWorkload::open(bool isClean)
{
    log.reset();
    auto opened = log::Log::open(m_storage,
        {kDirectory, PartitionId(0), config, recoveryCheckpoint, startCheckpoint, isClean,
            kOriginMs + m_nowMs, "1xCSeB-ASa6NaMMaI3bdLg", now()});
    if (!opened) {
        return false;
    }
    log = *std::move(opened);
    return true;
}

bool LogWorkload::appendList(const std::vector<ListedBatch>& batches)
{
    after = list;
    after.insert(after.end(), batches.begin(), batches.end());
    return true;
}

bool LogWorkload::appendAsLeader(int records, int valueSize, int producer, bool isTransactional)
{
    BatchSpec spec{records, valueSize, kOriginMs + m_nowMs};
    if (producer >= 0) {
        spec.producerId = producer;
        spec.baseSequence = m_sequences[producer];
        spec.isTransactional = isTransactional;
    }
    Bytes batch = batchOf(spec);
    Bytes stamped = batch;
    record::stampLeader(stamped, end(), LeaderEpoch(m_epoch));
    appendList(listed(stamped));
    const auto appended
        = log->appendAsLeader(batch, LeaderEpoch(m_epoch), kOriginMs + m_nowMs, now());
    if (appended && producer >= 0) {
        m_sequences[producer] += records;
    }
    return finish(appended.has_value());
}

bool LogWorkload::endTransaction(int producer, bool isAborted)
{
    Bytes marker = record::endTxnMarkerBatch(ProducerId(producer), ProducerEpoch(0),
        {isAborted ? record::ControlType::Abort : record::ControlType::Commit, 0},
        kOriginMs + m_nowMs);
    Bytes stamped = marker;
    record::stampLeader(stamped, end(), LeaderEpoch(m_epoch));
    appendList(listed(stamped));
    return finish(
        log->appendAsLeader(marker, LeaderEpoch(m_epoch), kOriginMs + m_nowMs, now()).has_value());
}

bool LogWorkload::appendAsFollower(int batches, int gap)
{
    Bytes bytes;
    std::int64_t base = end().value();
    for (int i = 0; i < batches; ++i) {
        base += gap;
        const Bytes batch = batchOf({.records = 1 + i % 3,
            .timestampMs = kOriginMs + m_nowMs - 5 * i,
            .baseOffset = base,
            .epoch = m_epoch});
        bytes.insert(bytes.end(), batch.begin(), batch.end());
        base += 1 + i % 3;
    }
    appendList(listed(bytes));
    return finish(
        log->appendAsFollower(bytes, kOriginMs + m_nowMs, now(), [](const record::BatchView&) {})
            .has_value());
}

bool LogWorkload::beginEpoch()
{
    after = list;
    return finish(log->beginEpoch(LeaderEpoch(++m_epoch)).has_value());
}

bool LogWorkload::truncateTo(Offset to)
{
    after = list;
    std::erase_if(after, [to](const ListedBatch& batch) { return batch.end() > to; });
    flushed = std::min(flushed, after.empty() ? Offset(0) : after.back().end());
    // Producers go on from what is left.
    const bool isDone = finish(log->truncateTo(to).has_value());
    if (isDone) {
        for (auto& [producer, sequence] : m_sequences) {
            const auto known = log->producers().entries().find(ProducerId(producer));
            const auto* last
                = known == log->producers().entries().end() ? nullptr : known->second.last();
            sequence = last == nullptr ? 0 : last->last.value() + 1;
        }
    }
    return isDone;
}

bool LogWorkload::truncateFullyAndStartAt(Offset to)
{
    after.clear();
    flushed = Offset(0);
    m_sequences.clear();
    return finish(log->truncateFullyAndStartAt(to).has_value());
}

bool LogWorkload::raiseLogStart(Offset to)
{
    after = list;
    const bool isDone
        = finish(log->raiseLogStart(to, event::LogStartReason::DeleteRecords).has_value());
    if (isDone) {
        startCheckpoint = log->logStart();
    }
    return isDone;
}

bool LogWorkload::deleteOldSegments(Offset highWatermark)
{
    after = list;
    return finish(log->deleteOldSegments(kOriginMs + m_nowMs, highWatermark, now()).has_value());
}

bool LogWorkload::flush()
{
    after = list;
    return finish(log->flush().has_value());
}

bool LogWorkload::close()
{
    after = list;
    return finish(log->close().has_value());
}

bool LogWorkload::removeDeletedFiles()
{
    after = list;
    return finish(log->removeDeletedFiles(kOriginMs + m_nowMs).has_value());
}

std::vector<ListedBatch> LogWorkload::between(Offset from, Offset bound) const
{
    std::vector<ListedBatch> found;
    for (const ListedBatch& batch : list) {
        if (batch.end() > from && batch.end() <= bound) {
            found.push_back(batch);
        }
    }
    return found;
}

QString LogWorkload::compare(Offset from, Offset bound) const
{
    std::vector<ListedBatch> read;
    Offset next = from;
    while (next < log->logEnd()) {
        const auto bytes = log->read(next, bound, 1U << 20U);
        if (!bytes) {
            return QStringLiteral("the disk failed");
        }
        if (bytes->empty()) {
            break;
        }
        for (ListedBatch& batch : listed(*bytes)) {
            next = batch.end();
            read.push_back(std::move(batch));
        }
    }
    if (read != between(from, bound)) {
        return QStringLiteral("%1 batches read in [%2, %3) where %4 are")
            .arg(read.size())
            .arg(from.value())
            .arg(bound.value())
            .arg(between(from, bound).size());
    }
    const auto first = log->read(from, bound, 1);
    if (!first || listed(*first).size() != std::min<std::size_t>(1, read.size())) {
        return QStringLiteral("a small read does not give one batch");
    }
    const auto whole = log->read(from, bound, 1U << 20U);
    const auto bytes = log->bytesBetween(from, bound, 1U << 30U);
    if (bytes && (!whole || *bytes != whole->size())) {
        return QStringLiteral("bytesBetween says %1 where read gives %2")
            .arg(*bytes)
            .arg(whole ? whole->size() : 0);
    }
    return {};
}

QString LogWorkload::compareAfterCrash() const
{
    std::vector<ListedBatch> found = listed(*log);
    std::erase_if(found, [&](const ListedBatch& batch) { return batch.end() <= log->logStart(); });
    for (std::vector<ListedBatch> whole : {list, after}) {
        std::erase_if(
            whole, [&](const ListedBatch& batch) { return batch.end() <= log->logStart(); });
        const bool isPrefix
            = found.size() <= whole.size() && std::equal(found.begin(), found.end(), whole.begin());
        const auto hasFlushed
            = [&] { return found.size() == whole.size() || whole[found.size()].end() > flushed; };
        if (isPrefix && hasFlushed()) {
            return {};
        }
    }
    return QStringLiteral("%1 batches from %2 to %3 are no beginning of what was written, or "
                          "lack what was flushed up to %4")
        .arg(found.size())
        .arg(log->logStart().value())
        .arg(log->logEnd().value())
        .arg(flushed.value());
}

void LogWorkload::takeOver()
{
    // What retention has deleted stays in the list: producers are remembered from it.
    const Offset first = log->segments().front()->base();
    std::erase_if(list, [first](const ListedBatch& batch) { return batch.end() > first; });
    for (ListedBatch& batch : listed(*log)) {
        list.push_back(std::move(batch));
    }
    after = list;
    start = log->logStart();
    flushed = std::min(flushed, log->logEnd());
    m_sequences.clear();
    for (const auto& [id, entry] : log->producers().entries()) {
        m_sequences[static_cast<int>(id.value())]
            = entry.last() == nullptr ? 0 : entry.last()->last.value() + 1;
    }
}

} // namespace brokerscope::tests
