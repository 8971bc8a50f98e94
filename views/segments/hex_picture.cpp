#include "views/segments/hex_picture.h"

#include "views/segments/hex_layout.h"
#include "views/segments/look_up_target.h"
#include "views/text/names.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace brokerscope::views {

namespace {

struct HexText {
    Q_DECLARE_TR_FUNCTIONS(HexPicture)
};

Ink inkOf(const BatchContent& batch, BatchField field)
{
    switch (field) {
    case BatchField::BaseOffset:
    case BatchField::LastOffsetDelta:
    case BatchField::RecordCount:
        return Ink::Leader;
    case BatchField::PartitionLeaderEpoch:
        return Ink::Warning;
    case BatchField::Crc:
        return batch.hasValidCrc() ? Ink::Success : Ink::Danger;
    case BatchField::BaseTimestamp:
    case BatchField::MaxTimestamp:
        return Ink::Consumer0;
    case BatchField::Attributes:
        return Ink::Consumer1;
    default:
        return Ink::TextFaint;
    }
}

/// The records section as it is shown: as it lies there, or decompressed.
ByteView sectionOf(const BatchContent& batch, const HexOptions& options)
{
    const bool unpacked = batch.isCompressed && options.isDecompressed && batch.isUnpacked;
    return unpacked ? ByteView(batch.section)
                    : ByteView(batch.bytes).subspan(record::header::kSize);
}

/// Where records stand in what is shown; a compressed section shows none.
bool showsRecords(const BatchContent& batch, const HexOptions& options)
{
    return !batch.isCompressed || (options.isDecompressed && batch.isUnpacked);
}

QString asciiText(ByteView bytes)
{
    QString text;
    for (const std::uint8_t byte : bytes) {
        const bool isPrintable = byte >= 0x20 && byte < 0x7F;
        text.append(isPrintable ? QChar(char16_t{byte}) : QChar(0x00B7));
    }
    return text;
}

class HexDrawing {
public:
    HexDrawing(const BatchContent& batch, QSizeF size, const HexOptions& options)
        : m_batch(batch)
        , m_options(options)
        , m_section(sectionOf(batch, options))
        , m_sketch(size, options.large)
        , m_layout(m_sketch, batch, size.width(), m_section.size())
    {
    }

    Picture draw()
    {
        for (std::size_t i = 0; i + 1 < kBatchFields; ++i) {
            drawField(static_cast<BatchField>(i));
        }
        drawSection();
        return m_sketch.take();
    }

private:
    [[nodiscard]] bool isInSight(const QRectF& rect) const
    {
        return rect.bottom() > m_options.top
            && rect.top() < m_options.top + m_sketch.size().height();
    }

    [[nodiscard]] QRectF moved(const QRectF& rect) const
    {
        return rect.translated(0, -m_options.top);
    }

    void drawField(BatchField field)
    {
        const QRectF place = m_layout.boxes[static_cast<std::size_t>(field)];
        if (!isInSight(place.adjusted(0, 0, 0, m_layout.labelHeight))) {
            return;
        }
        const QRectF rect = moved(place);
        const bool isPart = m_options.part.is(field);
        const Ink ink = inkOf(m_batch, field);
        const ByteRange range = fieldBytes(field);
        Shape& box = m_sketch.rect(rect, 4, isPart ? Ink::Highlight : Ink::CardSunken,
            isPart ? Ink::Accent : ink, isPart ? 2.5 : 1.2);
        box.id = QStringLiteral("field:") % toQString(fieldName(field));
        box.tip = HexText::tr("%1 = %2: %3", "field; value; meaning")
                      .arg(toQString(fieldName(field)), fieldValue(m_batch, field),
                          fieldMeaning(m_batch, field));
        box.state = isPart ? QStringLiteral("pointed") : QString();
        box.text = hexText(ByteView(m_batch.bytes).subspan(range.begin, range.size()));
        box.font = FontRole::Mono;
        box.ink = Ink::Text;
        box.align = Qt::AlignCenter;
        const QString label = fieldLabel(m_batch, field);
        const double width = m_sketch.width(label, FontRole::CaptionStrong) + 3;
        m_sketch.text(QRectF(rect.left() + 1, rect.bottom(), width, m_layout.labelHeight), label,
            FontRole::CaptionStrong, ink);
    }

    void drawSection()
    {
        const QRectF label = m_layout.sectionLabel;
        const bool isPart = m_options.part.is(BatchField::Records);
        if (isInSight(label)) {
            Shape& words = m_sketch.text(
                moved(label), sectionWords(), FontRole::CaptionStrong, Ink::TextMuted);
            words.id = QStringLiteral("field:records");
            words.tip = fieldMeaning(m_batch, BatchField::Records);
            words.state = isPart ? QStringLiteral("pointed") : QString();
        }
        const double behind = m_options.top + m_sketch.size().height() - m_layout.sectionTop;
        const auto first = static_cast<std::size_t>(
            std::max(0.0, std::floor((m_options.top - m_layout.sectionTop) / m_layout.rowHeight)));
        const auto end = std::min(m_layout.rows,
            static_cast<std::size_t>(std::max(0.0, std::ceil(behind / m_layout.rowHeight))));
        if (first >= end) {
            return;
        }
        if (showsRecords(m_batch, m_options)) {
            drawRecordGrounds(first, end);
        } else if (isPart) {
            m_sketch.rect(moved(m_layout.row(first, m_sketch.size().width())
                                    .united(m_layout.row(end - 1, m_sketch.size().width()))),
                4, Ink::Highlight, Ink::Accent, 2);
        }
        for (std::size_t row = first; row < end; ++row) {
            drawRow(row);
        }
    }

