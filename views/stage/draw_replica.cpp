#include "views/stage/drawing.h"
#include "views/text/names.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

enum class CellKind : std::uint8_t { Leader, Follower, Offline, Lost, Gone };

QString stateWord(CellKind kind)
{
    switch (kind) {
    case CellKind::Leader:
        return QStringLiteral("leader");
    case CellKind::Follower:
        return QStringLiteral("follower");
    case CellKind::Offline:
        return QStringLiteral("offline");
    case CellKind::Lost:
        return QStringLiteral("lost");
    case CellKind::Gone:
        return QStringLiteral("gone");
    }
    return {};
}

class ReplicaDrawing {
public:
    ReplicaDrawing(const Drawing& drawing, NodeId broker, const history::ReplicaState& replica)
        : m_d(drawing)
        , m_replica(replica)
        , m_broker(broker)
        , m_column(drawing.layout.column(replica.partition))
        , m_row(drawing.layout.row(broker))
        , m_top(drawing.layout.cellTop(m_row))
        , m_down(!drawing.state.broker(broker).running)
        , m_partition(drawing.partition(replica.partition))
        , m_name(drawing.node(broker))
    {
        const Offset leaders = leaderWatermark(drawing.state, replica.partition);
        m_committedEnd = leaders == kNoOffset ? replica.highWatermark : leaders;
    }

    void draw()
    {
        drawGround();
        drawStubs();
        for (const history::Span& span : m_replica.gone) {
            drawCells(span, true);
        }
        for (const history::Span& span : m_replica.log) {
            drawCells(span, false);
        }
        drawFalling();
        drawSegments(m_d, m_broker, m_replica);
        drawEndFlag();
    }

private:
    [[nodiscard]] QString idOf(const char* kind) const
    {
        return QLatin1String(kind) % QLatin1Char(':') % m_partition % QLatin1Char('/') % m_name;
    }

    [[nodiscard]] bool leads() const { return m_replica.role == event::ReplicaRole::Leader; }

    void drawGround()
    {
        const Selection& selection = m_d.selection;
        const QRectF area(
            m_column.left - 5, m_row.top() + 3, m_column.width + 8, m_row.height() - 6);
        const bool chosen = selection.kind == Selection::Kind::Replica && selection.node == m_broker
            && selection.partition == m_replica.partition;
        Shape& ground = m_d.sketch.rect(
            area, 5, chosen ? Ink::Highlight : Ink::None, chosen ? Ink::Accent : Ink::None, 1.5);
        ground.id = idOf("replica");
        ground.state = m_down ? QStringLiteral("offline")
            : leads()         ? QStringLiteral("leader")
                              : QStringLiteral("follower");
        ground.tip = StageText::tr("%1 on %2: %3, log end offset %4, high watermark %5")
                         .arg(m_partition, m_name, replicaCaption(m_d, m_broker, m_replica),
                             QString::number(m_replica.logEnd.value()),
                             QString::number(m_replica.highWatermark.value()));
    }

    // Folded stretches: one narrow cell with the offsets that it stands for.
    void drawStubs()
    {
        for (const OffsetScale::Piece& piece : m_column.scale.pieces()) {
            const Offset from = std::max(piece.from, m_replica.logStart);
            const Offset to = std::min(piece.to, m_replica.logEnd);
            if (!piece.folded || from >= to) {
                continue;
            }
            const double left = m_column.scale.x(from);
            const QRectF rect(
                left, m_top, std::max(4.0, m_column.scale.x(to) - left - 2), m_d.layout.cellHeight);
            Shape& stub
                = m_d.sketch.rect(rect, 3, Ink::None, m_down ? Ink::TextOnOffline : Ink::TextFaint);
            stub.fill = m_down ? Ink::Offline : Ink::CardSunken;
            stub.id
                = QStringLiteral("folded:%1@%2/%3").arg(m_partition).arg(from.value()).arg(m_name);
            stub.state = QStringLiteral("folded");
            stub.tip = StageText::tr("Offsets %1 of %2 on %3, folded away")
                           .arg(offsets(from, to), m_partition, m_name);
            const QString label = offsets(from, to);
            const bool fits = m_d.sketch.width(label, FontRole::Caption) <= rect.width() - 4;
            if (m_column.numbered && (fits || rect.width() >= 12)) {
                stub.text = fits ? label : QStringLiteral("…");
                stub.font = FontRole::Caption;
                stub.ink = m_down ? Ink::TextOnOffline : Ink::TextMuted;
                stub.align = Qt::AlignCenter;
            }
        }
    }

