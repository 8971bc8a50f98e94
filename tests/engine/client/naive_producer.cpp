#include "tests/engine/client/naive_producer.h"

#include <algorithm>
#include <utility>

namespace brokerscope::testing {

namespace {

using event::CloseReason;

constexpr std::size_t kHeader = 61;
/// A record takes at most so many bytes besides its value.
constexpr std::size_t kMostOverhead = 21;
constexpr std::array<std::array<std::uint16_t, 2>, 2> kLedBy{{{0, 2}, {1, 1}}};
constexpr std::array<std::size_t, 2> kLed{2, 1}; ///< how many of these
constexpr Timestamp kNever{std::int64_t{1} << 60U};

std::size_t varintSize(std::size_t value)
{
    std::size_t size = 1;
    for (std::size_t zigzag = 2 * value; zigzag >= 128; zigzag /= 128) {
        ++size;
    }
    return size;
}

/// Bytes of the index-th record of a batch, with a null key and so many milliseconds younger than
/// the first one.
std::size_t recordSize(std::size_t index, std::size_t age, std::size_t value)
{
    const std::size_t body
        = 1 + varintSize(age) + varintSize(index) + 1 + varintSize(value) + value + 1;
    return varintSize(body) + body;
}

} // namespace

std::ostream& operator<<(std::ostream& out, const BatchPlan& plan)
{
    out << "batch.size " << plan.batchSize << ", linger " << plan.linger.micros()
        << " µs, buffer.memory " << plan.bufferMemory << ", max.request.size "
        << plan.maxRequestSize << ", in flight " << plan.maxInFlight << ", round trip "
        << plan.roundTrip.micros() << " µs\n";
    for (const BatchPlan::Action& action : plan.actions) {
        out << "  " << action.at.micros() << " µs ";
        switch (action.what) {
        case BatchPlan::What::Send:
            out << "send " << action.valueSize << " to " << action.partition << "\n";
            break;
        case BatchPlan::What::Flush:
            out << "flush\n";
            break;
        case BatchPlan::What::Close:
            out << "close\n";
            break;
        }
    }
    return out;
}

std::ostream& operator<<(std::ostream& out, const BatchFate& fate)
{
    out << "partition " << fate.partition << " records";
    for (const std::uint32_t record : fate.records) {
        out << " " << record;
    }
    return out << ", " << fate.bytes << " bytes, opened " << fate.openedAt.micros() << ", closed "
               << fate.closedAt.micros() << " (" << static_cast<int>(fate.reason) << "), sent "
               << fate.sentAt.micros() << ", done " << fate.doneAt.micros() << "\n";
}

NaiveProducer::NaiveProducer(BatchPlan plan)
    : m_plan(std::move(plan))
{
}

std::vector<BatchFate> NaiveProducer::run()
{
    for (Timestamp next = nextTime(); next != kNever; next = nextTime()) {
        m_now = next;
        happen();
    }
    std::vector<BatchFate> fates;
    for (const Batch& batch : m_batches) {
        fates.push_back(batch.fate);
    }
    return fates;
}

Timestamp NaiveProducer::nextTime() const
{
    Timestamp next = m_answers.empty() ? kNever : m_answers.front().at;
    if (!m_isBlocked && m_next < m_plan.actions.size()) {
        next = std::min(next, std::max(m_now, Timestamp() + m_plan.actions[m_next].at));
    }
    for (const auto& queue : m_queues) {
        if (!queue.empty()) {
            const Timestamp lingered = m_batches[queue.front()].fate.openedAt + m_plan.linger;
            next = lingered > m_now ? std::min(next, lingered) : next;
        }
    }
    return next;
}

/// One thing: an answer, an action of the application, or nothing but the passing of time.
void NaiveProducer::happen()
{
    if (!m_answers.empty() && m_answers.front().at == m_now) {
        --m_inFlight[m_answers.front().broker];
        for (const std::size_t index : m_answers.front().batches) {
            m_batches[index].isDone = true;
            m_batches[index].fate.doneAt = m_now;
            m_used -= m_batches[index].limit;
        }
        m_answers.pop_front();
    } else if (!m_isBlocked && m_next < m_plan.actions.size()
        && Timestamp() + m_plan.actions[m_next].at <= m_now) {
        const BatchPlan::Action& action = m_plan.actions[m_next];
        if (action.what == BatchPlan::What::Flush) {
            m_flushes.push_back(m_batches.size());
        }
        m_isClosing = m_isClosing || action.what == BatchPlan::What::Close;
        m_calledAt = m_now;
        m_isBlocked = action.what == BatchPlan::What::Send && !append(action);
        m_next += m_isBlocked ? 0 : 1;
    }
    turn();
    if (m_isBlocked && append(m_plan.actions[m_next])) {
        m_isBlocked = false;
        ++m_next;
        turn();
    }
    // The turn in which the last answer comes still knows of the flush().
    while (!m_flushes.empty()
        && std::all_of(m_batches.begin(),
            m_batches.begin() + static_cast<std::ptrdiff_t>(m_flushes.front()),
            [](const Batch& batch) { return batch.isDone; })) {
        m_flushes.erase(m_flushes.begin());
    }
}

/// False when there is no memory for a batch that it needs.
bool NaiveProducer::append(const BatchPlan::Action& action)
{
    auto& queue = m_queues[action.partition];
    const std::int64_t calledAt = (m_isBlocked ? m_calledAt : m_now).micros() / 1000;
    Batch* last = queue.empty() ? nullptr : &m_batches[queue.back()];
    const auto sizeIn = [&](const Batch& batch) {
        return recordSize(batch.fate.records.size(),
            static_cast<std::size_t>(calledAt - batch.firstCalledAt), action.valueSize);
    };
    if (last != nullptr && last->fate.bytes + sizeIn(*last) > last->limit) {
        close(*last, CloseReason::Full);
    }
    if (last == nullptr || last->isClosed) {
        const std::size_t buffer = std::max({std::size_t{1}, std::size_t{m_plan.batchSize},
            kHeader + kMostOverhead + action.valueSize});
        if (m_used + buffer > m_plan.bufferMemory) {
            return false;
        }
        m_used += buffer;
        queue.push_back(m_batches.size());
        last = &m_batches.emplace_back();
        last->fate.partition = action.partition;
        last->fate.bytes = kHeader;
        last->fate.openedAt = m_now;
        last->firstCalledAt = calledAt;
        last->limit = buffer;
    }
    last->fate.bytes += sizeIn(*last);
    last->fate.records.push_back(++m_sent);
    return true;
}

void NaiveProducer::close(Batch& batch, CloseReason reason)
{
    if (!batch.isClosed) {
        batch.isClosed = true;
        batch.fate.closedAt = m_now;
        batch.fate.reason = reason;
    }
}

bool NaiveProducer::isReady(std::uint16_t partition) const
{
    const auto& queue = m_queues[partition];
    return !queue.empty()
        && (queue.size() > 1 || isFull(m_batches[queue.front()]) || isLeft(m_batches[queue.front()])
            || m_isBlocked || !m_flushes.empty() || m_isClosing);
}

void NaiveProducer::turn()
{
    for (bool hasSent = true; std::exchange(hasSent, false);) {
        std::array<bool, 2> isReadyNode{};
        for (std::size_t broker = 0; broker < 2; ++broker) {
            isReadyNode[broker] = m_inFlight[broker] < m_plan.maxInFlight
                && (isReady(kLedBy[broker][0]) || isReady(kLedBy[broker][1]));
        }
        for (std::size_t broker = 0; broker < 2; ++broker) {
            if (isReadyNode[broker]) {
                drain(broker);
                hasSent = true;
            }
        }
    }
}

/// Takes the first batch of every partition that the broker leads, ready or not.
void NaiveProducer::drain(std::size_t broker)
{
    Answer answer{m_now + m_plan.roundTrip, broker, {}};
    std::size_t size = 0;
    const std::size_t start = m_from[broker];
    for (std::size_t i = 0; i < kLed[broker]; ++i) {
        const std::size_t position = (start + i) % kLed[broker];
        auto& queue = m_queues[kLedBy[broker][position]];
        if (queue.empty()) {
            continue;
        }
        Batch& batch = m_batches[queue.front()];
        if (!answer.batches.empty() && size + batch.fate.bytes > m_plan.maxRequestSize) {
            m_from[broker] = position;
            break;
        }
        m_from[broker] = position + 1;
        size += batch.fate.bytes;
        const CloseReason urgency = m_isClosing ? CloseReason::Close
            : !m_flushes.empty()                ? CloseReason::Flush
            : m_isBlocked                       ? CloseReason::Memory
                                                : CloseReason::Drained;
        close(batch,
            isFull(batch)       ? CloseReason::Full
                : isLeft(batch) ? CloseReason::Linger
                                : urgency);
        batch.fate.sentAt = m_now;
        answer.batches.push_back(queue.front());
        queue.pop_front();
    }
    ++m_inFlight[broker];
    m_answers.push_back(answer);
}

} // namespace brokerscope::testing
