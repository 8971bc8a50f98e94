#include <QTest>

#include "engine/history/verdict.h"
#include "engine/history/why.h"
#include "tests/support/history_builder.h"

using namespace brokerscope;
using namespace brokerscope::history;
using test::HistoryBuilder;

namespace {

constexpr NodeId kB1 = HistoryBuilder::kB1;
constexpr NodeId kB2 = HistoryBuilder::kB2;
constexpr NodeId kP1 = HistoryBuilder::kP1;
constexpr NodeId kController = HistoryBuilder::kController;

using Chain = std::vector<EventId>;

} // namespace

class TestWhy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void carryingIsLeftOut();
    void fencingLeadsToTheStop();
    void fencingLeadsToTheCut();
    void electionLeadsToTheFencing();
    void timeoutLeadsToTheSilence_data();
    void timeoutLeadsToTheSilence();
    void truncationLeadsToTheElection();
    void deletionLeadsToTheRollAndTheSetting();
    void resetLeadsToTheMovedLogStart();
    void aFirstResetHasItsCause();
    void compactionLeadsToTheCleaner();
    void aFollowersLogStartLeadsToTheLeaders();
    void aScanLeadsToTheStop();
    void electionsLeadToWhatTheirKindSays();
    void aChangeOfTheIsrLeadsToItsProposalAndWhatWasBehindIt();
    void aCutToTheWatermarkLeadsToTheStartOfTheFollower();
    void aLostMessageLeadsToWhatLostIt();
    void aCandidateLeadsToTheSilenceOfTheLeader();
    void aRetryLeadsToTheTimeOutBehindIt();
    void chainsEndOnOddCauses();
    void storyOfALossBeginsWithTheCommand();
};

void TestWhy::carryingIsLeftOut()
{
    HistoryBuilder run;
    const EventId command = run.command(0);
    const EventId started = run.add(kP1, event::NodeStarted{}, command);
    const EventId sent = run.add(kP1, event::MessageSent{}, started);
    const EventId received = run.add(kB1, event::MessageReceived{sent}, sent);
    const EventId appended = run.add(kB1,
        event::BatchAppended{{}, 1, 1, {}, BatchId(1), HistoryBuilder::kOrders0, kP1}, received);
    const auto history = run.build();
    QCOMPARE(causesOf(*history, appended), (Chain{command, started, appended}));
    QCOMPARE(
        causesOf(*history, appended, true), (Chain{command, started, sent, received, appended}));
    QCOMPARE(causesOf(*history, received), (Chain{command, started, received}));
}

void TestWhy::fencingLeadsToTheStop()
{
    HistoryBuilder run;
    const EventId command = run.command(0);
    const EventId stopped = run.stop(kB1, event::StopHow::PowerLoss, command);
    const EventId timer = run.command(1);
    const EventId fenced = run.add(kController, event::BrokerFenced{kB1}, timer);
    QCOMPARE(causesOf(*run.build(), fenced), (Chain{command, stopped, fenced}));
}

void TestWhy::fencingLeadsToTheCut()
{
    HistoryBuilder run;
    const EventId command = run.command(0);
    const EventId cut = run.add(kScriptNode, event::LinkCut{kB1, kController, true}, command);
    run.add(kScriptNode, event::LinkCut{kB1, kB2, true}, run.command(1));
    const EventId fenced = run.add(kController, event::BrokerFenced{kB1});
    QCOMPARE(causesOf(*run.build(), fenced), (Chain{command, cut, fenced}));
}

void TestWhy::electionLeadsToTheFencing()
{
    HistoryBuilder run;
    const EventId command = run.command(0);
    const EventId stopped = run.stop(kB1, event::StopHow::PowerLoss, command);
    const EventId fenced = run.add(kController, event::BrokerFenced{kB1});
    const EventId elected = run.elect(kB2, 1, kB1);
    const EventId role = run.assume(kB2, kB2, 1);
    const auto history = run.build();
    QCOMPARE(causesOf(*history, elected), (Chain{command, stopped, fenced, elected}));
    QCOMPARE(causesOf(*history, role), (Chain{command, stopped, fenced, elected, role}));
}

void TestWhy::timeoutLeadsToTheSilence_data()
{
    QTest::addColumn<bool>("backBeforeTheRequest");
    QTest::newRow("stopped while the request was out") << false;
    QTest::newRow("stopped and back long before") << true;
}

