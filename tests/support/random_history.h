#pragma once

#include "engine/history/history.h"
#include "tests/support/history_builder.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace brokerscope::test {

/// Makes plausible events without an engine: producers fill batches, messages travel, leaders
/// append and roll segments, followers replicate, consumers read and seek, brokers delete and
/// compact, stop, lose their tails, come back and truncate. Ids are always in range. It is no model
/// of Kafka: it only has to look like a run to whoever folds it.
class RandomHistory {
public:
    struct Size {
        int brokers = 3;
        int producers = 2;
        int consumers = 2;
        int partitions = 6;
        int faultsPerThousand = 3; ///< actions
    };

    RandomHistory(std::uint64_t seed, Size size)
        : m_state(seed)
        , m_size(size)
        , m_roster(rosterOf(size.brokers, size.producers, size.consumers, size.partitions))
        , m_running(static_cast<std::size_t>(size.brokers) + 1, true)
        , m_partitions(static_cast<std::size_t>(size.partitions))
        , m_producers(static_cast<std::size_t>(size.producers))
        , m_positions(static_cast<std::size_t>(size.consumers) * m_partitions.size())
    {
        begin();
    }

    /// Goes on until there are at least `count` events.
    void makeEvents(std::size_t count)
    {
        m_events.reserve(std::max(m_events.capacity(), count + 64));
        while (m_events.size() < count) {
            m_now = m_now + microseconds(static_cast<std::int64_t>(below(200)));
            m_cause = kNoEvent;
            act();
        }
    }

    [[nodiscard]] const event::Roster& roster() const { return m_roster; }
    [[nodiscard]] const std::vector<event::Event>& events() const { return m_events; }
    [[nodiscard]] const event::StringTable& strings() const { return m_strings; }
    [[nodiscard]] Timestamp now() const { return m_now; }

    /// The generator is empty afterwards.
    [[nodiscard]] std::shared_ptr<const history::History> take()
    {
        return std::make_shared<const history::History>(
            m_roster, std::move(m_events), std::move(m_strings), m_now);
    }

private:
    struct Stored { // a batch in a log
        std::int64_t base;
        std::uint32_t count;
        std::int32_t epoch;
    };
    using Log = std::vector<Stored>;
    struct Partition {
        int leader = 0; // broker number; 0: none
        std::int32_t epoch = -1;
        std::vector<Log> logs; // by broker number
        std::size_t start = 0; // index into the logs: what stands before it was deleted
    };
    struct Open {
        std::uint32_t batch = 0; // 0: none
        std::uint32_t records = 0;
    };
    struct Producer {
        std::uint32_t records = 0;
        std::uint32_t batches = 0;
        std::vector<Open> open; // by partition
    };
    struct Message {
        EventId id;
        NodeId from;
        event::MessageSent sent;
        std::uint32_t batch = 0; // Produce
        std::size_t at = 0; // Fetch: index into the log
    };

    std::uint64_t below(std::uint64_t limit) // splitmix64
    {
        std::uint64_t z = m_state += 0x9E3779B97F4A7C15U;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
        return (z ^ (z >> 31)) % limit;
    }
    int anyBroker()
    {
        return 1 + static_cast<int>(below(static_cast<std::uint64_t>(m_size.brokers)));
    }
    std::size_t anyPartition() { return below(m_partitions.size()); }
    static NodeId brokerNode(int number) { return NodeId(static_cast<std::uint16_t>(number)); }
    NodeId controller() const { return brokerNode(m_size.brokers + 1); }
    NodeId producerNode(std::size_t i) const
    {
        return brokerNode(m_size.brokers + 2 + static_cast<int>(i));
    }
    NodeId consumerNode(std::size_t i) const
    {
        return brokerNode(m_size.brokers + 2 + m_size.producers + static_cast<int>(i));
    }
    bool isBroker(NodeId node) const { return node.value() >= 1 && node.value() <= m_size.brokers; }
    static PartitionId idOf(std::size_t p) { return PartitionId(static_cast<std::uint16_t>(p)); }
    static std::int64_t endOf(const Log& log)
    {
        return log.empty() ? 0 : log.back().base + log.back().count;
    }
    Log& logOf(std::size_t p, int broker)
    {
        return m_partitions[p].logs[static_cast<std::size_t>(broker)];
    }

