#include "engine/protocol/consumer_protocol.h"

#include "engine/protocol/fields.h"

#include <algorithm>

namespace brokerscope::protocol {

namespace {

constexpr std::int16_t kVersion = 3;

void write(FieldWriter& writer, const std::vector<TopicPartitions>& topics)
{
    writer.count(topics.size());
    for (const TopicPartitions& topic : topics) {
        writer.string(topic.topic);
        writer.count(topic.partitions.size());
        for (const std::int32_t partition : topic.partitions) {
            writer.integer(partition);
        }
    }
}

std::vector<TopicPartitions> readTopics(FieldReader& reader)
{
    std::vector<TopicPartitions> topics(reader.count());
    for (TopicPartitions& topic : topics) {
        topic.topic = reader.string();
        topic.partitions.resize(reader.count());
        for (std::int32_t& partition : topic.partitions) {
            partition = reader.integer<std::int32_t>();
        }
    }
    return topics;
}

/// The version to read the rest with; nullopt when there is none.
std::optional<std::int16_t> readVersion(FieldReader& reader)
{
    const auto version = reader.integer<std::int16_t>();
    return reader.ok() && version >= 0 ? std::optional(std::min(version, kVersion)) : std::nullopt;
}

} // namespace

Bytes encode(Subscription subscription)
{
    std::sort(subscription.topics.begin(), subscription.topics.end());
    for (TopicPartitions& topic : subscription.owned) {
        std::sort(topic.partitions.begin(), topic.partitions.end());
    }
    std::sort(subscription.owned.begin(), subscription.owned.end(),
        [](const TopicPartitions& a, const TopicPartitions& b) { return a.topic < b.topic; });
    Bytes bytes;
    FieldWriter writer(bytes);
    writer.integer(kVersion);
    writer.count(subscription.topics.size());
    for (const std::string& topic : subscription.topics) {
        writer.string(topic);
    }
    writer.nullableBytes(subscription.userData);
    write(writer, subscription.owned);
    writer.integer(subscription.generation.value());
    writer.nullableString(subscription.rack);
    return bytes;
}

Bytes encode(const Assignment& assignment)
{
    Bytes bytes;
    FieldWriter writer(bytes);
    writer.integer(kVersion);
    write(writer, assignment.partitions);
    writer.nullableBytes(assignment.userData);
    return bytes;
}

Bytes encode(const StickyUserData& userData)
{
    Bytes bytes;
    FieldWriter writer(bytes);
    write(writer, userData.previous);
    writer.integer(userData.generation.value());
    return bytes;
}

Bytes encodeGeneration(Generation generation)
{
    Bytes bytes;
    FieldWriter(bytes).integer(generation.value());
    return bytes;
}

std::optional<Subscription> decodeSubscription(ByteView bytes)
{
    FieldReader reader(bytes);
    const auto version = readVersion(reader);
    if (!version) {
        return std::nullopt;
    }
    Subscription subscription;
    subscription.topics.resize(reader.count());
    for (std::string& topic : subscription.topics) {
        topic = reader.string();
    }
    subscription.userData = reader.nullableBytes();
    if (*version >= 1) {
        subscription.owned = readTopics(reader);
    }
    if (*version >= 2) {
        subscription.generation = Generation(reader.integer<std::int32_t>());
    }
    if (*version >= 3) {
        subscription.rack = reader.nullableString();
    }
    return reader.ok() ? std::optional(std::move(subscription)) : std::nullopt;
}

std::optional<Assignment> decodeAssignment(ByteView bytes)
{
    FieldReader reader(bytes);
    if (!readVersion(reader)) {
        return std::nullopt;
    }
    Assignment assignment;
    assignment.partitions = readTopics(reader);
    assignment.userData = reader.nullableBytes();
    return reader.ok() ? std::optional(std::move(assignment)) : std::nullopt;
}

std::optional<StickyUserData> decodeStickyUserData(ByteView bytes)
{
    FieldReader reader(bytes);
    StickyUserData userData;
    userData.previous = readTopics(reader);
    if (reader.ok() && !reader.atEnd()) {
        userData.generation = Generation(reader.integer<std::int32_t>());
    }
    return reader.ok() ? std::optional(std::move(userData)) : std::nullopt;
}

std::optional<Generation> decodeGeneration(ByteView bytes)
{
    FieldReader reader(bytes);
    const Generation generation(reader.integer<std::int32_t>());
    return reader.ok() ? std::optional(generation) : std::nullopt;
}

} // namespace brokerscope::protocol