void TestWhy::timeoutLeadsToTheSilence()
{
    QFETCH(bool, backBeforeTheRequest);
    HistoryBuilder run;
    const EventId command = run.command(0);
    const EventId stopped = run.stop(kB1, event::StopHow::PowerLoss, command);
    if (backBeforeTheRequest) {
        run.add(kB1, event::NodeStarted{});
    }
    const EventId sent = run.add(kP1, event::MessageSent{});
    if (!backBeforeTheRequest) {
        run.add(kB1, event::NodeStarted{});
    }
    const EventId timedOut = run.add(kP1, event::RequestTimedOut{sent, kB1});
    const Chain expected
        = backBeforeTheRequest ? Chain{sent, timedOut} : Chain{command, stopped, timedOut};
    QCOMPARE(causesOf(*run.build(), timedOut, true), expected);
}

void TestWhy::truncationLeadsToTheElection()
{
    HistoryBuilder run;
    const EventId command = run.command(0);
    const EventId stopped = run.stop(kB1, event::StopHow::Kill, command);
    const EventId fenced = run.add(kController, event::BrokerFenced{kB1});
    const EventId elected = run.elect(kB2, 1, kB1);
    run.add(kB1, event::NodeStarted{}, run.command(1));
    run.assume(kB1, kB2, 1);
    const EventId truncated = run.truncate(kB1, 3, 2);
    QCOMPARE(
        causesOf(*run.build(), truncated), (Chain{command, stopped, fenced, elected, truncated}));
}

void TestWhy::deletionLeadsToTheRollAndTheSetting()
{
    HistoryBuilder run;
    const auto set = [&run](const char* scope, const char* name) {
        return run.add(
            kScriptNode, event::ConfigSet{run.text(scope), run.text(name), run.text("1000")});
    };
    const EventId retention = set("topics.orders", "retention.ms");
    set("topics.orders", "retention.bytes");
    set("topics.others", "retention.ms");
    const EventId size = set("topics.orders", "segment.bytes");
    const EventId started = run.add(kB1, event::NodeStarted{});
    const EventId rolled = run.add(kB1,
        event::SegmentRolled{Offset(3), HistoryBuilder::kOrders0, event::RollReason::Size},
        started);
    run.roll(kB1, 6);
    const EventId moved = run.moveStart(kB1, 0, 3);
    const EventId deleted = run.deleteSegment(kB1, 0, 3);
    const EventId below = run.deleteSegment(kB1, 0, 3, event::SegmentDeletion::BelowLogStart);
    const auto history = run.build();
    QCOMPARE(causesOf(*history, deleted), (Chain{retention, size, started, rolled, deleted}));
    QCOMPARE(causesOf(*history, rolled), (Chain{size, started, rolled}));
    const Chain behind = causesOf(*history, below);
    QCOMPARE(behind[behind.size() - 2], moved);
}

void TestWhy::resetLeadsToTheMovedLogStart()
{
    HistoryBuilder run;
    run.reset(HistoryBuilder::kC1, 0);
    run.deliver(HistoryBuilder::kC1, 0, 2);
    const EventId command = run.command(0);
    const EventId moved = run.add(kB1,
        event::LogStartMoved{
            Offset(0), Offset(5), HistoryBuilder::kOrders0, event::LogStartReason::DeleteRecords},
        command);
    run.moveStart(kB2, 5, 9);
    const EventId reset = run.reset(HistoryBuilder::kC1, 9);
    const EventId failed = run.add(HistoryBuilder::kC2,
        event::ConsumerFailed{HistoryBuilder::kOrders0, event::ErrorCode::OffsetOutOfRange});
    const auto history = run.build();
    QCOMPARE(causesOf(*history, reset), (Chain{command, moved, reset}));
    QCOMPARE(causesOf(*history, failed), (Chain{failed}));
}

void TestWhy::aFirstResetHasItsCause()
{
    HistoryBuilder run;
    run.moveStart(kB1, 0, 5);
    const EventId started = run.add(HistoryBuilder::kC1, event::NodeStarted{});
    const EventId reset = run.add(HistoryBuilder::kC1,
        event::OffsetReset{Offset(5), HistoryBuilder::kOrders0, event::ResetPolicy::Earliest},
        started);
    QCOMPARE(causesOf(*run.build(), reset), (Chain{started, reset}));
}

void TestWhy::compactionLeadsToTheCleaner()
{
    HistoryBuilder run;
    const EventId policy = run.add(kScriptNode,
        event::ConfigSet{
            run.text("topics.orders"), run.text("cleanup.policy"), run.text("compact")});
    const EventId rolled = run.roll(kB1, 6);
    const EventId begun
        = run.add(kB1, event::CleanerStarted{Offset(0), Offset(6), HistoryBuilder::kOrders0});
    const EventId compacted = run.compact(kB1, 1, 3);
    const EventId merged = run.deleteSegment(kB1, 3, 6, event::SegmentDeletion::Compacted);
    const EventId finished
        = run.add(kB1, event::CleanerFinished{Offset(6), 200, 100, HistoryBuilder::kOrders0});
    const auto history = run.build();
    for (const EventId end : {compacted, merged, finished}) {
        QCOMPARE(causesOf(*history, end), (Chain{policy, rolled, begun, end}));
    }
}

