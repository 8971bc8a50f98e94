#include <QTest>

#include "tests/engine/broker/quorum_of_voters.h"

#include "engine/broker/quorum_state.h"

#include <set>

using namespace brokerscope;
using namespace brokerscope::testing;
using event::QuorumRole;

namespace {

constexpr NodeId kK1{1};
constexpr NodeId kK2{2};
constexpr NodeId kK3{3};

/// A batch of the metadata log as a leader would send it.
Bytes batchOf(MetadataOffset base, LeaderEpoch epoch)
{
    Bytes value;
    protocol::encodeRecord(protocol::LeaderChangeRecord{kK2}, value);
    record::BatchBuilder::Options options;
    options.baseOffset = Offset(base.value());
    options.leaderEpoch = epoch;
    record::BatchBuilder builder(options);
    builder.append(std::nullopt, record::textOf(value), 0);
    return builder.finish();
}

/// k1 with puppets k2 and k3; it follows k2 in epoch 3 and has one record of that epoch.
class Follower {
public:
    Follower()
        : quorum(3, 2)
    {
        quorum.startAll();
        quorum.send(kK2, kK1, protocol::BeginQuorumEpochRequest{LeaderEpoch(3), kK2});
        quorum.runUntilMs(5);
        protocol::MetadataLogFetchResponse answer;
        answer.leader = kK2;
        answer.quorumEpoch = LeaderEpoch(3);
        answer.records = batchOf(MetadataOffset(0), LeaderEpoch(3));
        quorum.reply(kK2, *quorum.last<protocol::MetadataLogFetchRequest>(kK2), answer);
        quorum.runUntilMs(10);
    }

    protocol::VoteResponse askForVote(const protocol::VoteRequest& request)
    {
        quorum.send(request.candidate, kK1, request);
        quorum.kernel().runUntil(quorum.kernel().now() + milliseconds(3));
        return *quorum.lastContent<protocol::VoteResponse>(request.candidate);
    }

    QuorumOfVoters quorum;
};

} // namespace

class RaftElectionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSoleVoterLeadsAtOnceAndCommitsItsFirstRecord()
    {
        QuorumOfVoters quorum(1);
        quorum.startAll();
        QCOMPARE(quorum.raft(kK1).role(), QuorumRole::Leader);
        QCOMPARE(quorum.raft(kK1).epoch(), LeaderEpoch(1));
        QCOMPARE(quorum.raft(kK1).highWatermark(), MetadataOffset(1));
        QVERIFY(quorum.raft(kK1).hasCommittedInEpoch());
    }

    /// Nobody stands before its timeout of one to two seconds is over.
    void theFirstElectionComesAfterARandomTimeout()
    {
        std::set<std::int64_t> times;
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            QuorumOfVoters quorum(3, 0, seed);
            quorum.startAll();
            quorum.runUntilMs(999);
            for (const NodeId id : quorum.voters()) {
                QCOMPARE(quorum.raft(id).role(), QuorumRole::Unattached);
            }
            while (!quorum.leader() && quorum.kernel().step(Timestamp(10'000'000))) { }
            QVERIFY2(quorum.leader().has_value(), qPrintable(QString::number(seed)));
            times.insert(quorum.kernel().now().micros());
        }
        QVERIFY(times.size() > 15);
    }

    void theOthersFollowWhoWasElected()
    {
        QuorumOfVoters quorum(5);
        quorum.startAll();
        quorum.runUntilMs(5000);
        const auto leader = quorum.leader();
        QVERIFY(leader.has_value());
        for (const NodeId id : quorum.voters()) {
            QCOMPARE(quorum.raft(id).leader(), *leader);
            QCOMPARE(quorum.raft(id).epoch(), quorum.raft(*leader).epoch());
            QCOMPARE(quorum.raft(id).highWatermark(), MetadataOffset(1));
        }
    }

    void aVoteIsGivenToWhoseLogIsNotBehind_data()
    {
        QTest::addColumn<int>("epoch");
        QTest::addColumn<int>("lastEpoch");
        QTest::addColumn<int>("logEnd");
        QTest::addColumn<bool>("granted");
        QTest::addColumn<int>("error");
        const int none = static_cast<int>(event::ErrorCode::None);
        const int fenced = static_cast<int>(event::ErrorCode::FencedLeaderEpoch);
        QTest::newRow("the same log") << 4 << 3 << 1 << true << none;
        QTest::newRow("a longer log") << 4 << 3 << 2 << true << none;
        QTest::newRow("a shorter log") << 4 << 3 << 0 << false << none;
        QTest::newRow("a later epoch, shorter") << 5 << 4 << 1 << true << none;
        QTest::newRow("an earlier epoch, longer") << 4 << 2 << 9 << false << none;
        QTest::newRow("in the epoch that has a leader") << 3 << 3 << 9 << false << none;
        QTest::newRow("in an epoch that is over") << 2 << 3 << 9 << false << fenced;
    }

    void aVoteIsGivenToWhoseLogIsNotBehind()
    {
        QFETCH(int, epoch);
        QFETCH(int, lastEpoch);
        QFETCH(int, logEnd);
        QFETCH(bool, granted);
        QFETCH(int, error);
        Follower follower;
        const auto answer = follower.askForVote(
            {LeaderEpoch(epoch), kK3, LeaderEpoch(lastEpoch), MetadataOffset(logEnd)});
        QCOMPARE(answer.granted, granted);
        QCOMPARE(static_cast<int>(answer.error), error);
    }

    void thereIsOneVoteInAnEpochEvenAfterAPowerLoss()
    {
        Follower follower;
        const protocol::VoteRequest first{LeaderEpoch(4), kK3, LeaderEpoch(3), MetadataOffset(1)};
        protocol::VoteRequest second = first;
        second.candidate = kK2;
        QVERIFY(follower.askForVote(first).granted);
        QVERIFY(!follower.askForVote(second).granted);
        QVERIFY(follower.askForVote(first).granted); // its answer may have been lost
        follower.quorum.kernel().stopNode(kK1, event::StopHow::PowerLoss);
        follower.quorum.kernel().startNode(kK1);
        QCOMPARE(follower.quorum.raft(kK1).role(), QuorumRole::Voted);
        QVERIFY(!follower.askForVote(second).granted);
        QVERIFY(follower.askForVote(first).granted);
    }

    void whoLedBeforeItsRestartLeadsThatEpochNoMore()
    {
        QuorumOfVoters quorum(3);
        quorum.startAll();
        quorum.runUntilMs(5000);
        const NodeId before = *quorum.leader();
        const LeaderEpoch epoch = quorum.raft(before).epoch();
        quorum.kernel().stopNode(before, event::StopHow::Kill);
        quorum.kernel().startNode(before);
        QCOMPARE(quorum.raft(before).role(), QuorumRole::Resigned);
        quorum.runUntilMs(12'000);
        QVERIFY(quorum.leader().has_value());
        QVERIFY(quorum.raft(*quorum.leader()).epoch() > epoch);
    }

    /// 1.5 times the fetch timeout of 2 s without a majority that fetches.
    void aLeaderWithoutAMajorityResigns()
    {
        QuorumOfVoters quorum(3);
        quorum.startAll();
        quorum.runUntilMs(5000);
        const NodeId leader = *quorum.leader();
        for (const NodeId id : quorum.voters()) {
            if (id != leader) {
                quorum.kernel().stopNode(id, event::StopHow::Kill);
            }
        }
        quorum.runUntilMs(7400);
        QCOMPARE(quorum.raft(leader).role(), QuorumRole::Leader);
        quorum.runUntilMs(8001);
        QVERIFY(quorum.raft(leader).role() != QuorumRole::Leader);
    }

    void aLeaderThatResignsIsFollowedByTheLongestLog()
    {
        QuorumOfVoters quorum(3);
        quorum.startAll();
        quorum.runUntilMs(5000);
        const NodeId leader = *quorum.leader();
        const NodeId behind = leader == kK3 ? kK2 : kK3;
        quorum.kernel().cut(leader, behind, true);
        quorum.runUntilMs(5100);
        QVERIFY(quorum.append(leader, protocol::ThrottleRecord{7}));
        quorum.runUntilMs(5200);
        quorum.kernel().act(leader, [](sim::Node& node, sim::Context& context) {
            static_cast<Voter&>(node).raft().resign(context);
        });
        QCOMPARE(quorum.raft(leader).role(), QuorumRole::Resigned);
        quorum.runUntilMs(5300); // at once, not after a timeout
        QVERIFY(quorum.leader().has_value());
        QVERIFY(*quorum.leader() != leader && *quorum.leader() != behind);
        QCOMPARE(quorum.raft(*quorum.leader()).highWatermark(), MetadataOffset(3));
    }

    void theElectionStateSurvivesInItsFile_data()
    {
        QTest::addColumn<int>("epoch");
        QTest::addColumn<int>("leader");
        QTest::addColumn<int>("votedFor");
        const int none = kNoNode.value();
        QTest::newRow("fresh") << 0 << none << none;
        QTest::newRow("voted") << 7 << none << 3;
        QTest::newRow("leader") << 2147483647 << 65 << none;
    }

    void theElectionStateSurvivesInItsFile()
    {
        QFETCH(int, epoch);
        QFETCH(int, leader);
        QFETCH(int, votedFor);
        const broker::ElectionState state{LeaderEpoch(epoch),
            NodeId(static_cast<std::uint16_t>(leader)),
            NodeId(static_cast<std::uint16_t>(votedFor))};
        sim::SimDisk disk{sim::WritebackPolicy{}};
        QCOMPARE(broker::readElectionState(disk), broker::ElectionState());
        QVERIFY(broker::writeElectionState(disk, state).has_value());
        disk.losePower(Timestamp());
        QCOMPARE(broker::readElectionState(disk), state);
    }

    void aBrokenElectionStateIsNoLicenceToVoteAgain()
    {
        sim::SimDisk disk{sim::WritebackPolicy{}};
        const std::array<std::uint8_t, 3> junk{'{', '}', '\n'};
        QVERIFY(disk.replace(broker::kQuorumStateFile, junk).has_value());
        QVERIFY(!broker::readElectionState(disk).has_value());
    }
};

QTEST_APPLESS_MAIN(RaftElectionsTest)
#include "tst_raft_elections.moc"
