#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/scenario/config_check.h"
#include "engine/scenario/reader.h"

using namespace brokerscope;
using namespace brokerscope::scenario;

namespace {

using enum ConfigScope;
using Kind = ConfigFault::Kind;

constexpr std::string_view kYaml = R"(
brokerscope: 1
id: check
title: {en: t, zh_CN: t}
cluster: {config: {min.insync.replicas: 2, message.max.bytes: 5000}}
topics:
  orders: {replication.factor: 3}
  a.b: {config: {max.message.bytes: 100}}
producers:
  p1: {config: {acks: 1, linger.ms: 5}, sends: {to: orders, rate: 1/s}}
consumers:
  c1: {assigns: [orders-0]}
script: [{at: 1s, end: true}]
)";

Scenario sample(std::vector<Edit> edits = {})
{
    return readScenario(kYaml, edits).value();
}

const ConfigDef& definition(ConfigScope scope, std::string_view name)
{
    return *findConfig(scope, name);
}

tl::expected<std::string, ConfigFault> checked(const Scenario& scenario, const ConfigOwner& owner,
    std::string_view name, std::string_view text)
{
    return checkValue(scenario, owner, definition(owner.scope, name), text);
}

EffectiveValue effective(const Scenario& scenario, const ConfigOwner& owner, std::string_view name)
{
    return effectiveValue(scenario, owner, definition(owner.scope, name));
}

const ConfigOwner kP1{Producer, "p1"};
const ConfigOwner kBrokers{Broker, {}};
const ConfigOwner kOrders{Topic, "orders"};

} // namespace

class TestConfigCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyOwnerIsFound()
    {
        const Scenario scenario = sample();
        const std::vector<ConfigOwner> owners = configOwners(scenario);
        QCOMPARE(owners.size(), std::size_t(5));
        for (const ConfigOwner& owner : owners) {
            QVERIFY(configOf(scenario, owner) != nullptr);
        }
        QVERIFY(configOf(scenario, {Producer, "p2"}) == nullptr);
    }

    // What configPath() gives is a path of SetValue, and an empty value takes the setting away.
    void everyPathSetsAndUnsets()
    {
        const Scenario before = sample();
        for (const ConfigOwner& owner : configOwners(before)) {
            for (const ConfigDef& def : configDefs()) {
                if (def.scope != owner.scope || def.defaultFor(before.kafka).empty()) {
                    continue;
                }
                const std::string path = configPath(owner, def.name);
                const std::string value(def.defaultFor(before.kafka));
                const bool fine = checkValue(before, owner, def, value).has_value();
                const auto set = readScenario(kYaml, std::vector<Edit>{SetValue{path, value}});
                QVERIFY2(set.has_value() == fine, path.c_str());
                const auto unset = readScenario(
                    kYaml, std::vector<Edit>{SetValue{path, value}, SetValue{path, ""}});
                QVERIFY2(unset.has_value(), path.c_str());
                QVERIFY(!configOf(*unset, owner)->contains(std::string(def.name)));
            }
        }
    }

    void nothingMayBeSetToNothingElsewhere()
    {
        const auto refused
            = readScenario(kYaml, std::vector<Edit>{SetValue{"producers.p1.sends.rate", ""}});
        QVERIFY(!refused);
        QVERIFY(refused.error().front().message == "expected a value after '='");
        const auto unknown
            = readScenario(kYaml, std::vector<Edit>{SetValue{"producers.p9.config.acks", ""}});
        QVERIFY(!unknown);
    }

    void anEmptyValueSurvivesTheSessionFile()
    {
        const Edit edit = SetValue{"producers.p1.config.acks", ""};
        QVERIFY(fromText(toText(edit)).value() == edit);
    }

    void faultsSayWhatKafkaSays_data()
    {
        QTest::addColumn<ConfigScope>("scope");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("kafka");
        const auto row = [](ConfigScope scope, const char* name, const char* text, Kind kind,
                             const char* kafka) {
            QTest::addRow("%s=%s", name, text) << scope << QByteArray(name) << QByteArray(text)
                                               << static_cast<int>(kind) << QByteArray(kafka);
        };
        row(Producer, "linger.ms", "-1", Kind::TooSmall,
            "ConfigException: Invalid value -1 for configuration linger.ms: Value must be at least "
            "0");
        row(Producer, "linger.ms", "soon", Kind::NotNumber,
            "ConfigException: Invalid value soon for configuration linger.ms: Not a number of type "
            "LONG");
        row(Producer, "request.timeout.ms", "3000000000", Kind::TooLarge,
            "ConfigException: Invalid value 3000000000 for configuration request.timeout.ms: Not a "
            "number of type INT");
        row(Producer, "acks", "2", Kind::NotChoice,
            "ConfigException: Invalid value 2 for configuration acks: String must be one of: all, "
            "-1, 0, 1");
        row(Producer, "enable.idempotence", "yes", Kind::NotBoolean,
            "ConfigException: Invalid value yes for configuration enable.idempotence: Expected "
            "value to be either true or false");
        row(Topic, "segment.bytes", "13", Kind::TooSmall,
            "InvalidConfigurationException: Invalid value 13 for configuration segment.bytes: "
            "Value must be at least 14");
        row(Topic, "min.cleanable.dirty.ratio", "1.5", Kind::TooLarge,
            "InvalidConfigurationException: Invalid value 1.5 for configuration "
            "min.cleanable.dirty.ratio: Value must be no more than 1");
        row(Topic, "cleanup.policy", "tidy", Kind::NotChoice,
            "InvalidConfigurationException: Invalid value tidy for configuration cleanup.policy: "
            "String must be one of: compact, delete");
        row(Producer, "compression.gzip.level", "0", Kind::NotInRange,
            "ConfigException: Invalid value 0 for configuration compression.gzip.level: Value must "
            "be between 1 and 9 or equal to -1");
        row(Producer, "partitioner.class", "org.example.Mine", Kind::NotChoice, "");
        row(Broker, "replica.lag.time.max.ms", "0", Kind::EngineMinimum, "");
        row(Broker, "replica.selector.class", "org.example.Mine", Kind::NotChoice, "");
        row(Topic, "min.compaction.lag.ms", "-1", Kind::TooSmall,
            "InvalidConfigurationException: Invalid value -1 for configuration "
            "min.compaction.lag.ms: Value must be at least 0");
    }
    void faultsSayWhatKafkaSays()
    {
        QFETCH(ConfigScope, scope);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, text);
        QFETCH(int, kind);
        QFETCH(QByteArray, kafka);
        const ConfigOwner owner = scope == Producer ? kP1 : scope == Topic ? kOrders : kBrokers;
        const auto value = checked(sample(), owner, name.toStdString(), text.toStdString());
        QVERIFY(!value);
        QCOMPARE(static_cast<int>(value.error().kind), kind);
        QCOMPARE(QByteArray::fromStdString(value.error().kafka), kafka);
    }

    void propertiesMustGoTogether()
    {
        const auto idempotent = checked(sample(), kP1, "enable.idempotence", "true");
        QVERIFY(!idempotent);
        QVERIFY(idempotent.error().rule == ConfigRule::IdempotenceNeedsAcks);
        QVERIFY(idempotent.error().kafka.starts_with("ConfigException: Must set acks to all"));

        const auto shorter = checked(sample(), kP1, "delivery.timeout.ms", "10s");
        QVERIFY(!shorter);
        QVERIFY(shorter.error().rule == ConfigRule::DeliveryTimeoutCoversLingerAndRequest);
        QCOMPARE(shorter.error().bound, std::int64_t(30005));

        const auto socket = checked(sample(), kBrokers, "replica.socket.timeout.ms", "400");
        QVERIFY(!socket);
        QVERIFY(socket.error().rule == ConfigRule::SocketTimeoutCoversFetchWait);
        const auto wait = checked(sample(), kBrokers, "replica.lag.time.max.ms", "100");
        QVERIFY(!wait);
        QVERIFY(wait.error().rule == ConfigRule::FetchWaitWithinLagTime);

        const Scenario capped
            = sample({SetValue{"topics.orders.config.max.compaction.lag.ms", "1000"}});
        const auto lags = checked(capped, kOrders, "min.compaction.lag.ms", "2s");
        QVERIFY(!lags);
        QVERIFY(lags.error().kafka
            == "InvalidConfigurationException: conflict topic config setting min.compaction.lag.ms "
               "(2000) > max.compaction.lag.ms (1000)");
    }

    void takingAValueAwayIsCheckedToo()
    {
        const Scenario scenario = sample({SetValue{"producers.p1.config.acks", "all"},
            SetValue{"producers.p1.config.request.timeout.ms", "100"},
            SetValue{"producers.p1.config.delivery.timeout.ms", "200"}});
        QVERIFY(checked(scenario, kP1, "acks", "").value().empty());
        const auto unset = checked(scenario, kP1, "request.timeout.ms", "");
        QVERIFY(!unset);
        QVERIFY(unset.error().rule == ConfigRule::DeliveryTimeoutCoversLingerAndRequest);
    }

    void manyInFlightFollowTheRelease()
    {
        constexpr std::string_view kInFlight = "max.in.flight.requests.per.connection";
        Scenario scenario = sample({SetValue{"producers.p1.config.acks", ""}});
        QVERIFY(checked(scenario, kP1, kInFlight, "6"));
        scenario.kafka = KafkaVersion::V40;
        const auto refused = checked(scenario, kP1, kInFlight, "6");
        QVERIFY(refused.error().rule == ConfigRule::ManyInFlightNeedIdempotenceOff);
        QVERIFY(refused.error().kafka.ends_with("must be set to at most 5. Current value is 6."));
    }

    void valuesComeOutInKafkasText()
    {
        QVERIFY(checked(sample(), kP1, "linger.ms", "1.5s").value() == "1500");
        QVERIFY(checked(sample(), kP1, "batch.size", "16KiB").value() == "16384");
        QVERIFY(checked(sample(), kP1, "acks", "-1").value() == "all");
    }

    void whatHoldsSaysWhoDecides()
    {
        using Source = EffectiveValue::Source;
        const Scenario scenario = sample();
        QVERIFY(effective(scenario, kP1, "acks") == (EffectiveValue{"1", Source::Set, {}}));
        QVERIFY(effective(scenario, kP1, "batch.size")
            == (EffectiveValue{"16384", Source::Default, {}}));
        QVERIFY(effective(scenario, kP1, "enable.idempotence")
            == (EffectiveValue{"false", Source::Derived, "acks"}));
        QVERIFY(effective(scenario, kOrders, "min.insync.replicas")
            == (EffectiveValue{"2", Source::Brokers, "min.insync.replicas"}));
        QVERIFY(effective(scenario, kOrders, "max.message.bytes")
            == (EffectiveValue{"5000", Source::Brokers, "message.max.bytes"}));
        QVERIFY(effective(scenario, {Topic, "a.b"}, "max.message.bytes")
            == (EffectiveValue{"100", Source::Set, {}}));
        const Scenario slow = sample({SetValue{"producers.p1.config.linger.ms", "200s"}});
        QVERIFY(effective(slow, kP1, "delivery.timeout.ms")
            == (EffectiveValue{"230000", Source::Derived, "linger.ms"}));
    }
};

QTEST_GUILESS_MAIN(TestConfigCheck)
#include "tst_config_check.moc"
