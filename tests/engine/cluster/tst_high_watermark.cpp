#include <QTest>

#include "tests/engine/cluster/looks.h"

#include "engine/protocol/messages.h"
#include "engine/scenario/cluster.h"

#include <array>

using namespace brokerscope;
using namespace brokerscope::testing;

namespace {

scenario::Scenario twoReplicas()
{
    scenario::Scenario s = smallCluster();
    s.topics[0].replicationFactor = 2;
    s.topics[0].assignment = {{kB1, kB2}};
    return s;
}

/// LEO and HW of the leader b1 and of the follower b2.
using Marks = std::array<std::int64_t, 4>;

Marks marksOf(const history::ClusterState& state)
{
    const history::ReplicaState* const leader = state.replica(kB1, kT0);
    const history::ReplicaState* const follower = state.replica(kB2, kT0);
    return {leader->logEnd.value(), leader->highWatermark.value(), follower->logEnd.value(),
        follower->highWatermark.value()};
}

} // namespace

class HighWatermarkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The table of the fact sheet, §4.3: ten records are there, and one is added.
    void theRoundOfOneRecord()
    {
        scenario::Scenario s = twoReplicas();
        addProducer(s, {{"acks", "all"}}, 1000, 10);
        addProducer(s, {{"acks", "all"}}, 1, 1);
        at(s, 100, scenario::StartCommand{{"p1"}});
        at(s, 500, scenario::StartCommand{{"p2"}});
        const auto history = scenario::run(s);
        history::ClusterState state = stateAt(*history, atMs(499));
        std::vector<Marks> seen{marksOf(state)};
        std::vector<Marks> whenAcked;
        for (std::size_t i = history->countUntil(atMs(499)); i < history->size(); ++i) {
            const event::Event& event = history->events()[i];
            state.apply(EventId(static_cast<std::uint32_t>(i)), event);
            if (const Marks now = marksOf(state); now != seen.back()) {
                seen.push_back(now);
            }
            if (std::holds_alternative<event::BatchAcked>(event.payload)) {
                whenAcked.push_back(seen.back());
            }
        }
        const std::vector<Marks> expected{
            {10, 10, 10, 10}, // before
            {11, 10, 10, 10}, // produced
            {11, 10, 11, 10}, // the fetch from 10 gets the record, and HW 10
            {11, 11, 11, 10}, // the fetch from 11 moves the leader's HW
            {11, 11, 11, 11}, // its answer, after 50 ms in the purgatory, the follower's
        };
        QCOMPARE(seen, expected);
        QCOMPARE(whenAcked, (std::vector<Marks>{{11, 11, 11, 10}}));
    }

    /// Under load a fetch is answered at once, with the HW from before it was counted: that is
    /// where the fetch before it began.
    void underLoadAnAnswersHighWatermarkIsOneFetchBehind()
    {
        scenario::Scenario s = twoReplicas();
        addProducer(s, {{"acks", "1"}, {"linger.ms", "0"}}, 2000, {});
        at(s, 100, scenario::StartCommand{{"p1"}});
        s.script.back().at = atMs(600);
        const auto history = scenario::run(s);
        Offset before = kNoOffset;
        std::size_t checked = 0;
        for (const auto& answer : allOf<event::MessageSent>(*history, kB1)) {
            const bool isData = answer.what->isResponse() && answer.what->api == event::Api::Fetch
                && answer.what->to == kB2 && answer.what->records > 0;
            if (!isData) {
                continue;
            }
            const auto& request
                = std::get<event::MessageSent>(history->event(answer.what->request).payload);
            if (before != kNoOffset) {
                QCOMPARE(answer.what->offset, before);
                ++checked;
            }
            before = request.offset;
        }
        QVERIFY(checked > 100);
    }

    void itIsCheckpointedAndMayBeLowerAfterARestart_data()
    {
        QTest::addColumn<int>("killedAtMs");
        QTest::newRow("before the first checkpoint") << 450;
        QTest::newRow("after one") << 900;
        QTest::newRow("after two") << 1300;
    }

    void itIsCheckpointedAndMayBeLowerAfterARestart()
    {
        QFETCH(int, killedAtMs);
        scenario::Scenario s = twoReplicas();
        s.cluster.config["replica.high.watermark.checkpoint.interval.ms"] = "500";
        addProducer(s, {{"acks", "all"}, {"linger.ms", "0"}}, 100, 130);
        at(s, 100, scenario::StartCommand{{"p1"}});
        at(s, killedAtMs, scenario::StopCommand{"b2", event::StopHow::Kill});
        at(s, killedAtMs + 200, scenario::StartCommand{{"b2"}});
        s.script.back().at = atMs(3000);
        const auto history = scenario::run(s);
        const auto recovered = all<event::LogRecovered>(*history);
        QCOMPARE(recovered.size(), std::size_t{1});
        const int checkpointMs = killedAtMs / 500 * 500;
        const Offset written = checkpointMs == 0
            ? Offset(0)
            : stateAt(*history, atMs(checkpointMs)).replica(kB2, kT0)->highWatermark;
        QCOMPARE(recovered[0].what->highWatermark, written);
        const history::ClusterState killed = stateAt(*history, atMs(killedAtMs));
        QCOMPARE(recovered[0].what->logEnd, killed.replica(kB2, kT0)->logEnd);
        QVERIFY(written < killed.replica(kB2, kT0)->highWatermark);
        // Regained by fetching.
        QCOMPARE(marksOf(stateAtEnd(*history)), (Marks{130, 130, 130, 130}));
    }

    /// A new leader's HW may be below what the former one has shown. Until it has regained it, it
    /// does not say what the latest offset is.
    void aNewLeaderDoesNotTellTheLatestOffsetTooEarly()
    {
        scenario::Scenario s = smallCluster();
        s.cluster.config["replica.fetch.wait.max.ms"] = "400"; // b2's HW stays behind for long
        addProducer(s, {{"acks", "all"}}, 1, 1);
        addConsumer(s, {{"auto.offset.reset", "latest"}});
        at(s, 100, scenario::StartCommand{{"p1"}});
        at(s, 300, scenario::StopCommand{"b1", event::StopHow::Kill});
        // b2 counts b3, which takes its time to fetch from it.
        s.cluster.config["replica.lag.time.max.ms"] = "5000";
        at(s, 300, scenario::SlowLinkCommand{"b3", "b2", milliseconds(400), false});
        at(s, 310, scenario::StartCommand{{"c1"}});
        const auto history = scenario::run(s);
        const history::ClusterState elected = stateAt(*history, atMs(410));
        QCOMPARE(elected.partition(kT0).leader, kB2);
        for (const auto& reset : all<event::OffsetReset>(*history)) {
            QCOMPARE(reset.what->to, Offset(1));
        }
        QCOMPARE(all<event::OffsetReset>(*history).size(), std::size_t{1});
        QVERIFY(
            !answersOf(*history, kB2, event::Api::ListOffsets, event::ErrorCode::OffsetNotAvailable)
                 .empty());
    }

    // --- acks=all and the minimum of replicas

    /// RF 3, min ISR 2: one broker down is no matter; with two down acks=all is refused before it
    /// is written. min ISR 3: one is enough. min ISR 1: acks=all is like acks=1.
    void acksAllIsRefusedBelowTheMinimum_data()
    {
        QTest::addColumn<QString>("acks");
        QTest::addColumn<int>("minIsr");
        QTest::addColumn<int>("down");
        QTest::addColumn<bool>("accepted");
        QTest::addColumn<bool>("visible");
        QTest::newRow("all, min 2, one down") << "all" << 2 << 1 << true << true;
        QTest::newRow("all, min 2, two down") << "all" << 2 << 2 << false << false;
        QTest::newRow("1, min 2, two down") << "1" << 2 << 2 << true << false;
        QTest::newRow("0, min 2, two down") << "0" << 2 << 2 << true << false;
        QTest::newRow("all, min 3, one down") << "all" << 3 << 1 << false << false;
        QTest::newRow("all, min 5 of three replicas, none down") << "all" << 5 << 0 << true << true;
        QTest::newRow("all, min 1, two down") << "all" << 1 << 2 << true << true;
    }

    void acksAllIsRefusedBelowTheMinimum()
    {
        QFETCH(QString, acks);
        QFETCH(int, minIsr);
        QFETCH(int, down);
        QFETCH(bool, accepted);
        QFETCH(bool, visible);
        scenario::Scenario s = smallCluster();
        s.topics[0].config = {{"min.insync.replicas", std::to_string(minIsr)}};
        addProducer(s, {{"acks", acks.toStdString()}, {"linger.ms", "0"}}, 100, 20);
        for (int i = 0; i < down; ++i) {
            at(s, 300, scenario::StopCommand{"b" + std::to_string(3 - i), event::StopHow::Kill});
        }
        at(s, 600, scenario::StartCommand{{"p1"}});
        const auto history = scenario::run(s);
        const history::ClusterState state = stateAtEnd(*history);
        QCOMPARE(state.partition(kT0).isr.size(), 3 - down);
        const history::ReplicaState& leader = *state.replica(kB1, kT0);
        QCOMPARE(leader.logEnd, Offset(accepted ? 20 : 0));
        QCOMPARE(leader.highWatermark, Offset(visible ? 20 : 0));
        QCOMPARE(!all<event::AppendRejected>(*history).empty(), !accepted);
        for (const auto& rejected : all<event::AppendRejected>(*history)) {
            QCOMPARE(rejected.what->error, event::ErrorCode::NotEnoughReplicas);
        }
    }

    void otherAcksAreRefused()
    {
        scenario::Scenario s = smallCluster();
        at(s, 1900, scenario::ElectLeadersCommand{"t-0", false}); // so that there is an admin
        scenario::Cluster cluster(s);
        cluster.start();
        cluster.kernel().runUntil(atMs(500));
        cluster.kernel().act(kScriptNode, [](sim::Node&, sim::Context& context) {
            protocol::ProduceRequest request;
            request.acks = 2;
            request.partitions.push_back({kT0, {}, BatchId(1)});
            const protocol::Value value(std::move(request));
            context.send(kB1, protocol::summaryOf(value), protocol::bodyOf(value));
        });
        cluster.kernel().runUntil(atMs(510));
        int refused = 0;
        for (const event::Event& event : cluster.kernel().recorder().events()) {
            const auto* const sent = std::get_if<event::MessageSent>(&event.payload);
            refused += sent != nullptr && sent->error == event::ErrorCode::InvalidRequiredAcks;
        }
        QCOMPARE(refused, 1);
    }

    void itMovesAgainWhenTheIsrIsLargeEnough()
    {
        scenario::Scenario s = smallCluster();
        s.topics[0].config = {{"min.insync.replicas", "2"}};
        addProducer(s, {{"acks", "1"}, {"linger.ms", "0"}}, 100, 50);
        at(s, 300, scenario::StopCommand{"b2", event::StopHow::Kill});
        at(s, 300, scenario::StopCommand{"b3", event::StopHow::Kill});
        at(s, 600, scenario::StartCommand{{"p1"}});
        at(s, 1800, scenario::StartCommand{{"b2"}});
        s.script.back().at = atMs(2500);
        const auto history = scenario::run(s);
        QCOMPARE(stateAt(*history, atMs(1799)).replica(kB1, kT0)->highWatermark, Offset(0));
        QCOMPARE(stateAt(*history, atMs(1799)).replica(kB1, kT0)->logEnd, Offset(50));
        const history::ClusterState state = stateAtEnd(*history);
        QCOMPARE(state.partition(kT0).isr, (BrokerSet{kB1, kB2}));
        QCOMPARE(state.replica(kB1, kT0)->highWatermark, Offset(50));
    }

    /// The followers cannot fetch: the request waits for its timeout, the answer is
    /// REQUEST_TIMED_OUT, and the record is in the log all the same. It is committed when they can
    /// fetch again, and the idempotent retry finds that it was stored.
    void aRequestThatTimesOutLeavesItsDataInTheLog()
    {
        scenario::Scenario s = smallCluster();
        s.topics[0].config = {{"min.insync.replicas", "2"}};
        addProducer(s,
            {{"acks", "all"}, {"request.timeout.ms", "150"}, {"delivery.timeout.ms", "1500"}}, 1,
            1);
        // What the followers ask for is on its way for long, but they are not put out for that.
        s.cluster.config["replica.lag.time.max.ms"] = "10000";
        for (const char* follower : {"b2", "b3"}) {
            at(s, 390, scenario::SlowLinkCommand{follower, "b1", milliseconds(600), false});
            at(s, 900, scenario::HealCommand{follower, "b1", false});
        }
        at(s, 400, scenario::StartCommand{{"p1"}});
        const auto history = scenario::run(s);
        const auto parked = all<event::RequestParked>(*history);
        const auto produce = std::find_if(parked.begin(), parked.end(),
            [](const auto& each) { return each.what->purgatory == event::Purgatory::Produce; });
        QVERIFY(produce != parked.end());
        QCOMPARE(produce->what->awaited, Offset(1));
        const auto timedOut
            = answersOf(*history, kB1, event::Api::Produce, event::ErrorCode::RequestTimedOut);
        QVERIFY(!timedOut.empty());
        QCOMPARE(timedOut[0].event->time, produce->event->time + milliseconds(150));
        const history::ClusterState before = stateAt(*history, atMs(899));
        QCOMPARE(before.replica(kB1, kT0)->logEnd, Offset(1));
        QCOMPARE(before.replica(kB1, kT0)->highWatermark, Offset(0));
        QVERIFY(all<event::BatchDeduplicated>(*history).size() >= 1);
        QCOMPARE(history::judge(*history).acked, 1U);
        const history::ClusterState state = stateAtEnd(*history);
        QCOMPARE(state.replica(kB1, kT0)->logEnd, Offset(1));
        QCOMPARE(state.replica(kB1, kT0)->highWatermark, Offset(1));
    }
};

QTEST_APPLESS_MAIN(HighWatermarkTest)
#include "tst_high_watermark.moc"
