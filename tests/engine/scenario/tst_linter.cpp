#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/scenario/reader.h"

#include <QFile>
#include <algorithm>
#include <random>

using namespace brokerscope;
using namespace brokerscope::scenario;

namespace {

const QString kFolder = QStringLiteral(BROKERSCOPE_SOURCE_DIR "/tests/data/scenarios/");

QByteArray contentOf(const QString& name)
{
    QFile file(kFolder + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// One line per diagnostic.
QByteArray lint(const QByteArray& yaml, const std::vector<Edit>& edits = {})
{
    const auto scenario = readScenario(yaml.toStdString(), edits);
    QByteArray lines;
    if (!scenario) {
        for (const Diagnostic& diagnostic : scenario.error()) {
            lines += QByteArray::fromStdString(diagnostic.sentence("file")) + '\n';
        }
    }
    return lines;
}

/// Small, correct, and with something to break in every section.
constexpr const char* kBase = R"(brokerscope: 1
id: base
title: {en: Base, zh_CN: 基础}
cluster: {brokers: 3}
topics:
  orders: {partitions: 2, replication.factor: 3}
producers:
  p1: {config: {acks: 1}, sends: {to: orders, rate: 400/s}}
consumers:
  c1: {assigns: [orders]}
script:
  - {at: 0s, start: [p1, c1]}
  - {at: 1s, stop: b1, how: kill}
  - {at: 3s, end: true}
lesson:
  - cue: {first: ack, producer: p1}
    say: {en: Stored., zh_CN: 已存储。}
contrast:
  set: {producers.p1.config.acks: all}
expect: ["lost_after_ack > 0"]
expect_contrast: ["lost_after_ack == 0"]
)";

} // namespace

class TestLinter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void baseIsFine() { QCOMPARE(lint(kBase), QByteArray()); }

