// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "engine/scenario/kafka_properties.h"
#include "tests/views/config/small_scenario.h"
#include "views/config/config_model.h"
#include "views/config/property_meaning.h"
#include "views/config/property_words.h"
#include "views/text/names.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <set>

using namespace brokerscope;
using namespace brokerscope::views;
using namespace Qt::Literals::StringLiterals;
using scenario::ConfigOwner;
using scenario::ConfigScope;
using scenario::KafkaVersion;
using test::sharedConfigScenario;

namespace {

const ConfigOwner kP1{ConfigScope::Producer, "p1"};
const ConfigOwner kOrders{ConfigScope::Topic, "orders"};

ConfigFilter words(const QString& text)
{
    return {text, std::nullopt, false};
}

const scenario::ConfigDef& definition(ConfigScope scope, std::string_view name)
{
    return *scenario::findConfig(scope, name);
}

QString text(const ConfigModel& model, int row, int column, int role = Qt::DisplayRole)
{
    return model.data(model.index(row, column), role).toString();
}

} // namespace

class TestConfigModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPropertyOfTheEngineIsToldOf()
    {
        for (const scenario::ConfigDef& def : scenario::configDefs()) {
            QVERIFY2(!propertyMeaning(def.scope, def.name).isEmpty(), def.name.data());
        }
    }

    void whatIsToldOfIsKafkas()
    {
        // Kafka reads them, but does not document them (ConfigDef.defineInternal).
        const std::set<std::string_view> internals{"group.consumer.migration.policy",
            "log.initial.task.delay.ms", "producer.id.expiration.check.interval.ms",
            "unclean.leader.election.interval.ms"};
        for (const auto meanings : {clientMeanings(), serverMeanings()}) {
            for (std::size_t i = 0; i < meanings.size(); ++i) {
                const PropertyMeaning& each = meanings[i];
                QVERIFY2(scenario::isKafkaProperty(each.scope, each.name)
                        || internals.contains(each.name),
                    each.name.data());
                const QString line = QString::fromUtf8(each.text);
                QVERIFY2(line.endsWith(u'.') && line.size() <= 200, each.name.data());
                QVERIFY(i == 0 || meanings[i - 1].scope < each.scope
                    || (meanings[i - 1].scope == each.scope && meanings[i - 1].name < each.name));
            }
        }
    }

    void theModelKeepsItsPromises()
    {
        ConfigModel model;
        const QAbstractItemModelTester tester(&model);
        model.setScenario(sharedConfigScenario());
        model.setFilter(words(u"timeout"_s));
        model.setScenario(sharedConfigScenario(
            {scenario::SetValue{"producers.p1.config.request.timeout.ms", "100"}}));
        model.setFilter({{}, kOrders, true});
        model.setTheme(Theme(ThemeName::Dark));
        model.retranslate();
        model.setFilter({});
        model.setScenario(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void everybodysPropertiesAreListed()
    {
        ConfigModel model;
        model.setScenario(sharedConfigScenario());
        std::size_t wanted = 0;
        for (const scenario::ConfigDef& def : scenario::configDefs()) {
            wanted += def.scope == ConfigScope::Topic ? 2 : 1;
        }
        QCOMPARE(model.rowCount(), static_cast<int>(wanted));
        model.setFilter({{}, kP1, false});
        for (int row = 0; row < model.rowCount(); ++row) {
            QVERIFY(model.rowAt(row).owner == kP1);
        }
    }

    void wordsFindNamesValuesAndMeanings()
    {
        ConfigModel model;
        model.setScenario(sharedConfigScenario());
        model.setFilter(words(u"linger"_s));
        QVERIFY(model.rowOf(kP1, "linger.ms") >= 0);
        QVERIFY(model.rowOf(kP1, "batch.size") >= 0); // its meaning speaks of linger.ms
        QVERIFY(model.rowOf(kP1, "acks") < 0);
        model.setFilter(words(u"LINGER p1 fuller"_s));
        QVERIFY(model.rowCount() > 0);
        model.setFilter(words(u"16 KiB"_s));
        QVERIFY(model.rowOf(kP1, "batch.size") >= 0);
        model.setFilter(words(u"no such thing"_s));
        QCOMPARE(model.rowCount(), 0);
    }

    void changedValuesStandOut()
    {
        ConfigModel model;
        model.setScenario(sharedConfigScenario());
        const int acks = model.rowOf(kP1, "acks");
        QCOMPARE(text(model, acks, ConfigModel::NameColumn), u"◆ acks"_s);
        QCOMPARE(
            text(model, acks, ConfigModel::NameColumn, Qt::AccessibleTextRole), u"acks, changed"_s);
        QVERIFY(model.data(model.index(acks, ConfigModel::ValueColumn), Qt::FontRole)
                    .value<QFont>()
                    .bold());
        QCOMPARE(text(model, acks, ConfigModel::ValueColumn), u"1"_s);
        QCOMPARE(text(model, acks, ConfigModel::DefaultColumn), u"all"_s);
        QCOMPARE(text(model, acks, ConfigModel::SinceColumn), u"3.0"_s);

        const int same = model.rowOf(kOrders, "retention.ms");
        QVERIFY(text(model, same, ConfigModel::NameColumn).startsWith(u'◇'));
        QCOMPARE(text(model, same, ConfigModel::ValueColumn), u"604800000 (7 d)"_s);
        const int plain = model.rowOf(kP1, "batch.size");
        QVERIFY(!model.data(model.index(plain, ConfigModel::ValueColumn), Qt::FontRole)
                     .value<QFont>()
                     .bold());
        // Idempotence is off because of acks, and the topic goes by its brokers.
        QVERIFY(model.rowAt(model.rowOf(kP1, "enable.idempotence")).isChanged());
        QVERIFY(model.rowAt(model.rowOf(kOrders, "min.insync.replicas")).isChanged());
    }

    void onlyWhatIsSetCanBeShown()
    {
        ConfigModel model;
        model.setScenario(sharedConfigScenario());
        model.setFilter({{}, kP1, true});
        QCOMPARE(model.rowCount(), 3); // acks, linger.ms, and idempotence, which acks=1 turned off
    }

    void anotherRunKeepsTheRows()
    {
        ConfigModel model;
        model.setScenario(sharedConfigScenario());
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setScenario(
            sharedConfigScenario({scenario::SetValue{"producers.p1.config.acks", "0"}}));
        QCOMPARE(reset.size(), 0);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(text(model, model.rowOf(kP1, "acks"), ConfigModel::ValueColumn), u"0"_s);
    }

    void defaultsFollowTheRelease()
    {
        const auto& linger = definition(ConfigScope::Producer, "linger.ms");
        QCOMPARE(sinceShort(linger, KafkaVersion::V39), u"always"_s);
        QCOMPARE(sinceShort(linger, KafkaVersion::V40), u"4.0"_s);
        QCOMPARE(sinceSentence(linger, KafkaVersion::V40),
            u"since Kafka 4.0; other releases: 0 from the beginning"_s);
        const auto& acks = definition(ConfigScope::Producer, "acks");
        QCOMPARE(sinceSentence(acks, KafkaVersion::V28),
            u"since Kafka 0.9; other releases: all since Kafka 3.0"_s);
        const auto& most = definition(ConfigScope::Producer, "retry.backoff.max.ms");
        QCOMPARE(sinceShort(most, KafkaVersion::V28), u"–"_s);
        QVERIFY(sinceSentence(most, KafkaVersion::V28).contains(u"does not have"_s));
        QCOMPARE(sinceShort(definition(ConfigScope::Topic, "segment.bytes"), KafkaVersion::V39),
            u"≤ 2.8"_s);
    }

    void typesAndRangesAreToldInWords()
    {
        const auto& retries = definition(ConfigScope::Producer, "retries");
        QCOMPARE(validValues(retries), u"0 to 2147483647"_s);
        const auto& batch = definition(ConfigScope::Producer, "batch.size");
        QCOMPARE(propertyType(batch), u"int, bytes"_s);
        QCOMPARE(validValues(batch), u"at least 0"_s);
        QCOMPARE(validValues(definition(ConfigScope::Topic, "cleanup.policy")),
            u"one or more of: compact, delete"_s);
        const auto& flush = definition(ConfigScope::Topic, "flush.messages");
        QCOMPARE(readableValue(flush, "9223372036854775807"), u"without limit"_s);
        QCOMPARE(readableValue(batch, "1048588"), QString());
        QCOMPARE(readableValue(batch, "0"), QString());
        for (const scenario::ConfigDef& def : scenario::configDefs()) {
            QVERIFY2(!validValues(def).isEmpty(), def.name.data());
            QVERIFY2(!sinceSentence(def, KafkaVersion::V28).isEmpty(), def.name.data());
        }
    }
};

QTEST_MAIN(TestConfigModel)
#include "tst_config_model.moc"
