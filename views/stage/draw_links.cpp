#include "views/stage/links.h"
#include "views/stage/message_path.h"
#include "views/text/time_text.h"

#include <algorithm>
#include <cmath>

namespace brokerscope::views {

namespace {

/// A triangle on the path that points to where it leads.
void drawArrow(const Drawing& drawing, const MessagePath& path, double where, Ink ink)
{
    const QPointF tip = path.at(where);
    const QPointF way = tip - path.at(where - 0.05);
    const double length = std::max(0.001, std::hypot(way.x(), way.y()));
    const QPointF along = way / length * drawing.u(9);
    const QPointF across(-along.y() * 0.5, along.x() * 0.5);
    drawing.sketch.polygon({tip, tip - along + across, tip - along - across}, ink);
}

void drawCut(const Drawing& drawing, const CutLink& link)
{
    const bool bothWays = link.there && link.back;
    const NodeId first = link.there ? link.from : link.to;
    const NodeId second = link.there ? link.to : link.from;
    const MessagePath path(drawing.layout, first, second, false);
    if (!path.isDrawn()) {
        return;
    }
    const QString from = drawing.node(first);
    const QString to = drawing.node(second);
    Shape& line = drawing.sketch.polyline(path.points(), Ink::Danger, 2, Dash::Dashed);
    line.id = QStringLiteral("cut:%1-%2").arg(from, to);
    line.state = bothWays ? QStringLiteral("both-ways") : QStringLiteral("one-way");
    line.tip = bothWays
        ? StageText::tr("The link between %1 and %2 is cut").arg(from, to)
        : StageText::tr("The link from %1 to %2 is cut; the other way is open").arg(from, to);
    if (!bothWays) {
        drawArrow(drawing, path, 0.9, Ink::Danger);
    }
    const QPointF middle = path.at(0.5);
    const double size = drawing.u(16);
    drawing.sketch.rect(QRectF(middle - QPointF(size / 2, size / 2), QSizeF(size, size)), size / 2,
        Ink::Card, Ink::Danger, 1.5);
    drawing.sketch.cross(middle, size * 0.4, Ink::Danger);
}

void drawSlow(const Drawing& drawing, const event::LinkSlowed& link)
{
    const MessagePath path(drawing.layout, link.from, link.to, true);
    const NodeId from = machineOf(drawing.layout, link.from);
    const NodeId to = machineOf(drawing.layout, link.to);
    if (!path.isDrawn() || from != link.from || to != link.to) {
        return; // the link of the brokers stands for those of the controllers beside them
    }
    const QString extra = durationText(link.extra);
    const QString text = QStringLiteral("+%1").arg(extra);
    const QString names = QStringLiteral("%1-%2").arg(drawing.node(from), drawing.node(to));
    Shape& line = drawing.sketch.polyline(path.points(), Ink::Warning, 2, Dash::Dotted);
    line.id = QStringLiteral("slow:") + names;
    line.state = extra;
    line.tip = link.bothWays ? StageText::tr("Messages between %1 and %2 take %3 longer")
                                   .arg(drawing.node(from), drawing.node(to), extra)
                             : StageText::tr("Messages from %1 to %2 take %3 longer")
                                   .arg(drawing.node(from), drawing.node(to), extra);
    if (!link.bothWays) {
        drawArrow(drawing, path, 0.9, Ink::Warning);
    }
    const QSizeF size(
        drawing.sketch.width(text, FontRole::CaptionStrong) + drawing.u(8), drawing.u(15));
    const QPointF middle = path.at(0.5);
    Shape& label
        = drawing.sketch.rect(QRectF(middle - QPointF(size.width() / 2, size.height() / 2), size),
            4, Ink::Card, Ink::Warning);
    label.text = text;
    label.font = FontRole::CaptionStrong;
    label.ink = Ink::Warning;
    label.align = Qt::AlignCenter;
}

void drawIsolation(const Drawing& drawing, NodeId node)
{
    const QRectF card = drawing.layout.card(node);
    if (card.isNull()) {
        return;
    }
    Shape& ring = drawing.sketch.rect(card.adjusted(-3, -3, 3, 3), 10, Ink::None, Ink::Danger, 2);
    ring.dash = Dash::Dashed;
    ring.id = QStringLiteral("isolated:") + drawing.node(node);
    ring.state = QStringLiteral("isolated");
    ring.tip = StageText::tr("%1 is cut off from all other machines of the cluster")
                   .arg(drawing.node(node));
}

} // namespace

void drawLinks(const Drawing& drawing)
{
    std::vector<NodeId> isolated;
    for (const auto& nodes : {drawing.layout.brokerNodes, drawing.layout.controllerNodes}) {
        for (const NodeId node : nodes) {
            if (machineOf(drawing.layout, node) == node && isIsolated(drawing, node)) {
                isolated.push_back(node);
                drawIsolation(drawing, node);
            }
        }
    }
    const auto isAlone
        = [&](NodeId node) { return std::ranges::find(isolated, node) != isolated.end(); };
    for (const CutLink& link : cutLinks(drawing)) {
        // The ring around a node says what all of its cut links would.
        if (!isAlone(link.from) && !isAlone(link.to)) {
            drawCut(drawing, link);
        }
    }
    for (const event::LinkSlowed& link : drawing.state.slowLinks) {
        drawSlow(drawing, link);
    }
}

} // namespace brokerscope::views
