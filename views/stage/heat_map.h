#pragma once

#include "engine/base/ids.h"
#include "engine/event/roster.h"
#include "views/stage/stage_options.h"

#include <vector>

namespace brokerscope::views {

/// Where the columns of a heat map stand. A column is one partition, or several neighbours of one
/// topic where there are more than fit.
struct HeatMap {
    struct Column {
        PartitionId first;
        std::uint16_t count = 1;
        double x = 0; ///< left edge
        bool operator==(const Column&) const = default;
    };
    struct Topic {
        std::string name;
        double left = 0;
        double right = 0;
        bool operator==(const Topic&) const = default;
    };

    double cellWidth = 0;
    std::vector<Column> columns; ///< ascending
    std::vector<Topic> topics; ///< those in sight, in the order of their columns
};

/// Lays the partitions of a resolved window out between left and right, each cell at least
/// `narrowest` wide and at most `widest`, with a gap between topics.
[[nodiscard]] HeatMap layOutHeatMap(const event::Roster& roster, const PartitionWindow& window,
    double left, double right, double narrowest, double widest);

} // namespace brokerscope::views
