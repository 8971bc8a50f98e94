#include "views/producer/producer_data.h"

#include <algorithm>
#include <map>
#include <ranges>
#include <utility>
#include <variant>

namespace brokerscope::views {

namespace {

using Producer = ProducerData::Producer;

constexpr std::uint32_t kNowhere = ~std::uint32_t{0};

EventId eventAt(std::size_t index)
{
    return EventId(static_cast<std::uint32_t>(index));
}

class Gathering {
public:
    explicit Gathering(const history::History& history)
        : m_history(history)
    {
        m_data->nodes = history.roster().nodesOf(event::NodeKind::Producer);
        m_data->producers.resize(m_data->nodes.size());
        m_working.resize(m_data->nodes.size());
    }

    std::shared_ptr<const ProducerData> gather()
    {
        std::uint32_t id = 0;
        for (const event::Event& event : m_history.events()) {
            m_id = EventId(id++);
            m_node = event.node;
            std::visit([this](const auto& payload) { take(payload); }, event.payload);
        }
        return m_data;
    }

private:
    /// What is needed only while gathering.
    struct Working {
        std::map<StringId, std::int16_t> keys;
        std::map<BatchId, std::size_t> open; ///< closed batches that are not done, into `closed`
        std::uint32_t unsent = kNowhere; ///< the first of `sent` that no request was seen of
    };

    [[nodiscard]] std::size_t index(NodeId node) const
    {
        return m_data->nodes.empty() ? m_data->producers.size()
                                     : std::size_t{node.value()} - m_data->nodes.front().value();
    }
    /// Of the event's node; nullptr when that is no producer.
    [[nodiscard]] Producer* producer()
    {
        const std::size_t i = index(m_node);
        return i < m_data->producers.size() ? &m_data->producers[i] : nullptr;
    }
    [[nodiscard]] Working& working() { return m_working[index(m_node)]; }

    template <class Other>
    void take(const Other&)
    {
    }

    void take(const event::NodeStarted&)
    {
        if (Producer* const started = producer()) {
            started->starts.push_back(m_id);
            working().open.clear();
        }
    }

    void take(const event::RecordCreated& e)
    {
        Producer* const owner = producer();
        if (owner == nullptr) {
            return;
        }
        auto& keys = working().keys;
        const auto next = static_cast<std::int16_t>(keys.size() % 0x7000);
        const std::int16_t key
            = e.hasKey ? keys.try_emplace(e.key, next).first->second : ProducerData::kNullKey;
        owner->records.push_back({m_id, e.number, e.key, e.bytes, e.partition, key});
    }
    void take(const event::SendBlocked& e)
    {
        if (Producer* const owner = producer()) {
            owner->blocks.push_back({m_id, e.number, e.bytes});
        }
    }

    void take(const event::BatchClosed& e)
    {
        if (Producer* const owner = producer()) {
            working().open[e.batch] = owner->closed.size();
            owner->closed.push_back({m_id, kNoEvent, e.batch, e.records, e.bytes, e.partition,
                e.reason, ProducerData::Ending::None});
            owner->reasons |= 1U << static_cast<unsigned>(e.reason);
        }
    }
    void take(const event::BatchCompressed& e)
    {
        if (Producer* const owner = producer()) {
            owner->squeezes.push_back({m_id, e.batch, e.bytesBefore, e.bytesAfter, e.partition});
        }
    }
    void take(const event::BatchAcked& e) { end(e.batch, ProducerData::Ending::Acked); }
    void take(const event::BatchFailed& e) { end(e.batch, ProducerData::Ending::Failed); }
    void take(const event::BatchSplit& e) { end(e.batch, ProducerData::Ending::Split); }
    void take(const event::BatchRetried& e)
    {
        if (Producer* const owner = producer()) {
            owner->retries.push_back({m_id, e.batch, e.error});
        }
    }

    void end(BatchId batch, ProducerData::Ending how)
    {
        Producer* const owner = producer();
        if (owner == nullptr) {
            return;
        }
        if (const auto found = working().open.find(batch); found != working().open.end()) {
            owner->closed[found->second].ended = m_id;
            owner->closed[found->second].ending = how;
            working().open.erase(found);
        }
    }

    // --- requests: what is sent is told batch by batch, just before the message

