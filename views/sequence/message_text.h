#pragma once

#include "engine/history/history.h"
#include "views/sequence/sequence_data.h"

#include <QString>

namespace brokerscope::views {

/// What stands on a message: "Produce 7–9", "Fetch @7", "ok @7 acks=1", "records 6–8, HW 6",
/// "diverging: epoch 5 ends at 7", or the name of Kafka's error.
[[nodiscard]] QString messageLabel(const history::History& history, const SequenceData& data,
    const SequenceData::Message& message);

/// The same in a sentence, with sender, receiver and times.
[[nodiscard]] QString messageTip(const history::History& history, const SequenceData& data,
    const SequenceData::Message& message);

} // namespace brokerscope::views
