#include <QTest>

#include "engine/history/canonical.h"
#include "engine/history/history.h"
#include "engine/history/verdict.h"
#include "engine/history/why.h"
#include "tests/support/history_builder.h"
#include "tests/support/random_history.h"

#include <rapidcheck.h>

using namespace brokerscope;
using namespace brokerscope::history;
using test::HistoryBuilder;
using test::RandomHistory;

namespace {

std::shared_ptr<const History> randomHistory(
    std::uint64_t seed, std::size_t count, RandomHistory::Size size = {})
{
    RandomHistory generator(seed, size);
    generator.makeEvents(count);
    return generator.take();
}

ClusterState foldFromStart(const History& history, std::size_t count)
{
    ClusterState state(history.roster());
    for (std::size_t i = 0; i < count; ++i) {
        const EventId id(static_cast<std::uint32_t>(i));
        state.apply(id, history.event(id));
    }
    return state;
}

/// Any events at all that decode: each field has a legal value, but nothing fits together.
std::vector<event::Event> nonsense(const std::vector<std::uint8_t>& bytes)
{
    std::vector<event::Event> events;
    std::span<const std::uint8_t> rest(bytes);
    Timestamp previous;
    while (!rest.empty()) {
        if (const auto event = decodeEvent(rest, previous)) {
            events.push_back(*event);
            previous = event->time;
        } else {
            rest = rest.subspan(1);
        }
    }
    return events;
}

} // namespace

class TestFold : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keyframesChangeNothing();
    void keyframesOfLargeClustersStayFew();
    void aRunIsSmallInMemory();
    void anyEventsAtAllAreFolded();
    void seekingClampsToTheEnd();
    void countUntilCountsEqualTimes();
    void truncationShowsWhatIsGone();
    void appendingClearsWhatIsGone();
    void epochsStandSideBySide();
    void stoppedBrokerHasNoRoleAndParksNothing();
    void producerBatchGoesThroughItsPhases();
    void aSplitBatchGoesOnInItsParts();
    void requestsInFlightAreCounted();
    void requestsWithoutAcksAreNotAwaited();
    void messagesTravelAndFallOff();
    void heartbeatsReachTheController();
    void cutsAreHealedDirectionByDirection();
    void configuredTellsTheLastValue();
    void hashTellsRunsApart();
};

void TestFold::keyframesChangeNothing()
{
    QVERIFY(rc::check("the state by keyframe is the state from the start", [] {
        const auto seed = *rc::gen::arbitrary<std::uint64_t>();
        const auto history = randomHistory(seed, 7000);
        for (int i = 0; i < 8; ++i) {
            const auto count = *rc::gen::inRange<std::size_t>(0, history->size() + 1);
            RC_ASSERT(history->stateAfter(count) == foldFromStart(*history, count));
        }
    }));
}

