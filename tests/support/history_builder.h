#pragma once

#include "engine/history/history.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace brokerscope::test {

/// The participants "you", b1 …, "controller", p1 …, c1 … and the topic "orders".
inline event::Roster rosterOf(int brokers, int producers, int consumers, int partitions)
{
    event::Roster roster;
    const auto add = [&roster](const std::string& prefix, int count, event::NodeKind kind) {
        for (int i = 1; i <= count; ++i) {
            roster.nodes.push_back({prefix + std::to_string(i), kind});
        }
    };
    roster.nodes.push_back({"you", event::NodeKind::Script});
    add("b", brokers, event::NodeKind::Broker);
    roster.nodes.push_back({"controller", event::NodeKind::Controller});
    add("p", producers, event::NodeKind::Producer);
    add("c", consumers, event::NodeKind::Consumer);
    for (int i = 0; i < partitions; ++i) {
        roster.partitions.push_back({"orders", static_cast<std::uint16_t>(i)});
    }
    return roster;
}

/// Writes a History by hand: three brokers, a producer p1, two consumers c1 and c2, the partition
/// orders-0. Every event is a millisecond after the one before.
class HistoryBuilder {
public:
    static constexpr NodeId kB1{1};
    static constexpr NodeId kB2{2};
    static constexpr NodeId kB3{3};
    static constexpr NodeId kController{4};
    static constexpr NodeId kP1{5};
    static constexpr NodeId kC1{6};
    static constexpr NodeId kC2{7};
    static constexpr PartitionId kOrders0{0};

    EventId add(NodeId node, const event::Payload& payload, EventId cause = kNoEvent)
    {
        m_now = m_now + milliseconds(1);
        m_events.push_back({m_now, cause, node, payload});
        return EventId(static_cast<std::uint32_t>(m_events.size() - 1));
    }

    StringId text(std::string_view text) { return m_strings.intern(text); }

    /// p1 makes a batch of `count` records, numbered from `first`, and sends it. Returns the
    /// BatchSent.
    EventId send(std::uint32_t batch, std::uint32_t first, std::uint32_t count)
    {
        add(kP1, event::BatchOpened{BatchId(batch), kOrders0});
        for (std::uint32_t i = 0; i < count; ++i) {
            add(kP1, event::RecordCreated{RecordNumber(first + i), {}, {}, 10, kOrders0, false});
            add(kP1,
                event::RecordBatched{BatchId(batch), RecordNumber(first + i), 61 + 10 * (i + 1)});
        }
        add(kP1,
            event::BatchClosed{
                BatchId(batch), count, 61 + 10 * count, kOrders0, event::CloseReason::Linger});
        return sendAgain(batch, 1);
    }
    EventId sendAgain(std::uint32_t batch, std::uint16_t attempt)
    {
        return add(kP1, event::BatchSent{BatchId(batch), kNoSequence, kB1, kOrders0, attempt});
    }
    EventId ack(std::uint32_t batch, std::int64_t base, std::uint32_t count)
    {
        return add(kP1, event::BatchAcked{Offset(base), BatchId(batch), count, kOrders0});
    }
    EventId fail(std::uint32_t batch, std::uint32_t count)
    {
        return add(kP1,
            event::BatchFailed{BatchId(batch), count, kOrders0, event::ErrorCode::RequestTimedOut});
    }

    /// A leader stores p1's batch.
    EventId lead(NodeId broker, std::uint32_t batch, std::int64_t base, std::uint32_t count,
        std::int32_t epoch = 0)
    {
        return add(broker,
            event::BatchAppended{
                Offset(base), count, 100, LeaderEpoch(epoch), BatchId(batch), kOrders0, kP1});
    }
    /// A follower stores what it fetched.
    EventId follow(NodeId broker, std::int64_t base, std::uint32_t count, std::int32_t epoch = 0)
    {
        return add(broker,
            event::BatchAppended{
                Offset(base), count, 100, LeaderEpoch(epoch), BatchId(0), kOrders0, kNoNode});
    }
    EventId watermark(NodeId broker, std::int64_t from, std::int64_t to)
    {
        return add(broker, event::HighWatermarkMoved{Offset(from), Offset(to), kOrders0});
    }

