#include "views/sequence/sequence_data.h"

#include "views/sequence/epoch_spans.h"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

namespace brokerscope::views {

namespace {

using Message = SequenceData::Message;

constexpr int kMostSteps = 8; // up a chain of causes to the message behind it
constexpr std::uint32_t kNoMessage = ~std::uint32_t{0};

class Gathering {
public:
    explicit Gathering(const history::History& history)
        : m_history(history)
        , m_indexOf(history.size(), kNoMessage)
        , m_epochs(history.roster())
    {
        m_data->end = history.end();
        m_data->outages.resize(history.roster().nodes.size());
    }

    std::shared_ptr<const SequenceData> gather()
    {
        std::uint32_t id = 0;
        for (const event::Event& event : m_history.events()) {
            m_id = EventId(id++);
            m_event = &event;
            std::visit([this](const auto& payload) { take(payload); }, event.payload);
        }
        for (auto& outages : m_data->outages) {
            for (SequenceData::Outage& outage : outages) {
                outage.to = outage.to == kOpen ? m_data->end : outage.to;
            }
        }
        auto& touches = m_data->touches;
        std::ranges::sort(touches);
        touches.erase(std::ranges::unique(touches).begin(), touches.end());
        std::ranges::sort(m_data->divergences, {}, &SequenceData::Divergence::response);
        m_data->usualWay = medianWay();
        return m_data;
    }

private:
    static constexpr Timestamp kOpen{-1}; // an outage that has not ended

    template <class Other>
    void take(const Other&)
    {
    }

    // --- messages

    void take(const event::MessageSent& e)
    {
        const NodeId client = e.isResponse() ? e.to : m_event->node;
        Message message;
        message.sentAt = m_event->time;
        message.endedAt = std::min(e.deliverAt, m_data->end);
        message.sent = m_id;
        message.from = m_event->node;
        message.to = e.to;
        message.partition = e.partition;
        if (e.isResponse() && e.partition == kNoPartition && e.api == event::Api::Fetch) {
            // In a session an answer without news names no partition, but it still answers.
            const std::uint32_t request = indexOf(e.request);
            message.partition
                = request == kNoMessage ? kNoPartition : m_data->messages[request].partition;
        }
        message.group = groupOf(e.api, m_history.roster().at(client).kind);
        message.isResponse = e.isResponse();
        message.isError = e.error != event::ErrorCode::None;
        const bool isFetch = e.api == event::Api::Fetch || e.api == event::Api::MetadataLogFetch;
        message.isQuiet = isFetch && e.records == 0 && !message.isError;
        m_indexOf[m_id.value()] = static_cast<std::uint32_t>(m_data->messages.size());
        m_data->messages.push_back(message);
        if (isFetch && !message.isQuiet) {
            bringsNews(m_indexOf[m_id.value()]);
        }
    }

    void take(const event::MessageReceived& e) { end(e.message, false); }
    void take(const event::MessageDropped& e) { end(e.message, true); }
    void take(const event::MessageDelayed& e)
    {
        if (const std::uint32_t index = indexOf(e.message); index != kNoMessage) {
            m_data->messages[index].endedAt = std::min(e.deliverAt, m_data->end);
        }
    }

    void end(EventId sent, bool lost)
    {
        const std::uint32_t index = indexOf(sent);
        if (index != kNoMessage) {
            Message& message = m_data->messages[index];
            message.endedAt = m_event->time;
            message.ended = m_id;
            message.isLost = lost;
            message.isQuiet = message.isQuiet && !lost;
        }
    }

    [[nodiscard]] std::uint32_t indexOf(EventId sent) const
    {
        return sent.value() < m_indexOf.size() ? m_indexOf[sent.value()] : kNoMessage;
    }

    /// The message during whose handling the present event came about.
    [[nodiscard]] std::uint32_t messageBehind() const
    {
        EventId cause = m_event->cause;
        for (int i = 0; i < kMostSteps && cause.value() < m_history.size(); ++i) {
            const event::Event& event = m_history.event(cause);
            if (const auto* received = std::get_if<event::MessageReceived>(&event.payload)) {
                return indexOf(received->message);
            }
            if (std::holds_alternative<event::MessageSent>(event.payload)) {
                return kNoMessage;
            }
            cause = event.cause;
        }
        return kNoMessage;
    }

