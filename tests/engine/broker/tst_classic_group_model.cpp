#include <QTest>

#include "group_bench.h"

#include <rapidcheck.h>

#include <set>
#include <tuple>

using namespace brokerscope;
using namespace brokerscope::testing;
using Error = event::ErrorCode;
using State = event::GroupState;

namespace {

constexpr std::int64_t kSession = 10'007;
constexpr std::int64_t kRebalance = 25'013;
constexpr std::int64_t kDelay = 3'001;
constexpr std::int64_t kNewMember = 300'000;
constexpr std::int64_t kNone = -1;

/// The classic protocol for dynamic members of one assignor, told as simply as can be: whenever
/// something happens, everything is looked through.
class NaiveGroup {
public:
    struct Member {
        std::string topic;
        bool joining = false;
        bool syncing = false;
        bool isNew = true;
        bool hasSynced = false;
        std::int64_t deadline = 0;
    };
    State state = State::Empty;
    int generation = 0;
    std::map<std::string, Member> members;
    std::map<std::string, std::int64_t> pending;
    std::string leader;
    std::int64_t now = 0;

    void enter(const std::string& id) { pending[id] = now + kSession; }

    /// Whether it waits for an answer afterwards, or has got one that says so: nullopt when it is
    /// no member.
    bool join(const std::string& id, const std::string& topic)
    {
        if (pending.erase(id) > 0) {
            m_newcomers = m_newcomers || (state == State::PreparingRebalance && m_isFirst);
            if (leader.empty()) {
                leader = id;
            }
            members[id] = {topic, true, false, true, false, now + kNewMember};
            begin();
            return true;
        }
        const auto found = members.find(id);
        if (found == members.end()) {
            return false;
        }
        Member& member = found->second;
        const bool isSame = member.topic == topic;
        const bool isAnswered = isSame
            && (state == State::CompletingRebalance || (state == State::Stable && id != leader));
        if (!isAnswered) {
            member.topic = topic;
            member.joining = true;
            begin();
        }
        return true;
    }
    bool heartbeat(const std::string& id, int of)
    {
        if (!members.contains(id) || of != generation) {
            return false;
        }
        members[id].deadline = now + kSession;
        return true;
    }
    void sync(const std::string& id, int of)
    {
        if (!members.contains(id) || of != generation || state == State::PreparingRebalance) {
            return;
        }
        Member& member = members[id];
        member.hasSynced = true;
        if (state == State::CompletingRebalance) {
            member.syncing = true;
            if (id == leader) {
                answerSyncs();
                state = State::Stable;
                store();
            }
        }
        if (allSynced()) {
            m_syncDeadline = kNone;
        }
    }
    void commit(const std::string& id, int of)
    {
        if (members.contains(id) && of == generation && state != State::CompletingRebalance) {
            members[id].deadline = now + kSession;
        }
    }
    void leave(const std::string& id)
    {
        if (pending.erase(id) > 0) {
            maybeComplete();
        } else if (members.contains(id)) {
            drop(id);
            afterLoss();
        }
    }

    /// Another coordinator knows what was last stored: a generation with its members, who need
    /// not wait for anything.
    void failOver()
    {
        generation = m_stored.generation;
        leader = m_stored.leader;
        members.clear();
        pending.clear();
        for (const auto& [id, topic] : m_stored.members) {
            members[id] = {topic, false, false, false, true, now + kSession};
        }
        state = members.empty() ? State::Empty : State::Stable;
        m_joinDeadline = m_syncDeadline = kNone;
        m_isFirst = m_newcomers = false;
    }

