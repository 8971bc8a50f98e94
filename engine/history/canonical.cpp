#include "engine/history/canonical.h"

#include "engine/history/byte_stream.h"
#include "engine/history/fields.h"

#include <array>
#include <limits>
#include <type_traits>
#include <utility>
#include <variant>

namespace brokerscope::history {

namespace {

using event::Payload;

/// The last value of each enum that events contain, where the values are 0, 1, 2 …
template <class Enum>
inline constexpr Enum kLast = Enum{};
template <>
inline constexpr auto kLast<event::StopHow> = event::StopHow::Shutdown;
template <>
inline constexpr auto kLast<event::Api> = event::Api::ConsumerGroupHeartbeat;
template <>
inline constexpr auto kLast<event::DropReason> = event::DropReason::Fault;
template <>
inline constexpr auto kLast<event::CloseReason> = event::CloseReason::Split;
template <>
inline constexpr auto kLast<event::BatchCodec> = event::BatchCodec::Zstd;
template <>
inline constexpr auto kLast<event::Purgatory> = event::Purgatory::Fetch;
template <>
inline constexpr auto kLast<event::UnparkReason> = event::UnparkReason::Failed;
template <>
inline constexpr auto kLast<event::TruncateReason> = event::TruncateReason::HighWatermark;
template <>
inline constexpr auto kLast<event::ReplicaRole> = event::ReplicaRole::Follower;
template <>
inline constexpr auto kLast<event::ElectionKind> = event::ElectionKind::Reassigned;
template <>
inline constexpr auto kLast<event::IsrReason> = event::IsrReason::Reassigned;
template <>
inline constexpr auto kLast<event::ResetPolicy> = event::ResetPolicy::ByDuration;
template <>
inline constexpr auto kLast<event::RollReason> = event::RollReason::Retention;
template <>
inline constexpr auto kLast<event::SegmentDeletion> = event::SegmentDeletion::Compacted;
template <>
inline constexpr auto kLast<event::LogStartReason> = event::LogStartReason::Truncated;
template <>
inline constexpr auto kLast<event::DiskError> = event::DiskError::WriteFailed;
template <>
inline constexpr auto kLast<event::SeekTarget> = event::SeekTarget::End;
template <>
inline constexpr auto kLast<event::QuorumRole> = event::QuorumRole::Resigned;
template <>
inline constexpr auto kLast<event::GroupState> = event::GroupState::Reconciling;
template <>
inline constexpr auto kLast<event::RebalanceReason> = event::RebalanceReason::GroupMoved;
template <>
inline constexpr auto kLast<event::MemberEnd> = event::MemberEnd::Fenced;
template <>
inline constexpr auto kLast<event::MemberProgress> = event::MemberProgress::UnreleasedPartitions;
template <>
inline constexpr auto kLast<event::RevokeReason> = event::RevokeReason::Closed;
template <>
inline constexpr auto kLast<event::CommitKind> = event::CommitKind::Close;
template <>
inline constexpr auto kLast<event::SeenBy> = event::SeenBy::Offset;
template <>
inline constexpr auto kLast<event::NodeKind> = event::NodeKind::Consumer;

/// Ids whose greatest value means "none": they are written plus one, so that "none" is one byte.
template <class T>
inline constexpr bool kHasNone
    = std::is_same_v<T, NodeId> || std::is_same_v<T, PartitionId> || std::is_same_v<T, EventId>;

/// The names say which of Kafka's codes we know.
bool isErrorCode(std::int64_t value)
{
    return event::errorName(static_cast<event::ErrorCode>(value)) != "?";
}

/// In the byte of a message's api: the fields of its fetch session follow. Most messages have none,
/// and those of session files before version 7 had no such fields.
constexpr std::uint8_t kHasFetchSession = 0x80;

/// Writes one field.
struct Encoder {
    ByteWriter out;
    Timestamp time; // of the event: deliverAt is told from there
    bool hasFetchSession = false;
    bool isOver = false; // the fields that follow are left out

