#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/scenario/fault.h"
#include "engine/scenario/reader.h"
#include "engine/scenario/remedies.h"
#include "engine/scenario/trial.h"

#include <algorithm>
#include <string>

using namespace brokerscope;
using namespace brokerscope::scenario;
using history::AnomalyKind;

namespace {

/// The leader of orders-0 loses power between two rounds of its followers.
const std::string kLoss = R"(brokerscope: 1
id: loss
kafka: "3.9"
title: {en: Loss, zh_CN: 丢失}
seed: 42
cluster:
  brokers: 3
  network: {latency: 3ms..9ms}
  config:
    broker.session.timeout.ms: 200ms
    broker.heartbeat.interval.ms: 40ms
    replica.fetch.wait.max.ms: 30ms
    replica.fetch.min.bytes: 500B
topics:
  orders: {partitions: 1, replication.factor: 3, assignment: [[b1, b2, b3]]}
producers:
  p1:
    config: {acks: 1, linger.ms: 5ms, request.timeout.ms: 200ms, delivery.timeout.ms: 2s}
    sends: {to: orders, rate: 200/s, size: 100B, count: 120}
script:
  - {at: 300ms, start: [p1]}
  - {at: 462ms, stop: b1, how: power-loss}
  - {at: 1100ms, start: b1}
  - {at: 1600ms, end: true}
)";

Scenario lossWith(const std::vector<Edit>& edits = {})
{
    auto scenario = readScenario(kLoss, edits);
    return scenario ? *scenario : Scenario();
}

std::vector<std::string> settingsOf(const Scenario& scenario, const Ailment& ailment)
{
    std::vector<std::string> texts;
    for (const SetValue& setting : settingsToTry(scenario, ailment)) {
        texts.push_back(setting.path + "=" + setting.value);
    }
    return texts;
}

bool offers(const Scenario& scenario, const Ailment& ailment, const std::string& setting)
{
    const auto settings = settingsOf(scenario, ailment);
    return std::find(settings.begin(), settings.end(), setting) != settings.end();
}

const Ailment kLost{AnomalyKind::LostAfterAck, "p1", "orders"};

} // namespace

