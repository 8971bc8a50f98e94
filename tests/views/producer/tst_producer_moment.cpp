#include "views/producer/producer_moment.h"

#include "tests/support/history_builder.h"
#include "tests/views/producer/producer_story.h"
#include "views/producer/producer_ids.h"

#include <QTest>

#include <algorithm>

using namespace brokerscope;
using namespace brokerscope::views;
using history::BatchPhase;
using test::HistoryBuilder;
using test::RealRun;
using test::Told;
using Hold = ProducerMoment::Hold;
using Place = ProducerMoment::Place;

class TestProducerMoment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bucketsHoldWhatTheStateHolds();
    void aBucketIsFullWhenNoRecordFits();
    void aMutedPartitionWaitsForItsAnswer();
    void aRequestIsFollowedToItsAnswer();
    void aLostAnswerIsKnownToBeLost();
    void theWindowNeverExceedsItsSize();
    void aBackoffRunsOut();
    void recentBatchesAreTheLastOnes();
    void blockedSendersAreTold();
    void aRestartedProducerCountsAnew();
    void settingsAreWhatHolds();
};

void TestProducerMoment::bucketsHoldWhatTheStateHolds()
{
    const RealRun story = test::busyStory();
    const Told told(story);
    for (int ms = 200; ms < 1500; ms += 7) {
        const Scene scene = story.atMs(ms);
        const ProducerMoment moment = told.at(scene);
        QCOMPARE(moment.buckets.size(), 3U);
        std::size_t held = 0;
        for (const ProducerMoment::Bucket& bucket : moment.buckets) {
            held += bucket.waiting.size() + (bucket.open == nullptr ? 0 : 1);
            QVERIFY(bucket.lingerLeft <= told.settings.linger);
            for (const history::BatchState* batch : bucket.waiting) {
                QCOMPARE(batch->partition, bucket.partition);
                QVERIFY(batch->phase != BatchPhase::Open && batch->phase != BatchPhase::InFlight);
            }
        }
        const auto& batches = scene.state->producer(told.producer).batches;
        const auto expected = std::ranges::count_if(batches,
            [](const history::BatchState& batch) { return batch.phase != BatchPhase::InFlight; });
        QCOMPARE(held, static_cast<std::size_t>(expected));
    }
}

void TestProducerMoment::aBucketIsFullWhenNoRecordFits()
{
    const RealRun story = test::busyStory();
    const Told told(story);
    std::size_t full = 0;
    for (const auto& closed : testing::all<event::BatchClosed>(story.history())) {
        if (closed.what->reason != event::CloseReason::Full) {
            continue;
        }
        // Just before the record came that did not fit.
        const Scene before{story.run, {closed.event->time, closed.id.value()},
            std::make_shared<const history::ClusterState>(
                story.history().stateAfter(closed.id.value()))};
        const ProducerMoment moment = told.at(before);
        const ProducerMoment::Bucket* bucket = moment.bucket(closed.what->partition);
        full += bucket->open != nullptr && bucket->isFull ? 1 : 0;
    }
    // The bytes of a compressed batch are an estimate; without compression this holds always.
    const RealRun plain = test::runOf(test::storyText(
        "1", "linger.ms: 500ms, batch.size: 1KiB", "rate: 200/s, size: 100B, keys: user-0..9"));
    const Told plainly(plain);
    int seen = 0;
    for (const auto& closed : testing::all<event::BatchClosed>(plain.history())) {
        const Scene before{plain.run, {closed.event->time, closed.id.value()},
            std::make_shared<const history::ClusterState>(
                plain.history().stateAfter(closed.id.value()))};
        if (closed.what->reason == event::CloseReason::Full) {
            ++seen;
            const ProducerMoment moment = plainly.at(before);
            QVERIFY(moment.bucket(closed.what->partition)->isFull);
        }
    }
    QVERIFY(seen > 3);
    QVERIFY(full > 0);
}

void TestProducerMoment::aMutedPartitionWaitsForItsAnswer()
{
    const RealRun story = test::blockedStory();
    const Told told(story);
    const auto sent = testing::all<event::BatchSent>(story.history());
    QVERIFY(!sent.empty());
    const ProducerMoment moment = told.at(story.after(sent.front().id, milliseconds(1)));
    QCOMPARE(moment.buckets.front().hold, Hold::Muted);
    QCOMPARE(moment.links.front().requests.size(), 1U);
}