    EventId elect(NodeId leader, std::int32_t epoch, NodeId previous = kNoNode)
    {
        const auto kind = leader == kNoNode ? event::ElectionKind::NoneEligible
            : epoch == 0                    ? event::ElectionKind::Initial
                                            : event::ElectionKind::Clean;
        return add(kController,
            event::LeaderElected{{}, LeaderEpoch(epoch), kOrders0, leader, previous, kind});
    }
    EventId assume(NodeId broker, NodeId leader, std::int32_t epoch, std::int64_t logEnd = 0)
    {
        const auto role
            = broker == leader ? event::ReplicaRole::Leader : event::ReplicaRole::Follower;
        return add(
            broker, event::RoleAssumed{Offset(logEnd), LeaderEpoch(epoch), kOrders0, leader, role});
    }
    /// The controller elects, and the elected broker takes office. Returns the election.
    EventId enthrone(NodeId leader, std::int32_t epoch, NodeId previous = kNoNode)
    {
        const EventId election = elect(leader, epoch, previous);
        assume(leader, leader, epoch);
        return election;
    }

    EventId stop(NodeId node, event::StopHow how, EventId cause = kNoEvent)
    {
        return add(node, event::NodeStopped{how}, cause);
    }
    EventId command(std::uint32_t index) { return add(kScriptNode, event::ScriptCommand{index}); }
    EventId truncate(NodeId broker, std::int64_t from, std::int64_t to)
    {
        return add(broker,
            event::LogTruncated{
                Offset(from), Offset(to), kOrders0, event::TruncateReason::Divergence});
    }
    EventId loseUnflushed(NodeId broker, std::int64_t durable, std::int64_t end)
    {
        return add(broker, event::UnflushedLost{Offset(durable), Offset(end), kOrders0});
    }

    EventId roll(NodeId broker, std::int64_t base)
    {
        return add(broker, event::SegmentRolled{Offset(base), kOrders0, event::RollReason::Size});
    }
    EventId moveStart(NodeId broker, std::int64_t from, std::int64_t to,
        event::LogStartReason reason = event::LogStartReason::Retention)
    {
        return add(broker, event::LogStartMoved{Offset(from), Offset(to), kOrders0, reason});
    }
    EventId deleteSegment(NodeId broker, std::int64_t base, std::int64_t end,
        event::SegmentDeletion reason = event::SegmentDeletion::RetentionTime)
    {
        return add(broker, event::SegmentDeleted{Offset(base), Offset(end), 200, kOrders0, reason});
    }
    EventId compact(NodeId broker, std::int64_t from, std::int64_t to)
    {
        return add(broker,
            event::RecordsCompacted{
                Offset(from), Offset(to), static_cast<std::uint32_t>(to - from), kOrders0});
    }

    EventId assign(NodeId consumer) { return add(consumer, event::PartitionAssigned{kOrders0}); }
    EventId reset(NodeId consumer, std::int64_t to)
    {
        return add(
            consumer, event::OffsetReset{Offset(to), kOrders0, event::ResetPolicy::Earliest});
    }
    EventId seek(NodeId consumer, std::int64_t to)
    {
        return add(
            consumer, event::PositionSought{Offset(to), -1, kOrders0, event::SeekTarget::Offset});
    }
    EventId deliver(NodeId consumer, std::int64_t base, std::uint32_t count, std::int32_t epoch = 0)
    {
        return add(
            consumer, event::RecordsDelivered{Offset(base), count, LeaderEpoch(epoch), kOrders0});
    }

    /// The History of what was added; the builder is empty afterwards.
    [[nodiscard]] std::shared_ptr<const history::History> build()
    {
        return std::make_shared<const history::History>(
            rosterOf(3, 1, 2, 1), std::move(m_events), std::move(m_strings), m_now);
    }

private:
    std::vector<event::Event> m_events;
    event::StringTable m_strings;
    Timestamp m_now;
};

} // namespace brokerscope::test
