#pragma once

#include "engine/event/kinds.h"
#include "views/picture/picture.h"

#include <array>

namespace brokerscope::views {

/// How the lens shows why a batch was closed: a colour and a letter, and a word for the legend.
struct ReasonLook {
    Ink ink = Ink::Leader;
    QString letter;
    QString word;
};

inline constexpr std::array kCloseReasons{event::CloseReason::Full, event::CloseReason::Linger,
    event::CloseReason::Drained, event::CloseReason::Memory, event::CloseReason::Flush,
    event::CloseReason::Close, event::CloseReason::Split};

[[nodiscard]] ReasonLook reasonLook(event::CloseReason reason);

/// The colour of a key, by the order in which the producer first used it; grey for a null key.
[[nodiscard]] Ink keyInk(std::int16_t keyIndex);

} // namespace brokerscope::views
