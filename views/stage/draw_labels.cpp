#include "views/stage/drawing.h"
#include "views/stage/membership.h"

#include <algorithm>
#include <vector>

namespace brokerscope::views {

namespace {

// Requests for the partition that its leader keeps.
struct Waiting {
    int produces = 0;
    int fetches = 0;
    Offset awaited = kNoOffset; ///< the highest that a Produce request waits for
};

Waiting waitingOn(const Drawing& drawing, NodeId broker, PartitionId partition)
{
    Waiting found;
    for (const history::ParkedRequest& request : drawing.state.parked) {
        if (request.broker != broker || request.parked.partition != partition) {
            continue;
        }
        if (request.parked.purgatory == event::Purgatory::Produce) {
            ++found.produces;
            found.awaited = std::max(found.awaited, request.parked.awaited);
        } else {
            ++found.fetches;
        }
    }
    return found;
}

/// The words around a replica's cells. They are drawn after the HW lines, which would cross them.
class LabelDrawing {
public:
    LabelDrawing(const Drawing& drawing, NodeId broker, const history::ReplicaState& replica)
        : m_d(drawing)
        , m_replica(replica)
        , m_broker(broker)
        , m_column(drawing.layout.column(replica.partition))
        , m_row(drawing.layout.row(broker))
        , m_top(drawing.layout.cellTop(m_row))
        , m_u(drawing.sketch.scale())
    {
    }

    void draw()
    {
        const QRectF flag = drawEndLabel();
        drawBases({flag, drawOwnWatermark(flag)});
        drawCaption();
    }

private:
    // The line of words above the cells.
    [[nodiscard]] QRectF above(double left, double width) const
    {
        return {left, m_top - 15 * m_u, width + 2, 14 * m_u};
    }

    QRectF drawEndLabel()
    {
        const QString text = StageText::tr("LEO %1").arg(m_replica.logEnd.value());
        const double width = m_d.sketch.width(text, FontRole::CaptionStrong);
        const double x = m_column.scale.x(m_replica.logEnd);
        const bool flipped = x + 4 + width > m_column.left + m_column.width + 6;
        const QRectF label
            = above(flipped ? std::max(m_column.left - 2, x - 4 - width) : x + 4, width);
        if (label.top() < m_row.top()) {
            return {};
        }
        m_d.label(m_broker, m_replica.partition, label, text, FontRole::CaptionStrong, Ink::Text);
        return label;
    }

    // Left of its tick, or right of it where that is free; the tick's tip says it in any case.
    QRectF drawOwnWatermark(const QRectF& flag)
    {
        const bool alive = m_d.state.broker(m_broker).running;
        if (!alive || m_replica.highWatermark == leaderWatermark(m_d.state, m_replica.partition)) {
            return {};
        }
        const QString text = StageText::tr("HW %1").arg(m_replica.highWatermark.value());
        const double width = m_d.sketch.width(text, FontRole::CaptionStrong);
        const double x = m_column.scale.x(m_replica.highWatermark) - 1;
        for (const QRectF& label : {above(x - 4 - width, width), above(x + 4, width)}) {
            const bool free = label.left() >= m_column.left - 8 && label.top() >= m_row.top()
                && !label.adjusted(-2, 0, 2, 0).intersects(flag);
            if (free) {
                m_d.label(m_broker, m_replica.partition, label, text, FontRole::CaptionStrong,
                    Ink::Warning);
                return label;
            }
        }
        return {};
    }

    // The base offsets of segments stand right of their borders, where nothing else does. The
    // youngest matter most.
    void drawBases(std::vector<QRectF> taken)
    {
        const auto& segments = m_replica.segments;
        for (auto segment = segments.rbegin(); segment != segments.rend(); ++segment) {
            if (segment->base <= Offset() || !m_column.scale.showsEdge(segment->base)) {
                continue;
            }
            const QString text = QString::number(segment->base.value());
            const double width = m_d.sketch.width(text, FontRole::Caption);
            const QRectF label = above(m_column.scale.x(segment->base) + 1, width);
            const bool free = label.top() >= m_row.top()
                && label.right() <= m_column.left + m_column.width + 6
                && std::ranges::none_of(taken, [&label](const QRectF& other) {
                       return other.intersects(label.adjusted(-3, 0, 3, 0));
                   });
            if (free) {
                m_d.label(
                    m_broker, m_replica.partition, label, text, FontRole::Caption, Ink::TextMuted);
                taken.push_back(label);
            }
        }
    }