    void oneMistakeGivesOneSentence_data()
    {
        QTest::addColumn<QByteArray>("was");
        QTest::addColumn<QByteArray>("is");
        QTest::addColumn<QByteArray>("sentence");
        const auto row
            = [](const char* name, const char* was, const char* is, const char* sentence) {
                  QTest::newRow(name) << QByteArray(was) << QByteArray(is) << QByteArray(sentence);
              };
        row("version", "brokerscope: 1", "brokerscope: 2",
            "file:1:14: brokerscope: this file is of scenario version '2'; this program reads "
            "version 1");
        row("id", "id: base", "id: My Base",
            "file:2:5: id: expected an id of small letters, digits and '-', such as acks-1-loss, "
            "found 'My Base'");
        row("translation missing", ", zh_CN: 基础", "",
            "file:3:8: title: 'zh_CN' is missing; expected the text in this language");
        row("column counts characters", "{en: Base, zh_CN: 基础}",
            "{en: Base, zh_CN: 基础, fr: base}",
            "file:3:30: title.fr: unknown key 'fr', expected one of: en, zh_CN");
        row("brokers", "brokers: 3", "brokers: 51",
            "file:4:20: cluster.brokers: expected a whole number from 1 to 50, found '51'");
        row("wrong kind", "cluster: {brokers: 3}", "cluster: [3]",
            "file:4:10: cluster: expected a mapping with brokers and config, found a list");
        row("duplicate key", "id: base", "id: base\nid: base",
            "file:3:1: id: the key 'id' stands here twice");
        row("replication factor", "replication.factor: 3", "replication.factor: 4",
            "file:6:47: topics.orders.replication.factor: expected at most 3, the number of "
            "brokers, found 4 "
            "(INVALID_REPLICATION_FACTOR)");
        row("short assignment", "replication.factor: 3}",
            "replication.factor: 3, assignment: [[b1, b2, b3], [b1, b2]]}",
            "file:6:77: topics.orders.assignment.1: expected 3 brokers, as many as the replication "
            "factor, found 2");
        row("too few lists", "replication.factor: 3}", "assignment: [[b1, b2, b3]]}",
            "file:6:39: topics.orders.assignment: expected one list of brokers for each of the 2 "
            "partitions, found 1");
        row("topic name", "orders: {partitions", "\"or ders\": {}\n  orders: {partitions",
            "file:6:3: topics.or ders: expected a topic name of letters, digits, '.', '_' and '-'");
        row("partitions in total", "  orders: {", "  more: {partitions: 999}\n  orders: {",
            "file:6:3: topics: expected at most 1000 partitions over all topics, found 1001");
        row("compaction lags", "replication.factor: 3",
            "config: {min.compaction.lag.ms: 2s, max.compaction.lag.ms: 1s}",
            "file:6:59: topics.orders.config.min.compaction.lag.ms: expected at most "
            "max.compaction.lag.ms, which is 1000 ms; Kafka throws an "
            "InvalidConfigurationException");
        row("misspelled property", "acks: 1", "ackss: 1",
            "file:8:17: producers.p1.config.ackss: Kafka has no producer property 'ackss' (did you "
            "mean 'acks'?)");
        row("property not modelled", "acks: 1", "client.dns.lookup: use_all_dns_ips",
            "file:8:17: producers.p1.config.client.dns.lookup: Kafka has this producer property, "
            "but Brokerscope does not "
            "model it yet");
        row("property of another scope", "acks: 1", "max.poll.records: 1",
            "file:8:17: producers.p1.config.max.poll.records: 'max.poll.records' is a consumer "
            "property of Kafka, not a "
            "producer property");
        row("wrong unit", "acks: 1", "linger.ms: 10KiB",
            "file:8:28: producers.p1.config.linger.ms: expected whole milliseconds, such as 250ms, "
            "2s or 250, at least "
            "0, found '10KiB'; Kafka throws a ConfigException");
        row("delivery timeout", "acks: 1", "delivery.timeout.ms: 10s",
            "file:8:38: producers.p1.config.delivery.timeout.ms: expected at least linger.ms + "
            "request.timeout.ms, which "
            "is 30000 ms; Kafka throws a ConfigException");
        row("idempotence", "acks: 1", "enable.idempotence: true, acks: 1",
            "file:8:49: producers.p1.config.acks: enable.idempotence=true needs acks=all; Kafka "
            "throws a "
            "ConfigException");
        row("topic that is not there", "to: orders", "to: oders",
            "file:8:39: producers.p1.sends.to: there is no topic 'oders' (did you mean 'orders'?)");
        row("rate without unit", "rate: 400/s", "rate: 400",
            "file:8:53: producers.p1.sends.rate: expected a rate such as 400/s, a whole number of "
            "records per second, "
            "found '400'");
        row("nothing to send", ", rate: 400/s", "",
            "file:8:34: producers.p1.sends: one of rate, bursts, records is missing");
        row("rate and records", "rate: 400/s", "rate: 400/s, records: [{at: 0s, value: a}]",
            "file:8:69: producers.p1.sends.records: 'rate' and 'records' do not go together");
        row("keys of exact records", "rate: 400/s", "keys: none, records: [{at: 0s, value: a}]",
            "file:8:53: producers.p1.sends.keys: 'keys' goes with 'rate' or 'bursts' only");
        row("no exact records", "rate: 400/s", "records: []",
            "file:8:56: producers.p1.sends.records: expected at least one record");
        row("record without value", "rate: 400/s", "records: [{at: 0s, key: a}]",
            "file:8:57: producers.p1.sends.records.0: 'value' is missing; expected a single value "
            "or null");
        row("record with a list", "rate: 400/s", "records: [{at: 0s, value: [a]}]",
            "file:8:73: producers.p1.sends.records.0.value: expected a single value or null, "
            "found a list");
        row("timestamp of half a millisecond", "rate: 400/s",
            "records: [{at: 0s, value: a, timestamp: 500us}]",
            "file:8:87: producers.p1.sends.records.0.timestamp: expected a time since send() in "
            "whole milliseconds, such as 0s, 1s or -500ms, at most 87600h, found '500us'");
        row("record's partition", "rate: 400/s", "records: [{at: 0s, value: a, partition: 2}]",
            "file:8:87: producers.p1.sends.records.0.partition: expected a whole number from 0 to "
            "1 (for another partition send() waits max.block.ms in vain, and fails with a "
            "TimeoutException), found '2'");
        row("topic on demand", "partitions: 2, replication.factor: 3",
            "created: on-demand, partitions: 1",
            "file:6:44: topics.orders.partitions: a topic that is created on demand has no "
            "'partitions' of its own: the broker creates it with num.partitions and "
            "default.replication.factor, and with the brokers' properties");
        row("created never", "partitions: 2,", "created: never, partitions: 2,",
            "file:6:21: topics.orders.created: expected at-start or on-demand, found 'never'");
        row("config forgotten", "config: {acks: 1}", "acks: 1",
            "file:8:8: producers.p1.acks: the Kafka property 'acks' belongs one level deeper, "
            "under config (did you mean "
            "'config: {acks: …}'?)");
        row("nothing to read", "assigns: [orders]", "processing: 1ms",
            "file:10:7: consumers.c1: expected assigns: [partitions], or group: and subscribes: "
            "[topics]");
        row("subscribing without group", "assigns: [orders]", "subscribes: [orders]",
            "file:10:20: consumers.c1.subscribes: to subscribe needs a group (Kafka: "
            "InvalidGroupIdException); add group:, "
            "or write assigns: instead");
        row("pattern that is none", "assigns: [orders]", "group: g, subscribes: {pattern: 'o['}",
            "file:10:40: consumers.c1.subscribes.pattern: expected a regular expression such as "
            "orders.*, found 'o['");
        row("committing without group", "assigns: [orders]",
            "assigns: [orders], commit: sync-after-poll",
            "file:10:35: consumers.c1.commit: to commit needs a group (Kafka: "
            "InvalidGroupIdException); add group:");
        row("heartbeats too rare", "assigns: [orders]",
            "group: g, subscribes: orders, config: {heartbeat.interval.ms: 45s}",
            "file:10:70: consumers.c1.config.heartbeat.interval.ms: Kafka's consumer does not "
            "start with heartbeat.interval.ms that is not lower than session.timeout.ms, because "
            "the group would throw it out between two heartbeats");
        row("reset of a later release", "assigns: [orders]",
            "assigns: [orders], config: {auto.offset.reset: 'by_duration:PT1H'}",
            "file:10:55: consumers.c1.config.auto.offset.reset: by_duration came with Kafka 4.0 "
            "(KIP-1106); write kafka: \"4.0\"");
        row("two assignors", "assigns: [orders]",
            "group: g, subscribes: orders, assignment: {orders-0: c1}, config: "
            "{partition.assignment.strategy: range}",
            "file:10:50: consumers.c1.assignment: partition.assignment.strategy names assignors "
            "of Kafka's already; a scenario has either");
        row("handler without failures", "assigns: [orders]",
            "assigns: [orders], handler: {fails: {then: skip}}",
            "file:10:44: consumers.c1.handler.fails: expected keys or offsets at which the "
            "handler throws");
        row("commit of an unknown policy", "assigns: [orders]",
            "group: g, subscribes: orders, commit: often",
            "file:10:46: consumers.c1.commit: expected auto, sync-after-poll, async-after-poll, "
            "before-processing, processed or none, found 'often'");
        row("committing for nobody", "stop: b1, how: kill", "commit: c1",
            "file:13:22: script.1.commit: 'c1' has no group to commit for; Kafka throws an "
            "InvalidGroupIdException");
        row("subscribing beside assigns", "stop: b1, how: kill", "subscribe: c1, to: orders",
            "file:13:25: script.1.subscribe: 'c1' gets its partitions by 'assigns'; Kafka throws "
            "an IllegalStateException");
        row("partition beyond the topic", "assigns: [orders]", "assigns: [orders-2]",
            "file:10:18: consumers.c1.assigns.0: topic 'orders' has partitions orders-0 to "
            "orders-1");
        row("broker beyond the cluster", "stop: b1", "stop: b7",
            "file:13:20: script.1.stop: names broker b7, but the cluster has b1 to b3");
        row("client that is not there", "start: [p1, c1]", "start: [p1, c2]",
            "file:12:26: script.0.start.1: 'c2' is no broker, controller, producer or consumer of "
            "this scenario (did you mean 'c1'?)");
        row("how for a client", "stop: b1, how", "stop: c1, how",
            "file:13:29: script.1.how: only brokers and controllers stop in different ways, and "
            "'c1' "
            "is neither");
        row("seek without target", "stop: b1, how: kill", "seek: c1",
            "file:13:5: script.1: 'to' is missing; expected earliest, latest, an offset such as "
            "'offset 120', or a time such as 'time 900ms'");
        row("seek to nowhere", "stop: b1, how: kill", "seek: c1, to: offset -1",
            "file:13:28: script.1.to: expected earliest, latest, an offset such as 'offset 120', "
            "or a time such as 'time 900ms', found 'offset -1'");
        row("seek of a producer", "stop: b1, how: kill", "seek: p1, to: latest",
            "file:13:20: script.1.seek: 'p1' is no consumer of this scenario (did you mean "
            "'c1'?)");
        row("target without seek", "how: kill", "to: latest",
            "file:13:28: script.1.to: 'to' goes with 'subscribe', 'seek', 'reassign' and "
            "'add-partitions' only");
        row("records of a topic", "stop: b1, how: kill",
            "delete-records: {partition: orders, before: 1}",
            "file:13:42: script.1.delete-records.partition: there is no partition 'orders' (did "
            "you mean 'orders-0'?)");
        row("records before nothing", "stop: b1, how: kill",
            "delete-records: {partition: orders-0}",
            "file:13:30: script.1.delete-records: 'before' is missing; expected an offset, or -1 "
            "for the high watermark");
        row("two actions", "stop: b1, how: kill", "stop: b1, start: b2",
            "file:13:31: script.1.start: a command does one thing, and this one has 'stop' "
            "already");
        row("no end", "end: true", "stop: p1",
            "file:12:3: script: the script has no end; its last command is "
            "{at: …, end: true}");
        row("after the end", "at: 1s", "at: 4s",
            "file:13:5: script.1: this command comes after the end of the run at 3s");
        row("negative time", "at: 1s", "at: -1s",
            "file:13:10: script.1.at: expected a duration such as 250ms, 2s or 1.5s (units us, ms, "
            "s, m, h), found '-1s'");
        row("too much work", "at: 3s", "at: 20h",
            "file:12:3: script: the producers would send about 28800000 records, more than a run "
            "may have (10000000); "
            "lower a rate, set a count or end sooner");
        row("kind of event", "first: ack", "first: akc",
            "file:16:18: lesson.0.cue.first: there is no kind of event 'akc' (did you mean "
            "'ack'?)");
        row("question without answer", "say: {", "ask: {",
            "file:17:10: lesson.0.ask: the question has no answer; expected answer: {state: "
            "expression}");
        row("silent step", "    say: {en: Stored., zh_CN: 已存储。}\n", "",
            "file:16:5: lesson.0: a lesson step says something or asks something; 'say' and 'ask' "
            "are missing");
        row("contrast path", "set: {producers.p1", "set: {producers.p2",
            "file:19:9: contrast.set.producers.p2.config.acks: this path names nothing: "
            "'producers' has no 'p2' (did you "
            "mean 'producers.p1.config.acks'?)");
        row("contrast value", "acks: all", "acks: some",
            "file:19:35: contrast.set.producers.p1.config.acks: expected all, -1, 0 or 1, found "
            "'some'; Kafka throws a ConfigException");
        row("contrast elsewhere", "producers.p1.config.acks: all", "cluster.brokers: 2",
            "file:19:8: contrast.set: with this change, topics.orders.replication.factor: expected "
            "at most 2, the number of "
            "brokers, found 3 (INVALID_REPLICATION_FACTOR)");
        row("condition", "lost_after_ack > 0", "lost_after_ack > ",
            "file:20:10: expect.0: in 'lost_after_ack > ', column 18: expected a number, a name or "
            "'(', found the end");
        row("counter", "lost_after_ack > 0", "lost_after_akc > 0",
            "file:20:10: expect.0: in 'lost_after_akc > 0', column 1: there is no counter "
            "'lost_after_akc' (did you mean "
            "'lost_after_ack'?)");
        row("contrast's condition", "lost_after_ack == 0", "leo(orders-2, b1) == 0",
            "file:21:19: expect_contrast.0: in 'leo(orders-2, b1) == 0', column 5: 'orders-2' is "
            "not a partition such as "
            "orders-0 (did you mean 'orders-0'?)");
    }
    void oneMistakeGivesOneSentence()
    {
        QFETCH(QByteArray, was);
        QFETCH(QByteArray, is);
        QFETCH(QByteArray, sentence);
        QByteArray yaml = kBase;
        const qsizetype at = yaml.indexOf(was);
        QVERIFY(at >= 0);
        yaml.replace(at, was.size(), is);
        QCOMPARE(lint(yaml), sentence + '\n');
    }

