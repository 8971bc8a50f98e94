#include "views/text/names.h"
#include "views/text/time_text.h"
#include "views/timeline/lanes.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace brokerscope::views {

namespace {

constexpr std::size_t kLinkRows = 3;

QString linkName(const history::History& history, const TimelineData::LinkBar::Link& link)
{
    return nodeName(history, link.from)
        % (link.bothWays ? QStringLiteral(" ↔ ") : QStringLiteral(" → "))
        % nodeName(history, link.to);
}

/// The node at which all links of an isolation meet, or kNoNode.
NodeId commonEnd(const std::vector<TimelineData::LinkBar::Link>& links)
{
    for (const NodeId end : {links.front().from, links.front().to}) {
        const bool meets = std::ranges::all_of(
            links, [end](const auto& link) { return link.from == end || link.to == end; });
        if (meets && links.size() > 1) {
            return end;
        }
    }
    return kNoNode;
}

QString linksText(const history::History& history, const TimelineData::LinkBar& bar)
{
    if (const NodeId alone = commonEnd(bar.links); alone != kNoNode) {
        return TimelineText::tr("%1 ↔ %n other(s)", "links of a node that is cut off",
            static_cast<int>(bar.links.size()))
            .arg(nodeName(history, alone));
    }
    QStringList names;
    for (const TimelineData::LinkBar::Link& link : bar.links) {
        names.append(linkName(history, link));
    }
    return names.join(QStringLiteral(", "));
}

void drawLinkBar(const LaneDrawing& drawing, std::size_t index, const QRectF& place)
{
    const TimelineData::LinkBar& link = drawing.data.links[index];
    const bool slow = link.extra > Duration();
    const QString names = linksText(drawing.history, link);
    Shape& bar = drawing.sketch.rect(
        place.adjusted(0, 0, -1, 0), 3, Ink::CardSunken, slow ? Ink::Warning : Ink::Danger, 1.4);
    bar.dash = slow ? Dash::Dotted : Dash::Dashed;
    bar.id = QStringLiteral("links:%1").arg(index);
    bar.state = slow ? QStringLiteral("slow") : QStringLiteral("cut");
    bar.tip = slow
        ? TimelineText::tr("%1: %2 slower from %3 to %4")
              .arg(names, durationText(link.extra), timeText(link.from), timeText(link.to))
        : TimelineText::tr("%1: cut from %2 to %3")
              .arg(names, timeText(link.from), timeText(link.to));
    const bool fits = place.height() >= drawing.sketch.lineHeight(FontRole::Caption) - 2
        && place.width() > drawing.sketch.width(names, FontRole::Caption) + 10;
    if (fits) {
        drawing.sketch.text(place.adjusted(5, 0, -4, 0), names, FontRole::Caption, Ink::Text);
    }
}

} // namespace

void drawLinksLane(const LaneDrawing& drawing, const TimelineLayout::Lane& lane)
{
    drawing.label(lane, TimelineText::tr("links", "cut or slow"));
    const std::vector<TimelineData::LinkBar>& links = drawing.data.links;
    // Bars at the same time stand below one another.
    std::vector<std::size_t> rows(links.size(), 0);
    std::array<Timestamp, kLinkRows> ends{};
    std::size_t count = 1;
    for (std::size_t i = 0; i < links.size(); ++i) {
        const auto free
            = std::ranges::find_if(ends, [&](Timestamp end) { return end <= links[i].from; });
        rows[i]
            = free == ends.end() ? kLinkRows - 1 : static_cast<std::size_t>(free - ends.begin());
        ends[rows[i]] = std::max(ends[rows[i]], links[i].to);
        count = std::max(count, rows[i] + 1);
    }
    for (std::size_t i = 0; i < links.size(); ++i) {
        const QRectF whole = drawing.bar(lane, links[i].from, links[i].to, 3);
        if (!whole.isNull()) {
            const double height = whole.height() / static_cast<double>(count);
            drawLinkBar(drawing, i,
                QRectF(whole.left(), whole.top() + height * static_cast<double>(rows[i]),
                    whole.width(), height));
        }
    }
}

void drawTermsLane(const LaneDrawing& drawing, const TimelineLayout::Lane& lane)
{
    drawing.label(lane, TimelineText::tr("controller", "the active one"));
    std::size_t order = 0;
    for (const TimelineData::EpochBar& term : drawing.data.terms) {
        const double inset = std::max(2.0, (lane.rect.height() - drawing.u(18)) / 2);
        const QRectF rect = drawing.bar(lane, term.from, term.to, inset);
        const Ink ink = order++ % 2 == 0 ? Ink::Leader : Ink::LeaderDark;
        if (rect.isNull()) {
            continue;
        }
        const QString number = QString::number(term.epoch.value());
        const QString text = TimelineText::tr("%1 · term %2", "the active controller")
                                 .arg(nodeName(drawing.history, term.leader), number);
        Shape& bar = drawing.sketch.rect(rect.adjusted(0, 0, -1, 0), 4, ink);
        bar.id = QStringLiteral("term:%1").arg(number);
        bar.state = nodeName(drawing.history, term.leader);
        bar.tip = TimelineText::tr("Active controller: %1 from %2 to %3")
                      .arg(text, timeText(term.from), timeText(term.to));
        if (rect.width() > drawing.u(26)) {
            const double indent = std::min(drawing.u(16), rect.width() * 0.1);
            drawing.sketch.text(
                rect.adjusted(indent, 0, -4, 0), text, FontRole::SmallStrong, Ink::TextOnAccent);
        }
    }
}

} // namespace brokerscope::views
