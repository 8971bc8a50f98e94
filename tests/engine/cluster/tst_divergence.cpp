#include <QTest>

#include "engine/history/spans.h"
#include "tests/support/small_cluster.h"

#include <algorithm>

using namespace brokerscope;
using namespace brokerscope::testing;
using history::ClusterState;

namespace {

constexpr NodeId kB1{1};
constexpr NodeId kB2{2};
constexpr NodeId kB3{3};
constexpr PartitionId kT0{0};

struct Cut {
    Offset from;
    Offset to;
    bool operator==(const Cut&) const = default;
};

std::vector<Cut> cutsOf(const history::History& history, NodeId broker)
{
    std::vector<Cut> cuts;
    for (const auto& truncation : all<event::LogTruncated>(history)) {
        if (truncation.event->node == broker) {
            cuts.push_back({truncation.what->from, truncation.what->to});
        }
    }
    return cuts;
}

/// The replica's log at the end of the run.
history::Spans logOf(const history::History& history, NodeId broker)
{
    return history.stateAfter(history.size()).replica(broker, kT0)->log;
}

void kill(scenario::Scenario& s, int ms, const char* broker)
{
    at(s, ms, scenario::StopCommand{broker, event::StopHow::Kill});
}

void start(scenario::Scenario& s, int ms, const char* node)
{
    at(s, ms, scenario::StartCommand{{node}});
}

/// One more producer without idempotence, which sends `records` with acks=1 from `ms` on.
void write(scenario::Scenario& s, int ms, std::uint32_t records)
{
    const std::string name
        = addProducer(s, {{"acks", "1"}, {"linger.ms", "0"}}, 1000, records).name;
    start(s, ms, name.c_str());
}

/// A cluster whose brokers keep their high watermarks over a kill.
scenario::Scenario rememberingCluster(bool toHighWatermark)
{
    scenario::Scenario s = smallCluster();
    s.cluster.config["replica.high.watermark.checkpoint.interval.ms"] = "5";
    s.cluster.truncateToHighWatermark = toHighWatermark;
    return s;
}

void modes()
{
    QTest::addColumn<bool>("toHighWatermark");
    QTest::newRow("leader epochs") << false;
    QTest::newRow("to the high watermark") << true;
}

} // namespace