void TestProducerMoment::aRequestIsFollowedToItsAnswer()
{
    const RealRun story = test::busyStory();
    const Told told(story);
    const auto isRequest = [&](const auto& found) {
        return found.what->api == event::Api::Produce && !found.what->isResponse();
    };
    const EventId request = test::firstOf<event::MessageSent>(story.history(), isRequest);
    const EventId answer = test::firstOf<event::MessageSent>(
        story.history(), [&](const auto& found) { return found.what->request == request; });
    const EventId taken = test::firstOf<event::MessageReceived>(
        story.history(), [&](const auto& found) { return found.what->message == request; });
    const auto placeAfter = [&](EventId event) -> std::optional<Place> {
        const Scene scene = story.after(event);
        const ProducerMoment moment = told.at(scene);
        for (const ProducerMoment::Link& link : moment.links) {
            for (const ProducerMoment::Request& each : link.requests) {
                if (each.message == request) {
                    return each.batches.empty() ? std::nullopt : std::optional(each.place);
                }
            }
        }
        return std::nullopt;
    };
    QCOMPARE(placeAfter(request), std::optional(Place::OnItsWay));
    QCOMPARE(placeAfter(taken), std::optional(Place::AtBroker));
    QCOMPARE(placeAfter(answer), std::optional(Place::Answered));
    const EventId acked
        = test::firstOf<event::BatchAcked>(story.history(), [](const auto&) { return true; });
    QCOMPARE(placeAfter(acked), std::optional<Place>());
}

void TestProducerMoment::aLostAnswerIsKnownToBeLost()
{
    const RealRun story = test::runOf(test::storyText("1",
        "acks: 1, linger.ms: 0, request.timeout.ms: 300ms, delivery.timeout.ms: 1s",
        "rate: 20/s, size: 100B", "  - {at: 500ms, drop: {answer: Produce, to: p1}}\n"));
    const Told told(story);
    const auto dropped = testing::all<event::MessageDropped>(story.history());
    QVERIFY(!dropped.empty());
    const ProducerMoment moment = told.at(story.after(dropped.front().id, milliseconds(60)));
    const auto& requests = moment.links.front().requests;
    QVERIFY(std::ranges::any_of(
        requests, [](const ProducerMoment::Request& each) { return each.place == Place::Lost; }));
}

void TestProducerMoment::theWindowNeverExceedsItsSize()
{
    const RealRun story = test::runOf(test::storyText("2",
        "acks: 1, linger.ms: 0, batch.size: 200B, max.in.flight.requests.per.connection: 2",
        "rate: 2000/s, size: 100B"));
    const Told told(story);
    bool wasFull = false;
    for (int ms = 200; ms < 600; ms += 3) {
        const ProducerMoment moment = told.at(story.atMs(ms));
        for (const ProducerMoment::Link& link : moment.links) {
            QVERIFY(link.requests.size() <= 2);
        }
        for (const ProducerMoment::Bucket& bucket : moment.buckets) {
            if (bucket.leader != kNoNode) {
                const bool isFull = moment.link(bucket.leader)->requests.size() == 2;
                QCOMPARE(bucket.hold == Hold::WindowFull, isFull);
                wasFull = wasFull || isFull;
            }
        }
    }
    QVERIFY(wasFull);
}

void TestProducerMoment::aBackoffRunsOut()
{
    const RealRun story = test::busyStory();
    const Told told(story);
    const auto retried = testing::all<event::BatchRetried>(story.history());
    QVERIFY(!retried.empty());
    const ProducerMoment moment = told.at(story.after(retried.front().id));
    QCOMPARE(moment.retries.size(), 1U);
    QCOMPARE(moment.retries.front()->batch, retried.front().what->batch);
    QVERIFY(moment.retries.front()->backoff >= milliseconds(80));
    QVERIFY(moment.retries.front()->backoff <= milliseconds(120));
    const auto& data = told.data->of(told.producer);
    const auto* retry = data.retryOf(retried.front().what->batch, story.history().size());
    QCOMPARE(retry->error, event::ErrorCode::NotLeaderOrFollower);
    QVERIFY(data.retryOf(retried.front().what->batch, retried.front().id.value()) == nullptr);
}

