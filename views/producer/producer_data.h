#pragma once

#include "engine/history/history.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace brokerscope::views {

/// What the lens needs of a run beyond its ClusterState: the contents of records, the batches that
/// were closed lately, what compression made of them, which batches a request carries. Gathered in
/// one pass, once per History; a moment of it is found by how many events have happened.
struct ProducerData {
    static constexpr std::int8_t kNullKey = -1;

    struct Record {
        EventId created;
        RecordNumber number;
        StringId key;
        std::uint32_t bytes = 0; ///< key and value
        PartitionId partition;
        std::int16_t keyIndex = kNullKey; ///< of the key, by its first record; colours follow it
    };
    enum class Ending : std::uint8_t { None, Acked, Failed, Split };
    struct ClosedBatch {
        EventId closed;
        EventId ended = kNoEvent; ///< acknowledged, failed or split
        BatchId batch;
        std::uint32_t records = 0;
        std::uint32_t bytes = 0; ///< header included, after compression
        PartitionId partition;
        event::CloseReason reason = event::CloseReason::Full;
        Ending ending = Ending::None;
    };
    struct Squeeze {
        EventId compressed;
        BatchId batch;
        std::uint32_t before = 0; ///< header included
        std::uint32_t after = 0;
        PartitionId partition;
    };
    struct Request {
        EventId message; ///< its MessageSent
        EventId lost = kNoEvent; ///< it, or its answer, was dropped
        std::uint32_t firstBatch = 0; ///< into Producer::sent
        std::uint32_t batches = 0;
    };
    struct Block {
        EventId began;
        RecordNumber number;
        std::uint32_t bytes = 0; ///< what it waits for
    };
    struct Retry {
        EventId retried;
        BatchId batch;
        event::ErrorCode error = event::ErrorCode::None;
    };

    struct Producer {
        std::vector<EventId> starts; ///< a restarted producer counts records and batches anew
        std::vector<Record> records; ///< ascending by created
        std::vector<ClosedBatch> closed; ///< ascending by closed
        std::vector<Squeeze> squeezes; ///< ascending by compressed
        std::vector<Request> requests; ///< ascending by message
        std::vector<BatchId> sent; ///< what the requests carry
        std::vector<Block> blocks; ///< ascending by began
        std::vector<Retry> retries; ///< ascending by retried
        std::uint32_t reasons = 0; ///< a bit for each CloseReason that there is

        /// Of the life that goes on after `applied` events; nullptr when it is not known.
        [[nodiscard]] const Record* record(RecordNumber number, std::size_t applied) const;
        /// The last ones that were closed by then, at most `most`, oldest first.
        [[nodiscard]] std::span<const ClosedBatch> closedBefore(
            std::size_t applied, std::size_t most) const;
        /// The last one by then, or nullptr.
        [[nodiscard]] const Squeeze* squeezeBefore(std::size_t applied) const;
        [[nodiscard]] const Request* request(EventId message) const;
        [[nodiscard]] std::span<const BatchId> batchesOf(const Request& request) const;
        [[nodiscard]] const Block* blockOf(RecordNumber number, std::size_t applied) const;
        [[nodiscard]] const Retry* retryOf(BatchId batch, std::size_t applied) const;
        [[nodiscard]] bool has(event::CloseReason reason) const
        {
            return (reasons >> static_cast<unsigned>(reason) & 1U) != 0;
        }
    };

    std::vector<NodeId> nodes; ///< the producers, ascending
    std::vector<Producer> producers; ///< the same order

    [[nodiscard]] const Producer& of(NodeId producer) const
    {
        return producers.at(producer.value() - nodes.front().value());
    }
};

[[nodiscard]] std::shared_ptr<const ProducerData> gatherProducers(const history::History& history);

} // namespace brokerscope::views