    /// A Fetch that something came of is not quiet, nor is the request that it answers.
    void bringsNews(std::uint32_t index)
    {
        for (int i = 0; i < 2 && index != kNoMessage; ++i) {
            Message& message = m_data->messages[index];
            message.isQuiet = false;
            index = indexOf(
                std::get<event::MessageSent>(m_history.event(message.sent).payload).request);
        }
    }

    std::uint32_t noteNews(PartitionId partition)
    {
        const std::uint32_t index = messageBehind();
        if (index != kNoMessage) {
            bringsNews(index);
            if (partition != kNoPartition && partition != m_data->messages[index].partition) {
                m_data->touches.push_back({index, partition});
            }
        }
        return index;
    }

    void brought(PartitionId partition, Offset from, std::uint32_t count)
    {
        const std::uint32_t index = noteNews(partition);
        if (index == kNoMessage || m_data->messages[index].partition != partition) {
            return;
        }
        Message& message = m_data->messages[index];
        message.first = message.count == 0 ? from : std::min(message.first, from);
        message.count += count;
    }

    // --- marks

    void mark(MarkKind kind, PartitionId partition = kNoPartition, NodeId node = kNoNode)
    {
        m_data->marks.push_back(
            {m_event->time, m_id, node == kNoNode ? m_event->node : node, partition, kind});
    }

    void take(const event::BatchAppended& e)
    {
        m_epochs.append(m_event->node, e.partition, e.epoch, e.baseOffset, e.end());
        brought(e.partition, e.baseOffset, e.records);
        mark(MarkKind::Append, e.partition);
    }
    void take(const event::BatchDeduplicated& e)
    {
        const std::uint32_t index = noteNews(e.partition);
        if (index != kNoMessage) {
            const Message& message = m_data->messages[index];
            const auto& sent = std::get<event::MessageSent>(m_history.event(message.sent).payload);
            if (message.count == 0 && sent.partitions == 1) {
                brought(e.partition, e.baseOffset, sent.records);
            }
        }
    }
    void take(const event::RecordsFetched& e)
    {
        brought(e.partition, e.from, static_cast<std::uint32_t>((e.to - e.from).value()));
    }
    void take(const event::HighWatermarkMoved& e)
    {
        noteNews(e.partition);
        mark(MarkKind::Watermark, e.partition);
    }
    void take(const event::ReplicaProgress& e) { noteNews(e.partition); }
    void take(const event::RequestParked& e)
    {
        const std::uint32_t index = indexOf(e.message);
        if (index != kNoMessage && m_data->messages[index].partition != e.partition) {
            m_data->touches.push_back({index, e.partition});
        }
    }
    void take(const event::LogTruncated& e)
    {
        const std::uint32_t index = noteNews(e.partition);
        if (index != kNoMessage && e.reason == event::TruncateReason::Divergence) {
            const Message& message = m_data->messages[index];
            if (message.isResponse && message.group == ApiGroup::ReplicaFetch) {
                const EpochEnd parting
                    = m_epochs.parting(m_event->node, message.from, e.partition, e.from);
                m_data->divergences.push_back(
                    {message.sent, parting.epoch, parting.epoch == kNoEpoch ? e.to : parting.end});
            }
        }
        m_epochs.cut(m_event->node, e.partition, e.to);
        mark(MarkKind::Truncated, e.partition);
    }
    void take(const event::UnflushedLost& e)
    {
        m_epochs.cut(m_event->node, e.partition, e.durableEnd);
        mark(MarkKind::LostUnflushed, e.partition);
    }
    void take(const event::RoleAssumed& e)
    {
        if (e.role == event::ReplicaRole::Leader) {
            m_epochs.begin(m_event->node, e.partition, e.epoch, e.logEnd);
        }
        if (e.role != event::ReplicaRole::None) {
            mark(e.role == event::ReplicaRole::Leader ? MarkKind::Leads : MarkKind::Follows,
                e.partition);
        }
    }
    void take(const event::LeaderElected& e)
    {
        // Several controllers may tell of one decision.
        if (m_elections.emplace(e.partition, e.epoch).second) {
            mark(MarkKind::Elected, e.partition);
        }
    }
    void take(const event::IsrChanged& e)
    {
        noteNews(e.partition);
        if (m_isrs.emplace(e.partition, e.epoch).second) {
            mark(MarkKind::IsrChanged, e.partition);
        }
    }
    void take(const event::EligibleLeadersChanged& e)
    {
        mark(MarkKind::EligibleChanged, e.partition);
    }
    void take(const event::BrokerFenced&) { mark(MarkKind::Fenced); }
    void take(const event::BrokerUnfenced&) { mark(MarkKind::Unfenced); }
    void take(const event::BrokerLeaving&) { mark(MarkKind::Leaving); }
    void take(const event::QuorumRoleChanged&) { mark(MarkKind::QuorumRole); }
    void take(const event::VoteCast& e)
    {
        const std::uint32_t index = messageBehind();
        if (index != kNoMessage) {
            m_data->messages[index].isGranted = e.granted;
        }
        mark(MarkKind::Vote);
    }
    void take(const event::MetadataAppended&) { noteNews(kNoPartition); }
    void take(const event::MetadataCommitted&) { noteNews(kNoPartition); }
    void take(const event::MetadataTruncated&)
    {
        noteNews(kNoPartition);
        mark(MarkKind::MetadataCut);
    }
    void take(const event::RequestTimedOut&) { mark(MarkKind::TimedOut); }
    void take(const event::BatchFailed& e) { mark(MarkKind::Failed, e.partition); }
    void take(const event::OffsetReset& e) { mark(MarkKind::Position, e.partition); }
    void take(const event::TruncationDetected& e) { mark(MarkKind::Position, e.partition); }

