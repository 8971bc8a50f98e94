#include "views/stage/heat_map.h"

#include <algorithm>
#include <cmath>

namespace brokerscope::views {

namespace {

constexpr double kTopicGap = 6;

// Neighbours of one topic: [first, first + count).
struct Run {
    std::size_t first = 0;
    std::size_t count = 0;
};

std::vector<Run> topicsOf(const event::Roster& roster, const PartitionWindow& window)
{
    std::vector<Run> runs;
    for (std::size_t i = window.first; i < window.first + window.count; ++i) {
        if (runs.empty() || roster.partitions[i].topic != roster.partitions[i - 1].topic) {
            runs.push_back({i, 0});
        }
        ++runs.back().count;
    }
    return runs;
}

std::size_t columnsOf(const std::vector<Run>& runs, std::size_t perColumn)
{
    std::size_t columns = 0;
    for (const Run& run : runs) {
        columns += (run.count + perColumn - 1) / perColumn;
    }
    return columns;
}

} // namespace

HeatMap layOutHeatMap(const event::Roster& roster, const PartitionWindow& window, double left,
    double right, double narrowest, double widest)
{
    HeatMap map;
    const std::vector<Run> runs = topicsOf(roster, window);
    if (runs.empty()) {
        return map;
    }
    // Many small topics may leave no room for gaps.
    const double gaps = static_cast<double>(runs.size() - 1);
    const double gap = std::min(kTopicGap, (right - left) * 0.2 / std::max(1.0, gaps));
    const double room = right - left - gap * gaps;
    const auto most = static_cast<std::size_t>(std::max(1.0, room / narrowest));
    std::size_t perColumn = 1;
    while (columnsOf(runs, perColumn) > most && perColumn < window.count) {
        ++perColumn;
    }
    map.cellWidth = std::min(widest, room / static_cast<double>(columnsOf(runs, perColumn)));
    double x = left;
    for (const Run& run : runs) {
        const double from = x;
        for (std::size_t i = 0; i < run.count; i += perColumn) {
            map.columns.push_back({PartitionId(static_cast<std::uint16_t>(run.first + i)),
                static_cast<std::uint16_t>(std::min(perColumn, run.count - i)), x});
            x += map.cellWidth;
        }
        map.topics.push_back({roster.partitions[run.first].topic, from, x});
        x += gap;
    }
    return map;
}

} // namespace brokerscope::views
