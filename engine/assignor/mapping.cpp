#include "engine/assignor/mapping.h"

#include "engine/assignor/java_order.h"

#include <algorithm>
#include <map>

namespace brokerscope::assignor {

namespace {

bool isCalled(const Member& member, const std::string& name)
{
    return member.id == name || member.instanceId == name
        || (member.id.size() > name.size() && member.id.starts_with(name)
            && member.id[name.size()] == '-');
}

/// Members of that name, by id.
std::vector<MemberIndex> membersCalled(
    const GroupSubscription& subscription, const std::string& name)
{
    std::vector<MemberIndex> found;
    for (std::uint32_t i = 0; i < subscription.members.size(); ++i) {
        if (isCalled(subscription.members[i], name)) {
            found.emplace_back(i);
        }
    }
    std::sort(found.begin(), found.end(), [&](MemberIndex a, MemberIndex b) {
        return javaLess(subscription.members[a.value()].id, subscription.members[b.value()].id);
    });
    return found;
}

bool exists(const GroupSubscription& subscription, const TopicPartition& partition)
{
    return partition.topic.value() < subscription.topics.size() && partition.partition >= 0
        && partition.partition < subscription.topics[partition.topic.value()].partitions;
}

} // namespace

tl::expected<Assignment, Failure> assignMapping(
    const Mapping& mapping, const GroupSubscription& subscription, Decisions* decisions)
{
    Assignment assignment(subscription.members.size());
    std::map<TopicPartition, MemberIndex> owners;
    for (const MappedMember& mapped : mapping) {
        const std::vector<MemberIndex> members = membersCalled(subscription, mapped.name);
        for (const TopicPartition& partition : mapped.partitions) {
            if (!exists(subscription, partition)) {
                continue;
            }
            const auto member = std::find_if(
                members.begin(), members.end(), [&](MemberIndex candidate) {
                    const auto& topics = subscription.members[candidate.value()].topics;
                    return std::find(topics.begin(), topics.end(), partition.topic) != topics.end();
                });
            if (member != members.end()) {
                if (!owners.try_emplace(partition, *member).second) {
                    return tl::unexpected(Failure{FailureKind::MappedTwice,
                        subscription.topics[partition.topic.value()].name + '-'
                            + std::to_string(partition.partition)});
                }
                assignment[member->value()].push_back(partition);
            }
            if (decisions != nullptr) {
                decisions->push_back(member == members.end()
                        ? Decision{Rule::MappedToNobody, partition, kNoMember, kNoMember}
                        : Decision{Rule::Mapped, partition, *member, kNoMember});
            }
        }
    }
    return assignment;
}

} // namespace brokerscope::assignor
