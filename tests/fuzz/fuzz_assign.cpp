#include "engine/assignor/assign.h"
#include "engine/assignor/line.h"
#include "engine/assignor/measure.h"
#include "tests/fuzz/require.h"

#include <set>
#include <string_view>

using namespace brokerscope::assignor;
using brokerscope::fuzz::require;

namespace {

/// Larger groups tell nothing new, and take long.
constexpr std::int32_t kMostPartitions = 2000;
constexpr std::size_t kMostMembers = 200;

bool isSmall(const GroupSubscription& subscription)
{
    std::int64_t partitions = 0;
    for (const Topic& topic : subscription.topics) {
        partitions += topic.partitions;
    }
    return partitions <= kMostPartitions && subscription.members.size() <= kMostMembers;
}

bool anybodyOwns(const GroupSubscription& subscription)
{
    for (const Member& member : subscription.members) {
        if (!member.owned.empty()) {
            return true;
        }
    }
    return false;
}

/// Members that claim what they like may make Kafka deal something twice; a fresh group may not.
void checkFresh(const GroupSubscription& subscription, const Assignment& assignment)
{
    std::set<TopicPartition> given;
    for (const auto& list : assignment) {
        for (const TopicPartition& partition : list) {
            require(given.insert(partition).second);
        }
    }
    require(measure(subscription, assignment).unassigned == 0);
}

void check(Strategy strategy, const Line& line)
{
    Decisions decisions;
    const auto assignment = assign(strategy, line.subscription, &decisions);
    const auto again = assign(strategy, line.subscription);
    require(assignment == again);
    if (!assignment) {
        require(!exceptionText(assignment.error()).empty());
        return;
    }
    require(assignment->size() == line.subscription.members.size());
    require(!assignmentJson(line.subscription, *assignment).dump().empty());
    if (!anybodyOwns(line.subscription)) {
        checkFresh(line.subscription, *assignment);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto line = readLine(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!line) {
        require(line.error().problem != LineProblem::NotJson || line.error().column > 0);
        return 0;
    }
    if (!isSmall(line->subscription)) {
        return 0;
    }
    for (const Strategy strategy : kStrategies) {
        check(strategy, *line);
    }
    if (line->mapping) {
        const auto mapped = assignMapping(*line->mapping, line->subscription);
        require(mapped || mapped.error().kind == FailureKind::MappedTwice);
    }
    return 0;
}
