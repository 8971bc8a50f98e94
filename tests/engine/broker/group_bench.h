#pragma once

#include "engine/broker/classic_group.h"
#include "engine/protocol/consumer_protocol.h"

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace brokerscope::testing {

/// A group with a host that keeps time by hand, answers nobody by itself and replicates a write
/// when the test says so.
class GroupBench final : public broker::GroupHost {
public:
    using State = event::GroupState;
    using Error = event::ErrorCode;

    struct Rebalance {
        std::string member;
        event::RebalanceReason reason = event::RebalanceReason::MemberJoined;
    };
    struct Removal {
        std::string member;
        event::MemberEnd end = event::MemberEnd::Left;
    };

    explicit GroupBench(const broker::GroupConfig& wanted = {})
        : config(wanted)
        , group("g", *this, config)
    {
    }

    Timestamp now; // before the group, which asks for the time
    broker::GroupConfig config;
    broker::ClassicGroup group;
    std::vector<State> states; ///< in the order in which they came
    std::vector<Rebalance> rebalances;
    std::vector<Removal> removals;
    std::deque<broker::GroupWrite> writes; ///< not replicated yet
    std::optional<protocol::GroupValue> stored; ///< the last one that is
    bool replicatesAtOnce = true;
    int assignments = 0;

    // --- what clients do; each returns its request
    // ------------------------------------------------

    /// `protocols`: what it supports, in order of preference.
    EventId join(const std::string& client, const std::string& memberId,
        const std::vector<std::string>& protocols = {"range"},
        const std::optional<std::string>& instance = {}, const std::string& topic = "t")
    {
        protocol::JoinGroupRequest request;
        request.group = "g";
        request.sessionTimeout = sessionTimeout;
        request.rebalanceTimeout = rebalanceTimeout;
        request.memberId = memberId;
        request.groupInstanceId = instance;
        request.clientId = client;
        for (const std::string& name : protocols) {
            protocol::Subscription subscription;
            subscription.topics = {topic};
            request.protocols.push_back({name, protocol::encode(subscription)});
        }
        const EventId id = nextRequest();
        group.join(request, id, NodeId(static_cast<std::uint16_t>(100)), isFirst());
        replicate();
        return id;
    }
    /// Both steps of a dynamic member: to its id, and with it. The second waits.
    std::pair<std::string, EventId> enter(
        const std::string& client, const std::vector<std::string>& protocols = {"range"})
    {
        const EventId first = join(client, "", protocols);
        const std::string id = joined(first)->memberId;
        return {id, join(client, id, protocols)};
    }
    EventId sync(const std::string& memberId, int generation,
        const std::map<std::string, std::string>& assignment = {},
        const std::optional<std::string>& instance = {}, const std::string& protocolName = {})
    {
        protocol::SyncGroupRequest request;
        request.group = "g";
        request.generation = Generation(generation);
        request.memberId = memberId;
        request.groupInstanceId = instance;
        request.protocol = protocolName;
        for (const auto& [member, given] : assignment) {
            request.assignments.push_back({member, Bytes(given.begin(), given.end())});
        }
        const EventId id = nextRequest();
        group.sync(request, id);
        replicate();
        return id;
    }
    Error heartbeat(const std::string& memberId, int generation,
        const std::optional<std::string>& instance = {})
    {
        const EventId id = nextRequest();
        group.heartbeat({"g", Generation(generation), memberId, instance}, id);
        return std::get<protocol::HeartbeatResponse>(answers.at(id)).error;
    }
    Error leave(const std::string& memberId, const std::optional<std::string>& instance = {})
    {
        const EventId id = nextRequest();
        group.leave({"g", memberId, instance, event::MemberEnd::Left}, id);
        replicate();
        return std::get<protocol::LeaveGroupResponse>(answers.at(id)).error;
    }
    Error commit(const std::string& memberId, int generation,
        const std::optional<std::string>& instance = {})
    {
        protocol::OffsetCommitRequest request;
        request.group = "g";
        request.memberId = memberId;
        request.generation = Generation(generation);
        request.groupInstanceId = instance;
        const Error error = group.checkCommit(request);
        if (error == Error::None) {
            group.noteCommit(memberId);
        }
        return error;
    }

    /// A stable group of these clients, all of one protocol; returns their member ids.
    std::vector<std::string> stable(const std::vector<std::string>& clients)
    {
        std::vector<std::string> ids;
        ids.reserve(clients.size());
        for (const std::string& client : clients) {
            ids.push_back(enter(client).first);
        }
        pass(config.initialRebalanceDelay * static_cast<std::int64_t>(clients.size() + 1));
        shareOut();
        return ids;
    }
    /// The leader assigns, and everybody asks for it: "A" for all.
    void shareOut()
    {
        std::map<std::string, std::string> assignment;
        std::vector<std::string> ids;
        for (const auto& [id, member] : group.members()) {
            assignment[id] = "to " + id;
            ids.push_back(id);
        }
        const std::string leader = *group.leader();
        for (const std::string& id : ids) {
            if (id != leader) {
                sync(id, generation());
            }
        }
        sync(leader, generation(), assignment);
    }

    // --- time
    // -------------------------------------------------------------------------------------

    /// Lets time go by, with every timer at its time.
    void pass(Duration time)
    {
        const Timestamp end = now + time;
        while (true) {
            const auto next = std::min_element(timers.begin(), timers.end(),
                [](const auto& a, const auto& b) { return a.second < b.second; });
            if (next == timers.end() || next->second > end) {
                break;
            }
            now = next->second;
            const Key key = next->first;
            timers.erase(next);
            group.timeUp(key.first, key.second);
            replicate();
        }
        now = end;
    }
    /// Replicates what was written.
    void replicate()
    {
        while (replicatesAtOnce && !writes.empty()) {
            finishWrite(Error::None);
        }
    }
    void finishWrite(Error error)
    {
        const broker::GroupWrite write = std::move(writes.front());
        writes.pop_front();
        if (error == Error::None) {
            stored = write.value;
        }
        group.written(write, error);
    }

    // --- what came of it
    // --------------------------------------------------------------------------

    /// Another coordinator takes over with what was replicated.
    void failOver()
    {
        group.unload();
        timers.clear();
        writes.clear();
        std::destroy_at(&group);
        std::construct_at(&group, "g", *this, config);
        if (stored) {
            group.restore(*stored, {});
        }
        group.takeOver();
    }

    [[nodiscard]] int generation() const { return group.generation().value(); }
    /// nullptr while the request waits.
    [[nodiscard]] const protocol::JoinGroupResponse* joined(EventId request) const
    {
        return answerOf<protocol::JoinGroupResponse>(request);
    }
    [[nodiscard]] const protocol::SyncGroupResponse* synced(EventId request) const
    {
        return answerOf<protocol::SyncGroupResponse>(request);
    }
    [[nodiscard]] std::string textOf(EventId syncRequest) const
    {
        const auto* answer = synced(syncRequest);
        return answer == nullptr
            ? std::string("waits")
            : std::string(answer->assignment.begin(), answer->assignment.end());
    }

    Duration sessionTimeout = seconds(10);
    Duration rebalanceTimeout = seconds(60);
    std::map<EventId, protocol::Value> answers;
    using Key = std::pair<broker::GroupTimer, std::string>;
    std::map<Key, Timestamp> timers;

private:
    EventId nextRequest() { return EventId(++m_lastRequest); }
    bool isFirst() { return std::exchange(m_isFirst, false); }
    template <class Response>
    [[nodiscard]] const Response* answerOf(EventId request) const
    {
        const auto found = answers.find(request);
        return found == answers.end() ? nullptr : std::get_if<Response>(&found->second);
    }

    std::int64_t wallClockMs() const override { return now.micros() / 1000; }
    void setTimer(const broker::ClassicGroup&, broker::GroupTimer timer, const std::string& member,
        Duration after) override
    {
        timers[{timer, member}] = now + after;
    }
    void cancelTimer(
        const broker::ClassicGroup&, broker::GroupTimer timer, const std::string& member) override
    {
        timers.erase({timer, member});
    }
    std::string newMemberId(const std::string& prefix) override
    {
        return prefix + "-" + std::to_string(++m_lastMember);
    }
    void answer(EventId request, protocol::Value response) override
    {
        answeredTwice = answeredTwice || answers.contains(request);
        answers.emplace(request, std::move(response));
    }
    void write(const broker::ClassicGroup&, broker::GroupWrite write) override
    {
        writes.push_back(std::move(write));
    }
    void stateChanged(const broker::ClassicGroup& changed) override
    {
        states.push_back(changed.state());
    }
    void rebalanceBegun(const broker::ClassicGroup&, const std::string& member, NodeId,
        event::RebalanceReason reason) override
    {
        rebalances.push_back({member, reason});
    }
    void memberJoined(
        const broker::ClassicGroup&, const std::string& member, const std::string&, NodeId) override
    {
        arrivals.push_back(member);
    }
    void memberRemoved(const broker::ClassicGroup&, const std::string& member, NodeId,
        event::MemberEnd end) override
    {
        removals.push_back({member, end});
    }
    void generationBegun(const broker::ClassicGroup&) override { }
    void assigned(const broker::ClassicGroup&) override { ++assignments; }

    std::uint32_t m_lastRequest = 0;
    int m_lastMember = 0;
    bool m_isFirst = true;

public:
    std::vector<std::string> arrivals;
    bool answeredTwice = false;
};

} // namespace brokerscope::testing
