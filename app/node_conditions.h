#pragma once

#include "views/run_view.h"

#include <QString>

#include <string>

namespace brokerscope::app {

/// What holds for a node and its links at the playhead.
class NodeConditions {
public:
    /// The scene must have a run and outlive this.
    NodeConditions(const views::Scene& scene, NodeId node);

    [[nodiscard]] NodeId node() const { return m_node; }
    [[nodiscard]] event::NodeKind kind() const { return kindOf(m_node); }
    [[nodiscard]] bool isClient() const;
    [[nodiscard]] std::string name(NodeId node) const;
    /// The broker or controller that shares the node's process, or kNoNode (process.roles).
    [[nodiscard]] NodeId partnerOf(NodeId node) const;
    /// "b1", or "b1 and k1" where they share a process.
    [[nodiscard]] QString machineName(NodeId node) const;

    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] bool isPaused() const;
    [[nodiscard]] Duration clockSkew() const;

    /// Whether the other node may exchange messages with this one. Of two that share a process only
    /// the broker counts: its links are those of the process.
    [[nodiscard]] bool isPeer(NodeId other) const;
    /// Whether what `from` sends to `to` is lost.
    [[nodiscard]] bool isCut(NodeId from, NodeId to) const;
    /// How much longer messages take that way.
    [[nodiscard]] Duration slowness(NodeId from, NodeId to) const;
    /// Whether the node can reach nobody, nor be reached.
    [[nodiscard]] bool isIsolated() const;
    /// Whether some link of the node is cut, in either direction, or slow.
    [[nodiscard]] bool hasBadLink() const;

private:
    [[nodiscard]] event::NodeKind kindOf(NodeId node) const;
    [[nodiscard]] std::vector<NodeId> others() const;

    const views::Scene& m_scene;
    NodeId m_node;
};

} // namespace brokerscope::app