/// What becomes of logs that part, with leader epochs and before there were any.
class DivergenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFollowerKeepsWhatIsCommittedAboveItsHighWatermark_data() { modes(); }

    /// KIP-101. All three have 20 records and all are acknowledged, but the followers have not
    /// learned yet that the last one is committed. b1 dies; b3 follows b2, which dies before b3
    /// could copy anything from it. So b3 leads with what it has kept.
    void aFollowerKeepsWhatIsCommittedAboveItsHighWatermark()
    {
        QFETCH(bool, toHighWatermark);
        scenario::Scenario s = rememberingCluster(toHighWatermark);
        addProducer(s, {{"acks", "all"}, {"linger.ms", "0"}}, 200, 20);
        at(s, 0, scenario::SlowLinkCommand{"b2", "b3", milliseconds(100), true});
        start(s, 100, "p1");
        kill(s, 225, "b1");
        kill(s, 360, "b2");
        write(s, 700, 5);
        start(s, 1000, "b1");
        const auto history = scenario::run(s);

        const auto elections = all<event::LeaderElected>(*history);
        QCOMPARE(elections.size(), std::size_t{3});
        QCOMPARE(elections[1].what->leader, kB2);
        QCOMPARE(elections[2].what->leader, kB3);
        QVERIFY(std::all_of(elections.begin(), elections.end(), [](const auto& election) {
            return election.what->kind != event::ElectionKind::Unclean;
        }));
        const auto lost = history::judge(*history).count(history::AnomalyKind::LostAfterAck);
        const Offset end = history->stateAfter(history->size()).replica(kB3, kT0)->logEnd;
        QCOMPARE(history->stateAfter(history->size()).replica(kB1, kT0)->logEnd, end);
        if (toHighWatermark) {
            QCOMPARE(cutsOf(*history, kB3), (std::vector<Cut>{{Offset(20), Offset(19)}}));
            QCOMPARE(lost, 1U);
            QCOMPARE(end, Offset(24));
            // Below b1's own high watermark, so it kept what b3 has overwritten.
            QVERIFY(cutsOf(*history, kB1).empty());
            QVERIFY(history::holds(logOf(*history, kB1), Offset(19), LeaderEpoch(0)));
            QVERIFY(history::holds(logOf(*history, kB3), Offset(19), LeaderEpoch(2)));
        } else {
            QVERIFY(cutsOf(*history, kB3).empty());
            QCOMPARE(lost, 0U);
            QCOMPARE(end, Offset(25));
            QCOMPARE(logOf(*history, kB1), logOf(*history, kB3));
        }
    }

    void fastLeaderChangesAreWalkedBackEpochByEpoch_data() { modes(); }

    /// KIP-279. b1 and b2 lead by turns, and neither ever copies from the other. In the end b1
    /// leads with epochs 0 and 3, b2 has 0, 1 and 5:
    ///   b1: 0 0 0 0 0 3 3 3 3 3 7
    ///   b2: 0 0 0 0 0 1 1 1 5 5
    /// To b2's question about epoch 5, b1 answers that its epoch 3 ends at 10. b2 has no epoch 3,
    /// only that its epoch 1, which is below, ends at 8: so it cuts to 8 and asks again, about
    /// epoch 1. Only then it hears of epoch 0 and its end at 5.
    void fastLeaderChangesAreWalkedBackEpochByEpoch()
    {
        QFETCH(bool, toHighWatermark);
        scenario::Scenario s = rememberingCluster(toHighWatermark);
        s.script.back().at = Timestamp(2'500'000);
        s.topics[0].replicationFactor = 2;
        s.topics[0].assignment = {{kB1, kB2}};
        s.topics[0].config = {{"unclean.leader.election.enable", "true"}};
        write(s, 100, 5);
        kill(s, 300, "b1");
        write(s, 450, 3); // b2, epoch 1
        kill(s, 600, "b2");
        start(s, 750, "b1");
        write(s, 850, 5); // b1, epoch 3: in epoch 2 nobody led
        kill(s, 1000, "b1");
        start(s, 1150, "b2");
        write(s, 1250, 2); // b2, epoch 5
        kill(s, 1400, "b2");
        start(s, 1550, "b1");
        write(s, 1650, 1); // b1, epoch 7
        start(s, 1800, "b2");
        const auto history = scenario::run(s);

        const history::Spans leading{{Offset(0), Offset(5), LeaderEpoch(0)},
            {Offset(5), Offset(10), LeaderEpoch(3)}, {Offset(10), Offset(11), LeaderEpoch(7)}};
        QCOMPARE(logOf(*history, kB1), leading);
        if (toHighWatermark) {
            // Each of them was alone in the ISR when it led, so nothing is above its own HW.
            QVERIFY(cutsOf(*history, kB2).empty());
            QVERIFY(history::holds(logOf(*history, kB2), Offset(5), LeaderEpoch(1)));
            QVERIFY(history::holds(logOf(*history, kB2), Offset(8), LeaderEpoch(5)));
            QVERIFY(history::holds(logOf(*history, kB2), Offset(10), LeaderEpoch(7)));
        } else {
            QCOMPARE(cutsOf(*history, kB2),
                (std::vector<Cut>{{Offset(10), Offset(8)}, {Offset(8), Offset(5)}}));
            QCOMPARE(logOf(*history, kB2), leading);
        }
    }

    /// The log that a producer finds again has lost batches that had been acknowledged to it. It is
    /// told that there is a gap, begins again in a new producer epoch, and nothing that it still
    /// has fails.
    void anIdempotentProducerGoesOnBehindALostTail()
    {
        scenario::Scenario s = smallCluster();
        s.topics[0].replicationFactor = 2;
        s.topics[0].assignment = {{kB1, kB2}};
        s.topics[0].config = {{"unclean.leader.election.enable", "true"}};
        addProducer(s, {{"acks", "all"}, {"linger.ms", "0"}, {"delivery.timeout.ms", "1500"}}, 100,
            100); // until 1100 ms
        start(s, 100, "p1");
        kill(s, 300, "b2");
        kill(s, 600, "b1");
        start(s, 750, "b2");
        const auto history = scenario::run(s);

        const auto rejected = all<event::AppendRejected>(*history);
        QVERIFY(std::any_of(rejected.begin(), rejected.end(), [](const auto& rejection) {
            return rejection.what->error == event::ErrorCode::OutOfOrderSequenceNumber;
        }));
        QVERIFY(all<event::BatchFailed>(*history).empty());
        const history::Verdict verdict = history::judge(*history);
        QCOMPARE(verdict.produced, 100U);
        QCOMPARE(verdict.acked, 100U);
        QVERIFY(verdict.count(history::AnomalyKind::LostAfterAck) > 0);
        QCOMPARE(verdict.count(history::AnomalyKind::DuplicateInLog), 0U);
        QCOMPARE(verdict.count(history::AnomalyKind::ReorderedInLog), 0U);
    }
};

QTEST_APPLESS_MAIN(DivergenceTest)
#include "tst_divergence.moc"
