#pragma once

#include "tests/engine/cluster/group_cluster.h"

#include "engine/protocol/consumer_protocol.h"
#include "engine/protocol/messages.h"
#include "engine/scenario/cluster.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace brokerscope::testing {

/// A client that says word for word what a test wants it to, instead of a consumer's code: c1 in
/// the cluster of groupCluster(). Requests go out at fixed times; each may use earlier answers.
class GroupTalk {
public:
    using Ask = std::function<protocol::Value()>;

    explicit GroupTalk(scenario::Scenario scenario)
        : m_scenario(std::move(scenario))
    {
        if (m_scenario.consumers.empty()) {
            addMember(m_scenario);
        }
    }

    scenario::Scenario& scenario() { return m_scenario; }

    /// Returns the number by which the answer is found.
    std::size_t ask(int ms, NodeId broker, Ask value)
    {
        m_moves.push_back({ms, broker, std::move(value)});
        return m_moves.size() - 1;
    }
    std::size_t ask(int ms, NodeId broker, protocol::Value value)
    {
        return ask(ms, broker, [value = std::move(value)] { return value; });
    }

    /// Runs the scenario up to its end.
    std::shared_ptr<const history::History> run()
    {
        scenario::Cluster cluster(m_scenario);
        sim::Kernel& kernel = cluster.kernel();
        const NodeId client = *cluster.roster().node("c1");
        kernel.setFactory(client, [this] { return std::make_unique<Client>(*this); });
        cluster.start();
        kernel.beginRoot();
        kernel.startNode(client);
        for (const std::uint32_t index : scenario::inOrderOfTime(m_scenario.script)) {
            const scenario::Command& command = m_scenario.script[index];
            kernel.runUntil(command.at);
            if (!std::holds_alternative<scenario::EndCommand>(command.action)) {
                cluster.carryOut(index, command);
            }
        }
        event::Recorder& recorder = kernel.recorder();
        return std::make_shared<history::History>(
            cluster.roster(), recorder.takeEvents(), recorder.takeStrings(), kernel.now());
    }

    /// nullptr when it was not answered, or not so.
    template <class Response>
    [[nodiscard]] const Response* answer(std::size_t move) const
    {
        const auto found = m_answers.find(move);
        return found == m_answers.end() ? nullptr : std::get_if<Response>(&found->second.value);
    }
    [[nodiscard]] Timestamp answeredAt(std::size_t move) const { return m_answers.at(move).at; }

private:
    struct Move {
        int ms = 0;
        NodeId broker;
        Ask value;
    };
    struct Answer {
        protocol::Value value;
        Timestamp at;
    };

    class Client final : public sim::Node {
    public:
        explicit Client(GroupTalk& talk)
            : m_talk(talk)
        {
        }
        void start(sim::Context& context) override
        {
            for (std::size_t i = 0; i < m_talk.m_moves.size(); ++i) {
                context.setTimer(milliseconds(m_talk.m_moves[i].ms), 0, i);
            }
        }
        void receive(sim::Context& context, sim::Message message) override
        {
            const auto asked = m_requests.find(message.request);
            if (asked != m_requests.end()) {
                m_talk.m_answers.insert_or_assign(
                    asked->second, Answer{protocol::valueOf(message), context.now()});
            }
        }
        void timeUp(sim::Context& context, const sim::Timer& timer) override
        {
            const Move& move = m_talk.m_moves[timer.data];
            protocol::Value value = move.value();
            const sim::MessageSummary summary = protocol::summaryOf(value);
            m_requests[context.send(move.broker, summary, protocol::bodyOf(std::move(value)))]
                = timer.data;
        }
        void connectionLost(sim::Context&, NodeId) override { }

    private:
        GroupTalk& m_talk;
        std::map<EventId, std::size_t> m_requests;
    };

    scenario::Scenario m_scenario;
    std::vector<Move> m_moves;
    std::map<std::size_t, Answer> m_answers;
};

// --- what it may say
// ------------------------------------------------------------------------------

inline protocol::JoinGroupRequest joinOf(
    const std::string& memberId, const std::string& group = "g")
{
    protocol::JoinGroupRequest request;
    request.group = group;
    request.sessionTimeout = milliseconds(300);
    request.rebalanceTimeout = milliseconds(1000);
    request.memberId = memberId;
    request.clientId = "c1";
    protocol::Subscription subscription;
    subscription.topics = {"t"};
    request.protocols = {{"range", protocol::encode(subscription)}};
    return request;
}

inline protocol::OffsetCommitRequest commitOf(std::int64_t offset, const std::string& memberId = {},
    int generation = -1, const std::string& group = "g")
{
    protocol::OffsetCommitRequest request;
    request.group = group;
    request.generation = Generation(generation);
    request.memberId = memberId;
    request.partitions.push_back({PartitionId(0), Offset(offset), LeaderEpoch(0), "note"});
    return request;
}

inline protocol::OffsetFetchRequest fetchOf(const std::string& group = "g")
{
    protocol::OffsetFetchRequest request;
    request.group = group;
    request.partitions = {PartitionId(0)};
    return request;
}

} // namespace brokerscope::testing
