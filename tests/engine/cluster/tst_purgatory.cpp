#include <QTest>

#include "tests/engine/cluster/looks.h"

#include <map>

using namespace brokerscope;
using namespace brokerscope::testing;
using event::UnparkReason;

namespace {

/// A fetch that waited on a broker.
struct Wait {
    Timestamp parked;
    Timestamp unparked;
    NodeId sender;
    UnparkReason reason = UnparkReason::Satisfied;
};

std::vector<Wait> waitsAt(const history::History& history, NodeId broker)
{
    std::map<EventId, Timestamp> parked;
    for (const auto& each : allOf<event::RequestParked>(history, broker)) {
        if (each.what->purgatory == event::Purgatory::Fetch) {
            parked[each.what->message] = each.event->time;
        }
    }
    std::vector<Wait> waits;
    for (const auto& each : allOf<event::RequestUnparked>(history, broker)) {
        if (const auto found = parked.find(each.what->message); found != parked.end()) {
            waits.push_back({found->second, each.event->time,
                history.event(each.what->message).node, each.what->reason});
        }
    }
    return waits;
}

std::vector<Wait> waitsOf(const history::History& history, NodeId broker, NodeId sender)
{
    std::vector<Wait> waits = waitsAt(history, broker);
    std::erase_if(waits, [sender](const Wait& wait) { return wait.sender != sender; });
    return waits;
}

} // namespace

class PurgatoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutDataAFetchWaitsItsWholeTime_data()
    {
        QTest::addColumn<int>("maxWaitMs");
        QTest::newRow("100 ms") << 100;
        QTest::newRow("333 ms") << 333;
        QTest::newRow("0: not at all") << 0;
    }

    void withoutDataAFetchWaitsItsWholeTime()
    {
        QFETCH(int, maxWaitMs);
        scenario::Scenario s = smallCluster();
        addConsumer(s, {{"fetch.max.wait.ms", std::to_string(maxWaitMs)}});
        at(s, 300, scenario::StartCommand{{"c1"}});
        s.script.back().at = atMs(1500);
        const auto history = scenario::run(s);
        const auto waits = waitsOf(*history, kB1, *history->roster().node("c1"));
        QCOMPARE(waits.empty(), maxWaitMs == 0);
        for (const Wait& wait : waits) {
            QCOMPARE(wait.unparked - wait.parked, milliseconds(maxWaitMs));
            QCOMPARE(wait.reason, UnparkReason::Expired);
        }
    }

    /// A record of about 170 bytes with its batch every 20 ms; what a consumer may read counts,
    /// which is what is below the HW.
    void aConsumersFetchWaitsForEnoughBytes_data()
    {
        QTest::addColumn<int>("minBytes");
        QTest::addColumn<int>("leastMs");
        QTest::addColumn<int>("mostMs");
        QTest::addColumn<bool>("expires");
        QTest::newRow("1 byte: the next record") << 1 << 0 << 21 << false;
        QTest::newRow("500 bytes: three records") << 500 << 40 << 61 << false;
        QTest::newRow("20,000 bytes: the whole time") << 20'000 << 200 << 200 << true;
    }

    void aConsumersFetchWaitsForEnoughBytes()
    {
        QFETCH(int, minBytes);
        QFETCH(int, leastMs);
        QFETCH(int, mostMs);
        QFETCH(bool, expires);
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"acks", "all"}, {"linger.ms", "0"}}, 50, {});
        addConsumer(
            s, {{"fetch.min.bytes", std::to_string(minBytes)}, {"fetch.max.wait.ms", "200"}});
        at(s, 200, scenario::StartCommand{{"p1", "c1"}});
        const auto history = scenario::run(s);
        const auto waits = waitsOf(*history, kB1, *history->roster().node("c1"));
        QVERIFY(waits.size() > 5);
        for (std::size_t i = 1; i < waits.size(); ++i) {
            const Duration took = waits[i].unparked - waits[i].parked;
            QVERIFY2(took >= milliseconds(leastMs) && took <= milliseconds(mostMs),
                qPrintable(QString::number(took.millis())));
            QCOMPARE(waits[i].reason, expires ? UnparkReason::Expired : UnparkReason::Satisfied);
        }
    }

    /// The move of the HW answers the consumer, which may read further now, and leaves the
    /// follower, for which there is nothing new.
    void theHighWatermarkWakesConsumersOnly()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"acks", "all"}}, 1, 1);
        addConsumer(s, {{"fetch.max.wait.ms", "500"}});
        at(s, 200, scenario::StartCommand{{"c1"}});
        at(s, 400, scenario::StartCommand{{"p1"}});
        const auto history = scenario::run(s);
        const auto moved = allOf<event::HighWatermarkMoved>(*history, kB1);
        QCOMPARE(moved.size(), std::size_t{1});
        const Timestamp when = moved[0].event->time;
        const auto consumer = waitsOf(*history, kB1, *history->roster().node("c1"));
        QCOMPARE(std::count_if(consumer.begin(), consumer.end(),
                     [&](const Wait& wait) {
                         return wait.unparked == when && wait.reason == UnparkReason::Satisfied;
                     }),
            std::ptrdiff_t{1});
        int followers = 0;
        for (const NodeId follower : {kB2, kB3}) {
            for (const Wait& wait : waitsOf(*history, kB1, follower)) {
                if (wait.parked <= when && wait.unparked >= when) {
                    ++followers;
                    QCOMPARE(wait.reason, UnparkReason::Expired);
                    QCOMPARE(wait.unparked - wait.parked, milliseconds(50));
                }
            }
        }
        QCOMPARE(followers, 2);
    }

    /// The append does wake the follower, at the very moment.
    void anAppendWakesFollowers()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"acks", "all"}}, 1, 1);
        at(s, 400, scenario::StartCommand{{"p1"}});
        const auto history = scenario::run(s);
        const auto appended = allOf<event::BatchAppended>(*history, kB1);
        QCOMPARE(appended.size(), std::size_t{1});
        for (const NodeId follower : {kB2, kB3}) {
            const auto waits = waitsOf(*history, kB1, follower);
            QCOMPARE(std::count_if(waits.begin(), waits.end(),
                         [&](const Wait& wait) {
                             return wait.unparked == appended[0].event->time
                                 && wait.reason == UnparkReason::Satisfied;
                         }),
                std::ptrdiff_t{1});
        }
    }

    /// When the end has gone on to another segment, a fetch is answered whatever it asks for.
    void aNewSegmentAnswersAFetch()
    {
        scenario::Scenario s = smallCluster();
        s.topics[0].config = {{"segment.bytes", "2000"}};
        addProducer(s, {{"acks", "all"}, {"linger.ms", "0"}}, 50, {});
        addConsumer(s,
            {{"fetch.min.bytes", "2000000"}, {"fetch.max.wait.ms", "800"},
                {"auto.offset.reset", "earliest"}});
        at(s, 200, scenario::StartCommand{{"p1", "c1"}});
        const auto history = scenario::run(s);
        const auto waits = waitsOf(*history, kB1, *history->roster().node("c1"));
        QVERIFY(waits.size() >= 4);
        for (const Wait& wait : waits) {
            QCOMPARE(wait.reason, UnparkReason::Satisfied);
            QVERIFY(wait.unparked - wait.parked < milliseconds(400));
        }
    }

    void aNewLeadershipAnswersWhatWaits()
    {
        scenario::Scenario s = smallCluster();
        s.topics[0].assignment = {{kB1, kB2, kB3}};
        addProducer(s, {{"acks", "all"}, {"request.timeout.ms", "900"}}, 10, 5);
        addConsumer(s, {{"fetch.max.wait.ms", "800"}});
        at(s, 100, scenario::StartCommand{{"c1", "p1"}});
        at(s, 480, scenario::PauseCommand{"b3"}); // what is sent at 500 ms waits for it
        at(s, 520, scenario::StopCommand{"b1", event::StopHow::Shutdown});
        const auto history = scenario::run(s);
        const auto elected = allBetween<event::LeaderElected>(*history, atMs(500));
        QVERIFY(!elected.empty());
        QCOMPARE(elected[0].what->leader, kB2);
        std::map<event::Purgatory, int> failed;
        for (const auto& unparked : allOf<event::RequestUnparked>(*history, kB1)) {
            if (unparked.what->reason == UnparkReason::Failed) {
                ++failed[unparked.what->purgatory];
                QVERIFY(unparked.event->time - elected[0].event->time < milliseconds(20));
            }
        }
        QCOMPARE(failed[event::Purgatory::Produce], 1);
        QVERIFY(failed[event::Purgatory::Fetch] >= 1);
    }
};

QTEST_APPLESS_MAIN(PurgatoryTest)
#include "tst_purgatory.moc"
