#pragma once

namespace brokerscope::app {

/// Whether the process was called with a command (`run`, `lint`, `export`, `log`, `assign`,
/// `screenshots`) or a plain question (`--help`, `--version`) rather than to open the window.
[[nodiscard]] bool isCommandLine(int argc, char** argv);

/// Carries the command out, without a display, and returns the process's exit code.
[[nodiscard]] int runCommandLine(int argc, char** argv);

} // namespace brokerscope::app
