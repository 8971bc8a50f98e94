#pragma once

#include "engine/history/history.h"
#include "views/assignment/rebalances.h"

#include <map>
#include <vector>

namespace brokerscope::views {

/// What each consumer did with its time, as far as groups are concerned.
class MemberSpans {
public:
    explicit MemberSpans(const history::History& history);

    /// Events come in order, each once.
    void take(EventId id, const event::Event& event);
    /// After the last event.
    void close(Timestamp end);

    /// What the client did within [from, to], in the order of kinds and of time. Spans are cut to
    /// it.
    [[nodiscard]] std::vector<Rebalance::Phase> within(
        NodeId client, Timestamp from, Timestamp to) const;
    /// When the answer to a SyncGroup first reached the client after `time`; kNever: it did not.
    [[nodiscard]] Timestamp syncedAfter(NodeId client, Timestamp time) const;
    /// When the last JoinGroup of the client that was not refused reached the coordinator within
    /// (from, to]; kNever: none did.
    [[nodiscard]] Timestamp joinedWithin(NodeId client, Timestamp from, Timestamp to) const;

private:
    struct Span {
        PhaseKind kind;
        Timestamp from;
        Timestamp to;
    };
    /// A JoinGroup or SyncGroup of a client.
    struct Request {
        event::Api api;
        Timestamp sent;
        Timestamp arrived = kNever;
        Timestamp answered = kNever;
        bool isRefused = false;
    };
    struct Client {
        std::vector<Span> spans; ///< consuming and away
        std::vector<Request> requests;
        std::size_t owned = 0;
        Timestamp consumingSince = kNever;
        Timestamp awaySince = kNever;
    };
    struct Pending {
        NodeId client;
        std::size_t request;
    };

    void setOwned(Client& client, std::size_t owned, Timestamp now);
    void takeSent(EventId id, const event::Event& event, const event::MessageSent& sent);
    void takeReceived(const event::Event& event, EventId message);
    void addRequests(const Client& client, NodeId node, Timestamp end,
        std::vector<Rebalance::Phase>& phases) const;

    const history::History& m_history;
    std::vector<Client> m_clients; ///< by NodeId
    std::map<EventId, Pending> m_requests; ///< by the request's MessageSent
    std::map<EventId, Pending> m_answers; ///< by the answer's MessageSent
    Timestamp m_end;
};

} // namespace brokerscope::views
