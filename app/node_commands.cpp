#include "app/node_commands.h"

#include "views/text/names.h"

#include <QCoreApplication>

#include <algorithm>

namespace brokerscope::app {

namespace {

using event::NodeKind;
using event::StopHow;

struct NodeCommandWords {
    Q_DECLARE_TR_FUNCTIONS(NodeCommandWords)
};

/// What is asked about one node at the playhead.
class Asking {
public:
    Asking(const views::Scene& scene, NodeId node)
        : m_scene(scene)
        , m_node(node)
        , m_roster(scene.run.history->roster())
    {
    }

    [[nodiscard]] NodeCommands life() const;
    void addLinks(NodeCommands& commands) const;

private:
    [[nodiscard]] NodeKind kind() const { return m_roster.at(m_node).kind; }
    [[nodiscard]] std::string name(NodeId node) const { return m_roster.at(node).name; }
    [[nodiscard]] QString shown(NodeId node) const
    {
        return views::nodeName(*m_scene.run.history, node);
    }
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] bool isPaused() const;
    [[nodiscard]] bool isCutFrom(NodeId peer) const;
    [[nodiscard]] bool isPeer(NodeId peer) const;

    template <class Action>
    [[nodiscard]] NodeCommand make(QString text, Action action, QString whyNot) const
    {
        if (m_scene.playhead.time >= m_scene.run.history->end()) {
            whyNot = NodeCommandWords::tr("The run is over here; go back in time first.");
        }
        return {std::move(text), {m_scene.playhead.time, std::move(action)}, std::move(whyNot)};
    }

    const views::Scene& m_scene;
    NodeId m_node;
    const event::Roster& m_roster;
};

bool Asking::isRunning() const
{
    switch (kind()) {
    case NodeKind::Broker:
        return m_scene.state->broker(m_node).running;
    case NodeKind::Producer:
        return m_scene.state->producer(m_node).running;
    case NodeKind::Consumer:
        return m_scene.state->consumer(m_node).running;
    case NodeKind::Controller:
    case NodeKind::Script:
        return true;
    }
    return true;
}

bool Asking::isPaused() const
{
    if (kind() == NodeKind::Broker) {
        return m_scene.state->broker(m_node).paused;
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

bool Asking::isCutFrom(NodeId peer) const
{
    const auto& cuts = m_scene.state->cuts;
    return std::any_of(cuts.begin(), cuts.end(), [&](const event::LinkCut& cut) {
        return (cut.from == m_node && cut.to == peer) || (cut.from == peer && cut.to == m_node);
    });
}

bool Asking::isPeer(NodeId peer) const
{
    const NodeKind other = m_roster.at(peer).kind;
    const bool clients = kind() == NodeKind::Producer || kind() == NodeKind::Consumer;
    // Clients talk to brokers only.
    return peer != m_node && other != NodeKind::Script && (!clients || other == NodeKind::Broker);
}

NodeCommands Asking::life() const
{
    NodeCommands commands;
    if (kind() == NodeKind::Controller || kind() == NodeKind::Script) {
        return commands;
    }
    const QString who = shown(m_node);
    const QString down
        = isRunning() ? QString() : NodeCommandWords::tr("%1 is down already.").arg(who);
    const QString notUp = isRunning() ? QString() : NodeCommandWords::tr("%1 is down.").arg(who);
    const QString up
        = isRunning() ? NodeCommandWords::tr("%1 is running already.").arg(who) : QString();
    const bool paused = isRunning() && isPaused();
    auto& life = commands.life;
    life.push_back(make(kind() == NodeKind::Broker ? NodeCommandWords::tr("Stop (process kill)")
                                                   : NodeCommandWords::tr("Stop"),
        scenario::StopCommand{name(m_node), StopHow::Kill}, down));
    if (kind() == NodeKind::Broker) {
        life.push_back(make(NodeCommandWords::tr("Stop (power loss)"),
            scenario::StopCommand{name(m_node), StopHow::PowerLoss}, down));
    }
    life.push_back(make(NodeCommandWords::tr("Start"), scenario::StartCommand{{name(m_node)}}, up));
    life.push_back(make(NodeCommandWords::tr("Pause"), scenario::PauseCommand{name(m_node)},
        paused ? NodeCommandWords::tr("%1 is paused already.").arg(who) : notUp));
    life.push_back(make(NodeCommandWords::tr("Resume"), scenario::ResumeCommand{name(m_node)},
        paused ? QString() : NodeCommandWords::tr("%1 is not paused.").arg(who)));
    return commands;
}

void Asking::addLinks(NodeCommands& commands) const
{
    for (std::size_t i = 0; i < m_roster.nodes.size(); ++i) {
        const NodeId peer(static_cast<std::uint16_t>(i));
        if (!isPeer(peer)) {
            continue;
        }
        const bool cut = isCutFrom(peer);
        const QString already
            = NodeCommandWords::tr("The link to %1 is cut already.").arg(shown(peer));
        const QString whole = NodeCommandWords::tr("The link to %1 is not cut.").arg(shown(peer));
        commands.cut.push_back(make(shown(peer),
            scenario::CutCommand{name(m_node), name(peer), true}, cut ? already : QString()));
        commands.heal.push_back(make(shown(peer),
            scenario::HealCommand{name(m_node), name(peer), true}, cut ? QString() : whole));
    }
}

} // namespace

NodeCommands nodeCommands(const views::Scene& scene, NodeId node)
{
    if (!scene.run || node == kNoNode || node == kScriptNode
        || node.value() >= scene.run.history->roster().nodes.size()) {
        return {};
    }
    const Asking asking(scene, node);
    NodeCommands commands = asking.life();
    asking.addLinks(commands);
    return commands;
}

} // namespace brokerscope::app