    // --- outages

    void take(const event::NodeStarted&)
    {
        close(false);
        mark(MarkKind::Started);
    }
    void take(const event::NodeStopped& e)
    {
        close(true);
        outages().push_back({m_event->time, kOpen, m_id, false, e.how});
    }
    void take(const event::NodePaused&)
    {
        outages().push_back({m_event->time, kOpen, m_id, true, {}});
    }
    void take(const event::NodeResumed&) { close(true); }

    std::vector<SequenceData::Outage>& outages()
    {
        return m_data->outages.at(m_event->node.value());
    }

    void close(bool pause)
    {
        auto& all = outages();
        if (!all.empty() && all.back().to == kOpen && all.back().isPause == pause) {
            all.back().to = m_event->time;
        }
    }

    [[nodiscard]] Duration medianWay() const
    {
        std::vector<Duration> ways;
        for (const Message& message : m_data->messages) {
            if (message.ended != kNoEvent && !message.isLost) {
                ways.push_back(message.endedAt - message.sentAt);
            }
        }
        if (ways.empty()) {
            return {};
        }
        const auto middle = ways.begin() + static_cast<std::ptrdiff_t>(ways.size() / 2);
        std::ranges::nth_element(ways, middle);
        return *middle;
    }

    const history::History& m_history;
    std::shared_ptr<SequenceData> m_data = std::make_shared<SequenceData>();
    std::vector<std::uint32_t> m_indexOf; // of the message, by the event that sent it
    EpochSpans m_epochs;
    std::set<std::pair<PartitionId, LeaderEpoch>> m_elections;
    std::set<std::pair<PartitionId, PartitionEpoch>> m_isrs;
    const event::Event* m_event = nullptr;
    EventId m_id;
};

} // namespace

std::ptrdiff_t SequenceData::indexOf(EventId sent) const
{
    const auto found = std::ranges::lower_bound(messages, sent, {}, &Message::sent);
    return found != messages.end() && found->sent == sent ? found - messages.begin() : -1;
}

const SequenceData::Divergence* SequenceData::divergenceOf(EventId response) const
{
    const auto found = std::ranges::lower_bound(divergences, response, {}, &Divergence::response);
    return found != divergences.end() && found->response == response ? &*found : nullptr;
}

bool SequenceData::concerns(std::uint32_t message, PartitionId partition) const
{
    return messages[message].partition == partition
        || std::ranges::binary_search(touches, Touch{message, partition});
}

std::shared_ptr<const SequenceData> gatherSequence(const history::History& history)
{
    return Gathering(history).gather();
}

} // namespace brokerscope::views
