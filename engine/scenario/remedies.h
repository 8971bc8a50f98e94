#pragma once

#include "engine/history/verdict.h"
#include "engine/scenario/edit.h"
#include "engine/scenario/scenario.h"

#include <string>
#include <vector>

namespace brokerscope::scenario {

/// What is to be prevented: an anomaly of a record.
struct Ailment {
    history::AnomalyKind kind = history::AnomalyKind::LostAfterAck;
    std::string producer; ///< that sent the record
    std::string topic; ///< that it went to
    bool operator==(const Ailment&) const = default;
};

/// The settings that are worth a try, each a single change from what holds in the scenario:
/// acks=all and enable.idempotence=true of the producer, one more min.insync.replicas, no unclean
/// elections, epochs instead of the high watermark to truncate by, eligible leader replicas, an
/// fsync for each record; one request in flight for records out of order;
/// auto.offset.reset=earliest for records that a consumer missed. Whether one of them helps, only
/// its run can tell; whether the scenario may have it at all, only readScenario.
[[nodiscard]] std::vector<SetValue> settingsToTry(const Scenario& scenario, const Ailment& ailment);

} // namespace brokerscope::scenario
