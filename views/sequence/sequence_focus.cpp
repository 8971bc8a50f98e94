#include "views/sequence/sequence_focus.h"

#include <algorithm>

namespace brokerscope::views {

SequenceFocus focusOn(
    const Selection& selection, const SequenceData& data, const history::History& history)
{
    const bool hasEvent
        = selection.kind == Selection::Kind::Message || selection.kind == Selection::Kind::Event;
    if (!hasEvent || selection.event.value() >= history.size()) {
        return {};
    }
    // A message is there because it was sent, and what it did began when it was taken in.
    const std::ptrdiff_t chosen = data.indexOf(selection.event);
    SequenceFocus focus;
    // What came about while what was handled: the very messages, where "Why?" would skip to
    // reasons.
    for (EventId event = selection.event; event.value() < history.size();
         event = history.event(event).cause) {
        const auto& payload = history.event(event).payload;
        EventId sent = event;
        if (const auto* received = std::get_if<event::MessageReceived>(&payload)) {
            sent = received->message;
        } else if (const auto* dropped = std::get_if<event::MessageDropped>(&payload)) {
            sent = dropped->message;
        }
        if (const std::ptrdiff_t message = data.indexOf(sent); message >= 0) {
            focus.messages.insert(static_cast<std::uint32_t>(message));
        }
        const auto mark
            = std::ranges::lower_bound(data.marks, event, {}, &SequenceData::Mark::event);
        if (mark != data.marks.end() && mark->event == event) {
            focus.marks.insert(static_cast<std::uint32_t>(mark - data.marks.begin()));
        }
    }
    if (chosen >= 0) {
        focus.messages.insert(static_cast<std::uint32_t>(chosen));
    }
    return focus;
}

} // namespace brokerscope::views
