#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/scenario/config.h"
#include "engine/scenario/kafka_properties.h"
#include "engine/scenario/producer_rules.h"
#include "engine/scenario/typed_configs.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <map>
#include <set>

using namespace brokerscope;
using namespace brokerscope::scenario;
using Json = nlohmann::json;

namespace {

/// What Kafka's own code lists for a property.
struct Listed {
    std::string type;
    std::string defaultText;
    std::string valid;
};
using Catalogue = std::map<std::pair<std::string, std::string>, Listed>;

std::string textOf(const Json& value)
{
    if (value.is_array()) {
        std::string parts;
        for (const Json& part : value) {
            parts += (parts.empty() ? "" : ",") + part.get<std::string>();
        }
        return parts;
    }
    return value.is_null()  ? std::string()
        : value.is_string() ? value.get<std::string>()
                            : value.dump();
}

Catalogue readCatalogue()
{
    Catalogue catalogue;
    std::ifstream file(BROKERSCOPE_SOURCE_DIR "/tests/data/kafka/configs.jsonl");
    for (std::string line; std::getline(file, line);) {
        const Json row = Json::parse(line);
        catalogue[{row["scope"], row["name"]}]
            = {row["type"], textOf(row["default"]), textOf(row["valid"])};
    }
    return catalogue;
}

std::string nameOf(ConfigScope scope)
{
    switch (scope) {
    case ConfigScope::Producer:
        return "producer";
    case ConfigScope::Consumer:
        return "consumer";
    case ConfigScope::Topic:
        return "topic";
    case ConfigScope::Broker:
        return "broker";
    }
    return {};
}

std::string nameOf(ConfigType type)
{
    switch (type) {
    case ConfigType::Boolean:
        return "BOOLEAN";
    case ConfigType::Int:
        return "INT";
    case ConfigType::Long:
        return "LONG";
    case ConfigType::Double:
        return "DOUBLE";
    case ConfigType::String:
        return "STRING";
    case ConfigType::List:
        return "LIST";
    }
    return {};
}

/// The way in which Kafka prints its validators.
std::string validOf(const ConfigDef& def)
{
    if (!def.choices.empty()) {
        std::string choices;
        for (const char c : def.choices) {
            choices += c == ',' ? std::string(", ") : std::string(1, c);
        }
        return "[" + choices + "]";
    }
    if (def.name == "group.instance.id") {
        return "non-empty string";
    }
    if (def.name == "compression.gzip.level") {
        return "[1,...,9] or -1"; // Kafka has a validator of its own for this
    }
    if (!def.min) {
        return {};
    }
    if (def.type == ConfigType::Double) {
        return "[" + std::to_string(*def.min) + ",...," + std::to_string(def.max.value_or(0)) + "]";
    }
    const std::string max = def.max ? "," + std::to_string(*def.max) : std::string();
    return "[" + std::to_string(*def.min) + ",..." + max + "]";
}

const ConfigDef& definition(ConfigScope scope, const char* name)
{
    const ConfigDef* found = findConfig(scope, name);
    Q_ASSERT(found != nullptr);
    return *found;
}

QByteArray normalised(ConfigScope scope, const QByteArray& name, const QByteArray& text)
{
    const auto value = normaliseValue(definition(scope, name.constData()), text.toStdString());
    return value ? QByteArray::fromStdString(*value) : QByteArray("refused");
}

} // namespace

const ConfigMap kNothingSet;