    void seekIsForWhatIsAssigned()
    {
        QByteArray yaml = kBase;
        yaml.replace("assigns: [orders]", "assigns: [orders-1]");
        yaml.replace("stop: b1, how: kill", "seek: c1, to: latest, partition: orders-0");
        QCOMPARE(lint(yaml),
            QByteArray("file:13:47: script.1.partition: orders-0 is not assigned to 'c1'; Kafka "
                       "throws an IllegalStateException\n"));
    }

    void whatIsNoScenarioGetsOneSentence_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QByteArray>("sentence");
        const auto row = [](const char* name, const QByteArray& yaml, const char* sentence) {
            QTest::newRow(name) << yaml << QByteArray(sentence);
        };
        row("empty", "", "file: the file is empty; a scenario begins with 'brokerscope: 1'");
        row("comment only", "# nothing\n",
            "file: the file is empty; a scenario begins with 'brokerscope: 1'");
        row("list", "- 1\n",
            "file:1:1: this is not a scenario; expected a mapping that begins with 'brokerscope: "
            "1'");
        row("another program's", "version: '3'\nservices: {}\n",
            "file:1:1: this is not a scenario; it does not begin with 'brokerscope: 1'");
        row("tab", "brokerscope: 1\nscript:\n\t- a\n",
            "file:3:2: a tab stands in the indentation; YAML wants spaces");
        row("question mark", "brokerscope: 1\nask: {en: Which?, zh_CN: x}\n",
            "file:2:16: within { } or [ ] a text with a '?' needs quotes");
        row("unclosed", "brokerscope: 1\ncluster: {brokers: 3\n",
            "file:3:1: expected ',' or '}': a '{' is not closed");
        row("alias", "brokerscope: &v 1\nid: *v\n",
            "file:2:5: scenarios have no aliases (*name); write the value out");
        row("two documents", "brokerscope: 1\n---\na: 1\n",
            "file:3:1: the file has more than one YAML document");
        row("binary", QByteArray("a: \0b", 5),
            "file: the file is binary; a scenario is YAML text in UTF-8");
        row("control character", "a: \x01\n",
            "file:1:4: a control character (0x01) may not stand in a scenario");
        row("not UTF-8", "a: 基\xC3\x28\n", "file:1:5: the text is not valid UTF-8 here");
        row("huge", QByteArray((4 << 20) + 1, ' '),
            "file: the file is larger than 4 MiB, which no scenario is");
        row("deep", QByteArray(100'000, '['), "file:1:1: brackets are nested too deep");
    }
    void whatIsNoScenarioGetsOneSentence()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QByteArray, sentence);
        QCOMPARE(lint(yaml), sentence + '\n');
    }

