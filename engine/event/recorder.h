#pragma once

#include "engine/event/event.h"

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace brokerscope::event {

/// The texts of a run, each kept once. Ids are given in the order of first use; 0 is the empty
/// text.
class StringTable {
public:
    StringTable();
    StringTable(StringTable&&) = default;
    StringTable& operator=(StringTable&&) = default;
    StringTable(const StringTable&) = delete;
    StringTable& operator=(const StringTable&) = delete;

    StringId intern(std::string_view text);
    [[nodiscard]] std::string_view at(StringId id) const { return m_texts.at(id.value()); }
    [[nodiscard]] std::size_t size() const { return m_texts.size(); }

private:
    std::deque<std::string> m_texts; // stable addresses: the index's keys look into it
    std::unordered_map<std::string_view, std::uint32_t> m_index;
};

/// Collects the events of a run in the order in which they happen.
class Recorder {
public:
    /// Appends and returns the new event's id. Time must not go back.
    EventId record(const Event& event)
    {
        m_events.push_back(event);
        return EventId(static_cast<std::uint32_t>(m_events.size() - 1));
    }
    StringId intern(std::string_view text) { return m_strings.intern(text); }

    [[nodiscard]] const std::vector<Event>& events() const { return m_events; }
    [[nodiscard]] const StringTable& strings() const { return m_strings; }

    /// Hands both over; the recorder is empty afterwards.
    [[nodiscard]] std::vector<Event> takeEvents() { return std::move(m_events); }
    [[nodiscard]] StringTable takeStrings() { return std::move(m_strings); }

private:
    std::vector<Event> m_events;
    StringTable m_strings;
};

} // namespace brokerscope::event
