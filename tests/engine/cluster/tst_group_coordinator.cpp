#include <QTest>

#include "tests/engine/cluster/group_talk.h"
#include "tests/engine/cluster/looks.h"

#include "engine/broker/group_partition.h"
#include "engine/protocol/refusal.h"

using namespace brokerscope;
using namespace brokerscope::testing;
using event::ErrorCode;
using protocol::FindCoordinatorResponse;
using protocol::HeartbeatResponse;
using protocol::JoinGroupResponse;
using protocol::OffsetCommitResponse;
using protocol::OffsetFetchResponse;

namespace {

/// The only partition of __consumer_offsets, behind the one of "t".
constexpr PartitionId kOffsets{1};

/// Who leads it, by the seed.
NodeId coordinatorOf(const scenario::Scenario& s)
{
    GroupTalk talk(s);
    const auto asked = talk.ask(300, kB1, protocol::FindCoordinatorRequest{"g"});
    talk.run();
    return talk.answer<FindCoordinatorResponse>(asked)->coordinator;
}

std::string nameOf(NodeId broker)
{
    return "b" + std::to_string(broker.value());
}

NodeId otherThan(NodeId broker)
{
    return broker == kB1 ? kB2 : kB1;
}

ErrorCode commitError(const GroupTalk& talk, std::size_t move)
{
    const auto* answer = talk.answer<OffsetCommitResponse>(move);
    return answer == nullptr ? ErrorCode::NetworkException : answer->partitions.front().error;
}

/// Some request of this kind.
protocol::Value requestOf(int api)
{
    switch (static_cast<event::Api>(api)) {
    case event::Api::FindCoordinator:
        return protocol::FindCoordinatorRequest{"g"};
    case event::Api::JoinGroup:
        return joinOf("");
    case event::Api::SyncGroup:
        return protocol::SyncGroupRequest{"g", {}, "m", {}, {}, {}};
    case event::Api::LeaveGroup:
        return protocol::LeaveGroupRequest{"g", "m", {}, {}};
    case event::Api::OffsetCommit:
        return commitOf(1);
    case event::Api::OffsetFetch:
        return fetchOf();
    default:
        return protocol::HeartbeatRequest{"g", {}, "m", {}};
    }
}

Offset fetched(const GroupTalk& talk, std::size_t move)
{
    const auto* answer = talk.answer<OffsetFetchResponse>(move);
    return answer == nullptr || answer->partitions.empty() ? Offset(-9)
                                                           : answer->partitions.front().offset;
}

} // namespace

