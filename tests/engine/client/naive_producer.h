#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/kinds.h"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <ostream>
#include <vector>

namespace brokerscope::testing {

/// What an application does with its producer, and what that producer is like. Two brokers answer
/// everything after the same time; b1 leads partitions 0 and 2, b2 leads partition 1.
struct BatchPlan {
    enum class What : std::uint8_t { Send, Flush, Close };
    struct Action {
        Duration at; ///< since the start; a send() that has to wait delays those behind it
        What what = What::Send;
        std::uint16_t partition = 0;
        std::size_t valueSize = 0;
    };
    std::uint32_t batchSize = 16384;
    Duration linger;
    std::uint64_t bufferMemory = 33554432;
    std::uint32_t maxRequestSize = 1048576;
    std::uint32_t maxInFlight = 5;
    Duration roundTrip;
    std::vector<Action> actions; ///< by time
};
std::ostream& operator<<(std::ostream& out, const BatchPlan& plan);

/// What became of a batch, in the order in which batches were opened.
struct BatchFate {
    std::uint16_t partition = 0;
    std::vector<std::uint32_t> records; ///< numbers from 1
    std::size_t bytes = 0;
    Timestamp openedAt;
    Timestamp closedAt;
    event::CloseReason reason = event::CloseReason::Full;
    Timestamp sentAt;
    Timestamp doneAt;
    bool operator==(const BatchFate&) const = default;
};
std::ostream& operator<<(std::ostream& out, const BatchFate& fate);

/// What Kafka's rules (RecordAccumulator.append, ready and drain, and the loop of Sender) make of a
/// plan, written down as simply as possible: looks at everything again whenever anything happens.
class NaiveProducer {
public:
    static constexpr std::uint16_t kPartitions = 3;

    explicit NaiveProducer(BatchPlan plan);

    [[nodiscard]] std::vector<BatchFate> run();

private:
    struct Batch {
        BatchFate fate;
        std::size_t limit = 0;
        std::int64_t firstCalledAt = 0; ///< send() of its first record, in milliseconds
        bool isClosed = false;
        bool isDone = false;
    };
    struct Answer {
        Timestamp at;
        std::size_t broker = 0;
        std::vector<std::size_t> batches;
    };

    [[nodiscard]] bool isFull(const Batch& batch) const
    {
        return batch.isClosed || batch.fate.bytes >= batch.limit;
    }
    [[nodiscard]] bool isLeft(const Batch& batch) const
    {
        return m_now >= batch.fate.openedAt + m_plan.linger;
    }
    [[nodiscard]] Timestamp nextTime() const;
    void happen();
    bool append(const BatchPlan::Action& action);
    void close(Batch& batch, event::CloseReason reason);
    [[nodiscard]] bool isReady(std::uint16_t partition) const;
    void turn();
    void drain(std::size_t broker);

    BatchPlan m_plan;
    Timestamp m_now;
    std::vector<Batch> m_batches;
    std::array<std::deque<std::size_t>, kPartitions> m_queues;
    std::deque<Answer> m_answers; ///< by time
    std::array<std::uint32_t, 2> m_inFlight{};
    std::array<std::size_t, 2> m_from{};
    std::uint64_t m_used = 0;
    std::size_t m_next = 0; ///< action
    std::uint32_t m_sent = 0; ///< records
    Timestamp m_calledAt; ///< the latest send()
    bool m_isBlocked = false; ///< the next action is a send() that waits for memory
    std::vector<std::size_t> m_flushes; ///< of each, how many batches there were
    bool m_isClosing = false;
};

} // namespace brokerscope::testing
