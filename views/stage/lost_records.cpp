#include "views/stage/lost_records.h"

#include <algorithm>

namespace brokerscope::views {

LostRecords::LostRecords(const Scene& scene)
{
    if (!scene.run.verdict) {
        return;
    }
    for (const history::Anomaly& anomaly : scene.run.verdict->anomalies) {
        if (anomaly.established.value() >= scene.playhead.applied) {
            break; // they ascend
        }
        if (anomaly.kind == history::AnomalyKind::LostAfterAck) {
            m_places.push_back({anomaly.partition, anomaly.offset, anomaly.epoch});
        }
    }
    std::ranges::sort(m_places);
}

bool LostRecords::contains(PartitionId partition, Offset offset, LeaderEpoch epoch) const
{
    return std::ranges::binary_search(m_places, history::Verdict::Place{partition, offset, epoch});
}

} // namespace brokerscope::views
