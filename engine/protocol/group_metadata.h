#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The records of __consumer_offsets, byte for byte (Kafka: the schemas OffsetCommitKey and -Value,
/// GroupMetadataKey and -Value; GroupCoordinatorRecordHelpers). A record without a value deletes
/// what its key names.
namespace brokerscope::protocol {

/// Key types 0 and 1; written as 1.
struct OffsetKey {
    std::string group;
    std::string topic;
    std::int32_t partition = 0;
    bool operator==(const OffsetKey&) const = default;
};

/// Key type 2.
struct GroupKey {
    std::string group;
    bool operator==(const GroupKey&) const = default;
};

/// A type that this engine writes none of, such as those of share groups: to be passed over.
struct UnknownKey {
    std::int16_t type = 0;
    bool operator==(const UnknownKey&) const = default;
};

using GroupRecordKey = std::variant<OffsetKey, GroupKey, UnknownKey>;

/// Written in version 3, read in 0 to 3.
struct OffsetValue {
    Offset offset;
    LeaderEpoch leaderEpoch = kNoEpoch; ///< of the record before the offset
    std::string metadata;
    std::int64_t commitTimestampMs = 0;
    std::optional<std::int64_t> expireTimestampMs; ///< version 1 only: a retention of its own
    bool operator==(const OffsetValue&) const = default;
};

/// A generation of a group. Written in version 3, read in 0 to 3.
struct GroupValue {
    struct Member {
        std::string memberId;
        std::optional<std::string> groupInstanceId;
        std::string clientId;
        std::string clientHost;
        std::int32_t rebalanceTimeoutMs = 0;
        std::int32_t sessionTimeoutMs = 0;
        Bytes subscription; ///< for the protocol that was chosen
        Bytes assignment;
        bool operator==(const Member&) const = default;
    };
    std::string protocolType; ///< "consumer"; empty: nobody has joined yet
    Generation generation{0};
    std::optional<std::string> protocol;
    std::optional<std::string> leader; ///< member id
    std::int64_t currentStateTimestampMs = -1; ///< since when it is in its state; -1: unknown
    std::vector<Member> members;
    bool operator==(const GroupValue&) const = default;
};

[[nodiscard]] Bytes encode(const OffsetKey& key);
[[nodiscard]] Bytes encode(const GroupKey& key);
[[nodiscard]] Bytes encode(const OffsetValue& value);
[[nodiscard]] Bytes encode(const GroupValue& value);

/// nullopt when the bytes are none, or are of a later version.
[[nodiscard]] std::optional<GroupRecordKey> decodeGroupRecordKey(ByteView bytes);
[[nodiscard]] std::optional<OffsetValue> decodeOffsetValue(ByteView bytes);
[[nodiscard]] std::optional<GroupValue> decodeGroupValue(ByteView bytes);

} // namespace brokerscope::protocol