    void pass(std::int64_t ms)
    {
        const std::int64_t end = now + ms;
        while (step(end)) { }
        now = end;
    }

private:
    /// The earliest deadline, if it is not after `end`: of the join, of the sync, of a member.
    bool step(std::int64_t end)
    {
        using Due = std::tuple<std::int64_t, int, std::string>;
        std::set<Due> due;
        if (m_joinDeadline != kNone) {
            due.insert({m_joinDeadline, 0, {}});
        }
        if (m_syncDeadline != kNone) {
            due.insert({m_syncDeadline, 1, {}});
        }
        for (const auto& [id, deadline] : pending) {
            due.insert({deadline, 2, id});
        }
        for (const auto& [id, member] : members) {
            if (member.deadline != kNone) {
                due.insert({member.deadline, 2, id});
            }
        }
        if (due.empty() || std::get<0>(*due.begin()) > end) {
            return false;
        }
        const auto [time, kind, id] = *due.begin();
        now = time;
        if (kind == 0) {
            joinIsDue();
        } else if (kind == 1) {
            syncIsDue();
        } else if (pending.erase(id) > 0) {
            maybeComplete();
        } else if (Member& member = members[id];
                   (member.joining || member.syncing) && !member.isNew) {
            member.deadline = kNone; // whoever waits need not show that it lives
        } else {
            drop(id);
            afterLoss();
        }
        return true;
    }
    void joinIsDue()
    {
        if (m_isFirst && m_newcomers && m_left > 0) {
            m_newcomers = false;
            const std::int64_t next = std::min(kDelay, m_left);
            m_left = std::max<std::int64_t>(m_left - m_delay, 0);
            m_delay = next;
            m_joinDeadline = now + next;
        } else {
            complete();
        }
    }
    void syncIsDue()
    {
        m_syncDeadline = kNone;
        std::vector<std::string> late;
        for (const auto& [id, member] : members) {
            if (!member.hasSynced) {
                late.push_back(id);
            }
        }
        for (const std::string& id : late) {
            drop(id);
        }
        prepare();
    }
    void begin()
    {
        if (state == State::PreparingRebalance) {
            maybeComplete();
        } else {
            prepare();
        }
    }
    void prepare()
    {
        answerSyncs();
        m_syncDeadline = kNone;
        m_isFirst = state == State::Empty;
        state = State::PreparingRebalance;
        if (m_isFirst) {
            m_newcomers = false;
            m_delay = kDelay;
            m_left = std::max<std::int64_t>(kRebalance - kDelay, 0);
            m_joinDeadline = now + kDelay;
        } else if (allJoined()) {
            complete();
        } else {
            m_joinDeadline = now + (members.empty() ? 0 : kRebalance);
        }
    }
    void maybeComplete()
    {
        if (state == State::PreparingRebalance && !m_isFirst && allJoined()) {
            complete();
        }
    }
    void complete()
    {
        m_joinDeadline = kNone;
        std::vector<std::string> absent;
        for (const auto& [id, member] : members) {
            if (!member.joining) {
                absent.push_back(id);
            }
        }
        for (const std::string& id : absent) {
            drop(id);
        }
        ++generation;
        state = members.empty() ? State::Empty : State::CompletingRebalance;
        for (auto& [id, member] : members) {
            member.joining = member.isNew = member.hasSynced = false;
            member.deadline = now + kSession;
        }
        m_syncDeadline = members.empty() ? kNone : now + kRebalance;
        if (members.empty()) {
            store();
        }
    }
    void store()
    {
        m_stored = {generation, leader, {}};
        for (const auto& [id, member] : members) {
            m_stored.members[id] = member.topic;
        }
    }
    void afterLoss()
    {
        if (state == State::PreparingRebalance) {
            maybeComplete();
        } else {
            prepare();
        }
    }
    void drop(const std::string& id)
    {
        members.erase(id);
        if (leader == id) {
            leader = members.empty() ? std::string() : members.begin()->first;
        }
    }
    void answerSyncs()
    {
        for (auto& [id, member] : members) {
            if (std::exchange(member.syncing, false)) {
                member.deadline = now + kSession;
            }
        }
    }
    [[nodiscard]] bool allJoined() const
    {
        return pending.empty() && std::all_of(members.begin(), members.end(), [](const auto& each) {
            return each.second.joining;
        });
    }
    [[nodiscard]] bool allSynced() const
    {
        return std::all_of(
            members.begin(), members.end(), [](const auto& each) { return each.second.hasSynced; });
    }

    struct Stored {
        int generation = 0;
        std::string leader;
        std::map<std::string, std::string> members; ///< with their topics
    };
    Stored m_stored;
    bool m_isFirst = false;
    bool m_newcomers = false;
    std::int64_t m_joinDeadline = kNone;
    std::int64_t m_syncDeadline = kNone;
    std::int64_t m_delay = 0;
    std::int64_t m_left = 0;
};

struct Step {
    int kind = 0;
    int client = 0;
    int amount = 0;
};

void showValue(const Step& step, std::ostream& out)
{
    out << step.kind << '(' << step.client << ',' << step.amount << ')';
}

rc::Gen<Step> arbitraryStep()
{
    return rc::gen::construct<Step>(
        rc::gen::inRange(0, 15), rc::gen::inRange(0, 5), rc::gen::inRange(0, 8000));
}

broker::GroupConfig config()
{
    broker::GroupConfig config;
    config.initialRebalanceDelay = milliseconds(kDelay);
    return config;
}

/// Clients that do what they like, and the two groups that must agree about it.
class Trial {
public:
    Trial()
        : m_bench(config())
    {
        m_bench.sessionTimeout = milliseconds(kSession);
        m_bench.rebalanceTimeout = milliseconds(kRebalance);
    }

