#pragma once

#include "engine/history/history.h"
#include "views/metrics/metric_readings.h"

#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace brokerscope::views {

/// Follows the numbers behind the metrics of each producer (Kafka: SenderMetricsRegistry,
/// BufferPool).
class ProducerMeters {
public:
    /// Both must outlive it.
    ProducerMeters(const history::History& history, MetricReadings& readings);

    /// The history's events one after the other, from the first; `readings` knows the time.
    void apply(const event::Event& event);

    void operator()(const event::NodeStarted&);
    void operator()(const event::NodeStopped&);
    void operator()(const event::SendBlocked& e);
    void operator()(const event::SendUnblocked& e);
    void operator()(const event::RecordRejected& e);
    void operator()(const event::BatchOpened& e);
    void operator()(const event::BufferTaken& e);
    void operator()(const event::BatchClosed& e);
    void operator()(const event::BatchCompressed& e);
    void operator()(const event::BatchSent& e);
    void operator()(const event::BatchRetried& e);
    void operator()(const event::BatchAcked& e);
    void operator()(const event::BatchFailed& e);
    void operator()(const event::BatchSplit& e);
    void operator()(const event::MessageSent& e);
    void operator()(const event::MessageReceived& e);
    void operator()(const event::RequestTimedOut& e);
    void operator()(const event::ConnectionLost& e);
    template <class Other>
    void operator()(const Other&)
    {
    }

private:
    struct Batch {
        Timestamp created; ///< of a part: when the whole was
        std::uint64_t pooled = 0; ///< what it takes of buffer.memory
        double bytes = 0; ///< once closed
        double compressed = 1; ///< what compression has left of its records
        std::uint32_t records = 0; ///< once closed
    };
    struct Producer {
        std::uint64_t bufferMemory = 0;
        bool expectsAnswers = true; ///< not with acks=0
        std::uint64_t used = 0; ///< of buffer.memory
        BatchId firstPart; ///< of the batch that was split last
        std::uint32_t parts = 0; ///< of that batch; 0: none was
        Timestamp wholeCreated; ///< when that batch was
        std::map<BatchId, Batch> batches;
        std::map<EventId, NodeId> awaited; ///< requests, and who is to answer them
        std::set<RecordNumber> waiting; ///< for buffer.memory
    };

    void sample(MetricId id, double amount);
    void showMemory();
    void showInFlight();
    void showWaiting();
    void release(BatchId batch);
    void failAwaited(NodeId peer);
    [[nodiscard]] double millisSince(Timestamp start) const;
    [[nodiscard]] Producer& producer() { return m_producers.at(m_node); }

    const history::History& m_history;
    MetricReadings& m_readings;
    std::map<NodeId, Producer> m_producers;
    std::map<EventId, Duration> m_throttles; // by request; what a broker's answer tells
    std::uint32_t m_applied = 0; // events
    // The event that is being applied.
    EventId m_id;
    Timestamp m_now;
    NodeId m_node;
};

} // namespace brokerscope::views
