#include <QTest>

#include "tests/support/small_cluster.h"

using namespace brokerscope;
using namespace brokerscope::testing;
using event::ErrorCode;

namespace {

constexpr int kStartMs = 300;
constexpr std::uint32_t kRecords = 5;

} // namespace

Q_DECLARE_METATYPE(brokerscope::scenario::ConfigMap)

/// What a producer makes of values that Kafka takes and that are of no use.
class BadInputTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sendIsRefused_data()
    {
        QTest::addColumn<scenario::ConfigMap>("config");
        QTest::addColumn<int>("error");
        const auto row = [](const char* name, const scenario::ConfigMap& config, ErrorCode error) {
            QTest::newRow(name) << config << static_cast<int>(error);
        };
        row("no request may be so large", {{"max.request.size", "0"}}, ErrorCode::MessageTooLarge);
        row("larger than a request", {{"max.request.size", "250"}}, ErrorCode::MessageTooLarge);
        row("no memory at all", {{"buffer.memory", "0"}}, ErrorCode::MessageTooLarge);
        row("larger than all memory", {{"buffer.memory", "250"}}, ErrorCode::MessageTooLarge);
        row("a batch is larger than all memory", {{"buffer.memory", "16383"}},
            ErrorCode::BufferLimit);
    }
    void sendIsRefused()
    {
        QFETCH(scenario::ConfigMap, config);
        QFETCH(int, error);
        scenario::Scenario s = smallCluster();
        addProducer(s, config, 1000, kRecords).sends.size = 200;
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        const auto history = scenario::run(s);
        const auto rejected = all<event::RecordRejected>(*history);
        const auto created = all<event::RecordCreated>(*history);
        QCOMPARE(rejected.size(), std::size_t{kRecords});
        for (std::size_t i = 0; i < rejected.size(); ++i) {
            QCOMPARE(static_cast<int>(rejected[i].what->error), error);
            QCOMPARE(rejected[i].event->time, created[i].event->time); // nothing is waited for
        }
        QVERIFY(all<event::SendBlocked>(*history).empty());
        const auto end = history->stateAfter(history->size()).producers.at(0);
        QCOMPARE(end.failed, kRecords);
        QCOMPARE(end.lastError, rejected.back().id);
        QCOMPARE(end.bufferUsed, std::uint64_t{0});
        QCOMPARE(history::judge(*history).failed, kRecords);
    }

    void aBatchTooLargeForTheTopicFailsWhenItIsOneRecord()
    {
        scenario::Scenario s = smallCluster();
        s.topics[0].config["max.message.bytes"] = "150";
        // Several in one batch would be split into themselves (KAFKA-8350) until the time is over.
        addProducer(s, {{"batch.size", "1"}}, 1000, kRecords).sends.size = 200;
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        const auto history = scenario::run(s);
        const auto failed = all<event::BatchFailed>(*history);
        QVERIFY(!failed.empty());
        for (const auto& batch : failed) {
            QCOMPARE(batch.what->error, ErrorCode::MessageTooLarge);
        }
        QVERIFY(all<event::BatchRetried>(*history).empty());
        QCOMPARE(history::judge(*history).failed, kRecords);
    }

    void aBatchSizeOfZeroIsOneRecordEach()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"batch.size", "0"}, {"linger.ms", "20"}}, 1000, kRecords);
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        const auto history = scenario::run(s);
        QCOMPARE(all<event::BatchOpened>(*history).size(), std::size_t{kRecords});
        QCOMPARE(history::judge(*history).acked, kRecords);
    }
};

QTEST_GUILESS_MAIN(BadInputTest)
#include "tst_bad_input.moc"
