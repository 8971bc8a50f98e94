#pragma once

#include "views/inspector/inspector_page.h"

namespace brokerscope::views {

/// Says what the consumer is in its group and how its clocks stand. Returns false, and adds
/// nothing, when it has no group.
bool addMemberRows(InspectorPage& page, const Scene& scene, NodeId consumer);

/// The committed offset of a partition as its reader knows it, with a commit on its way: "4 → 6".
[[nodiscard]] QString committedText(const history::ConsumerPartition& partition);

} // namespace brokerscope::views
