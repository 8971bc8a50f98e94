#include <QTest>

#include "tests/support/small_cluster.h"

using namespace brokerscope;
using namespace brokerscope::testing;

namespace {

std::vector<event::CloseReason> closeReasons(const history::History& history)
{
    std::vector<event::CloseReason> reasons;
    for (const auto& closed : all<event::BatchClosed>(history)) {
        reasons.push_back(closed.what->reason);
    }
    return reasons;
}

bool failedWith(const history::History& history, event::ErrorCode error)
{
    for (const auto& failed : all<event::BatchFailed>(history)) {
        if (failed.what->error == error) {
            return true;
        }
    }
    return false;
}

} // namespace

class ClientsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lingerGathersRecords()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"acks", "1"}, {"linger.ms", "10"}}, 1000, 40);
        at(s, 100, scenario::StartCommand{{"p1"}});
        const auto history = scenario::run(s);
        for (const auto& closed : all<event::BatchClosed>(*history)) {
            QCOMPARE(closed.what->reason, event::CloseReason::Linger);
            QVERIFY(closed.what->records >= 4 && closed.what->records <= 11);
        }
        QCOMPARE(history::judge(*history).acked, 40U);
    }

    void aFullBatchDoesNotWaitForLinger()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"acks", "1"}, {"linger.ms", "500"}, {"batch.size", "1024"}}, 1000, 40);
        at(s, 100, scenario::StartCommand{{"p1"}});
        const auto history = scenario::run(s);
        const auto reasons = closeReasons(*history);
        QVERIFY(std::count(reasons.begin(), reasons.end(), event::CloseReason::Full) >= 3);
        for (const auto& closed : all<event::BatchClosed>(*history)) {
            QVERIFY(closed.what->bytes <= 1024);
        }
    }

    void aTooLargeRecordIsRejected()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"acks", "1"}, {"max.request.size", "150"}}, 10, 1).sends.size = 200;
        at(s, 100, scenario::StartCommand{{"p1"}});
        const auto history = scenario::run(s);
        const auto rejected = all<event::RecordRejected>(*history);
        QCOMPARE(rejected.size(), std::size_t{1});
        QCOMPARE(rejected.front().what->error, event::ErrorCode::MessageTooLarge);
    }

    void aFullBufferBlocksSendAndThenFails()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s,
            {{"acks", "1"}, {"batch.size", "1024"}, {"buffer.memory", "2048"},
                {"max.block.ms", "200"}, {"request.timeout.ms", "1000"},
                {"delivery.timeout.ms", "5000"}},
            1000, {});
        at(s, 100, scenario::StartCommand{{"p1"}});
        at(s, 200, scenario::PauseCommand{"b1"});
        at(s, 600, scenario::ResumeCommand{"b1"});
        const auto history = scenario::run(s);
        const auto blocked = all<event::SendBlocked>(*history);
        QVERIFY(!blocked.empty());
        const auto rejected = all<event::RecordRejected>(*history);
        QVERIFY(!rejected.empty());
        for (const auto& block : blocked) {
            if (block.what->number == rejected.front().what->number) {
                QCOMPARE(rejected.front().event->time, block.event->time + milliseconds(200));
            }
        }
        QVERIFY(!all<event::SendUnblocked>(*history).empty());
    }

    void deliveryTimeoutBoundsEveryBatch()
    {
        scenario::Scenario s = smallCluster();
        // One in flight: retried batches then keep their order, and Kafka expires a queue from its
        // front only.
        addProducer(s,
            {{"acks", "1"}, {"delivery.timeout.ms", "300"},
                {"max.in.flight.requests.per.connection", "1"}},
            100, 50);
        at(s, 100, scenario::StartCommand{{"p1"}});
        for (const char* broker : {"b1", "b2", "b3"}) {
            at(s, 200, scenario::CutCommand{"p1", broker, true});
        }
        const auto history = scenario::run(s);
        QVERIFY(failedWith(*history, event::ErrorCode::RequestTimedOut));
        std::map<BatchId, Timestamp> opened;
        for (const auto& batch : all<event::BatchOpened>(*history)) {
            opened[batch.what->batch] = batch.event->time;
        }
        for (const auto& failed : all<event::BatchFailed>(*history)) {
            QCOMPARE(failed.event->time - opened[failed.what->batch], milliseconds(300));
        }
        const auto verdict = history::judge(*history);
        QCOMPARE(verdict.acked + verdict.failed, verdict.produced);
    }

    void aLostAnswerDuplicatesUnlessTheProducerIsIdempotent_data()
    {
        QTest::addColumn<QString>("idempotence");
        QTest::addColumn<bool>("duplicates");
        QTest::newRow("off") << "false" << true;
        QTest::newRow("on") << "true" << false;
    }

    void aLostAnswerDuplicatesUnlessTheProducerIsIdempotent()
    {
        QFETCH(QString, idempotence);
        QFETCH(bool, duplicates);
        scenario::Scenario s = smallCluster();
        addProducer(s,
            {{"acks", "all"}, {"enable.idempotence", idempotence.toStdString()},
                {"request.timeout.ms", "50"}},
            200, 40);
        at(s, 100, scenario::StartCommand{{"p1"}});
        at(s, 200, scenario::CutCommand{"b1", "p1", false}); // answers only
        at(s, 300, scenario::HealCommand{"b1", "p1", false});
        const auto history = scenario::run(s);
        const auto verdict = history::judge(*history);
        QCOMPARE(verdict.count(history::AnomalyKind::DuplicateInLog) > 0, duplicates);
        QCOMPARE(!all<event::BatchDeduplicated>(*history).empty(), !duplicates);
        QCOMPARE(verdict.acked, 40U);
        QCOMPARE(verdict.count(history::AnomalyKind::ReorderedInLog) > 0 && !duplicates, false);
    }

    void acksZeroHearsNothing()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"acks", "0"}}, 200, 40);
        at(s, 100, scenario::StartCommand{{"p1"}});
        at(s, 200, scenario::StopCommand{"b1", event::StopHow::PowerLoss});
        const auto history = scenario::run(s);
        const auto verdict = history::judge(*history);
        QCOMPARE(verdict.acked, 40U);
        QVERIFY(verdict.delivered == 0);
        for (const auto& sent : all<event::MessageSent>(*history)) {
            QVERIFY(!(sent.what->isResponse() && sent.what->api == event::Api::Produce));
        }
    }

    void whereAConsumerBegins_data()
    {
        QTest::addColumn<QString>("reset");
        QTest::addColumn<bool>("readsOld");
        QTest::addColumn<bool>("fails");
        QTest::newRow("earliest") << "earliest" << true << false;
        QTest::newRow("latest") << "latest" << false << false;
        QTest::newRow("none") << "none" << false << true;
    }

    void whereAConsumerBegins()
    {
        QFETCH(QString, reset);
        QFETCH(bool, readsOld);
        QFETCH(bool, fails);
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"acks", "all"}}, 100, 60);
        addConsumer(s, {{"auto.offset.reset", reset.toStdString()}});
        at(s, 100, scenario::StartCommand{{"p1"}});
        at(s, 400, scenario::StartCommand{{"c1"}});
        const auto history = scenario::run(s);
        QCOMPARE(!all<event::ConsumerFailed>(*history).empty(), fails);
        const auto delivered = all<event::RecordsDelivered>(*history);
        QCOMPARE(delivered.empty(), fails);
        if (!fails) {
            QCOMPARE(delivered.front().what->baseOffset == Offset(0), readsOld);
            QCOMPARE(delivered.back().what->end(), Offset(60));
        }
    }

    void aConsumerSeesWhatEveryIsrMemberHas()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"acks", "1"}}, 500, {});
        addConsumer(s, {{"auto.offset.reset", "earliest"}, {"max.poll.records", "3"}}).processing
            = milliseconds(1);
        at(s, 100, scenario::StartCommand{{"p1", "c1"}});
        const auto history = scenario::run(s);
        Offset highWatermark;
        int polls = 0;
        for (const event::Event& event : history->events()) {
            if (const auto* moved = std::get_if<event::HighWatermarkMoved>(&event.payload)) {
                highWatermark = std::max(highWatermark, moved->to);
            } else if (const auto* delivered
                = std::get_if<event::RecordsDelivered>(&event.payload)) {
                QVERIFY(delivered->end() <= highWatermark);
                QVERIFY(delivered->records <= 3);
                ++polls;
            }
        }
        QVERIFY(polls > 100);
    }
};

QTEST_APPLESS_MAIN(ClientsTest)
#include "tst_clients.moc"
