#include "engine/scenario/cue_kind.h"
#include "engine/scenario/expression.h"

#include <array>
#include <iterator>

namespace brokerscope::scenario {
namespace {

struct Alias {
    std::string_view name;
    std::string_view kind;
    std::optional<event::NodeKind> nodeKind;
};

constexpr std::array kAliases{Alias{"ack", "batch-acked", std::nullopt},
    Alias{"broker-stopped", "node-stopped", event::NodeKind::Broker},
    Alias{"broker-started", "node-started", event::NodeKind::Broker}};

std::optional<std::size_t> kindByName(std::string_view name)
{
    for (std::size_t i = 0; i < event::kKindCount; ++i) {
        if (event::kindName(i) == name) {
            return i;
        }
    }
    return std::nullopt;
}

/// Whether the event is about the node although it happened elsewhere, as an election at the
/// controller is about the new leader.
bool isAbout(const event::Payload& payload, NodeId node)
{
    return std::visit(
        [&](const auto& p) {
            if constexpr (requires { p.broker; }) {
                return p.broker == node;
            } else if constexpr (requires { p.replica; }) {
                return p.replica == node;
            } else if constexpr (requires { p.client; }) {
                return p.client == node;
            } else if constexpr (requires { p.producer; }) {
                return p.producer == node;
            } else if constexpr (requires { p.leader; }) {
                return p.leader == node;
            } else if constexpr (requires { p.from == node&& p.to == node; }) {
                return p.from == node || p.to == node;
            } else {
                return false;
            }
        },
        payload);
}

/// A cue, its names looked up in the run's roster.
class Matcher {
public:
    Matcher(const event::Roster& roster, const Cue& cue)
        : m_roster(roster)
        , m_cue(cue)
        , m_node(roster.node(cue.node))
        , m_partition(roster.partition(cue.partition))
    {
    }

    [[nodiscard]] bool matches(const event::Event& event) const
    {
        return event.payload.index() == m_cue.kind && matchesNode(event) && matchesPartition(event);
    }

private:
    [[nodiscard]] bool matchesNode(const event::Event& event) const
    {
        const event::NodeKind kind = m_roster.at(event.node).kind;
        if (m_cue.nodeKind && kind != *m_cue.nodeKind) {
            return false;
        }
        if (m_cue.node.empty()) {
            return true;
        }
        if (!m_node) {
            return false;
        }
        // Among its own kind a node is asked for as the one that acts: "batch-appended, broker: b2"
        // is not b1's append.
        if (event.node == *m_node || kind == m_roster.at(*m_node).kind) {
            return event.node == *m_node;
        }
        return isAbout(event.payload, *m_node);
    }

    [[nodiscard]] bool matchesPartition(const event::Event& event) const
    {
        if (m_cue.partition.empty()) {
            return true;
        }
        if (const auto* created = std::get_if<event::TopicCreated>(&event.payload)) {
            return m_roster.at(created->firstPartition).topic == m_cue.partition;
        }
        const PartitionId partition = event::partitionOf(event.payload);
        if (partition == kNoPartition) {
            return false;
        }
        return m_partition ? partition == *m_partition
                           : m_roster.at(partition).topic == m_cue.partition;
    }

    const event::Roster& m_roster;
    const Cue& m_cue;
    std::optional<NodeId> m_node;
    std::optional<PartitionId> m_partition;
};

} // namespace

std::optional<CueKind> cueKindByName(std::string_view name)
{
    for (const Alias& alias : kAliases) {
        if (alias.name == name) {
            return CueKind{*kindByName(alias.kind), alias.nodeKind};
        }
    }
    const std::optional<std::size_t> kind = kindByName(name);
    return kind ? std::optional(CueKind{*kind, std::nullopt}) : std::nullopt;
}

std::vector<std::string_view> cueKindNames()
{
    std::vector<std::string_view> names;
    names.reserve(std::size(kAliases) + event::kKindCount);
    for (const Alias& alias : kAliases) {
        names.push_back(alias.name);
    }
    for (std::size_t i = 0; i < event::kKindCount; ++i) {
        names.push_back(event::kindName(i));
    }
    return names;
}

std::optional<EventId> findCue(const history::History& history, const Cue& cue, EventId from)
{
    const Matcher matcher(history.roster(), cue);
    const auto events = history.events();
    for (std::size_t i = cue.first ? 0 : from.value(); i < events.size(); ++i) {
        if (matcher.matches(events[i])) {
            return EventId(static_cast<std::uint32_t>(i));
        }
    }
    return std::nullopt;
}

std::vector<std::optional<EventId>> findCues(
    const history::History& history, const Scenario& scenario)
{
    std::vector<std::optional<EventId>> found;
    EventId from;
    for (const LessonStep& step : scenario.lesson) {
        found.push_back(findCue(history, step.cue, from));
        if (found.back()) {
            from = EventId(found.back()->value() + 1);
        }
    }
    return found;
}

} // namespace brokerscope::scenario
