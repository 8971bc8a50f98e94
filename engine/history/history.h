#pragma once

#include "engine/event/event.h"
#include "engine/event/recorder.h"
#include "engine/event/roster.h"
#include "engine/history/cluster_state.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace brokerscope::history {

/// A recorded run: who took part, and every event in order. Never changes once made, so it is
/// shared between threads and views as std::shared_ptr<const History>.
class History {
public:
    /// `end` is the virtual time at which the run ended; no event is later.
    History(event::Roster roster, std::vector<event::Event> events, event::StringTable strings,
        Timestamp end);

    [[nodiscard]] const event::Roster& roster() const { return m_roster; }
    [[nodiscard]] std::span<const event::Event> events() const { return m_events; }
    [[nodiscard]] const event::Event& event(EventId id) const { return m_events.at(id.value()); }
    [[nodiscard]] std::size_t size() const { return m_events.size(); }
    /// Empty for an id that names nothing.
    [[nodiscard]] std::string_view text(StringId id) const
    {
        return id.value() < m_strings.size() ? m_strings.at(id) : std::string_view();
    }
    [[nodiscard]] const event::StringTable& strings() const { return m_strings; }
    [[nodiscard]] Timestamp end() const { return m_end; }

    /// How many events have happened up to and including time t: the `applied` of a playhead there.
    [[nodiscard]] std::size_t countUntil(Timestamp t) const;

    /// The state after the first `count` events: from the nearest keyframe, by folding the few
    /// events after it.
    [[nodiscard]] ClusterState stateAfter(std::size_t count) const;

    /// Value of a property that the scenario set, or nullopt. Scope as in event::ConfigSet.
    [[nodiscard]] std::optional<std::string_view> configured(
        std::string_view scope, std::string_view name) const;

    /// SHA-256 of the canonical bytes (canonical.h), in lower-case hex.
    [[nodiscard]] std::string hash() const;

    /// Bytes held by events, texts and keyframes together.
    [[nodiscard]] std::size_t memoryBytes() const;

private:
    /// The state after `count` events, kept so that a seek has few events to fold.
    struct Keyframe {
        std::size_t count = 0;
        ClusterState state;
    };
    void makeKeyframes();

    event::Roster m_roster;
    std::vector<event::Event> m_events;
    event::StringTable m_strings;
    Timestamp m_end;
    std::vector<Keyframe>
        m_keyframes; // ascending by count; the first is the state before any event
    std::vector<EventId> m_configs; // the ConfigSet events
};

/// How many events lie between two keyframes, at least. The states of large clusters are kept
/// further apart, so that all keyframes together take no more than two fifths of what the events
/// take.
inline constexpr std::size_t kKeyframeInterval = 2048;

} // namespace brokerscope::history
