#include "views/stage/drawing.h"
#include "views/text/names.h"
#include "views/text/size_text.h"

#include <QStringBuilder>
#include <QStringList>

#include <algorithm>

namespace brokerscope::views {

namespace {

using history::SegmentState;

/// The files of one replica's log, on and between its cells.
class SegmentDrawing {
public:
    SegmentDrawing(const Drawing& drawing, NodeId broker, const history::ReplicaState& replica)
        : m_d(drawing)
        , m_replica(replica)
        , m_broker(broker)
        , m_column(drawing.layout.column(replica.partition))
        , m_top(drawing.layout.cellTop(drawing.layout.row(broker)))
        , m_height(drawing.layout.cellHeight)
        , m_u(drawing.sketch.scale())
        , m_down(drawing.isHatched(broker))
        , m_partition(drawing.partition(replica.partition))
        , m_name(drawing.node(broker))
    {
    }

    void draw()
    {
        drawDeletedFront();
        drawCompacted();
        drawFalling();
        drawBorders();
    }

private:
    [[nodiscard]] double x(Offset offset) const { return m_column.scale.x(offset); }
    [[nodiscard]] QString idOf(const char* kind, Offset at) const
    {
        return QLatin1String(kind) % QLatin1Char(':') % m_partition % QLatin1Char('@')
            % QString::number(at.value()) % QLatin1Char('/') % m_name;
    }

    // --- gaps

    void drawDeletedFront()
    {
        const auto& pieces = m_column.scale.pieces();
        if (pieces.empty() || m_replica.logStart <= pieces.front().from) {
            return;
        }
        const Offset from = pieces.front().from;
        Shape& gap = drawGap(from, m_replica.logStart);
        gap.state = QStringLiteral("deleted");
        gap.tip = StageText::tr("Offsets %1 of %2 on %3: deleted, before the log start offset")
                      .arg(offsets(Offset(), m_replica.logStart), m_partition, m_name);
        labelGap(gap, {deletedText(m_replica.logStart), QStringLiteral("…")});
    }

    /// Compaction took what lies between the spans of a log.
    void drawCompacted()
    {
        Offset from = std::max(m_replica.logStart, firstShown());
        for (auto span = std::ranges::upper_bound(m_replica.log, from, {}, &history::Span::end);
             span != m_replica.log.end(); ++span) {
            drawHole(from, span->base);
            from = span->end;
        }
        drawHole(from, m_replica.logEnd);
    }

    [[nodiscard]] Offset firstShown() const
    {
        const auto& pieces = m_column.scale.pieces();
        const auto first = std::ranges::find(pieces, false, &OffsetScale::Piece::folded);
        return first == pieces.end() ? m_replica.logEnd : first->from;
    }

    void drawHole(Offset from, Offset to)
    {
        for (const OffsetScale::Piece& piece : m_column.scale.pieces()) {
            if (piece.folded && piece.from < to && from < piece.to) {
                // The stub stands for that part.
                from = piece.from <= from ? piece.to : from;
                to = to <= piece.to ? std::min(to, piece.from) : to;
            }
        }
        if (from >= to) {
            return;
        }
        Shape& gap = drawGap(from, to);
        gap.state = QStringLiteral("compacted");
        gap.tip = StageText::tr("Offsets %1 of %2 on %3: compacted away; offsets never change")
                      .arg(offsets(from, to), m_partition, m_name);
        const auto count = static_cast<int>((to - from).value());
        labelGap(gap, {StageText::tr("%n compacted", "offsets without a record", count)});
    }

    Shape& drawGap(Offset from, Offset to)
    {
        const double inset = m_height * 0.22;
        const double left = x(from) + 2;
        const QRectF rect(
            left, m_top + inset, std::max(3.0, x(to) - 4 - left), m_height - 2 * inset);
        Shape& gap
            = m_d.sketch.rect(rect, 2, Ink::None, m_down ? Ink::TextOnOffline : Ink::TextFaint, 1);
        gap.dash = Dash::Dotted;
        gap.id = idOf("gap", from);
        return gap;
    }

    void labelGap(Shape& gap, const QStringList& texts)
    {
        for (const QString& text : texts) {
            if (m_column.numbered
                && m_d.sketch.width(text, FontRole::Caption) <= gap.rect.width() - 2) {
                gap.text = text;
                gap.font = FontRole::Caption;
                gap.ink = m_down ? Ink::TextOnOffline : Ink::TextMuted;
                gap.align = Qt::AlignCenter;
                return;
            }
        }
    }

    // --- segments that were deleted