    EventId emit(NodeId node, event::Payload payload)
    {
        m_events.push_back({m_now, m_cause, node, std::move(payload)});
        return EventId(static_cast<std::uint32_t>(m_events.size() - 1));
    }

    void begin()
    {
        emit(kScriptNode,
            event::ConfigSet{m_strings.intern("topics.orders"),
                m_strings.intern("min.insync.replicas"), m_strings.intern("1")});
        for (std::size_t i = 1; i < m_roster.nodes.size(); ++i) {
            emit(brokerNode(static_cast<int>(i)), event::NodeStarted{});
        }
        for (int b = 1; b <= m_size.brokers; ++b) {
            emit(controller(), event::BrokerRegistered{BrokerEpoch(b), brokerNode(b)});
            emit(controller(), event::BrokerUnfenced{brokerNode(b)});
        }
        emit(controller(),
            event::TopicCreated{m_strings.intern("orders"), idOf(0),
                static_cast<std::uint16_t>(m_partitions.size())});
        for (std::size_t p = 0; p < m_partitions.size(); ++p) {
            m_partitions[p].logs.resize(static_cast<std::size_t>(m_size.brokers) + 1);
            elect(p);
        }
        for (Producer& producer : m_producers) {
            producer.open.resize(m_partitions.size());
        }
        for (std::size_t c = 0; c < static_cast<std::size_t>(m_size.consumers); ++c) {
            for (std::size_t p = c; p < m_partitions.size();
                 p += static_cast<std::size_t>(m_size.consumers)) {
                emit(consumerNode(c), event::PartitionAssigned{idOf(p)});
                emit(consumerNode(c),
                    event::OffsetReset{Offset(0), idOf(p), event::ResetPolicy::Earliest});
            }
        }
    }

    void act()
    {
        if (below(1000) < static_cast<std::uint64_t>(m_size.faultsPerThousand)) {
            fault();
        } else if (m_flying.size() > 20 || (below(100) < 40 && !m_flying.empty())) {
            arrive();
        } else if (below(100) < 60) {
            produce();
        } else if (below(100) < 70) {
            fetch();
        } else if (below(100) < 10) {
            tendLogs(anyPartition());
        } else {
            const int b = anyBroker();
            if (m_running[static_cast<std::size_t>(b)]) {
                post(brokerNode(b), messageTo(controller(), event::Api::BrokerHeartbeat));
            }
        }
    }

    static event::MessageSent messageTo(NodeId to, event::Api api)
    {
        event::MessageSent sent;
        sent.to = to;
        sent.api = api;
        return sent;
    }
    /// One about a partition.
    static event::MessageSent messageTo(
        int broker, event::Api api, std::size_t p, std::uint32_t records)
    {
        event::MessageSent sent = messageTo(brokerNode(broker), api);
        sent.records = records;
        sent.bytes = records * 110;
        sent.partition = idOf(p);
        sent.partitions = 1;
        return sent;
    }

    EventId post(NodeId from, event::MessageSent sent, std::uint32_t batch = 0, std::size_t at = 0)
    {
        sent.deliverAt = m_now + microseconds(static_cast<std::int64_t>(1000 + below(1000)));
        const EventId id = emit(from, sent);
        m_flying.push_back({id, from, sent, batch, at});
        return id;
    }

    // --- clients ---