    void drawCaption()
    {
        const double top = m_top + m_d.layout.cellHeight + 9 * m_u;
        if (top + 13 * m_u > m_row.bottom()) {
            return;
        }
        const bool down = !m_d.state.broker(m_broker).running;
        const Waiting waits = down ? Waiting{} : waitingOn(m_d, m_broker, m_replica.partition);
        double right = m_column.left + m_column.width + 6;
        if (waits.produces > 0) {
            right = drawProduceWait(waits, top) - 6;
        }
        const double room = right - m_column.left;
        if (room < 28 * m_u) {
            return;
        }
        const QString full = replicaCaption(m_d, m_broker, m_replica);
        QString text = full;
        if (waits.fetches > 0) {
            text = StageText::tr("%1 · %n fetch(es) wait", nullptr, waits.fetches).arg(full);
        }
        for (const QString& shorter : {full, full.section(QStringLiteral(" · "), 0, 0)}) {
            if (m_d.sketch.width(text, FontRole::Caption) > room) {
                text = shorter;
            }
        }
        m_d.label(m_broker, m_replica.partition, QRectF(m_column.left, top, room, 14 * m_u), text,
            FontRole::Caption, Ink::TextMuted);
    }

    // Returns the badge's left edge.
    double drawProduceWait(const Waiting& waits, double top)
    {
        const QString awaited = QString::number(waits.awaited.value());
        const double room = m_column.width + 6;
        QString text = StageText::tr("acks=all waits for HW %1").arg(awaited);
        const auto width
            = [&] { return m_d.sketch.width(text, FontRole::CaptionStrong) + 12 * m_u; };
        if (width() > room - 60 * m_u) {
            text = StageText::tr("waits for %1").arg(awaited);
        }
        if (width() > room - 30 * m_u) {
            text = QStringLiteral("→ %1").arg(awaited);
        }
        const QString name = m_d.partition(m_replica.partition);
        const QString node = m_d.node(m_broker);
        const QRectF rect(m_column.left + room - width(), top - 1 * m_u, width(), 16 * m_u);
        Shape& badge = m_d.sketch.rect(rect, 8 * m_u, Ink::CardSunken, Ink::Warning);
        badge.dash = Dash::Dashed;
        badge.text = text;
        badge.font = FontRole::CaptionStrong;
        badge.ink = Ink::Warning;
        badge.align = Qt::AlignCenter;
        badge.id = QStringLiteral("parked:%1/%2").arg(name, node);
        badge.state = awaited;
        badge.tip = StageText::tr(
            "%n produce request(s) to %1 with acks=all wait on %2 until the high watermark is %3",
            nullptr, waits.produces)
                        .arg(name, node, awaited);
        return rect.left();
    }

    const Drawing& m_d;
    const history::ReplicaState& m_replica;
    NodeId m_broker;
    const StageLayout::Column& m_column;
    QRectF m_row;
    double m_top;
    double m_u;
};

} // namespace

QString replicaCaption(const Drawing& drawing, NodeId broker, const history::ReplicaState& replica)
{
    const history::BrokerState& state = drawing.state.broker(broker);
    const history::PartitionState& partition = drawing.state.partition(replica.partition);
    if (!state.running) {
        return StageText::tr("offline replica");
    }
    if (state.paused) {
        return StageText::tr("paused");
    }
    if (replica.role == event::ReplicaRole::Leader) {
        return partition.leader == broker
            ? StageText::tr("leader")
            : StageText::tr("leads epoch %1 · replaced").arg(replica.epoch.value());
    }
    if (replica.role == event::ReplicaRole::None) {
        return StageText::tr("no role yet");
    }
    const Move move = moveOf(drawing, replica.partition, broker);
    if (move != Move::Stays) {
        return moveText(move);
    }
    switch (membershipOf(drawing, replica.partition, broker)) {
    case Membership::InSync:
        return StageText::tr("follower · fetching");
    case Membership::OutOfSync:
        return StageText::tr("out of ISR · catching up");
    case Membership::Joining:
        return StageText::tr("joining the ISR");
    case Membership::Leaving:
        return StageText::tr("leaving the ISR");
    case Membership::Eligible:
        return StageText::tr("eligible (ELR)", "outside of the ISR, but may be elected");
    }
    return {};
}

void drawReplicaLabels(const Drawing& drawing, NodeId broker, const history::ReplicaState& replica)
{
    LabelDrawing(drawing, broker, replica).draw();
}

} // namespace brokerscope::views
