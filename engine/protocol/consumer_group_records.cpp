#include "engine/protocol/consumer_group_records.h"

#include "engine/protocol/compact_fields.h"
#include "engine/protocol/fields.h"

namespace brokerscope::protocol {

namespace {

constexpr std::int16_t kValueVersion = 0; ///< the only one that there is of each
constexpr std::uint32_t kClassicMemberTag = 0;

bool namesMember(ConsumerGroupKey::Type type)
{
    using Type = ConsumerGroupKey::Type;
    return type == Type::Member || type == Type::Target || type == Type::Current;
}

void write(CompactWriter& writer, const TopicUuid& id)
{
    writer.integer(id.high);
    writer.integer(id.low);
}

TopicUuid readUuid(CompactReader& reader)
{
    TopicUuid id;
    id.high = reader.integer<std::uint64_t>();
    id.low = reader.integer<std::uint64_t>();
    return id;
}

void write(CompactWriter& writer, const std::vector<UuidPartitions>& topics)
{
    writer.count(topics.size());
    for (const UuidPartitions& topic : topics) {
        write(writer, topic.topic);
        writer.count(topic.partitions.size());
        for (const std::int32_t partition : topic.partitions) {
            writer.integer(partition);
        }
        writer.noTaggedFields();
    }
}

std::vector<UuidPartitions> readPartitions(CompactReader& reader)
{
    std::vector<UuidPartitions> topics;
    for (std::size_t left = reader.count(); reader.ok() && left > 0; --left) {
        UuidPartitions& topic = topics.emplace_back();
        topic.topic = readUuid(reader);
        for (std::size_t more = reader.count(); reader.ok() && more > 0; --more) {
            topic.partitions.push_back(reader.integer<std::int32_t>());
        }
        reader.passTaggedFields();
    }
    return topics;
}

/// A nullable struct in a tagged field: a number that says that it is there, and then its fields.
Bytes taggedContent(const ConsumerMemberValue::Classic& classic)
{
    Bytes bytes;
    CompactWriter writer(bytes);
    writer.unsignedVarint(1);
    writer.integer(classic.sessionTimeoutMs);
    writer.count(classic.protocols.size());
    for (const ConsumerMemberValue::Classic::Protocol& protocol : classic.protocols) {
        writer.string(protocol.name);
        writer.bytes(protocol.metadata);
        writer.noTaggedFields();
    }
    writer.noTaggedFields();
    return bytes;
}

std::optional<ConsumerMemberValue::Classic> readClassic(CompactReader& reader)
{
    if (reader.unsignedVarint() == 0) {
        return std::nullopt;
    }
    ConsumerMemberValue::Classic classic;
    classic.sessionTimeoutMs = reader.integer<std::int32_t>();
    for (std::size_t left = reader.count(); reader.ok() && left > 0; --left) {
        ConsumerMemberValue::Classic::Protocol& protocol = classic.protocols.emplace_back();
        protocol.name = reader.string();
        protocol.metadata = reader.bytes();
        reader.passTaggedFields();
    }
    reader.passTaggedFields();
    return classic;
}

/// The racks of a topic's partitions, of which nothing is kept.
void passRacks(CompactReader& reader)
{
    for (std::size_t left = reader.count(); reader.ok() && left > 0; --left) {
        static_cast<void>(reader.integer<std::int32_t>());
        for (std::size_t racks = reader.count(); reader.ok() && racks > 0; --racks) {
            static_cast<void>(reader.string());
        }
        reader.passTaggedFields();
    }
}

/// What is read behind a version that we know; nullopt when the bytes are none.
template <class Value, class Read>
std::optional<Value> decoded(ByteView bytes, Read read)
{
    CompactReader reader(bytes);
    if (reader.integer<std::int16_t>() != kValueVersion || !reader.ok()) {
        return std::nullopt;
    }
    Value value;
    read(reader, value);
    return reader.ok() ? std::optional(std::move(value)) : std::nullopt;
}

} // namespace

Bytes encode(const ConsumerGroupKey& key)
{
    Bytes bytes;
    FieldWriter writer(bytes);
    writer.integer(static_cast<std::int16_t>(key.type));
    writer.string(key.group);
    if (namesMember(key.type)) {
        writer.string(key.member);
    }
    return bytes;
}

Bytes encode(const GroupEpochValue& value)
{
    Bytes bytes;
    CompactWriter writer(bytes);
    writer.integer(kValueVersion);
    writer.integer(value.epoch.value());
    writer.noTaggedFields();
    return bytes;
}

Bytes encode(const SubscribedTopicsValue& value)
{
    Bytes bytes;
    CompactWriter writer(bytes);
    writer.integer(kValueVersion);
    writer.count(value.topics.size());
    for (const SubscribedTopicsValue::Topic& topic : value.topics) {
        write(writer, topic.id);
        writer.string(topic.name);
        writer.integer(topic.partitions);
        writer.count(0); // racks
        writer.noTaggedFields();
    }
    writer.noTaggedFields();
    return bytes;
}

Bytes encode(const ConsumerMemberValue& value)
{
    Bytes bytes;
    CompactWriter writer(bytes);
    writer.integer(kValueVersion);
    writer.nullableString(value.instanceId);
    writer.nullableString(value.rackId);
    writer.string(value.clientId);
    writer.string(value.clientHost);
    writer.count(value.topics.size());
    for (const std::string& topic : value.topics) {
        writer.string(topic);
    }
    // The regular expression: the field may be null, but a member of Kafka 3.9 has an empty one.
    writer.string({});
    writer.integer(value.rebalanceTimeoutMs);
    writer.nullableString(value.serverAssignor);
    if (value.classic) {
        writer.taggedField(kClassicMemberTag, taggedContent(*value.classic));
    } else {
        writer.noTaggedFields();
    }
    return bytes;
}

Bytes encode(const TargetAssignmentValue& value)
{
    Bytes bytes;
    CompactWriter writer(bytes);
    writer.integer(kValueVersion);
    write(writer, value.partitions);
    writer.noTaggedFields();
    return bytes;
}

Bytes encode(const CurrentAssignmentValue& value)
{
    Bytes bytes;
    CompactWriter writer(bytes);
    writer.integer(kValueVersion);
    writer.integer(value.memberEpoch.value());
    writer.integer(value.previousMemberEpoch.value());
    writer.integer(value.state);
    write(writer, value.assigned);
    write(writer, value.pendingRevocation);
    writer.noTaggedFields();
    return bytes;
}

std::optional<ConsumerGroupKey> decodeConsumerGroupKey(ByteView bytes)
{
    FieldReader reader(bytes);
    const auto type = reader.integer<std::int16_t>();
    if (type < static_cast<std::int16_t>(ConsumerGroupKey::Type::GroupEpoch)
        || type > static_cast<std::int16_t>(ConsumerGroupKey::Type::Current)) {
        return std::nullopt;
    }
    ConsumerGroupKey key;
    key.type = static_cast<ConsumerGroupKey::Type>(type);
    key.group = reader.string();
    if (namesMember(key.type)) {
        key.member = reader.string();
    }
    return reader.ok() ? std::optional(std::move(key)) : std::nullopt;
}

std::optional<GroupEpochValue> decodeGroupEpochValue(ByteView bytes)
{
    return decoded<GroupEpochValue>(bytes, [](CompactReader& reader, GroupEpochValue& value) {
        value.epoch = Generation(reader.integer<std::int32_t>());
        reader.passTaggedFields();
    });
}

std::optional<SubscribedTopicsValue> decodeSubscribedTopicsValue(ByteView bytes)
{
    const auto read = [](CompactReader& reader, SubscribedTopicsValue& value) {
        for (std::size_t left = reader.count(); reader.ok() && left > 0; --left) {
            SubscribedTopicsValue::Topic& topic = value.topics.emplace_back();
            topic.id = readUuid(reader);
            topic.name = reader.string();
            topic.partitions = reader.integer<std::int32_t>();
            passRacks(reader);
            reader.passTaggedFields();
        }
        reader.passTaggedFields();
    };
    return decoded<SubscribedTopicsValue>(bytes, read);
}

std::optional<ConsumerMemberValue> decodeConsumerMemberValue(ByteView bytes)
{
    const auto read = [](CompactReader& reader, ConsumerMemberValue& value) {
        value.instanceId = reader.nullableString();
        value.rackId = reader.nullableString();
        value.clientId = reader.string();
        value.clientHost = reader.string();
        for (std::size_t left = reader.count(); reader.ok() && left > 0; --left) {
            value.topics.push_back(reader.string());
        }
        static_cast<void>(reader.nullableString()); // the regular expression
        value.rebalanceTimeoutMs = reader.integer<std::int32_t>();
        value.serverAssignor = reader.nullableString();
        reader.taggedFields([&value](std::uint32_t tag, CompactReader& field) {
            if (tag == kClassicMemberTag) {
                value.classic = readClassic(field);
            }
        });
    };
    return decoded<ConsumerMemberValue>(bytes, read);
}

std::optional<TargetAssignmentValue> decodeTargetAssignmentValue(ByteView bytes)
{
    return decoded<TargetAssignmentValue>(
        bytes, [](CompactReader& reader, TargetAssignmentValue& value) {
            value.partitions = readPartitions(reader);
            reader.passTaggedFields();
        });
}

std::optional<CurrentAssignmentValue> decodeCurrentAssignmentValue(ByteView bytes)
{
    const auto read = [](CompactReader& reader, CurrentAssignmentValue& value) {
        value.memberEpoch = Generation(reader.integer<std::int32_t>());
        value.previousMemberEpoch = Generation(reader.integer<std::int32_t>());
        value.state = reader.integer<std::int8_t>();
        value.assigned = readPartitions(reader);
        value.pendingRevocation = readPartitions(reader);
        reader.passTaggedFields();
    };
    return decoded<CurrentAssignmentValue>(bytes, read);
}

} // namespace brokerscope::protocol
