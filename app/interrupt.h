#pragma once

namespace brokerscope::app {

/// From now on SIGINT and SIGTERM do not end the process but are remembered; a second one ends it.
void watchInterrupts();

/// Whether one has come.
[[nodiscard]] bool wasInterrupted();

} // namespace brokerscope::app
