#include "app/node_conditions.h"

#include "views/text/names.h"

#include <QCoreApplication>

#include <algorithm>

namespace brokerscope::app {

namespace {

using event::NodeKind;

struct NodeConditionsText {
    Q_DECLARE_TR_FUNCTIONS(NodeConditions)
};

bool isClientKind(NodeKind kind)
{
    return kind == NodeKind::Producer || kind == NodeKind::Consumer;
}

template <class Link>
bool covers(const Link& link, NodeId from, NodeId to)
{
    return (link.from == from && link.to == to)
        || (link.bothWays && link.from == to && link.to == from);
}

} // namespace

NodeConditions::NodeConditions(const views::Scene& scene, NodeId node)
    : m_scene(scene)
    , m_node(node)
{
}

NodeKind NodeConditions::kindOf(NodeId node) const
{
    return m_scene.run.history->roster().at(node).kind;
}

bool NodeConditions::isClient() const
{
    return isClientKind(kind());
}

std::string NodeConditions::name(NodeId node) const
{
    return m_scene.run.history->roster().at(node).name;
}

NodeId NodeConditions::partnerOf(NodeId node) const
{
    const scenario::Scenario* scenario = m_scene.run.scenario.get();
    const NodeKind kind = kindOf(node);
    if (scenario == nullptr || !scenario->cluster.combined || isClientKind(kind)) {
        return kNoNode;
    }
    const NodeKind other = kind == NodeKind::Broker ? NodeKind::Controller : NodeKind::Broker;
    for (const NodeId each : m_scene.run.history->roster().nodesOf(other)) {
        if (scenario::areOneMachine(*scenario, name(node), name(each))) {
            return each;
        }
    }
    return kNoNode;
}

QString NodeConditions::machineName(NodeId node) const
{
    const NodeId partner = partnerOf(node);
    const QString own = views::nodeName(*m_scene.run.history, node);
    return partner == kNoNode
        ? own
        : NodeConditionsText::tr("%1 and %2", "a broker and a controller that share a process")
              .arg(own, views::nodeName(*m_scene.run.history, partner));
}

bool NodeConditions::isRunning() const
{
    switch (kind()) {
    case NodeKind::Broker:
        return m_scene.state->broker(m_node).running;
    case NodeKind::Controller:
        return m_scene.state->quorumMember(m_node).running;
    case NodeKind::Producer:
        return m_scene.state->producer(m_node).running;
    case NodeKind::Consumer:
        return m_scene.state->consumer(m_node).running;
    case NodeKind::Script:
        break;
    }
    return true;
}

bool NodeConditions::isPaused() const
{
    if (kind() == NodeKind::Broker) {
        return m_scene.state->broker(m_node).paused;
    }
    if (kind() == NodeKind::Controller) {
        return m_scene.state->quorumMember(m_node).paused;
    }
    // Clients' states do not tell; the last event about it does.
    const auto events = m_scene.run.history->events().first(m_scene.playhead.applied);
    const auto last
        = std::find_if(events.rbegin(), events.rend(), [this](const event::Event& each) {
              return each.node == m_node
                  && (std::holds_alternative<event::NodePaused>(each.payload)
                      || std::holds_alternative<event::NodeResumed>(each.payload)
                      || std::holds_alternative<event::NodeStopped>(each.payload)
                      || std::holds_alternative<event::NodeStarted>(each.payload));
          });
    return last != events.rend() && std::holds_alternative<event::NodePaused>(last->payload);
}

Duration NodeConditions::clockSkew() const
{
    const auto& skews = m_scene.state->clockSkews;
    return m_node.value() < skews.size() ? skews[m_node.value()] : Duration();
}

bool NodeConditions::isPeer(NodeId other) const
{
    const NodeKind otherKind = kindOf(other);
    const NodeId partner = partnerOf(m_node);
    if (other == m_node || other == partner || otherKind == NodeKind::Script) {
        return false;
    }
    if (otherKind == NodeKind::Controller && partnerOf(other) != kNoNode) {
        return false;
    }
    // Clients talk to brokers only.
    if (isClient()) {
        return otherKind == NodeKind::Broker;
    }
    return !isClientKind(otherKind) || kind() == NodeKind::Broker || partner != kNoNode;
}

bool NodeConditions::isCut(NodeId from, NodeId to) const
{
    const auto& cuts = m_scene.state->cuts;
    return std::any_of(
        cuts.begin(), cuts.end(), [&](const event::LinkCut& cut) { return covers(cut, from, to); });
}

Duration NodeConditions::slowness(NodeId from, NodeId to) const
{
    const auto& slow = m_scene.state->slowLinks;
    const auto found = std::find_if(slow.begin(), slow.end(),
        [&](const event::LinkSlowed& each) { return covers(each, from, to); });
    return found == slow.end() ? Duration() : found->extra;
}

std::vector<NodeId> NodeConditions::others() const
{
    const NodeId partner = partnerOf(m_node);
    std::vector<NodeId> found;
    for (std::size_t i = 1; i < m_scene.run.history->roster().nodes.size(); ++i) {
        const NodeId other(static_cast<std::uint16_t>(i));
        if (other != m_node && other != partner) {
            found.push_back(other);
        }
    }
    return found;
}

bool NodeConditions::isIsolated() const
{
    const std::vector<NodeId> all = others();
    return std::all_of(all.begin(), all.end(),
        [this](NodeId other) { return isCut(m_node, other) && isCut(other, m_node); });
}

bool NodeConditions::hasBadLink() const
{
    const std::vector<NodeId> all = others();
    return std::any_of(all.begin(), all.end(), [this](NodeId other) {
        return isCut(m_node, other) || isCut(other, m_node) || slowness(m_node, other) > Duration()
            || slowness(other, m_node) > Duration();
    });
}

} // namespace brokerscope::app
