#include "views/groups/member_clocks.h"
#include "views/lag.h"
#include "views/stage/drawing.h"
#include "views/stage/member_partitions.h"

#include <QStringList>

#include <algorithm>

namespace brokerscope::views {

namespace {

/// Below this part of a clock that ends a membership its arc warns.
constexpr double kShort = 0.2;

class MemberDrawing {
public:
    MemberDrawing(const Drawing& drawing, NodeId consumer, const QRectF& card)
        : m_d(drawing)
        , m_state(drawing.state.consumer(consumer))
        , m_consumer(consumer)
        , m_name(drawing.node(consumer))
        , m_ink(consumerInk(drawing.layout, consumer))
        , m_clocks(memberClocks(drawing.scene, consumer))
        , m_partitions(drawing, consumer)
        , m_card(card)
        , m_u(drawing.sketch.scale())
        , m_left(card.left() + 11 * m_u)
        , m_width(card.width() - 20 * m_u)
    {
    }

    void draw()
    {
        drawGround();
        switch (m_d.layout.consumerDetail) {
        case CardDetail::Full:
            drawFull();
            break;
        case CardDetail::Compact:
            drawCompact();
            break;
        case CardDetail::Summary: {
            const QRectF rest = drawArcs(drawHeader(17 * m_u, FontRole::Heading));
            if (!m_partitions.shown().empty()) { // otherwise it stands below, where there is room
                drawStage(rest);
            }
            drawPills(QRectF(m_left, m_card.top() + 30 * m_u, m_width, 16 * m_u));
            break;
        }
        case CardDetail::Line:
            drawPills(drawHeader(m_card.height() / 2, FontRole::SmallStrong));
            break;
        }
    }

private:
    // --- the whole card --------------------------------------------------------------------------

    void drawGround()
    {
        Shape& ground = m_d.card(m_card, m_d.selected(m_consumer));
        ground.id = QStringLiteral("consumer:") + m_name;
        ground.state = m_state.failed ? QStringLiteral("failed")
            : m_state.running         ? QStringLiteral("up")
                                      : QStringLiteral("down");
        ground.tip = tip();
        if (m_state.failed) {
            ground.stroke = Ink::Danger;
        }
    }

    /// Over all partitions.
    [[nodiscard]] std::int64_t lag() const
    {
        std::int64_t sum = 0;
        for (const history::ConsumerPartition& partition : m_state.partitions) {
            sum += lagOf(m_d.state, partition).value();
        }
        return sum;
    }

    [[nodiscard]] QString tip() const
    {
        QStringList sentences{
            StageText::tr("Consumer %1 of group %2: %3", "consumer; group; what it is doing")
                .arg(m_name, groupOf(m_d.scene.run, m_consumer),
                    memberStageText(m_d.scene, m_consumer))};
        if (m_state.running) {
            sentences.append(StageText::tr("It reads %n partition(s), lag %1, %2 records delivered",
                nullptr, static_cast<int>(m_state.partitions.size()))
                                 .arg(QString::number(lag()), QString::number(m_state.delivered)));
        }
        return sentences.join(StageText::tr(". ", "between two sentences"));
    }

    /// Returns the room right of the name.
    QRectF drawHeader(double fromTop, FontRole font)
    {
        const double middle = m_card.top() + fromTop;
        const double dot = (font == FontRole::Heading ? 12 : 10) * m_u;
        m_d.sketch.rect(
            QRectF(m_card.left() + 10 * m_u, middle - dot / 2, dot, dot), dot / 2, m_ink);
        const double left = m_card.left() + 28 * m_u;
        const double width
            = std::min(m_d.sketch.width(m_name, font) + 2, m_card.right() - 8 * m_u - left);
        m_d.sketch.text(QRectF(left, middle - 9 * m_u, width, 18 * m_u), m_name, font, Ink::Text);
        const double rest = left + width + 6 * m_u;
        return {rest, middle - 8 * m_u, std::max(0.0, m_card.right() - 9 * m_u - rest), 16 * m_u};
    }

    /// What it is doing, in as many words as there is room for.
    void drawStage(const QRectF& line)
    {
        if (line.width() < 24 * m_u) {
            return;
        }
        const MemberStage stage = memberStage(m_d.scene, m_consumer);
        QString text = memberStageText(m_d.scene, m_consumer);
        if (stage == MemberStage::Member
            && m_d.sketch.width(text, FontRole::Caption) > line.width()) {
            text = StageText::tr("%1 ago", "the last heartbeat")
                       .arg(roughText(m_d.scene.playhead.time - m_state.lastHeartbeat));
            if (m_d.sketch.width(text, FontRole::Caption) > line.width()) {
                return; // the arc says it as well
            }
        }
        const bool isBad = stage == MemberStage::Failed || stage == MemberStage::PollExpired;
        m_d.sketch.text(line, text, isBad ? FontRole::CaptionStrong : FontRole::Caption,
            isBad ? Ink::Danger : Ink::TextMuted);
    }

