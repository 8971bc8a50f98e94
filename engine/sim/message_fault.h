#pragma once

#include "engine/sim/node.h"

#include <cstdint>
#include <functional>
#include <variant>

/// Faults that strike one message instead of a node or a link.
namespace brokerscope::sim {

/// Which messages are meant.
struct MessageFilter {
    event::Api api = event::Api::Produce;
    bool isResponse = false;
    NodeId from = kNoNode; ///< kNoNode: anybody
    NodeId to = kNoNode; ///< kNoNode: anybody
    /// Looks into a message; empty: all of them. It cannot look into those of the past.
    std::function<bool(const Body&)> concerns;
};

/// Which one of these.
struct MessageNumber {
    std::uint32_t number = 1; ///< the first is 1
    /// Counted from the beginning of the run rather than from now: the same run up to now gives the
    /// same message, be it on its way already or not.
    bool sinceStart = false;
};

/// It never arrives, nor does what comes behind it on the same connection, and nobody is told: who
/// waits for an answer finds out by a time-out and connects anew. One on its way is lost where it
/// is, one still to be sent halfway.
struct LoseMessage { };

/// It arrives later by `by`, and what comes behind it on the same link not before it.
struct DelayMessage {
    Duration by;
};

/// A request that arrives from now on is not given to the process; `answer` sends what the process
/// answers in its place.
struct AnswerInstead {
    std::function<void(Context&, const Message&)> answer;
};

using MessageEffect = std::variant<LoseMessage, DelayMessage, AnswerInstead>;

} // namespace brokerscope::sim