    /// Calls f(Offset) for those of the span that are not folded away.
    template <class F>
    void forEachShown(const history::Span& span, F&& f)
    {
        for (const OffsetScale::Piece& piece : m_column.scale.pieces()) {
            if (piece.folded || piece.gap) {
                continue;
            }
            const Offset to = std::min(span.end, piece.to);
            for (Offset offset = std::max(span.base, piece.from); offset < to;
                 offset = offset + OffsetDelta(1)) {
                f(offset);
            }
        }
    }

    void drawCells(const history::Span& span, bool gone)
    {
        forEachShown(span, [&](Offset offset) { drawCell(offset, span.epoch, gone); });
    }

    /// What a cut or a power loss took falls off for a while.
    void drawFalling()
    {
        const auto& cuts = m_d.state.cutRecords;
        const auto last
            = std::find_if(cuts.rbegin(), cuts.rend(), [this](const history::CutRecords& cut) {
                  return cut.broker == m_broker && cut.partition == m_replica.partition;
              });
        const double fallen
            = last == cuts.rend() ? 1 : m_d.fractionSince(last->at, history::kCutTrail);
        if (fallen >= 1) {
            return;
        }
        for (const history::Span& span : last->spans) {
            forEachShown(span, [&](Offset offset) { drawFallenCell(offset, span.epoch, fallen); });
        }
    }

    void drawFallenCell(Offset offset, LeaderEpoch epoch, double fallen)
    {
        const bool lost = m_d.lost.contains(m_replica.partition, offset, epoch);
        const QRectF rect(m_column.scale.x(offset), m_top + m_d.u(24) * fallen * fallen,
            m_column.scale.pitch() - 2, m_d.layout.cellHeight);
        Shape& cell = m_d.sketch.rect(rect, m_column.numbered ? 3 : 1.5,
            lost ? Ink::Danger : Ink::Follower, Ink::TextOnFollower, 0.6);
        cell.opacity = std::max(0.1, 1 - fallen);
        cell.id = QLatin1String("falling:") % m_partition % QLatin1Char('@')
            % QString::number(offset.value()) % QLatin1Char('/') % m_name;
        cell.state = lost ? QStringLiteral("lost") : QStringLiteral("gone");
        cell.tip = cellTip(offset, epoch, lost ? CellKind::Lost : CellKind::Gone, true, false);
    }

    [[nodiscard]] CellKind kindOf(Offset offset, LeaderEpoch epoch, bool gone) const
    {
        if (m_d.lost.contains(m_replica.partition, offset, epoch)) {
            return CellKind::Lost;
        }
        if (gone) {
            return CellKind::Gone;
        }
        if (m_down) {
            return CellKind::Offline;
        }
        return leads() ? CellKind::Leader : CellKind::Follower;
    }

    void drawCell(Offset offset, LeaderEpoch epoch, bool gone)
    {
        const CellKind kind = kindOf(offset, epoch, gone);
        const bool committed = offset < m_committedEnd;
        const QRectF rect(
            m_column.scale.x(offset), m_top, m_column.scale.pitch() - 2, m_d.layout.cellHeight);
        Shape& cell = m_d.sketch.rect(rect, m_column.numbered ? 3 : 1.5, Ink::None);
        paintCell(cell, kind, gone);
        cell.id = QLatin1String("record:") % m_partition % QLatin1Char('@')
            % QString::number(offset.value()) % QLatin1Char('/') % m_name;
        cell.state = stateWord(kind);
        cell.tip = cellTip(offset, epoch, kind, gone, committed);
        if (m_column.numbered) {
            cell.text = QString::number(offset.value());
            cell.font = FontRole::Caption;
            cell.align = Qt::AlignCenter;
        }
        const Ink border = kind == CellKind::Leader ? Ink::TextOnAccent : Ink::TextOnFollower;
        const bool live = kind == CellKind::Leader || kind == CellKind::Follower;
        if (live && !committed) {
            const double inset = m_column.numbered ? 1.5 : 1;
            m_d.sketch.rect(rect.adjusted(inset, inset, -inset, -inset), 2, Ink::None, border).dash
                = Dash::Dotted;
        }
        if (isSelected(offset, epoch)) {
            m_d.sketch.rect(rect.adjusted(-3, -3, 3, 3), 5, Ink::None, Ink::Accent, 2);
        }
    }

