#pragma once

#include <QString>

#include <functional>
#include <string>
#include <vector>

namespace brokerscope::app {

class MainWindow;

/// One picture of the window: what is done to it before.
struct Shot {
    QString name;
    std::function<void(MainWindow&)> arrange;
};

/// What is shown of the lesson that was asked for, in the order of its run.
[[nodiscard]] std::vector<Shot> mainShots();

/// A picture of another lesson: what only it can show.
struct SideShot {
    QString lesson; ///< id of a bundled lesson, or kBigCluster
    Shot shot;
};

/// Of the lessons that the app has.
[[nodiscard]] std::vector<SideShot> sideShots();

inline constexpr const char* kBigCluster = "big-cluster";

/// A scenario of 50 brokers and 1,000 partitions, two brokers of which are down for a while.
[[nodiscard]] std::string bigClusterText();

} // namespace brokerscope::app
