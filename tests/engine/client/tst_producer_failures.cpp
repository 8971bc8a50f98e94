#include <QTest>

#include "tests/support/small_cluster.h"

#include <map>

using namespace brokerscope;
using namespace brokerscope::testing;
using event::Api;
using event::ErrorCode;

namespace {

constexpr int kStartMs = 300;

history::ProducerState endState(const history::History& history)
{
    return history.stateAfter(history.size()).producers.at(0);
}

scenario::FailOnceCommand failProducerId(const char* broker, ErrorCode error)
{
    scenario::FailOnceCommand fail;
    fail.request.to = broker;
    fail.request.api = Api::InitProducerId;
    fail.error = error;
    return fail;
}

scenario::Scenario withFailedProducerId(ErrorCode error)
{
    scenario::Scenario s = smallCluster();
    addProducer(s, {}, 100, 10);
    for (const char* broker : {"b1", "b2", "b3"}) {
        at(s, 200, failProducerId(broker, error));
    }
    at(s, kStartMs, scenario::StartCommand{{"p1"}});
    return s;
}

} // namespace

class ProducerFailuresTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- the producer id -------------------------------------------------------------------------

    void aRetriableErrorOnlyCostsTime_data()
    {
        QTest::addColumn<int>("error");
        QTest::newRow("loading") << int(ErrorCode::CoordinatorLoadInProgress);
        QTest::newRow("not available") << int(ErrorCode::CoordinatorNotAvailable);
        QTest::newRow("another") << int(ErrorCode::NotCoordinator);
    }
    void aRetriableErrorOnlyCostsTime()
    {
        QFETCH(int, error);
        const auto history = scenario::run(withFailedProducerId(static_cast<ErrorCode>(error)));
        QVERIFY(!all<event::ErrorInjected>(*history).empty());
        QCOMPARE(all<event::ProducerIdAssigned>(*history).size(), std::size_t{1});
        QVERIFY(all<event::ProducerIdAssigned>(*history)[0].event->time
            > Timestamp(std::int64_t{kStartMs + 80} * 1000));
        QCOMPARE(history::judge(*history).acked, 10U);
    }

    void afterAFatalErrorEverythingFails_data()
    {
        QTest::addColumn<int>("error");
        QTest::newRow("authorization") << int(ErrorCode::ClusterAuthorizationFailed);
        QTest::newRow("unknown") << int(ErrorCode::UnknownServerError);
    }
    void afterAFatalErrorEverythingFails()
    {
        QFETCH(int, error);
        const auto wanted = static_cast<ErrorCode>(error);
        const auto history = scenario::run(withFailedProducerId(wanted));
        QVERIFY(all<event::ProducerIdAssigned>(*history).empty());
        QVERIFY(all<event::BatchSent>(*history).empty());
        const auto failed = all<event::BatchFailed>(*history);
        const auto rejected = all<event::RecordRejected>(*history);
        QVERIFY(!failed.empty() && !rejected.empty());
        QCOMPARE(failed[0].what->error, wanted);
        QCOMPARE(rejected[0].what->error, wanted);
        const auto verdict = history::judge(*history);
        QCOMPARE(verdict.failed, 10U);
        QCOMPARE(endState(*history).bufferUsed, std::uint64_t{0});
        std::size_t asked = 0;
        for (const auto& message : all<event::MessageSent>(*history)) {
            asked
                += message.what->api == Api::InitProducerId && !message.what->isResponse() ? 1 : 0;
        }
        QCOMPARE(asked, std::size_t{1});
    }

    void aProducerWithoutIdempotenceDoesNotCare()
    {
        scenario::Scenario s = withFailedProducerId(ErrorCode::ClusterAuthorizationFailed);
        s.producers[0].config["enable.idempotence"] = "false";
        QCOMPARE(history::judge(*scenario::run(s)).acked, 10U);
    }

    // --- brokers that are not there --------------------------------------------------------------

    /// What was in flight fails with the connection and comes back once. After that it waits for
    /// the connection, which is tried with a growing backoff.
    void batchesWaitForTheConnection_data()
    {
        QTest::addColumn<QString>("acks");
        QTest::newRow("0") << "0";
        QTest::newRow("1") << "1";
        QTest::newRow("all") << "all";
    }
    void batchesWaitForTheConnection()
    {
        QFETCH(QString, acks);
        scenario::Scenario s = smallCluster();
        s.topics[0].replicationFactor = 1;
        s.topics[0].assignment = {{NodeId(1)}}; // nobody else can lead
        s.cluster.config["broker.session.timeout.ms"] = "20000"; // it stays the leader
        addProducer(s,
            {{"acks", acks.toStdString()}, {"enable.idempotence", "false"},
                {"delivery.timeout.ms", "50000"}, {"reconnect.backoff.max.ms", "400"}},
            20, {});
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        at(s, 1000, scenario::StopCommand{"b1", event::StopHow::Kill});
        at(s, 4000, scenario::StartCommand{{"b1"}});
        s.script.back().at = Timestamp(60'000'000);
        s.producers[0].sends.count = 100;
        const auto history = scenario::run(s);
        for (const auto& batch : all<event::BatchSent>(*history)) {
            // Nothing is sent while the broker is down, but for what went out as it died.
            QVERIFY(batch.event->time < Timestamp(1'003'000)
                || batch.event->time > Timestamp(4'000'000));
        }
        std::vector<Timestamp> refusals;
        for (const auto& lost : all<event::ConnectionLost>(*history)) {
            if (lost.event->node == *history->roster().node("p1")
                && lost.event->time < Timestamp(4'000'000)) {
                refusals.push_back(lost.event->time);
            }
        }
        QVERIFY(refusals.size() >= 6 && refusals.size() <= 16); // 50 ms doubling up to 400 ms
        for (std::size_t i = 2; i < refusals.size(); ++i) {
            QVERIFY(refusals[i] - refusals[i - 1] <= milliseconds(500));
        }
        const auto verdict = history::judge(*history);
        QCOMPARE(verdict.acked + verdict.failed, verdict.produced);
        QCOMPARE(verdict.acked, 100U);
        QCOMPARE(endState(*history).bufferUsed, std::uint64_t{0});
    }

    void deliveryTimeoutEndsTheWait()
    {
        scenario::Scenario s = smallCluster();
        s.topics[0].replicationFactor = 1;
        s.topics[0].assignment = {{NodeId(1)}};
        s.cluster.config["broker.session.timeout.ms"] = "20000";
        addProducer(s, {{"acks", "1"}, {"delivery.timeout.ms", "500"}}, 20, 40);
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        at(s, 1000, scenario::StopCommand{"b1", event::StopHow::Kill});
        s.script.back().at = Timestamp(4'000'000);
        const auto history = scenario::run(s);
        std::map<BatchId, Timestamp> opened;
        for (const auto& batch : all<event::BatchOpened>(*history)) {
            opened[batch.what->batch] = batch.event->time;
        }
        const auto failed = all<event::BatchFailed>(*history);
        std::uint32_t records = 0;
        for (const auto& batch : failed) {
            records += batch.what->records;
            QCOMPARE(batch.event->time - opened[batch.what->batch], milliseconds(500));
            QCOMPARE(batch.what->error, ErrorCode::RequestTimedOut);
        }
        QVERIFY(failed.size() > 1 && records > 20);
        QCOMPARE(endState(*history).bufferUsed, std::uint64_t{0});
    }

    void aNewLeaderEndsTheWait()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"acks", "1"}, {"delivery.timeout.ms", "10000"}}, 100, 100);
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        at(s, 600, scenario::StopCommand{"b1", event::StopHow::Kill});
        s.script.back().at = Timestamp(5'000'000);
        const auto history = scenario::run(s);
        QCOMPARE(history::judge(*history).acked, 100U);
        QVERIFY(all<event::BatchSent>(*history).back().what->broker != NodeId(1));
    }

    /// A broker that says nothing is given up after socket.connection.setup.timeout.ms.
    void aSilentBrokerIsTriedAnew()
    {
        scenario::Scenario s = smallCluster();
        s.topics[0].replicationFactor = 1;
        s.topics[0].assignment = {{NodeId(1)}};
        s.cluster.config["broker.session.timeout.ms"] = "20000";
        addProducer(s,
            {{"acks", "1"}, {"delivery.timeout.ms", "20000"}, {"request.timeout.ms", "100"},
                {"socket.connection.setup.timeout.ms", "200"},
                {"socket.connection.setup.timeout.max.ms", "200"}},
            100, 50);
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        at(s, 500, scenario::CutCommand{"p1", "b1", true});
        at(s, 3000, scenario::HealCommand{"p1", "b1", true});
        s.script.back().at = Timestamp(6'000'000);
        const auto history = scenario::run(s);
        QCOMPARE(history::judge(*history).acked, 50U);
        std::size_t timeouts = 0;
        for (const auto& timedOut : all<event::RequestTimedOut>(*history)) {
            timeouts += timedOut.what->peer == NodeId(1)
                    && timedOut.event->node == *history->roster().node("p1")
                ? 1U
                : 0U;
        }
        QVERIFY(timeouts >= 3);
    }

    // --- close() ---------------------------------------------------------------------------------

    void whatCloseGivesUpIsToldAsSuch()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s,
            {{"linger.ms", "50"}, {"batch.size", "300"}, {"buffer.memory", "600"},
                {"delivery.timeout.ms", "5000"}, {"request.timeout.ms", "3000"}},
            200, {});
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        at(s, 500, scenario::PauseCommand{"b1"});
        at(s, 700, scenario::CloseCommand{"p1", milliseconds(0)});
        const auto history = scenario::run(s);
        QCOMPARE(all<event::RecordRejected>(*history).at(0).what->error, ErrorCode::ProducerClosed);
        for (const auto& failed : all<event::BatchFailed>(*history)) {
            QCOMPARE(failed.what->error, ErrorCode::ProducerClosed);
        }
        QCOMPARE(event::errorName(ErrorCode::ProducerClosed), std::string_view("KafkaException"));
        const auto verdict = history::judge(*history);
        QCOMPARE(verdict.acked + verdict.failed, verdict.produced);
    }

    // --- buffer.memory ---------------------------------------------------------------------------

    /// A batch holds batch.size from its first record on, and more for a record that is larger,
    /// until it is done; whatever becomes of it.
    void memoryIsHeldInWholeBuffers()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"batch.size", "1000"}, {"linger.ms", "100"}}, 1, {});
        auto& sends = s.producers[0].sends;
        for (const auto& [atMs, size] : std::map<int, int>{{0, 10}, {10, 10}, {500, 3000}}) {
            scenario::RecordSpec record;
            record.at = milliseconds(atMs);
            record.value = std::string(static_cast<std::size_t>(size), 'v');
            sends.records.push_back(record);
        }
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        const auto history = scenario::run(s);
        const auto taken = all<event::BufferTaken>(*history);
        QCOMPARE(taken.size(), std::size_t{2});
        QCOMPARE(taken[0].what->bytes, 1000U);
        QCOMPARE(taken[1].what->bytes, 3000U + 61 + 21); // header, and a record's upper bound
        const auto used = [&](EventId after) {
            return history->stateAfter(after.value() + 1).producers[0].bufferUsed;
        };
        QCOMPARE(used(taken[0].id), std::uint64_t{1000});
        QCOMPARE(used(all<event::BatchSent>(*history)[0].id), std::uint64_t{1000});
        QCOMPARE(used(all<event::BatchAcked>(*history)[0].id), std::uint64_t{0});
        QCOMPARE(used(taken[1].id), std::uint64_t{3082});
        QCOMPARE(endState(*history).bufferUsed, std::uint64_t{0});
    }

    void memoryComesBackWhateverHappens_data()
    {
        QTest::addColumn<QString>("acks");
        QTest::addColumn<QString>("codec");
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 8; ++seed) {
            QTest::addRow("all %d", seed) << "all"
                                          << "none" << seed;
            QTest::addRow("zstd %d", seed) << "1"
                                           << "zstd" << seed;
            QTest::addRow("0 %d", seed) << "0"
                                        << "lz4" << seed;
        }
    }
    void memoryComesBackWhateverHappens()
    {
        QFETCH(QString, acks);
        QFETCH(QString, codec);
        QFETCH(int, seed);
        scenario::Scenario s = smallCluster();
        s.seed = static_cast<std::uint64_t>(seed);
        s.topics[0].config["max.message.bytes"] = "900"; // some batches are split
        addProducer(s,
            {{"acks", acks.toStdString()},
                {"enable.idempotence", acks == QLatin1String("all") ? "true" : "false"},
                {"compression.type", codec.toStdString()}, {"batch.size", "1500"},
                {"buffer.memory", "12000"}, {"linger.ms", "15"}, {"max.block.ms", "100"},
                {"delivery.timeout.ms", "600"}},
            700, 600)
            .sends.size
            = 120;
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        at(s, 500 + 10 * seed, scenario::PauseCommand{"b1"});
        at(s, 700 + 20 * seed, scenario::ResumeCommand{"b1"});
        at(s, 1000 + 10 * seed, scenario::StopCommand{"b1", event::StopHow::Kill});
        at(s, 1300, scenario::StartCommand{{"b1"}});
        s.script.back().at = Timestamp(8'000'000);
        const auto history = scenario::run(s);
        const auto verdict = history::judge(*history);
        QCOMPARE(verdict.acked + verdict.failed, verdict.produced);
        QCOMPARE(verdict.produced, 600U);
        const auto state = endState(*history);
        QVERIFY(state.batches.empty());
        QCOMPARE(state.bufferUsed, std::uint64_t{0});
        for (const auto& taken : all<event::BufferTaken>(*history)) {
            QVERIFY(history->stateAfter(taken.id.value() + 1).producers[0].bufferUsed <= 12000);
        }
    }
};

QTEST_GUILESS_MAIN(ProducerFailuresTest)
#include "tst_producer_failures.moc"
