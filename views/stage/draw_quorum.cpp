#include "views/stage/drawing.h"

#include <algorithm>

namespace brokerscope::views {

using event::QuorumRole;

namespace {

/// "leader", "follower" …: Kafka's names of the roles, which are not translated.
QString roleText(const history::QuorumMemberState& member)
{
    if (!member.running) {
        return StageText::tr("DOWN");
    }
    if (member.paused) {
        return StageText::tr("PAUSED");
    }
    return quorumState(member);
}

Ink roleInk(const history::QuorumMemberState& member)
{
    if (!member.running) {
        return Ink::Danger;
    }
    if (member.paused || member.role == QuorumRole::Candidate) {
        return Ink::Warning;
    }
    return member.role == QuorumRole::Leader ? Ink::Leader : Ink::TextMuted;
}

/// Once there is a leader, nobody cares who voted for whom.
bool showsVote(const history::QuorumMemberState& member)
{
    return member.votedFor != kNoNode && member.leader == kNoNode;
}

QString memberTip(
    const Drawing& drawing, const QString& name, const history::QuorumMemberState& member)
{
    if (!member.running) {
        return StageText::tr("Controller %1 is down").arg(name);
    }
    QString tip
        = StageText::tr("Controller %1 is %2 in term %3; its metadata log ends at %4, of which it "
                        "knows %5 to be committed",
            "name; role; term; two offsets")
              .arg(name, roleText(member))
              .arg(member.epoch.value())
              .arg(member.logEnd.value())
              .arg(member.committed.value());
    if (showsVote(member)) {
        tip += StageText::tr("; it voted for %1").arg(drawing.node(member.votedFor));
    }
    return tip;
}

/// The lines of a card below its name, from the most important one on.
QStringList cardLines(const Drawing& drawing, const history::QuorumMemberState& member)
{
    QString term = StageText::tr("term %1").arg(member.epoch.value());
    if (showsVote(member)) {
        term = StageText::tr("term %1 · voted %2")
                   .arg(member.epoch.value())
                   .arg(drawing.node(member.votedFor));
    }
    const QString log = StageText::tr("log %1 · HW %2", "of a controller's metadata log")
                            .arg(member.logEnd.value())
                            .arg(member.committed.value());
    switch (drawing.layout.quorumDetail) {
    case QuorumDetail::ThreeLines:
        return {term, log};
    case QuorumDetail::TwoLines:
        return {StageText::tr("t%1 · %2 · HW %3", "a narrow card: term, log end, high watermark")
                    .arg(member.epoch.value())
                    .arg(member.logEnd.value())
                    .arg(member.committed.value())};
    case QuorumDetail::OneLine:
        return {};
    }
    return {};
}

/// What stands before the name: a crown for the leader, else a ring.
void drawSign(const Drawing& drawing, const history::QuorumMemberState& member, QPointF center)
{
    if (member.running && member.role == QuorumRole::Leader) {
        drawing.sketch.crown(center, drawing.u(11), Ink::Leader);
        return;
    }
    const double size = drawing.u(8);
    Shape& ring
        = drawing.sketch.rect(QRectF(center - QPointF(size / 2, size / 2), QSizeF(size, size)),
            size / 2, Ink::None, roleInk(member), 1.5);
    ring.dash = member.running && member.role == QuorumRole::Follower ? Dash::Solid : Dash::Dotted;
}

void drawBadge(const Drawing& drawing, const QString& name,
    const history::QuorumMemberState& member, const QRectF& card)
{
    drawSign(drawing, member, {card.left() + drawing.u(9), card.center().y()});
    drawing.sketch.text(card.adjusted(drawing.u(17), 0, -drawing.u(2), 0), name,
        FontRole::CaptionStrong, roleInk(member));
}

void drawCard(const Drawing& drawing, const QString& name, const history::QuorumMemberState& member,
    const QRectF& card)
{
    const double u = drawing.sketch.scale();
    const double left = card.left() + 10 * u;
    const double right = card.right() - 8 * u;
    const QStringList lines = cardLines(drawing, member);
    const double line = 16 * u;
    double top = card.center().y() - line * static_cast<double>(lines.size() + 1) / 2;
    drawSign(drawing, member, {left + 5 * u, top + line / 2});
    const double width = drawing.sketch.width(name, FontRole::BodyStrong);
    drawing.sketch.text(
        QRectF(left + 16 * u, top, width + 4, line), name, FontRole::BodyStrong, Ink::Text);
    const double from = left + width + 24 * u;
    Shape& role = drawing.sketch.text(QRectF(from, top, right - from, line), roleText(member),
        FontRole::CaptionStrong, roleInk(member), Qt::AlignRight | Qt::AlignVCenter);
    role.elide = true;
    const bool isOff = !member.running || member.paused;
    for (const QString& text : lines) {
        top += line;
        Shape& said = drawing.sketch.text(QRectF(left, top, right - left, line), text,
            FontRole::Caption, isOff ? Ink::TextOnOffline : Ink::TextMuted);
        said.elide = true;
    }
}

} // namespace

QString quorumState(const history::QuorumMemberState& member)
{
    if (!member.running) {
        return QStringLiteral("down");
    }
    if (member.paused) {
        return QStringLiteral("paused");
    }
    switch (member.role) {
    case QuorumRole::Unattached:
        return QStringLiteral("unattached");
    case QuorumRole::Voted:
        return QStringLiteral("voted");
    case QuorumRole::Follower:
        return QStringLiteral("follower");
    case QuorumRole::Candidate:
        return QStringLiteral("candidate");
    case QuorumRole::Leader:
        return QStringLiteral("leader");
    case QuorumRole::Resigned:
        return QStringLiteral("resigned");
    }
    return {};
}

void drawQuorumMember(const Drawing& drawing, NodeId controller, const QRectF& card)
{
    const history::QuorumMemberState& member = drawing.state.quorumMember(controller);
    const QString name = drawing.node(controller);
    Shape& shape = drawing.card(card, drawing.selected(controller));
    shape.id = QStringLiteral("controller:") + name;
    shape.state = quorumState(member);
    shape.tip = memberTip(drawing, name, member);
    shape.radius = std::min(8.0, card.height() / 2);
    if (!member.running || member.paused) {
        shape.fill = Ink::Offline;
        shape.hatched = true;
    }
    if (member.running && member.role == QuorumRole::Leader && !drawing.selected(controller)) {
        shape.stroke = Ink::Leader;
        shape.width = 1.5;
    }
    if (drawing.layout.combined) {
        drawBadge(drawing, name, member, card);
    } else {
        drawCard(drawing, name, member, card);
    }
}

} // namespace brokerscope::views
