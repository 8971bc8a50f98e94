#pragma once

#include "engine/event/kinds.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace brokerscope::scenario {

/// What a cue waits for: a kind of event, perhaps only of one kind of node.
struct CueKind {
    std::size_t kind = 0; ///< index into event::Payload
    std::optional<event::NodeKind> nodeKind;
};

/// By the kind's name (event::kindName) or one of the shorter names: ack, broker-stopped,
/// broker-started.
[[nodiscard]] std::optional<CueKind> cueKindByName(std::string_view name);

[[nodiscard]] std::vector<std::string_view> cueKindNames(); ///< all of them, for suggestions

} // namespace brokerscope::scenario
