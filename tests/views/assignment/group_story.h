#pragma once

#include "tests/engine/cluster/group_cluster.h"
#include "tests/views/support/real_run.h"
#include "views/assignment/comparison.h"
#include "views/assignment/rebalances.h"

#include <string>
#include <vector>

namespace brokerscope::test {

/// A group of `members` that reads the eight partitions of "t" and starts one after the other from
/// 200 ms on, 400 ms apart; the last one leaves in good order at 2.4 s, or is killed.
inline scenario::Scenario groupScenario(
    const std::string& strategy, int members = 4, bool isKilled = false)
{
    scenario::Scenario s = testing::groupCluster(8, 4000);
    std::vector<std::string> names;
    for (int i = 0; i < members; ++i) {
        names.push_back(
            testing::addMember(s, {{"partition.assignment.strategy", strategy}}, "billing").name);
    }
    scenario::ProducerSpec& p1 = testing::addProducer(s, {{"linger.ms", "0"}}, 200, {});
    p1.sends.hasKeys = true;
    p1.sends.keyPrefix = "k";
    p1.sends.keyLast = 63;
    testing::at(s, 100, scenario::StartCommand{{"p1"}});
    for (int i = 0; i < members; ++i) {
        testing::at(s, 200 + 400 * i, scenario::StartCommand{{names[static_cast<std::size_t>(i)]}});
    }
    if (isKilled) {
        testing::at(s, 2400, scenario::StopCommand{names.back(), event::StopHow::Kill});
    } else {
        testing::at(s, 2400, scenario::CloseCommand{names.back(), {}});
    }
    return s;
}

/// The story, run and looked at.
struct GroupStory {
    explicit GroupStory(const std::string& strategy, int members = 4, bool isKilled = false)
        : real(groupScenario(strategy, members, isKilled))
        , data(views::gatherRebalances(real.history()))
    {
    }

    [[nodiscard]] const history::History& history() const { return real.history(); }
    [[nodiscard]] const views::GroupRebalances& group() const { return data->groups.at(0); }
    /// The rebalance that the last member's end brought about.
    [[nodiscard]] std::size_t leaving() const
    {
        for (std::size_t i = 0; i < group().rebalances.size(); ++i) {
            if (group().rebalances[i].began >= Timestamp(2'400'000)) {
                return i;
            }
        }
        return 0;
    }
    [[nodiscard]] const views::Rebalance& leavingRebalance() const
    {
        return group().rebalances.at(leaving());
    }
    [[nodiscard]] NodeId node(const char* name) const { return *history().roster().node(name); }

    RealRun real;
    std::shared_ptr<const views::RebalanceData> data;
};

} // namespace brokerscope::test
