#include "engine/assignor/claims.h"

#include <algorithm>

namespace brokerscope::assignor {

namespace {

std::vector<TopicIndex> sorted(std::vector<TopicIndex> topics)
{
    std::sort(topics.begin(), topics.end());
    return topics;
}

bool areSubscriptionsEqual(const Group& group)
{
    const std::vector<TopicIndex>* first = nullptr;
    for (const std::uint32_t member : group.asHashed()) {
        const std::vector<TopicIndex>& topics = group.member(member).topics;
        if (first == nullptr || first->empty()) {
            first = &topics;
        } else if (topics != *first && sorted(topics) != sorted(*first)) {
            return false;
        }
    }
    return true;
}

} // namespace

std::int32_t generationOf(const Member& member)
{
    return std::max(member.generation.value(), kNoGeneration.value());
}

Claims settleClaims(const Group& group, bool byTopic, Notes& notes)
{
    Claims claims;
    claims.areSubscriptionsEqual = areSubscriptionsEqual(group);
    claims.owned.resize(group.memberCount());
    claims.isDisputed.assign(group.partitionCountWithMissing(), false);
    std::vector<std::uint32_t> claimant(group.partitionCountWithMissing(), kNone);
    for (const std::uint32_t member : group.asHashed()) {
        const std::int32_t generation = generationOf(group.member(member));
        claims.newestGeneration = std::max(claims.newestGeneration, generation);
        claims.owned[member].reserve(group.owned(member).size());
        for (const std::uint32_t partition :
            byTopic ? group.ownedByTopic(member) : group.owned(member)) {
            const std::uint32_t other = claimant[partition];
            if (other == kNone) {
                claims.owned[member].push_back(partition);
                claimant[partition] = member;
                continue;
            }
            const std::int32_t generationOfOther = generationOf(group.member(other));
            if (generation < generationOfOther) {
                notes.note(Rule::ClaimOutdated, partition, member);
                continue;
            }
            std::erase(claims.owned[other], partition);
            claimant[partition] = member;
            if (generation > generationOfOther) {
                notes.note(Rule::ClaimOutdated, partition, other);
                claims.owned[member].push_back(partition);
            } else {
                notes.note(Rule::ClaimDisputed, partition, other);
                notes.note(Rule::ClaimDisputed, partition, member);
                claims.isDisputed[partition] = true;
            }
        }
    }
    return claims;
}

} // namespace brokerscope::assignor
