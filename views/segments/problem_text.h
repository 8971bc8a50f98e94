#pragma once

#include "engine/inspect/problem.h"

#include <QString>

namespace brokerscope::views {

/// One sentence in the language of the app: what is wrong, in which file and where.
[[nodiscard]] QString problemText(const inspect::Problem& problem);

} // namespace brokerscope::views