    template <class T>
    void operator()(const T& field)
    {
        if (isOver) {
            return;
        }
        if constexpr (std::is_same_v<T, bool>) {
            out.byte(field ? 1 : 0);
        } else if constexpr (std::is_same_v<T, event::ErrorCode>) {
            out.varint(zigzag(static_cast<std::int64_t>(field)));
        } else if constexpr (std::is_same_v<T, event::Api>) {
            out.byte(static_cast<std::uint8_t>(
                static_cast<std::uint8_t>(field) | (hasFetchSession ? kHasFetchSession : 0U)));
            isOver = !hasFetchSession;
        } else if constexpr (std::is_enum_v<T>) {
            out.byte(static_cast<std::uint8_t>(field));
        } else if constexpr (std::is_same_v<T, Timestamp>) {
            out.varint(static_cast<std::uint64_t>(field.micros())
                - static_cast<std::uint64_t>(time.micros()));
        } else if constexpr (std::is_same_v<T, Duration>) {
            out.varint(zigzag(field.micros()));
        } else if constexpr (std::is_same_v<T, BrokerSet>) {
            out.varint(field.bits());
        } else if constexpr (std::is_unsigned_v<T>) {
            out.varint(field);
        } else if constexpr (kHasNone<T>) {
            out.varint(static_cast<typename T::Value>(field.value() + 1U));
        } else if constexpr (std::is_integral_v<T>) {
            number(field);
        } else {
            number(field.value());
        }
    }

private:
    template <class Rep>
    void number(Rep value)
    {
        if constexpr (std::is_signed_v<Rep>) {
            out.varint(zigzag(value));
        } else {
            out.varint(value);
        }
    }
};

/// Reads one field; what does not fit makes the reader fail.
struct Decoder {
    ByteReader in;
    Timestamp time;
    bool isOver = false;

    template <class T>
    void operator()(T& field)
    {
        if (isOver) {
            return;
        }
        if constexpr (std::is_same_v<T, bool>) {
            field = in.varintUpTo(1) != 0;
        } else if constexpr (std::is_same_v<T, event::ErrorCode>) {
            const std::int64_t value = signedUpTo(std::numeric_limits<std::int16_t>::max());
            field = static_cast<event::ErrorCode>(value);
            check(isErrorCode(value));
        } else if constexpr (std::is_same_v<T, event::Api>) {
            const std::uint8_t byte = in.byte();
            field = static_cast<T>(byte & ~kHasFetchSession);
            check(field <= kLast<T>);
            isOver = (byte & kHasFetchSession) == 0;
        } else if constexpr (std::is_enum_v<T>) {
            field = static_cast<T>(in.varintUpTo(static_cast<std::uint64_t>(kLast<T>)));
        } else if constexpr (std::is_same_v<T, Timestamp>) {
            const auto room = static_cast<std::uint64_t>(kNever.micros() - time.micros());
            field = time + Duration(static_cast<std::int64_t>(in.varintUpTo(room)));
        } else if constexpr (std::is_same_v<T, Duration>) {
            field = Duration(signedUpTo(kLastTime));
        } else if constexpr (std::is_same_v<T, BrokerSet>) {
            field = BrokerSet::fromBits(in.varint());
        } else if constexpr (std::is_same_v<T, Offset>) {
            field = Offset(signedUpTo(kLastTime));
        } else if constexpr (std::is_unsigned_v<T>) {
            field = static_cast<T>(in.varintUpTo(std::numeric_limits<T>::max()));
        } else if constexpr (kHasNone<T>) {
            using Rep = typename T::Value;
            field = T(static_cast<Rep>(in.varintUpTo(std::numeric_limits<Rep>::max()) - 1));
        } else if constexpr (std::is_integral_v<T>) {
            field = number<T>();
        } else {
            field = T(number<typename T::Value>());
        }
    }

private:
    void check(bool holds)
    {
        if (!holds) {
            in.fail();
        }
    }

    /// A signed number whose magnitude is at most `limit`.
    std::int64_t signedUpTo(std::int64_t limit)
    {
        const std::int64_t value = unzigzag(in.varint());
        check(value >= -limit && value <= limit);
        return in.ok() ? value : 0;
    }

