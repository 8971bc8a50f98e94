#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/scenario/config.h"
#include "engine/scenario/kafka_properties.h"
#include "engine/scenario/producer_rules.h"

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
    if (!def.min) {
        return {};
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

class TestConfig : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void definitionsAreKafkas()
    {
        const Catalogue catalogue = readCatalogue();
        QCOMPARE(catalogue.size(), std::size_t(540));
        for (const ConfigDef& def : configDefs()) {
            const auto listed = catalogue.find({nameOf(def.scope), std::string(def.name)});
            QVERIFY2(listed != catalogue.end(), std::string(def.name).c_str());
            QCOMPARE(QByteArray::fromStdString(nameOf(def.type)),
                QByteArray::fromStdString(listed->second.type));
            QCOMPARE(QByteArray(def.default39.data(), qsizetype(def.default39.size())),
                QByteArray::fromStdString(listed->second.defaultText));
            QCOMPARE(QByteArray::fromStdString(validOf(def)),
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
        row("acks", "", "refused");
    }
    void valuesComeOutInKafkasUnits()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, value);
        QCOMPARE(normalised(ConfigScope::Producer, name, text), value);
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
        QVERIFY(acksOf(Config(ConfigScope::Producer, KafkaVersion::V28, {})) == "1");
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
