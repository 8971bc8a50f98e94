#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/scenario/config_check.h"
#include "engine/scenario/producer_rules.h"
#include "engine/scenario/reader.h"

#include <limits>
#include <optional>

using namespace brokerscope;
using namespace brokerscope::scenario;

Q_DECLARE_METATYPE(brokerscope::scenario::ConfigMap)

namespace {

using enum ConfigRule;
using enum KafkaVersion;

constexpr int kFine = -1;

const char* nameOf(KafkaVersion version)
{
    return version == V28 ? "2.8" : version == V39 ? "3.9" : "4.0";
}

} // namespace

class TestProducerRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // What ProducerConfig refuses when the producer is made, what it takes and makes something else
    // of, and what it takes as it is.
    void valuesTogether_data()
    {
        QTest::addColumn<int>("version");
        QTest::addColumn<ConfigMap>("set");
        QTest::addColumn<int>("rule"); // kFine: Kafka takes it
        QTest::addColumn<bool>("idempotent"); // where it takes it
        const auto row
            = [](const char* name, std::initializer_list<KafkaVersion> versions,
                  const ConfigMap& set, std::optional<ConfigRule> rule, bool idempotent = false) {
                  for (const KafkaVersion version : versions) {
                      QTest::addRow("%s (%s)", name, nameOf(version))
                          << static_cast<int>(version) << set
                          << (rule ? static_cast<int>(*rule) : kFine) << idempotent;
                  }
              };
        constexpr const char* kInFlight = "max.in.flight.requests.per.connection";
        const auto always = {V28, V39, V40};
        const auto sinceThree = {V39, V40};
        row("nothing set", sinceThree, {}, std::nullopt, true);
        row("nothing set", {V28}, {}, std::nullopt, false);
        row("asked for", always, {{"enable.idempotence", "true"}}, std::nullopt, true);
        for (const char* acks : {"0", "1"}) {
            row("asked for, with few acks", always,
                {{"enable.idempotence", "true"}, {"acks", acks}}, IdempotenceNeedsAcks);
            row("few acks", sinceThree, {{"acks", acks}}, std::nullopt, false);
        }
        row("asked for, without retries", always,
            {{"enable.idempotence", "true"}, {"retries", "0"}}, IdempotenceNeedsRetries);
        row("without retries", sinceThree, {{"retries", "0"}}, std::nullopt, false);
        row("asked for, six in flight", always, {{"enable.idempotence", "true"}, {kInFlight, "6"}},
            IdempotenceNeedsFewInFlight);
        row("asked for, five in flight", always, {{"enable.idempotence", "true"}, {kInFlight, "5"}},
            std::nullopt, true);
        row("six in flight", {V39}, {{kInFlight, "6"}}, std::nullopt, false);
        row("six in flight", {V40}, {{kInFlight, "6"}}, ManyInFlightNeedIdempotenceOff);
        row("switched off, six in flight", always,
            {{"enable.idempotence", "false"}, {kInFlight, "6"}}, std::nullopt, false);
        row("switched off, few acks", always,
            {{"enable.idempotence", "false"}, {"acks", "0"}, {"retries", "0"}}, std::nullopt,
            false);

        const ConfigMap off{{"enable.idempotence", "false"}};
        const auto with = [&](std::initializer_list<ConfigMap::value_type> more) {
            ConfigMap set = off;
            set.insert(more);
            return set;
        };
        row("delivery just long enough", always,
            with({{"linger.ms", "100"}, {"request.timeout.ms", "200"},
                {"delivery.timeout.ms", "300"}}),
            std::nullopt);
        row("delivery too short", always,
            with({{"linger.ms", "100"}, {"request.timeout.ms", "200"},
                {"delivery.timeout.ms", "299"}}),
            DeliveryTimeoutCoversLingerAndRequest);
        row("delivery of nothing", always, with({{"delivery.timeout.ms", "0"}}),
            DeliveryTimeoutCoversLingerAndRequest);
        row("long linger, delivery not set", always, with({{"linger.ms", "500000"}}), std::nullopt);
        row("longer than an int", always, with({{"linger.ms", "9223372036854775807"}}),
            std::nullopt);
        // Kafka looks at none of these together; send() tells.
        row("buffer smaller than a batch", always,
            with({{"buffer.memory", "100"}, {"batch.size", "16384"}}), std::nullopt);
        row("batch larger than a request", always,
            with({{"max.request.size", "100"}, {"batch.size", "16384"}}), std::nullopt);
        row("all sizes zero", always,
            with({{"buffer.memory", "0"}, {"batch.size", "0"}, {"max.request.size", "0"}}),
            std::nullopt);
        row("all times zero", always,
            with({{"linger.ms", "0"}, {"request.timeout.ms", "0"}, {"delivery.timeout.ms", "0"},
                {"max.block.ms", "0"}, {"retry.backoff.ms", "0"}}),
            std::nullopt);
    }
    void valuesTogether()
    {
        QFETCH(int, version);
        QFETCH(ConfigMap, set);
        QFETCH(int, rule);
        QFETCH(bool, idempotent);
        const auto release = static_cast<KafkaVersion>(version);
        const auto conflicts = producerConflicts(release, set);
        if (rule == kFine) {
            QVERIFY(conflicts.empty());
            QCOMPARE(isIdempotent(Config(ConfigScope::Producer, release, set)), idempotent);
            return;
        }
        QCOMPARE(conflicts.size(), std::size_t{1});
        QVERIFY(conflicts.front().rule.has_value());
        QCOMPARE(static_cast<int>(*conflicts.front().rule), rule);
        QVERIFY(conflicts.front().message.find("ConfigException") != std::string::npos);
        // The person who edits is told Kafka's own words.
        Scenario scenario;
        scenario.kafka = release;
        ProducerSpec& spec = scenario.producers.emplace_back();
        spec.name = "p1";
        spec.config = set;
        const auto* def = findConfig(ConfigScope::Producer, conflicts.front().property);
        const auto checked = checkValue(
            scenario, {ConfigScope::Producer, "p1"}, *def, set.at(std::string(def->name)));
        QVERIFY(!checked);
        QCOMPARE(checked.error().kind, ConfigFault::Kind::Conflict);
        QVERIFY(checked.error().kafka.starts_with("ConfigException: "));
    }

    void severalConflictsAreToldAtOnce()
    {
        const auto conflicts = producerConflicts(V39,
            {{"enable.idempotence", "true"}, {"acks", "1"}, {"retries", "0"},
                {"max.in.flight.requests.per.connection", "6"}, {"delivery.timeout.ms", "1"}});
        QCOMPARE(conflicts.size(), std::size_t{4});
    }

    // Every property with a limit, one below the least and one above the most.
    void outsideOfItsRange_data()
    {
        QTest::addColumn<int>("scope");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<qint64>("value");
        for (const ConfigDef& def : configDefs()) {
            const bool isNumber = def.type == ConfigType::Int || def.type == ConfigType::Long;
            const QByteArray name(def.name.data(), static_cast<qsizetype>(def.name.size()));
            const auto row = [&](const char* where, qint64 value) {
                QTest::addRow("%d %s %s", static_cast<int>(def.scope), name.constData(), where)
                    << static_cast<int>(def.scope) << name << value;
            };
            if (isNumber && def.min && *def.min > std::numeric_limits<qint64>::min()) {
                row("below", *def.min - 1);
            }
            if (isNumber && def.max && *def.max < std::numeric_limits<qint64>::max()) {
                row("above", *def.max + 1);
            }
        }
    }
    void outsideOfItsRange()
    {
        QFETCH(int, scope);
        QFETCH(QByteArray, name);
        QFETCH(qint64, value);
        const ConfigDef& def = *findConfig(static_cast<ConfigScope>(scope), name.toStdString());
        const std::string text = std::to_string(value);
        QVERIFY(!normaliseValue(def, text));
        const ConfigFault fault = valueFault(def, text);
        const std::string exception(configExceptionOf(def.scope));
        QVERIFY2(
            fault.kafka.starts_with(exception + ": Invalid value " + text + " for configuration "),
            fault.kafka.c_str());
    }

    void theLinterNamesTheException_data()
    {
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QByteArray>("topic");
        QTest::addColumn<QByteArray>("exception"); // empty: Kafka would take it
        const auto row = [](const char* config, const char* topic, const char* exception) {
            QTest::addRow("%s%s", config, topic)
                << QByteArray(config) << QByteArray(topic) << QByteArray(exception);
        };
        row("batch.size: -1", "", "ConfigException");
        row("buffer.memory: -1", "", "ConfigException");
        row("max.request.size: -1", "", "ConfigException");
        row("linger.ms: -1", "", "ConfigException");
        row("max.in.flight.requests.per.connection: 0", "", "ConfigException");
        row("compression.type: brotli", "", "ConfigException");
        row("acks: 2", "", "ConfigException");
        row("retries: many", "", "ConfigException");
        row("enable.idempotence: maybe", "", "ConfigException");
        row("", "min.insync.replicas: 0", "InvalidConfigurationException");
        row("", "max.message.bytes: -1", "InvalidConfigurationException");
        row("partitioner.class: org.example.Mine", "", "");
    }
    void theLinterNamesTheException()
    {
        QFETCH(QByteArray, config);
        QFETCH(QByteArray, topic);
        QFETCH(QByteArray, exception);
        const std::string yaml = "brokerscope: 1\nid: bad\ntitle: {en: t, zh_CN: t}\n"
                                 "topics: {orders: {config: {"
            + topic.toStdString() + "}}}\nproducers: {p1: {config: {" + config.toStdString()
            + "}, sends: {to: orders, rate: 1/s}}}\nscript: [{at: 1s, end: true}]\n";
        const auto read = readScenario(yaml);
        QVERIFY(!read);
        QCOMPARE(read.error().size(), std::size_t{1});
        const QByteArray message = QByteArray::fromStdString(read.error().front().message);
        QVERIFY2(exception.isEmpty() ? !message.contains("Kafka throws")
                                     : message.endsWith(exception) && message.contains("throws a"),
            message);
    }
};

QTEST_GUILESS_MAIN(TestProducerRules)
#include "tst_producer_rules.moc"
