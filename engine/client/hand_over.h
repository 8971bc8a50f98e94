#pragma once

#include "engine/client/config.h"
#include "engine/sim/node.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace brokerscope::client {

/// What a send() came to that was called by somebody else in the producer's process.
struct SendOutcome {
    enum class Stage : std::uint8_t {
        Taken, ///< send() returned: the record is in a batch
        Thrown, ///< send() threw, and the record went nowhere
        Answered, ///< its Future is done
    };
    Stage stage = Stage::Taken;
    RecordNumber number; ///< of the producer
    event::ErrorCode error = event::ErrorCode::None; ///< of Thrown and Answered
};

/// A record for which the consumer in a producer's process (Kernel::shareMachine) calls send(). It
/// hears of what that came to within the process, at the same moment of virtual time.
struct HandedRecord {
    using Tell
        = std::function<void(sim::Node& caller, sim::Context& context, const SendOutcome& outcome)>;
    std::optional<std::string> key; ///< nullopt is null
    std::optional<std::string> value;
    std::vector<ExactRecord::Header> headers;
    Tell tell;
    bool wantsAnswer = false; ///< it waits for the Future
};

} // namespace brokerscope::client
