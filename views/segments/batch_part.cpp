#include "views/segments/batch_part.h"

#include "engine/record/control.h"
#include "views/segments/look_up_target.h"
#include "views/text/names.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>

namespace brokerscope::views {

namespace {

struct BatchPartText {
    Q_DECLARE_TR_FUNCTIONS(BatchPart)
};

/// Of a value: beyond that nobody reads it in a table, and it is not looked at whether it is text.
constexpr std::size_t kLooked = std::size_t{64} << 10;

QString hexText(std::uint32_t number)
{
    return QStringLiteral("0x%1").arg(number, 8, 16, QLatin1Char('0'));
}

QString bitsText(std::uint16_t bits)
{
    QString text = QString::number(bits, 2).rightJustified(8, QLatin1Char('0'));
    return QStringLiteral("0b") % text.left(text.size() - 4) % QLatin1Char(' ') % text.right(4);
}

QString attributesMeaning(const record::BatchView& view)
{
    QStringList words{BatchPartText::tr("compression %1").arg(toQString(codecName(view.codec()))),
        toQString(timestampTypeName(view.timestampType()))};
    words += view.isTransactional() ? BatchPartText::tr("transactional")
                                    : BatchPartText::tr("not transactional");
    if (view.isControl()) {
        words += BatchPartText::tr("control batch");
    }
    if (view.hasDeleteHorizon()) {
        words += BatchPartText::tr("baseTimestamp is a delete horizon");
    }
    return words.join(QStringLiteral(", "));
}

QString crcMeaning(const BatchContent& batch)
{
    return batch.hasValidCrc()
        ? BatchPartText::tr("✓ CRC-32C from attributes to the end of the batch")
        : BatchPartText::tr("✗ the bytes give %1").arg(hexText(batch.computedCrc));
}

QString producerMeaning(const BatchContent& batch, BatchField field)
{
    const record::BatchView view = batch.view();
    if (!view.hasProducerId()) {
        return BatchPartText::tr("none: not idempotent");
    }
    switch (field) {
    case BatchField::ProducerId:
        return BatchPartText::tr("given by the broker at the start of the producer");
    case BatchField::ProducerEpoch:
        return BatchPartText::tr("fences older producers of this id");
    default:
        return view.baseSequence() == kNoSequence
            ? BatchPartText::tr("none: a control batch has no sequence")
            : BatchPartText::tr("of the first record; the last has %1")
                  .arg(view.lastSequence().value());
    }
}

QString countMeaning(const record::BatchView& view)
{
    const int count = view.recordCount();
    const std::int64_t removed = std::int64_t{view.lastOffsetDelta()} + 1 - count;
    const QString text = BatchPartText::tr("%n record(s)", nullptr, count);
    return removed > 0 ? text
            + BatchPartText::tr(", %n removed by the cleaner", nullptr, static_cast<int>(removed))
                       : text;
}

QString recordsMeaning(const BatchContent& batch)
{
    if (!batch.isUnpacked) {
        return BatchPartText::tr("they cannot be decompressed");
    }
    if (batch.isBroken) {
        return BatchPartText::tr(
            "only %n of them can be read", nullptr, static_cast<int>(batch.records.size()));
    }
    return batch.isCompressed
        ? BatchPartText::tr("one %1 stream, %2 when decompressed")
              .arg(toQString(codecName(batch.view().codec())), sizeText(batch.section.size()))
        : BatchPartText::tr("one after the other, not compressed");
}

} // namespace

QString partId(const BatchContent& batch, const BatchPart& part)
{
    switch (part.kind) {
    case BatchPart::Kind::None:
        return {};
    case BatchPart::Kind::Field:
        return QStringLiteral("field:") % toQString(fieldName(static_cast<BatchField>(part.index)));
    case BatchPart::Kind::Record:
        return QStringLiteral("record:%1").arg(batch.records.at(part.index).offset.value());
    }
    return {};
}

BatchPart partOf(const BatchContent& batch, const QString& id)
{
    if (id.startsWith(QLatin1String("record:"))) {
        const auto index = batch.recordAt(Offset(id.mid(7).toLongLong()));
        return index ? BatchPart::record(*index) : BatchPart{};
    }
    for (std::size_t i = 0; i < kBatchFields; ++i) {
        const BatchPart part = BatchPart::field(static_cast<BatchField>(i));
        if (id == partId(batch, part)) {
            return part;
        }
    }
    return {};
}

QString fieldValue(const BatchContent& batch, BatchField field)
{
    switch (field) {
    case BatchField::Crc:
        return hexText(batch.view().crc());
    case BatchField::Attributes:
        return bitsText(batch.view().attributes());
    case BatchField::Records:
        return sizeText(batch.bytes.size() - record::header::kSize);
    default:
        return QString::number(batch.number(field));
    }
}

QString fieldMeaning(const BatchContent& batch, BatchField field)
{
    const record::BatchView view = batch.view();
    switch (field) {
    case BatchField::BaseOffset:
        return BatchPartText::tr("offset of the first record");
    case BatchField::BatchLength:
        return BatchPartText::tr("bytes behind this field; %1 in all").arg(batch.bytes.size());
    case BatchField::PartitionLeaderEpoch:
        return BatchPartText::tr("of the leader that appended it");
    case BatchField::Magic:
        return BatchPartText::tr("message format 2");
    case BatchField::Crc:
        return crcMeaning(batch);
    case BatchField::Attributes:
        return attributesMeaning(view);
    case BatchField::LastOffsetDelta:
        return BatchPartText::tr("the last record is %1").arg(view.lastOffset().value());
    case BatchField::BaseTimestamp:
        return view.hasDeleteHorizon() ? BatchPartText::tr("tombstones may go from %1 on")
                                             .arg(wallTimeText(view.baseTimestampMs()))
                                       : wallTimeText(view.baseTimestampMs());
    case BatchField::MaxTimestamp:
        return wallTimeText(view.maxTimestampMs());
    case BatchField::ProducerId:
    case BatchField::ProducerEpoch:
    case BatchField::BaseSequence:
        return producerMeaning(batch, field);
    case BatchField::RecordCount:
        return countMeaning(view);
    case BatchField::Records:
        return recordsMeaning(batch);
    }
    return {};
}

QString fieldLabel(const BatchContent& batch, BatchField field)
{
    QString name = toQString(fieldName(field));
    switch (field) {
    case BatchField::Crc:
        return name % (batch.hasValidCrc() ? QStringLiteral(" ✓") : QStringLiteral(" ✗"));
    case BatchField::Attributes:
        return name % QStringLiteral(": ") % toQString(codecName(batch.view().codec()));
    case BatchField::BaseTimestamp:
    case BatchField::MaxTimestamp:
        return name;
    default:
        return name % QLatin1Char(' ') % fieldValue(batch, field);
    }
}

QString bytesText(const std::optional<Bytes>& bytes, int limit)
{
    if (!bytes) {
        return {};
    }
    const std::size_t looked = std::min(bytes->size(), kLooked);
    const QByteArrayView view(bytes->data(), static_cast<qsizetype>(looked));
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder.decode(view);
    if (decoder.hasError()) {
        const qsizetype shown = std::min<qsizetype>(view.size(), limit);
        text
            = QStringLiteral("hex:") % QString::fromLatin1(view.first(shown).toByteArray().toHex());
    }
    if (text.size() > limit) {
        text = text.left(limit) % QChar(0x2026);
    }
    return text;
}

} // namespace brokerscope::views
