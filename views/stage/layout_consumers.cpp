#include "views/groups/member_clocks.h"
#include "views/picture/sketch.h"
#include "views/stage/layout_parts.h"

#include <algorithm>
#include <array>
#include <variant>

namespace brokerscope::views {

namespace {

constexpr double kHeading = 20;
constexpr double kMoreLine = 18;
constexpr std::array kDetails{
    CardDetail::Full, CardDetail::Compact, CardDetail::Summary, CardDetail::Line};
/// Looking for revocations farther back than that costs more than a fading pill tells.
constexpr std::size_t kFarthest = 4096;

double gapOf(CardDetail detail)
{
    return detail == CardDetail::Line ? 4 : 10;
}

double partitionHeight(CardDetail detail)
{
    switch (detail) {
    case CardDetail::Full:
        return 62;
    case CardDetail::Compact:
        return 28;
    case CardDetail::Summary:
    case CardDetail::Line:
        break;
    }
    return 0;
}

double memberHeight(CardDetail detail, std::size_t partitions)
{
    const double rows
        = partitions == 0 ? 20 : partitionHeight(detail) * static_cast<double>(partitions);
    switch (detail) {
    case CardDetail::Full:
        return 34 + rows + 38;
    case CardDetail::Compact:
        return 32 + rows + 3;
    case CardDetail::Summary:
        return 52;
    case CardDetail::Line:
        return 26;
    }
    return 0;
}

double groupHeight(CardDetail detail)
{
    switch (detail) {
    case CardDetail::Full:
        return 124;
    case CardDetail::Compact:
        return 67;
    case CardDetail::Summary:
    case CardDetail::Line:
        break;
    }
    return 48;
}

/// A small card for small members.
CardDetail groupDetailFor(CardDetail members)
{
    switch (members) {
    case CardDetail::Full:
    case CardDetail::Compact:
        return CardDetail::Full;
    case CardDetail::Summary:
        return CardDetail::Compact;
    case CardDetail::Line:
        break;
    }
    return CardDetail::Summary;
}

std::vector<RevokedPartition> revokedLately(const Scene& scene)
{
    const auto events = scene.run.history->events();
    const std::size_t end = std::min(scene.playhead.applied, events.size());
    const std::size_t begin = end > kFarthest ? end - kFarthest : 0;
    std::vector<RevokedPartition> found;
    for (std::size_t i = end; i > begin; --i) {
        const event::Event& event = events[i - 1];
        if (scene.playhead.time - event.time >= kAssignmentTrail) {
            break;
        }
        const auto* revoked = std::get_if<event::PartitionRevoked>(&event.payload);
        const auto& nodes = scene.run.history->roster().nodes;
        if (revoked == nullptr || event.node.value() >= nodes.size()
            || nodes[event.node.value()].kind != event::NodeKind::Consumer) {
            continue;
        }
        const bool isKnown = std::ranges::any_of(found, [&](const RevokedPartition& other) {
            return other.consumer == event.node && other.partition == revoked->partition;
        });
        const auto& held = scene.state->consumer(event.node).partitions;
        const bool isHeldAgain = std::ranges::any_of(
            held, [&](const auto& partition) { return partition.partition == revoked->partition; });
        if (!isKnown && !isHeldAgain) {
            found.push_back({event.node, revoked->partition, event.time, revoked->reason});
        }
    }
    return found;
}

/// Stacks headings, members and cards below one another in the fullest detail that fits.
class Stack {
public:
    Stack(StageLayout& layout, const Scene& scene, const Sketch& sketch)
        : m_layout(layout)
        , m_scene(scene)
        , m_u(sketch.scale())
    {
        for (const NodeId consumer : layout.consumerNodes) {
            m_partitions.push_back(shownPartitions(layout, *scene.state, consumer).size());
        }
    }

    void layOut()
    {
        chooseDetail();
        m_layout.groupDetail = groupDetailFor(m_layout.consumerDetail);
        hideWhatDoesNotFit();
        m_layout.consumerCards.assign(m_layout.consumerNodes.size(), QRectF());
        m_top = m_layout.consumers.top();
        for (GroupArea& group : m_layout.groups) {
            place(group);
        }
    }

private:
    [[nodiscard]] bool hasHeading() const { return m_layout.groups.size() > 1; }

    [[nodiscard]] std::size_t indexOf(NodeId consumer) const
    {
        const auto found = std::ranges::find(m_layout.consumerNodes, consumer);
        return static_cast<std::size_t>(found - m_layout.consumerNodes.begin());
    }

    /// Partitions that the coordinator has assigned and that nobody reads right now: the detail
    /// does not change back and forth while a rebalance goes on.
    [[nodiscard]] std::size_t expected() const
    {
        std::size_t assigned = 0;
        for (const history::GroupState& group : m_scene.state->groups) {
            for (const history::GroupMemberState& member : group.members) {
                assigned += member.assigned.size();
            }
        }
        std::size_t shown = 0;
        for (const std::size_t count : m_partitions) {
            shown += count;
        }
        return assigned > shown ? assigned - shown : 0;
    }