    template <class Rep>
    Rep number()
    {
        if constexpr (std::is_signed_v<Rep>) {
            const std::int64_t value = unzigzag(in.varint());
            check(value >= std::numeric_limits<Rep>::min()
                && value <= std::numeric_limits<Rep>::max());
            return in.ok() ? static_cast<Rep>(value) : Rep{};
        } else {
            return static_cast<Rep>(in.varintUpTo(std::numeric_limits<Rep>::max()));
        }
    }
};

template <std::size_t Kind>
void decodePayload(Decoder& decoder, Payload& payload)
{
    auto& value = payload.emplace<Kind>();
    forEachField(value, decoder);
}

template <std::size_t... Kinds>
constexpr auto payloadDecoders(std::index_sequence<Kinds...>)
{
    return std::array<void (*)(Decoder&, Payload&), sizeof...(Kinds)>{&decodePayload<Kinds>...};
}

constexpr auto kPayloadDecoders = payloadDecoders(std::make_index_sequence<event::kKindCount>{});
static_assert(event::kKindCount <= 128, "the kind is one byte");

/// Roster's order (roster.h): the script first and alone, then each kind after the other.
bool isInOrder(const event::Roster& roster)
{
    for (std::size_t i = 0; i < roster.nodes.size(); ++i) {
        const event::NodeKind kind = roster.nodes[i].kind;
        if ((kind == event::NodeKind::Script) != (i == 0)
            || (i > 0 && kind < roster.nodes[i - 1].kind)) {
            return false;
        }
    }
    return true;
}

} // namespace

void encodeEvent(const event::Event& event, Timestamp previous, std::vector<std::uint8_t>& out)
{
    Encoder encoder{ByteWriter(out), previous};
    encoder.out.byte(static_cast<std::uint8_t>(event.payload.index()));
    encoder(event.time);
    encoder(event.cause);
    encoder(event.node);
    encoder.time = event.time;
    const auto* message = std::get_if<event::MessageSent>(&event.payload);
    encoder.hasFetchSession = message != nullptr && message->hasFetchSession();
    std::visit([&encoder](const auto& payload) { forEachField(payload, encoder); }, event.payload);
}

std::optional<event::Event> decodeEvent(std::span<const std::uint8_t>& bytes, Timestamp previous)
{
    Decoder decoder{ByteReader(bytes), previous};
    event::Event event;
    const std::uint8_t kind = decoder.in.byte();
    decoder(event.time);
    decoder(event.cause);
    decoder(event.node);
    if (!decoder.in.ok() || kind >= event::kKindCount || event.time.micros() > kLastTime) {
        return std::nullopt;
    }
    decoder.time = event.time;
    kPayloadDecoders[kind](decoder, event.payload);
    const auto* message = std::get_if<event::MessageSent>(&event.payload);
    const bool isUseless = message != nullptr && !decoder.isOver && !message->hasFetchSession();
    if (!decoder.in.ok() || isUseless) {
        return std::nullopt;
    }
    bytes = decoder.in.rest();
    return event;
}

void encodeRoster(const event::Roster& roster, std::vector<std::uint8_t>& out)
{
    ByteWriter writer(out);
    writer.varint(roster.nodes.size());
    for (const event::Roster::Node& node : roster.nodes) {
        writer.text(node.name);
        writer.byte(static_cast<std::uint8_t>(node.kind));
    }
    writer.varint(roster.partitions.size());
    for (const event::Roster::Partition& partition : roster.partitions) {
        writer.text(partition.topic);
        writer.varint(partition.number);
    }
}

std::optional<event::Roster> decodeRoster(std::span<const std::uint8_t>& bytes)
{
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint16_t>::max();
    ByteReader reader(bytes);
    event::Roster roster;
    const std::uint64_t nodes = reader.varintUpTo(kMost);
    for (std::uint64_t i = 0; i < nodes && reader.ok(); ++i) {
        event::Roster::Node& node = roster.nodes.emplace_back();
        node.name = reader.text();
        node.kind = static_cast<event::NodeKind>(
            reader.varintUpTo(static_cast<std::uint64_t>(kLast<event::NodeKind>)));
    }
    const std::uint64_t partitions = reader.varintUpTo(kMost);
    for (std::uint64_t i = 0; i < partitions && reader.ok(); ++i) {
        event::Roster::Partition& partition = roster.partitions.emplace_back();
        partition.topic = reader.text();
        partition.number = static_cast<std::uint16_t>(reader.varintUpTo(kMost));
    }
    if (!reader.ok() || !isInOrder(roster)) {
        return std::nullopt;
    }
    bytes = reader.rest();
    return roster;
}

} // namespace brokerscope::history
