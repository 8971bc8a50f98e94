#include "views/assignment/assignment_drawing.h"
#include "views/assignment/decision_text.h"
#include "views/assignment/rebalance_text.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

constexpr double kDecisionRow = 18;

QString idOf(const StrategyOutcome& outcome)
{
    return QStringLiteral("strategy:")
        % (outcome.strategy ? toQString(assignor::strategyName(*outcome.strategy))
                            : QStringLiteral("own"));
}

/// For cards that have no room for words; the heading says what the numbers are.
QString compactNumbers(const StrategyOutcome& outcome)
{
    return outcome.failure
        ? QStringLiteral("✗")
        : QStringLiteral("%1 · %2 · %3")
              .arg(QString::number(outcome.spread), QString::number(outcome.moved),
                  QString::number(outcome.paused));
}

void drawCard(
    const AssignmentDrawing& drawing, std::size_t index, const QRectF& card, bool isCompact)
{
    const Comparison& comparison = *drawing.subject.comparison;
    const StrategyOutcome& outcome = comparison.outcomes[index];
    const bool isShown = index == drawing.subject.choice.outcome;
    const double u = drawing.sketch.scale();
    Shape& box
        = drawing.sketch.rect(card, 6 * u, outcome.isPresent ? Ink::Highlight : Ink::CardSunken,
            isShown                 ? Ink::Accent
                : outcome.isPresent ? Ink::Warning
                                    : Ink::Border,
            isShown ? 2 : 1);
    box.id = idOf(outcome);
    box.state = outcome.isPresent ? QStringLiteral("present")
        : isShown                 ? QStringLiteral("shown")
                                  : QStringLiteral("other");
    box.tip = outcomeTip(outcome, comparison.owned);
    const Ink ink = outcome.failure ? Ink::Danger : Ink::TextMuted;
    const QRectF inside = card.adjusted(9 * u, 2 * u, -8 * u, -2 * u);
    const bool isTwoLines = inside.height() >= 2 * drawing.sketch.lineHeight(FontRole::Small) - 2;
    const double first = isTwoLines ? inside.height() / 2 : inside.height();
    QString name = outcome.name;
    if (outcome.isPresent) {
        name = AssignmentText::tr("%1 · used", "an assignor that the group uses").arg(name);
    }
    const double nameWidth = isTwoLines
        ? inside.width()
        : std::min(inside.width() * 0.5, drawing.sketch.width(name, FontRole::SmallStrong) + 8 * u);
    drawing.sketch.text(QRectF(inside.left(), inside.top(), nameWidth, first), name,
        FontRole::SmallStrong, Ink::Text);
    const QRectF rest = isTwoLines
        ? QRectF(inside.left(), inside.top() + first, inside.width(), inside.height() - first)
        : QRectF(inside.left() + nameWidth, inside.top(), inside.width() - nameWidth, first);
    const QString numbers
        = isCompact ? compactNumbers(outcome) : outcomeNumbers(outcome, comparison.owned);
    const FontRole font = drawing.sketch.width(numbers, FontRole::Small) <= rest.width()
        ? FontRole::Small
        : FontRole::Caption;
    drawing.sketch.text(
        rest, numbers, font, ink, (isTwoLines ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
}

} // namespace

void drawStrategies(const AssignmentDrawing& drawing)
{
    if (drawing.subject.comparison == nullptr) {
        return;
    }
    const QRectF& all = drawing.layout.strategies;
    const double u = drawing.sketch.scale();
    const double count = static_cast<double>(drawing.subject.comparison->outcomes.size());
    const double head = all.height() - drawing.layout.cardPitch * count;
    const Comparison& comparison = *drawing.subject.comparison;
    const bool isCompact
        = std::ranges::any_of(comparison.outcomes, [&](const StrategyOutcome& outcome) {
              return drawing.sketch.width(
                         outcomeNumbers(outcome, comparison.owned), FontRole::Caption)
                  > all.width() - 19 * u;
          });
    Shape& title = drawing.sketch.text(QRectF(all.left(), all.top(), all.width(), head),
        isCompact ? AssignmentText::tr("spread · moved · paused")
                  : AssignmentText::tr("if the group used …"),
        FontRole::SmallStrong, Ink::TextFaint);
    title.id = QStringLiteral("strategies");
    title.tip = AssignmentText::tr("If the group used …: spread (max − min), partitions that lose "
                                   "their owner, partitions that stop");
    for (std::size_t i = 0; i < drawing.subject.comparison->outcomes.size(); ++i) {
        const double top = all.top() + head + drawing.layout.cardPitch * static_cast<double>(i);
        drawCard(drawing, i,
            QRectF(all.left() + 1, top, all.width() - 2, drawing.layout.cardPitch - 5 * u),
            isCompact);
    }
}

void drawDecisions(const AssignmentDrawing& drawing)
{
    const StrategyOutcome* const shown = drawing.shownOutcome();
    const QRectF& area = drawing.layout.decisions;
    if (shown == nullptr || area.isEmpty() || shown->decisions.empty()) {
        return;
    }
    const double u = drawing.sketch.scale();
    const double row = kDecisionRow * u;
    drawing.sketch.text(QRectF(area.left(), area.top(), area.width(), row),
        AssignmentText::tr("decisions of %1").arg(shown->name), FontRole::SmallStrong,
        Ink::TextFaint);
    const auto room = static_cast<std::size_t>(std::max(0.0, area.height() / row - 1));
    const std::size_t all = shown->decisions.size();
    const auto& steps = drawing.subject.choice.steps;
    const std::size_t present = steps ? *steps : 0; // from 1
    const std::size_t first
        = all <= room || present <= room / 2 ? 0 : std::min(all - room, present - room / 2);
    for (std::size_t i = first; i < std::min(all, first + room); ++i) {
        const assignor::Decision& decision = shown->decisions[i];
        const bool isPresent = i + 1 == present;
        const bool isMade = !steps || i < *steps;
        const QRectF rect(area.left() + 1, area.top() + row * static_cast<double>(i - first + 1),
            area.width() - 2, row - 1);
        Shape& line = drawing.sketch.rect(rect, 4 * u, isPresent ? Ink::Highlight : Ink::Card,
            isPresent ? Ink::Warning : Ink::None);
        line.id = QStringLiteral("decision:%1").arg(i);
        line.state = isPresent ? QStringLiteral("present")
            : isMade           ? QStringLiteral("made")
                               : QStringLiteral("ahead");
        line.tip = AssignmentText::tr("Decision %1: %2")
                       .arg(QString::number(i + 1),
                           decisionText(drawing.subject.comparison->named, decision));
        drawing.sketch.text(rect.adjusted(4 * u, 0, -4 * u, 0),
            AssignmentText::tr("%1.  %2", "number, decision")
                .arg(QString::number(i + 1),
                    decisionHead(drawing.subject.comparison->named, decision)),
            isPresent ? FontRole::SmallStrong : FontRole::Small,
            isMade ? Ink::Text : Ink::TextMuted);
    }
}

} // namespace brokerscope::views