void TestWhy::aFollowersLogStartLeadsToTheLeaders()
{
    HistoryBuilder run;
    const EventId rolled = run.roll(kB1, 3);
    const EventId leaders = run.moveStart(kB1, 0, 3);
    const EventId followers = run.moveStart(kB2, 0, 3, event::LogStartReason::Leader);
    QCOMPARE(causesOf(*run.build(), followers), (Chain{rolled, leaders, followers}));
}

void TestWhy::aScanLeadsToTheStop()
{
    HistoryBuilder run;
    const EventId command = run.command(0);
    const EventId stopped = run.stop(kB1, event::StopHow::PowerLoss, command);
    run.add(kB1, event::NodeStarted{}, run.command(1));
    const EventId scanned
        = run.add(kB1, event::LogScanned{Offset(0), Offset(2), 9, HistoryBuilder::kOrders0});
    QCOMPARE(causesOf(*run.build(), scanned), (Chain{command, stopped, scanned}));
}

void TestWhy::electionsLeadToWhatTheirKindSays()
{
    HistoryBuilder run;
    const auto elect = [&run](event::ElectionKind kind, EventId cause) {
        return run.add(kController,
            event::LeaderElected{{kB2}, LeaderEpoch(1), HistoryBuilder::kOrders0, kB2, kB1, kind},
            cause);
    };
    const EventId setting = run.add(kScriptNode,
        event::ConfigSet{run.text("topics.orders"), run.text("unclean.leader.election.enable"),
            run.text("true")});
    const EventId fenced = run.add(kController, event::BrokerFenced{kB1});
    const EventId command = run.command(0);
    const EventId preferred = elect(event::ElectionKind::Preferred, command);
    const EventId unclean = elect(event::ElectionKind::Unclean, kNoEvent);
    const EventId leaving = run.add(kController, event::BrokerLeaving{kB1}, command);
    const EventId shutdown = elect(event::ElectionKind::Shutdown, kNoEvent);
    const auto history = run.build();
    QCOMPARE(causesOf(*history, preferred), (Chain{command, preferred})); // not the old fencing
    QCOMPARE(causesOf(*history, unclean), (Chain{setting, fenced, unclean}));
    QCOMPARE(causesOf(*history, shutdown), (Chain{command, leaving, shutdown}));
}

void TestWhy::aChangeOfTheIsrLeadsToItsProposalAndWhatWasBehindIt()
{
    using event::IsrReason;
    HistoryBuilder run;
    constexpr PartitionId kOrders0 = HistoryBuilder::kOrders0;
    const BrokerSet both{kB1, kB2};
    const BrokerSet alone{kB1};
    run.add(kController,
        event::LeaderElected{
            both, LeaderEpoch(0), kOrders0, kB1, kNoNode, event::ElectionKind::Initial});
    const EventId cut = run.add(kScriptNode, event::LinkCut{kB1, kB2, true});
    const EventId shrinks = run.add(kB1, event::IsrProposed{alone, kOrders0, IsrReason::Lagging});
    const EventId shrank = run.add(
        kController, event::IsrChanged{alone, PartitionEpoch(1), kOrders0, IsrReason::Lagging});
    const EventId healed = run.add(kScriptNode, event::LinkHealed{kB1, kB2, true});
    const EventId grows = run.add(kB1, event::IsrProposed{both, kOrders0, IsrReason::CaughtUp});
    const EventId grew = run.add(
        kController, event::IsrChanged{both, PartitionEpoch(2), kOrders0, IsrReason::CaughtUp});
    const auto history = run.build();
    QCOMPARE(causesOf(*history, shrank), (Chain{cut, shrinks, shrank}));
    QCOMPARE(causesOf(*history, grew), (Chain{healed, grows, grew}));
}

void TestWhy::aCutToTheWatermarkLeadsToTheStartOfTheFollower()
{
    HistoryBuilder run;
    run.elect(kB1, 0, kNoNode);
    run.assume(kB2, kB1, 0);
    const EventId started = run.add(kB2, event::NodeStarted{});
    run.assume(kB2, kB1, 0);
    const EventId cut = run.add(kB2,
        event::LogTruncated{
            Offset(3), Offset(2), HistoryBuilder::kOrders0, event::TruncateReason::HighWatermark});
    QCOMPARE(causesOf(*run.build(), cut), (Chain{started, cut}));
}

