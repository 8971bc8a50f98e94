#pragma once

#include "app/node_commands.h"

#include <functional>

class QMenu;

namespace brokerscope::app {

/// Fills a menu with what can be done to a node at the scene's playhead. What would change nothing
/// is greyed out and its tooltip says why. `chosen` gets the command.
void fillNodeMenu(QMenu& menu, const views::Scene& scene, NodeId node,
    const std::function<void(const scenario::Command&)>& chosen);

} // namespace brokerscope::app
