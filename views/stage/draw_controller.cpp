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
        const QString text = event.node == newest.node
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

} // namespace

void drawController(const Drawing& drawing)
{
    const NodeId node = drawing.layout.controllerNode;
    if (node == kNoNode) {
        return;
    }
    const double u = drawing.sketch.scale();
    const QRectF rect = drawing.layout.controller;
    const history::ControllerState& state = drawing.state.controller;
    const QString name = drawing.node(node);
    const QString metadata
        = StageText::tr("KRaft · metadata offset %1").arg(state.metadataEnd.value());
    const bool decided = state.lastDecision != kNoEvent;
    const QString decision
        = decided ? newestDecisions(drawing).join(QStringLiteral(" · ")) : QString();

    Shape& card = drawing.card(rect, drawing.selected(node));
    card.id = QStringLiteral("controller:") + name;
    card.state = QStringLiteral("up");
    card.tip = decided ? StageText::tr("The controller's newest decision: %1").arg(decision)
                       : StageText::tr("The controller has not decided anything yet");

    const double nameWidth = drawing.sketch.width(name, FontRole::BodyStrong);
    const double metadataWidth = drawing.sketch.width(metadata, FontRole::Caption);
    const double left = rect.left() + 12 * u;
    const double middle = rect.center().y();
    const double right = rect.right() - 12 * u;
    drawing.sketch.text(QRectF(left, middle - 17 * u, nameWidth + 4, 17 * u), name,
        FontRole::BodyStrong, Ink::Text);

    const bool news = decided
        && drawing.scene.playhead.time - drawing.history.event(state.lastDecision).time <= kNews;
    const Ink ink = news ? Ink::Warning : Ink::TextMuted;
    const double from = left + std::max(nameWidth, metadataWidth) + 14 * u;
    const bool beside = drawing.sketch.width(decision, FontRole::SmallStrong) <= right - from;
    if (beside) {
        drawing.sketch.text(QRectF(from, rect.top(), right - from, rect.height()), decision,
            FontRole::SmallStrong, ink, Qt::AlignRight | Qt::AlignVCenter);
    }
    // A long decision takes the place of the metadata offset.
    drawing.sketch.text(QRectF(left, middle, right - left, 16 * u), beside ? metadata : decision,
        beside ? FontRole::Caption : FontRole::CaptionStrong, beside ? Ink::TextMuted : ink);
}

} // namespace brokerscope::views
