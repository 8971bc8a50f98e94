#pragma once

#include "engine/scenario/scenario.h"
#include "views/run_view.h"

#include <QString>

#include <vector>

namespace brokerscope::app {

/// Something that can be done to a node at the playhead: a command that the script would get there.
struct NodeCommand {
    QString text;
    scenario::Command command;
    QString whyNot; ///< empty: it can be done. Otherwise why it would change nothing, one sentence
};

struct NodeCommands {
    std::vector<NodeCommand> life; ///< stop, start, pause, resume
    std::vector<NodeCommand> cut; ///< from each other node
    std::vector<NodeCommand> heal;
};

/// For a broker, producer or consumer at the scene's playhead; empty for anything else. The
/// controller can be cut off, but neither stopped nor paused.
[[nodiscard]] NodeCommands nodeCommands(const views::Scene& scene, NodeId node);

} // namespace brokerscope::app