    void take(const event::BatchSent& e)
    {
        if (Producer* const owner = producer()) {
            auto& unsent = working().unsent;
            unsent = unsent == kNowhere ? static_cast<std::uint32_t>(owner->sent.size()) : unsent;
            owner->sent.push_back(e.batch);
        }
    }
    void take(const event::MessageSent& e)
    {
        if (e.api != event::Api::Produce) {
            return;
        }
        if (Producer* const owner = producer(); owner != nullptr && !e.isResponse()) {
            const auto end = static_cast<std::uint32_t>(owner->sent.size());
            const std::uint32_t first = std::min(std::exchange(working().unsent, kNowhere), end);
            owner->requests.push_back({m_id, kNoEvent, first, end - first});
        }
    }
    void take(const event::MessageDropped& e)
    {
        const event::Event& sending = m_history.event(e.message);
        const auto* message = std::get_if<event::MessageSent>(&sending.payload);
        if (message == nullptr || message->api != event::Api::Produce) {
            return;
        }
        const std::size_t i = index(message->isResponse() ? message->to : sending.node);
        if (i >= m_data->producers.size()) {
            return;
        }
        auto& requests = m_data->producers[i].requests;
        const EventId request = message->isResponse() ? message->request : e.message;
        const auto found
            = std::ranges::lower_bound(requests, request, {}, &ProducerData::Request::message);
        if (found != requests.end() && found->message == request) {
            found->lost = m_id;
        }
    }

    const history::History& m_history;
    std::shared_ptr<ProducerData> m_data = std::make_shared<ProducerData>();
    std::vector<Working> m_working;
    EventId m_id;
    NodeId m_node;
};

/// The last one before `applied` events for which `is` holds, looking back; nullptr when none is.
template <class Each, class When, class Is>
const Each* lastBefore(const std::vector<Each>& all, When when, std::size_t applied, Is&& is)
{
    const auto end = std::ranges::lower_bound(all, eventAt(applied), {}, when);
    const auto past = std::ranges::subrange(all.begin(), end) | std::views::reverse;
    const auto found = std::ranges::find_if(past, is);
    return found == past.end() ? nullptr : &*found;
}

} // namespace

const ProducerData::Record* Producer::record(RecordNumber number, std::size_t applied) const
{
    const auto next = std::ranges::lower_bound(starts, eventAt(applied));
    const EventId from = next == starts.begin() ? EventId(0) : *std::prev(next);
    const EventId to = next == starts.end() ? kNoEvent : *next;
    const auto first = std::ranges::lower_bound(records, from, {}, &Record::created);
    const auto last = std::ranges::lower_bound(first, records.end(), to, {}, &Record::created);
    const auto found = std::ranges::lower_bound(first, last, number, {}, &Record::number);
    return found != last && found->number == number ? &*found : nullptr;
}

std::span<const ProducerData::ClosedBatch> Producer::closedBefore(
    std::size_t applied, std::size_t most) const
{
    const auto end = std::ranges::lower_bound(closed, eventAt(applied), {}, &ClosedBatch::closed);
    const auto count = static_cast<std::size_t>(end - closed.begin());
    return std::span(closed).subspan(count - std::min(count, most), std::min(count, most));
}

const ProducerData::Squeeze* Producer::squeezeBefore(std::size_t applied) const
{
    return lastBefore(squeezes, &Squeeze::compressed, applied, [](const Squeeze&) { return true; });
}

const ProducerData::Request* Producer::request(EventId message) const
{
    const auto found = std::ranges::lower_bound(requests, message, {}, &Request::message);
    return found != requests.end() && found->message == message ? &*found : nullptr;
}

std::span<const BatchId> Producer::batchesOf(const Request& request) const
{
    return std::span(sent).subspan(request.firstBatch, request.batches);
}

const ProducerData::Block* Producer::blockOf(RecordNumber number, std::size_t applied) const
{
    return lastBefore(blocks, &Block::began, applied,
        [number](const Block& block) { return block.number == number; });
}

const ProducerData::Retry* Producer::retryOf(BatchId batch, std::size_t applied) const
{
    return lastBefore(retries, &Retry::retried, applied,
        [batch](const Retry& retry) { return retry.batch == batch; });
}

std::shared_ptr<const ProducerData> gatherProducers(const history::History& history)
{
    return Gathering(history).gather();
}

} // namespace brokerscope::views