class TestConfig : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void definitionsAreKafkas()
    {
        const Catalogue catalogue = readCatalogue();
        QCOMPARE(catalogue.size(), std::size_t(540));
        // Kafka reads them, but does not document them (ConfigDef.defineInternal).
        const std::set<std::string_view> internals{"group.consumer.migration.policy",
            "log.initial.task.delay.ms", "unclean.leader.election.interval.ms"};
        for (const ConfigDef& def : configDefs()) {
            if (internals.contains(def.name)) {
                continue;
            }
            const auto listed = catalogue.find({nameOf(def.scope), std::string(def.name)});
            QVERIFY2(listed != catalogue.end(), std::string(def.name).c_str());
            const std::string type = listed->second.type == "CLASS" ? "STRING"
                : listed->second.type == "SHORT"                    ? "INT"
                                                                    : listed->second.type;
            QCOMPARE(QByteArray::fromStdString(nameOf(def.type)), QByteArray::fromStdString(type));
            QCOMPARE(QByteArray(def.default39.data(), qsizetype(def.default39.size())),
                QByteArray::fromStdString(listed->second.defaultText));
            // Kafka would load any class there.
            const bool isClass
                = def.name == "replica.selector.class" || def.name == "partitioner.class";
            const bool isAssignors = def.name == "partition.assignment.strategy";
            // The engine has fewer choices than Kafka, or writes them otherwise.
            const std::map<std::string_view, std::string> narrower{{"group.consumer.assignors", ""},
                {"group.coordinator.rebalance.protocols", "[consumer, classic, share, unknown]"},
                {"group.protocol", "(case insensitive) [CONSUMER, CLASSIC]"}};
            const auto told = narrower.find(def.name);
            QCOMPARE(QByteArray::fromStdString(told != narrower.end() ? told->second
                             : isClass                                ? std::string()
                             : isAssignors ? std::string("non-null string")
                                           : validOf(def)),
                QByteArray::fromStdString(listed->second.valid));
            const bool isTime = def.name.ends_with(".ms");
            QCOMPARE(def.unit == ConfigUnit::Milliseconds, isTime);
        }
    }

    void everyKafkaPropertyIsKnown()
    {
        std::set<std::pair<std::string, std::string>> ours;
        for (const ConfigScope scope : {ConfigScope::Producer, ConfigScope::Consumer,
                 ConfigScope::Topic, ConfigScope::Broker}) {
            for (const std::string_view name : kafkaProperties(scope)) {
                QVERIFY2(isKafkaProperty(scope, name), std::string(name).c_str());
                ours.emplace(nameOf(scope), name);
            }
            QVERIFY(!isKafkaProperty(scope, "no.such.property"));
        }
        std::set<std::pair<std::string, std::string>> theirs;
        for (const auto& [key, listed] : readCatalogue()) {
            theirs.insert(key);
        }
        QVERIFY(ours == theirs);
    }

    void defaultsFollowTheRelease()
    {
        const auto check = [](const char* name, std::string_view v28, std::string_view v39,
                               std::string_view v40) {
            const ConfigDef& def = definition(ConfigScope::Producer, name);
            return def.defaultFor(KafkaVersion::V28) == v28
                && def.defaultFor(KafkaVersion::V39) == v39
                && def.defaultFor(KafkaVersion::V40) == v40;
        };
        QVERIFY(check("acks", "1", "all", "all"));
        QVERIFY(check("enable.idempotence", "false", "true", "true"));
        QVERIFY(check("linger.ms", "0", "0", "5"));
        QVERIFY(check("batch.size", "16384", "16384", "16384"));
        QVERIFY(check("partitioner.class", kDefaultPartitioner, "", ""));
    }

    void valuesComeOutInKafkasUnits_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char* name, const char* text, const char* value) {
            QTest::addRow("%s=%s", name, text)
                << QByteArray(name) << QByteArray(text) << QByteArray(value);
        };
        row("linger.ms", "10", "10");
        row("linger.ms", "10ms", "10");
        row("linger.ms", "1.5s", "1500");
        row("linger.ms", "1500us", "refused");
        row("linger.ms", "-1", "refused");
        row("linger.ms", "9223372036854775807", "9223372036854775807");
        row("linger.ms", "9223372036854775808", "refused");
        row("batch.size", "16KiB", "16384");
        row("batch.size", "16ms", "refused");
        row("batch.size", "2GiB", "refused");
        row("request.timeout.ms", "2147483648", "refused");
        row("retries", "0", "0");
        row("retries", "3s", "refused");
        row("max.in.flight.requests.per.connection", "0", "refused");
        row("enable.idempotence", "true", "true");
        row("enable.idempotence", "yes", "refused");
        row("acks", "-1", "all");
        row("acks", "all", "all");
        row("acks", "1", "1");
        row("acks", "2", "refused");
        row("compression.type", "zstd", "zstd");
        row("compression.type", "lzma", "refused");
        row("compression.gzip.level", "-1", "-1");
        row("compression.gzip.level", "0", "refused");
        row("compression.gzip.level", "9", "9");
        row("compression.gzip.level", "10", "refused");
        row("compression.zstd.level", "-131072", "-131072");
        row("partitioner.class", "org.apache.kafka.clients.producer.RoundRobinPartitioner",
            "org.apache.kafka.clients.producer.RoundRobinPartitioner");
        row("partitioner.class", "com.example.MyPartitioner", "refused");
        row("acks", "", "refused");
    }
    void valuesComeOutInKafkasUnits()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, value);
        QCOMPARE(normalised(ConfigScope::Producer, name, text), value);
    }

    void valuesOfTopicsAndBrokersComeOutInKafkasUnits_data()
    {
        QTest::addColumn<ConfigScope>("scope");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("value");
        const auto row
            = [](ConfigScope scope, const char* name, const char* text, const char* value) {
                  QTest::addRow("%s=%s", name, text)
                      << scope << QByteArray(name) << QByteArray(text) << QByteArray(value);
              };
        using enum ConfigScope;
        row(Topic, "segment.bytes", "4KiB", "4096");
        row(Topic, "segment.bytes", "13", "refused");
        row(Topic, "retention.ms", "-1", "-1");
        row(Topic, "retention.ms", "-2", "refused");
        row(Topic, "retention.bytes", "8KiB", "8192");
        row(Topic, "retention.bytes", "-1", "-1");
        row(Topic, "flush.messages", "0", "refused");
        row(Topic, "cleanup.policy", "compact", "compact");
        row(Topic, "cleanup.policy", "compact, delete", "compact,delete");
        row(Topic, "cleanup.policy", "delete,compact", "delete,compact");
        row(Topic, "cleanup.policy", "delete,delete", "refused");
        row(Topic, "cleanup.policy", "compact,", "refused");
        row(Topic, "cleanup.policy", "tidy", "refused");
        row(Topic, "min.cleanable.dirty.ratio", "0.25", "0.25");
        row(Topic, "min.cleanable.dirty.ratio", "1", "1");
        row(Topic, "min.cleanable.dirty.ratio", "1.01", "refused");
        row(Topic, "min.cleanable.dirty.ratio", "-0.1", "refused");
        row(Topic, "min.cleanable.dirty.ratio", "half", "refused");
        row(Topic, "min.cleanable.dirty.ratio", "nan", "refused");
        row(Topic, "message.timestamp.type", "LogAppendTime", "LogAppendTime");
        row(Topic, "message.timestamp.type", "logappendtime", "refused");
        row(Broker, "log.retention.check.interval.ms", "100ms", "100");
        row(Broker, "log.retention.check.interval.ms", "0", "refused");
        row(Broker, "log.initial.task.delay.ms", "1s", "1000");
    }
    void valuesOfTopicsAndBrokersComeOutInKafkasUnits()
    {
        QFETCH(ConfigScope, scope);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, value);
        QCOMPARE(normalised(scope, name, text), value);
    }

    void decimalsAndListsSayWhatIsExpected()
    {
        const auto ratio
            = normaliseValue(definition(ConfigScope::Topic, "min.cleanable.dirty.ratio"), "2");
        QVERIFY(ratio.error() == "expected a number such as 0.5 from 0 to 1, found '2'");
        const auto policy
            = normaliseValue(definition(ConfigScope::Topic, "cleanup.policy"), "tidy");
        QVERIFY(policy.error()
            == "expected compact or delete, or several of them with commas between, such as "
               "compact,delete; found 'tidy'");
    }

    void configReadsDecimalsAndLists()
    {
        const ConfigMap set{{"cleanup.policy", "compact,delete"}};
        const Config config(ConfigScope::Topic, KafkaVersion::V39, set);
        QVERIFY(config.has("cleanup.policy", "delete") && config.has("cleanup.policy", "compact"));
        QCOMPARE(config.decimal("min.cleanable.dirty.ratio"), 0.5);
        const Config plain(ConfigScope::Topic, KafkaVersion::V39, kNothingSet);
        QVERIFY(!plain.has("cleanup.policy", "compact"));
    }

    void defaultsOfALogAreKafkas()
    {
        const Config topic(ConfigScope::Topic, KafkaVersion::V39, kNothingSet);
        const Config broker(ConfigScope::Broker, KafkaVersion::V39, kNothingSet);
        QVERIFY(topicConfigOf(topic, broker).log == log::LogConfig{});
    }

    void aTopicDecidesBeforeTheBroker()
    {
        const ConfigMap topicSet{{"cleanup.policy", "compact"}, {"max.message.bytes", "100"},
            {"segment.bytes", "4096"}, {"message.timestamp.type", "LogAppendTime"}};
        const ConfigMap brokerSet{{"message.max.bytes", "200"}, {"min.insync.replicas", "2"},
            {"producer.id.expiration.ms", "1000"}};
        const Config broker(ConfigScope::Broker, KafkaVersion::V39, brokerSet);
        const broker::TopicConfig typed
            = topicConfigOf(Config(ConfigScope::Topic, KafkaVersion::V39, topicSet), broker);
        QVERIFY(typed.log.isCompacted && !typed.log.isDeleted);
        QCOMPARE(typed.log.maxMessageBytes, std::int64_t(100));
        QCOMPARE(typed.log.segmentBytes, std::int64_t(4096));
        QCOMPARE(typed.log.producerIdExpirationMs, std::int64_t(1000));
        QVERIFY(typed.log.timestampType == log::TimestampType::LogAppendTime);
        QCOMPARE(typed.minInsyncReplicas, 2U);
        const Config plain(ConfigScope::Topic, KafkaVersion::V39, kNothingSet);
        QCOMPARE(topicConfigOf(plain, broker).log.maxMessageBytes, std::int64_t(200));
    }

    void whatTheLeaderCompressesWith_data()
    {
        QTest::addColumn<QString>("topic");
        QTest::addColumn<QString>("broker");
        QTest::addColumn<QString>("expected"); // codec and level
        QTest::newRow("default") << ""
                                 << ""
                                 << "producer";
        QTest::newRow("broker") << ""
                                << "compression.type=lz4"
                                << "lz4 9";
        QTest::newRow("topic before broker") << "compression.type=producer"
                                             << "compression.type=lz4"
                                             << "producer";
        QTest::newRow("uncompressed") << "compression.type=uncompressed"
                                      << ""
                                      << "none";
        QTest::newRow("level of the broker") << "compression.type=zstd"
                                             << "compression.zstd.level=7"
                                             << "zstd 7";
        QTest::newRow("level of the topic") << "compression.zstd.level=5"
                                            << "compression.type=zstd,compression.zstd.level=7"
                                            << "zstd 5";
        QTest::newRow("gzip as it is") << "compression.type=gzip"
                                       << ""
                                       << "gzip";
        QTest::newRow("snappy") << "compression.type=snappy"
                                << ""
                                << "snappy";
    }
    void whatTheLeaderCompressesWith()
    {
        QFETCH(QString, topic);
        QFETCH(QString, broker);
        QFETCH(QString, expected);
        const auto mapOf = [](const QString& text) {
            ConfigMap map;
            for (const QString& entry : text.split(u',', Qt::SkipEmptyParts)) {
                map[entry.section(u'=', 0, 0).toStdString()] = entry.section(u'=', 1).toStdString();
            }
            return map;
        };
        const ConfigMap topicSet = mapOf(topic);
        const ConfigMap brokerSet = mapOf(broker);
        const auto compression
            = topicConfigOf(Config(ConfigScope::Topic, KafkaVersion::V39, topicSet),
                Config(ConfigScope::Broker, KafkaVersion::V39, brokerSet))
                  .log.compression;
        QString found = QStringLiteral("producer");
        if (compression) {
            found = QString::fromStdString(std::string(record::codecName(compression->codec)));
            found += compression->level ? u' ' + QString::number(*compression->level) : QString();
        }
        QCOMPARE(found, expected);
    }

    void theCleanerRestsEvenWithoutBackoff()
    {
        const ConfigMap set{{"log.cleaner.backoff.ms", "0"}, {"log.cleaner.enable", "false"}};
        const broker::BrokerConfig typed
            = brokerConfigOf(Config(ConfigScope::Broker, KafkaVersion::V39, set));
        QVERIFY(typed.cleanerBackoff == milliseconds(1));
        QVERIFY(!typed.cleanerEnable);
        QVERIFY(typed.retentionCheckInterval == seconds(300));
    }

    void configPutsWhatWasSetOverTheDefaults()
    {
        const ConfigMap set{{"linger.ms", "10"}, {"enable.idempotence", "false"}};
        const Config config(ConfigScope::Producer, KafkaVersion::V39, set);
        QVERIFY(config.millis("linger.ms") == milliseconds(10));
        QVERIFY(config.isSet("linger.ms") && !config.isSet("acks"));
        QVERIFY(config.text("acks") == "all");
        QVERIFY(!config.boolean("enable.idempotence"));
        QCOMPARE(config.integer("batch.size"), 16384);
    }

    void longMaxMillisecondsDoNotOverflow()
    {
        const ConfigMap set{{"max.block.ms", "9223372036854775807"}};
        const Config config(ConfigScope::Producer, KafkaVersion::V39, set);
        QVERIFY(config.millis("max.block.ms") > seconds(1'000'000'000));
        QVERIFY(Timestamp(1'000'000'000'000) + config.millis("max.block.ms") < kNever);
    }

    void idempotenceSwitchesOffSilently_data()
    {
        QTest::addColumn<ConfigMap>("set");
        QTest::addColumn<bool>("idempotent");
        QTest::newRow("default") << ConfigMap{} << true;
        QTest::newRow("acks=1") << ConfigMap{{"acks", "1"}} << false;
        QTest::newRow("retries=0") << ConfigMap{{"retries", "0"}} << false;
        QTest::newRow("six in flight")
            << ConfigMap{{"max.in.flight.requests.per.connection", "6"}} << false;
        QTest::newRow("off") << ConfigMap{{"enable.idempotence", "false"}} << false;
        QTest::newRow("linger") << ConfigMap{{"linger.ms", "5"}} << true;
    }
    void idempotenceSwitchesOffSilently()
    {
        QFETCH(ConfigMap, set);
        QFETCH(bool, idempotent);
        QCOMPARE(isIdempotent(Config(ConfigScope::Producer, KafkaVersion::V39, set)), idempotent);
        QVERIFY(producerConflicts(KafkaVersion::V39, set).empty());
    }

    void kafka28RaisesAcksForIdempotence()
    {
        const ConfigMap set{{"enable.idempotence", "true"}};
        QVERIFY(acksOf(Config(ConfigScope::Producer, KafkaVersion::V28, set)) == "all");
        QVERIFY(acksOf(Config(ConfigScope::Producer, KafkaVersion::V28, kNothingSet)) == "1");
        QVERIFY(producerConflicts(KafkaVersion::V28, set).empty());
    }

    void deliveryTimeoutIsRaisedUnlessSet()
    {
        const ConfigMap lingering{{"linger.ms", "200000"}};
        QVERIFY(deliveryTimeout(Config(ConfigScope::Producer, KafkaVersion::V39, lingering))
            == seconds(230));
        QVERIFY(producerConflicts(KafkaVersion::V39, lingering).empty());
        const ConfigMap tooShort{{"linger.ms", "200000"}, {"delivery.timeout.ms", "229999"}};
        QCOMPARE(producerConflicts(KafkaVersion::V39, tooShort).size(), std::size_t(1));
    }

    void kafka40RefusesManyInFlight()
    {
        const ConfigMap set{{"max.in.flight.requests.per.connection", "6"}};
        QCOMPARE(producerConflicts(KafkaVersion::V40, set).size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestConfig)
#include "tst_config.moc"