    void produce()
    {
        const std::size_t i = below(m_producers.size());
        const std::size_t p = anyPartition();
        Producer& producer = m_producers[i];
        Open& open = producer.open[p];
        const NodeId node = producerNode(i);
        const RecordNumber number(++producer.records);
        const StringId key = m_strings.intern("user-" + std::to_string(below(20)));
        emit(node, event::RecordCreated{number, key, key, 100, idOf(p), true});
        if (open.batch == 0) {
            open = {++producer.batches, 0};
            emit(node, event::BatchOpened{BatchId(open.batch), idOf(p)});
            emit(node, event::BufferTaken{BatchId(open.batch), 16384});
        }
        ++open.records;
        emit(node, event::RecordBatched{BatchId(open.batch), number, 61 + 110 * open.records});
        if (open.records >= 1 + below(8)) {
            emit(node,
                event::BatchClosed{BatchId(open.batch), open.records, 61 + 110 * open.records,
                    idOf(p), event::CloseReason::Linger});
            sendBatch(i, p, open, 1);
            open = {};
        }
    }

    void sendBatch(std::size_t i, std::size_t p, const Open& batch, std::uint16_t attempt)
    {
        const int leader = m_partitions[p].leader == 0 ? anyBroker() : m_partitions[p].leader;
        const NodeId node = producerNode(i);
        emit(node,
            event::BatchSent{
                BatchId(batch.batch), kNoSequence, brokerNode(leader), idOf(p), attempt});
        post(node, messageTo(leader, event::Api::Produce, p, batch.records), batch.batch);
    }

    void fetch()
    {
        const std::size_t p = anyPartition();
        const int leader = m_partitions[p].leader;
        if (leader == 0) {
            return;
        }
        if (below(3) == 0) {
            const std::size_t c = p % static_cast<std::size_t>(m_size.consumers);
            setPosition(c, p, leader);
            post(consumerNode(c), fetchOf(p, leader), 0, m_positions[c * m_partitions.size() + p]);
        } else if (const int b = anyBroker();
                   b != leader && m_running[static_cast<std::size_t>(b)]) {
            post(brokerNode(b), fetchOf(p, leader), 0, logOf(p, b).size());
        }
    }

    /// Now and then the application seeks; a position that was deleted is reset.
    void setPosition(std::size_t c, std::size_t p, int leader)
    {
        const Log& log = logOf(p, leader);
        const std::size_t start = m_partitions[p].start;
        std::size_t& position = m_positions[c * m_partitions.size() + p];
        if (position < start && start < log.size()) {
            position = start;
            emit(consumerNode(c),
                event::OffsetReset{Offset(log[start].base), idOf(p), event::ResetPolicy::Earliest});
        } else if (start < log.size() && below(20) == 0) {
            position = start + below(log.size() - start);
            emit(consumerNode(c),
                event::PositionSought{
                    Offset(log[position].base), -1, idOf(p), event::SeekTarget::Offset});
        }
    }

    event::MessageSent fetchOf(std::size_t p, int leader)
    {
        return messageTo(leader, event::Api::Fetch, p, 0);
    }

    // --- messages ---

    void arrive()
    {
        const std::size_t which = below(std::min<std::size_t>(m_flying.size(), 4));
        const Message message = m_flying[which];
        m_flying.erase(m_flying.begin() + static_cast<std::ptrdiff_t>(which));
        m_now = std::max(m_now, message.sent.deliverAt);
        const NodeId node = message.sent.to;
        if (isBroker(node) && !m_running[node.value()]) {
            emit(node, event::MessageDropped{message.id, event::DropReason::ReceiverDown});
            if (message.sent.api == event::Api::Produce) {
                m_cause = emit(message.from, event::RequestTimedOut{message.id, node});
                emit(message.from,
                    event::BatchFailed{BatchId(message.batch), message.sent.records,
                        message.sent.partition, event::ErrorCode::RequestTimedOut});
            }
            return;
        }
        m_cause = emit(node, event::MessageReceived{message.id});
        if (message.sent.api == event::Api::Produce) {
            message.sent.isResponse() ? answered(message) : append(message);
        } else if (message.sent.api == event::Api::Fetch) {
            message.sent.isResponse() ? fetched(message) : serve(message);
        }
    }

