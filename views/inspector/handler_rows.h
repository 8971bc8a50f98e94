#pragma once

#include "views/inspector/inspector_page.h"

namespace brokerscope::views {

/// What a consumer's application does with records beyond taking its time: which producer it
/// forwards with, what it has stored, forwarded and passed over. Nothing of one that does not.
void addHandlerRows(InspectorPage& page, const Scene& scene, NodeId consumer);

/// The external store of this name, which is a group's or a consumer's; nothing before a write.
void addStoreRows(InspectorPage& page, const Scene& scene, const QString& name);

/// In whose process the producer lives, if that is a consumer's.
void addHostRow(InspectorPage& page, const Scene& scene, NodeId producer);

} // namespace brokerscope::views
