#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/scenario/edit.h"
#include "engine/scenario/reader.h"
#include "engine/scenario/workload.h"

using namespace brokerscope;
using namespace brokerscope::scenario;

namespace {

/// p1 sends `what`; the script begins with `command`. Both stand in lines of their own: 6 and 8.
std::string file(const std::string& what, const std::string& command = {})
{
    return "brokerscope: 1\nid: test\ntitle: {en: t, zh_CN: t}\ntopics: {orders: {partitions: 2}}\n"
           "producers: {p1: {sends: {to: orders,\n"
        + what + "}}}\nscript:\n"
        + (command.empty() ? std::string("  - {at: 0s, start: p1}") : "  - " + command)
        + "\n  - {at: 1s, end: true}\n";
}

/// Everything that is wrong, one sentence for each line.
QString errorsOf(const std::string& text)
{
    const auto read = readScenario(text);
    QStringList lines;
    if (!read) {
        for (const Diagnostic& diagnostic : read.error()) {
            lines += QString::fromStdString(diagnostic.sentence("file"));
        }
    }
    return lines.join(QLatin1Char('\n'));
}

SendSpec sendsOf(const std::string& what)
{
    const auto read = readScenario(file(what));
    return read ? read->producers.at(0).sends : SendSpec{};
}

Command commandOf(const std::string& text)
{
    const auto read = readScenario(file("rate: 1/s", text));
    return read ? read->script.at(0) : Command{Timestamp(), EndCommand{}};
}

void row(const char* name, const char* text, const char* error)
{
    QTest::newRow(name) << text << error;
}

} // namespace