    void reply(const Message& request, Offset offset, std::uint32_t records,
        event::ErrorCode error = event::ErrorCode::None)
    {
        event::MessageSent sent = request.sent;
        sent.request = request.id;
        sent.to = request.from;
        sent.offset = offset;
        sent.records = records;
        sent.error = error;
        post(request.sent.to, sent, request.batch, request.at);
    }

    void append(const Message& message)
    {
        const std::size_t p = message.sent.partition.value();
        Partition& partition = m_partitions[p];
        const NodeId node = message.sent.to;
        if (partition.leader != node.value()) {
            emit(node,
                event::AppendRejected{BatchId(message.batch), message.sent.partition, message.from,
                    event::ErrorCode::NotLeaderOrFollower});
            reply(message, kNoOffset, message.sent.records, event::ErrorCode::NotLeaderOrFollower);
            return;
        }
        Log& log = logOf(p, partition.leader);
        const std::int64_t base = endOf(log);
        noteFiles(p, partition.leader, base);
        log.push_back({base, message.sent.records, partition.epoch});
        emit(node,
            event::BatchAppended{Offset(base), message.sent.records, message.sent.bytes,
                LeaderEpoch(partition.epoch), BatchId(message.batch), message.sent.partition,
                message.from});
        reply(message, Offset(base), message.sent.records);
    }

    void answered(const Message& message)
    {
        const NodeId node = message.sent.to;
        const BatchId batch(message.batch);
        if (message.sent.error == event::ErrorCode::None) {
            emit(node,
                event::BatchAcked{
                    message.sent.offset, batch, message.sent.records, message.sent.partition});
            return;
        }
        emit(node,
            event::BatchRetried{
                milliseconds(100), batch, message.sent.partition, message.sent.error});
        sendBatch(static_cast<std::size_t>(node.value() - m_size.brokers - 2),
            message.sent.partition.value(), {message.batch, message.sent.records}, 2);
    }

    void serve(const Message& message)
    {
        const std::size_t p = message.sent.partition.value();
        const int leader = m_partitions[p].leader;
        if (leader != message.sent.to.value()) {
            reply(message, kNoOffset, 0, event::ErrorCode::NotLeaderOrFollower);
            return;
        }
        const Log& log = logOf(p, leader);
        if (message.at >= log.size()) {
            const EventId request = message.id;
            emit(message.sent.to,
                event::RequestParked{
                    Offset(endOf(log)), request, message.sent.partition, event::Purgatory::Fetch});
            emit(message.sent.to,
                event::RequestUnparked{
                    request, event::Purgatory::Fetch, event::UnparkReason::Expired});
            reply(message, Offset(endOf(log)), 0);
            return;
        }
        if (isBroker(message.from)) {
            emit(message.sent.to,
                event::ReplicaProgress{
                    Offset(log[message.at].base), message.sent.partition, message.from});
        }
        reply(message, Offset(log[message.at].base), log[message.at].count);
    }

    void fetched(const Message& message)
    {
        const std::size_t p = message.sent.partition.value();
        const int leader = m_partitions[p].leader;
        if (message.sent.records == 0 || leader == 0 || message.at >= logOf(p, leader).size()) {
            return;
        }
        const Stored stored = logOf(p, leader)[message.at];
        const NodeId node = message.sent.to;
        if (isBroker(node)) {
            Log& mine = logOf(p, node.value());
            if (node.value() == leader || mine.size() != message.at) {
                return;
            }
            noteFiles(p, node.value(), stored.base);
            mine.push_back(stored);
            emit(node,
                event::BatchAppended{Offset(stored.base), stored.count, stored.count * 110,
                    LeaderEpoch(stored.epoch), BatchId(0), idOf(p), kNoNode});
            emit(node, event::HighWatermarkMoved{Offset(0), Offset(stored.base), idOf(p)});
            return;
        }
        const Offset end(stored.base + stored.count);
        emit(node, event::RecordsFetched{Offset(stored.base), end, idOf(p)});
        emit(node,
            event::RecordsDelivered{
                Offset(stored.base), stored.count, LeaderEpoch(stored.epoch), idOf(p)});
        emit(node, event::RecordsProcessed{end, idOf(p)});
        const std::size_t c = p % static_cast<std::size_t>(m_size.consumers);
        m_positions[c * m_partitions.size() + p] = message.at + 1;
    }

