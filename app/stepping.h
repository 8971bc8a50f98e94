#pragma once

#include "engine/history/history.h"
#include "views/playhead.h"

#include <cstdint>
#include <span>

namespace brokerscope::app {

enum class StepUnit : std::uint8_t {
    Event,
    Message, ///< to where a message is sent or taken in
    LessonStep, ///< to where a step of the lesson has its moment
    Time, ///< by kTimeStep
};

enum class Direction : std::uint8_t { Back, Forward };

inline constexpr Duration kTimeStep = milliseconds(10);

/// Before the first event.
[[nodiscard]] views::Playhead playheadAtStart();
/// After the last event, at the end of the run.
[[nodiscard]] views::Playhead playheadAtEnd(const history::History& history);
/// Right after an event.
[[nodiscard]] views::Playhead playheadAfter(const history::History& history, EventId event);

/// Where one stands after a step; at the start or the end of the run when there is nothing more
/// that way. `lessonStops`: the events of the lesson's moments, ascending.
[[nodiscard]] views::Playhead stepped(const history::History& history, views::Playhead from,
    StepUnit unit, Direction direction, std::span<const EventId> lessonStops = {});

} // namespace brokerscope::app