/// The coordinator in a cluster: who it is, what it keeps in __consumer_offsets, and what becomes
/// of it when brokers fail.
class GroupCoordinatorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTopicIsThereOnlyForGroups()
    {
        scenario::Scenario s = groupCluster(1);
        QCOMPARE(scenario::rosterOf(s).partitions.size(), std::size_t(1));
        addMember(s);
        s.cluster.config.erase("offsets.topic.num.partitions");
        const event::Roster roster = scenario::rosterOf(s);
        QCOMPARE(roster.partitions.size(), std::size_t(51));
        QVERIFY(!roster.at(PartitionId(0)).isInternal());
        QCOMPARE(roster.at(PartitionId(50)).name(), std::string("__consumer_offsets-49"));
        QVERIFY(roster.at(PartitionId(50)).isInternal());
    }

    /// Whichever broker is asked: the leader of the group's partition.
    void theLeaderOfItsPartitionCoordinatesAGroup()
    {
        scenario::Scenario s = groupCluster(1, 500);
        s.cluster.config["offsets.topic.num.partitions"] = "7";
        GroupTalk talk(s);
        const std::vector<std::string> groups{"my-group", "group-1", "orders", "test"};
        std::map<std::string, std::size_t> asked;
        for (std::size_t i = 0; i < groups.size(); ++i) {
            asked[groups[i]] = talk.ask(300, NodeId(static_cast<std::uint16_t>(i % 3 + 1)),
                protocol::FindCoordinatorRequest{groups[i]});
        }
        const auto history = talk.run();
        const history::ClusterState state = stateAtEnd(*history);
        for (const auto& [group, move] : asked) {
            const PartitionId partition(
                static_cast<std::uint16_t>(1 + broker::partitionForGroup(group, 7)));
            QCOMPARE(talk.answer<FindCoordinatorResponse>(move)->coordinator,
                state.partition(partition).leader);
        }
        QCOMPARE(all<event::CoordinatorLoaded>(*history).size(), std::size_t(7));
    }

    void whoIsNotTheCoordinatorSaysSo()
    {
        const scenario::Scenario s = groupCluster(1, 600);
        const NodeId other = otherThan(coordinatorOf(s));
        GroupTalk talk(s);
        const auto join = talk.ask(400, other, joinOf(""));
        const auto beat = talk.ask(400, other, protocol::HeartbeatRequest{"g", {}, "m", {}});
        const auto commit = talk.ask(400, other, commitOf(1));
        const auto fetch = talk.ask(400, other, fetchOf());
        talk.run();
        QCOMPARE(talk.answer<JoinGroupResponse>(join)->error, ErrorCode::NotCoordinator);
        QCOMPARE(talk.answer<HeartbeatResponse>(beat)->error, ErrorCode::NotCoordinator);
        QCOMPARE(commitError(talk, commit), ErrorCode::NotCoordinator);
        QCOMPARE(talk.answer<OffsetFetchResponse>(fetch)->error, ErrorCode::NotCoordinator);
    }

    void requestsThatAreRefusedAtOnce()
    {
        scenario::Scenario s = groupCluster(1, 600);
        const NodeId coordinator = coordinatorOf(s);
        GroupTalk talk(s);
        protocol::JoinGroupRequest hasty = joinOf("");
        hasty.sessionTimeout = milliseconds(99);
        protocol::JoinGroupRequest slow = joinOf("");
        slow.sessionTimeout = milliseconds(1800001);
        const auto nameless = talk.ask(400, coordinator, joinOf("", ""));
        const auto tooShort = talk.ask(401, coordinator, hasty);
        const auto tooLong = talk.ask(402, coordinator, slow);
        const auto noGroup = talk.ask(403, coordinator, joinOf("c1-9"));
        const auto beat = talk.ask(404, coordinator, protocol::HeartbeatRequest{"g", {}, "m", {}});
        const auto lookUp = talk.ask(405, coordinator, protocol::FindCoordinatorRequest{""});
        protocol::OffsetCommitRequest wordy = commitOf(1);
        wordy.partitions[0].metadata = std::string(4097, 'x');
        const auto tooWordy = talk.ask(406, coordinator, wordy);
        const auto unknown = talk.ask(407, coordinator, commitOf(1, "c1-9", 3, "nobody"));
        talk.run();
        QCOMPARE(talk.answer<JoinGroupResponse>(nameless)->error, ErrorCode::InvalidGroupId);
        QCOMPARE(talk.answer<JoinGroupResponse>(tooShort)->error, ErrorCode::InvalidSessionTimeout);
        QCOMPARE(talk.answer<JoinGroupResponse>(tooLong)->error, ErrorCode::InvalidSessionTimeout);
        QCOMPARE(talk.answer<JoinGroupResponse>(noGroup)->error, ErrorCode::UnknownMemberId);
        QCOMPARE(talk.answer<HeartbeatResponse>(beat)->error, ErrorCode::UnknownMemberId);
        QCOMPARE(talk.answer<FindCoordinatorResponse>(lookUp)->error, ErrorCode::InvalidGroupId);
        QCOMPARE(commitError(talk, tooWordy), ErrorCode::OffsetMetadataTooLarge);
        QCOMPARE(commitError(talk, unknown), ErrorCode::GroupIdNotFound);
    }

    /// Every error with which a fault can have a broker refuse a group's request gets to the
    /// client.
    void faultsAreAnsweredWithTheirError_data()
    {
        QTest::addColumn<int>("api");
        for (const event::Api api : {event::Api::FindCoordinator, event::Api::JoinGroup,
                 event::Api::SyncGroup, event::Api::Heartbeat, event::Api::LeaveGroup,
                 event::Api::OffsetCommit, event::Api::OffsetFetch}) {
            QTest::newRow(std::string(event::apiName(api)).c_str()) << int(api);
        }
    }

    void faultsAreAnsweredWithTheirError()
    {
        QFETCH(int, api);
        const auto errors = protocol::refusals(static_cast<event::Api>(api));
        QVERIFY(!errors.empty());
        scenario::Scenario s = groupCluster(1, 1500);
        for (const ErrorCode error : errors) {
            scenario::FailOnceCommand fault;
            fault.request.api = static_cast<event::Api>(api);
            fault.request.to = "b1";
            fault.error = error;
            at(s, 400 + 10 * int(error), fault);
        }
        GroupTalk talk(s);
        for (const ErrorCode error : errors) {
            talk.ask(404 + 10 * int(error), kB1, requestOf(api));
        }
        const auto history = talk.run();
        std::vector<ErrorCode> told;
        for (const auto& sent : allOf<event::MessageSent>(*history, kB1)) {
            if (sent.what->isResponse() && int(sent.what->api) == api) {
                told.push_back(sent.what->error);
            }
        }
        std::vector<ErrorCode> wanted(errors.begin(), errors.end());
        std::sort(wanted.begin(), wanted.end());
        QVERIFY(told == wanted);
    }

    /// Answered when the ISR has it, and only then shown.
    void aCommitIsAnsweredWhenItIsReplicated()
    {
        const scenario::Scenario s = groupCluster(1, 700);
        const NodeId coordinator = coordinatorOf(s);
        GroupTalk talk(s);
        const auto commit = talk.ask(400, coordinator, commitOf(42));
        const auto early = talk.ask(401, coordinator, fetchOf());
        const auto late = talk.ask(500, coordinator, fetchOf());
        const auto other = talk.ask(500, coordinator, fetchOf("other"));
        const auto history = talk.run();
        QCOMPARE(commitError(talk, commit), ErrorCode::None);
        QVERIFY(talk.answeredAt(commit) >= atMs(404)); // there and back, twice
        QCOMPARE(fetched(talk, early), kNoOffset);
        QCOMPARE(fetched(talk, late), Offset(42));
        QCOMPARE(fetched(talk, other), kNoOffset);
        const auto told = all<event::OffsetCommitted>(*history);
        QCOMPARE(told.size(), std::size_t(1));
        QCOMPARE(told[0].event->node, coordinator);
        QCOMPARE(told[0].what->client, *history->roster().node("c1"));
        QVERIFY(told[0].event->time > atMs(401));
        // The bytes went through the log of that partition, on every replica.
        const history::ClusterState state = stateAtEnd(*history);
        for (const NodeId broker : {kB1, kB2, kB3}) {
            QCOMPARE(state.replica(broker, kOffsets)->logEnd, Offset(1));
        }
    }

    /// offsets.commit.timeout.ms; the offset holds all the same once it is replicated.
    void aCommitThatIsNotReplicatedInTimeFails()
    {
        scenario::Scenario s = groupCluster(1, 1200);
        s.cluster.config["offsets.commit.timeout.ms"] = "50";
        const NodeId coordinator = coordinatorOf(s);
        for (const NodeId broker : {kB1, kB2, kB3}) {
            if (broker != coordinator) {
                at(s, 390, scenario::PauseCommand{nameOf(broker)});
                at(s, 470, scenario::ResumeCommand{nameOf(broker)});
            }
        }
        GroupTalk talk(s);
        const auto commit = talk.ask(400, coordinator, commitOf(42));
        const auto late = talk.ask(1000, coordinator, fetchOf());
        talk.run();
        QCOMPARE(commitError(talk, commit), ErrorCode::CoordinatorNotAvailable);
        QCOMPARE(talk.answeredAt(commit), atMs(452));
        QCOMPARE(fetched(talk, late), Offset(42));
    }

    void withTooFewReplicasNothingIsCommitted()
    {
        scenario::Scenario s = groupCluster(1, 1500);
        s.cluster.config["min.insync.replicas"] = "2";
        const NodeId coordinator = coordinatorOf(s);
        for (const NodeId broker : {kB1, kB2, kB3}) {
            if (broker != coordinator) {
                at(s, 390, scenario::StopCommand{nameOf(broker), event::StopHow::Kill});
            }
        }
        GroupTalk talk(s);
        const auto commit = talk.ask(900, coordinator, commitOf(42));
        const auto late = talk.ask(1200, coordinator, fetchOf());
        talk.run();
        QCOMPARE(commitError(talk, commit), ErrorCode::CoordinatorNotAvailable);
        QCOMPARE(fetched(talk, late), kNoOffset);
    }

    void aGroupAndItsOffsetsSurviveTheCoordinator()
    {
        scenario::Scenario s = groupCluster(1, 2500);
        const NodeId coordinator = coordinatorOf(s);
        at(s, 500, scenario::StopCommand{nameOf(coordinator), event::StopHow::Kill});
        GroupTalk talk(s);
        std::string member;
        const auto first = talk.ask(350, coordinator, joinOf(""));
        const auto second = talk.ask(360, coordinator, [&] {
            member = talk.answer<JoinGroupResponse>(first)->memberId;
            return joinOf(member);
        });
        talk.ask(380, coordinator, [&] {
            protocol::SyncGroupRequest sync;
            sync.group = "g";
            sync.generation = talk.answer<JoinGroupResponse>(second)->generation;
            sync.memberId = member;
            sync.assignments = {{member, protocol::encode(protocol::Assignment{{{"t", {0}}}, {}})}};
            return sync;
        });
        const auto commit = talk.ask(450, coordinator, [&] { return commitOf(42, member, 1); });
        const NodeId next = otherThan(coordinator);
        const auto whoIsIt = talk.ask(800, next, protocol::FindCoordinatorRequest{"g"});
        std::vector<std::size_t> beats;
        std::vector<std::size_t> fetches;
        for (const NodeId broker : {kB1, kB2, kB3}) {
            beats.push_back(talk.ask(810, broker, [&] {
                return protocol::HeartbeatRequest{"g", Generation(1), member, {}};
            }));
            fetches.push_back(talk.ask(810, broker, fetchOf()));
        }
        const auto history = talk.run();
        QCOMPARE(commitError(talk, commit), ErrorCode::None);
        const NodeId successor = talk.answer<FindCoordinatorResponse>(whoIsIt)->coordinator;
        QVERIFY(successor != coordinator);
        const std::size_t index = successor.value() - 1U;
        QCOMPARE(talk.answer<HeartbeatResponse>(beats[index])->error, ErrorCode::None);
        QCOMPARE(fetched(talk, fetches[index]), Offset(42));
        const auto loaded = allOf<event::CoordinatorLoaded>(*history, successor);
        QCOMPARE(loaded.size(), std::size_t(1));
        QCOMPARE(loaded[0].what->groups, 1U);
        QCOMPARE(loaded[0].what->offsets, 1U);
        // Its session began anew there, and nobody goes on: the group is empty in the end.
        const auto states = allOf<event::GroupStateChanged>(*history, successor);
        QCOMPARE(states.front().what->state, event::GroupState::Stable);
        QCOMPARE(states.back().what->state, event::GroupState::Empty);
        const auto assigned = all<event::MemberAssigned>(*history);
        QCOMPARE(assigned.size(), std::size_t(1));
        QCOMPARE(assigned[0].what->partition, PartitionId(0));
    }

    /// Its leadership moves on in good order: it forgets everything, and comes again later.
    void aBrokerThatLeadsNoLongerUnloads()
    {
        scenario::Scenario s = groupCluster(1, 2000);
        s.cluster.config["leader.imbalance.check.interval.seconds"] = "1000";
        const NodeId coordinator = coordinatorOf(s);
        at(s, 500, scenario::IsolateCommand{nameOf(coordinator)});
        at(s, 900, scenario::ReconnectCommand{nameOf(coordinator)});
        GroupTalk talk(s);
        talk.ask(400, coordinator, commitOf(42));
        const auto late = talk.ask(1500, coordinator, fetchOf());
        const auto history = talk.run();
        const auto unloaded = all<event::CoordinatorUnloaded>(*history);
        QCOMPARE(unloaded.size(), std::size_t(1));
        QCOMPARE(unloaded[0].event->node, coordinator);
        QCOMPARE(talk.answer<OffsetFetchResponse>(late)->error, ErrorCode::NotCoordinator);
    }

    /// Right after an election, while the log is read.
    void whileItLoadsItAsksForPatience()
    {
        scenario::Scenario s = groupCluster(1, 1500);
        const NodeId coordinator = coordinatorOf(s);
        at(s, 500, scenario::StopCommand{nameOf(coordinator), event::StopHow::Kill});
        GroupTalk talk(s);
        std::vector<std::size_t> fetches;
        std::vector<std::size_t> beats;
        for (int ms = 500; ms < 900; ++ms) {
            for (const NodeId broker : {kB1, kB2, kB3}) {
                fetches.push_back(talk.ask(ms, broker, fetchOf()));
                beats.push_back(talk.ask(ms, broker, protocol::HeartbeatRequest{"g", {}, "m", {}}));
            }
        }
        talk.run();
        const auto isLoading = [&](std::size_t move) {
            const auto* answer = talk.answer<OffsetFetchResponse>(move);
            return answer != nullptr && answer->error == ErrorCode::CoordinatorLoadInProgress;
        };
        const auto found = std::find_if(fetches.begin(), fetches.end(), isLoading);
        QVERIFY(found != fetches.end());
        // Heartbeats are answered as if all were well.
        const std::size_t beat = beats[static_cast<std::size_t>(found - fetches.begin())];
        QCOMPARE(talk.answer<HeartbeatResponse>(beat)->error, ErrorCode::None);
    }

    void offsetsAndGroupsExpire()
    {
        scenario::Scenario s = groupCluster(1, 150'000);
        s.cluster.config["offsets.retention.minutes"] = "1";
        s.cluster.config["offsets.retention.check.interval.ms"] = "10000";
        s.cluster.config["broker.heartbeat.interval.ms"] = "2000";
        s.cluster.config["broker.session.timeout.ms"] = "9000";
        s.cluster.config["replica.lag.time.max.ms"] = "30000";
        s.cluster.config["replica.fetch.wait.max.ms"] = "500";
        const NodeId coordinator = coordinatorOf(s);
        GroupTalk talk(s);
        talk.ask(20'000, coordinator, commitOf(42));
        talk.ask(50'000, coordinator, commitOf(7, {}, -1, "later"));
        const auto before = talk.ask(79'000, coordinator, fetchOf());
        const auto after = talk.ask(95'000, coordinator, fetchOf());
        const auto other = talk.ask(95'000, coordinator, fetchOf("later"));
        const auto history = talk.run();
        QCOMPARE(fetched(talk, before), Offset(42));
        QCOMPARE(fetched(talk, after), kNoOffset);
        QCOMPARE(fetched(talk, other), Offset(7));
        const auto expired = all<event::OffsetsExpired>(*history);
        QCOMPARE(expired.size(), std::size_t(2));
        QVERIFY(expired[0].event->time >= atMs(80'000));
        QVERIFY(expired[0].event->time < atMs(91'000));
        const auto states = all<event::GroupStateChanged>(*history);
        QCOMPARE(states.back().what->state, event::GroupState::Dead);
    }

    /// As long as somebody reads it, nothing of a topic expires.
    void aGroupThatRunsKeepsItsOffsets()
    {
        scenario::Scenario s = groupCluster(1, 150'000);
        s.cluster.config["offsets.retention.minutes"] = "1";
        s.cluster.config["offsets.retention.check.interval.ms"] = "10000";
        const auto history = scenario::run([&] {
            addMember(s, {{"enable.auto.commit", "false"}}).commit.policy
                = scenario::CommitSpec::Policy::SyncAfterPoll;
            addProducer(s, {}, 10, 5);
            at(s, 100, scenario::StartCommand{{"c1", "p1"}});
            return s;
        }());
        QVERIFY(!all<event::OffsetCommitted>(*history).empty());
        QVERIFY(all<event::OffsetsExpired>(*history).empty());
    }

    /// The cleaner keeps what the group has committed last, and a new coordinator reads only that.
    void theTopicIsCompacted()
    {
        scenario::Scenario s = groupCluster(1, 6000);
        s.cluster.config["offsets.topic.segment.bytes"] = "2000";
        s.cluster.config["log.cleaner.backoff.ms"] = "200";
        s.cluster.config["log.initial.task.delay.ms"] = "100";
        const NodeId coordinator = coordinatorOf(s);
        GroupTalk talk(s);
        for (int i = 0; i < 200; ++i) {
            talk.ask(400 + i * 10, coordinator, commitOf(i));
        }
        at(s, 4000, scenario::StopCommand{nameOf(coordinator), event::StopHow::Kill});
        talk.scenario().script = s.script;
        std::vector<std::size_t> fetches;
        for (const NodeId broker : {kB1, kB2, kB3}) {
            fetches.push_back(talk.ask(5000, broker, fetchOf()));
        }
        const auto history = talk.run();
        std::uint32_t compacted = 0;
        for (const auto& each : all<event::RecordsCompacted>(*history)) {
            compacted += each.what->partition == kOffsets ? each.what->records : 0;
        }
        QVERIFY(compacted > 100);
        QVERIFY(std::any_of(fetches.begin(), fetches.end(),
            [&](std::size_t move) { return fetched(talk, move) == Offset(199); }));
    }
};

QTEST_APPLESS_MAIN(GroupCoordinatorTest)
#include "tst_group_coordinator.moc"