    // --- files ---

    /// What an append may do to the files before it.
    void noteFiles(std::size_t p, int b, std::int64_t base)
    {
        if (below(12) == 0) {
            emit(brokerNode(b),
                event::SegmentRolled{Offset(base), idOf(p), event::RollReason::Size});
            emit(brokerNode(b), event::LogFlushed{Offset(base), idOf(p)});
        } else if (below(4) == 0) {
            emit(brokerNode(b),
                event::IndexEntryAdded{Offset(base), Offset(0), -1, kNoOffset, 110, idOf(p)});
        }
    }

    /// Deletes the oldest batches, or compacts a record away, on all brokers that have them.
    void tendLogs(std::size_t p)
    {
        Partition& partition = m_partitions[p];
        std::size_t shortest = m_events.size();
        for (int b = 1; b <= m_size.brokers; ++b) {
            shortest = std::min(shortest, logOf(p, b).size());
        }
        if (partition.leader == 0 || partition.start + 2 >= shortest) {
            return;
        }
        const Log& log = logOf(p, partition.leader);
        const bool compact = below(2) == 0;
        const std::size_t index
            = partition.start + 1 + below(std::min<std::size_t>(shortest - partition.start - 2, 4));
        const Offset from(log[partition.start].base);
        const Offset to(log[index].base);
        for (int b = 1; b <= m_size.brokers; ++b) {
            if (m_running[static_cast<std::size_t>(b)]) {
                compact ? clean(brokerNode(b), p, to) : expire(brokerNode(b), p, from, to);
            }
        }
        partition.start = compact ? partition.start : index;
    }

    void expire(NodeId node, std::size_t p, Offset from, Offset to)
    {
        emit(node, event::LogStartMoved{from, to, idOf(p), event::LogStartReason::Retention});
        emit(node,
            event::SegmentDeleted{from, to, 500, idOf(p), event::SegmentDeletion::RetentionTime});
    }

    void clean(NodeId node, std::size_t p, Offset record)
    {
        emit(node, event::CleanerStarted{record, record + OffsetDelta(1), idOf(p)});
        emit(node, event::RecordsCompacted{record, record + OffsetDelta(1), 1, idOf(p)});
        emit(node, event::CleanerFinished{record + OffsetDelta(1), 500, 390, idOf(p)});
    }

    // --- faults ---

    void fault()
    {
        m_cause = emit(kScriptNode, event::ScriptCommand{m_commands++});
        const int b = anyBroker();
        const NodeId other = brokerNode(anyBroker());
        switch (below(4)) {
        case 0:
            emit(kScriptNode, event::LinkCut{brokerNode(b), other, below(2) == 0});
            break;
        case 1:
            emit(kScriptNode, event::LinkHealed{brokerNode(b), other, below(2) == 0});
            break;
        default:
            m_running[static_cast<std::size_t>(b)] ? stop(b) : start(b);
        }
    }

    void stop(int b)
    {
        const bool power = below(2) == 0;
        const bool disk = !power && below(3) == 0;
        m_running[static_cast<std::size_t>(b)] = false;
        if (disk) {
            emit(brokerNode(b), event::LogDirFailed{idOf(0), event::DiskError::Full});
        }
        emit(brokerNode(b),
            event::NodeStopped{power ? event::StopHow::PowerLoss
                    : disk           ? event::StopHow::Halt
                                     : event::StopHow::Kill});
        for (std::size_t p = 0; p < m_partitions.size() && power; ++p) {
            Log& log = logOf(p, b);
            const std::int64_t end = endOf(log);
            log.resize(log.size() - below(std::min<std::size_t>(log.size(), 3) + 1));
            emit(brokerNode(b), event::UnflushedLost{Offset(endOf(log)), Offset(end), idOf(p)});
        }
        emit(controller(), event::BrokerFenced{brokerNode(b)});
        for (std::size_t p = 0; p < m_partitions.size(); ++p) {
            if (m_partitions[p].leader == b) {
                elect(p);
            }
        }
    }