    /// Of everything but the members.
    [[nodiscard]] double fixedHeight(CardDetail members) const
    {
        double height = -gapOf(members);
        for (const GroupArea& group : m_layout.groups) {
            height += hasHeading() ? kHeading : 0;
            height
                += group.name.isEmpty() ? 0 : groupHeight(groupDetailFor(members)) + gapOf(members);
        }
        return height * m_u;
    }

    void chooseDetail()
    {
        for (const CardDetail detail : kDetails) {
            double total = fixedHeight(detail)
                + partitionHeight(detail) * static_cast<double>(expected()) * m_u;
            for (const std::size_t partitions : m_partitions) {
                total += (memberHeight(detail, partitions) + gapOf(detail)) * m_u;
            }
            m_layout.consumerDetail = detail;
            if (total <= m_layout.consumers.height()) {
                return;
            }
        }
    }

    /// Members take turns in getting a line until there is no room for another one.
    void hideWhatDoesNotFit()
    {
        const CardDetail detail = m_layout.consumerDetail;
        const double each = (memberHeight(detail, 0) + gapOf(detail)) * m_u;
        const double room = m_layout.consumers.height() - fixedHeight(detail);
        const auto all = m_layout.consumerNodes.size();
        if (detail != CardDetail::Line || each * static_cast<double>(all) <= room) {
            return;
        }
        const double lines = kMoreLine * m_u * static_cast<double>(m_layout.groups.size());
        auto left = static_cast<std::size_t>(std::max(0.0, (room - lines) / each));
        for (GroupArea& group : m_layout.groups) {
            group.hidden = group.members.size();
        }
        for (bool wentOn = true; wentOn && left > 0;) {
            wentOn = false;
            for (GroupArea& group : m_layout.groups) {
                if (group.hidden > 0 && left > 0) {
                    --group.hidden;
                    --left;
                    wentOn = true;
                }
            }
        }
    }

    [[nodiscard]] QRectF next(double height, double gap)
    {
        const QRectF& area = m_layout.consumers;
        const QRectF placed(area.left(), m_top, area.width(), height * m_u);
        m_top += (height + gap) * m_u;
        return placed;
    }

    void place(GroupArea& group)
    {
        const CardDetail detail = m_layout.consumerDetail;
        if (hasHeading()) {
            group.heading = next(kHeading, 0);
        }
        const std::size_t shown = group.members.size() - group.hidden;
        for (std::size_t i = 0; i < shown; ++i) {
            const std::size_t index = indexOf(group.members[i]);
            m_layout.consumerCards[index]
                = next(memberHeight(detail, m_partitions[index]), gapOf(detail));
        }
        if (group.hidden > 0) {
            group.more = next(kMoreLine, 0);
        }
        if (!group.name.isEmpty()) {
            group.card = next(groupHeight(m_layout.groupDetail), gapOf(detail));
        }
    }

    StageLayout& m_layout;
    const Scene& m_scene;
    double m_u;
    double m_top = 0;
    std::vector<std::size_t> m_partitions; // that are shown, by consumer
};

} // namespace

std::vector<GroupArea> groupAreas(const Scene& scene, const std::vector<NodeId>& consumers)
{
    std::vector<GroupArea> areas;
    for (const NodeId consumer : consumers) {
        const QString name = groupOf(scene.run, consumer);
        auto area = std::ranges::find(areas, name, &GroupArea::name);
        if (area == areas.end()) {
            areas.emplace_back();
            areas.back().name = name;
            area = areas.end() - 1;
        }
        area->members.push_back(consumer);
    }
    const bool anyGroup
        = std::ranges::any_of(areas, [](const GroupArea& area) { return !area.name.isEmpty(); });
    return anyGroup ? areas : std::vector<GroupArea>();
}

std::vector<ShownPartition> shownPartitions(
    const StageLayout& layout, const history::ClusterState& state, NodeId consumer)
{
    std::vector<ShownPartition> shown;
    for (const history::ConsumerPartition& held : state.consumer(consumer).partitions) {
        shown.push_back({held.partition, &held, nullptr});
    }
    for (const RevokedPartition& revoked : layout.revoked) {
        if (revoked.consumer == consumer) {
            shown.push_back({revoked.partition, nullptr, &revoked});
        }
    }
    std::ranges::sort(shown, {}, &ShownPartition::partition);
    return shown;
}

void layOutGroups(StageLayout& layout, const Scene& scene, const Sketch& sketch)
{
    layout.revoked = revokedLately(scene);
    Stack(layout, scene, sketch).layOut();
}

} // namespace brokerscope::views
