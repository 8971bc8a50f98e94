#include "engine/protocol/group_metadata.h"

#include "engine/protocol/fields.h"

namespace brokerscope::protocol {

namespace {

constexpr std::int16_t kOffsetKeyType = 1;
constexpr std::int16_t kGroupKeyType = 2;
constexpr std::int16_t kValueVersion = 3;

/// The version of a value; nullopt when it is none that we can read.
std::optional<std::int16_t> readVersion(FieldReader& reader)
{
    const auto version = reader.integer<std::int16_t>();
    return reader.ok() && version >= 0 && version <= kValueVersion ? std::optional(version)
                                                                   : std::nullopt;
}

} // namespace

Bytes encode(const OffsetKey& key)
{
    Bytes bytes;
    FieldWriter writer(bytes);
    writer.integer(kOffsetKeyType);
    writer.string(key.group);
    writer.string(key.topic);
    writer.integer(key.partition);
    return bytes;
}

Bytes encode(const GroupKey& key)
{
    Bytes bytes;
    FieldWriter writer(bytes);
    writer.integer(kGroupKeyType);
    writer.string(key.group);
    return bytes;
}

Bytes encode(const OffsetValue& value)
{
    const std::int16_t version = value.expireTimestampMs ? std::int16_t{1} : kValueVersion;
    Bytes bytes;
    FieldWriter writer(bytes);
    writer.integer(version);
    writer.integer(value.offset.value());
    if (version >= 3) {
        writer.integer(value.leaderEpoch.value());
    }
    writer.string(value.metadata);
    writer.integer(value.commitTimestampMs);
    if (value.expireTimestampMs) {
        writer.integer(*value.expireTimestampMs);
    }
    return bytes;
}

Bytes encode(const GroupValue& value)
{
    Bytes bytes;
    FieldWriter writer(bytes);
    writer.integer(kValueVersion);
    writer.string(value.protocolType);
    writer.integer(value.generation.value());
    writer.nullableString(value.protocol);
    writer.nullableString(value.leader);
    writer.integer(value.currentStateTimestampMs);
    writer.count(value.members.size());
    for (const GroupValue::Member& member : value.members) {
        writer.string(member.memberId);
        writer.nullableString(member.groupInstanceId);
        writer.string(member.clientId);
        writer.string(member.clientHost);
        writer.integer(member.rebalanceTimeoutMs);
        writer.integer(member.sessionTimeoutMs);
        writer.bytes(member.subscription);
        writer.bytes(member.assignment);
    }
    return bytes;
}

std::optional<GroupRecordKey> decodeGroupRecordKey(ByteView bytes)
{
    FieldReader reader(bytes);
    const auto type = reader.integer<std::int16_t>();
    if (!reader.ok() || type < 0) {
        return std::nullopt;
    }
    GroupRecordKey key;
    if (type <= kOffsetKeyType) {
        OffsetKey offset;
        offset.group = reader.string();
        offset.topic = reader.string();
        offset.partition = reader.integer<std::int32_t>();
        key = std::move(offset);
    } else if (type == kGroupKeyType) {
        key = GroupKey{reader.string()};
    } else {
        key = UnknownKey{type};
    }
    return reader.ok() ? std::optional(std::move(key)) : std::nullopt;
}

std::optional<OffsetValue> decodeOffsetValue(ByteView bytes)
{
    FieldReader reader(bytes);
    const auto version = readVersion(reader);
    if (!version) {
        return std::nullopt;
    }
    OffsetValue value;
    value.offset = Offset(reader.integer<std::int64_t>());
    if (*version >= 3) {
        value.leaderEpoch = LeaderEpoch(reader.integer<std::int32_t>());
    }
    value.metadata = reader.string();
    value.commitTimestampMs = reader.integer<std::int64_t>();
    if (*version == 1) {
        const auto expire = reader.integer<std::int64_t>();
        value.expireTimestampMs = expire < 0 ? std::nullopt : std::optional(expire);
    }
    return reader.ok() ? std::optional(std::move(value)) : std::nullopt;
}

std::optional<GroupValue> decodeGroupValue(ByteView bytes)
{
    FieldReader reader(bytes);
    const auto version = readVersion(reader);
    if (!version) {
        return std::nullopt;
    }
    GroupValue value;
    value.protocolType = reader.string();
    value.generation = Generation(reader.integer<std::int32_t>());
    value.protocol = reader.nullableString();
    value.leader = reader.nullableString();
    if (*version >= 2) {
        value.currentStateTimestampMs = reader.integer<std::int64_t>();
    }
    value.members.resize(reader.count());
    for (GroupValue::Member& member : value.members) {
        member.memberId = reader.string();
        if (*version >= 3) {
            member.groupInstanceId = reader.nullableString();
        }
        member.clientId = reader.string();
        member.clientHost = reader.string();
        const bool hasRebalanceTimeout = *version >= 1;
        if (hasRebalanceTimeout) {
            member.rebalanceTimeoutMs = reader.integer<std::int32_t>();
        }
        member.sessionTimeoutMs = reader.integer<std::int32_t>();
        if (!hasRebalanceTimeout) {
            member.rebalanceTimeoutMs = member.sessionTimeoutMs;
        }
        member.subscription = reader.bytes();
        member.assignment = reader.bytes();
    }
    return reader.ok() ? std::optional(std::move(value)) : std::nullopt;
}

} // namespace brokerscope::protocol
