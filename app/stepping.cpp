#include "app/stepping.h"

#include <algorithm>
#include <variant>

namespace brokerscope::app {

namespace {

using brokerscope::history::History;
using views::Playhead;

bool isMessage(const event::Event& event)
{
    return std::holds_alternative<event::MessageSent>(event.payload)
        || std::holds_alternative<event::MessageReceived>(event.payload);
}

Playhead afterCount(const History& history, std::size_t count)
{
    return count == 0 ? playheadAtStart() : Playhead{history.events()[count - 1].time, count};
}

Playhead byEvent(const History& history, Playhead from, Direction direction)
{
    if (direction == Direction::Back) {
        return afterCount(history, from.applied == 0 ? 0 : from.applied - 1);
    }
    return from.applied >= history.size() ? playheadAtEnd(history)
                                          : afterCount(history, from.applied + 1);
}

Playhead byMessage(const History& history, Playhead from, Direction direction)
{
    const auto events = history.events();
    if (direction == Direction::Forward) {
        const auto rest = events.subspan(std::min(from.applied, events.size()));
        const auto next = std::find_if(rest.begin(), rest.end(), isMessage);
        return next == rest.end()
            ? playheadAtEnd(history)
            : afterCount(history, from.applied + static_cast<std::size_t>(next - rest.begin()) + 1);
    }
    std::size_t count = from.applied == 0 ? 0 : from.applied - 1;
    while (count > 0 && !isMessage(events[count - 1])) {
        --count;
    }
    return afterCount(history, count);
}

Playhead byLessonStep(
    const History& history, Playhead from, Direction direction, std::span<const EventId> stops)
{
    const auto countAt = [](EventId stop) { return std::size_t{stop.value()} + 1; };
    if (direction == Direction::Forward) {
        const auto next = std::find_if(
            stops.begin(), stops.end(), [&](EventId stop) { return countAt(stop) > from.applied; });
        return next == stops.end() ? playheadAtEnd(history) : playheadAfter(history, *next);
    }
    const auto last = std::find_if(
        stops.rbegin(), stops.rend(), [&](EventId stop) { return countAt(stop) < from.applied; });
    return last == stops.rend() ? playheadAtStart() : playheadAfter(history, *last);
}

Playhead byTime(const History& history, Playhead from, Direction direction)
{
    const Timestamp to
        = direction == Direction::Forward ? from.time + kTimeStep : from.time - kTimeStep;
    return views::playheadAt(history, std::clamp(to, Timestamp{}, history.end()));
}

} // namespace

views::Playhead playheadAtStart()
{
    return {};
}

views::Playhead playheadAtEnd(const history::History& history)
{
    return {history.end(), history.size()};
}

views::Playhead playheadAfter(const history::History& history, EventId event)
{
    return {history.event(event).time, std::size_t{event.value()} + 1};
}

views::Playhead stepped(const history::History& history, views::Playhead from, StepUnit unit,
    Direction direction, std::span<const EventId> lessonStops)
{
    switch (unit) {
    case StepUnit::Event:
        return byEvent(history, from, direction);
    case StepUnit::Message:
        return byMessage(history, from, direction);
    case StepUnit::LessonStep:
        return byLessonStep(history, from, direction, lessonStops);
    case StepUnit::Time:
        return byTime(history, from, direction);
    }
    return from;
}

} // namespace brokerscope::app
