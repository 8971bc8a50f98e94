#include "views/assignment/assignment_drawing.h"
#include "views/assignment/rebalance_text.h"
#include "views/text/time_text.h"

#include <algorithm>
#include <array>

namespace brokerscope::views {

namespace {

constexpr double kNames = 62; // width of the column of names
constexpr double kTitle = 19;
constexpr double kLegend = 20;
constexpr double kRow = 17;
constexpr double kLeastLabel = 12;

QString kindName(PhaseKind kind)
{
    switch (kind) {
    case PhaseKind::Consuming:
        return QStringLiteral("consuming");
    case PhaseKind::Joining:
        return QStringLiteral("joining");
    case PhaseKind::Waiting:
        return QStringLiteral("waiting");
    case PhaseKind::Syncing:
        return QStringLiteral("syncing");
    case PhaseKind::Away:
        return QStringLiteral("away");
    }
    return {};
}

/// How a phase is drawn: consuming fills the row, the steps of the protocol lie on its upper part.
void paintPhase(Sketch& sketch, PhaseKind kind, const QRectF& row, Ink consumer)
{
    const QRectF upper(row.left(), row.top(), row.width(), row.height() * 0.62);
    switch (kind) {
    case PhaseKind::Consuming:
        sketch.rect(row, 0, consumer).opacity = 0.42;
        break;
    case PhaseKind::Joining:
        sketch.rect(upper, 0, Ink::Accent);
        break;
    case PhaseKind::Waiting:
        if (upper.height() >= 5) {
            sketch.rect(upper, 0, Ink::Highlight, Ink::Warning).hatched = true;
        } else {
            sketch.rect(upper, 0, Ink::Warning).opacity = 0.5;
        }
        break;
    case PhaseKind::Syncing:
        sketch.rect(upper, 0, Ink::Card, Ink::Accent, upper.height() >= 5 ? 2 : 1);
        break;
    case PhaseKind::Away:
        sketch.rect(row, 0, Ink::Offline, Ink::Border).hatched = row.height() >= 5;
        break;
    }
}

class PhasesDrawing {
public:
    explicit PhasesDrawing(const AssignmentDrawing& drawing)
        : m_drawing(drawing)
        , m_rebalance(drawing.rebalance)
        , m_sketch(drawing.sketch)
        , m_area(drawing.layout.phases)
        , m_track(phaseTrack(drawing.layout, drawing.sketch.scale()))
    {
        const double members = static_cast<double>(drawing.graph.members.size());
        const double most = m_rebalance.standstills.empty() ? 1 : 0.72;
        m_pitch = std::min(u(kRow), m_track.height() * most / std::max(1.0, members));
    }

    void draw()
    {
        drawHead();
        double y = m_track.top();
        for (const AssignmentGraph::Member& member : m_drawing.graph.members) {
            drawMember(member, y);
            y += m_pitch;
        }
        drawStandstills(y + u(3));
        drawMarks();
        drawLegend();
    }

private:
    [[nodiscard]] double u(double units) const { return m_drawing.u(units); }
    [[nodiscard]] double x(Timestamp time) const
    {
        return phaseX(m_drawing.layout, m_rebalance, time, m_sketch.scale());
    }

    void drawHead()
    {
        const history::History& history = m_drawing.history();
        const QString title = AssignmentText::tr("phases");
        const double width = m_sketch.width(title, FontRole::SmallStrong) + u(12);
        m_sketch.text(QRectF(m_area.left(), m_area.top(), width, u(kTitle)), title,
            FontRole::SmallStrong, Ink::TextFaint);
        const QString text = standstillText(history, m_rebalance, m_drawing.graph.rows.size());
        const bool isFine = m_rebalance.standstills.size() < m_drawing.graph.rows.size();
        const bool fits = m_sketch.width(text, FontRole::SmallStrong) <= m_area.width() - width;
        Shape& summary = m_sketch.text(
            QRectF(m_area.left() + width, m_area.top(), m_area.width() - width, u(kTitle)), text,
            fits ? FontRole::SmallStrong : FontRole::CaptionStrong,
            isFine ? Ink::Success : Ink::Danger, Qt::AlignRight | Qt::AlignVCenter);
        summary.id = QStringLiteral("summary");
        summary.state = QString::number(m_rebalance.standstills.size());
        summary.tip = text;
        const QString span
            = AssignmentText::tr("%1 to %2", "two times")
                  .arg(timeText(m_rebalance.shownFrom), timeText(m_rebalance.shownTo));
        const QRectF second(
            m_area.left(), m_area.top() + u(kTitle) - 2, m_area.width(), u(kTitle) - 2);
        const double spanWidth = m_sketch.width(span, FontRole::MonoSmall) + u(12);
        m_sketch.text(QRectF(second.left(), second.top(), spanWidth, second.height()), span,
            FontRole::MonoSmall, Ink::TextMuted);
        if (const QString waited = waitText(history, m_rebalance); !waited.isEmpty()) {
            Shape& line = m_sketch.text(second.adjusted(spanWidth, 0, 0, 0), waited,
                FontRole::Small, Ink::TextMuted, Qt::AlignRight | Qt::AlignVCenter);
            line.id = QStringLiteral("waited");
            line.state = m_drawing.node(m_rebalance.lastJoiner);
            line.tip = waited;
        }
    }

