#include <QTest>

#include "tests/support/fault_schedule.h"
#include "tests/support/shrink.h"
#include "tests/support/small_cluster.h"
#include "tests/support/soak.h"

#include "engine/protocol/refusal.h"

#include <rapidcheck.h>

#include <array>
#include <ostream>
#include <utility>
#include <vector>

using namespace brokerscope;
using namespace brokerscope::testing;

namespace {

// --- random schedules ----------------------------------------------------------------------------

/// Where the search for what a producer without idempotence does gives up.
constexpr std::uint64_t kSeeds = 40;

QString told(std::uint64_t seed, const Watched& watched)
{
    return QStringLiteral("seed %1 %2")
        .arg(seed)
        .arg(QString::fromStdString(watched.violation.value_or("")));
}

/// Nothing happens to the cluster; single messages are lost, late or refused.
scenario::Scenario messageFaults(std::uint64_t seed, ProducerKinds producers)
{
    return randomFaults(seed, {.faults = 0, .messageFaults = 12, .producers = producers});
}

/// acks=all and five in flight, with or without idempotence.
scenario::Scenario withIdempotence(scenario::Scenario scenario, const char* value)
{
    for (scenario::ProducerSpec& producer : scenario.producers) {
        producer.config["enable.idempotence"] = value;
        producer.config["acks"] = "all";
        producer.config["max.in.flight.requests.per.connection"] = "5";
        producer.config["delivery.timeout.ms"] = "5000";
    }
    return scenario;
}

/// Whether a producer's records stand in a log in such a way ("reordered" or "duplicated").
bool shows(const scenario::Scenario& scenario, const char* what)
{
    const Watched watched = watch(scenario, {.ordered = OrderedProducers::All});
    return watched.violation && watched.violation->find(what) != std::string::npos;
}

// --- random faults of single messages ------------------------------------------------------------

constexpr std::uint32_t kRecords = 300;

struct MessageFault {
    enum class Kind : std::uint8_t { Drop, Delay, Fail };
    Kind kind = Kind::Drop;
    int atMs = 0;
    int broker = 1;
    bool isAnswer = false;
    std::uint32_t number = 1;
    int delayMs = 0;
    std::size_t error = 0;
};

std::ostream& operator<<(std::ostream& out, const MessageFault& fault)
{
    constexpr std::array kNames{"drop", "delay", "fail"};
    return out << kNames[static_cast<std::size_t>(fault.kind)] << " number " << fault.number
               << (fault.isAnswer ? " answer" : " request") << " of b" << fault.broker << " from "
               << fault.atMs << " ms, by " << fault.delayMs << " ms, error " << fault.error;
}

rc::Gen<MessageFault> anyFault()
{
    return rc::gen::map(
        rc::gen::tuple(rc::gen::inRange(0, 3), rc::gen::inRange(310, 900), rc::gen::inRange(1, 3),
            rc::gen::inRange(0, 2), rc::gen::inRange<std::uint32_t>(1, 6), rc::gen::inRange(1, 120),
            rc::gen::inRange<std::size_t>(0, 100)),
        [](const auto& drawn) {
            return MessageFault{static_cast<MessageFault::Kind>(std::get<0>(drawn)),
                std::get<1>(drawn), std::get<2>(drawn), std::get<3>(drawn) == 1, std::get<4>(drawn),
                std::get<5>(drawn), std::get<6>(drawn)};
        });
}

/// The retriable errors with which a broker refuses a Produce request.
std::vector<event::ErrorCode> passingErrors()
{
    std::vector<event::ErrorCode> errors;
    for (const event::ErrorCode error : protocol::refusals(event::Api::Produce)) {
        if (event::isRetriable(error)) {
            errors.push_back(error);
        }
    }
    return errors;
}

void add(scenario::Scenario& scenario, const MessageFault& fault)
{
    scenario::MessageSpec message;
    message.isAnswer = fault.isAnswer && fault.kind != MessageFault::Kind::Fail;
    message.from = "p1";
    message.to = "b" + std::to_string(fault.broker);
    message.number = fault.number;
    if (message.isAnswer) {
        std::swap(message.from, message.to);
    }
    switch (fault.kind) {
    case MessageFault::Kind::Drop:
        at(scenario, fault.atMs, scenario::DropCommand{message});
        return;
    case MessageFault::Kind::Delay:
        at(scenario, fault.atMs, scenario::DelayCommand{message, milliseconds(fault.delayMs)});
        return;
    case MessageFault::Kind::Fail: {
        const auto errors = passingErrors();
        at(scenario, fault.atMs,
            scenario::FailOnceCommand{message, errors[fault.error % errors.size()]});
        return;
    }
    }
}

/// A producer that has time to retry, and a topic whose two partitions b1 and b2 lead.
scenario::Scenario patientProducer(const scenario::ConfigMap& config)
{
    scenario::Scenario s = smallCluster();
    s.topics[0].partitions = 2;
    s.topics[0].assignment = {{NodeId(1), NodeId(2), NodeId(3)}, {NodeId(2), NodeId(3), NodeId(1)}};
    s.topics[0].config = {{"min.insync.replicas", "2"}};
    scenario::ConfigMap all = config;
    all.merge(scenario::ConfigMap{{"acks", "all"}, {"enable.idempotence", "true"},
        {"linger.ms", "1"}, {"request.timeout.ms", "40"}, {"retry.backoff.ms", "5"},
        {"delivery.timeout.ms", "30000"},
        // A fault may strike a connection that is being tried, which Kafka gives up after 10 s.
        {"socket.connection.setup.timeout.ms", "50"},
        {"socket.connection.setup.timeout.max.ms", "100"}});
    scenario::SendSpec& sends = addProducer(s, all, 500, kRecords).sends;
    sends.hasKeys = true;
    sends.keyPrefix = "k-";
    sends.keyLast = 9;
    at(s, 300, scenario::StartCommand{{"p1"}});
    s.script.back().at = Timestamp(20'000'000);
    return s;
}

// --- events made by hand -------------------------------------------------------------------------

struct Story {
    std::vector<event::Payload> payloads;
};

event::RecordCreated created()
{
    event::RecordCreated record;
    record.number = RecordNumber(1);
    return record;
}

/// One record in one closed batch, and what happens then.
Story batchOfOne(const std::vector<event::Payload>& more)
{
    Story story;
    story.payloads
        = {event::NodeStarted{}, created(), event::BatchOpened{BatchId(1), PartitionId(0)},
            event::RecordBatched{BatchId(1), RecordNumber(1), 100},
            event::BatchClosed{BatchId(1), 1, 100, PartitionId(0)}};
    story.payloads.insert(story.payloads.end(), more.begin(), more.end());
    return story;
}

event::BatchSent sent()
{
    return {BatchId(1), Sequence(0), NodeId(1), PartitionId(0), 1};
}

event::BatchAcked acked(std::uint32_t records)
{
    return {Offset(0), BatchId(1), records, PartitionId(0)};
}

} // namespace

