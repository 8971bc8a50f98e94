#pragma once

#include "views/producer/producer_data.h"
#include "views/run_view.h"

#include <QString>

namespace brokerscope::views {

/// The object that a shape of the lens stands for; Kind::None when it stands for none. A record
/// that a leader stores some time in the run is selected as that one.
[[nodiscard]] Selection producerSelectionFor(
    const QString& id, const Scene& scene, const ProducerData& data);

/// The producer that a selection is about: itself, of its batch, record or request. kNoNode when it
/// is about none.
[[nodiscard]] NodeId producerOf(const Selection& selection, const RunView& run);

} // namespace brokerscope::views