void TestWhy::aLostMessageLeadsToWhatLostIt()
{
    HistoryBuilder run;
    const EventId other = run.add(kScriptNode, event::LinkCut{kB2, kP1, true});
    const EventId cut = run.add(kScriptNode, event::LinkCut{kP1, kB1, false});
    const EventId sent = run.add(kP1, event::MessageSent{});
    const EventId dropped = run.add(kB1, event::MessageDropped{sent, event::DropReason::Cut}, sent);
    const EventId stopped = run.stop(kB2, event::StopHow::Kill);
    const EventId missed
        = run.add(kB2, event::MessageDropped{sent, event::DropReason::ReceiverDown}, sent);
    const auto history = run.build();
    QVERIFY(other < cut);
    QCOMPARE(causesOf(*history, dropped), (Chain{cut, dropped}));
    QCOMPARE(causesOf(*history, missed), (Chain{stopped, missed}));
}

void TestWhy::aCandidateLeadsToTheSilenceOfTheLeader()
{
    using event::QuorumRole;
    HistoryBuilder run; // a second controller is not needed: any node may stand for it
    run.add(kController, event::QuorumRoleChanged{LeaderEpoch(1), kB1, QuorumRole::Follower});
    const EventId command = run.command(0);
    const EventId stopped = run.stop(kB1, event::StopHow::Kill, command);
    const EventId candidate = run.add(
        kController, event::QuorumRoleChanged{LeaderEpoch(2), kNoNode, QuorumRole::Candidate});
    const EventId leads = run.add(
        kController, event::QuorumRoleChanged{LeaderEpoch(2), kController, QuorumRole::Leader});
    QCOMPARE(causesOf(*run.build(), leads), (Chain{command, stopped, candidate, leads}));
}

void TestWhy::aRetryLeadsToTheTimeOutBehindIt()
{
    const Timestamp now(10);
    std::vector<event::Event> events{
        {Timestamp(1), kNoEvent, kScriptNode, event::LinkCut{kB1, kP1, false}},
        {Timestamp(2), kNoEvent, kP1, event::MessageSent{}},
        {now, kNoEvent, kP1, event::RequestTimedOut{EventId(1), kB1}},
        {now, kNoEvent, kP1,
            event::BatchRetried{
                {}, BatchId(1), HistoryBuilder::kOrders0, event::ErrorCode::NetworkException}},
        {now, kNoEvent, kP1,
            event::BatchRetried{
                {}, BatchId(1), HistoryBuilder::kOrders0, event::ErrorCode::NotEnoughReplicas}},
    };
    const History history(test::rosterOf(3, 1, 2, 1), std::move(events), {}, now);
    QCOMPARE(causesOf(history, EventId(3)), (Chain{EventId(0), EventId(2), EventId(3)}));
    QCOMPARE(causesOf(history, EventId(4)), (Chain{EventId(4)})); // the broker had answered
}

void TestWhy::chainsEndOnOddCauses()
{
    HistoryBuilder run;
    const EventId itself = run.add(kB1, event::NodeStarted{}, EventId(0));
    const EventId later = run.add(kB1, event::NodeStarted{}, EventId(77));
    const auto history = run.build();
    QCOMPARE(causesOf(*history, itself), (Chain{itself}));
    QCOMPARE(causesOf(*history, later), (Chain{later}));
    QVERIFY(causesOf(*history, EventId(5)).empty());
    QVERIFY(causesOf(*history, kNoEvent).empty());
}

void TestWhy::storyOfALossBeginsWithTheCommand()
{
    HistoryBuilder run;
    run.enthrone(kB1, 0);
    run.send(1, 1, 1);
    const EventId appended = run.lead(kB1, 1, 0, 1);
    const EventId acked = run.ack(1, 0, 1);
    const EventId command = run.command(0);
    const EventId stopped = run.stop(kB1, event::StopHow::PowerLoss, command);
    const EventId lost = run.loseUnflushed(kB1, 0, 1);
    run.add(kController, event::BrokerFenced{kB1});
    const EventId elected = run.enthrone(kB2, 1, kB1);
    const auto history = run.build();
    const Verdict verdict = judge(*history);
    QCOMPARE(verdict.anomalies.size(), std::size_t{1});
    QCOMPARE(storyOf(*history, verdict, verdict.anomalies[0]),
        (Chain{appended, acked, command, stopped, lost, elected}));
}

QTEST_GUILESS_MAIN(TestWhy)

#include "tst_why.moc"