    void drawFalling()
    {
        for (const history::DeletedSegment& segment : m_d.state.deletedSegments) {
            const event::SegmentDeleted& deleted = segment.deleted;
            const bool falls = deleted.reason != event::SegmentDeletion::Truncated
                && deleted.reason != event::SegmentDeletion::Compacted;
            if (falls && segment.broker == m_broker && deleted.partition == m_replica.partition) {
                drawFallen(deleted, m_d.fractionSince(segment.at, history::kSegmentTrail));
            }
        }
    }

    void drawFallen(const event::SegmentDeleted& deleted, double fallen)
    {
        if (fallen >= 1) {
            return;
        }
        const double left = x(deleted.base);
        const QRectF rect(left, m_top + 26 * m_u * fallen * fallen,
            std::max(6.0, x(deleted.end) - left - 2), m_height);
        Shape& falling = m_d.sketch.rect(rect, 3, Ink::Follower, Ink::TextOnFollower, 1);
        falling.opacity = std::max(0.1, 1 - fallen);
        falling.dash = Dash::Dashed;
        falling.id = idOf("deleted", deleted.base);
        falling.state = QStringLiteral("deleted");
        falling.tip = StageText::tr("Segment %1 of %2 on %3 was deleted: %4")
                          .arg(QString::number(deleted.base.value()), m_partition, m_name,
                              segmentDeletionText(deleted.reason));
    }

    // --- borders

    void drawBorders()
    {
        const auto& segments = m_replica.segments;
        for (std::size_t i = 0; i < segments.size(); ++i) {
            const bool active = i + 1 == segments.size();
            const Offset end = active ? m_replica.logEnd : segments[i + 1].base;
            if (segments[i].base > Offset() && m_column.scale.showsEdge(segments[i].base)) {
                drawBorder(segments[i], end, active);
            }
        }
        if (segments.back().base > Offset()) {
            markActive(segments.back());
        }
    }

    [[nodiscard]] Ink borderInk(bool active) const
    {
        return m_down ? Ink::TextOnOffline : active ? Ink::Warning : Ink::TextMuted;
    }

    /// A border grows in from above while its roll is young.
    void drawBorder(const SegmentState& segment, Offset end, bool active)
    {
        const double at = x(segment.base) - 1;
        const double top = m_top - 4 * m_u;
        const double grown = m_d.fractionSince(segment.rolledAt, history::kSegmentTrail);
        const double length = (m_height + 8 * m_u) * (1 - (1 - grown) * (1 - grown));
        Shape& border = m_d.sketch.line({at, top}, {at, top + length}, borderInk(active), 1.4);
        border.id = idOf("segment", segment.base);
        border.state = active ? QStringLiteral("active") : QStringLiteral("closed");
        border.tip = segmentTip(segment, end, active);
    }

    [[nodiscard]] QString segmentTip(const SegmentState& segment, Offset end, bool active) const
    {
        const QString bytes = segment.isEstimate
            ? StageText::tr("about %1", "a number of bytes").arg(byteSizeText(segment.bytes))
            : byteSizeText(segment.bytes);
        const QString text = active ? StageText::tr("Active segment %1 of %2 on %3: offsets %4, %5")
                                    : StageText::tr("Segment %1 of %2 on %3: offsets %4, %5");
        return text.arg(QString::number(segment.base.value()), m_partition, m_name,
            offsets(segment.base, end), bytes);
    }

    /// A bar under the cells of the segment that takes the appends.
    void markActive(const SegmentState& active)
    {
        const double left = x(active.base);
        const double width = std::max(4.0, x(m_replica.logEnd) - left - 2);
        const double grown = m_d.fractionSince(active.rolledAt, history::kSegmentTrail);
        const QRectF rect(left, m_top + m_height + 2 * m_u, width, 2 * m_u);
        Shape& bar = m_d.sketch.rect(rect, 1, m_down ? Ink::TextOnOffline : Ink::Warning);
        bar.opacity = std::max(0.2, grown);
        bar.id = idOf("active", active.base);
        bar.state = QString::number(active.base.value());
        bar.tip = segmentTip(active, m_replica.logEnd, true);
    }

    const Drawing& m_d;
    const history::ReplicaState& m_replica;
    NodeId m_broker;
    const StageLayout::Column& m_column;
    double m_top;
    double m_height;
    double m_u;
    bool m_down;
    QString m_partition;
    QString m_name;
};

} // namespace

QString deletedText(Offset logStart)
{
    return StageText::tr("%n deleted", "offsets before the log start, in little room",
        static_cast<int>(logStart.value()));
}

void drawSegments(const Drawing& drawing, NodeId broker, const history::ReplicaState& replica)
{
    SegmentDrawing(drawing, broker, replica).draw();
}

} // namespace brokerscope::views
