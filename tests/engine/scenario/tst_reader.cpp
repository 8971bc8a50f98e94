#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/event/event.h"
#include "engine/scenario/reader.h"

#include <QFile>
#include <QTemporaryDir>

using namespace brokerscope;
using namespace brokerscope::scenario;

namespace {

const std::filesystem::path kFolder = BROKERSCOPE_SOURCE_DIR "/tests/data/scenarios";

/// A scenario that must be readable; what is wrong otherwise is printed.
Scenario readFile(const std::filesystem::path& file, const std::vector<Edit>& edits = {})
{
    const auto text = readText(file);
    if (!text) {
        qWarning("%s", text.error().c_str());
        return {};
    }
    const auto scenario = readScenario(*text, edits);
    if (!scenario) {
        for (const Diagnostic& diagnostic : scenario.error()) {
            qWarning("%s", diagnostic.sentence(file.string()).c_str());
        }
        return {};
    }
    return *scenario;
}

} // namespace

class TestReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void topicsTakeTheBrokersDefaults()
    {
        const auto read = readScenario("brokerscope: 1\nid: t\ntitle: {en: t, zh_CN: t}\n"
                                       "cluster: {config: {num.partitions: 2, "
                                       "default.replication.factor: 3}}\n"
                                       "topics:\n  plain: {}\n  own: {partitions: 1, "
                                       "replication.factor: 1}\n  late: {created: on-demand}\n"
                                       "producers:\n  p1: {sends: {to: late, rate: 1/s, "
                                       "partition: 3}}\n"
                                       "script:\n  - {at: 1s, add-partitions: late, to: 4}\n"
                                       "  - {at: 2s, end: true}\n");
        QVERIFY2(read, read ? "" : read.error().front().sentence("file").c_str());
        const auto& topics = read->topics;
        QCOMPARE(topics.at(0).partitions, std::uint16_t{2});
        QCOMPARE(topics.at(0).replicationFactor, std::uint16_t{3});
        QCOMPARE(topics.at(1).partitions, std::uint16_t{1});
        QCOMPARE(topics.at(1).replicationFactor, std::uint16_t{1});
        QVERIFY(topics.at(2).isOnDemand && !topics.at(1).isOnDemand);
        QCOMPARE(topics.at(2).partitions, std::uint16_t{2});
        // Partition 3 comes with add-partitions.
        QCOMPARE(read->producers.at(0).sends.partition, std::optional<std::uint16_t>(3));
        QCOMPARE(rosterOf(*read).partition("late-3").has_value(), true);
    }

    void aDefaultReplicationFactorThatCannotBeIsReported()
    {
        const auto read = readScenario("brokerscope: 1\nid: t\ntitle: {en: t, zh_CN: t}\n"
                                       "cluster: {brokers: 2, config: "
                                       "{default.replication.factor: 3}}\n"
                                       "topics:\n  plain: {}\n  late: {created: on-demand}\n"
                                       "script:\n  - {at: 2s, end: true}\n");
        QVERIFY(!read);
        QCOMPARE(read.error().size(), std::size_t{1}); // of "late" the controller says it
        QVERIFY(
            read.error().front().message.find("INVALID_REPLICATION_FACTOR") != std::string::npos);
    }

    void designExampleIsReadAsItStands()
    {
        const Scenario s = readFile(kFolder / "good/design-example.yaml");
        QVERIFY(s.id == "acks-1-loss");
        QVERIFY(s.title.en == "acks=1: acknowledged, then lost");
        QVERIFY(s.kafka == KafkaVersion::V39);
        QCOMPARE(s.seed, std::uint64_t(42));
        QCOMPARE(int(s.cluster.brokers), 3);
        QVERIFY(s.cluster.network.latency == (Range{milliseconds(1), milliseconds(2)}));
        QVERIFY(s.cluster.config == (ConfigMap{{"replica.fetch.wait.max.ms", "5"}}));
        QVERIFY(s.topics.at(0).config == (ConfigMap{{"min.insync.replicas", "1"}}));
        QVERIFY(s.producers.at(0).config == (ConfigMap{{"acks", "1"}, {"linger.ms", "10"}}));
        const SendSpec& sends = s.producers.at(0).sends;
        QVERIFY(sends.topic == "orders" && sends.hasKeys && sends.keyPrefix == "user-"
            && sends.keyLast == 19);
        QCOMPARE(sends.ratePerSecond, 400U);
        QVERIFY(s.consumers.at(0).group == "billing" && s.consumers.at(0).assigns.empty());
        QVERIFY(s.consumers.at(0).subscribes.topics == std::vector<std::string>{"orders"});
        QCOMPARE(s.script.size(), std::size_t(4));
        QVERIFY(s.script.at(1)
            == (Command{Timestamp(1'734'000), StopCommand{"b1", event::StopHow::PowerLoss}}));
        QVERIFY(endOf(s) == Timestamp(3'000'000));
        QVERIFY(
            event::kindName(s.lesson.at(0).cue.kind) == "batch-acked" && s.lesson.at(0).cue.first);
        QVERIFY(event::kindName(s.lesson.at(1).cue.kind) == "node-stopped");
        QVERIFY(s.lesson.at(1).question->answer == "count(lost_after_ack, orders)");
        QCOMPARE(s.contrast.size(), std::size_t(2));
        QVERIFY(s.expectContrast == (std::vector<std::string>{"lost_after_ack == 0"}));
    }

    void everyKeyIsRead()
    {
        const Scenario s = readFile(kFolder / "good/everything.yaml");
        QVERIFY(s.kafka == KafkaVersion::V28);
        QCOMPARE(s.cluster.network.lossPerMillion, 1000U);
        QVERIFY(s.cluster.disk.writebackInterval == milliseconds(1500));
        QCOMPARE(int(s.topics.at(0).partitions), 2);
        QCOMPARE(int(s.topics.at(0).replicationFactor), 3);
        QVERIFY(s.topics.at(0).assignment.at(1) == (std::vector{NodeId(3), NodeId(1), NodeId(4)}));
        QVERIFY(s.producers.at(0).config.at("acks") == "all");
        QVERIFY(s.producers.at(0).config.at("linger.ms") == "500");
        QVERIFY(s.producers.at(0).sends.count == 12U && s.producers.at(0).sends.partition == 1U);
        QVERIFY(!s.producers.at(1).sends.hasKeys);
        QVERIFY(s.consumers.at(0).assigns
            == (std::vector<std::string>{"orders-0", "orders-1", "audit.log-2"}));
        QVERIFY(s.consumers.at(1).group == "g"
            && s.consumers.at(1).subscribes.topics == std::vector<std::string>{"audit.log"});
        QVERIFY(
            s.script.at(3) == (Command{Timestamp(300'000), CutCommand{"b1", "controller", false}}));
        QVERIFY(s.lesson.at(1).cue.node == "b2" && s.lesson.at(1).cue.partition == "orders-0");
        QCOMPARE(s.lesson.at(1).question->choices.size(), std::size_t(2));
        QVERIFY(s.tryIt.in("zh_CN") == "停止 b3。");
    }

    void recordsAndCommandsAboutThemAreRead()
    {
        const Scenario s = readFile(kFolder / "good/everything.yaml");
        QVERIFY(s.topics.at(0).config.at("cleanup.policy") == "compact,delete");
        const std::vector<RecordSpec>& records = s.producers.at(2).sends.records;
        QCOMPARE(records.size(), std::size_t(2));
        QVERIFY(records.at(0)
            == (RecordSpec{milliseconds(200), "k", "v", milliseconds(-500), std::uint16_t(1),
                {{"trace", "abc"}, {"none", std::nullopt}}}));
        QVERIFY(records.at(1)
            == (RecordSpec{milliseconds(100), std::nullopt, std::nullopt, {}, std::nullopt, {}}));
        using event::SeekTarget;
        QVERIFY(s.script.at(8)
            == (Command{Timestamp(800'000),
                SeekCommand{"c1", SeekTarget::Time, {}, Timestamp(200'000), "audit.log-2"}}));
        QVERIFY(s.script.at(9)
            == (Command{
                Timestamp(900'000), SeekCommand{"c1", SeekTarget::Offset, Offset(3), {}, ""}}));
        QVERIFY(s.script.at(10)
            == (Command{Timestamp(950'000), SeekCommand{"c2", SeekTarget::End, {}, {}, ""}}));
        QVERIFY(s.script.at(11)
            == (Command{Timestamp(1'000'000), DeleteRecordsCommand{"orders-0", kNoOffset}}));
    }

    void pathsReachRecordsAndCommands()
    {
        const Scenario s = readFile(kFolder / "good/everything.yaml",
            {SetValue{"producers.p3.sends.records.0.timestamp", "1s"},
                SetValue{"producers.p3.sends.records.1.value", "Rue Neuve 8"},
                SetValue{"producers.p3.sends.records.0.headers.trace", "xyz"},
                SetValue{"script.8.to", "earliest"},
                SetValue{"script.11.delete-records.before", "7"},
                SetValue{"topics.orders.config.segment.bytes", "4KiB"}});
        const std::vector<RecordSpec>& records = s.producers.at(2).sends.records;
        QVERIFY(records.at(0).timestamp == seconds(1));
        QVERIFY(records.at(0).headers.at(0).second == "xyz");
        QVERIFY(records.at(1).value == "Rue Neuve 8");
        QVERIFY(
            std::get<SeekCommand>(s.script.at(8).action).target == event::SeekTarget::Beginning);
        QVERIFY(std::get<DeleteRecordsCommand>(s.script.at(11).action).before == Offset(7));
        QVERIFY(s.topics.at(0).config.at("segment.bytes") == "4096");
    }

    void omittedKeysHaveDefaults()
    {
        const Scenario s = readFile(kFolder / "good/minimal.yaml");
        QVERIFY(s.cluster == ClusterSpec{});
        QVERIFY(s.topics.empty() && s.lesson.empty() && s.contrast.empty());
        QCOMPARE(s.seed, std::uint64_t(1));
    }

    void rosterHasAFixedOrder()
    {
        const event::Roster roster = rosterOf(readFile(kFolder / "good/everything.yaml"));
        std::string names;
        for (const event::Roster::Node& node : roster.nodes) {
            names += node.name + " ";
        }
        QCOMPARE(QByteArray::fromStdString(names),
            QByteArray("you b1 b2 b3 b4 controller p1 p2 p3 c1 c2 "));
        QCOMPARE(roster.partitions.size(), std::size_t(5 + 50)); // __consumer_offsets comes last
        QVERIFY(roster.partition("audit.log-0") == PartitionId(2));
    }

    void setChangesWhatTheFileSays_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("property with dots")
            << QByteArray("producers.p1.config.batch.size") << QByteArray("1KiB");
        QTest::newRow("topic property")
            << QByteArray("topics.orders.config.min.insync.replicas") << QByteArray("2");
        QTest::newRow("field") << QByteArray("cluster.brokers") << QByteArray("5");
        QTest::newRow("field with a dot")
            << QByteArray("topics.orders.replication.factor") << QByteArray("2");
        QTest::newRow("seed") << QByteArray("seed") << QByteArray("7");
        QTest::newRow("list entry") << QByteArray("script.1.at") << QByteArray("1500ms");
        QTest::newRow("list") << QByteArray("topics.orders.assignment")
                              << QByteArray("[[b1, b2, b3], [b3, b1, b2]]");
        QTest::newRow("section that is not there")
            << QByteArray("cluster.disk.dirty-expire") << QByteArray("1s");
    }
    void setChangesWhatTheFileSays()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, value);
        const auto file = kFolder / "good/design-example.yaml";
        const Scenario before = readFile(file);
        const Scenario after = readFile(file, {SetValue{path.toStdString(), value.toStdString()}});
        QVERIFY(!after.id.empty());
        QVERIFY(after != before);
    }

    void contrastIsAListOfEdits()
    {
        const auto file = kFolder / "good/design-example.yaml";
        const Scenario contrast = readFile(file, contrastEdits(readFile(file)));
        QVERIFY(contrast.producers.at(0).config.at("acks") == "all");
        QVERIFY(contrast.topics.at(0).config.at("min.insync.replicas") == "2");
    }

    void editsComeInTurn()
    {
        const auto file = kFolder / "good/design-example.yaml";
        const std::vector<Edit> edits{SetValue{"script.3.at", "4s"},
            AddCommand{{Timestamp(100), PauseCommand{"b2"}}}, MoveCommand{3, Timestamp(3'500'000)},
            RemoveCommand{0}, SetSeed{9}};
        const Scenario s = readFile(file, edits);
        QCOMPARE(s.script.size(), std::size_t(4));
        QVERIFY(s.script.at(2) == (Command{Timestamp(3'500'000), PauseCommand{"b2"}}));
        QCOMPARE(s.seed, std::uint64_t(9));
    }

    void unusableFilesGetOneSentence()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        const auto write = [&](const char* name, const QByteArray& bytes) {
            QFile file(folder.filePath(QString::fromUtf8(name)));
            return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        };
        QVERIFY(write("empty", "") && write("blank", " \n\n")
            && write("binary", QByteArray("a\0b", 3)));
        QVERIFY(
            write("latin1", "title: caf\xE9\n") && write("huge", QByteArray((4 << 20) + 1, 'a')));
        for (const char* name : {"missing", ".", "empty", "blank", "binary", "latin1", "huge"}) {
            const auto text = readText(path / name);
            QVERIFY2(!text, name);
            QVERIFY2(
                text.error().ends_with(".") && text.error().find('\n') == std::string::npos, name);
        }
        QVERIFY(write("fine", "brokerscope: 1\n"));
        QVERIFY(readText(path / "fine") == std::string("brokerscope: 1\n"));
    }
};

QTEST_GUILESS_MAIN(TestReader)
#include "tst_reader.moc"
