#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/scenario/consumer_rules.h"
#include "engine/scenario/edit.h"
#include "engine/scenario/expression.h"
#include "engine/scenario/reader.h"

using namespace brokerscope;
using namespace brokerscope::scenario;

namespace {

constexpr const char* kBase = R"(brokerscope: 1
id: base
title: {en: Base, zh_CN: 基础}
kafka: "4.0"
cluster: {brokers: 3}
topics:
  orders: {partitions: 3, replication.factor: 3}
  orders-old: {}
  audit: {}
consumers:
  c1:
    group: billing
    subscribes: {pattern: "orders.*"}
    config: {partition.assignment.strategy: "sticky, cooperative-sticky", auto.offset.reset: "by_duration:PT1H30M"}
    processing: 1ms..5ms
    commit: {policy: async-after-poll, retries: true, on-revoke: true}
    handler:
      keys: {slow-*: 2s}
      stalls: [{at: 10s, for: 6m}, {at: 20s, for: 1s}]
      fails: {keys: [bad], offsets: 7, then: skip}
      threads: 4
  c2:
    group: billing
    subscribes: [orders, audit]
    assignment: {orders-0: c1, audit-0: c2}
    commit: processed
script:
  - {at: 0s, start: [c1, c2]}
  - {at: 1s, subscribe: c1, to: [audit]}
  - {at: 2s, subscribe: c1, to: {pattern: "orders.*"}}
  - {at: 3s, unsubscribe: c1}
  - {at: 4s, commit: c2}
  - {at: 5s, commit: c2, how: async, partition: orders-0, offset: 7}
  - {at: 6s, pause-partitions: c2, partition: orders-0}
  - {at: 7s, resume-partitions: c2}
  - {at: 8s, close: c2, timeout: 5s}
  - {at: 9s, end: true}
expect: ["members(billing) == 0", "committed(billing, orders-0) + lag(billing, orders-0) >= -2"]
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

using Action = decltype(Command::action);

} // namespace

/// What a scenario says of consumers in groups, and of the applications around them.
class ConsumerKeysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void areRead()
    {
        QCOMPARE(lint(kBase), QByteArray());
        const auto s = readScenario(kBase);
        QVERIFY(s.has_value());
        const ConsumerSpec& c1 = s->consumers.at(0);
        QVERIFY(c1.group == "billing" && c1.subscribes.pattern == "orders.*");
        QVERIFY(topicsOf(*s, c1.subscribes) == (std::vector<std::string>{"orders", "orders-old"}));
        QVERIFY(c1.config.at("partition.assignment.strategy")
            == "org.apache.kafka.clients.consumer.StickyAssignor,"
               "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        QCOMPARE(c1.processing, milliseconds(1));
        QCOMPARE(c1.processingMost, milliseconds(5));
        QVERIFY((c1.commit == CommitSpec{CommitSpec::Policy::AsyncAfterPoll, true, true}));
        QVERIFY(c1.config.at("enable.auto.commit") == "false"); // implied by the policy
        QVERIFY((c1.handler.keys == std::vector<HandlerSpec::KeyTime>{{"slow-*", seconds(2)}}));
        QCOMPARE(c1.handler.stalls.size(), std::size_t{2});
        QVERIFY(c1.handler.failingKeys == std::vector<std::string>{"bad"});
        QVERIFY(c1.handler.failingOffsets == std::vector{Offset(7)});
        QVERIFY(c1.handler.skipsFailing);
        QCOMPARE(c1.handler.threads, 4U);
        const ConsumerSpec& c2 = s->consumers.at(1);
        QVERIFY(c2.subscribes.topics == (std::vector<std::string>{"orders", "audit"}));
        QVERIFY((c2.assignment
            == std::vector<std::pair<std::string, std::string>>{
                {"orders-0", "c1"}, {"audit-0", "c2"}}));
        QVERIFY(c2.commit.policy == CommitSpec::Policy::Processed);
    }

    void commandsAreReadAndWritten()
    {
        const auto s = readScenario(kBase);
        QVERIFY(s.has_value());
        QVERIFY(s->script.at(1).action == Action(SubscribeCommand{"c1", {{"audit"}, ""}}));
        QVERIFY(s->script.at(2).action == Action(SubscribeCommand{"c1", {{}, "orders.*"}}));
        QVERIFY(s->script.at(3).action == Action(SubscribeCommand{"c1", {}}));
        QVERIFY(s->script.at(4).action == Action(CommitCommand{"c2", false, "", kNoOffset}));
        QVERIFY(s->script.at(5).action == Action(CommitCommand{"c2", true, "orders-0", Offset(7)}));
        QVERIFY(s->script.at(6).action == Action(PausePartitionsCommand{"c2", "orders-0", true}));
        QVERIFY(s->script.at(7).action == Action(PausePartitionsCommand{"c2", "", false}));
        QVERIFY(s->script.at(8).action == Action(CloseCommand{"c2", seconds(5)}));
        for (std::size_t i = 1; i < 9; ++i) {
            const Edit edit = AddCommand{s->script.at(i)};
            const auto again = fromText(toText(edit));
            QVERIFY2(again && *again == edit, toText(edit).c_str());
        }
    }

    void resetDurations_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms"); // -1: none
        const auto row = [](const char* text, qint64 ms) {
            QTest::newRow(text) << QString::fromLatin1(text) << ms;
        };
        row("by_duration:PT1H", 3'600'000);
        row("by_duration:P1DT2H3M4.5S", 93'784'500);
        row("by_duration:PT0.6S", 600);
        row("by_duration:P", -1);
        row("by_duration:PT", -1);
        row("by_duration:1h", -1);
        row("by_duration:PT-1H", -1);
        row("by_duration:PT1H!", -1);
        row("earliest", -1);
    }
    void resetDurations()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        const auto found = resetDuration(text.toStdString());
        QCOMPARE(found ? found->millis() : -1, ms);
    }

    void groupsInExpressionsAreChecked_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<bool>("isFine");
        QTest::newRow("group") << QStringLiteral("generation(billing) + rebalances(billing)")
                               << true;
        QTest::newRow("deliveries") << QStringLiteral("delivered_to(billing)") << true;
        QTest::newRow("consumer") << QStringLiteral("assigned(c1) + owns(c1, orders-0)") << true;
        QTest::newRow("no such group") << QStringLiteral("members(bills)") << false;
        QTest::newRow("consumer for a group") << QStringLiteral("members(c1)") << false;
    }
    void groupsInExpressionsAreChecked()
    {
        QFETCH(QString, expression);
        QFETCH(bool, isFine);
        const auto s = readScenario(kBase);
        QCOMPARE(!checkExpression(expression.toStdString(), *s, false).has_value(), isFine);
    }
};

QTEST_APPLESS_MAIN(ConsumerKeysTest)
#include "tst_consumer_keys.moc"