    // --- clocks ----------------------------------------------------------------------------------

    [[nodiscard]] static bool isShort(const MemberClock& clock)
    {
        return clock.isFatal && clock.fraction() < kShort;
    }

    void drawArc(const MemberClock& clock, const QRectF& face)
    {
        m_d.sketch.arc(face, 1, Ink::Border, 2);
        Shape& arc
            = m_d.sketch.arc(face, clock.fraction(), isShort(clock) ? Ink::Danger : m_ink, 2.4);
        arc.id = QStringLiteral("timer:%1#%2").arg(m_name, clockId(clock.kind));
        arc.state = QString::number(clock.left.micros() / 1000);
        arc.tip = clock.sentence;
    }

    /// The arcs alone, at the right end of the header; returns the room that is left.
    QRectF drawArcs(QRectF rest)
    {
        const double size = 11 * m_u;
        for (auto clock = m_clocks.rbegin(); clock != m_clocks.rend(); ++clock) {
            if (rest.width() < size + 2) {
                break;
            }
            drawArc(*clock, QRectF(rest.right() - size, rest.center().y() - size / 2, size, size));
            rest.setRight(rest.right() - size - 4 * m_u);
        }
        return rest;
    }

    /// Two lines of two arcs with their names; what is nearly over tells how much is left.
    void drawClocks(double top)
    {
        const double size = 11 * m_u;
        const double first = m_width * 0.56; // the longest name stands there
        for (std::size_t i = 0; i < m_clocks.size(); ++i) {
            const MemberClock& clock = m_clocks[i];
            const double left = m_left + (i % 2 == 0 ? 0 : first);
            const double right = i % 2 == 0 ? m_left + first : m_left + m_width;
            const double y = top + (i < 2 ? 0.0 : 17 * m_u);
            drawArc(clock, QRectF(left, y + 2 * m_u, size, size));
            const bool warns = isShort(clock);
            const double textLeft = left + size + 5 * m_u;
            m_d.sketch.text(QRectF(textLeft, y, right - 2 - textLeft, 15 * m_u),
                warns ? roughText(clock.left) : clock.name,
                warns ? FontRole::CaptionStrong : FontRole::Caption,
                warns ? Ink::Danger : Ink::TextMuted);
        }
    }

    // --- partitions ------------------------------------------------------------------------------

    void drawFull()
    {
        drawStage(drawHeader(17 * m_u, FontRole::Heading));
        double top = m_card.top() + 34 * m_u;
        for (const ShownPartition& shown : m_partitions.shown()) {
            m_partitions.drawBlock(shown, QRectF(m_left, top, m_width, 62 * m_u));
            top += 62 * m_u;
        }
        if (m_partitions.shown().empty()) {
            drawNothing(top);
            top += 20 * m_u;
        }
        drawClocks(top + 1 * m_u);
    }

    void drawCompact()
    {
        drawStage(drawArcs(drawHeader(16 * m_u, FontRole::Heading)));
        double top = m_card.top() + 32 * m_u;
        for (const ShownPartition& shown : m_partitions.shown()) {
            m_partitions.drawLine(shown, QRectF(m_left, top, m_width, 28 * m_u));
            top += 28 * m_u;
        }
        if (m_partitions.shown().empty()) {
            drawNothing(top);
        }
    }

    /// One line for all partitions, and the lag over all of them.
    void drawPills(QRectF line)
    {
        if (m_partitions.shown().empty()) {
            drawStage(line);
            return;
        }
        const QString text = StageText::tr("lag %1").arg(lag());
        const double width = m_d.sketch.width(text, FontRole::Caption) + 3 * m_u;
        if (line.width() - width > 50 * m_u) {
            line.setRight(line.right() - width);
            m_d.sketch.text(QRectF(line.right(), line.top(), width, line.height()), text,
                FontRole::Caption, Ink::TextMuted, Qt::AlignRight | Qt::AlignVCenter);
        }
        m_partitions.drawPills(line);
    }

    void drawNothing(double top)
    {
        m_d.sketch.text(QRectF(m_left, top, m_width, 16 * m_u), StageText::tr("no partition"),
            FontRole::Small, Ink::TextMuted);
    }

    const Drawing& m_d;
    const history::ConsumerState& m_state;
    NodeId m_consumer;
    QString m_name;
    Ink m_ink;
    std::vector<MemberClock> m_clocks;
    MemberPartitions m_partitions;
    QRectF m_card;
    double m_u;
    double m_left;
    double m_width;
};

} // namespace

void drawMember(const Drawing& drawing, NodeId consumer, const QRectF& card)
{
    MemberDrawing(drawing, consumer, card).draw();
}

} // namespace brokerscope::views
