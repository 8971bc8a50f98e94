#pragma once

#include "engine/client/config.h"
#include "engine/scenario/cluster.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace brokerscope::testing {

/// Follows every record of every producer from send() to its end and says what is wrong: each ends
/// exactly once, acknowledged, failed or rejected; none later than max.block.ms and
/// delivery.timeout.ms allow, except while the process stands still or, without idempotence, while
/// a younger batch stands before an older one; batches, retries, flush(), close() and the requests
/// in flight keep to their rules; buffer.memory is held by batches that are not done and by nothing
/// else.
///
/// A producer is to have one life only: batches are told apart by producer and number.
class ProducerChecker {
public:
    using Wrong = std::optional<std::string>;

    ProducerChecker(scenario::Cluster& cluster, const scenario::Scenario& scenario);

    /// Takes in the next event of the run.
    [[nodiscard]] Wrong check(const event::Event& event);
    /// To be called after each step.
    [[nodiscard]] Wrong checkStep();

    [[nodiscard]] const client::ProducerConfig& configOf(NodeId producer) const;
    [[nodiscard]] bool isProducer(NodeId node) const { return m_producers.contains(node); }
    /// The records of a batch, whether it is done or not; none of a batch that nobody has made.
    [[nodiscard]] const std::vector<RecordNumber>& recordsOf(NodeId producer, BatchId batch) const;
    /// Whether the record is neither acknowledged nor failed.
    [[nodiscard]] bool isPending(NodeId producer, RecordNumber number) const;
    /// The partition's records of this producer, in the order in which they got into batches.
    [[nodiscard]] const std::vector<RecordNumber>& sentTo(
        NodeId producer, PartitionId partition) const;

private:
    /// A batch that is not done.
    struct Batch {
        PartitionId partition;
        Timestamp deadline;
        BatchId origin; ///< the batch that its records went into first
        std::uint32_t attempts = 0; ///< that failed
        bool isClosed = false;
        bool isInFlight = false;
        std::uint64_t pooled = 0; ///< bytes of buffer.memory; a part of another batch takes none
    };
    /// A batch that is being split: its parts are the next ones.
    struct Split {
        BatchId first;
        std::uint32_t parts = 0;
        Batch whole;
        std::set<RecordNumber> records; ///< that are in no part yet
    };
    struct Flush {
        BatchId last; ///< it waits for this and all before
    };
    struct Producer {
        client::ProducerConfig config;
        bool isRunning = false;
        bool isPaused = false;
        Timestamp resumedAt;
        std::optional<Timestamp> closeUntil; ///< of a close() with a timeout
        bool isClosing = false;
        RecordNumber lastCreated{0};
        BatchId lastOpened{0};
        std::map<RecordNumber, std::optional<Timestamp>> unbatched; ///< until when they may block
        std::set<RecordNumber> batched; ///< in batches that are not done
        std::map<BatchId, Batch> held;
        std::map<BatchId, std::vector<RecordNumber>> records; ///< of all batches
        std::map<PartitionId, std::vector<RecordNumber>> sentTo;
        std::map<NodeId, std::set<EventId>> requests; ///< Produce, not answered
        std::optional<Split> split;
        std::vector<Flush> flushes;
    };

    // The events that tell of producers. `p` is who tells it.
    [[nodiscard]] static Wrong take(Producer& p, const event::RecordCreated& what);
    [[nodiscard]] static Wrong take(Producer& p, const event::RecordRejected& what);
    [[nodiscard]] static Wrong take(Producer& p, const event::RecordBatched& what);
    [[nodiscard]] static Wrong take(Producer& p, const event::BatchClosed& what);
    [[nodiscard]] static Wrong take(Producer& p, const event::BatchSent& what);
    [[nodiscard]] static Wrong take(Producer& p, const event::BatchRetried& what);
    [[nodiscard]] static Wrong take(Producer& p, const event::BatchSplit& what);
    [[nodiscard]] static Wrong take(Producer& p, const event::BatchAcked& what);
    [[nodiscard]] static Wrong take(Producer& p, const event::BatchFailed& what);
    [[nodiscard]] static Wrong take(Producer& p, const event::FlushBegun& what);
    [[nodiscard]] static Wrong take(Producer& p, const event::FlushEnded& what);
    [[nodiscard]] static Wrong take(Producer& p, const event::NodeStopped& what);
    [[nodiscard]] Wrong opened(Producer& p, const event::BatchOpened& what) const;
    [[nodiscard]] static Wrong end(Producer& p, BatchId id, std::uint32_t records);

    [[nodiscard]] Wrong checkProducer(const event::Event& event, Producer& p) const;
    void note(const event::Event& event, Producer& p) const;
    [[nodiscard]] Wrong noteMessage(const event::Event& event, Producer& p) const;
    [[nodiscard]] Wrong checkTimes(const Producer& p) const;
    [[nodiscard]] bool isBehindYounger(const Producer& p, const Batch& batch) const;
    [[nodiscard]] static Wrong checkMemory(const Producer& p, std::uint64_t used);
    [[nodiscard]] Timestamp now() const { return m_cluster.kernel().now(); }

    scenario::Cluster& m_cluster;
    std::map<NodeId, Producer> m_producers;
};

} // namespace brokerscope::testing
