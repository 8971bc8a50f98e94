#include "views/producer/producer_drawing.h"
#include "views/producer/reason_look.h"
#include "views/text/names.h"
#include "views/text/size_text.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

using history::BatchState;

constexpr double kThinnest = 3; // pixels of a slice; thinner ones are drawn as one
constexpr double kOverhead = 8; // bytes of a record beyond key and value, about

class Slices {
public:
    Slices(const ProducerDrawing& drawing, const BatchState& batch)
        : m_d(drawing)
        , m_batch(batch)
    {
        m_records.reserve(batch.records.size());
        for (const RecordNumber number : batch.records) {
            m_records.push_back(drawing.data.record(number, drawing.scene.playhead.applied));
        }
    }

    void draw(const QRectF& inside, double radius)
    {
        const double part
            = static_cast<double>(m_batch.bytes) / static_cast<double>(m_d.settings.batchSize);
        const double filled = inside.width() * std::clamp(part, 0.0, 1.0);
        double whole = 0;
        for (std::size_t i = 0; i < m_records.size(); ++i) {
            whole += weight(i);
        }
        const double perByte = filled / std::max(1.0, whole);
        const double mean
            = filled / static_cast<double>(std::max<std::size_t>(1, m_records.size()));
        const double gap = mean >= 6 ? 1.5 : mean >= 4 ? 1 : 0;
        double left = inside.left();
        double width = 0;
        std::size_t first = 0;
        for (std::size_t i = 0; i < m_records.size(); ++i) {
            width += weight(i) * perByte;
            if (width >= kThinnest || i + 1 == m_records.size()) {
                const QRectF rect(left, inside.top(), std::max(1.0, width - gap), inside.height());
                drawSlice(first, i, rect, std::min(radius / 2, width / 4));
                left += width;
                width = 0;
                first = i + 1;
            }
        }
    }

private:
    [[nodiscard]] double weight(std::size_t index) const
    {
        return kOverhead + (m_records[index] == nullptr ? 0 : m_records[index]->bytes);
    }

    [[nodiscard]] QString keyText(const ProducerData::Record& record) const
    {
        return record.keyIndex == ProducerData::kNullKey
            ? ProducerText::tr("null", "a key")
            : toQString(m_d.scene.run.history->text(record.key));
    }

    /// The records [first, last] of the batch: one, or as many as are too thin to tell apart.
    void drawSlice(std::size_t first, std::size_t last, const QRectF& rect, double radius)
    {
        const RecordNumber number = m_batch.records[first];
        const ProducerData::Record* record = m_records[first];
        const Ink ink = keyInk(record == nullptr ? ProducerData::kNullKey : record->keyIndex);
        Shape& slice = m_d.sketch.rect(rect, radius < 1 ? 0 : radius, ink);
        slice.id = m_d.recordId("record", number);
        const QString from = QString::number(number.value());
        if (last > first) {
            slice.tip = ProducerText::tr("%n record(s) of %1, from %2 to %3, in batch %4", nullptr,
                static_cast<int>(last - first + 1))
                            .arg(m_d.name, from, QString::number(m_batch.records[last].value()),
                                QString::number(m_batch.batch.value()));
        } else if (record != nullptr) {
            const QString key = keyText(*record);
            slice.tip = ProducerText::tr("Record %1 of %2: key %3, %4 of key and value")
                            .arg(from, m_d.name, key, byteSizeText(record->bytes));
            slice.state
                = record->keyIndex == ProducerData::kNullKey ? QStringLiteral("null-key") : key;
            label(slice, key);
        } else {
            slice.tip = ProducerText::tr("Record %1 of %2").arg(from, m_d.name);
        }
        if (m_d.selectedRecord >= number && m_d.selectedRecord <= m_batch.records[last]) {
            m_d.select(rect, radius);
        }
    }

    /// The key within its slice, where it fits.
    void label(Shape& slice, const QString& key) const
    {
        if (slice.rect.height() > m_d.sketch.lineHeight(FontRole::Caption)
            && slice.rect.width() >= m_d.u(18)
            && slice.rect.width() >= m_d.sketch.width(key, FontRole::Caption) + 6) {
            slice.text = key;
            slice.font = FontRole::Caption;
            slice.ink = Ink::TextOnAccent;
            slice.align = Qt::AlignCenter;
        }
    }

    const ProducerDrawing& m_d;
    const BatchState& m_batch;
    std::vector<const ProducerData::Record*> m_records; ///< of the batch; nullptr: unknown
};

} // namespace

void drawSlices(const ProducerDrawing& drawing, const history::BatchState& batch,
    const QRectF& inside, double radius)
{
    Slices(drawing, batch).draw(inside, radius);
}

} // namespace brokerscope::views
