#include "views/text/command_text.h"
#include "views/text/time_text.h"
#include "views/timeline/lanes.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

/// Danger for what breaks, success for what heals.
struct CommandInk {
    Ink operator()(const scenario::StopCommand&) const { return Ink::Danger; }
    Ink operator()(const scenario::PauseCommand&) const { return Ink::Warning; }
    Ink operator()(const scenario::CutCommand&) const { return Ink::Danger; }
    Ink operator()(const scenario::IsolateCommand&) const { return Ink::Danger; }
    Ink operator()(const scenario::ResumeCommand&) const { return Ink::Success; }
    Ink operator()(const scenario::HealCommand&) const { return Ink::Success; }
    Ink operator()(const scenario::ReconnectCommand&) const { return Ink::Success; }
    Ink operator()(const scenario::SlowLinkCommand& c) const { return strain(c.extra); }
    Ink operator()(const scenario::SlowDiskCommand& c) const { return strain(c.perWrite); }
    Ink operator()(const scenario::SkewClockCommand& c) const { return strain(c.by); }
    Ink operator()(const scenario::FillDiskCommand& c) const
    {
        return c.full ? Ink::Danger : Ink::Success;
    }
    Ink operator()(const scenario::StartCommand&) const { return Ink::TextMuted; }
    Ink operator()(const scenario::SeekCommand&) const { return Ink::TextMuted; }
    Ink operator()(const scenario::DeleteRecordsCommand&) const { return Ink::Warning; }
    Ink operator()(const scenario::ElectLeadersCommand& c) const
    {
        return c.unclean ? Ink::Warning : Ink::TextMuted;
    }
    Ink operator()(const scenario::ReassignCommand&) const { return Ink::TextMuted; }
    Ink operator()(const scenario::AddPartitionsCommand&) const { return Ink::TextMuted; }
    Ink operator()(const scenario::DropCommand&) const { return Ink::Danger; }
    Ink operator()(const scenario::DelayCommand&) const { return Ink::Warning; }
    Ink operator()(const scenario::FailOnceCommand&) const { return Ink::Warning; }
    Ink operator()(const scenario::FlushCommand&) const { return Ink::TextMuted; }
    Ink operator()(const scenario::CloseCommand&) const { return Ink::TextMuted; }
    Ink operator()(const scenario::SubscribeCommand&) const { return Ink::TextMuted; }
    Ink operator()(const scenario::CommitCommand&) const { return Ink::TextMuted; }
    Ink operator()(const scenario::PausePartitionsCommand&) const { return Ink::TextMuted; }
    Ink operator()(const scenario::EndCommand&) const { return Ink::TextMuted; }

private:
    static Ink strain(Duration by) { return by == Duration() ? Ink::Success : Ink::Warning; }
};

// A start that brings back what was stopped before.
bool isRestart(const scenario::Scenario& scenario, const scenario::Command& command)
{
    const auto* start = std::get_if<scenario::StartCommand>(&command.action);
    return start != nullptr
        && std::ranges::any_of(scenario.script, [&](const scenario::Command& other) {
               const auto* stop = std::get_if<scenario::StopCommand>(&other.action);
               return stop != nullptr && other.at < command.at
                   && std::ranges::find(start->nodes, stop->node) != start->nodes.end();
           });
}

bool isSelected(const LaneDrawing& drawing, std::size_t index)
{
    const Selection& selection = drawing.selection;
    if (selection.kind != Selection::Kind::Event
        || selection.event.value() >= drawing.history.size()) {
        return false;
    }
    const auto* command
        = std::get_if<event::ScriptCommand>(&drawing.history.event(selection.event).payload);
    return command != nullptr && command->index == index;
}

void drawPill(const LaneDrawing& drawing, const TimelineLayout::Pill& pill)
{
    const scenario::Scenario& scenario = *drawing.scene.run.scenario;
    const scenario::Command& command = scenario.script.at(pill.index);
    const Ink ink
        = isRestart(scenario, command) ? Ink::Success : std::visit(CommandInk{}, command.action);
    const bool dragged = drawing.options.dragged && drawing.options.dragged->index == pill.index;
    const double x = drawing.layout.x(pill.at);

    drawing.sketch
        .line({x, pill.rect.top() + 2}, {x, drawing.layout.size.height()}, ink, 1, Dash::Dotted)
        .opacity
        = dragged ? 1.0 : 0.5;
    Shape& shape = drawing.sketch.pill(
        pill.rect, commandPill(command), FontRole::SmallStrong, Ink::Card, ink);
    const bool marked = dragged || isSelected(drawing, pill.index);
    shape.stroke = marked ? Ink::Accent : ink;
    shape.width = marked ? 2.4 : 1.4;
    shape.id = QStringLiteral("command:%1").arg(pill.index);
    shape.state = dragged ? QStringLiteral("dragged") : QStringLiteral("set");
    shape.tip = TimelineText::tr("%1 at %2: drag it along, or Alt and an arrow key")
                    .arg(commandText(command), timeText(pill.at));
    if (dragged) {
        const QString time = timeText(pill.at);
        const double width = drawing.sketch.width(time, FontRole::MonoSmall) + drawing.u(10);
        const double height = drawing.u(18);
        const double left
            = std::min(pill.rect.right() + 4, drawing.layout.size.width() - width - 2);
        drawing.sketch.pill(QRectF(left, pill.rect.top(), width, height), time, FontRole::MonoSmall,
            Ink::Accent, Ink::TextOnAccent);
    }
}

} // namespace

QString scriptLabel()
{
    return TimelineText::tr("you & script");
}

void drawScriptLane(const LaneDrawing& drawing, const TimelineLayout::Lane& lane)
{
    drawing.label(lane, scriptLabel());
    for (const TimelineLayout::Pill& pill : drawing.layout.pills) {
        drawPill(drawing, pill);
    }
}

} // namespace brokerscope::views
