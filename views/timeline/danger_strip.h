#pragma once

#include "engine/scenario/danger.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace brokerscope::views {

/// What a fault would do if it struck at other times, as far as that is known. Its healing keeps
/// its distance.
struct DangerStrip {
    enum class State : std::uint8_t {
        Waiting, ///< nothing runs yet
        Running,
        Complete,
        Cancelled, ///< what is missing stays so
    };
    std::size_t fault = 0; ///< index into the scenario's script
    State state = State::Waiting;
    std::size_t answered = 0; ///< of the slots
    std::vector<scenario::DangerSlot> slots; ///< ascending
};

} // namespace brokerscope::views