Q_DECLARE_METATYPE(Story)

/// Requests and answers of producers are lost, late and refused at random.
class MessageSoakTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Producers of every kind, watched after each step. No leader ever forgets one, since none is
    /// lost.
    void producersKeepTheirPromises()
    {
        std::size_t records = 0;
        for (std::uint64_t seed = 1; seed <= 150; ++seed) {
            const Watched watched = watch(
                messageFaults(seed, ProducerKinds::Any), {{.keepsLogs = true, .keepsAcked = true}});
            QVERIFY2(!watched.violation, qPrintable(told(seed, watched)));
            QVERIFY2(watched.forgotten == 0, qPrintable(told(seed, watched)));
            records += watched.acked;
        }
        QVERIFY(records > 20'000);
    }

    /// The soak is worth what it finds: among a few schedules is one that shows what a producer
    /// without idempotence does. What is left of it when it is shrunk is told, and an idempotent
    /// producer does not mind it.
    void withoutIdempotenceItIsFound_data()
    {
        QTest::addColumn<QByteArray>("what");
        QTest::addRow("reordered") << QByteArray("reordered");
        QTest::addRow("duplicated") << QByteArray("duplicated");
    }

    void withoutIdempotenceItIsFound()
    {
        QFETCH(const QByteArray, what);
        std::uint64_t seed = 1;
        const auto schedule = [&](const char* idempotence) {
            return withIdempotence(messageFaults(seed, ProducerKinds::Plain), idempotence);
        };
        while (seed <= kSeeds && !shows(schedule("false"), what.constData())) {
            ++seed;
        }
        QVERIFY2(seed <= kSeeds, "no seed shows it");
        const scenario::Scenario least = shrunk(schedule("false"),
            [&](const scenario::Scenario& each) { return shows(each, what.constData()); });
        qInfo("%s by seed %llu:\n%s", what.constData(), static_cast<unsigned long long>(seed),
            scheduleText(least).c_str());
        QVERIFY2(least.script.size() <= 6, "start, what it takes, and the end");
        const Watched watched = watch(withIdempotence(least, "true"), {});
        QVERIFY2(!watched.violation, qPrintable(told(seed, watched)));
        for (std::uint64_t sound = 1; sound <= seed; ++sound) {
            const Watched other
                = watch(withIdempotence(messageFaults(sound, ProducerKinds::Plain), "true"), {});
            QVERIFY2(!other.violation, qPrintable(told(sound, other)));
        }
    }

    /// Sequences and deduplication: whatever is lost, every record is stored exactly once and in
    /// order, and its producer knows.
    void idempotentRecordsAreStoredOnceAndInOrder()
    {
        QVERIFY(rc::check("random drops and retries", [] {
            scenario::ConfigMap config;
            config["max.in.flight.requests.per.connection"]
                = std::to_string(*rc::gen::inRange(1, 6));
            config["batch.size"] = std::to_string(*rc::gen::element(0, 200, 400, 2000));
            scenario::Scenario s = patientProducer(config);
            s.seed = *rc::gen::inRange<std::uint64_t>(1, 1000);
            const auto faults = *rc::gen::container<std::vector<MessageFault>>(anyFault());
            for (const MessageFault& fault : faults) {
                add(s, fault);
            }
            const Watched watched = watch(s, {{.keepsLogs = true, .keepsAcked = true}});
            RC_LOG() << watched.violation.value_or("no violation") << "\n" << scheduleText(s);
            // A leader that has nothing of a producer takes any sequence, in Kafka, too: with the
            // first batch refused, the second one comes to stand before it.
            RC_PRE(watched.forgotten == 0U);
            RC_ASSERT(!watched.violation);
            RC_ASSERT(watched.acked == kRecords);
        }));
    }

    /// What looks into the runs above would see if something were wrong.
    void theCheckerNotices_data()
    {
        QTest::addColumn<Story>("story");
        QTest::addColumn<QString>("wrong");
        QTest::newRow("nothing wrong") << batchOfOne({sent(), acked(1)}) << QString();
        QTest::newRow("the same send() again")
            << batchOfOne({created()}) << QStringLiteral("p1: record 1 was sent twice");
        QTest::newRow("rejected after it got into a batch")
            << batchOfOne({event::RecordRejected{RecordNumber(1)}})
            << QStringLiteral("p1: record 1 was rejected after it had ended or got into a batch");
        QTest::newRow("acknowledged twice") << batchOfOne({sent(), acked(1), acked(1)})
                                            << QStringLiteral("p1: batch 1 ended twice");
        QTest::newRow("acknowledged without being sent") << batchOfOne(
            {acked(1)}) << QStringLiteral("p1: batch 1 was acknowledged and not in flight");
        QTest::newRow("acknowledged and failed")
            << batchOfOne({sent(), acked(1), event::BatchFailed{BatchId(1), 1, PartitionId(0)}})
            << QStringLiteral("p1: batch 1 ended twice");
        QTest::newRow("a record less") << batchOfOne({sent(), acked(0)})
                                       << QStringLiteral("p1: batch 1 ended with 0 records, not 1");
        QTest::newRow("two attempts at once") << batchOfOne(
            {sent(), sent()}) << QStringLiteral("p1: batch 1 was sent when it could not be");
        QTest::newRow("a flush() that does not wait")
            << batchOfOne({event::FlushBegun{1}, event::FlushEnded{}})
            << QStringLiteral("p1: flush() returned before batch 1 was done");
        QTest::newRow("a close() that does not wait")
            << batchOfOne({event::CloseBegun{}, event::NodeStopped{event::StopHow::Shutdown}})
            << QStringLiteral("p1: it closed with records that have not ended");
    }

    void theCheckerNotices()
    {
        QFETCH(const Story, story);
        QFETCH(const QString, wrong);
        scenario::Scenario s = smallCluster();
        addProducer(s, {}, 100, 1);
        scenario::Cluster cluster(s);
        ProducerChecker checker(cluster, s);
        std::optional<std::string> found;
        for (const event::Payload& payload : story.payloads) {
            event::Event event;
            event.node = *cluster.roster().node("p1");
            event.payload = payload;
            found = found ? found : checker.check(event);
        }
        QCOMPARE(QString::fromStdString(found.value_or("")), wrong);
    }
};

QTEST_APPLESS_MAIN(MessageSoakTest)
#include "tst_message_soak.moc"
