#include <QTest>

#include "engine/client/sequences.h"
#include "tests/support/fault_schedule.h"
#include "tests/support/small_cluster.h"

#include "engine/sim/random.h"

#include <algorithm>
#include <map>

using namespace brokerscope;
using namespace brokerscope::testing;

namespace {

constexpr PartitionId kPartition{0};

client::ProducerBatch batchOf(int records)
{
    client::ProducerBatch batch({}, client::kWhole);
    batch.partition = kPartition;
    for (int i = 0; i < records; ++i) {
        batch.builder.append(std::nullopt, "x", 0);
    }
    return batch;
}

/// A cluster without failures of its own, and a network that loses requests and answers of the
/// producer at random.
scenario::Scenario lossy(std::uint64_t seed, const char* idempotence)
{
    scenario::Scenario s = smallCluster();
    s.seed = seed;
    s.topics[0].partitions = 2;
    s.topics[0].assignment = {{NodeId(1), NodeId(2), NodeId(3)}, {NodeId(2), NodeId(3), NodeId(1)}};
    s.topics[0].config = {{"min.insync.replicas", "2"}};
    scenario::SendSpec& sends = addProducer(s,
        {{"acks", "all"}, {"enable.idempotence", idempotence}, {"batch.size", "400"},
            {"linger.ms", "1"}, {"request.timeout.ms", "40"}, {"retry.backoff.ms", "5"},
            {"delivery.timeout.ms", "20000"}, {"max.in.flight.requests.per.connection", "5"}},
        1500, 1500)
                                    .sends;
    sends.hasKeys = true;
    sends.keyPrefix = "k-";
    sends.keyLast = 9;
    at(s, 300, scenario::StartCommand{{"p1"}});
    sim::Random random(seed, 7);
    for (int i = 0; i < 12; ++i) {
        const int when = 310 + static_cast<int>(random.below(1200));
        const std::string broker = random.below(2) == 0 ? "b1" : "b2";
        scenario::MessageSpec message;
        message.isAnswer = random.below(2) == 0;
        message.from = message.isAnswer ? broker : "p1";
        message.to = message.isAnswer ? "p1" : broker;
        message.number = 1 + static_cast<std::uint32_t>(random.below(3));
        if (random.below(3) == 0) {
            at(s, when,
                scenario::FailOnceCommand{
                    {event::Api::Produce, false, "", broker, "", message.number, false},
                    event::ErrorCode::NotEnoughReplicas});
        } else {
            at(s, when, scenario::DropCommand{message});
        }
    }
    s.script.back().at = Timestamp(12'000'000);
    return s;
}

struct Counts {
    std::uint32_t duplicates = 0;
    std::uint32_t reordered = 0;
    std::uint32_t retried = 0;
};

Counts runOf(const scenario::Scenario& s)
{
    const auto history = scenario::run(s);
    const auto verdict = history::judge(*history);
    Q_ASSERT(verdict.acked + verdict.failed == verdict.produced);
    return {verdict.count(history::AnomalyKind::DuplicateInLog),
        verdict.count(history::AnomalyKind::ReorderedInLog),
        static_cast<std::uint32_t>(all<event::BatchRetried>(*history).size())};
}

} // namespace

namespace {

bool hasRefusedAsOutOfOrder(const history::History& history)
{
    const auto events = history.events();
    return std::any_of(events.begin(), events.end(), [](const event::Event& each) {
        const auto* refused = std::get_if<event::AppendRejected>(&each.payload);
        return refused != nullptr && refused->error == event::ErrorCode::OutOfOrderSequenceNumber;
    });
}

} // namespace

class SequencesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countRecordsAndWait()
    {
        client::Sequences sequences(1);
        QVERIFY(!sequences.hasId());
        sequences.setId(ProducerId(7), ProducerEpoch(0));
        client::ProducerBatch first = batchOf(3);
        client::ProducerBatch second = batchOf(2);
        QVERIFY(!sequences.assign(first));
        QVERIFY(!sequences.assign(second));
        QCOMPARE(first.baseSequence, Sequence(0));
        QCOMPARE(second.baseSequence, Sequence(3));
        QVERIFY(sequences.isFirst(first) && !sequences.isFirst(second));
        QVERIFY(sequences.awaitsEarlier(second)); // its gap is the first one's
        sequences.acknowledged(first);
        QVERIFY(sequences.isFirst(second) && !sequences.awaitsEarlier(second));
    }

    void aHoleBumpsTheEpochUnlessLaterOnesWereTaken()
    {
        client::Sequences sequences(1);
        sequences.setId(ProducerId(7), ProducerEpoch(0));
        client::ProducerBatch lost = batchOf(3);
        client::ProducerBatch later = batchOf(2);
        static_cast<void>(sequences.assign(lost));
        static_cast<void>(sequences.assign(later));
        sequences.givenUp(lost);
        QVERIFY(!sequences.mayAssign(kPartition)); // the later one is not done
        sequences.acknowledged(later);
        QVERIFY(sequences.mayAssign(kPartition));
        client::ProducerBatch next = batchOf(1);
        QVERIFY(!sequences.assign(next)); // the broker took `later`, so it had `lost`
        QCOMPARE(next.baseSequence, Sequence(5));

        sequences.givenUp(next);
        client::ProducerBatch after = batchOf(1);
        const auto bumped = sequences.assign(after);
        QVERIFY(bumped && *bumped == ProducerEpoch(1));
        QCOMPARE(after.baseSequence, Sequence(0));
        QCOMPARE(after.producerEpoch, ProducerEpoch(1));
    }

    void theLastEpochMeansANewId()
    {
        client::Sequences sequences(1);
        sequences.setId(ProducerId(7), ProducerEpoch(32767));
        client::ProducerBatch lost = batchOf(3);
        static_cast<void>(sequences.assign(lost));
        sequences.dropIdIfUsedUp();
        QVERIFY(sequences.hasId());
        sequences.givenUp(lost);
        sequences.dropIdIfUsedUp();
        QVERIFY(!sequences.hasId() && !sequences.mayAssign(kPartition));
        sequences.setId(ProducerId(8), ProducerEpoch(0));
        client::ProducerBatch next = batchOf(1);
        QVERIFY(!sequences.assign(next));
        QCOMPARE(next.baseSequence, Sequence(0));
        QCOMPARE(next.producerEpoch, ProducerEpoch(0));
    }

    void neitherGapsNorDuplicatesWithIdempotence()
    {
        std::uint32_t retried = 0;
        for (std::uint64_t seed = 1; seed <= 12; ++seed) {
            const Counts found = runOf(lossy(seed, "true"));
            QVERIFY2(found.duplicates == 0 && found.reordered == 0,
                qPrintable(QStringLiteral("seed %1").arg(seed)));
            retried += found.retried;
        }
        QVERIFY(retried > 50);
    }

    void withoutIdempotenceTheSameFaultsReorderAndDuplicate()
    {
        std::uint32_t duplicates = 0;
        std::uint32_t reordered = 0;
        for (std::uint64_t seed = 1; seed <= 12; ++seed) {
            const Counts found = runOf(lossy(seed, "false"));
            duplicates += found.duplicates;
            reordered += found.reordered;
        }
        QVERIFY(duplicates > 0);
        QVERIFY(reordered > 0);
    }

    /// Except where a leader refuses as out of order a batch that it has, since it knows no more
    /// than a few of its producer's batches: the producer then takes a new epoch and sends it once
    /// more, in Kafka, too.
    void brokersThatComeAndGoDoNotHurtAnIdempotentProducer()
    {
        int judged = 0;
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
            scenario::Scenario s = randomFaults(seed, {.faults = 10});
            for (scenario::ProducerSpec& producer : s.producers) {
                producer.config["enable.idempotence"] = "true";
                producer.config["delivery.timeout.ms"] = "60000";
            }
            s.script.back().at = s.script.back().at + seconds(3);
            const auto history = scenario::run(s);
            if (hasRefusedAsOutOfOrder(*history)) {
                continue;
            }
            ++judged;
            const auto verdict = history::judge(*history);
            QVERIFY2(verdict.count(history::AnomalyKind::DuplicateInLog) == 0
                    && verdict.count(history::AnomalyKind::ReorderedInLog) == 0,
                qPrintable(QStringLiteral("seed %1").arg(seed)));
        }
        QVERIFY2(judged >= 6, qPrintable(QString::number(judged)));
    }
};

QTEST_GUILESS_MAIN(SequencesTest)
#include "tst_sequences.moc"
