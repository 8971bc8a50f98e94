#pragma once

#include "views/stage/drawing.h"

#include <vector>

namespace brokerscope::views {

/// Two machines between which messages are lost. Controllers that share a broker's machine count as
/// that broker.
struct CutLink {
    NodeId from;
    NodeId to;
    bool there = false; ///< from → to is cut
    bool back = false; ///< to → from is cut
};

/// Each pair of machines once, in the order in which they were cut.
[[nodiscard]] std::vector<CutLink> cutLinks(const Drawing& drawing);

/// Whether every other broker and controller is cut from the node, both ways.
[[nodiscard]] bool isIsolated(const Drawing& drawing, NodeId node);

/// The machine that the node runs on, named by its broker where it has one.
[[nodiscard]] NodeId machineOf(const StageLayout& layout, NodeId node);

} // namespace brokerscope::views
