#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/scenario/edit.h"
#include "engine/scenario/reader.h"
#include "engine/scenario/typed_configs.h"

using namespace brokerscope;
using namespace brokerscope::scenario;

namespace {

constexpr const char* kBase = R"(brokerscope: 1
id: base
title: {en: Base, zh_CN: 基础}
cluster: {brokers: 3, quotas: {p1: {producer_byte_rate: 64KiB}}}
topics:
  orders: {partitions: 3, replication.factor: 3}
producers:
  p1:
    config: {compression.type: zstd, compression.zstd.level: 7}
    partitioner: {vip-1: 2, vip-*: 0, "*": 1}
    sends: {to: orders, rate: 400/s}
script:
  - {at: 0s, start: p1}
  - {at: 1s, flush: p1}
  - {at: 2s, close: p1, timeout: 500ms}
  - {at: 3s, end: true}
)";

QByteArray lint(const QByteArray& yaml)
{
    const auto scenario = readScenario(yaml.toStdString());
    QByteArray lines;
    if (!scenario) {
        for (const Diagnostic& diagnostic : scenario.error()) {
            lines += QByteArray::fromStdString(diagnostic.message) + '\n';
        }
    }
    return lines;
}

} // namespace

/// What a scenario says of producers beyond configs and sends.
class ProducerKeysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void areRead()
    {
        QCOMPARE(lint(kBase), QByteArray());
        const auto s = readScenario(kBase);
        QVERIFY(s.has_value());
        const ProducerSpec& producer = s->producers.at(0);
        QVERIFY(producer.partitioner
            == (std::vector<KeyPartition>{{"vip-1", 2}, {"vip-*", 0}, {"*", 1}}));
        QCOMPARE(s->cluster.producerByteRates.at("p1"), std::uint64_t{65536});
        QVERIFY(s->script.at(1).action == decltype(Command::action)(FlushCommand{"p1"}));
        QVERIFY(s->script.at(2).action
            == decltype(Command::action)(CloseCommand{"p1", milliseconds(500)}));
    }

    void areTyped()
    {
        const auto s = readScenario(kBase);
        const client::ProducerConfig typed
            = producerConfigOf(s->producers.at(0), KafkaVersion::V39);
        QVERIFY(typed.compression == (record::Compression{record::Codec::Zstd, 7}));
        QVERIFY(typed.partitioning == client::PartitioningRule::Custom);
        QCOMPARE(typed.partitionOfKey.size(), std::size_t{3});

        ProducerSpec plain;
        QVERIFY(producerConfigOf(plain, KafkaVersion::V28).partitioning
            == client::PartitioningRule::StickyPerBatch);
        QVERIFY(producerConfigOf(plain, KafkaVersion::V40).partitioning
            == client::PartitioningRule::BuiltIn);
        plain.config["compression.type"] = "gzip";
        QVERIFY(producerConfigOf(plain, KafkaVersion::V39).compression
            == (record::Compression{record::Codec::Gzip, std::nullopt}));
    }

    void comeBackAsText()
    {
        for (const char* text : {"add {at: 1s, flush: p1}", "add {at: 2s, close: p1}",
                 "add {at: 2s, close: p1, timeout: 500ms}"}) {
            const auto edit = fromText(text);
            QVERIFY2(edit.has_value(), text);
            QCOMPARE(QByteArray::fromStdString(toText(*edit)), QByteArray(text));
            Scenario s = *readScenario(kBase);
            QVERIFY(applyTo(s, *edit));
        }
        Scenario s = *readScenario(kBase);
        QVERIFY(!applyTo(s, *fromText("add {at: 1s, flush: b1}")));
        QVERIFY(!applyTo(s, *fromText("add {at: 1s, close: p2}")));
    }

    void mistakesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("was");
        QTest::addColumn<QByteArray>("is");
        QTest::addColumn<QByteArray>("part");
        const auto row = [](const char* was, const char* is, const char* part) {
            QTest::newRow(part) << QByteArray(was) << QByteArray(is) << QByteArray(part);
        };
        row("vip-1: 2", "vip-1: 3", "from 0 to 2");
        row("vip-*: 0", "v*p: 0", "one '*' at its end");
        row("{vip-1: 2, vip-*: 0, \"*\": 1}", "{}", "at least one key");
        row("compression.type: zstd",
            "partitioner.class: "
            "org.apache.kafka.clients.producer.RoundRobinPartitioner, compression.type: zstd",
            "partitioner.class names");
        row("quotas: {p1:", "quotas: {p2:", "'p2' is no producer");
        row("64KiB", "0B", "at least 1B");
        row("64KiB", "fast", "a size such as");
        row("producer_byte_rate", "producer_rate", "unknown key");
        row("flush: p1", "flush: b1", "b1");
        row("timeout: 500ms", "timeout: soon", "a duration");
        row("flush: p1", "flush: p1, timeout: 1s", "'timeout' goes with 'close' only");
        row("zstd.level: 7", "zstd.level: 23", "from -131072 to 22");
    }
    void mistakesAreNamed()
    {
        QFETCH(QByteArray, was);
        QFETCH(QByteArray, is);
        QFETCH(QByteArray, part);
        QByteArray yaml(kBase);
        QVERIFY(yaml.contains(was));
        yaml.replace(was, is);
        const QByteArray found = lint(yaml);
        QVERIFY2(found.contains(part), found.constData());
    }
};

QTEST_APPLESS_MAIN(ProducerKeysTest)
#include "tst_producer_keys.moc"
