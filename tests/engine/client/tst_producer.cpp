#include <QTest>

#include "engine/sim/random.h"
#include "tests/support/small_cluster.h"

#include <map>
#include <set>

using namespace brokerscope;
using namespace brokerscope::testing;

namespace {

constexpr int kStartMs = 300;

/// Three partitions, led by b1, b2 and b3.
void spreadOut(scenario::Scenario& s)
{
    s.topics[0].partitions = 3;
    s.topics[0].assignment = {{NodeId(1), NodeId(2), NodeId(3)}, {NodeId(2), NodeId(3), NodeId(1)},
        {NodeId(3), NodeId(1), NodeId(2)}};
}

std::map<BatchId, Timestamp> openings(const history::History& history)
{
    std::map<BatchId, Timestamp> opened;
    for (const auto& batch : all<event::BatchOpened>(history)) {
        opened[batch.what->batch] = batch.event->time;
    }
    return opened;
}

/// How many records the producer put into each partition.
std::map<std::uint16_t, int> spread(const history::History& history)
{
    std::map<std::uint16_t, int> counts;
    for (const auto& created : all<event::RecordCreated>(history)) {
        ++counts[created.what->partition.value()];
    }
    return counts;
}

std::size_t reasons(const history::History& history, event::CloseReason reason)
{
    std::size_t count = 0;
    for (const auto& closed : all<event::BatchClosed>(history)) {
        count += closed.what->reason == reason ? 1U : 0U;
    }
    return count;
}

history::ProducerState endState(const history::History& history)
{
    return history.stateAfter(history.size()).producers.at(0);
}

} // namespace

class ProducerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- compression -----------------------------------------------------------------------------

    void theTopicsCodecHolds_data()
    {
        QTest::addColumn<bool>("isTopics"); // otherwise the brokers'
        QTest::newRow("of the topic") << true;
        QTest::newRow("of the brokers") << false;
    }
    void theTopicsCodecHolds()
    {
        QFETCH(bool, isTopics);
        scenario::Scenario s = smallCluster();
        (isTopics ? s.topics[0].config : s.cluster.config)["compression.type"] = "zstd";
        addProducer(s, {{"linger.ms", "20"}}, 1000, 300).sends.size = 200;
        addConsumer(s, {{"auto.offset.reset", "earliest"}});
        at(s, kStartMs, scenario::StartCommand{{"p1", "c1"}});
        const auto history = scenario::run(s);
        std::map<BatchId, const event::BatchRecompressed*> anew;
        for (const auto& told : all<event::BatchRecompressed>(*history)) {
            QCOMPARE(told.event->node, NodeId(1)); // followers copy
            QCOMPARE(told.what->from, event::BatchCodec::None);
            QCOMPARE(told.what->to, event::BatchCodec::Zstd);
            QVERIFY(told.what->bytesAfter < told.what->bytesBefore);
            anew[told.what->batch] = told.what;
        }
        std::map<NodeId, std::uint64_t> bytes;
        for (const auto& appended : all<event::BatchAppended>(*history)) {
            bytes[appended.event->node] += appended.what->bytes;
            if (appended.what->asLeader()) {
                QCOMPARE(anew.at(appended.what->batch)->bytesAfter, appended.what->bytes);
            }
        }
        QVERIFY(!anew.empty());
        QCOMPARE(bytes.at(NodeId(2)), bytes.at(NodeId(1)));
        const auto verdict = history::judge(*history);
        QCOMPARE(verdict.acked, 300U);
        QCOMPARE(verdict.delivered, 300U);
    }

    void compressedBatchesAreStoredAsTheyAre_data()
    {
        QTest::addColumn<QString>("codec");
        for (const char* codec : {"gzip", "snappy", "lz4", "zstd"}) {
            QTest::newRow(codec) << codec;
        }
    }
    void compressedBatchesAreStoredAsTheyAre()
    {
        QFETCH(QString, codec);
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"compression.type", codec.toStdString()}, {"linger.ms", "20"}}, 1000, 300)
            .sends.size
            = 200;
        addConsumer(s, {{"auto.offset.reset", "earliest"}});
        at(s, kStartMs, scenario::StartCommand{{"p1", "c1"}});
        const auto history = scenario::run(s);
        const auto verdict = history::judge(*history);
        QCOMPARE(verdict.acked, 300U);
        QCOMPARE(verdict.delivered, 300U);
        std::map<BatchId, const event::BatchCompressed*> compressed;
        for (const auto& told : all<event::BatchCompressed>(*history)) {
            QCOMPARE(
                QString::fromStdString(std::string(event::codecName(told.what->codec))), codec);
            QVERIFY(told.what->bytesAfter < told.what->bytesBefore);
            compressed[told.what->batch] = told.what;
        }
        for (const auto& appended : all<event::BatchAppended>(*history)) {
            if (appended.what->asLeader()) {
                QCOMPARE(appended.what->bytes, compressed.at(appended.what->batch)->bytesAfter);
            }
        }
        const auto state = endState(*history);
        QVERIFY(state.bytesAfterCompression < state.bytesBeforeCompression);
        QVERIFY(state.compressionEstimate < history::kNoCompression);
    }

    // --- too large -------------------------------------------------------------------------------

    void aBatchThatIsTooLargeIsSplit_data()
    {
        QTest::addColumn<QString>("idempotence");
        QTest::newRow("idempotent") << "true";
        QTest::newRow("not") << "false";
    }
    void aBatchThatIsTooLargeIsSplit()
    {
        QFETCH(QString, idempotence);
        scenario::Scenario s = smallCluster();
        // Random letters compress badly: the estimate is wrong for the first batches only, so a
        // batch that is larger than the topic allows comes from batch.size itself here.
        s.topics[0].config = {{"max.message.bytes", "1200"}};
        addProducer(s,
            {{"enable.idempotence", idempotence.toStdString()}, {"batch.size", "1100"},
                {"linger.ms", "5"}},
            1, std::nullopt);
        auto& records = s.producers[0].sends.records;
        for (int i = 0; i < 40; ++i) {
            records.push_back({milliseconds(i / 10), {}, std::string(90, 'x'), {}, {}, {}});
        }
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        const auto fits = scenario::run(s);
        QVERIFY(all<event::BatchSplit>(*fits).empty());
        QCOMPARE(history::judge(*fits).acked, 40U);

        // KAFKA-8350: what batch.size allows and the topic does not is split into itself again and
        // again, until delivery.timeout.ms is over.
        s.topics[0].config = {{"max.message.bytes", "800"}};
        s.script.back().at = Timestamp(3'000'000);
        const auto history = scenario::run(s);
        const auto splits = all<event::BatchSplit>(*history);
        QVERIFY(splits.size() > 5);
        const auto verdict = history::judge(*history);
        QCOMPARE(verdict.acked + verdict.failed, 40U);
        QVERIFY(verdict.failed > 0);
        QCOMPARE(verdict.count(history::AnomalyKind::DuplicateInLog), 0U);
        QCOMPARE(endState(*history).splits, static_cast<std::uint32_t>(splits.size()));
        QCOMPARE(endState(*history).bufferUsed, std::uint64_t{0});
    }

    void aBatchThatGrewByAWrongEstimateIsSplitAndStored()
    {
        scenario::Scenario s = smallCluster();
        s.topics[0].config = {{"max.message.bytes", "3000"}};
        addProducer(s,
            {{"compression.type", "gzip"}, {"batch.size", "2000"}, {"linger.ms", "400"},
                {"max.block.ms", "500"}},
            1, std::nullopt);
        // First what compresses to nothing, until much is expected of compression; then noise.
        auto& records = s.producers[0].sends.records;
        for (int i = 0; i < 6000; ++i) {
            records.push_back({milliseconds(i / 10), {}, std::string(100, 'x'), {}, {}, {}});
        }
        sim::Random letters(5, 5);
        for (int i = 0; i < 100; ++i) {
            std::string noise;
            while (noise.size() < 100) {
                noise.push_back(static_cast<char>(33 + letters.below(94)));
            }
            records.push_back({milliseconds(610), {}, noise, {}, {}, {}});
        }
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        const auto history = scenario::run(s);
        const auto splits = all<event::BatchSplit>(*history);
        QVERIFY(!splits.empty());
        QVERIFY(splits.front().what->parts > 1);
        const auto verdict = history::judge(*history);
        QCOMPARE(verdict.acked, 6100U);
        QVERIFY(verdict.anomalies.empty());
        QVERIFY(reasons(*history, event::CloseReason::Split) >= 2);
    }

    // --- partitioners ----------------------------------------------------------------------------

    void aSlowBrokerGetsFewerRecordsByLoad()
    {
        const auto shareOfSlow = [](scenario::ConfigMap config) {
            scenario::Scenario s = smallCluster();
            spreadOut(s);
            config.insert({{"batch.size", "300"}, {"linger.ms", "2"}, {"acks", "1"},
                {"max.in.flight.requests.per.connection", "2"}, {"request.timeout.ms", "1000"},
                {"delivery.timeout.ms", "5000"}});
            addProducer(s, std::move(config), 3000, 4000);
            at(s, 200, scenario::SlowLinkCommand{"p1", "b2", milliseconds(10), true});
            at(s, kStartMs, scenario::StartCommand{{"p1"}});
            s.script.back().at = Timestamp(6'000'000);
            const auto counts = spread(*scenario::run(s));
            return counts.at(1);
        };
        const int even = shareOfSlow({{"partitioner.adaptive.partitioning.enable", "false"}});
        const int adaptive = shareOfSlow({});
        QVERIFY2(adaptive < even * 3 / 4,
            qPrintable(QStringLiteral("%1 of %2").arg(adaptive).arg(even)));
        const int available = shareOfSlow({{"partitioner.availability.timeout.ms", "5"}});
        QVERIFY2(available < adaptive,
            qPrintable(QStringLiteral("%1 of %2").arg(available).arg(adaptive)));
    }

    void rulesComeFromTheConfigAndTheRelease()
    {
        const auto run = [](scenario::ConfigMap config, scenario::KafkaVersion version,
                             std::vector<scenario::KeyPartition> own) {
            scenario::Scenario s = smallCluster();
            spreadOut(s);
            s.kafka = version;
            addProducer(s, std::move(config), 200, 90);
            s.producers[0].partitioner = std::move(own);
            at(s, kStartMs, scenario::StartCommand{{"p1"}});
            return scenario::run(s);
        };
        using enum scenario::KafkaVersion;
        const auto robin = spread(*run(
            {{"linger.ms", "20"},
                {"partitioner.class", "org.apache.kafka.clients.producer.RoundRobinPartitioner"}},
            V39, {}));
        QCOMPARE(robin.size(), std::size_t{3});
        // 2.8: each batch has another partition than the one before it.
        const auto old = run({}, V28, {});
        const auto opened = all<event::BatchOpened>(*old);
        for (std::size_t i = 1; i < opened.size(); ++i) {
            QVERIFY(opened[i].what->partition != opened[i - 1].what->partition);
        }
        // 3.9: 90 records of 100 bytes are less than batch.size.
        QCOMPARE(spread(*run({}, V39, {})).size(), std::size_t{1});
        const auto own = spread(*run({}, V39, {{"*", 2}}));
        QCOMPARE(own.size(), std::size_t{1});
        QCOMPARE(own.begin()->first, std::uint16_t{2});
    }

    // --- acks=0 ----------------------------------------------------------------------------------

    void withoutAcksRecordsWaitForABrokerThatIsGone()
    {
        scenario::Scenario s = smallCluster();
        s.topics[0].replicationFactor = 1;
        s.topics[0].assignment = {{NodeId(1)}};
        s.cluster.config["broker.session.timeout.ms"]
            = "1000"; // so long it is taken for the leader
        addProducer(s, {{"acks", "0"}, {"delivery.timeout.ms", "1500"}}, 100, 100);
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        at(s, 600, scenario::StopCommand{"b1", event::StopHow::Kill});
        at(s, 1000, scenario::StartCommand{{"b1"}});
        s.script.back().at = Timestamp(4'000'000);
        const auto history = scenario::run(s);
        const auto verdict = history::judge(*history);
        QCOMPARE(verdict.acked, 100U);
        // The connection was tried again and again, a little later each time.
        int trials = 0;
        for (const auto& sent : all<event::MessageSent>(*history)) {
            const bool isTrial = sent.event->time > Timestamp(600'000)
                && sent.event->time < Timestamp(1'000'000) && sent.what->to == NodeId(1)
                && sent.what->api == event::Api::Metadata;
            trials += isTrial ? 1 : 0;
        }
        QVERIFY(trials >= 2);
        for (const auto& sent : all<event::BatchSent>(*history)) {
            QVERIFY(
                sent.event->time < Timestamp(603'000) || sent.event->time > Timestamp(1'000'000));
        }
    }

    // --- flush and close -------------------------------------------------------------------------

    void flushSendsEverythingAndReturns()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"linger.ms", "800"}, {"delivery.timeout.ms", "2000"}}, 100, 50);
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        at(s, 500, scenario::FlushCommand{"p1"});
        const auto history = scenario::run(s);
        const auto begun = all<event::FlushBegun>(*history);
        const auto ended = all<event::FlushEnded>(*history);
        QCOMPARE(begun.size(), std::size_t{1});
        QCOMPARE(ended.size(), std::size_t{1});
        QCOMPARE(begun.front().what->batches, 1U);
        QVERIFY(ended.front().event->time - begun.front().event->time < milliseconds(20));
        QVERIFY(reasons(*history, event::CloseReason::Flush) >= 1);
        const auto acked = all<event::BatchAcked>(*history);
        QVERIFY(acked.front().event->time <= ended.front().event->time);
        QCOMPARE(endState(*history).flushes, 0U);
        QCOMPARE(history::judge(*history).acked, 50U);
    }

    void flushOfNothingReturnsAtOnce()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {}, 100, 5);
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        at(s, 900, scenario::FlushCommand{"p1"});
        at(s, 950, scenario::FlushCommand{"p1"});
        const auto history = scenario::run(s);
        QCOMPARE(all<event::FlushBegun>(*history).back().what->batches, 0U);
        QCOMPARE(all<event::FlushEnded>(*history).size(), std::size_t{2});
    }

    void closeSendsWhatIsThereAndEnds()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"linger.ms", "800"}, {"delivery.timeout.ms", "2000"}}, 100, {});
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        at(s, 600, scenario::CloseCommand{"p1", std::nullopt});
        const auto history = scenario::run(s);
        const auto verdict = history::judge(*history);
        QVERIFY(verdict.produced > 20 && verdict.acked == verdict.produced);
        QVERIFY(reasons(*history, event::CloseReason::Close) >= 1);
        for (const auto& stopped : all<event::NodeStopped>(*history)) {
            QCOMPARE(stopped.what->how, event::StopHow::Shutdown);
            QVERIFY(stopped.event->time < Timestamp(620'000));
        }
        QVERIFY(!endState(*history).running);
    }

    void closeGivesUpWhatItsTimeoutDoesNotLeaveTimeFor()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s,
            {{"linger.ms", "50"}, {"batch.size", "300"}, {"buffer.memory", "600"},
                {"delivery.timeout.ms", "5000"}, {"request.timeout.ms", "3000"}},
            200, {});
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        at(s, 500, scenario::PauseCommand{"b1"});
        at(s, 700, scenario::CloseCommand{"p1", milliseconds(150)});
        const auto history = scenario::run(s);
        const auto verdict = history::judge(*history);
        QVERIFY(verdict.failed > 0);
        QCOMPARE(verdict.acked + verdict.failed, verdict.produced);
        // A send() was waiting for memory: it fails at once.
        QCOMPARE(all<event::RecordRejected>(*history).front().event->time, Timestamp(700'000));
        for (const auto& failed : all<event::BatchFailed>(*history)) {
            QCOMPARE(failed.event->time, Timestamp(850'000));
            QCOMPARE(failed.what->error, event::ErrorCode::ProducerClosed);
        }
        QCOMPARE(all<event::NodeStopped>(*history).back().event->time, Timestamp(850'000));
    }

    // --- quotas ----------------------------------------------------------------------------------

    void aClientOverItsQuotaIsThrottled_data()
    {
        QTest::addColumn<QString>("acks");
        QTest::newRow("all") << "all";
        QTest::newRow("0") << "0";
    }
    void aClientOverItsQuotaIsThrottled()
    {
        QFETCH(QString, acks);
        scenario::Scenario s = smallCluster();
        s.cluster.config["quota.window.num"] = "3"; // two seconds and the present one
        s.cluster.producerByteRates["p1"] = 20'000;
        addProducer(s,
            {{"acks", acks.toStdString()}, {"linger.ms", "10"}, {"request.timeout.ms", "5000"},
                {"delivery.timeout.ms", "60000"}},
            500, 2000);
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        s.script.back().at = Timestamp(20'000'000);
        const auto history = scenario::run(s);
        const auto throttled = all<event::ClientThrottled>(*history);
        QVERIFY(!throttled.empty());
        std::uint64_t bytes = 0;
        Timestamp first = kNever;
        Timestamp last;
        std::vector<std::pair<Timestamp, std::uint32_t>> appends;
        for (const auto& appended : all<event::BatchAppended>(*history)) {
            if (appended.event->node == NodeId(1)) {
                bytes += appended.what->bytes;
                first = std::min(first, appended.event->time);
                last = appended.event->time;
                appends.emplace_back(appended.event->time, appended.what->bytes);
            }
        }
        // 220 kB at 20 kB/s: about ten seconds, where two seconds' worth may come at once.
        QVERIFY(bytes > 200'000);
        QVERIFY(last - first > milliseconds(7000));
        // Nothing is read while the channel is muted.
        for (const auto& mute : throttled) {
            for (const auto& [time, size] : appends) {
                QVERIFY(time <= mute.event->time || time >= mute.what->until);
            }
        }
        QCOMPARE(history::judge(*history).acked, 2000U);
        QCOMPARE(endState(*history).throttledUntil.size(), std::size_t{3});
    }

    void theThrottleTimeIsKafkas()
    {
        // quota 1000 B/s, observed 1500 B/s over a window of 10 s: 5000 ms.
        scenario::Scenario s = smallCluster();
        s.cluster.producerByteRates["p1"] = 1000;
        addProducer(s, {{"acks", "1"}, {"enable.idempotence", "false"}, {"linger.ms", "0"}}, 1, 1)
            .sends.size
            = 14'928; // with the rest of the batch 15000 bytes
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        const auto history = scenario::run(s);
        const auto throttled = all<event::ClientThrottled>(*history);
        QCOMPARE(throttled.size(), std::size_t{1});
        QCOMPARE(all<event::BatchClosed>(*history).front().what->bytes, 15'000U);
        QCOMPARE(throttled.front().what->bytesPerSecond, std::uint64_t{1500});
        QCOMPARE(throttled.front().what->until - throttled.front().event->time, milliseconds(5000));
    }

    // --- time ------------------------------------------------------------------------------------

    void deliveryTimeoutBoundsRecordsEvenWithoutAProducerId()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"delivery.timeout.ms", "400"}, {"request.timeout.ms", "100"}}, 100, 30);
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        for (const char* broker : {"b1", "b2", "b3"}) {
            at(s, kStartMs + 3, scenario::CutCommand{"p1", broker, true});
        }
        const auto history = scenario::run(s);
        const auto opened = openings(*history);
        const auto failed = all<event::BatchFailed>(*history);
        QVERIFY(!failed.empty());
        for (const auto& batch : failed) {
            QCOMPARE(batch.event->time - opened.at(batch.what->batch), milliseconds(400));
        }
    }
};

QTEST_GUILESS_MAIN(ProducerTest)
#include "tst_producer.moc"