    void badEditsHaveNoLine_data()
    {
        QTest::addColumn<QByteArray>("edit");
        QTest::addColumn<QByteArray>("sentence");
        const auto row = [](const char* edit, const char* sentence) {
            QTest::newRow(edit) << QByteArray(edit) << QByteArray(sentence);
        };
        row("set producers.p1.confg.acks=all",
            "file: producers.p1.confg.acks: this path names nothing: 'producers.p1' has no 'confg' "
            "(did you mean "
            "'producers.p1.config.acks'?)");
        row("set topics.orders.replication.facter=2",
            "file: topics.orders.replication.facter: this path names nothing: 'topics.orders' has "
            "no 'replication' (did "
            "you mean 'topics.orders.replication.factor'?)");
        row("set script.7.at=1s",
            "file: script.7.at: '7' is no entry of this list; it has 3, counted from 0");
        row("set producers.p1.config.acks=7",
            "file: producers.p1.config.acks: expected all, -1, 0 or 1, found '7'; Kafka throws a "
            "ConfigException");
        row("set topics.orders.assignment=[[b1",
            "file: topics.orders.assignment: expected ',' or ']': a '[' is not closed");
        row("move 9 1s", "file: the edit 'move 9 1s' does not fit this scenario");
        row("remove 2", "file: the edit 'remove 2' does not fit this scenario");
    }
    void badEditsHaveNoLine()
    {
        QFETCH(QByteArray, edit);
        QFETCH(QByteArray, sentence);
        // A fromText() that failed would hide what is tested, so it must succeed.
        const auto parsed = fromText(edit.toStdString());
        if (!parsed) {
            QVERIFY(edit.contains("[[b1"));
        }
        const Edit made = parsed ? *parsed : Edit(SetValue{"topics.orders.assignment", "[[b1"});
        QCOMPARE(lint(kBase, {made}), sentence + '\n');
    }