    [[nodiscard]] QString sectionWords() const
    {
        const QString size = sizeText(m_section.size());
        if (!m_batch.isCompressed) {
            return HexText::tr("records, %1").arg(size);
        }
        const QString codec = toQString(codecName(m_batch.view().codec()));
        return showsRecords(m_batch, m_options) ? HexText::tr("records decompressed, %1").arg(size)
                                                : HexText::tr("records, %1 of %2").arg(size, codec);
    }

    /// The ground behind the bytes of each record in these rows.
    void drawRecordGrounds(std::size_t firstRow, std::size_t endRow)
    {
        const std::size_t begin = firstRow * m_layout.bytesPerRow;
        const std::size_t end = endRow * m_layout.bytesPerRow;
        const auto from = std::partition_point(m_batch.records.begin(), m_batch.records.end(),
            [begin](const ShownRecord& record) { return record.bytes.end <= begin; });
        for (auto record = from; record != m_batch.records.end() && record->bytes.begin < end;
             ++record) {
            const auto index = static_cast<std::size_t>(record - m_batch.records.begin());
            for (std::size_t row = firstRow; row < endRow; ++row) {
                drawGround(index, row);
            }
        }
    }

    void drawGround(std::size_t index, std::size_t row)
    {
        const ShownRecord& record = m_batch.records[index];
        const std::size_t rowBegin = row * m_layout.bytesPerRow;
        const std::size_t begin = std::max(record.bytes.begin, rowBegin);
        const std::size_t end = std::min(record.bytes.end, rowBegin + m_layout.bytesPerRow);
        if (begin >= end) {
            return;
        }
        const bool isPart
            = m_options.part == BatchPart::record(index) || m_options.part.is(BatchField::Records);
        const double left
            = m_layout.bytesLeft + static_cast<double>(begin - rowBegin) * m_layout.byteWidth;
        const double width = static_cast<double>(end - begin) * m_layout.byteWidth;
        const double top = moved(m_layout.row(row, 0)).top();
        const Ink ground = isPart ? Ink::Highlight : index % 2 == 0 ? Ink::CardSunken : Ink::Card;
        Shape& rect = m_sketch.rect(QRectF(left - 3, top + 1, width - 1, m_layout.rowHeight - 2), 3,
            ground, isPart ? Ink::Accent : Ink::Border, isPart ? 2 : 1);
        rect.id = QStringLiteral("record:%1").arg(record.offset.value());
        rect.state = isPart ? QStringLiteral("pointed") : QString();
        rect.tip
            = HexText::tr("Record %1: %n byte(s)", nullptr, static_cast<int>(record.bytes.size()))
                  .arg(record.offset.value());
    }

    void drawRow(std::size_t row)
    {
        const std::size_t begin = row * m_layout.bytesPerRow;
        const ByteView bytes
            = m_section.subspan(begin, std::min(m_layout.bytesPerRow, m_section.size() - begin));
        const QRectF rect = moved(m_layout.row(row, m_sketch.size().width()));
        const bool fromBatch = !m_batch.isCompressed || !showsRecords(m_batch, m_options);
        const std::size_t position = begin + (fromBatch ? record::header::kSize : 0);
        const int digits = m_section.size() > 0xFFFF ? 6 : 4;
        m_sketch.text(QRectF(0, rect.top(), m_layout.bytesLeft, rect.height()),
            QString::number(position, 16).rightJustified(digits, QLatin1Char('0')),
            FontRole::MonoSmall, Ink::TextFaint);
        const double width = static_cast<double>(m_layout.bytesPerRow) * m_layout.byteWidth;
        m_sketch.text(QRectF(m_layout.bytesLeft, rect.top(), width + 4, rect.height()),
            hexText(bytes), FontRole::MonoSmall, Ink::Text);
        if (m_layout.textLeft > 0) {
            m_sketch.text(QRectF(m_layout.textLeft, rect.top(),
                              rect.width() - m_layout.textLeft + 4, rect.height()),
                asciiText(bytes), FontRole::MonoSmall, Ink::TextMuted);
        }
    }

    const BatchContent& m_batch;
    const HexOptions& m_options;
    ByteView m_section;
    Sketch m_sketch;
    HexLayout m_layout;
};

HexLayout layoutOf(const BatchContent& batch, double width, const HexOptions& options)
{
    const Sketch metrics({width, 0}, options.large);
    return HexLayout(metrics, batch, width, sectionOf(batch, options).size());
}

} // namespace

Picture hexPicture(const BatchContent& batch, QSizeF size, const HexOptions& options)
{
    return HexDrawing(batch, size, options).draw();
}

double hexHeight(const BatchContent& batch, double width, const HexOptions& options)
{
    return layoutOf(batch, width, options).height;
}

QRectF hexPlace(
    const BatchContent& batch, const BatchPart& part, double width, const HexOptions& options)
{
    const HexLayout layout = layoutOf(batch, width, options);
    if (part.kind == BatchPart::Kind::Field) {
        return part.is(BatchField::Records)
            ? layout.sectionLabel
            : layout.boxes[part.index].adjusted(0, 0, 0, layout.labelHeight);
    }
    if (part.kind == BatchPart::Kind::None || !showsRecords(batch, options)) {
        return {};
    }
    const ByteRange range = batch.records[part.index].bytes;
    const std::size_t last = std::max(range.begin, range.end - 1);
    return layout.row(range.begin / layout.bytesPerRow, width)
        .united(layout.row(last / layout.bytesPerRow, width));
}

} // namespace brokerscope::views
