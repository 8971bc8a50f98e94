#include "tests/engine/log/compacted_log.h"

#include <QTest>

namespace brokerscope::tests {

namespace {

constexpr auto kFiller = "~"; ///< key of what roll() writes

QString textOf(const std::optional<ByteView>& bytes)
{
    return bytes ? QString::fromUtf8(
               reinterpret_cast<const char*>(bytes->data()), static_cast<qsizetype>(bytes->size()))
                 : QString();
}

std::optional<std::string_view> viewOf(const std::optional<std::string>& text)
{
    return text ? std::optional<std::string_view>(*text) : std::nullopt;
}

Bytes batchOf(const record::BatchBuilder::Options& options,
    const std::vector<CompactedLog::KeyValue>& records, std::int64_t timestampMs)
{
    record::BatchBuilder builder(options);
    for (const CompactedLog::KeyValue& entry : records) {
        builder.append(record::Record{viewOf(entry.key), viewOf(entry.value), timestampMs});
    }
    return builder.finish();
}

} // namespace

QString describe(const record::BatchView& batch, const record::RecordView& record)
{
    const QString offset = QString::number(record.offset.value());
    if (batch.isControl()) {
        const auto name = record::controlTypeName(*record::controlTypeOf(record));
        return offset % u'!' % QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    }
    const QString key = offset % u':' % textOf(record.key);
    return record.value ? QString(key % u'=' % textOf(record.value)) : key;
}

log::LogConfig CompactedLog::smallSegments()
{
    log::LogConfig config;
    config.isDeleted = false;
    config.isCompacted = true;
    config.segmentBytes = 220;
    config.indexIntervalBytes = 1;
    config.deleteRetentionMs = 100;
    return config;
}

CompactedLog::CompactedLog(log::LogConfig wanted)
    : config(wanted)
{
    open(Offset(0));
}

void CompactedLog::open(Offset recoveryPoint)
{
    log::Opening opening;
    opening.directory = "t-0";
    opening.partition = PartitionId(0);
    opening.config = config;
    opening.recoveryPoint = recoveryPoint;
    opening.nowMs = nowMs;
    auto opened = log::Log::open(disk, opening);
    QVERIFY(opened.has_value());
    log = *std::move(opened);
}

void CompactedLog::reopen()
{
    const Offset recoveryPoint = log->recoveryPoint();
    log.reset();
    open(recoveryPoint);
}

void CompactedLog::reopenFromScratch()
{
    log.reset();
    for (const std::string& path : disk.list()) {
        if (!path.ends_with(".log")) {
            QVERIFY(disk.remove(path).has_value());
        }
    }
    open(Offset(0));
}

Offset CompactedLog::append(const Bytes& batch)
{
    const auto appended = log->appendAsLeader(batch, LeaderEpoch(0), nowMs, Timestamp());
    return appended ? appended->baseOffset : kNoOffset;
}

void CompactedLog::put(const std::vector<KeyValue>& records, record::Codec codec)
{
    record::BatchBuilder::Options options;
    options.compression.codec = codec;
    QVERIFY(append(batchOf(options, records, nowMs)) != kNoOffset);
}

void CompactedLog::putAs(
    std::int64_t producer, const std::vector<KeyValue>& records, bool isTransactional)
{
    record::BatchBuilder::Options options;
    options.isTransactional = isTransactional;
    options.producerId = ProducerId(producer);
    options.producerEpoch = ProducerEpoch(0);
    options.baseSequence = Sequence(m_sequences[producer]);
    m_sequences[producer] += static_cast<std::int32_t>(records.size());
    QVERIFY(append(batchOf(options, records, nowMs)) != kNoOffset);
}

void CompactedLog::end(std::int64_t producer, record::ControlType how)
{
    QVERIFY(
        append(record::endTxnMarkerBatch(ProducerId(producer), ProducerEpoch(0), {how, 0}, nowMs))
        != kNoOffset);
}

void CompactedLog::roll()
{
    const std::size_t before = log->segments().size();
    while (log->segments().size() == before) {
        put(kFiller, "");
    }
}

log::Cleaner::Result CompactedLog::clean(Offset firstDirty, Offset highWatermark)
{
    const auto result
        = log::Cleaner(cleaner).clean(*log, firstDirty, highWatermark, nowMs, Timestamp());
    return result.value_or(log::Cleaner::Result{kNoOffset});
}

QString CompactedLog::text() const
{
    QStringList parts;
    for (const auto& segment : log->segments()) {
        parts << QStringLiteral("|");
        log::BatchScan scan = segment->batches();
        for (auto batch = scan.next(); batch && *batch; batch = scan.next()) {
            record::RecordReader reader(**batch);
            if (reader.atEnd()) {
                parts << QStringLiteral("(%1)").arg((*batch)->lastOffset().value());
            }
            while (!reader.atEnd()) {
                const auto record = reader.next();
                if (record && (!record->key || record::textOf(*record->key) != kFiller)) {
                    parts << describe(**batch, *record);
                }
            }
        }
    }
    return parts.join(u' ');
}

} // namespace brokerscope::tests
