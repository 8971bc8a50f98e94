#include "engine/assignor/java_order.h"
#include "engine/assignor/uniform.h"

#include <algorithm>

namespace brokerscope::assignor {

namespace {

std::vector<std::uint32_t> ownedByNobody(const Group& group)
{
    std::vector<bool> isOwned(group.partitionCountWithMissing(), false);
    for (std::uint32_t member = 0; member < group.memberCount(); ++member) {
        for (const std::uint32_t partition : group.owned(member)) {
            isOwned[partition] = true;
        }
    }
    std::vector<std::uint32_t> free;
    const std::uint32_t first = group.asHashed().front();
    for (const std::uint32_t topic : group.topicsAsHashedById(group.topicsOf(first))) {
        for (std::uint32_t each = group.firstPartition(topic);
             each < group.firstPartition(topic + 1); ++each) {
            if (!isOwned[each]) {
                free.push_back(each);
            }
        }
    }
    return free;
}

} // namespace

tl::expected<Lists, Failure> assignUniformEqual(const Group& group, Notes& notes)
{
    Lists lists(group.memberCount());
    std::vector<std::uint32_t> free = ownedByNobody(group);
    const std::uint32_t minimum = group.partitionCount() / group.memberCount();
    std::uint32_t surplus = group.partitionCount() % group.memberCount();
    std::vector<std::uint32_t> room(group.memberCount());
    for (const std::uint32_t member : group.asHashed()) {
        std::uint32_t quota = minimum + (surplus > 0 ? 1 : 0);
        surplus -= surplus > 0 ? 1 : 0;
        for (const std::uint32_t partition : group.byTopicId(group.ownedByTopic(member))) {
            if (quota > 0) {
                --quota;
                lists[member].push_back(partition);
                notes.note(
                    lists[member].size() <= minimum ? Rule::KeptToMinimum : Rule::KeptToMaximum,
                    partition, member);
            } else {
                free.push_back(partition);
                notes.note(Rule::OverQuota, partition, member);
            }
        }
        room[member] = quota;
    }
    auto next = free.begin();
    for (const std::uint32_t member : group.asHashed()) {
        for (; room[member] > 0 && next != free.end(); --room[member], ++next) {
            lists[member].push_back(*next);
            notes.note(Rule::ToQuota, *next, member);
        }
    }
    if (next != free.end()) {
        return tl::unexpected(Failure{FailureKind::PartitionsLeft});
    }
    return lists;
}

tl::expected<Lists, Failure> assignUniform(const Group& group, Notes& notes)
{
    return group.subscribesAlike() ? assignUniformEqual(group, notes)
                                   : assignUniformGeneral(group, notes);
}

} // namespace brokerscope::assignor
