#include <QTest>

#include "tests/engine/cluster/looks.h"

#include <map>

using namespace brokerscope;
using namespace brokerscope::testing;

namespace {

/// b1 leads in rack a; b2 is in rack b, b3 in rack b, too.
scenario::Scenario inRacks(const std::string& clientRack)
{
    scenario::Scenario s = smallCluster();
    s.cluster.racks = {{"b1", "a"}, {"b2", "b"}, {"b3", "b"}};
    s.cluster.config["replica.selector.class"]
        = "org.apache.kafka.common.replica.RackAwareReplicaSelector";
    addProducer(s, {{"acks", "all"}, {"linger.ms", "0"}}, 50, 85);
    scenario::ConfigMap config{{"auto.offset.reset", "earliest"}, {"fetch.max.wait.ms", "100"}};
    if (!clientRack.empty()) {
        config["client.rack"] = clientRack;
    }
    addConsumer(s, config);
    at(s, 100, scenario::StartCommand{{"p1", "c1"}});
    return s;
}

/// How many records the consumer was sent by each broker.
std::map<NodeId, std::uint32_t> recordsBySender(
    const history::History& history, Timestamp from = {}, Timestamp to = kNever)
{
    const NodeId c1 = *history.roster().node("c1");
    std::map<NodeId, std::uint32_t> records;
    for (const auto& sent : allBetween<event::MessageSent>(history, from, to)) {
        if (sent.what->isResponse() && sent.what->api == event::Api::Fetch && sent.what->to == c1
            && sent.what->records > 0) {
            records[sent.event->node] += sent.what->records;
        }
    }
    return records;
}

} // namespace

class FollowerFetchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aConsumerReadsFromItsOwnRack_data()
    {
        QTest::addColumn<QString>("rack");
        QTest::addColumn<bool>("selector");
        QTest::addColumn<int>("from");
        QTest::newRow("the leader's rack") << "a" << true << 1;
        QTest::newRow("the followers' rack") << "b" << true << 2;
        QTest::newRow("a rack without replicas") << "c" << true << 1;
        QTest::newRow("no rack") << "" << true << 1;
        QTest::newRow("no selector at the brokers") << "b" << false << 1;
    }

    void aConsumerReadsFromItsOwnRack()
    {
        QFETCH(QString, rack);
        QFETCH(bool, selector);
        QFETCH(int, from);
        scenario::Scenario s = inRacks(rack.toStdString());
        if (!selector) {
            s.cluster.config.erase("replica.selector.class");
        }
        const auto history = scenario::run(s);
        const auto records = recordsBySender(*history);
        QCOMPARE(records.size(), std::size_t{1});
        QCOMPARE(records.begin()->first, NodeId(static_cast<std::uint16_t>(from)));
        QVERIFY(records.begin()->second > 80);
        const auto chosen = all<event::ReadReplicaChosen>(*history);
        QCOMPARE(chosen.size(), std::size_t{from == 1 ? 0U : 1U});
        // Produce always goes to the leader.
        for (const auto& sent : all<event::BatchSent>(*history)) {
            QCOMPARE(sent.what->broker, kB1);
        }
        QCOMPARE(history::judge(*history).count(history::AnomalyKind::NeverDelivered), 0U);
    }

    /// b2 hears from the leader 10 ms later than b3 does.
    void theMostCaughtUpOfTheRackIsChosen()
    {
        scenario::Scenario s = inRacks("b");
        at(s, 100, scenario::SlowLinkCommand{"b1", "b2", milliseconds(30), true});
        s.script.erase(s.script.begin()); // the consumer comes later than the producer
        at(s, 110, scenario::StartCommand{{"p1"}});
        at(s, 622, scenario::StartCommand{{"c1"}});
        const auto history = scenario::run(s);
        const auto chosen = all<event::ReadReplicaChosen>(*history);
        QVERIFY(!chosen.empty());
        QCOMPARE(chosen[0].what->replica, kB3);
    }

    /// A follower serves what is below its own HW, which is behind the leader's.
    void aFollowerServesUpToItsOwnHighWatermark()
    {
        scenario::Scenario s = inRacks("b");
        const auto history = scenario::run(s);
        const NodeId c1 = *history->roster().node("c1");
        int checked = 0;
        for (const auto& sent : allOf<event::MessageSent>(*history, kB2)) {
            if (!sent.what->isResponse() || sent.what->api != event::Api::Fetch
                || sent.what->to != c1 || sent.what->records == 0) {
                continue;
            }
            const auto& request
                = std::get<event::MessageSent>(history->event(sent.what->request).payload);
            const auto state = history->stateAfter(sent.id.value());
            QVERIFY(request.offset + OffsetDelta(sent.what->records)
                <= state.replica(kB2, kT0)->highWatermark);
            ++checked;
        }
        QVERIFY(checked > 20);
    }

    void dataArrivesLaterThanFromTheLeader()
    {
        std::map<std::string, Timestamp> firstDelivery;
        for (const char* rack : {"a", "b"}) {
            scenario::Scenario s = inRacks(rack);
            s.producers[0].sends.count = 1;
            s.script.erase(s.script.begin());
            at(s, 300, scenario::StartCommand{{"c1"}});
            at(s, 600, scenario::StartCommand{{"p1"}});
            const auto history = scenario::run(s);
            const auto delivered = all<event::RecordsDelivered>(*history);
            QCOMPARE(delivered.size(), std::size_t{1});
            firstDelivery[rack] = delivered[0].event->time;
        }
        // The follower learns of the HW by its next fetch, which waits 50 ms at the leader.
        QVERIFY(firstDelivery["b"] - firstDelivery["a"] >= milliseconds(40));
    }

    /// The choice holds for metadata.max.age.ms; then the leader is asked again.
    void theChoiceIsMadeAnewAfterTheMetadataAge()
    {
        scenario::Scenario s = inRacks("b");
        s.consumers[0].config["metadata.max.age.ms"] = "400";
        const auto history = scenario::run(s);
        const auto chosen = all<event::ReadReplicaChosen>(*history);
        QVERIFY(chosen.size() >= 5);
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            QCOMPARE(chosen[i].what->replica, i % 2 == 0 ? kB2 : kNoNode);
        }
        QVERIFY(chosen[1].event->time - chosen[0].event->time >= milliseconds(400));
        QVERIFY(chosen[1].event->time - chosen[0].event->time <= milliseconds(520));
    }

    /// Its replica is gone: back to the leader, which names the other one of the rack.
    void aReplicaThatDiesIsDropped()
    {
        scenario::Scenario s = inRacks("b");
        at(s, 800, scenario::StopCommand{"b2", event::StopHow::Kill});
        const auto history = scenario::run(s);
        QVERIFY(recordsBySender(*history, atMs(100), atMs(800)).at(kB2) > 25);
        const auto after = recordsBySender(*history, atMs(1100));
        QCOMPARE(after.size(), std::size_t{1});
        QCOMPARE(after.begin()->first, kB3);
        QCOMPARE(history::judge(*history).count(history::AnomalyKind::NeverDelivered), 0U);
    }
};

QTEST_APPLESS_MAIN(FollowerFetchTest)
#include "tst_follower_fetch.moc"