    void start(int b)
    {
        m_running[static_cast<std::size_t>(b)] = true;
        emit(brokerNode(b), event::NodeStarted{});
        for (std::size_t p = 0; p < m_partitions.size(); ++p) {
            const Offset end(endOf(logOf(p, b)));
            emit(brokerNode(b), event::LogScanned{Offset(0), end, 0, idOf(p)});
            emit(
                brokerNode(b), event::LogRecovered{Offset(endOf(logOf(p, b))), Offset(0), idOf(p)});
        }
        emit(controller(), event::BrokerUnfenced{brokerNode(b)});
        for (std::size_t p = 0; p < m_partitions.size(); ++p) {
            m_partitions[p].leader == 0 ? elect(p) : follow(p, b);
        }
    }

    void elect(std::size_t p)
    {
        Partition& partition = m_partitions[p];
        const NodeId previous = partition.leader == 0 ? kNoNode : brokerNode(partition.leader);
        const int first = anyBroker();
        partition.leader = 0;
        for (int i = 0; i < m_size.brokers && partition.leader == 0; ++i) {
            const int candidate = 1 + (first + i) % m_size.brokers;
            partition.leader = m_running[static_cast<std::size_t>(candidate)] ? candidate : 0;
        }
        const bool none = partition.leader == 0;
        const auto kind = none      ? event::ElectionKind::NoneEligible
            : partition.epoch == -1 ? event::ElectionKind::Initial
                                    : event::ElectionKind::Clean;
        const NodeId leader = none ? kNoNode : brokerNode(partition.leader);
        ++partition.epoch;
        emit(controller(),
            event::LeaderElected{
                {}, LeaderEpoch(partition.epoch), idOf(p), leader, previous, kind});
        for (int b = 1; b <= m_size.brokers && !none; ++b) {
            if (m_running[static_cast<std::size_t>(b)]) {
                follow(p, b);
            }
        }
    }

    /// A running broker takes its role under the present leader, and a follower cuts what the
    /// leader does not have.
    void follow(std::size_t p, int b)
    {
        const Partition& partition = m_partitions[p];
        Log& mine = logOf(p, b);
        const Offset end(endOf(mine));
        const auto role
            = b == partition.leader ? event::ReplicaRole::Leader : event::ReplicaRole::Follower;
        emit(brokerNode(b),
            event::RoleAssumed{
                end, LeaderEpoch(partition.epoch), idOf(p), brokerNode(partition.leader), role});
        const Log& leaders = partition.logs[static_cast<std::size_t>(partition.leader)];
        const auto parting = std::mismatch(mine.begin(), mine.end(), leaders.begin(), leaders.end(),
            [](const Stored& x, const Stored& y) {
                return x.base == y.base && x.epoch == y.epoch;
            });
        if (parting.first != mine.end()) {
            mine.erase(parting.first, mine.end());
            emit(brokerNode(b),
                event::LogTruncated{
                    end, Offset(endOf(mine)), idOf(p), event::TruncateReason::Divergence});
        }
    }

    std::uint64_t m_state;
    Size m_size;
    event::Roster m_roster;
    std::vector<bool> m_running; // by broker number
    std::vector<Partition> m_partitions;
    std::vector<Producer> m_producers;
    std::vector<std::size_t>
        m_positions; // by consumer, then partition: index into the leader's log
    std::deque<Message> m_flying;
    std::vector<event::Event> m_events;
    event::StringTable m_strings;
    Timestamp m_now;
    EventId m_cause = kNoEvent;
    std::uint32_t m_commands = 0;
};

} // namespace brokerscope::test
