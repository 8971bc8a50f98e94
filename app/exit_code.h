#pragma once

namespace brokerscope::app {

/// What the process ends with; a contract with the programs that call us.
inline constexpr int kFine = 0;
inline constexpr int kExpectationFailed = 1;
inline constexpr int kSomethingWrong = 1; ///< a check found fault with what it was given
inline constexpr int kUnusable = 2; ///< the input or the output; one sentence on stderr says why
inline constexpr int kInterrupted = 130; ///< by SIGINT, as shells have it

} // namespace brokerscope::app
