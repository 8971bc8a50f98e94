#pragma once

#include "engine/history/verdict.h"
#include "views/run_view.h"

#include <vector>

namespace brokerscope::views {

/// The acknowledged records that are known to be lost at a playhead. Before the event that
/// establishes a loss nothing is said: the learner is asked first.
class LostRecords {
public:
    explicit LostRecords(const Scene& scene);

    [[nodiscard]] bool contains(PartitionId partition, Offset offset, LeaderEpoch epoch) const;
    /// Ascending by partition, offset, epoch.
    [[nodiscard]] const std::vector<history::Verdict::Place>& places() const { return m_places; }

private:
    std::vector<history::Verdict::Place> m_places;
};

} // namespace brokerscope::views