void TestProducerMoment::recentBatchesAreTheLastOnes()
{
    const RealRun story = test::busyStory();
    const Told told(story);
    const auto closed = testing::all<event::BatchClosed>(story.history());
    QVERIFY(closed.size() > kRecentBatches);
    const std::size_t index = kRecentBatches + 3;
    const ProducerMoment moment = told.at(story.after(closed[index].id));
    QCOMPARE(moment.recent.size(), kRecentBatches);
    for (std::size_t i = 0; i < kRecentBatches; ++i) {
        const auto& expected = closed[index + 1 - kRecentBatches + i];
        QCOMPARE(moment.recent[i].batch, expected.what->batch);
        QCOMPARE(moment.recent[i].reason, expected.what->reason);
    }
    QVERIFY(told.at(story.atMs(100)).recent.empty());
    const auto& data = told.data->of(told.producer);
    QVERIFY(data.has(event::CloseReason::Flush));
    QVERIFY(data.has(event::CloseReason::Linger));
    QVERIFY(!data.has(event::CloseReason::Close));
}

void TestProducerMoment::blockedSendersAreTold()
{
    const RealRun story = test::blockedStory();
    const Told told(story);
    const auto blocked = testing::all<event::SendBlocked>(story.history());
    QVERIFY(!blocked.empty());
    const ProducerMoment moment = told.at(story.after(blocked.front().id));
    QCOMPARE(moment.blocked.size(), 1U);
    QCOMPARE(moment.blocked.front().number, blocked.front().what->number);
    QCOMPARE(moment.blocked.front().since, blocked.front().event->time);
    QCOMPARE(moment.memoryUsed, 2048U);
    QVERIFY(moment.memoryFilled > 0 && moment.memoryFilled <= moment.memoryUsed);
}

void TestProducerMoment::aRestartedProducerCountsAnew()
{
    HistoryBuilder builder;
    builder.add(HistoryBuilder::kP1, event::NodeStarted{});
    builder.send(1, 1, 2);
    builder.stop(HistoryBuilder::kP1, event::StopHow::Kill);
    const EventId again = builder.add(HistoryBuilder::kP1, event::NodeStarted{});
    builder.send(1, 1, 3);
    const auto history = builder.build();
    const auto data = gatherProducers(*history);
    const auto& p1 = data->of(HistoryBuilder::kP1);
    const auto* before = p1.record(RecordNumber(2), again.value());
    const auto* after = p1.record(RecordNumber(2), history->size());
    QVERIFY(before != nullptr && after != nullptr);
    QVERIFY(before->created < again && after->created > again);
    QVERIFY(p1.record(RecordNumber(3), again.value()) == nullptr);
    QCOMPARE(p1.closedBefore(again.value(), 9).size(), 1U);
    QCOMPARE(p1.closedBefore(history->size(), 9).size(), 2U);
}

void TestProducerMoment::settingsAreWhatHolds()
{
    const RealRun story = test::runOf(test::storyText("2",
        "acks: 1, compression.type: gzip, retry.backoff.ms: 200ms, retry.backoff.max.ms: 500ms",
        "rate: 20/s, size: 100B"));
    const Told told(story);
    QCOMPARE(told.settings.acks, QStringLiteral("1"));
    QVERIFY(!told.settings.isIdempotent); // acks=1 switches it off
    QCOMPARE(told.settings.codec, QStringLiteral("gzip"));
    QVERIFY(told.settings.compresses());
    QCOMPARE(told.settings.batchSize, 16384);
    QCOMPARE(told.settings.backoffAfter(1), milliseconds(200));
    QCOMPARE(told.settings.backoffAfter(2), milliseconds(400));
    QCOMPARE(told.settings.backoffAfter(3), milliseconds(500));
    QCOMPARE(told.settings.partitions.size(), 2U);
}

QTEST_MAIN(TestProducerMoment)
#include "tst_producer_moment.moc"
