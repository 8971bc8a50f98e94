#pragma once

#include "engine/broker/raft_node.h"
#include "engine/protocol/request_channel.h"
#include "engine/sim/kernel.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace brokerscope::testing {

/// A voter and nothing else: no brokers, no decisions.
class Voter final : public sim::Node {
public:
    Voter(const broker::QuorumConfig& config, const std::vector<NodeId>& voters, NodeId self)
        : m_raft(config, voters, self)
    {
    }
    void start(sim::Context& context) override { m_raft.start(context); }
    void receive(sim::Context& context, sim::Message message) override
    {
        m_raft.receive(context, std::move(message));
    }
    void timeUp(sim::Context& context, const sim::Timer& timer) override
    {
        m_raft.timeUp(context, timer);
    }
    void connectionLost(sim::Context& context, NodeId peer) override
    {
        m_raft.connectionLost(context, peer);
    }
    [[nodiscard]] broker::RaftNode& raft() { return m_raft; }

private:
    broker::RaftNode m_raft;
};

/// A voter that the test plays by hand: it keeps what it gets, and answers nothing by itself.
class Puppet final : public sim::Node {
public:
    explicit Puppet(std::vector<sim::Message>& inbox)
        : m_inbox(inbox)
    {
    }
    void start(sim::Context&) override { }
    void receive(sim::Context&, sim::Message message) override
    {
        m_inbox.push_back(std::move(message));
    }
    void timeUp(sim::Context&, const sim::Timer&) override { }
    void connectionLost(sim::Context&, NodeId) override { }

private:
    std::vector<sim::Message>& m_inbox;
};

/// Voters k1, k2 … with a latency of exactly 1 ms and Kafka's own timeouts; the last `puppets` of
/// them are played by the test. Nothing is started.
class QuorumOfVoters {
public:
    explicit QuorumOfVoters(std::uint16_t voters, std::uint16_t puppets = 0, std::uint64_t seed = 1)
        : m_roster(rosterOf(voters))
        , m_inboxes(voters + 1U)
        , m_kernel(m_roster, seed, {milliseconds(1), milliseconds(1), 0}, {})
    {
        for (std::uint16_t i = 1; i <= voters; ++i) {
            m_voters.emplace_back(i);
        }
        for (const NodeId id : m_voters) {
            if (id.value() > voters - puppets) {
                m_kernel.setFactory(
                    id, [this, id] { return std::make_unique<Puppet>(m_inboxes[id.value()]); });
            } else {
                m_kernel.setFactory(
                    id, [this, id] { return std::make_unique<Voter>(m_config, m_voters, id); });
            }
        }
    }

    void startAll()
    {
        for (const NodeId id : m_voters) {
            m_kernel.startNode(id);
        }
    }
    void runUntilMs(std::int64_t ms) { m_kernel.runUntil(Timestamp(ms * 1000)); }
    [[nodiscard]] sim::Kernel& kernel() { return m_kernel; }
    [[nodiscard]] broker::QuorumConfig& config() { return m_config; }
    [[nodiscard]] const std::vector<NodeId>& voters() const { return m_voters; }
    /// Of a voter that runs.
    [[nodiscard]] broker::RaftNode& raft(NodeId id)
    {
        return static_cast<Voter*>(m_kernel.process(id))->raft();
    }
    /// The leader of the highest epoch among those that run.
    [[nodiscard]] std::optional<NodeId> leader()
    {
        std::optional<NodeId> found;
        for (const NodeId id : m_voters) {
            if (m_kernel.isRunning(id) && raft(id).isLeader()
                && (!found || raft(id).epoch() > raft(*found).epoch())) {
                found = id;
            }
        }
        return found;
    }

    /// What a puppet got so far.
    [[nodiscard]] std::vector<sim::Message>& inbox(NodeId puppet)
    {
        return m_inboxes[puppet.value()];
    }
    void send(NodeId puppet, NodeId to, const protocol::Value& value)
    {
        m_kernel.act(puppet, [&](sim::Node&, sim::Context& context) {
            context.send(to, protocol::summaryOf(value), protocol::bodyOf(value));
        });
    }
    void reply(NodeId puppet, const sim::Message& request, const protocol::Value& value)
    {
        m_kernel.act(puppet,
            [&](sim::Node&, sim::Context& context) { protocol::reply(context, request, value); });
    }
    /// The last message that the puppet got with this content; nullptr when there is none.
    template <class Content>
    [[nodiscard]] const sim::Message* last(NodeId puppet)
    {
        const auto& messages = m_inboxes[puppet.value()];
        const auto found = std::find_if(messages.rbegin(), messages.rend(), [](const auto& one) {
            return std::holds_alternative<Content>(protocol::valueOf(one));
        });
        return found == messages.rend() ? nullptr : &*found;
    }
    template <class Content>
    [[nodiscard]] const Content* lastContent(NodeId puppet)
    {
        const sim::Message* const message = last<Content>(puppet);
        return message == nullptr ? nullptr : &std::get<Content>(protocol::valueOf(*message));
    }

    /// Has a leader write one record.
    bool append(NodeId leader, const protocol::MetadataRecord& record)
    {
        bool done = false;
        m_kernel.act(leader, [&](sim::Node& node, sim::Context& context) {
            done = static_cast<Voter&>(node).raft().append(context, std::span(&record, 1));
        });
        return done;
    }

private:
    static event::Roster rosterOf(std::uint16_t voters)
    {
        event::Roster roster;
        roster.nodes.push_back({"you", event::NodeKind::Script});
        for (std::uint16_t i = 1; i <= voters; ++i) {
            roster.nodes.push_back({"k" + std::to_string(i), event::NodeKind::Controller});
        }
        return roster;
    }

    event::Roster m_roster;
    broker::QuorumConfig m_config;
    std::vector<NodeId> m_voters;
    std::vector<std::vector<sim::Message>> m_inboxes; ///< by NodeId; outlive the processes
    sim::Kernel m_kernel;
};

} // namespace brokerscope::testing