    void drawMember(const AssignmentGraph::Member& member, double y)
    {
        const double gap = m_pitch >= 8 ? u(3) : m_pitch >= 4 ? 1 : 0;
        const QRectF row(m_track.left(), y, m_track.width(), std::max(1.0, m_pitch - gap));
        Shape& track
            = m_sketch.rect(row, 0, Ink::CardSunken, m_pitch >= 8 ? Ink::Border : Ink::None);
        track.id = QStringLiteral("row:") % member.name;
        track.tip = rowTip(member);
        if (m_pitch >= u(kLeastLabel)) {
            m_sketch.text(
                QRectF(m_area.left(), y, m_track.left() - m_area.left() - u(6), row.height()),
                member.name, FontRole::CaptionStrong, Ink::Text);
        }
        // What a member reads lies below what it does for the group.
        for (const bool isBelow : {true, false}) {
            for (const Rebalance::Phase& phase : m_rebalance.phases) {
                if (phase.client == member.client
                    && (phase.kind == PhaseKind::Consuming) == isBelow) {
                    drawPhase(phase, member.name, row);
                }
            }
        }
    }

    void drawPhase(const Rebalance::Phase& phase, const QString& name, const QRectF& row)
    {
        const double left = x(phase.from);
        const double right = std::min(std::max(x(phase.to), left + 2), row.right());
        const QRectF rect(
            std::min(left, row.right() - 2), row.top(), std::max(1.0, right - left), row.height());
        paintPhase(m_sketch, phase.kind, rect, m_drawing.consumerInk(phase.client));
        if (m_pitch < u(kLeastLabel)) {
            return; // the row's tip tells all of it
        }
        Shape& sense = m_sketch.rect(rect, 0, Ink::None);
        sense.id = QStringLiteral("phase:%1/%2@%3")
                       .arg(name, kindName(phase.kind), QString::number(phase.from.micros()));
        sense.state = kindName(phase.kind);
        sense.tip = phaseTip(phase, name);
    }

    [[nodiscard]] static QString phaseTip(const Rebalance::Phase& phase, const QString& name)
    {
        return AssignmentText::tr("%1: %2, %3 from %4 on", "member, phase, how long, since when")
            .arg(name, phaseText(phase.kind), durationText(phase.to - phase.from),
                timeText(phase.from));
    }

    [[nodiscard]] QString rowTip(const AssignmentGraph::Member& member) const
    {
        Duration waited;
        for (const Rebalance::Phase& phase : m_rebalance.phases) {
            if (phase.client == member.client && phase.kind == PhaseKind::Waiting) {
                waited = waited + (phase.to - phase.from);
            }
        }
        return waited == Duration() ? AssignmentText::tr("%1 waited for nobody").arg(member.name)
                                    : AssignmentText::tr("%1 waited %2 for the others")
                                          .arg(member.name, durationText(waited));
    }

    void drawStandstills(double top)
    {
        const auto& stills = m_rebalance.standstills;
        const double pitch = u(17);
        const auto room = static_cast<std::size_t>(std::max(0.0, (m_track.bottom() - top) / pitch));
        std::size_t shown = std::min(stills.size(), room);
        if (shown < stills.size() && shown > 1) {
            --shown; // the last line tells of the others
        }
        double y = top;
        for (std::size_t i = 0; i < shown; ++i, y += pitch) {
            drawStandstill(stills[i], QRectF(m_track.left(), y, m_track.width(), pitch - u(3)));
        }
        if (shown < stills.size() && room > shown) {
            m_sketch.text(QRectF(m_track.left(), y, m_track.width(), pitch),
                AssignmentText::tr(
                    "and %n more partition(s)", "", static_cast<int>(stills.size() - shown)),
                FontRole::Caption, Ink::TextMuted);
        }
    }

