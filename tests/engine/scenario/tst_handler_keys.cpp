#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/scenario/expression.h"
#include "engine/scenario/reader.h"
#include "engine/scenario/typed_configs.h"

using namespace brokerscope;
using namespace brokerscope::scenario;

namespace {

constexpr const char* kBase = R"(brokerscope: 1
id: base
title: {en: Base, zh_CN: 基础}
cluster: {brokers: 3}
topics:
  orders: {partitions: 3, replication.factor: 3}
  orders.dlq: {}
producers:
  p1: {sends: {to: orders, rate: 10/s}}
  p-dlq: {config: {linger.ms: 0}, sends: {to: orders.dlq}}
consumers:
  c1:
    group: billing
    subscribes: [orders]
    handler:
      fails: {keys: [bad-*]}
      HANDLER
  c2:
    group: billing
    subscribes: [orders]
    OTHER
script:
  - {at: 0s, start: [p1, c1]}
  - {at: 9s, end: true}
)";

constexpr const char* kForward
    = "forward: {with: p-dlq, records: failing, keys: [a, b-*], wait: false}";

/// `other`: a key of c2.
QByteArray file(const QByteArray& handler, const QByteArray& other = "# nothing")
{
    QByteArray yaml = kBase;
    yaml.replace("HANDLER", handler);
    yaml.replace("OTHER", other);
    return yaml;
}

QByteArray lint(const QByteArray& yaml)
{
    const auto scenario = readScenario(yaml.toStdString());
    QByteArray lines;
    if (!scenario) {
        for (const Diagnostic& diagnostic : scenario.error()) {
            lines += QByteArray::fromStdString(diagnostic.sentence("file")) + '\n';
        }
    }
    return lines;
}

} // namespace

