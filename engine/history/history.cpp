#include "engine/history/history.h"

#include "engine/history/byte_stream.h"
#include "engine/history/canonical.h"
#include "engine/history/digest.h"
#include "engine/history/footprint.h"

#include <algorithm>
#include <utility>

namespace brokerscope::history {

namespace {

/// All keyframes of this many events together may take so many bytes.
constexpr std::size_t keyframeBudget(std::size_t events)
{
    return events * sizeof(event::Event) * 2 / 5;
}

} // namespace

History::History(event::Roster roster, std::vector<event::Event> events, event::StringTable strings,
    Timestamp end)
    : m_roster(std::move(roster))
    , m_events(std::move(events))
    , m_strings(std::move(strings))
    , m_end(end)
{
    // A recorder's vector has up to twice the room it needs; giving it back is worth a copy.
    if (m_events.capacity() - m_events.size() > m_events.size() / 8) {
        m_events.shrink_to_fit();
    }
    makeKeyframes();
}

void History::makeKeyframes()
{
    ClusterState state(m_roster);
    m_keyframes.push_back({0, state});
    std::size_t spent = 0;
    for (std::size_t i = 0; i < m_events.size(); ++i) {
        if (i % kKeyframeInterval == 0 && i > 0) {
            const std::size_t price = footprint(state);
            if (spent + price <= keyframeBudget(i)) {
                m_keyframes.push_back({i, state});
                spent += price;
            }
        }
        const EventId id(static_cast<std::uint32_t>(i));
        if (std::holds_alternative<event::ConfigSet>(m_events[i].payload)) {
            m_configs.push_back(id);
        }
        state.apply(id, m_events[i]);
    }
}

std::size_t History::countUntil(Timestamp t) const
{
    const auto after = std::upper_bound(m_events.begin(), m_events.end(), t,
        [](Timestamp time, const event::Event& event) { return time < event.time; });
    return static_cast<std::size_t>(after - m_events.begin());
}

ClusterState History::stateAfter(std::size_t count) const
{
    count = std::min(count, m_events.size());
    const auto after = std::upper_bound(m_keyframes.begin(), m_keyframes.end(), count,
        [](std::size_t wanted, const Keyframe& keyframe) { return wanted < keyframe.count; });
    const Keyframe& keyframe = *(after - 1);
    ClusterState state = keyframe.state;
    for (std::size_t i = keyframe.count; i < count; ++i) {
        state.apply(EventId(static_cast<std::uint32_t>(i)), m_events[i]);
    }
    return state;
}

std::optional<std::string_view> History::configured(
    std::string_view scope, std::string_view name) const
{
    // The last one holds.
    for (auto it = m_configs.rbegin(); it != m_configs.rend(); ++it) {
        const auto& config = std::get<event::ConfigSet>(event(*it).payload);
        if (text(config.scope) == scope && text(config.name) == name) {
            return text(config.value);
        }
    }
    return std::nullopt;
}

std::string History::hash() const
{
    constexpr std::size_t kPiece = std::size_t{64} * 1024;
    Digest digest;
    std::vector<std::uint8_t> bytes;
    bytes.reserve(kPiece * 2);
    const auto hand = [&digest, &bytes](std::size_t atLeast) {
        if (bytes.size() >= atLeast) {
            digest.add(bytes);
            bytes.clear();
        }
    };

    encodeRoster(m_roster, bytes);
    ByteWriter writer(bytes);
    writer.varint(m_strings.size());
    for (std::size_t i = 0; i < m_strings.size(); ++i) {
        writer.text(m_strings.at(StringId(static_cast<std::uint32_t>(i))));
        hand(kPiece);
    }
    writer.varint(m_events.size());
    Timestamp previous;
    for (const event::Event& event : m_events) {
        encodeEvent(event, previous, bytes);
        previous = event.time;
        hand(kPiece);
    }
    writer.varint(zigzag(m_end.micros()));
    hand(0);
    return toHex(digest.finish());
}

std::size_t History::memoryBytes() const
{
    // A text stands in the table once, and the index over it holds a view, an id and a node of its
    // own.
    constexpr std::size_t kTextOverhead = sizeof(std::string) + 64;
    std::size_t bytes = sizeof(*this) + m_events.capacity() * sizeof(event::Event)
        + m_configs.capacity() * sizeof(EventId) + m_keyframes.capacity() * sizeof(Keyframe);
    for (const Keyframe& keyframe : m_keyframes) {
        bytes += footprint(keyframe.state) - sizeof(ClusterState);
    }
    for (std::size_t i = 0; i < m_strings.size(); ++i) {
        bytes += kTextOverhead + m_strings.at(StringId(static_cast<std::uint32_t>(i))).size();
    }
    return bytes;
}

} // namespace brokerscope::history