    static void paintCell(Shape& cell, CellKind kind, bool gone)
    {
        switch (kind) {
        case CellKind::Leader:
            cell.fill = Ink::Leader;
            cell.ink = Ink::TextOnAccent;
            break;
        case CellKind::Follower:
            cell.fill = Ink::Follower;
            cell.ink = Ink::TextOnFollower;
            break;
        case CellKind::Offline:
            cell.fill = Ink::Offline;
            cell.stroke = Ink::TextFaint;
            cell.width = 0.6;
            cell.ink = Ink::TextOnOffline;
            break;
        case CellKind::Lost:
            cell.fill = gone ? Ink::DangerSoft : Ink::Danger;
            cell.ink = gone ? Ink::Danger : Ink::TextOnAccent;
            cell.stroke = gone ? Ink::Danger : Ink::None;
            cell.dash = gone ? Dash::Dashed : Dash::Solid;
            break;
        case CellKind::Gone:
            cell.fill = Ink::CardSunken;
            cell.stroke = Ink::TextFaint;
            cell.dash = Dash::Dotted;
            cell.ink = Ink::TextFaint;
            break;
        }
    }

    [[nodiscard]] QString cellTip(
        Offset offset, LeaderEpoch epoch, CellKind kind, bool gone, bool committed) const
    {
        const QString place = StageText::tr("Record %1 of %2 on %3, epoch %4")
                                  .arg(QString::number(offset.value()), m_partition, m_name,
                                      QString::number(epoch.value()));
        switch (kind) {
        case CellKind::Lost:
            return gone ? StageText::tr("%1: acknowledged, and lost; no longer in this log either")
                              .arg(place)
                        : StageText::tr("%1: acknowledged, and lost: the leader does not have it")
                              .arg(place);
        case CellKind::Gone:
            return StageText::tr("%1: no longer in this log").arg(place);
        case CellKind::Offline:
            return StageText::tr("%1: on a broker that is down").arg(place);
        case CellKind::Leader:
            return committed ? StageText::tr("%1: the leader's, committed").arg(place)
                             : StageText::tr("%1: the leader's, not committed yet").arg(place);
        case CellKind::Follower:
            return committed ? StageText::tr("%1: a follower's, committed").arg(place)
                             : StageText::tr("%1: a follower's, not committed yet").arg(place);
        }
        return place;
    }

    [[nodiscard]] bool isSelected(Offset offset, LeaderEpoch epoch) const
    {
        const Selection& s = m_d.selection;
        return s.kind == Selection::Kind::Record && s.partition == m_replica.partition
            && s.offset == offset && s.epoch == epoch;
    }

    void drawEndFlag()
    {
        const double u = m_d.sketch.scale();
        const double x = m_column.scale.x(m_replica.logEnd);
        const double bottom = m_top + m_d.layout.cellHeight;
        Shape& flag = m_d.sketch.line(
            {x, m_top - 8 * u}, {x, bottom + 5 * u}, m_down ? Ink::TextOnOffline : Ink::Text, 1.6);
        flag.id = idOf("leo");
        flag.tip = StageText::tr("Log end offset of %1 on %2: %3")
                       .arg(m_partition, m_name)
                       .arg(m_replica.logEnd.value());
        flag.state = QString::number(m_replica.logEnd.value());
    }

    const Drawing& m_d;
    const history::ReplicaState& m_replica;
    NodeId m_broker;
    const StageLayout::Column& m_column;
    QRectF m_row;
    double m_top;
    bool m_down;
    QString m_partition;
    QString m_name;
    Offset m_committedEnd;
};

} // namespace

void drawReplica(const Drawing& drawing, NodeId broker, const history::ReplicaState& replica)
{
    ReplicaDrawing(drawing, broker, replica).draw();
}

} // namespace brokerscope::views