    void take(const Step& step)
    {
        Client& client = m_clients[step.client];
        const std::string topic = step.amount % 4 == 0 ? "u" : "t";
        switch (step.kind) {
        case 0:
            client = {}; // died; somebody else comes in its place
            break;
        case 1:
        case 2:
        case 3:
            join(client, step.client, topic);
            break;
        case 4:
        case 5:
        case 6:
            m_model.sync(client.id, client.generation);
            sync(client);
            break;
        case 7:
        case 8:
            RC_ASSERT((m_bench.heartbeat(client.id, client.generation) != Error::UnknownMemberId)
                == m_model.members.contains(client.id));
            m_model.heartbeat(client.id, client.generation);
            break;
        case 9:
            m_model.leave(client.id);
            static_cast<void>(m_bench.leave(client.id));
            client = {};
            break;
        case 14:
            m_model.failOver();
            m_bench.failOver();
            break;
        case 10:
            m_model.commit(client.id, client.generation);
            static_cast<void>(m_bench.commit(client.id, std::max(client.generation, 0)));
            break;
        default:
            m_model.pass(step.amount);
            m_bench.pass(milliseconds(step.amount));
            break;
        }
        for (auto& [number, each] : m_clients) {
            learn(each);
        }
        compare();
    }

private:
    struct Client {
        std::string id;
        int generation = 0;
        EventId joining = kNoEvent;
    };

    void join(Client& client, int number, const std::string& topic)
    {
        const std::string name = "c" + std::to_string(number);
        if (client.id.empty()) {
            client.id = m_bench.joined(m_bench.join(name, ""))->memberId;
            m_model.enter(client.id);
            return;
        }
        const bool isMember = m_model.join(client.id, topic);
        client.joining = m_bench.join(name, client.id, {"range"}, {}, topic);
        if (!isMember) {
            RC_ASSERT(m_bench.joined(client.joining)->error == Error::UnknownMemberId);
            client = {};
        }
    }
    void sync(Client& client)
    {
        // Every leader gives everybody his own name in this generation.
        std::map<std::string, std::string> assignment;
        if (m_bench.group.leader() == client.id) {
            for (const auto& [id, member] : m_bench.group.members()) {
                assignment[id] = id + "@" + std::to_string(client.generation);
            }
        }
        const EventId request = m_bench.sync(client.id, client.generation, assignment);
        m_syncs.push_back({request, client.id, client.generation});
    }
    void learn(Client& client)
    {
        if (const auto* answer
            = client.joining == kNoEvent ? nullptr : m_bench.joined(client.joining)) {
            if (answer->error == Error::None) {
                client.generation = answer->generation.value();
            }
            client.joining = kNoEvent;
        }
    }
    void compare()
    {
        const broker::ClassicGroup& group = m_bench.group;
        RC_ASSERT(!m_bench.answeredTwice);
        RC_ASSERT(group.state() == m_model.state);
        RC_ASSERT(group.generation().value() == m_model.generation);
        RC_ASSERT(group.leader().value_or("") == m_model.leader);
        RC_ASSERT(group.pending().size() == m_model.pending.size());
        RC_ASSERT(group.members().size() == m_model.members.size());
        for (const auto& [id, member] : m_model.members) {
            const auto* real = group.member(id);
            RC_ASSERT(real != nullptr);
            RC_ASSERT(real->isAwaitingJoin() == member.joining);
            RC_ASSERT((real->syncing != kNoEvent) == member.syncing);
        }
        for (const Sync& each : m_syncs) {
            const auto* answer = m_bench.synced(each.request);
            if (answer != nullptr && answer->error == Error::None) {
                RC_ASSERT(m_bench.textOf(each.request)
                    == each.member + "@" + std::to_string(each.generation));
            }
        }
    }

    struct Sync {
        EventId request;
        std::string member;
        int generation = 0;
    };
    GroupBench m_bench;
    NaiveGroup m_model;
    std::map<int, Client> m_clients;
    std::vector<Sync> m_syncs;
};

} // namespace

class ClassicGroupModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void behavesLikeTheNaiveModel()
    {
        const bool ok = rc::check("joins, leaves, deaths, delays, failovers", [] {
            const auto steps
                = *rc::gen::resize(400, rc::gen::container<std::vector<Step>>(arbitraryStep()));
            Trial trial;
            for (const Step& step : steps) {
                trial.take(step);
            }
        });
        QVERIFY(ok);
    }
};

QTEST_APPLESS_MAIN(ClassicGroupModelTest)
#include "tst_classic_group_model.moc"
