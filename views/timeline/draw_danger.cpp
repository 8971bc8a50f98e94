#include "views/text/command_text.h"
#include "views/text/names.h"
#include "views/text/time_text.h"
#include "views/timeline/lanes.h"
#include "views/timeline/timeline_ids.h"

#include <algorithm>
#include <array>

namespace brokerscope::views {

namespace {

using history::AnomalyKind;
using history::Consequences;
using history::Outcome;
using scenario::DangerSlot;

constexpr std::array kOutcomesInOrder{
    Outcome::Nothing, Outcome::Unavailable, Outcome::Reordered, Outcome::Duplicated, Outcome::Lost};

/// How an outcome looks. The worse it is, the higher it stands; colour and hatching say it again.
struct Look {
    Ink ink = Ink::Success;
    double height = 1; ///< part of the lane's
    bool hatched = false;
};

Look lookOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Nothing:
        return {Ink::Success, 0.28, false};
    case Outcome::Unavailable:
        return {Ink::Warning, 0.5, true};
    case Outcome::Reordered:
        return {Ink::Consumer1, 0.66, false};
    case Outcome::Duplicated:
        return {Ink::Leader, 0.82, true};
    case Outcome::Lost:
        return {Ink::Danger, 1, false};
    }
    return {};
}

QString outcomeWord(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Nothing:
        return TimelineText::tr("nothing", "what would happen to acknowledged records");
    case Outcome::Unavailable:
        return TimelineText::tr("unavailable", "what would happen to acknowledged records");
    case Outcome::Reordered:
        return TimelineText::tr("out of order", "what would happen to acknowledged records");
    case Outcome::Duplicated:
        return TimelineText::tr("twice in the log", "what would happen to acknowledged records");
    case Outcome::Lost:
        return TimelineText::tr("lost", "what would happen to acknowledged records");
    }
    return {};
}

QString outcomeSentence(const Consequences& found)
{
    const auto count = [&](AnomalyKind kind) { return static_cast<int>(found.count(kind)); };
    switch (found.outcome) {
    case Outcome::Nothing:
        return TimelineText::tr("nothing would happen to acknowledged records");
    case Outcome::Unavailable:
        return found.service.failed > 0 ? TimelineText::tr(
                   "%n record(s) would fail", nullptr, static_cast<int>(found.service.failed))
                                        : TimelineText::tr("a record would wait %1 for its answer")
                                              .arg(durationText(found.service.longestWait));
    case Outcome::Reordered:
        return TimelineText::tr(
            "%n record(s) would be out of order", nullptr, count(AnomalyKind::ReorderedInLog));
    case Outcome::Duplicated:
        return TimelineText::tr(
            "%n record(s) would be in the log twice", nullptr, count(AnomalyKind::DuplicateInLog));
    case Outcome::Lost:
        return TimelineText::tr(
            "%n acknowledged record(s) would be lost", nullptr, count(AnomalyKind::LostAfterAck));
    }
    return {};
}

struct FaultPhrase {
    const scenario::Command& command;
    QString operator()(const scenario::StopCommand& c) const
    {
        const QString node = toQString(c.node);
        switch (c.how) {
        case event::StopHow::PowerLoss:
            return TimelineText::tr("danger if %1 loses power").arg(node);
        case event::StopHow::Shutdown:
            return TimelineText::tr("danger if %1 shuts down").arg(node);
        case event::StopHow::Kill:
        case event::StopHow::Halt:
            break;
        }
        return TimelineText::tr("danger if %1 crashes").arg(node);
    }
    QString operator()(const scenario::PauseCommand& c) const
    {
        return TimelineText::tr("danger if %1 stands still").arg(toQString(c.node));
    }
    template <class Other>
    QString operator()(const Other&) const
    {
        return TimelineText::tr("danger: %1", "a fault").arg(commandPill(command));
    }
};

QRectF stripOf(const LaneDrawing& drawing, const TimelineLayout::Lane& lane)
{
    return {drawing.layout.plotLeft, lane.rect.top() + 3,
        drawing.layout.plotRight - drawing.layout.plotLeft,
        lane.rect.height() - drawing.u(kLegendRow) - 5};
}

void drawSign(const LaneDrawing& drawing, const QRectF& room, const Look& look, double gap)
{
    const double height = room.height() * look.height;
    Shape& bar = drawing.sketch.rect(
        QRectF(room.left(), room.bottom() - height, std::max(1.0, room.width() - gap), height), 0,
        look.ink);
    bar.hatched = look.hatched;
}

/// A moment that was not tried yet: a dotted line instead of a bar.
void drawPending(const LaneDrawing& drawing, const QRectF& room, const DangerSlot& slot)
{
    const double y = room.bottom() - drawing.u(3);
    drawing.sketch.line({room.left(), y}, {room.right() - 1, y}, Ink::TextFaint, 1.5, Dash::Dotted);
    Shape& touch = drawing.sketch.rect(room, 0, Ink::None);
    touch.id = dangerSlotId(slot.at);
    touch.state = QStringLiteral("pending");
    touch.tip = TimelineText::tr("At %1 s: not tried yet; click to move it there", "time")
                    .arg(timeText(slot.at));
}

