#include "views/assignment/assignment_picture.h"

#include "views/assignment/assignment_drawing.h"
#include "views/assignment/decision_text.h"
#include "views/assignment/rebalance_text.h"
#include "views/text/time_text.h"

#include <algorithm>
#include <array>

namespace brokerscope::views {

namespace {

const Rebalance* rebalanceOf(const AssignmentSubject& subject)
{
    return subject.group != nullptr && subject.rebalance < subject.group->rebalances.size()
        ? &subject.group->rebalances[subject.rebalance]
        : nullptr;
}

AssignmentLayout layoutOf(
    const AssignmentSubject& subject, const Rebalance& rebalance, const Sketch& sketch)
{
    std::size_t members = rebalance.before.size();
    for (const Rebalance::Member& member : rebalance.after) {
        members += std::ranges::find(rebalance.before, member.client, &Rebalance::Member::client)
                == rebalance.before.end()
            ? 1
            : 0;
    }
    return layOutAssignment(sketch.size(), members, rebalance.standstills.size(),
        subject.comparison == nullptr ? 0 : subject.comparison->outcomes.size(), sketch);
}

void drawTitle(const AssignmentDrawing& drawing)
{
    const history::History& history = drawing.history();
    const QString group = toQString(history.text(drawing.subject.group->name));
    const StrategyOutcome* const shown = drawing.shownOutcome();
    const bool isOther = shown != nullptr && !shown->isPresent;
    QString text = AssignmentText::tr("group %1 · %2")
                       .arg(group, generationText(history, drawing.rebalance));
    if (const QString protocol = toQString(history.text(drawing.rebalance.protocol));
        !protocol.isEmpty()) {
        text = AssignmentText::tr("%1 · %2", "a rebalance, its assignor").arg(text, protocol);
    }
    if (isOther) {
        text = AssignmentText::tr("%1 · shown as %2 would assign").arg(text, shown->name);
    }
    Shape& title = drawing.sketch.text(
        drawing.layout.title, text, FontRole::Body, isOther ? Ink::Warning : Ink::TextMuted);
    title.id = QStringLiteral("title");
    title.state = QString::number(drawing.rebalance.to.value());
    title.tip = text;
}

} // namespace

Ink AssignmentDrawing::consumerInk(NodeId consumer) const
{
    constexpr std::array kInks{Ink::Consumer0, Ink::Consumer1, Ink::Consumer2, Ink::Consumer3};
    const auto& nodes = history().roster().nodes;
    const auto first
        = std::ranges::find(nodes, event::NodeKind::Consumer, &event::Roster::Node::kind);
    const auto index = static_cast<std::size_t>(
        std::max<std::ptrdiff_t>(0, consumer.value() - (first - nodes.begin())));
    return kInks.at(index % kInks.size());
}

const StrategyOutcome* AssignmentDrawing::shownOutcome() const
{
    return subject.comparison != nullptr
            && subject.choice.outcome < subject.comparison->outcomes.size()
        ? &subject.comparison->outcomes[subject.choice.outcome]
        : nullptr;
}

const assignor::Decision* AssignmentDrawing::presentDecision() const
{
    const StrategyOutcome* const shown = shownOutcome();
    if (shown == nullptr || !subject.choice.steps || *subject.choice.steps == 0
        || *subject.choice.steps > shown->decisions.size()) {
        return nullptr;
    }
    return &shown->decisions[*subject.choice.steps - 1];
}

PartitionId AssignmentDrawing::explained() const
{
    if (const assignor::Decision* const decision = presentDecision()) {
        return subject.comparison->partitionOf(decision->partition).value_or(kNoPartition);
    }
    const bool isSelected
        = std::ranges::any_of(graph.rows, [this](const AssignmentGraph::Row& row) {
              return row.partition == subject.selection.partition;
          });
    if (isSelected) {
        return subject.selection.partition;
    }
    // What changed is what one asks about.
    for (const Fate fate : {Fate::Moved, Fate::Waiting, Fate::Given}) {
        const auto row = std::ranges::find(graph.rows, fate, &AssignmentGraph::Row::fate);
        if (row != graph.rows.end()) {
            return row->partition;
        }
    }
    return graph.rows.empty() ? kNoPartition : graph.rows.front().partition;
}

void drawWhy(const AssignmentDrawing& drawing)
{
    const Comparison* const comparison = drawing.subject.comparison;
    const PartitionId partition = drawing.explained();
    if (comparison == nullptr || partition == kNoPartition) {
        return;
    }
    const assignor::Decision* decision = drawing.presentDecision();
    QString head;
    if (decision != nullptr) {
        head = AssignmentText::tr("Decision %1 of %2: %3")
                   .arg(QString::number(*drawing.subject.choice.steps),
                       QString::number(drawing.shownOutcome()->decisions.size()),
                       decisionHead(comparison->named, *decision));
    } else {
        decision = decisionOn(*comparison, drawing.subject.choice.outcome, partition);
        if (decision == nullptr || drawing.subject.choice.steps) {
            return;
        }
        head = AssignmentText::tr("Why %1?", "a decision of an assignor")
                   .arg(decisionHead(comparison->named, *decision));
    }
    const QString reason = ruleText(decision->rule);
    const QRectF& line = drawing.layout.why;
    const double width = std::min(
        drawing.sketch.width(head, FontRole::SmallStrong) + drawing.u(10), line.width() * 0.5);
    Shape& bold = drawing.sketch.text(QRectF(line.left(), line.top(), width, line.height()), head,
        FontRole::SmallStrong, Ink::Text);
    bold.id = QStringLiteral("why");
    bold.state = toQString(assignor::ruleName(decision->rule));
    bold.tip = AssignmentText::tr("%1: %2", "a decision, its reason").arg(head, reason);
    const QString tip = bold.tip;
    Shape& text = drawing.sketch.text(
        QRectF(line.left() + width, line.top(), line.width() - width, line.height()), reason,
        drawing.sketch.width(reason, FontRole::Small) <= line.width() - width ? FontRole::Small
                                                                              : FontRole::Caption,
        Ink::TextMuted);
    text.id = QStringLiteral("why");
    text.tip = tip;
}

Picture assignmentBase(const AssignmentSubject& subject, QSizeF size, bool large)
{
    Sketch sketch(size, large);
    const Rebalance* const rebalance = rebalanceOf(subject);
    if (!subject.run || rebalance == nullptr) {
        const QString text = subject.run
            ? AssignmentText::tr("No group has rebalanced in this run.")
            : AssignmentText::tr("No run is open");
        sketch.text(
            QRectF(QPointF(0, 0), size), text, FontRole::Body, Ink::TextMuted, Qt::AlignCenter);
        return sketch.take();
    }
    const AssignmentGraph graph = assignmentGraph(*subject.run.history, *rebalance,
        subject.comparison, subject.choice.outcome, subject.choice.steps);
    const AssignmentLayout layout = layoutOf(subject, *rebalance, sketch);
    const AssignmentDrawing drawing{subject, *rebalance, graph, layout, sketch};
    drawTitle(drawing);
    drawGraph(drawing);
    drawStrategies(drawing);
    drawDecisions(drawing);
    drawPhases(drawing);
    drawWhy(drawing);
    return sketch.take();
}

Picture assignmentOverlay(
    const AssignmentSubject& subject, const Playhead& playhead, QSizeF size, bool large)
{
    Sketch sketch(size, large);
    const Rebalance* const rebalance = rebalanceOf(subject);
    if (!subject.run || rebalance == nullptr || playhead.time < rebalance->shownFrom
        || playhead.time > rebalance->shownTo) {
        return sketch.take();
    }
    const AssignmentLayout layout = layoutOf(subject, *rebalance, sketch);
    const QRectF track = phaseTrack(layout, sketch.scale());
    const double x = phaseX(layout, *rebalance, playhead.time, sketch.scale());
    Shape& line = sketch.line({x, track.top() - 3}, {x, track.bottom() + 3}, Ink::Accent, 2);
    line.id = QStringLiteral("playhead");
    line.state = QString::number(playhead.time.micros());
    line.tip = AssignmentText::tr("The playhead, at %1").arg(timeText(playhead.time));
    return sketch.take();
}

Picture assignmentPicture(
    const AssignmentSubject& subject, const Playhead& playhead, QSizeF size, bool large)
{
    Picture picture = assignmentBase(subject, size, large);
    const Picture overlay = assignmentOverlay(subject, playhead, size, large);
    picture.shapes.insert(picture.shapes.end(), overlay.shapes.begin(), overlay.shapes.end());
    return picture;
}

} // namespace brokerscope::views
