#include "views/stage/drawing.h"
#include "views/text/event_text.h"
#include "views/text/names.h"

#include <QStringList>

#include <algorithm>

namespace brokerscope::views {

namespace {

// A decision stands out for so long after it was made.
constexpr Duration kNews = milliseconds(400);

struct DecisionWords {
    const Drawing& drawing;

    QString operator()(const event::BrokerFenced& e) const
    {
        return StageText::tr("fenced %1").arg(drawing.node(e.broker));
    }
    QString operator()(const event::BrokerUnfenced& e) const
    {
        return StageText::tr("unfenced %1").arg(drawing.node(e.broker));
    }
    QString operator()(const event::LeaderElected& e) const
    {
        const QString partition = drawing.partition(e.partition);
        if (e.leader == kNoNode) {
            return StageText::tr("no leader for %1").arg(partition);
        }
        if (e.kind == event::ElectionKind::Initial) {
            return StageText::tr("%1 leads %2 (epoch %3)")
                .arg(drawing.node(e.leader), partition)
                .arg(e.epoch.value());
        }
        return StageText::tr("elected %1 for %2 (epoch %3→%4)")
            .arg(drawing.node(e.leader), partition)
            .arg(e.epoch.value() - 1)
            .arg(e.epoch.value());
    }
    QString operator()(const event::IsrChanged& e) const
    {
        return StageText::tr("ISR of %1 is %2")
            .arg(drawing.partition(e.partition), brokerSetText(drawing.history, e.isr));
    }
    template <class Other>
    QString operator()(const Other&) const
    {
        return {};
    }
};

Ink decisionInk(const Drawing& drawing)
{
    const EventId last = drawing.state.controller.lastDecision;
    const bool isNews = last != kNoEvent
        && drawing.scene.playhead.time - drawing.history.event(last).time <= kNews;
    return isNews ? Ink::Warning : Ink::TextMuted;
}

// The newest decision with those made at the same moment, in the order of making.
QStringList newestDecisions(const Drawing& drawing)
{
    constexpr std::size_t kMost = 4;
    const EventId last = drawing.state.controller.lastDecision;
    QStringList words;
    QStringList isrChanges;
    const auto& newest = drawing.history.event(last);
    for (std::uint32_t i = last.value() + 1;
         i-- > 0 && words.size() < static_cast<qsizetype>(kMost);) {
        const event::Event& event = drawing.history.event(EventId(i));
        if (event.time != newest.time) {
            break;
        }
        const PartitionId partition = event::partitionOf(event.payload);
        const bool isInternal
            = partition != kNoPartition && drawing.history.roster().at(partition).isInternal();
        const QString text = event.node == newest.node && !isInternal
            ? std::visit(DecisionWords{drawing}, event.payload)
            : QString();
        if (text.isEmpty()) {
            continue;
        }
        const bool isr = std::holds_alternative<event::IsrChanged>(event.payload);
        (isr ? isrChanges : words).prepend(text);
    }
    // An election says which ISR it left; the ISR change alone is news only without one.
    return words.isEmpty() ? isrChanges : words;
}

void drawDecision(const Drawing& drawing, const QRectF& rect, Qt::Alignment align, Ink ink)
{
    Shape& decision = drawing.sketch.text(
        rect, newestDecision(drawing), FontRole::SmallStrong, ink, align | Qt::AlignVCenter);
    decision.elide = true;
}

void drawOnlyController(const Drawing& drawing)
{
    const NodeId node = drawing.layout.controllerNodes.front();
    const double u = drawing.sketch.scale();
    const QRectF rect = drawing.layout.controller;
    const history::QuorumMemberState& member = drawing.state.quorumMember(node);
    const QString name = drawing.node(node);
    const QString metadata = StageText::tr("KRaft · term %1 · metadata offset %2")
                                 .arg(member.epoch.value())
                                 .arg(drawing.state.controller.metadataEnd.value());
    const bool decided = drawing.state.controller.lastDecision != kNoEvent;
    const QString decision = newestDecision(drawing);

    Shape& card = drawing.card(rect, drawing.selected(node));
    card.id = QStringLiteral("controller:") + name;
    card.state = quorumState(member);
    card.tip = !member.running
        ? StageText::tr("The controller is down: nobody is fenced or elected")
        : decided ? StageText::tr("The controller's newest decision: %1").arg(decision)
                  : StageText::tr("The controller has not decided anything yet");
    const bool isOff = !member.running || member.paused;
    if (isOff) {
        card.fill = Ink::Offline;
        card.hatched = true;
    }
    const Ink ink = isOff ? Ink::TextOnOffline : decisionInk(drawing);

    const double nameWidth = drawing.sketch.width(name, FontRole::BodyStrong);
    const double left = rect.left() + 12 * u;
    const double right = rect.right() - 12 * u;
    const bool isLow = rect.height() < 34 * u;
    const double top = isLow ? rect.center().y() - 8.5 * u : rect.center().y() - 17 * u;
    drawing.sketch.text(
        QRectF(left, top, nameWidth + 4, 17 * u), name, FontRole::BodyStrong, Ink::Text);
    const double beside = left + nameWidth + 12 * u;
    if (isLow && decided) {
        drawDecision(drawing, QRectF(beside, top, right - beside, 17 * u), Qt::AlignRight, ink);
        return;
    }
    drawing.sketch.text(QRectF(beside, top, right - beside, 17 * u), metadata, FontRole::Caption,
        isOff ? Ink::TextOnOffline : Ink::TextMuted);
    if (!isLow) {
        drawDecision(drawing, QRectF(left, top + 17 * u, right - left, 16 * u), Qt::AlignLeft, ink);
    }
}

/// Under the cards of several controllers, or under the rows that have their badges.
void drawDecisionLine(const Drawing& drawing)
{
    const history::ControllerState& state = drawing.state.controller;
    const QRectF rect = drawing.layout.controller;
    const QString active = state.active == kNoNode
        ? StageText::tr("no active controller")
        : StageText::tr("%1 is active").arg(drawing.node(state.active));
    const QString left
        = StageText::tr("quorum · %1 · term %2").arg(active).arg(state.epoch.value());
    const double width = drawing.sketch.width(left, FontRole::Caption);
    Shape& said = drawing.sketch.text(QRectF(rect.left() + 2, rect.top(), width + 4, rect.height()),
        left, FontRole::Caption, state.active == kNoNode ? Ink::Danger : Ink::TextMuted);
    said.id = QStringLiteral("quorum:");
    said.state = state.active == kNoNode ? QStringLiteral("none") : drawing.node(state.active);
    said.tip = state.active == kNoNode
        ? StageText::tr("No controller is active: nobody is fenced or elected, and no ISR changes")
        : StageText::tr("%1 leads the quorum of controllers in term %2")
              .arg(drawing.node(state.active))
              .arg(state.epoch.value());
    const double from = rect.left() + width + drawing.u(16);
    drawDecision(drawing,
        QRectF(from, rect.top(), std::max(0.0, rect.right() - from), rect.height()), Qt::AlignRight,
        decisionInk(drawing));
}

} // namespace

QString newestDecision(const Drawing& drawing)
{
    return drawing.state.controller.lastDecision == kNoEvent
        ? QString()
        : newestDecisions(drawing).join(QStringLiteral(" · "));
}

void drawControllers(const Drawing& drawing)
{
    const StageLayout& layout = drawing.layout;
    if (layout.controllerNodes.empty()) {
        return;
    }
    if (layout.controllerCards.empty()) {
        drawOnlyController(drawing);
        return;
    }
    for (std::size_t i = 0; i < layout.controllerCards.size(); ++i) {
        if (!layout.controllerCards[i].isNull() && !(layout.combined && layout.folded)) {
            drawQuorumMember(drawing, layout.controllerNodes[i], layout.controllerCards[i]);
        }
    }
    drawDecisionLine(drawing);
}

} // namespace brokerscope::views