void TestFold::keyframesOfLargeClustersStayFew()
{
    const auto history
        = randomHistory(7, 60'000, {.brokers = 40, .partitions = 800, .faultsPerThousand = 1});
    const std::size_t events = history->size() * sizeof(event::Event);
    QVERIFY2(history->memoryBytes() < events * 3 / 2,
        qPrintable(
            QStringLiteral("%1 bytes for %2 of events").arg(history->memoryBytes()).arg(events)));
    QVERIFY(history->stateAfter(50'000) == foldFromStart(*history, 50'000));
}

void TestFold::aRunIsSmallInMemory()
{
    const auto history = randomHistory(3, 100'000);
    QVERIFY(history->memoryBytes() < history->size() * 200);
}

void TestFold::anyEventsAtAllAreFolded()
{
    QVERIFY(rc::check("fold, judge and why are total", [] {
        const auto bytes = *rc::gen::container<std::vector<std::uint8_t>>(
            *rc::gen::inRange<std::size_t>(0, 4000), rc::gen::inRange<std::uint8_t>(0, 70));
        event::StringTable strings;
        const History history(
            test::rosterOf(3, 1, 2, 2), nonsense(bytes), std::move(strings), Timestamp(kLastTime));
        const Verdict verdict = judge(history);
        for (const Anomaly& anomaly : verdict.anomalies) {
            (void)storyOf(history, verdict, anomaly);
        }
        for (std::uint32_t i = 0; i < history.size(); i += 7) {
            RC_ASSERT(causesOf(history, EventId(i)).back() == EventId(i));
        }
    }));
}

void TestFold::seekingClampsToTheEnd()
{
    const auto history = randomHistory(1, 3000);
    QVERIFY(history->stateAfter(history->size() + 1000) == history->stateAfter(history->size()));
    const History empty(test::rosterOf(1, 0, 0, 1), {}, event::StringTable(), Timestamp(5));
    QVERIFY(empty.stateAfter(10) == ClusterState(empty.roster()));
    QCOMPARE(empty.countUntil(Timestamp(5)), std::size_t{0});
}

void TestFold::countUntilCountsEqualTimes()
{
    std::vector<event::Event> events;
    for (const std::int64_t time : {1, 2, 2, 2, 5}) {
        events.push_back({Timestamp(time), kNoEvent, kScriptNode, event::ScriptCommand{}});
    }
    const History history(test::rosterOf(1, 0, 0, 1), events, event::StringTable(), Timestamp(5));
    QCOMPARE(history.countUntil(Timestamp(0)), std::size_t{0});
    QCOMPARE(history.countUntil(Timestamp(2)), std::size_t{4});
    QCOMPARE(history.countUntil(Timestamp(4)), std::size_t{4});
    QCOMPARE(history.countUntil(kNever), std::size_t{5});
}

void TestFold::truncationShowsWhatIsGone()
{
    HistoryBuilder run;
    run.follow(HistoryBuilder::kB1, 0, 5);
    run.follow(HistoryBuilder::kB1, 5, 4, 1);
    run.watermark(HistoryBuilder::kB1, 0, 7);
    run.truncate(HistoryBuilder::kB1, 9, 3);
    const auto history = run.build();
    const ClusterState state = history->stateAfter(history->size());
    const ReplicaState* const replica
        = state.replica(HistoryBuilder::kB1, HistoryBuilder::kOrders0);
    QVERIFY(replica != nullptr);
    QCOMPARE(replica->logEnd, Offset(3));
    QCOMPARE(replica->highWatermark, Offset(3));
    QCOMPARE(replica->log, (std::vector<Span>{{Offset(0), Offset(3), LeaderEpoch(0)}}));
    QCOMPARE(replica->gone,
        (std::vector<Span>{
            {Offset(3), Offset(5), LeaderEpoch(0)}, {Offset(5), Offset(9), LeaderEpoch(1)}}));
}

void TestFold::appendingClearsWhatIsGone()
{
    HistoryBuilder run;
    run.follow(HistoryBuilder::kB1, 0, 5);
    run.loseUnflushed(HistoryBuilder::kB1, 2, 5);
    run.follow(HistoryBuilder::kB1, 2, 1, 1);
    const auto history = run.build();
    const auto before = history->stateAfter(2);
    QCOMPARE(
        before.replica(HistoryBuilder::kB1, HistoryBuilder::kOrders0)->gone.size(), std::size_t{1});
    const auto after = history->stateAfter(3);
    QVERIFY(after.replica(HistoryBuilder::kB1, HistoryBuilder::kOrders0)->gone.empty());
}

void TestFold::epochsStandSideBySide()
{
    HistoryBuilder run;
    run.follow(HistoryBuilder::kB2, 0, 2, 0);
    run.follow(HistoryBuilder::kB2, 2, 3, 0);
    run.follow(HistoryBuilder::kB2, 5, 1, 4);
    const auto history = run.build();
    const auto state = history->stateAfter(3);
    QCOMPARE(state.replica(HistoryBuilder::kB2, HistoryBuilder::kOrders0)->log,
        (std::vector<Span>{
            {Offset(0), Offset(5), LeaderEpoch(0)}, {Offset(5), Offset(6), LeaderEpoch(4)}}));
    QVERIFY(state.replica(HistoryBuilder::kB1, HistoryBuilder::kOrders0) == nullptr);
    QVERIFY(state.replica(NodeId(0), HistoryBuilder::kOrders0) == nullptr);
}

void TestFold::stoppedBrokerHasNoRoleAndParksNothing()
{
    HistoryBuilder run;
    run.add(HistoryBuilder::kB1, event::NodeStarted{});
    run.enthrone(HistoryBuilder::kB1, 0);
    run.add(HistoryBuilder::kB1,
        event::RequestParked{
            Offset(3), EventId(0), HistoryBuilder::kOrders0, event::Purgatory::Produce});
    const EventId stop = run.stop(HistoryBuilder::kB1, event::StopHow::PowerLoss);
    const auto history = run.build();
    QCOMPARE(history->stateAfter(history->size() - 1).parked.size(), std::size_t{1});
    const ClusterState state = history->stateAfter(history->size());
    QVERIFY(state.parked.empty());
    const BrokerState& broker = state.broker(HistoryBuilder::kB1);
    QVERIFY(!broker.running);
    QCOMPARE(broker.stoppedHow, event::StopHow::PowerLoss);
    QCOMPARE(broker.stoppedAt, history->event(stop).time);
    QCOMPARE(broker.replicas.front().role, event::ReplicaRole::None);
    QCOMPARE(state.partition(HistoryBuilder::kOrders0).leader, HistoryBuilder::kB1);
}

void TestFold::producerBatchGoesThroughItsPhases()
{
    HistoryBuilder run;
    run.send(1, 1, 2);
    const EventId retried = run.add(HistoryBuilder::kP1,
        event::BatchRetried{milliseconds(100), BatchId(1), HistoryBuilder::kOrders0,
            event::ErrorCode::NotLeaderOrFollower});
    const EventId again = run.sendAgain(1, 2);
    run.ack(1, 0, 2);
    const auto history = run.build();

    const auto batchAt
        = [&](std::size_t count) { return history->stateAfter(count).producers[0].batches.at(0); };
    QCOMPARE(batchAt(1).phase, BatchPhase::Open);
    QCOMPARE(batchAt(5).records, (std::vector{RecordNumber(1), RecordNumber(2)}));
    QCOMPARE(batchAt(6).phase, BatchPhase::Closed);
    QCOMPARE(batchAt(7).phase, BatchPhase::InFlight);
    QCOMPARE(batchAt(retried.value() + 1).phase, BatchPhase::Backoff);
    QCOMPARE(batchAt(retried.value() + 1).backoff, milliseconds(100));
    QCOMPARE(batchAt(again.value() + 1).attempts, std::uint16_t{2});
    QCOMPARE(history->stateAfter(again.value() + 1).producers[0].bufferUsed, std::uint64_t{0});

    const ProducerState end = history->stateAfter(history->size()).producers[0];
    QVERIFY(end.batches.empty());
    QCOMPARE(end.bufferUsed, std::uint64_t{0});
    QCOMPARE(end.created, 2U);
    QCOMPARE(end.acked, 2U);
    QCOMPARE(end.retries, 1U);
}

void TestFold::aSplitBatchGoesOnInItsParts()
{
    HistoryBuilder run;
    constexpr PartitionId kOrders = HistoryBuilder::kOrders0;
    const auto add
        = [&](event::Payload payload) { return run.add(HistoryBuilder::kP1, std::move(payload)); };
    run.send(1, 1, 2);
    add(event::BatchCompressed{BatchId(1), 400, 81, 995'000, kOrders, event::BatchCodec::Gzip});
    const EventId compressed = add(event::FlushBegun{1});
    add(event::BatchSplit{BatchId(1), BatchId(2), kOrders, 2});
    for (std::uint32_t part = 2; part <= 3; ++part) {
        add(event::BatchOpened{BatchId(part), kOrders});
        add(event::RecordBatched{BatchId(part), RecordNumber(part - 1), 71});
        add(event::BatchClosed{BatchId(part), 1, 71, kOrders, event::CloseReason::Split});
    }
    add(event::ProducerEpochBumped{ProducerEpoch(1), kOrders});
    add(event::CloseBegun{seconds(1), true});
    const EventId split = add(event::FlushEnded{});
    add(event::BatchAcked{Offset(0), BatchId(2), 1, kOrders});
    add(event::BatchAcked{Offset(1), BatchId(3), 1, kOrders});
    const auto history = run.build();

    const ProducerState before = history->stateAfter(compressed.value() + 1).producers[0];
    QCOMPARE(before.batches.at(0).bytesBeforeCompression, 400U);
    QCOMPARE(before.batches.at(0).codec, event::BatchCodec::Gzip);
    QCOMPARE(before.compressionEstimate, 995'000U);
    QCOMPARE(before.flushes, 1U);
    const ProducerState after = history->stateAfter(split.value() + 1).producers[0];
    QCOMPARE(after.batches.size(), std::size_t{2});
    QCOMPARE(after.batches.at(1).records, std::vector{RecordNumber(2)});
    QCOMPARE(after.splits, 1U);
    QCOMPARE(after.flushes, 0U);
    QCOMPARE(after.producerEpoch, ProducerEpoch(1));
    QVERIFY(after.isClosing);
    const ProducerState end = history->stateAfter(history->size()).producers[0];
    QCOMPARE(end.bufferUsed, std::uint64_t{0});
    QCOMPARE(end.acked, 2U);

    const Verdict verdict = judge(*history);
    QCOMPARE(verdict.records.at(0).batch, BatchId(2));
    QCOMPARE(verdict.records.at(1).batch, BatchId(3));
    QCOMPARE(verdict.records.at(1).indexInBatch, 0U);
}

void TestFold::requestsInFlightAreCounted()
{
    HistoryBuilder run;
    event::MessageSent request;
    request.to = HistoryBuilder::kB1;
    const EventId first = run.add(HistoryBuilder::kP1, request);
    run.add(HistoryBuilder::kP1, request);
    event::MessageSent response;
    response.to = HistoryBuilder::kP1;
    response.request = first;
    const EventId answer = run.add(HistoryBuilder::kB1, response);
    const EventId received = run.add(HistoryBuilder::kP1, event::MessageReceived{answer});
    run.add(HistoryBuilder::kP1, event::ConnectionLost{HistoryBuilder::kB1});
    const auto history = run.build();
    QCOMPARE(history->stateAfter(2).producers[0].inFlightRequests, 2U);
    QCOMPARE(history->stateAfter(received.value() + 1).producers[0].inFlightRequests, 1U);
    QCOMPARE(history->stateAfter(history->size()).producers[0].inFlightRequests, 0U);
}

void TestFold::requestsWithoutAcksAreNotAwaited()
{
    HistoryBuilder run;
    run.send(1, 1, 1);
    event::MessageSent request;
    request.to = HistoryBuilder::kB1;
    run.add(HistoryBuilder::kP1, request);
    run.ack(1, kNoOffset.value(), 1);
    const auto history = run.build();
    QCOMPARE(history->stateAfter(history->size()).producers[0].inFlightRequests, 0U);
}

void TestFold::messagesTravelAndFallOff()
{
    HistoryBuilder run;
    event::MessageSent sent;
    sent.to = HistoryBuilder::kB1;
    const EventId lost = run.add(HistoryBuilder::kP1, sent);
    const EventId kept = run.add(HistoryBuilder::kP1, sent);
    const EventId dropped
        = run.add(HistoryBuilder::kB1, event::MessageDropped{lost, event::DropReason::Cut});
    for (int i = 0; i < 41; ++i) {
        run.command(0);
    }
    const auto history = run.build();
    const ClusterState state = history->stateAfter(dropped.value() + 1);
    QCOMPARE(state.messages.size(), std::size_t{1});
    QCOMPARE(state.messages[0].id, kept);
    QCOMPARE(state.dropped.size(), std::size_t{1});
    QCOMPARE(state.dropped[0].message.id, lost);
    QVERIFY(history->stateAfter(history->size()).dropped.empty());
}

void TestFold::heartbeatsReachTheController()
{
    HistoryBuilder run;
    event::MessageSent heartbeat;
    heartbeat.to = HistoryBuilder::kController;
    heartbeat.api = event::Api::BrokerHeartbeat;
    const EventId sent = run.add(HistoryBuilder::kB2, heartbeat);
    const EventId received = run.add(HistoryBuilder::kController, event::MessageReceived{sent});
    const auto history = run.build();
    QCOMPARE(history->stateAfter(2).broker(HistoryBuilder::kB2).lastHeartbeat,
        history->event(received).time);
}

void TestFold::cutsAreHealedDirectionByDirection()
{
    HistoryBuilder run;
    const NodeId b1 = HistoryBuilder::kB1;
    const NodeId b2 = HistoryBuilder::kB2;
    run.add(kScriptNode, event::LinkCut{b1, b2, true});
    run.add(kScriptNode, event::LinkHealed{b2, b1, false});
    run.add(kScriptNode, event::LinkCut{b1, b2, true});
    run.add(kScriptNode, event::LinkHealed{b2, b1, true});
    const auto history = run.build();
    QCOMPARE(history->stateAfter(1).cuts, (std::vector{event::LinkCut{b1, b2, true}}));
    QCOMPARE(history->stateAfter(2).cuts, (std::vector{event::LinkCut{b1, b2, false}}));
    QCOMPARE(history->stateAfter(3).cuts, (std::vector{event::LinkCut{b1, b2, true}}));
    QVERIFY(history->stateAfter(4).cuts.empty());
}

void TestFold::configuredTellsTheLastValue()
{
    HistoryBuilder run;
    for (const char* const value : {"1", "all"}) {
        run.add(HistoryBuilder::kP1,
            event::ConfigSet{run.text("p1"), run.text("acks"), run.text(value)});
    }
    const auto history = run.build();
    QCOMPARE(history->configured("p1", "acks"), std::optional<std::string_view>("all"));
    QCOMPARE(history->configured("p1", "linger.ms"), std::nullopt);
    QCOMPARE(history->configured("p2", "acks"), std::nullopt);
}

void TestFold::hashTellsRunsApart()
{
    const auto make = [](std::int64_t end, std::string_view topic, std::int64_t offset) {
        HistoryBuilder run;
        run.text("some text");
        run.follow(HistoryBuilder::kB1, offset, 5);
        auto roster = test::rosterOf(3, 1, 2, 1);
        roster.partitions[0].topic = topic;
        const auto history = run.build();
        event::StringTable strings;
        return History(roster, {history->events().begin(), history->events().end()},
            std::move(strings), Timestamp(end))
            .hash();
    };
    const std::string hash = make(5000, "orders", 0);
    QCOMPARE(hash.size(), std::size_t{64});
    QCOMPARE(make(5000, "orders", 0), hash);
    QVERIFY(make(5001, "orders", 0) != hash);
    QVERIFY(make(5000, "payments", 0) != hash);
    QVERIFY(make(5000, "orders", 1) != hash);
    QCOMPARE(randomHistory(11, 5000)->hash(), randomHistory(11, 5000)->hash());
    QVERIFY(randomHistory(11, 5000)->hash() != randomHistory(12, 5000)->hash());
}

QTEST_GUILESS_MAIN(TestFold)

#include "tst_fold.moc"