    void drawStandstill(const Rebalance::Standstill& still, const QRectF& row)
    {
        const QString name = m_drawing.partition(still.partition);
        m_sketch.text(
            QRectF(m_area.left(), row.top(), m_track.left() - m_area.left() - u(6), row.height()),
            name, FontRole::Caption, Ink::TextMuted);
        const double from = x(std::max(still.from, m_rebalance.shownFrom));
        const double to = x(std::min(still.to, m_rebalance.shownTo));
        const double middle = row.center().y();
        m_sketch.line({row.left(), middle}, {from, middle}, m_drawing.consumerInk(still.before), 2);
        if (still.after != kNoNode) {
            m_sketch.line(
                {to, middle}, {row.right(), middle}, m_drawing.consumerInk(still.after), 2);
        }
        Shape& gap
            = m_sketch.rect(QRectF(from, row.top() + 1, std::max(2.0, to - from), row.height() - 2),
                2, Ink::DangerSoft, Ink::Danger);
        gap.dash = Dash::Dashed;
        gap.id = QStringLiteral("still:") % name;
        gap.state = QString::number(still.length().micros());
        gap.tip = standstillTip(m_drawing.history(), still);
        const QString length = durationText(still.length());
        if (m_sketch.width(length, FontRole::CaptionStrong) + u(8) < to - from) {
            gap.text = length;
            gap.font = FontRole::CaptionStrong;
            gap.ink = Ink::Danger;
            gap.align = Qt::AlignCenter;
        }
    }

    /// When the rebalance began and when it had an assignment.
    void drawMarks()
    {
        const auto mark = [&](Timestamp time, const QString& id, const QString& tip, Dash dash) {
            const double at = x(time);
            Shape& line = m_sketch.line(
                {at, m_track.top() - 2}, {at, m_track.bottom()}, Ink::TextMuted, 1, dash);
            line.id = id;
            line.state = QString::number(time.micros());
            line.tip = tip;
        };
        mark(m_rebalance.began, QStringLiteral("began"),
            AssignmentText::tr("The rebalance begins, at %1").arg(timeText(m_rebalance.began)),
            Dash::Dashed);
        if (m_rebalance.assigned != kNoEvent) {
            mark(m_rebalance.assignedAt, QStringLiteral("settled"),
                AssignmentText::tr("The coordinator has the assignment, at %1")
                    .arg(timeText(m_rebalance.assignedAt)),
                Dash::Solid);
        }
    }

    void drawLegend()
    {
        constexpr std::array kKinds{PhaseKind::Consuming, PhaseKind::Joining, PhaseKind::Waiting,
            PhaseKind::Syncing, PhaseKind::Away};
        const double top = m_area.bottom() - u(kLegend) + u(3);
        double left = m_area.left();
        for (const PhaseKind kind : kKinds) {
            const QString text = phaseText(kind);
            const double width = m_sketch.width(text, FontRole::Caption) + u(4);
            if (left + u(18) + width > m_area.right()) {
                break;
            }
            const Ink ink = m_drawing.graph.members.empty()
                ? Ink::Consumer0
                : m_drawing.consumerInk(m_drawing.graph.members.front().client);
            paintPhase(m_sketch, kind, QRectF(left, top + u(2), u(13), u(12)), ink);
            m_sketch.text(QRectF(left + u(18), top, width, u(kLegend) - u(4)), text,
                FontRole::Caption, Ink::TextMuted);
            left += u(18) + width + u(12);
        }
    }

    const AssignmentDrawing& m_drawing;
    const Rebalance& m_rebalance;
    Sketch& m_sketch;
    QRectF m_area;
    QRectF m_track;
    double m_pitch = 0;
};

} // namespace

QRectF phaseTrack(const AssignmentLayout& layout, double scale)
{
    return layout.phases.adjusted(kNames * scale, 2 * kTitle * scale, -2, -kLegend * scale);
}

double phaseX(
    const AssignmentLayout& layout, const Rebalance& rebalance, Timestamp time, double scale)
{
    const QRectF track = phaseTrack(layout, scale);
    const auto length = static_cast<double>((rebalance.shownTo - rebalance.shownFrom).micros());
    const auto at = static_cast<double>((time - rebalance.shownFrom).micros());
    return track.left() + track.width() * std::clamp(at / std::max(1.0, length), 0.0, 1.0);
}

void drawPhases(const AssignmentDrawing& drawing)
{
    PhasesDrawing(drawing).draw();
}

} // namespace brokerscope::views
