#pragma once

#include "engine/history/session_file.h"

#include <QString>

namespace brokerscope::views {

/// One sentence: what went wrong with which file and what would be right.
[[nodiscard]] QString sessionErrorText(const history::SessionError& error);

} // namespace brokerscope::views
