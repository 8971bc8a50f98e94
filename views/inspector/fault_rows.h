#pragma once

#include "views/inspector/inspector_page.h"

namespace brokerscope::views {

/// The rows about faults in force at a node: cut and slow links, a clock that is wrong. None where
/// all is well.
void addLinkAndClockRows(InspectorPage& page, const Scene& scene, NodeId node);

/// The same about a broker's disk: full, slow, or failed.
void addDiskRows(InspectorPage& page, const history::BrokerState& broker);

} // namespace brokerscope::views
