#include "engine/assignor/round_robin.h"

namespace brokerscope::assignor {

Lists assignRoundRobin(const Group& group, Notes& notes)
{
    Lists lists(group.memberCount());
    const std::vector<std::uint32_t> circle = group.staticFirst();
    std::vector<bool> subscribes(group.memberCount(), false);
    std::size_t turn = 0;
    const auto goOn = [&] { turn = turn + 1 == circle.size() ? 0 : turn + 1; };
    for (std::uint32_t topic = 0; topic < group.topicCount(); ++topic) {
        for (const std::uint32_t member : group.subscribers(topic)) {
            subscribes[member] = true;
        }
        const std::uint32_t end = group.firstPartition(topic + 1);
        for (std::uint32_t partition = group.firstPartition(topic); partition < end; ++partition) {
            for (; !subscribes[circle[turn]]; goOn()) {
                notes.note(Rule::PassedOver, partition, circle[turn]);
            }
            lists[circle[turn]].push_back(partition);
            notes.note(Rule::Turn, partition, circle[turn]);
            goOn();
        }
        for (const std::uint32_t member : group.subscribers(topic)) {
            subscribes[member] = false;
        }
    }
    return lists;
}

} // namespace brokerscope::assignor
