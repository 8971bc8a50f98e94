#include "views/verdict/counts.h"

#include "views/lag.h"

namespace brokerscope::views {

Counts countsAt(const Scene& scene)
{
    Counts counts;
    if (!scene.run || !scene.state) {
        return counts;
    }
    for (const history::ProducerState& producer : scene.state->producers) {
        counts.produced += producer.created;
        counts.acked += producer.acked;
        counts.failed += producer.failed;
    }
    for (const history::ConsumerState& consumer : scene.state->consumers) {
        counts.delivered += consumer.delivered;
        for (const history::ConsumerPartition& partition : consumer.partitions) {
            counts.lag += lagOf(*scene.state, partition).value();
        }
    }
    if (scene.run.verdict) {
        counts.anomalies = scene.run.verdict->countsAfter(scene.playhead.applied);
    }
    return counts;
}

} // namespace brokerscope::views
