#pragma once

#include "engine/base/strong.h"

#include <cstdint>
#include <initializer_list>
#include <limits>

namespace brokerscope {

/// Distance between two offsets: a number of records.
using OffsetDelta = Strong<struct OffsetDeltaTag, std::int64_t>;

/// Position of a record in a partition's log. The log end offset (LEO) and the high watermark (HW)
/// are exclusive: they name the next offset, not the last.
class Offset {
public:
    constexpr Offset() = default;
    constexpr explicit Offset(std::int64_t value)
        : m_value(value)
    {
    }

    [[nodiscard]] constexpr std::int64_t value() const { return m_value; }

    constexpr auto operator<=>(const Offset&) const = default; // NOLINT(modernize-use-nullptr)

    friend constexpr Offset operator+(Offset o, OffsetDelta d)
    {
        return Offset(o.m_value + d.value());
    }
    friend constexpr Offset operator-(Offset o, OffsetDelta d)
    {
        return Offset(o.m_value - d.value());
    }
    friend constexpr OffsetDelta operator-(Offset a, Offset b)
    {
        return OffsetDelta(a.m_value - b.m_value);
    }

private:
    std::int64_t m_value = 0;
};

inline constexpr Offset kNoOffset{-1};

/// Counts the leaderships of a partition (Kafka: leaderEpoch). -1 is "none".
using LeaderEpoch = Strong<struct LeaderEpochTag, std::int32_t>;
inline constexpr LeaderEpoch kNoEpoch{-1};

/// Counts every change of a partition's registration at the controller (Kafka: partitionEpoch).
using PartitionEpoch = Strong<struct PartitionEpochTag, std::int32_t>;

/// Tells two lives of the same broker apart (Kafka: brokerEpoch).
using BrokerEpoch = Strong<struct BrokerEpochTag, std::int64_t>;

/// Position in the controller's metadata log; exclusive like Offset when it names an end.
using MetadataOffset = Strong<struct MetadataOffsetTag, std::int64_t>;

/// -1 is "none", as in the batch header.
using ProducerId = Strong<struct ProducerIdTag, std::int64_t>;
using ProducerEpoch = Strong<struct ProducerEpochTag, std::int16_t>;
using Sequence = Strong<struct SequenceTag, std::int32_t>;
inline constexpr ProducerId kNoProducerId{-1};
inline constexpr ProducerEpoch kNoProducerEpoch{-1};
inline constexpr Sequence kNoSequence{-1};

/// Counts the rebalances of a consumer group (Kafka: generationId); in the protocol of KIP-848 the
/// group epoch. -1 is "none".
using Generation = Strong<struct GenerationTag, std::int32_t>;
inline constexpr Generation kNoGeneration{-1};

/// A fetch session of a broker (KIP-227); 0 is "none".
using FetchSessionId = Strong<struct FetchSessionIdTag, std::int32_t>;
inline constexpr FetchSessionId kNoFetchSession{0};

/// Counts the requests of a fetch session. A full request, which names all its partitions, has 0
/// when it asks for a new session and -1 when it wants none.
using FetchSessionEpoch = Strong<struct FetchSessionEpochTag, std::int32_t>;
inline constexpr FetchSessionEpoch kInitialFetchEpoch{0};
inline constexpr FetchSessionEpoch kFinalFetchEpoch{-1};

/// A participant of a run, numbered in the order of the run's Roster: 0 is the script ("you"), then
/// the brokers (so broker b1 is NodeId 1, which is also its Kafka broker id), then controllers,
/// producers, consumers.
using NodeId = Strong<struct NodeIdTag, std::uint16_t>;
inline constexpr NodeId kScriptNode{0};
inline constexpr NodeId kNoNode{std::numeric_limits<std::uint16_t>::max()};

/// A partition of the run, numbered over all topics in the order of the run's Roster.
using PartitionId = Strong<struct PartitionIdTag, std::uint16_t>;
inline constexpr PartitionId kNoPartition{std::numeric_limits<std::uint16_t>::max()};

/// A producer's batch, counted from 1 within that producer.
using BatchId = Strong<struct BatchIdTag, std::uint32_t>;

/// A record as its producer counts: from 1 within that producer.
using RecordNumber = Strong<struct RecordNumberTag, std::uint32_t>;

/// A text of the run, kept once in the History's table. 0 is the empty text.
using StringId = Strong<struct StringIdTag, std::uint32_t>;

/// Index of an event in its History. Ids grow with time; equal times are in order of happening.
using EventId = Strong<struct EventIdTag, std::uint32_t>;
inline constexpr EventId kNoEvent{std::numeric_limits<std::uint32_t>::max()};

/// A set of brokers (an ISR, a replica list without order). Holds NodeIds 1 to 64.
class BrokerSet {
public:
    static constexpr int kMaxBrokers = 64;

    constexpr BrokerSet() = default;
    constexpr BrokerSet(std::initializer_list<NodeId> brokers)
    {
        for (const NodeId broker : brokers) {
            insert(broker);
        }
    }

    [[nodiscard]] constexpr bool contains(NodeId broker) const
    {
        return broker.value() >= 1 && broker.value() <= kMaxBrokers
            && ((m_bits >> (broker.value() - 1)) & 1U) != 0;
    }
    constexpr void insert(NodeId broker) { m_bits |= bit(broker); }
    constexpr void erase(NodeId broker) { m_bits &= ~bit(broker); }
    [[nodiscard]] constexpr int size() const { return __builtin_popcountll(m_bits); }
    [[nodiscard]] constexpr bool empty() const { return m_bits == 0; }
    [[nodiscard]] constexpr std::uint64_t bits() const { return m_bits; }
    [[nodiscard]] static constexpr BrokerSet fromBits(std::uint64_t bits)
    {
        BrokerSet set;
        set.m_bits = bits;
        return set;
    }

    /// Calls f(NodeId) for each member in ascending order.
    template <class F>
    constexpr void forEach(F&& f) const
    {
        for (std::uint64_t rest = m_bits; rest != 0; rest &= rest - 1) {
            f(NodeId(static_cast<std::uint16_t>(__builtin_ctzll(rest) + 1)));
        }
    }

    constexpr bool operator==(const BrokerSet&) const = default;

private:
    static constexpr std::uint64_t bit(NodeId broker)
    {
        return broker.value() >= 1 && broker.value() <= kMaxBrokers
            ? std::uint64_t{1} << (broker.value() - 1)
            : 0;
    }

    std::uint64_t m_bits = 0;
};

} // namespace brokerscope