void drawSlot(const LaneDrawing& drawing, const QRectF& strip, const DangerSlot& slot)
{
    const TimelineLayout& layout = drawing.layout;
    const double left = std::max(strip.left(), layout.x(slot.at));
    const double right = std::min(strip.right(), layout.x(slot.until));
    if (right <= left) {
        return;
    }
    const QRectF room(left, strip.top(), right - left, strip.height());
    if (!slot.found) {
        drawPending(drawing, room, slot);
        return;
    }
    drawSign(drawing, room, lookOf(slot.found->outcome), room.width() > 3 ? 1 : 0);
    Shape& touch = drawing.sketch.rect(room, 0, Ink::None);
    touch.id = dangerSlotId(slot.at);
    const std::string_view name = history::outcomeName(slot.found->outcome);
    touch.state = QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
    touch.tip = TimelineText::tr("At %1 s: %2; click to move it there", "time; what would happen")
                    .arg(timeText(slot.at), outcomeSentence(*slot.found));
}

/// A small mark where the fault is now.
void drawPresent(const LaneDrawing& drawing, const QRectF& strip, const DangerStrip& danger)
{
    const auto& script = drawing.scene.run.scenario->script;
    if (danger.fault >= script.size()) {
        return;
    }
    const double x = drawing.layout.x(script[danger.fault].at);
    if (x >= strip.left() && x <= strip.right()) {
        const double half = drawing.u(4);
        drawing.sketch.polygon(
            {{x - half, strip.top() - 3}, {x + half, strip.top() - 3}, {x, strip.top() + half}},
            Ink::Text);
    }
}

/// The words of outcomes, each behind its sign.
double drawKey(const LaneDrawing& drawing, const QRectF& row, const DangerStrip& danger)
{
    double left = row.left();
    for (const Outcome outcome : kOutcomesInOrder) {
        const bool occurs = std::ranges::any_of(danger.slots, [outcome](const DangerSlot& slot) {
            return slot.found && slot.found->outcome == outcome;
        });
        if (!occurs) {
            continue;
        }
        const double sign = drawing.u(9);
        drawSign(drawing, QRectF(left, row.top() + 2, sign, row.height() - 4), lookOf(outcome), 0);
        const QString word = outcomeWord(outcome);
        const double width = drawing.sketch.width(word, FontRole::Caption);
        drawing.sketch.text(QRectF(left + sign + 4, row.top(), width + 2, row.height()), word,
            FontRole::Caption, Ink::TextMuted);
        left += sign + width + drawing.u(18);
    }
    return left;
}

void drawProgress(const LaneDrawing& drawing, const QRectF& row, const DangerStrip& danger)
{
    using State = DangerStrip::State;
    if (danger.state == State::Complete) {
        return;
    }
    const QString done = QString::number(danger.answered);
    const QString all = QString::number(danger.slots.size());
    const bool stopped = danger.state == State::Cancelled;
    const QString text = stopped
        ? TimelineText::tr("stopped at %1 of %2 runs – go on").arg(done, all)
        : danger.state == State::Waiting
        ? TimelineText::tr("about to try %1 moments").arg(all)
        : TimelineText::tr("%1 of %2 moments tried – stop").arg(done, all);
    const double width = drawing.sketch.width(text, FontRole::Caption) + 2;
    Shape& words = drawing.sketch.text(QRectF(row.left(), row.top(), width, row.height()), text,
        FontRole::Caption, danger.state == State::Waiting ? Ink::TextMuted : Ink::Accent);
    if (danger.state != State::Waiting) {
        words.id = stopped ? QStringLiteral("danger-go") : QStringLiteral("danger-stop");
        words.tip = stopped ? TimelineText::tr("Go on trying the moments that are missing")
                            : TimelineText::tr("Stop trying; Escape does so, too");
    }
}

} // namespace

QString dangerLabel(const scenario::Scenario& scenario, std::size_t fault)
{
    if (fault >= scenario.script.size()) {
        return {};
    }
    const scenario::Command& command = scenario.script[fault];
    return std::visit(FaultPhrase{command}, command.action);
}

void drawDangerLane(const LaneDrawing& drawing, const TimelineLayout::Lane& lane)
{
    const DangerStrip& danger = *drawing.options.danger;
    const QRectF strip = stripOf(drawing, lane);
    const double legend = drawing.u(kLegendRow);
    TimelineLayout::Lane upper = lane;
    upper.rect.setHeight(lane.rect.height() - legend);
    drawing.sketch.text(
        QRectF(16, upper.rect.top(), drawing.layout.plotLeft - 24, upper.rect.height()),
        dangerLabel(*drawing.scene.run.scenario, danger.fault), FontRole::Small, Ink::TextMuted);
    drawing.sketch.line(
        {strip.left(), strip.bottom()}, {strip.right(), strip.bottom()}, Ink::Border, 1);
    for (const DangerSlot& slot : danger.slots) {
        drawSlot(drawing, strip, slot);
    }
    drawPresent(drawing, strip, danger);
    QRectF row(strip.left(), strip.bottom() + 1, strip.width(), legend);
    row.setLeft(drawKey(drawing, row, danger));
    drawProgress(drawing, row, danger);
    const double bottom = lane.rect.bottom();
    drawing.sketch.line({0, bottom}, {drawing.layout.size.width(), bottom}, Ink::GridLine, 1);
}

} // namespace brokerscope::views
