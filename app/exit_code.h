#pragma once

namespace brokerscope::app {

/// What the process ends with; a contract with the programs that call us.
enum ExitCode : int {
    kFine = 0,
    kExpectationFailed = 1,
    kUnusable = 2, ///< the input or the output; one sentence on stderr says why
    kInterrupted = 130, ///< by SIGINT, as shells have it
};

} // namespace brokerscope::app