    /// Set BROKERSCOPE_UPDATE_GOLDEN=1 to write the sentences anew, and read the diff.
    void everyErrorIsReportedAtOnce()
    {
        const QByteArray found = lint(contentOf(QStringLiteral("broken/many-errors.yaml")));
        const QString golden = QStringLiteral("broken/many-errors.txt");
        if (qEnvironmentVariableIsSet("BROKERSCOPE_UPDATE_GOLDEN")) {
            QFile file(kFolder + golden);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(found) == found.size());
        }
        QCOMPARE(found, contentOf(golden));
    }

    void noTextBreaksTheReader()
    {
        constexpr std::uint32_t kSeed = 20261122;
        constexpr int kRounds = 1500;
        const QByteArray alphabet("{}[]:,-#&*!|>'\"%@`\t\n 0ab\x80\xff\\?~");
        const QByteArray original = contentOf(QStringLiteral("good/everything.yaml"));
        std::mt19937 random(kSeed);
        const auto below
            = [&](qsizetype limit) { return qsizetype(random() % std::uint32_t(limit)); };
        for (int round = 0; round < kRounds; ++round) {
            QByteArray yaml = original;
            for (qsizetype change = 0; change <= below(5); ++change) {
                const qsizetype at = below(yaml.size());
                switch (below(4)) {
                case 0:
                    yaml[at] = alphabet[below(alphabet.size())];
                    break;
                case 1:
                    yaml.insert(at, alphabet[below(alphabet.size())]);
                    break;
                case 2:
                    yaml.remove(at, below(20));
                    break;
                case 3:
                    yaml.insert(at, yaml.mid(below(yaml.size()), below(30)));
                    break;
                }
            }
            const auto scenario = readScenario(yaml.toStdString());
            if (scenario) {
                continue;
            }
            const Diagnostics& found = scenario.error();
            QVERIFY2(!found.empty(), yaml.constData());
            QVERIFY2(std::is_sorted(found.begin(), found.end(),
                         [](const Diagnostic& a, const Diagnostic& b) {
                             return std::pair(a.line, a.column) < std::pair(b.line, b.column);
                         }),
                yaml.constData());
            QVERIFY2(
                std::adjacent_find(found.begin(), found.end()) == found.end(), yaml.constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestLinter)
#include "tst_linter.moc"
