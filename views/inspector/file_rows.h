#pragma once

#include "views/inspector/inspector_page.h"

namespace brokerscope::views {

/// The rows about a replica's files: log start, what is fsynced, the cleaner, the youngest
/// segments.
void addFileRows(InspectorPage& page, const history::ReplicaState& replica);

} // namespace brokerscope::views
