#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/scenario/default_history.h"
#include "engine/scenario/kafka_properties.h"

#include <array>
#include <set>

using namespace brokerscope;
using namespace brokerscope::scenario;

namespace {

constexpr std::array kReleases{KafkaVersion::V28, KafkaVersion::V39, KafkaVersion::V40};

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

QByteArray place(const DefaultSince& row)
{
    return bytes(row.name) + " since " + bytes(row.release);
}

} // namespace

class TestDefaultHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The table of kafka-facts.md §0.2, as far as the engine honours the property.
    void profilesAreThoseOfTheReleases_data()
    {
        QTest::addColumn<ConfigScope>("scope");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArrayList>("values"); // of 2.8, 3.9, 4.0
        QTest::addColumn<QByteArrayList>("since"); // "-": 2.8 does not have the property
        using enum ConfigScope;
        const auto row = [](ConfigScope scope, const char* name, const QByteArrayList& values,
                             const QByteArrayList& since) {
            QTest::addRow("%d %s", int(scope), name)
                << scope << QByteArray(name) << values << since;
        };
        row(Producer, "acks", {"1", "all", "all"}, {"0.9", "3.0", "3.0"});
        row(Producer, "enable.idempotence", {"false", "true", "true"}, {"0.11", "3.0", "3.0"});
        row(Producer, "retries", {"2147483647", "2147483647", "2147483647"}, {"2.1", "2.1", "2.1"});
        row(Producer, "delivery.timeout.ms", {"120000", "120000", "120000"}, {"2.1", "2.1", "2.1"});
        row(Producer, "linger.ms", {"0", "0", "5"}, {"", "", "4.0"});
        row(Producer, "batch.size", {"16384", "16384", "16384"}, {"0.8.2", "0.8.2", "0.8.2"});
        row(Producer, "max.in.flight.requests.per.connection", {"5", "5", "5"}, {"", "", ""});
        row(Producer, "retry.backoff.ms", {"100", "100", "100"}, {"", "", ""});
        row(Producer, "retry.backoff.max.ms", {"100", "1000", "1000"}, {"-", "3.7", "3.7"});
        row(Producer, "max.block.ms", {"60000", "60000", "60000"}, {"0.9", "0.9", "0.9"});
        row(Producer, "partitioner.class",
            {"org.apache.kafka.clients.producer.internals.DefaultPartitioner", "", ""},
            {"", "3.3", "3.3"});
        row(Consumer, "retry.backoff.ms", {"100", "100", "100"}, {"", "", ""});
        row(Consumer, "retry.backoff.max.ms", {"100", "1000", "1000"}, {"-", "3.7", "3.7"});
        row(Consumer, "max.poll.records", {"500", "500", "500"}, {"0.10.1", "0.10.1", "0.10.1"});
        row(Consumer, "fetch.min.bytes", {"1", "1", "1"}, {"0.9.0.1", "0.9.0.1", "0.9.0.1"});
        row(Consumer, "request.timeout.ms", {"30000", "30000", "30000"}, {"2.0", "2.0", "2.0"});
        row(Topic, "unclean.leader.election.enable", {"false", "false", "false"},
            {"0.11", "0.11", "0.11"});
        row(Broker, "unclean.leader.election.enable", {"false", "false", "false"},
            {"0.11", "0.11", "0.11"});
        row(Broker, "replica.lag.time.max.ms", {"30000", "30000", "30000"}, {"2.5", "2.5", "2.5"});
        row(Topic, "message.timestamp.after.max.ms",
            {"9223372036854775807", "9223372036854775807", "3600000"}, {"-", "3.6", "4.0"});
    }
    void profilesAreThoseOfTheReleases()
    {
        QFETCH(ConfigScope, scope);
        QFETCH(QByteArray, name);
        QFETCH(QByteArrayList, values);
        QFETCH(QByteArrayList, since);
        const ConfigDef* def = findConfig(scope, name.toStdString());
        QVERIFY(def != nullptr);
        for (std::size_t i = 0; i < kReleases.size(); ++i) {
            const auto at = static_cast<qsizetype>(i);
            QCOMPARE(bytes(def->defaultFor(kReleases[i])), values[at]);
            const DefaultSince* holds = defaultIn(scope, name.toStdString(), kReleases[i]);
            QCOMPARE(holds == nullptr ? QByteArray("-") : bytes(holds->release), since[at]);
        }
    }

    void theHistoryAgreesWithTheDefaultsOfEachRelease()
    {
        for (const ConfigDef& def : configDefs()) {
            for (const KafkaVersion version : kReleases) {
                if (const auto* holds = defaultIn(def.scope, def.name, version)) {
                    QVERIFY2(holds->value == def.defaultFor(version), place(*holds).constData());
                }
            }
        }
    }

    void aDefaultThatChangedHasAHistory()
    {
        for (const ConfigDef& def : configDefs()) {
            const bool changed = def.default28 != def.default39 || def.default39 != def.default40;
            QVERIFY2(!changed || !defaultHistory(def.scope, def.name).empty(),
                bytes(def.name).constData());
        }
    }

    void rowsAreOfKafkasPropertiesAndInOrder()
    {
        // Kafka reads them, but does not document them (ConfigDef.defineInternal).
        const std::set<std::string_view> internals{"group.consumer.migration.policy",
            "log.initial.task.delay.ms", "unclean.leader.election.interval.ms"};
        const auto rows = defaultHistory();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QVERIFY2(
                isKafkaProperty(rows[i].scope, rows[i].name) || internals.contains(rows[i].name),
                place(rows[i]).constData());
            if (i == 0 || rows[i].scope != rows[i - 1].scope || rows[i].name != rows[i - 1].name) {
                continue;
            }
            QVERIFY2(isOlder(rows[i - 1].release, rows[i].release), place(rows[i]).constData());
            QVERIFY2(rows[i - 1].value != rows[i].value, place(rows[i]).constData());
        }
        for (const DefaultSince& row : rows) {
            const auto own = defaultHistory(row.scope, row.name);
            QVERIFY2(&row >= own.data() && &row < own.data() + own.size(),
                "the rows of one property stand together");
        }
    }

    void releasesAreCompared()
    {
        QVERIFY(isOlder("2.8", "3.0"));
        QVERIFY(isOlder("0.9", "0.10.1"));
        QVERIFY(isOlder("0.9", "0.9.0.1"));
        QVERIFY(isOlder("", "0.8.2"));
        QVERIFY(!isOlder("3.9", "3.9"));
        QVERIFY(!isOlder("4.0", "3.9"));
    }

    void whatIsOnlyKnownToBeLaterIsNotIn28()
    {
        constexpr std::string_view kName = "eligible.leader.replicas.enable";
        QVERIFY(defaultIn(ConfigScope::Broker, kName, KafkaVersion::V28) == nullptr);
        QVERIFY(defaultIn(ConfigScope::Broker, kName, KafkaVersion::V39)->isAfter);
    }
};

QTEST_GUILESS_MAIN(TestDefaultHistory)
#include "tst_default_history.moc"
