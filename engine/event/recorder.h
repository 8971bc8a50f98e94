#pragma once

#include "engine/event/event.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace brokerscope::event {

/// The texts of a run, each kept once. Ids are given in the order of first use; 0 is the empty
/// text. Runs intern a text for each record, so this is an open hash table over one heap of
/// characters: no allocation for a text of its own, and a look-up touches two cache lines.
class StringTable {
public:
    StringTable();
    StringTable(StringTable&&) = default;
    StringTable& operator=(StringTable&&) = default;
    StringTable(const StringTable&) = delete;
    StringTable& operator=(const StringTable&) = delete;

    StringId intern(std::string_view text);
    /// Holds as long as the table, also when texts are added.
    [[nodiscard]] std::string_view at(StringId id) const { return m_texts.at(id.value()); }
    [[nodiscard]] std::size_t size() const { return m_texts.size(); }

private:
    /// A place of the table: 0 is free, otherwise the id + 1. The hash spares most comparisons.
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t idPlusOne = 0;
    };
    void grow();
    [[nodiscard]] std::string_view keep(std::string_view text);

    std::vector<std::string_view> m_texts; ///< by StringId
    std::vector<Slot> m_slots; ///< a power of two, at most half of them taken
    std::vector<std::unique_ptr<char[]>> m_blocks; ///< of characters; stable addresses
    std::size_t m_blockRoom = 0; ///< characters left in the last block
    char* m_blockEnd = nullptr; ///< where they begin
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
    [[nodiscard]] StringTable takeStrings() { return std::exchange(m_strings, StringTable()); }

private:
    std::vector<Event> m_events;
    StringTable m_strings;
};

} // namespace brokerscope::event
