#include <QTest>

#include "group_bench.h"

using namespace brokerscope;
using namespace brokerscope::testing;
using namespace Qt::Literals::StringLiterals;
using broker::GroupTimer;
using Error = event::ErrorCode;
using event::MemberEnd;
using event::RebalanceReason;
using State = event::GroupState;

/// The classic protocol, rule by rule.
class ClassicGroupTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- joining ---------------------------------------------------------------------------------

    void aDynamicMemberIsGivenAnIdFirst()
    {
        GroupBench bench;
        const EventId first = bench.join("c1", "");
        QCOMPARE(bench.joined(first)->error, Error::MemberIdRequired);
        QCOMPARE(bench.joined(first)->memberId, std::string("c1-1"));
        QVERIFY(bench.group.members().empty());
        QVERIFY(bench.group.pending().contains("c1-1"));
        const EventId second = bench.join("c1", "c1-1");
        QVERIFY(bench.joined(second) == nullptr);
        QVERIFY(bench.group.pending().empty());
        QCOMPARE(bench.group.state(), State::PreparingRebalance);
    }

    void anIdThatIsNotUsedIsForgottenAfterASession()
    {
        GroupBench bench;
        bench.join("c1", "");
        bench.pass(seconds(10));
        QVERIFY(bench.group.pending().empty());
        QCOMPARE(bench.joined(bench.join("c1", "c1-1"))->error, Error::UnknownMemberId);
    }

    /// group.initial.rebalance.delay.ms, extended while members come, up to the rebalance timeout.
    void theFirstRebalanceWaits_data()
    {
        QTest::addColumn<int>("rebalanceTimeoutMs");
        QTest::addColumn<QList<int>>("arrivalsMs");
        QTest::addColumn<int>("beginsAtMs");
        QTest::newRow("alone") << 60000 << QList{0} << 3000;
        QTest::newRow("one more comes") << 60000 << QList{0, 1000} << 6000;
        QTest::newRow("one more in each delay") << 60000 << QList{0, 1000, 4000, 7000} << 12000;
        QTest::newRow("not beyond the timeout") << 5000 << QList{0, 1000, 4000} << 5000;
        QTest::newRow("a timeout below the delay") << 1000 << QList{0, 500} << 3000;
    }

    void theFirstRebalanceWaits()
    {
        QFETCH(int, rebalanceTimeoutMs);
        QFETCH(QList<int>, arrivalsMs);
        QFETCH(int, beginsAtMs);
        GroupBench bench;
        bench.rebalanceTimeout = milliseconds(rebalanceTimeoutMs);
        for (const int arrival : arrivalsMs) {
            bench.pass(milliseconds(arrival) - milliseconds(bench.now.micros() / 1000));
            bench.enter("c");
        }
        bench.pass(Timestamp(std::int64_t{beginsAtMs} * 1000 - 1) - bench.now);
        QCOMPARE(bench.group.state(), State::PreparingRebalance);
        bench.pass(microseconds(1));
        QCOMPARE(bench.group.state(), State::CompletingRebalance);
        QCOMPARE(bench.generation(), 1);
    }

    void theLeaderIsToldOfEverybody()
    {
        GroupBench bench;
        const auto [one, oneJoins] = bench.enter("c1", {"range", "sticky"});
        const auto [two, twoJoins] = bench.enter("c2", {"sticky", "range"});
        bench.pass(seconds(9));
        const auto* leader = bench.joined(oneJoins);
        QCOMPARE(leader->leader, one);
        QCOMPARE(leader->members.size(), std::size_t(2));
        QCOMPARE(leader->members[1].memberId, two);
        QCOMPARE(leader->generation, Generation(1));
        const auto* follower = bench.joined(twoJoins);
        QCOMPARE(follower->leader, one);
        QVERIFY(follower->members.empty());
        QCOMPARE(follower->protocol, leader->protocol);
    }

    /// Each is for the first of its own that all know; most votes win.
    void theProtocolIsVotedFor_data()
    {
        QTest::addColumn<QStringList>("members");
        QTest::addColumn<QString>("chosen");
        QTest::newRow("alone") << QStringList{u"sticky,range"_s} << u"sticky"_s;
        QTest::newRow("majority") << QStringList{u"a,b"_s, u"b,a"_s, u"b,a"_s} << u"b"_s;
        QTest::newRow("only what all know") << QStringList{u"a,b"_s, u"a,b"_s, u"b"_s} << u"b"_s;
        QTest::newRow("upgrade") << QStringList{u"range,cooperative-sticky"_s,
            u"cooperative-sticky"_s}
                                 << u"cooperative-sticky"_s;
    }

    void theProtocolIsVotedFor()
    {
        QFETCH(QStringList, members);
        QFETCH(QString, chosen);
        GroupBench bench;
        for (const QString& member : members) {
            std::vector<std::string> protocols;
            for (const QString& name : member.split(u',')) {
                protocols.push_back(name.toStdString());
            }
            bench.enter("c", protocols);
        }
        bench.pass(seconds(9));
        QCOMPARE(QString::fromStdString(bench.group.protocol()), chosen);
    }

    void withoutACommonProtocolNobodyComesIn()
    {
        GroupBench bench;
        bench.enter("c1", {"range"});
        QCOMPARE(bench.joined(bench.join("c2", "", {"sticky"}))->error,
            Error::InconsistentGroupProtocol);
        QCOMPARE(bench.joined(bench.join("c3", "", {}))->error, Error::InconsistentGroupProtocol);
        QCOMPARE(bench.group.members().size(), std::size_t(1));
        GroupBench empty;
        QCOMPARE(empty.joined(empty.join("c1", "", {}))->error, Error::InconsistentGroupProtocol);
    }

    void aFullGroupTakesNobodyElse()
    {
        broker::GroupConfig config;
        config.maxSize = 2;
        GroupBench bench(config);
        const auto ids = bench.stable({"c1", "c2"});
        QCOMPARE(bench.joined(bench.join("c3", ""))->error, Error::GroupMaxSizeReached);
        QVERIFY(bench.joined(bench.join("c1", ids[0])) == nullptr); // a member may rejoin
        QCOMPARE(bench.joined(bench.join("c3", ""))->error, Error::MemberIdRequired);
        bench.join("c2", ids[1]);
        QCOMPARE(bench.joined(bench.join("c3", "c3-3"))->error, Error::GroupMaxSizeReached);
    }

    // --- later rebalances
    // -------------------------------------------------------------------------

    void aNewMemberMakesTheOthersJoinAgain()
    {
        GroupBench bench;
        const auto ids = bench.stable({"c1"});
        const auto [two, twoJoins] = bench.enter("c2");
        QCOMPARE(bench.group.state(), State::PreparingRebalance);
        QCOMPARE(bench.rebalances.back().reason, RebalanceReason::MemberJoined);
        QCOMPARE(bench.rebalances.back().member, two);
        QCOMPARE(bench.heartbeat(ids[0], 1), Error::RebalanceInProgress);
        bench.join("c1", ids[0]);
        QCOMPARE(bench.group.state(), State::CompletingRebalance); // at once: all are there
        QCOMPARE(bench.joined(twoJoins)->generation, Generation(2));
    }

    /// And pending members are waited for, too.
    void whoDoesNotJoinAgainInTimeIsOut()
    {
        GroupBench bench;
        const auto ids = bench.stable({"c1", "c2"});
        bench.enter("c3");
        bench.join("c1", ids[0]);
        const std::string pending = bench.joined(bench.join("c4", ""))->memberId;
        for (int i = 0; i < 59; ++i) {
            bench.heartbeat(ids[1], 1); // it lives, but is stuck in processing
            bench.pass(seconds(1));
        }
        QCOMPARE(bench.group.state(), State::PreparingRebalance);
        bench.pass(seconds(1));
        QCOMPARE(bench.group.state(), State::CompletingRebalance);
        QCOMPARE(bench.removals.back().member, ids[1]);
        QCOMPARE(bench.removals.back().end, MemberEnd::RebalanceExpired);
        QCOMPARE(bench.heartbeat(ids[1], 1), Error::UnknownMemberId);
    }

    void aLeaderThatDidNotComeAgainIsReplaced()
    {
        GroupBench bench;
        const auto ids = bench.stable({"c1", "c2"});
        const EventId again = bench.join("c2", ids[1], {"range"}, {}, "other");
        bench.heartbeat(ids[0], 1);
        bench.pass(seconds(9));
        bench.heartbeat(ids[0], 1);
        bench.pass(seconds(60));
        QCOMPARE(bench.joined(again)->leader, ids[1]);
        QCOMPARE(bench.joined(again)->members.size(), std::size_t(1));
    }

    void whyMembersJoinAgain_data()
    {
        QTest::addColumn<bool>("asLeader");
        QTest::addColumn<QString>("topic");
        QTest::addColumn<bool>("rebalances");
        QTest::addColumn<int>("reason");
        QTest::newRow("leader, as before")
            << true << "t" << true << int(RebalanceReason::LeaderRejoined);
        QTest::newRow("leader, other topic")
            << true << "u" << true << int(RebalanceReason::LeaderRejoined);
        QTest::newRow("follower, as before") << false << "t" << false << 0;
        QTest::newRow("follower, other topic")
            << false << "u" << true << int(RebalanceReason::SubscriptionChanged);
    }

    void whyMembersJoinAgain()
    {
        QFETCH(bool, asLeader);
        QFETCH(QString, topic);
        QFETCH(bool, rebalances);
        QFETCH(int, reason);
        GroupBench bench;
        const auto ids = bench.stable({"c1", "c2"});
        const std::size_t before = bench.rebalances.size();
        const EventId again
            = bench.join("c", ids[asLeader ? 0 : 1], {"range"}, {}, topic.toStdString());
        QCOMPARE(bench.rebalances.size(), before + (rebalances ? 1 : 0));
        if (rebalances) {
            QCOMPARE(int(bench.rebalances.back().reason), reason);
        } else {
            QCOMPARE(bench.joined(again)->generation, Generation(1));
            QCOMPARE(bench.textOf(bench.sync(ids[1], 1)), "to " + ids[1]);
        }
    }

    /// Its answer was lost: it gets the same once more, as long as it wants the same.
    void joiningTwiceInOneGeneration()
    {
        GroupBench bench;
        const auto [one, join] = bench.enter("c1");
        bench.pass(seconds(3));
        const EventId again = bench.join("c1", one);
        QCOMPARE(bench.joined(again)->generation, Generation(1));
        QCOMPARE(bench.joined(again)->members.size(), std::size_t(1));
        const EventId changed = bench.join("c1", one, {"range"}, {}, "other");
        QCOMPARE(bench.joined(changed)->generation, Generation(2));
    }

    // --- the assignment
    // ---------------------------------------------------------------------------

    void followersWaitForTheLeader()
    {
        GroupBench bench;
        const std::string one = bench.enter("c1").first;
        const std::string two = bench.enter("c2").first;
        bench.pass(seconds(9));
        const EventId waiting = bench.sync(two, 1);
        QVERIFY(bench.synced(waiting) == nullptr);
        bench.replicatesAtOnce = false;
        const EventId leading = bench.sync(one, 1, {{one, "x"}, {two, "y"}});
        QVERIFY(bench.synced(leading) == nullptr); // not before the group's record is replicated
        QCOMPARE(bench.group.state(), State::CompletingRebalance);
        bench.finishWrite(Error::None);
        QCOMPARE(bench.group.state(), State::Stable);
        QCOMPARE(bench.textOf(waiting), std::string("y"));
        QCOMPARE(bench.textOf(leading), std::string("x"));
        QCOMPARE(bench.assignments, 1);
        QCOMPARE(bench.textOf(bench.sync(two, 1)), std::string("y")); // asked once more
    }

    void whoTheLeaderForgetsGetsNothing()
    {
        GroupBench bench;
        const std::string one = bench.enter("c1").first;
        const std::string two = bench.enter("c2").first;
        bench.pass(seconds(9));
        bench.sync(one, 1, {{one, "x"}});
        QCOMPARE(bench.group.state(), State::Stable);
        QCOMPARE(bench.textOf(bench.sync(two, 1)), std::string());
    }

    void anAssignmentThatCannotBeStoredStartsOver()
    {
        GroupBench bench;
        const auto [one, join] = bench.enter("c1");
        bench.pass(seconds(3));
        bench.replicatesAtOnce = false;
        const EventId sync = bench.sync(one, 1, {{one, "x"}});
        bench.finishWrite(Error::CoordinatorNotAvailable);
        QCOMPARE(bench.synced(sync)->error, Error::CoordinatorNotAvailable);
        QCOMPARE(bench.group.state(), State::PreparingRebalance);
    }

    void anAssignmentOfAnEarlierGenerationIsDropped()
    {
        GroupBench bench;
        const auto [one, join] = bench.enter("c1");
        bench.pass(seconds(3));
        bench.replicatesAtOnce = false;
        const EventId sync = bench.sync(one, 1, {{one, "x"}});
        bench.join("c1", one, {"range"}, {}, "other");
        QCOMPARE(bench.synced(sync)->error, Error::RebalanceInProgress);
        bench.finishWrite(Error::None);
        QCOMPARE(bench.generation(), 2);
        QCOMPARE(bench.group.state(), State::CompletingRebalance);
    }

    void whoDoesNotSyncInTimeIsOut()
    {
        GroupBench bench;
        const std::string one = bench.enter("c1").first;
        const std::string two = bench.enter("c2").first;
        bench.pass(seconds(9));
        bench.shareOut();
        GroupBench late;
        const std::string first = late.enter("c1").first;
        const std::string second = late.enter("c2").first;
        late.pass(seconds(9));
        late.sync(first, 1, {});
        for (int i = 0; i < 60; ++i) {
            late.heartbeat(first, 1);
            late.heartbeat(second, 1);
            late.pass(seconds(1));
        }
        QCOMPARE(late.removals.back().member, second);
        QCOMPARE(late.removals.back().end, MemberEnd::SyncExpired);
        QCOMPARE(late.rebalances.back().reason, RebalanceReason::SyncExpired);
        QCOMPARE(late.group.state(), State::PreparingRebalance);
        bench.heartbeat(one, 1);
        bench.heartbeat(two, 1);
        QVERIFY(!bench.timers.contains({GroupTimer::Sync, ""}));
    }

    void syncsThatAreRefused_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<int>("generation");
        QTest::addColumn<QString>("protocol");
        QTest::addColumn<int>("error");
        QTest::newRow("fine") << "c1-1" << 1 << "range" << int(Error::None);
        QTest::newRow("unknown") << "c9-9" << 1 << "" << int(Error::UnknownMemberId);
        QTest::newRow("old") << "c1-1" << 0 << "" << int(Error::IllegalGeneration);
        QTest::newRow("other protocol")
            << "c1-1" << 1 << "sticky" << int(Error::InconsistentGroupProtocol);
    }

    void syncsThatAreRefused()
    {
        QFETCH(QString, member);
        QFETCH(int, generation);
        QFETCH(QString, protocol);
        QFETCH(int, error);
        GroupBench bench;
        bench.stable({"c1"});
        const EventId sync
            = bench.sync(member.toStdString(), generation, {}, {}, protocol.toStdString());
        QCOMPARE(int(bench.synced(sync)->error), error);
    }

    void duringARebalanceNobodySyncs()
    {
        GroupBench bench;
        const auto ids = bench.stable({"c1"});
        bench.enter("c2");
        QCOMPARE(bench.synced(bench.sync(ids[0], 1))->error, Error::RebalanceInProgress);
    }

    // --- heartbeats, sessions, leaving
    // ------------------------------------------------------------

    void heartbeats_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<int>("generation");
        QTest::addColumn<int>("error");
        QTest::newRow("fine") << "c1-1" << 1 << int(Error::None);
        QTest::newRow("unknown") << "c9-9" << 1 << int(Error::UnknownMemberId);
        QTest::newRow("old generation") << "c1-1" << 0 << int(Error::IllegalGeneration);
        QTest::newRow("later generation") << "c1-1" << 2 << int(Error::IllegalGeneration);
    }

    void heartbeats()
    {
        QFETCH(QString, member);
        QFETCH(int, generation);
        QFETCH(int, error);
        GroupBench bench;
        bench.stable({"c1"});
        QCOMPARE(int(bench.heartbeat(member.toStdString(), generation)), error);
    }

    void aSessionEndsWithoutHeartbeats()
    {
        GroupBench bench;
        const auto ids = bench.stable({"c1", "c2"});
        bench.pass(seconds(9));
        QCOMPARE(bench.heartbeat(ids[0], 1), Error::None);
        bench.pass(seconds(1));
        QCOMPARE(bench.removals.back().member, ids[1]);
        QCOMPARE(bench.removals.back().end, MemberEnd::SessionExpired);
        QCOMPARE(bench.rebalances.back().reason, RebalanceReason::SessionExpired);
        QCOMPARE(bench.heartbeat(ids[1], 1), Error::UnknownMemberId);
        QCOMPARE(bench.heartbeat(ids[0], 1), Error::RebalanceInProgress);
    }

    void whoWaitsForAnAnswerNeedNotSendHeartbeats()
    {
        GroupBench bench;
        const auto ids = bench.stable({"c1", "c2"});
        const EventId join = bench.join("c1", ids[0]); // and c2 takes its time
        for (int i = 0; i < 40; ++i) {
            bench.heartbeat(ids[1], 1);
            bench.pass(seconds(1));
        }
        QVERIFY(bench.joined(join) == nullptr);
        QVERIFY(bench.group.member(ids[0]) != nullptr);
        bench.join("c2", ids[1]);
        QCOMPARE(bench.joined(join)->generation, Generation(2));
        bench.pass(seconds(10)); // from now on it must
        QVERIFY(bench.group.member(ids[0]) == nullptr);
    }

    void leavingRebalancesAtOnce()
    {
        GroupBench bench;
        const auto ids = bench.stable({"c1", "c2"});
        QCOMPARE(bench.leave(ids[0]), Error::None);
        QCOMPARE(bench.group.state(), State::PreparingRebalance);
        QCOMPARE(bench.rebalances.back().reason, RebalanceReason::MemberLeft);
        QCOMPARE(bench.group.leader().value(), ids[1]);
        QCOMPARE(bench.leave(ids[0]), Error::UnknownMemberId);
        QCOMPARE(bench.leave(ids[1]), Error::None);
        QCOMPARE(bench.group.state(), State::Empty);
        QCOMPARE(bench.generation(), 2);
        QVERIFY(bench.timers.empty());
    }

    void aPendingMemberMayLeave()
    {
        GroupBench bench;
        const auto ids = bench.stable({"c1"});
        const std::string pending = bench.joined(bench.join("c2", ""))->memberId;
        bench.join("c1", ids[0]); // the leader: a rebalance, which waits for c2
        QCOMPARE(bench.group.state(), State::PreparingRebalance);
        QCOMPARE(bench.leave(pending), Error::None);
        QCOMPARE(bench.group.state(), State::CompletingRebalance);
    }

    // --- static members
    // ---------------------------------------------------------------------------

    void aStaticMemberComesBackWithoutARebalance()
    {
        GroupBench bench;
        const EventId first = bench.join("c1", "", {"range"}, "i1");
        QVERIFY(bench.joined(first) == nullptr); // no MEMBER_ID_REQUIRED
        bench.join("c2", "", {"range"}, "i2");
        bench.pass(seconds(9));
        bench.shareOut();
        const std::string oldId = bench.joined(first)->memberId;
        const std::size_t before = bench.rebalances.size();
        const EventId again = bench.join("c1", "", {"range"}, "i1");
        QCOMPARE(bench.rebalances.size(), before);
        const auto* answer = bench.joined(again);
        QCOMPARE(answer->error, Error::None);
        QCOMPARE(answer->generation, Generation(1));
        QVERIFY(answer->memberId != oldId);
        QVERIFY(answer->skipAssignment); // it was the leader
        QCOMPARE(answer->leader, answer->memberId);
        QCOMPARE(bench.removals.back().end, MemberEnd::Replaced);
        // It has the old one's assignment, and the old one is fenced.
        QCOMPARE(bench.textOf(bench.sync(answer->memberId, 1, {}, "i1")), "to " + oldId);
        QCOMPARE(bench.heartbeat(oldId, 1, "i1"), Error::FencedInstanceId);
        QCOMPARE(bench.commit(oldId, 1, "i1"), Error::FencedInstanceId);
        QCOMPARE(
            bench.joined(bench.join("c1", oldId, {"range"}, "i1"))->error, Error::FencedInstanceId);
        QCOMPARE(bench.leave(oldId, "i1"), Error::FencedInstanceId);
        QCOMPARE(bench.heartbeat(answer->memberId, 1, "unknown"), Error::UnknownMemberId);
    }

    void aStaticMemberWithAnotherProtocolRebalances()
    {
        GroupBench bench;
        bench.join("c1", "", {"range", "sticky"}, "i1");
        bench.pass(seconds(3));
        bench.shareOut();
        bench.join("c1", "", {"sticky"}, "i1");
        QCOMPARE(bench.joined(bench.join("c1", "", {"range"}, "i1"))->error,
            Error::InconsistentGroupProtocol);
        QCOMPARE(bench.rebalances.back().reason, RebalanceReason::StaticMemberReplaced);
        QCOMPARE(bench.generation(), 2);
        QCOMPARE(bench.group.protocol(), std::string("sticky"));
    }

    /// Somebody under the old id waits for an answer: it is told that it is fenced.
    void whoeverWaitsUnderTheOldIdIsFenced()
    {
        GroupBench bench;
        const EventId first = bench.join("c1", "", {"range"}, "i1");
        const EventId second = bench.join("c1", "", {"range"}, "i1");
        QCOMPARE(bench.joined(first)->error, Error::FencedInstanceId);
        QVERIFY(bench.joined(second) == nullptr);
        bench.pass(seconds(3));
        QCOMPARE(bench.joined(second)->generation, Generation(1));
        QCOMPARE(bench.group.members().size(), std::size_t(1));
    }

    void staticMembersStayWhenTheyDoNotRejoin()
    {
        GroupBench bench;
        bench.join("c1", "", {"range"}, "i1");
        bench.join("c2", "", {"range"}, "i2");
        bench.pass(seconds(9));
        bench.shareOut();
        const std::string one = bench.group.members().begin()->first;
        const std::string two = std::next(bench.group.members().begin())->first;
        bench.join("c1", one, {"range"}, "i1", "other");
        for (int i = 0; i < 60; ++i) {
            bench.heartbeat(two, 1, "i2");
            bench.pass(seconds(1));
        }
        QCOMPARE(bench.group.state(), State::CompletingRebalance);
        QVERIFY(bench.group.member(two) != nullptr);
    }

    /// Only static members, and none of them comes: the join waits for another round until their
    /// sessions end.
    void aRebalanceOfAbsentStaticMembersWaits()
    {
        GroupBench bench;
        bench.sessionTimeout = seconds(100);
        bench.join("c1", "", {"range"}, "i1");
        bench.pass(seconds(3));
        bench.shareOut();
        const std::string dynamic = bench.enter("c2").first;
        bench.leave(dynamic);
        bench.pass(seconds(61));
        QCOMPARE(bench.group.state(), State::PreparingRebalance);
        QCOMPARE(bench.group.members().size(), std::size_t(1));
        bench.pass(seconds(40));
        QCOMPARE(bench.group.state(), State::Empty);
    }

    // --- commits
    // ----------------------------------------------------------------------------------

    void commits_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("member");
        QTest::addColumn<int>("generation");
        QTest::addColumn<int>("error");
        const auto row = [](const char* state, const char* member, int generation, Error error) {
            QTest::addRow("%s, %s, %d", state, member, generation) << QString::fromLatin1(
                state) << QString::fromLatin1(member) << generation << int(error);
        };
        row("empty", "", -1, Error::None);
        row("empty", "c1-1", 1, Error::UnknownMemberId);
        row("stable", "", -1, Error::UnknownMemberId);
        row("stable", "c1-1", 1, Error::None);
        row("stable", "c1-1", 0, Error::IllegalGeneration);
        row("stable", "c1-1", -1, Error::IllegalGeneration);
        row("stable", "c9-9", 1, Error::UnknownMemberId);
        row("preparing", "c1-1", 1, Error::None);
        row("preparing", "c1-1", 2, Error::IllegalGeneration);
        row("completing", "c1-1", 2, Error::RebalanceInProgress);
        row("completing", "c1-1", 1, Error::IllegalGeneration);
    }

    void commits()
    {
        QFETCH(QString, state);
        QFETCH(QString, member);
        QFETCH(int, generation);
        QFETCH(int, error);
        GroupBench bench;
        if (state != u"empty"_s) {
            bench.stable({"c1"});
        }
        if (state == u"preparing"_s) {
            bench.enter("c2");
        } else if (state == u"completing"_s) {
            bench.join("c1", "c1-1");
        }
        QCOMPARE(int(bench.commit(member.toStdString(), generation)), error);
    }

    void aCommitShowsThatItsMemberLives()
    {
        GroupBench bench;
        const auto ids = bench.stable({"c1"});
        bench.pass(seconds(9));
        QCOMPARE(bench.commit(ids[0], 1), Error::None);
        bench.pass(seconds(9));
        QVERIFY(bench.group.member(ids[0]) != nullptr);
    }

    // --- from one coordinator to the next
    // ---------------------------------------------------------

    void theLogRestoresAStableGroup()
    {
        GroupBench bench;
        const EventId join = bench.join("c1", "", {"range"}, "i1");
        bench.pass(seconds(3));
        bench.replicatesAtOnce = false;
        const std::string one = bench.joined(join)->memberId;
        bench.sync(one, 1, {{one, "x"}});
        GroupBench next;
        next.sessionTimeout = seconds(10);
        next.group.restore(bench.writes.front().value, {{"c1", NodeId(7)}});
        next.group.takeOver();
        QCOMPARE(next.group.state(), State::Stable);
        QCOMPARE(next.generation(), 1);
        QCOMPARE(next.group.protocol(), std::string("range"));
        QCOMPARE(next.group.member(one)->client, NodeId(7));
        QCOMPARE(next.group.member(one)->instance.value(), std::string("i1"));
        QCOMPARE(next.heartbeat(one, 1, "i1"), Error::None);
        QCOMPARE(next.textOf(next.sync(one, 1, {}, "i1")), std::string("x"));
        next.pass(seconds(10)); // its session begins anew, and ends
        QCOMPARE(next.group.state(), State::Empty);
        QCOMPARE(next.generation(), 2);
    }

    /// As Kafka's first record of a group, and the one when everybody has left.
    void whatIsWrittenOfAGroupWithoutMembers()
    {
        GroupBench bench;
        bench.now = Timestamp(5'000'000);
        bench.join("c1", "");
        protocol::GroupValue created;
        created.currentStateTimestampMs = 0; // when it was made
        QVERIFY(bench.stored == created);
        GroupBench left;
        const auto ids = left.stable({"c1"});
        left.leave(ids[0]);
        protocol::GroupValue emptied;
        emptied.protocolType = "consumer";
        emptied.generation = Generation(2);
        emptied.currentStateTimestampMs = left.now.micros() / 1000;
        QVERIFY(left.stored == emptied);
    }

    void whoeverWaitsIsToldWhenTheCoordinatorGoes()
    {
        GroupBench joining;
        const EventId join = joining.enter("c1").second;
        joining.group.unload();
        QCOMPARE(joining.joined(join)->error, Error::NotCoordinator);

        GroupBench syncing;
        syncing.enter("c1");
        const std::string two = syncing.enter("c2").first;
        syncing.pass(seconds(9));
        const EventId sync = syncing.sync(two, 1);
        syncing.group.unload();
        QCOMPARE(syncing.synced(sync)->error, Error::NotCoordinator);
    }

    void aGroupBeyondTheLimitRebalancesWhenItIsLoaded()
    {
        GroupBench bench;
        bench.stable({"c1", "c2"});
        bench.replicatesAtOnce = false;
        const std::string leader = *bench.group.leader();
        bench.join("c", leader); // writes nothing before the sync
        bench.join("c", std::next(bench.group.members().begin())->first);
        bench.sync(leader, 2);
        broker::GroupConfig config;
        config.maxSize = 1;
        GroupBench next(config);
        next.group.restore(bench.writes.back().value, {});
        next.group.takeOver();
        QCOMPARE(next.group.state(), State::PreparingRebalance);
        next.join("c", leader);
        QCOMPARE(next.joined(next.join("c", "c2-2"))->error, Error::GroupMaxSizeReached);
    }
};

QTEST_APPLESS_MAIN(ClassicGroupTest)
#include "tst_classic_group.moc"
