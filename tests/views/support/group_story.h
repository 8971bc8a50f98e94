#pragma once

#include "tests/engine/cluster/group_cluster.h"
#include "tests/views/support/real_run.h"

namespace brokerscope::test {

struct GroupStoryOptions {
    int members = 2;
    std::uint16_t partitions = 3;
    scenario::ConfigMap config = {};
    Duration processing = milliseconds(1);
};

/// c1 reads "t" for the group "billing" from 200 ms on, all others join at 1200 ms. c2 stands still
/// from 2200 ms on, so that its session is over 300 ms later.
inline scenario::Scenario groupStory(const GroupStoryOptions& options = {})
{
    scenario::Scenario s = testing::groupCluster(options.partitions, 3000);
    scenario::ProducerSpec& p1 = testing::addProducer(s, {{"linger.ms", "0"}}, 100, {});
    p1.sends.hasKeys = true;
    p1.sends.keyPrefix = "k";
    p1.sends.keyLast = 31;
    testing::at(s, 100, scenario::StartCommand{{"p1"}});
    testing::at(s, 200, scenario::StartCommand{{"c1"}});
    for (int i = 0; i < options.members; ++i) {
        scenario::ConsumerSpec& member = testing::addMember(s, options.config, "billing");
        member.processing = options.processing;
        member.processingMost = options.processing;
    }
    std::vector<std::string> others;
    for (int i = 1; i < options.members; ++i) {
        others.push_back(s.consumers[static_cast<std::size_t>(i)].name);
    }
    if (!others.empty()) {
        testing::at(s, 1200, scenario::StartCommand{others});
        testing::at(s, 2200, scenario::PauseCommand{"c2"});
    }
    return s;
}

} // namespace brokerscope::test
