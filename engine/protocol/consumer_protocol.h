#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/protocol/topic_names.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What consumers tell each other through the coordinator, which hands it on unread (Kafka:
/// ConsumerProtocol, the schemas ConsumerProtocolSubscription and -Assignment, version 3).
namespace brokerscope::protocol {

inline constexpr std::string_view kConsumerProtocolType = "consumer";

/// In JoinGroup: what a member wants, and what it has.
struct Subscription {
    std::vector<std::string> topics;
    std::optional<Bytes> userData; ///< the assignor's own
    std::vector<TopicPartitions> owned;
    Generation generation = kNoGeneration; ///< in which it came to own these
    std::optional<std::string> rack; ///< client.rack
    bool operator==(const Subscription&) const = default;
};

/// In SyncGroup: what a member gets.
struct Assignment {
    std::vector<TopicPartitions> partitions;
    std::optional<Bytes> userData;
    bool operator==(const Assignment&) const = default;
};

/// The user data of StickyAssignor: what its member had before.
struct StickyUserData {
    std::vector<TopicPartitions> previous;
    Generation generation = kNoGeneration;
    bool operator==(const StickyUserData&) const = default;
};

/// Topics and owned partitions are written in order, as the Java client does.
[[nodiscard]] Bytes encode(Subscription subscription);
[[nodiscard]] Bytes encode(const Assignment& assignment);
[[nodiscard]] Bytes encode(const StickyUserData& userData);
/// The user data of CooperativeStickyAssignor.
[[nodiscard]] Bytes encodeGeneration(Generation generation);

/// nullopt when the bytes are none. Of a version beyond 3 what is behind the known fields is left
/// unread; what an older one lacks has its default.
[[nodiscard]] std::optional<Subscription> decodeSubscription(ByteView bytes);
[[nodiscard]] std::optional<Assignment> decodeAssignment(ByteView bytes);
/// Also of version 0, which had no generation.
[[nodiscard]] std::optional<StickyUserData> decodeStickyUserData(ByteView bytes);
[[nodiscard]] std::optional<Generation> decodeGeneration(ByteView bytes);

} // namespace brokerscope::protocol