/// How workloads and commands about single messages are written.
class TestWorkloadReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void workloadsAreRead()
    {
        QVERIFY(sendsOf("rate: 5/s, arrivals: poisson").arrivals == ArrivalKind::Poisson);
        QVERIFY(sendsOf("rate: 5/s, arrivals: constant") == sendsOf("rate: 5/s"));
        QVERIFY(sendsOf("bursts: {records: 20, gap: 500ms}").bursts
            == (BurstSpec{20, milliseconds(500)}));
        QVERIFY(sendsOf("rate: 5/s, pause-sends: 1s..2s").pauses
            == (std::vector<Range>{{seconds(1), seconds(2)}}));
        QVERIFY(sendsOf("rate: 5/s, pause-sends: [0s..1s, 1s..1500ms]").pauses
            == (std::vector<Range>{{Duration(), seconds(1)}, {seconds(1), milliseconds(1500)}}));
        const SendSpec listed = sendsOf("rate: 5/s, keys: [anna, 7], zipf: 1.2");
        QVERIFY(listed.hasKeys && listed.keyList == (std::vector<std::string>{"anna", "7"}));
        QCOMPARE(listed.zipfThousandths, 1200U);
        QCOMPARE(sendsOf("rate: 5/s, keys: user-0..9999, zipf: 0.999").zipfThousandths, 999U);
    }

    void sizesAreRead()
    {
        const SendSpec uniform = sendsOf("rate: 5/s, size: 50B..1KiB");
        QVERIFY(uniform.sizeKind == SizeKind::Uniform && uniform.size == 50
            && uniform.sizeSpread == 1024);
        const SendSpec normal = sendsOf("rate: 5/s, size: {normal: 200B, deviation: 50B}");
        QVERIFY(normal.sizeKind == SizeKind::Normal && normal.size == 200 && normal.sizeSpread == 50
            && normal.sizeMost == kLargestValue);
        const SendSpec pareto
            = sendsOf("rate: 5/s, size: {pareto: 100B, exponent: 1.5, most: 10KiB}");
        QVERIFY(pareto.sizeKind == SizeKind::Pareto && pareto.size == 100
            && pareto.sizeSpread == 1500 && pareto.sizeMost == 10240);
    }

    void kindsOfValuesAreRead()
    {
        QVERIFY(sendsOf("rate: 5/s").valueKind == ValueKind::Letters);
        QVERIFY(sendsOf("rate: 5/s, values: json").valueKind == ValueKind::Json);
        QVERIFY(sendsOf("rate: 5/s, values: letters") == sendsOf("rate: 5/s"));
        QVERIFY(
            workloadOf(sendsOf("rate: 5/s, values: json")).valueKind == client::ValueKind::Json);
    }

    void pathsReachWorkloads()
    {
        const std::string text = file("rate: 5/s, size: {normal: 200B, deviation: 50B}");
        const std::vector<Edit> edits{SetValue{"producers.p1.sends.size.deviation", "60B"},
            SetValue{"producers.p1.sends.keys", "[a, b]"},
            SetValue{"producers.p1.sends.pause-sends", "[1s..2s]"}};
        const auto read = readScenario(text, edits);
        QVERIFY(read.has_value());
        QCOMPARE(read->producers.at(0).sends.sizeSpread, 60U);
        QCOMPARE(read->producers.at(0).sends.keyList.size(), std::size_t(2));
        const std::vector<Edit> fixed{SetValue{"producers.p1.sends.size", "7B"}};
        const auto other = readScenario(text, fixed);
        QVERIFY(other && other->producers.at(0).sends.size == 7);
    }

    void wrongWorkloadsAreExplained_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const char* const kDurationHelp
            = "expected a duration such as 250ms, 2s or 1.5s (units us, ms, s, m, h), found ";
        row("nothing", "count: 3",
            "file:5:25: producers.p1.sends: one of rate, bursts, records is missing");
        row("rate and bursts", "rate: 5/s, bursts: {records: 2, gap: 1s}",
            "file:6:20: producers.p1.sends.bursts: 'rate' and 'bursts' do not go together");
        row("arrivals", "rate: 5/s, arrivals: random",
            "file:6:22: producers.p1.sends.arrivals: expected constant or poisson, found 'random'");
        row("arrivals of bursts", "bursts: {records: 2, gap: 1s}, arrivals: poisson",
            "file:6:42: producers.p1.sends.arrivals: 'arrivals' goes with 'rate' only");
        row("burst of none", "bursts: {records: 0, gap: 1s}",
            "file:6:19: producers.p1.sends.bursts.records: expected a whole number from 1 to "
            "1000000, found '0'");
        row("burst without gap", "bursts: {records: 2}",
            "file:6:9: producers.p1.sends.bursts: 'gap' is missing; expected a duration such as "
            "500ms");
        row("burst with no gap", "bursts: {records: 2, gap: 0}",
            "file:6:27: producers.p1.sends.bursts.gap: expected a duration of at least 1us");
        row("bursts as a value", "bursts: 20",
            "file:6:9: producers.p1.sends.bursts: expected a mapping {records: 20, gap: 500ms}, "
            "found a single value");
        const QByteArray gap
            = QByteArray("file:6:27: producers.p1.sends.bursts.gap: ") + kDurationHelp + "'20'";
        row("gap without unit", "bursts: {records: 2, gap: 20}", gap.constData());
        row("pause that ends before it begins", "rate: 5/s, pause-sends: 2s..1s",
            "file:6:25: producers.p1.sends.pause-sends: expected a span after the producer's "
            "start such as 1s..2s, which ends later than it begins, found '2s..1s'");
        row("pause without end", "rate: 5/s, pause-sends: 2s",
            "file:6:25: producers.p1.sends.pause-sends: expected a span after the producer's "
            "start such as 1s..2s, which ends later than it begins, found '2s'");
        row("pauses that overlap", "rate: 5/s, pause-sends: [1s..3s, 2s..4s]",
            "file:6:34: producers.p1.sends.pause-sends.1: expected a span that begins when the "
            "one before it has ended, at 3s or later");
        row("no pauses", "rate: 5/s, pause-sends: []",
            "file:6:25: producers.p1.sends.pause-sends: expected at least one span such as "
            "1s..2s");
        row("values", "rate: 5/s, values: xml",
            "file:6:20: producers.p1.sends.values: expected letters or json, found 'xml'");
        row("values of exact records", "records: [{at: 1s, value: x}], values: json",
            "file:6:40: producers.p1.sends.values: 'values' goes with 'rate' or 'bursts' only");
        row("no keys", "rate: 5/s, keys: []",
            "file:6:18: producers.p1.sends.keys: expected at least one key, or keys: none");
        row("keys as a mapping", "rate: 5/s, keys: {a: 1}",
            "file:6:18: producers.p1.sends.keys: expected keys such as user-0..19, a list of keys "
            "such as [anna, ben], or none, found a mapping");
        row("zipf without keys", "rate: 5/s, zipf: 1.2",
            "file:6:18: producers.p1.sends.zipf: 'zipf' says how unevenly keys are used, and "
            "there are none; add keys such as user-0..19");
        row("zipf of too many keys", "rate: 5/s, keys: u-0..10000, zipf: 1.2",
            "file:6:36: producers.p1.sends.zipf: 'zipf' takes at most 10000 keys, and these are "
            "10001");
        row("zipf of nothing", "rate: 5/s, keys: u-0..9, zipf: 0",
            "file:6:32: producers.p1.sends.zipf: expected an exponent such as 1.2, from 0.1 to "
            "10, with at most three decimals, found '0'");
        row("zipf too exact", "rate: 5/s, keys: u-0..9, zipf: 1.2345",
            "file:6:32: producers.p1.sends.zipf: expected an exponent such as 1.2, from 0.1 to "
            "10, with at most three decimals, found '1.2345'");
        row("size", "rate: 5/s, size: big",
            "file:6:18: producers.p1.sends.size: expected a size such as 100B or 16KiB (units B, "
            "KiB, MiB, GiB), or a range such as 50B..200B from the smaller to the larger one, "
            "found 'big'");
        row("sizes the wrong way round", "rate: 5/s, size: 200B..50B",
            "file:6:18: producers.p1.sends.size: expected a size such as 100B or 16KiB (units B, "
            "KiB, MiB, GiB), or a range such as 50B..200B from the smaller to the larger one, "
            "found '200B..50B'");
        row("sizes too large", "rate: 5/s, size: 1B..17MiB",
            "file:6:18: producers.p1.sends.size: expected at most 16MiB");
        row("size of no kind", "rate: 5/s, size: {deviation: 5B}",
            "file:6:18: producers.p1.sends.size: one of normal, pareto is missing");
        row("size of two kinds", "rate: 5/s, size: {normal: 5B, pareto: 5B, deviation: 1B}",
            "file:6:39: producers.p1.sends.size.pareto: 'normal' and 'pareto' do not go together");
        row("normal without deviation", "rate: 5/s, size: {normal: 5B}",
            "file:6:18: producers.p1.sends.size: 'deviation' is missing; expected a size such as "
            "50B");
        row("pareto without exponent", "rate: 5/s, size: {pareto: 5B}",
            "file:6:18: producers.p1.sends.size: 'exponent' is missing; expected an exponent such "
            "as 1.2, from 0.1 to 10, with at most three decimals");
        row("pareto of nothing", "rate: 5/s, size: {pareto: 0B, exponent: 1}",
            "file:6:27: producers.p1.sends.size.pareto: expected at least 1B");
        row("deviation of pareto", "rate: 5/s, size: {pareto: 5B, exponent: 1, deviation: 1B}",
            "file:6:55: producers.p1.sends.size.deviation: 'deviation' goes with 'normal' only");
        row("most below the mean", "rate: 5/s, size: {normal: 5B, deviation: 1B, most: 4B}",
            "file:6:52: producers.p1.sends.size.most: expected at least 5B, as 'normal' says");
        row("pause of exact records", "records: [{at: 0s, value: a}], pause-sends: 1s..2s",
            "file:6:45: producers.p1.sends.pause-sends: 'pause-sends' goes with 'rate' or "
            "'bursts' only");
        row("slip", "rate: 5/s, ziph: 1",
            "file:6:12: producers.p1.sends.ziph: unknown key 'ziph', expected one of: to, rate, "
            "arrivals, bursts, pause-sends, keys, zipf, size, values, count, partition, records "
            "(did you mean 'zipf'?)");
        row("too many records", "bursts: {records: 1000000, gap: 1us}",
            "file:8:3: script: the producers would send about 1000001000000 records, more than a "
            "run may have (10000000); lower a rate, set a count or end sooner");
    }
    void wrongWorkloadsAreExplained()
    {
        QFETCH(QString, text);
        QFETCH(QString, error);
        QCOMPARE(errorsOf(file(text.toStdString())), error);
    }

    void commandsAboutMessagesAreRead()
    {
        MessageSpec message{event::Api::Produce, false, "p1", "b1", "", 3, false};
        QVERIFY(commandOf("{at: 10ms, drop: {request: Produce, from: p1, to: b1, number: 3}}")
            == (Command{Timestamp(10'000), DropCommand{message}}));
        message = {event::Api::Fetch, true, "", "", "orders-1", 1, false};
        QVERIFY(
            commandOf("{at: 10ms, delay: {answer: Fetch, partition: orders-1, by: 200ms}}").action
            == decltype(Command::action)(DelayCommand{message, milliseconds(200)}));
        message = {event::Api::Metadata, false, "p1", "b2", "", 7, true};
        QVERIFY(commandOf(
                    "{at: 0, drop: {request: Metadata, from: p1, to: b2, number: 7, since: start}}")
                    .action
            == decltype(Command::action)(DropCommand{message}));
        message = {event::Api::Produce, false, "p1", "b1", "orders-0", 2, false};
        QVERIFY(commandOf("{at: 0, fail-once: {broker: b1, api: Produce, error: "
                          "NOT_LEADER_OR_FOLLOWER, from: p1, partition: orders-0, number: 2}}")
                    .action
            == decltype(Command::action)(
                FailOnceCommand{message, event::ErrorCode::NotLeaderOrFollower}));
    }

    void commandsAboutMessagesComeBack_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
            {"add {at: 10ms, drop: {request: Produce, from: p1, to: b1, number: "
             "3, since: start}}",
                "add {at: 10ms, drop: {answer: \"Fetch(__cluster_metadata)\"}}",
                "add {at: 10ms, delay: {request: Produce, partition: orders-1, by: 1500us}}",
                "add {at: 10ms, fail-once: {broker: b1, api: Produce, error: NOT_ENOUGH_REPLICAS}}",
                "add {at: 10ms, fail-once: {broker: b1, api: Metadata, error: "
                "LEADER_NOT_AVAILABLE, from: p1, partition: orders-0, number: 4}}"}) {
            QTest::newRow(text) << text;
        }
    }
    void commandsAboutMessagesComeBack()
    {
        QFETCH(QString, text);
        const auto edit = fromText(text.toStdString());
        QVERIFY2(edit, edit ? "" : edit.error().c_str());
        QCOMPARE(QString::fromStdString(toText(*edit)), text);
        auto scenario = readScenario(file("rate: 1/s")).value();
        QVERIFY(applyTo(scenario, *edit));
        QCOMPARE(scenario.script.size(), std::size_t(3));
    }

    void commandsThatDoNotFitAreRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"add {at: 1ms, drop: {request: Produce, from: p9}}",
                 "add {at: 1ms, drop: {request: Produce, from: b1, to: b1}}",
                 "add {at: 1ms, drop: {request: Produce, partition: orders-2}}",
                 "add {at: 1ms, delay: {request: Produce, to: you, by: 1ms}}",
                 "add {at: 1ms, fail-once: {broker: p1, api: Produce, error: INVALID_RECORD}}"}) {
            QTest::newRow(text) << text;
        }
    }
    void commandsThatDoNotFitAreRefused()
    {
        QFETCH(QString, text);
        const auto edit = fromText(text.toStdString());
        QVERIFY2(edit, edit ? "" : edit.error().c_str());
        auto scenario = readScenario(file("rate: 1/s")).value();
        QVERIFY(!applyTo(scenario, *edit));
    }

    void wrongCommandsAreExplained_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        row("no message", "{at: 0s, drop: {from: p1}}",
            "file:8:20: script.0.drop: one of request, answer is missing");
        row("both", "{at: 0s, drop: {request: Produce, answer: Produce}}",
            "file:8:47: script.0.drop.answer: 'request' and 'answer' do not go together");
        row("unknown request", "{at: 0s, drop: {request: Produec}}",
            "file:8:30: script.0.drop.request: expected one of: Produce, Fetch, ListOffsets, "
            "Metadata, InitProducerId, BrokerRegistration, BrokerHeartbeat, AlterPartition, "
            "Fetch(__cluster_metadata), DeleteRecords, Vote, BeginQuorumEpoch, EndQuorumEpoch, "
            "OffsetForLeaderEpoch, ElectLeaders, AlterPartitionReassignments, CreatePartitions, "
            "CreateTopics, FindCoordinator, JoinGroup, SyncGroup, Heartbeat, LeaveGroup, "
            "OffsetCommit, OffsetFetch, ConsumerGroupHeartbeat, found 'Produec' (did you mean "
            "'Produce'?)");
        row("unknown sender", "{at: 0s, drop: {request: Produce, from: p2}}",
            "file:8:45: script.0.drop.from: 'p2' is no broker, controller, "
            "producer or consumer of this scenario (did you mean 'p1'?)");
        row("to itself", "{at: 0s, drop: {request: Fetch, from: b1, to: b1}}",
            "file:8:51: script.0.drop.to: expected two different nodes");
        row("partition", "{at: 0s, drop: {request: Fetch, partition: orders-2}}",
            "file:8:48: script.0.drop.partition: topic 'orders' has partitions orders-0 to "
            "orders-1");
        row("number", "{at: 0s, drop: {request: Fetch, number: 0}}",
            "file:8:45: script.0.drop.number: expected a whole number from 1 to 4294967295, found "
            "'0'");
        row("since", "{at: 0s, drop: {request: Fetch, since: noon}}",
            "file:8:44: script.0.drop.since: expected start (of the run) or command, found "
            "'noon'");
        row("since and partition",
            "{at: 0s, drop: {request: Fetch, since: start, partition: orders-0}}",
            "file:8:44: script.0.drop.since: 'since: start' and 'partition' do not go together: "
            "messages of the past are told apart by kind, sender and receiver only");
        row("delay of nothing", "{at: 0s, delay: {request: Fetch, by: 0}}",
            "file:8:42: script.0.delay.by: expected a duration such as 200ms, more than 0 and at "
            "most 60s, found '0'");
        row("delay without by", "{at: 0s, delay: {request: Fetch}}",
            "file:8:21: script.0.delay: 'by' is missing; expected a duration such as 200ms");
        row("broker", "{at: 0s, fail-once: {broker: b9, api: Produce, error: INVALID_RECORD}}",
            "file:8:34: script.0.fail-once.broker: names broker b9, but the cluster has b1 to b3");
        row("api that cannot fail",
            "{at: 0s, fail-once: {broker: b1, api: Vote, error: INVALID_RECORD}}",
            "file:8:43: script.0.fail-once.api: expected one of: Produce, Fetch, ListOffsets, "
            "Metadata, InitProducerId, FindCoordinator, JoinGroup, SyncGroup, Heartbeat, "
            "LeaveGroup, OffsetCommit, OffsetFetch, ConsumerGroupHeartbeat, found 'Vote'");
        row("partition of a producer id",
            "{at: 0s, fail-once: {broker: b1, api: InitProducerId, error: NOT_COORDINATOR, "
            "partition: orders-0}}",
            "file:8:94: script.0.fail-once.partition: a request for a producer id is about no "
            "partition");
        row("error of another api",
            "{at: 0s, fail-once: {broker: b1, api: Metadata, error: NOT_ENOUGH_REPLICAS}}",
            "file:8:60: script.0.fail-once.error: expected an error with which a broker refuses "
            "Metadata: LEADER_NOT_AVAILABLE, UNKNOWN_TOPIC_OR_PARTITION, found "
            "'NOT_ENOUGH_REPLICAS'");
        row("error forgotten", "{at: 0s, fail-once: {broker: b1, api: Produce}}",
            "file:8:25: script.0.fail-once: 'error' is missing; expected a Kafka error such as "
            "NOT_LEADER_OR_FOLLOWER");
        row("drop as a value", "{at: 0s, drop: p1}",
            "file:8:20: script.0.drop: expected a message {request: Produce, from: p1, to: b1}, "
            "found a single value");
    }
    void wrongCommandsAreExplained()
    {
        QFETCH(QString, text);
        QFETCH(QString, error);
        QCOMPARE(errorsOf(file("rate: 1/s", text.toStdString())), error);
    }
};

QTEST_APPLESS_MAIN(TestWorkloadReader)
#include "tst_workload_reader.moc"