class TestRemedies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachIsOneChangeFromWhatHolds_data()
    {
        QTest::addColumn<QString>("set");
        QTest::addColumn<QString>("offered");
        QTest::addColumn<bool>("isOffered");
        const auto row = [](const char* set, const char* offered, bool isOffered) {
            QTest::addRow("%s: %s", set, offered)
                << QString::fromLatin1(set) << QString::fromLatin1(offered) << isOffered;
        };
        row("", "producers.p1.config.acks=all", true);
        row("producers.p1.config.acks=all", "producers.p1.config.acks=all", false);
        row("", "producers.p1.config.enable.idempotence=true", true);
        row("producers.p1.config.acks=all", "producers.p1.config.enable.idempotence=true", false);
        row("", "topics.orders.config.min.insync.replicas=2", true);
        row("topics.orders.config.min.insync.replicas=2",
            "topics.orders.config.min.insync.replicas=3", true);
        row("cluster.config.min.insync.replicas=2", "topics.orders.config.min.insync.replicas=3",
            true);
        row("topics.orders.config.min.insync.replicas=3",
            "topics.orders.config.min.insync.replicas=4", false);
        row("", "topics.orders.config.unclean.leader.election.enable=false", false);
        row("topics.orders.config.unclean.leader.election.enable=true",
            "topics.orders.config.unclean.leader.election.enable=false", true);
        row("cluster.config.unclean.leader.election.enable=true",
            "topics.orders.config.unclean.leader.election.enable=false", true);
        row("", "cluster.truncation=epochs", false);
        row("cluster.truncation=high-watermark", "cluster.truncation=epochs", true);
        row("", "topics.orders.config.flush.messages=1", true);
        row("", "cluster.config.eligible.leader.replicas.enable=true", true);
        row("", "producers.p1.config.max.in.flight.requests.per.connection=1", false);
    }
    void eachIsOneChangeFromWhatHolds()
    {
        QFETCH(QString, set);
        QFETCH(QString, offered);
        QFETCH(bool, isOffered);
        std::vector<Edit> edits;
        if (!set.isEmpty()) {
            const auto parsed = fromText("set " + set.toStdString());
            QVERIFY(parsed);
            edits.push_back(*parsed);
        }
        QCOMPARE(offers(lossWith(edits), kLost, offered.toStdString()), isOffered);
    }

    void theKindOfAnomalyDecidesToo()
    {
        const Scenario scenario = lossWith();
        const Ailment reordered{AnomalyKind::ReorderedInLog, "p1", "orders"};
        QVERIFY(offers(
            scenario, reordered, "producers.p1.config.max.in.flight.requests.per.connection=1"));
        Scenario reading = scenario;
        ConsumerSpec& reader = reading.consumers.emplace_back();
        reader.name = "c1";
        reader.assigns = {"orders-0"};
        const Ailment skipped{AnomalyKind::SkippedByConsumer, "p1", "orders"};
        QVERIFY(offers(reading, skipped, "consumers.c1.config.auto.offset.reset=earliest"));
        QVERIFY(!offers(reading, kLost, "consumers.c1.config.auto.offset.reset=earliest"));
    }

    void handlersAreOffered()
    {
        Scenario reading = lossWith();
        ConsumerSpec& reader = reading.consumers.emplace_back();
        reader.name = "c1";
        reader.assigns = {"orders-0"};
        const Ailment twice{AnomalyKind::StoredTwice, "p1", "orders"};
        const Ailment lost{AnomalyKind::ForwardLost, "p1", "orders"};
        const char* const kWithOffset = "consumers.c1.handler.store.with-offset=true";
        const char* const kWait = "consumers.c1.handler.forward.wait=true";
        QVERIFY(!offers(reading, twice, kWithOffset) && !offers(reading, lost, kWait));
        reader.handler.store = StoreSpec{};
        reader.handler.forward = ForwardSpec{"p1", false, {}, false};
        QVERIFY(offers(reading, twice, kWithOffset));
        QVERIFY(offers(reading, twice, "consumers.c1.handler.store.upsert=true"));
        QVERIFY(offers(reading, lost, kWait) && !offers(reading, kLost, kWait));
    }

    void strangersAreLeftAlone()
    {
        const auto settings = settingsOf(lossWith(), {AnomalyKind::LostAfterAck, "p9", "other"});
        QVERIFY(std::none_of(settings.begin(), settings.end(),
            [](const std::string& setting) { return !setting.starts_with("cluster."); }));
    }

    void aTrialTellsWhatARunCameTo()
    {
        const auto before = tryOut(lossWith(), {});
        QVERIFY(before);
        QCOMPARE(before->outcome, history::Outcome::Lost);
        const auto with = tryOut(lossWith({SetValue{"producers.p1.config.acks", "all"}}), {});
        QVERIFY(with);
        QCOMPARE(with->count(AnomalyKind::LostAfterAck), 0U);
        const auto calm = tryOut(withoutFault(lossWith(), 1), {});
        QVERIFY(calm);
        QCOMPARE(calm->count(AnomalyKind::LostAfterAck), 0U);
        QVERIFY(calm->service.longestWait < milliseconds(100));
    }

    void aTrialIsTheSameEachTime()
    {
        const auto first = tryOut(lossWith(), {});
        QVERIFY(first);
        QVERIFY(tryOut(lossWith(), {}) == first);
    }

    void aTrialCanBeGivenUp()
    {
        QVERIFY(!tryOut(lossWith(), {}, [] { return false; }));
    }
};

QTEST_APPLESS_MAIN(TestRemedies)
#include "tst_remedies.moc"