/// What a scenario says of handlers that store, deduplicate and forward.
class HandlerKeysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void forwardIsRead()
    {
        const QByteArray yaml = file(kForward);
        QCOMPARE(lint(yaml), QByteArray());
        const auto s = readScenario(yaml.toStdString());
        const HandlerSpec& handler = s->consumers.at(0).handler;
        QVERIFY((handler.forward == ForwardSpec{"p-dlq", true, {"a", "b-*"}, false}));
        QVERIFY(s->producers.at(1).sends.isIdle && !s->producers.at(0).sends.isIdle);
        QVERIFY(areOneMachine(*s, "c1", "p-dlq") && areOneMachine(*s, "p-dlq", "c1"));
        QVERIFY(!areOneMachine(*s, "c2", "p-dlq") && !areOneMachine(*s, "c1", "p1"));
        const client::ConsumerConfig typed = consumerConfigOf(s->consumers.at(0), s->kafka);
        QVERIFY(typed.handler.forward && typed.handler.forward->failingOnly);
        QVERIFY(!typed.handler.isPlain() && typed.handler.readsContents());
    }

    void storeAndDeduplicateAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("latencyMs");
        QTest::addColumn<bool>("withOffset");
        QTest::addColumn<bool>("upserts");
        QTest::addColumn<int>("by"); // -1: it does not deduplicate
        QTest::addColumn<bool>("inStore");
        const auto row = [](const char* text, int latencyMs, bool withOffset, bool upserts, int by,
                             bool inStore) {
            QTest::newRow(text) << QString::fromLatin1(text) << latencyMs << withOffset << upserts
                                << by << inStore;
        };
        row("store: {latency: 2ms, with-offset: true}", 2, true, false, -1, false);
        row("store: {upsert: true}\n      deduplicate: key", 0, false, true, 0, false);
        row("store: {}\n      deduplicate: {by: value, in: store}", 0, false, false, 1, true);
        row("store: {}\n      deduplicate: {by: offset, in: memory}", 0, false, false, 2, false);
    }
    void storeAndDeduplicateAreRead()
    {
        QFETCH(QString, text);
        const QByteArray yaml = file(text.toUtf8(), "handler: {forward: {with: p-dlq}}");
        QCOMPARE(lint(yaml), QByteArray());
        const auto s = readScenario(yaml.toStdString());
        const ConsumerSpec& c1 = s->consumers.at(0);
        QVERIFY(c1.handler.store.has_value());
        QTEST(int(c1.handler.store->latency.millis()), "latencyMs");
        QTEST(c1.handler.store->withOffset, "withOffset");
        QTEST(c1.handler.store->upserts, "upserts");
        QTEST(c1.handler.deduplicate ? int(c1.handler.deduplicate->by) : -1, "by");
        QTEST(c1.handler.deduplicate && c1.handler.deduplicate->inStore, "inStore");
        // Who keeps offsets in the store does not have them committed, unless that is said.
        QCOMPARE(c1.config.contains("enable.auto.commit"), c1.handler.store->withOffset);
        QVERIFY(s->consumers.at(1).handler.forward->waits);
    }

    void wrongHandlersAreExplained_data()
    {
        QTest::addColumn<QString>("handler");
        QTest::addColumn<QString>("other");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* name, const char* handler, const char* error,
                             const char* other = "handler: {forward: {with: p-dlq}}") {
            QTest::newRow(name) << QString::fromLatin1(handler) << QString::fromLatin1(other)
                                << QString::fromUtf8(error) + QLatin1Char('\n');
        };
        row("no such producer", "forward: {with: p-dql}",
            "file:17:23: consumers.c1.handler.forward.with: 'p-dql' is no producer of this "
            "scenario (did you mean 'p-dlq'?)",
            "processing: 1ms");
        row("a producer with work", "forward: {with: p1}",
            "file:17:23: consumers.c1.handler.forward.with: 'p1' sends records of its own; a "
            "handler forwards with a producer that has sends: {to: orders} and nothing else",
            "processing: 1ms");
        row("a producer for two", kForward,
            "file:21:31: consumers.c2.handler.forward.with: 'p-dlq' lives in the process of 'c1' "
            "already; 'c2' needs a producer of its own");
        row("no producer", "forward: {records: all}",
            "file:17:16: consumers.c1.handler.forward: 'with' is missing; expected a producer "
            "such as p-dlq");
        row("a pattern", "store: {}",
            "file:21:45: consumers.c2.handler.forward.keys.0: expected a key, or one '*' at its "
            "end for all keys that begin so",
            "handler: {forward: {with: p-dlq, keys: [a*b]}}");
        row("which records", "store: {}",
            "file:21:47: consumers.c2.handler.forward.records: expected all or failing, found "
            "'some'",
            "handler: {forward: {with: p-dlq, records: some}}");
        row("nothing fails", "store: {}",
            "file:21:47: consumers.c2.handler.forward.records: 'records: failing' forwards what "
            "the handler throws at; add fails: {…}",
            "handler: {forward: {with: p-dlq, records: failing}}");
        row("nobody to send for", "store: {}",
            "file:10:42: producers.p-dlq.sends: one of rate, bursts, records is missing",
            "processing: 1ms");
        row("by what", "deduplicate: header",
            "file:17:20: consumers.c1.handler.deduplicate: expected key, value or offset, found "
            "'header'");
        row("where", "deduplicate: {by: key, in: cache}",
            "file:17:34: consumers.c1.handler.deduplicate.in: expected memory or store, found "
            "'cache'");
        row("no store", "deduplicate: {by: key, in: store}",
            "file:17:34: consumers.c1.handler.deduplicate.in: 'in: store' needs the store that "
            "remembers; add store: {}");
        row("offsets twice", "store: {with-offset: true}\n    config: {enable.auto.commit: true}",
            "file:18:34: consumers.c1.config.enable.auto.commit: with-offset has the consumer go "
            "on from the store, and nobody would read what is committed automatically; leave "
            "enable.auto.commit out");
        row("latency", "store: {latency: 2}",
            "file:17:24: consumers.c1.handler.store.latency: expected a duration such as 250ms, "
            "2s or 1.5s (units us, ms, s, m, h), found '2'");
    }
    void wrongHandlersAreExplained()
    {
        QFETCH(QString, handler);
        QFETCH(QString, other);
        QFETCH(QString, error);
        QCOMPARE(QString::fromUtf8(lint(file(handler.toUtf8(), other.toUtf8()))), error);
    }

    void aLoopIsRefused()
    {
        QByteArray yaml = file("forward: {with: p-dlq}");
        yaml.replace("sends: {to: orders.dlq}", "sends: {to: orders}");
        QCOMPARE(lint(yaml),
            QByteArray("file:17:16: consumers.c1.handler.forward: 'c1' reads orders itself and "
                       "would forward its own records for ever; give keys, or records: "
                       "failing\n"));
        yaml.replace("with: p-dlq", "with: p-dlq, records: failing"); // to try it again
        QCOMPARE(lint(yaml), QByteArray());
    }

    void anIdleProducerHasNoRecordsOfItsOwn()
    {
        QByteArray yaml = file(kForward);
        yaml.replace("sends: {to: orders.dlq}", "sends: {to: orders.dlq, size: 10B}");
        QCOMPARE(lint(yaml),
            QByteArray("file:10:65: producers.p-dlq.sends.size: 'size' says what a producer's own "
                       "records are like; 'p-dlq' sends only what a handler forwards\n"));
    }

    void oneProcessHasNoNetwork()
    {
        QByteArray yaml = file(kForward);
        yaml.replace("  - {at: 9s", "  - {at: 1s, cut: [c1, p-dlq]}\n  - {at: 9s");
        QCOMPARE(lint(yaml),
            QByteArray("file:24:24: script.1.cut.1: 'c1' and 'p-dlq' are one process (forward): "
                       "no network lies between them\n"));
    }

    void expressionsAreChecked_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<bool>("isFine");
        QTest::newRow("group") << "stored(billing) + rows(billing)" << true;
        QTest::newRow("consumer") << "forwarded(c1) + deduplicated(c2) + stored(c1)" << true;
        QTest::newRow("offset") << "stored_offset(billing, orders-0)" << true;
        QTest::newRow("anomalies") << "stored_twice + missing_in_store + forward_lost" << true;
        QTest::newRow("of a topic") << "count(forwarded_twice, orders.dlq)" << true;
        QTest::newRow("producer") << "forwarded(p1)" << false;
        QTest::newRow("nobody") << "stored(bills)" << false;
        QTest::newRow("no partition") << "stored_offset(billing)" << false;
    }
    void expressionsAreChecked()
    {
        QFETCH(QString, expression);
        QFETCH(bool, isFine);
        const auto s = readScenario(file(kForward).toStdString());
        QCOMPARE(!checkExpression(expression.toStdString(), *s, false).has_value(), isFine);
    }
};

QTEST_APPLESS_MAIN(HandlerKeysTest)
#include "tst_handler_keys.moc"
