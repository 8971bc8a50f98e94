#include "views/producer/producer_picture.h"

#include "tests/views/producer/producer_story.h"
#include "tests/views/support/legibility.h"
#include "views/canvas/reach.h"
#include "views/producer/producer_ids.h"
#include "views/producer/reason_look.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace brokerscope;
using namespace brokerscope::views;
using test::idOf;
using test::RealRun;
using test::Told;

namespace {

/// Shapes with an id that stick out of the picture.
QStringList outside(const Picture& picture)
{
    QStringList ids;
    const QRectF whole({0, 0}, picture.size);
    for (const Shape& shape : picture.shapes) {
        if (!whole.contains(boundsOf(shape).adjusted(0.5, 0.5, -0.5, -0.5))) {
            ids.append(shape.id + QLatin1Char(' ') + shape.text);
        }
    }
    return ids;
}

bool hasText(const Picture& picture, const QString& part)
{
    return std::ranges::any_of(
        picture.shapes, [&](const Shape& shape) { return shape.text.contains(part); });
}

/// Enough partitions for two columns of lines.
RealRun manyStory()
{
    return test::runOf(test::storyText("24",
        "acks: 1, linger.ms: 100ms, batch.size: 1KiB, max.in.flight.requests.per.connection: 2",
        "rate: 4000/s, keys: user-0..99, size: 100B"));
}

} // namespace

class TestProducerPicture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBucketHasASliceForEachRecord();
    void slicesAreAsWideAsTheirBytes();
    void theLingerClockRunsOut();
    void waitingBatchesSayWhyTheyWereClosed();
    void recentBatchesHaveColourLetterAndLevel();
    void theWindowShowsSequences();
    void aBackoffHasAClock();
    void aBlockedSenderIsTold();
    void compressionShowsBeforeAndAfter();
    void aThrottledLinkSaysSo();
    void aMutedPartitionSaysSo();
    void aSelectedRecordIsOutlined();
    void shapesLeadToTheirObjects();
    void everythingIsExplainedAndLegible_data();
    void everythingIsExplainedAndLegible();
    void manyPartitionsAreLines();
    void arrowsReachEverything();
    void withoutARunItSaysSo();
};

void TestProducerPicture::aBucketHasASliceForEachRecord()
{
    const RealRun story = test::busyStory();
    const Told told(story);
    int seen = 0;
    for (int ms = 250; ms < 500; ms += 5) {
        const Scene scene = story.atMs(ms);
        const Picture picture = told.pictureAt(scene);
        for (const ProducerMoment::Bucket& bucket : told.at(scene).buckets) {
            if (bucket.open == nullptr) {
                continue;
            }
            for (const RecordNumber number : bucket.open->records) {
                const Shape* slice = picture.find(idOf("record", number.value()));
                QVERIFY2(slice != nullptr, qPrintable(QString::number(number.value())));
                const auto* record
                    = told.data->of(told.producer).record(number, scene.playhead.applied);
                QCOMPARE(slice->fill, keyInk(record->keyIndex));
                QVERIFY(slice->tip.contains(toQString(story.history().text(record->key))));
                ++seen;
            }
        }
    }
    QVERIFY(seen > 20);
    // Records that have left the bucket are not in it.
    const auto closed = testing::all<event::BatchSent>(story.history());
    const Picture after = told.pictureAt(story.after(closed.front().id));
    QVERIFY(
        after.find(QStringLiteral("bucket:p1/orders-0"))->tip.startsWith(QStringLiteral("No batch"))
        || after.findAll(QStringLiteral("record:")).size() > 0);
}

void TestProducerPicture::slicesAreAsWideAsTheirBytes()
{
    const RealRun story
        = test::runOf(test::storyText("1", "acks: 1, linger.ms: 500ms, batch.size: 4KiB",
            "records: [{at: 10ms, key: a, value: " + std::string(100, 'x')
                + "}, {at: 11ms, key: a, value: " + std::string(800, 'y')
                + "}, {at: 12ms, value: " + std::string(400, 'z') + "}]"));
    const Told told(story);
    const Picture picture = told.pictureAt(story.atMs(300));
    const auto width
        = [&](std::uint32_t number) { return picture.find(idOf("record", number))->rect.width(); };
    QVERIFY(width(2) > 1.8 * width(3));
    QVERIFY(width(3) > 3 * width(1));
    QCOMPARE(picture.find(idOf("record", 3))->state, QStringLiteral("null-key"));
    QCOMPARE(picture.find(idOf("record", 3))->fill, Ink::TextFaint);
    QCOMPARE(picture.find(idOf("record", 1))->fill, picture.find(idOf("record", 2))->fill);
    // All of them fill as much of the bucket as there is in the batch.
    const QRectF bucket = picture.find(QStringLiteral("bucket:p1/orders-0"))->rect;
    const double bytes = told.at(story.atMs(300)).buckets.front().open->bytes;
    const double filled = picture.find(idOf("record", 3))->rect.right() - bucket.left();
    QVERIFY(std::abs(filled / bucket.width() - bytes / 4096) < 0.02);
}

void TestProducerPicture::theLingerClockRunsOut()
{
    const RealRun story = test::busyStory();
    const Told told(story);
    const auto opened = testing::all<event::BatchOpened>(story.history());
    const QString id = QStringLiteral("linger:p1/")
        + partitionName(story.history(), opened.front().what->partition);
    const auto left = [&](Duration later) {
        const Picture picture = told.pictureAt(story.after(opened.front().id, later));
        const auto arcs = picture.findAll(id);
        return arcs.back()->state.toLongLong();
    };
    QCOMPARE(left(milliseconds(4)), 16'000);
    QCOMPARE(left(milliseconds(10)), 10'000);
    const Picture picture = told.pictureAt(story.after(opened.front().id, milliseconds(5)));
    QCOMPARE(picture.find(id)->fraction, 0.75);
    QVERIFY(hasText(picture, QStringLiteral("linger 15 ms left")));
}

void TestProducerPicture::waitingBatchesSayWhyTheyWereClosed()
{
    const RealRun story = test::blockedStory();
    const Told told(story);
    bool seen = false;
    for (int ms = 200; ms < 1400 && !seen; ms += 2) {
        const Scene scene = story.atMs(ms);
        const ProducerMoment moment = told.at(scene);
        const Picture picture = told.pictureAt(scene);
        for (const history::BatchState* batch : moment.buckets.front().waiting) {
            const Shape* chip = picture.find(idOf("batch", batch->batch.value()));
            if (chip != nullptr && batch->phase == history::BatchPhase::Closed) {
                QVERIFY(chip->text.startsWith(reasonLook(batch->reason).letter));
                QVERIFY(chip->tip.contains(closeReasonText(batch->reason)));
                QCOMPARE(chip->state, QStringLiteral("closed"));
                seen = true;
            }
        }
    }
    QVERIFY(seen);
}

void TestProducerPicture::recentBatchesHaveColourLetterAndLevel()
{
    const RealRun story = test::busyStory();
    const Told told(story);
    const Scene scene = story.atMs(1400);
    const Picture picture = told.pictureAt(scene);
    const ProducerMoment moment = told.at(scene);
    QCOMPARE(moment.recent.size(), kRecentBatches);
    double most = 0;
    std::uint32_t mostBytes = 0;
    for (const ProducerData::ClosedBatch& batch : moment.recent) {
        const Shape* bar = picture.find(idOf("closed", batch.batch.value()));
        QVERIFY(bar != nullptr);
        const Ink ink = reasonLook(batch.reason).ink;
        const bool isDone = batch.ended.value() < scene.playhead.applied;
        QCOMPARE(isDone ? bar->fill : bar->stroke, ink);
        QCOMPARE(bar->state, isDone ? QStringLiteral("acked") : QStringLiteral("held"));
        if (batch.bytes > mostBytes) {
            mostBytes = batch.bytes;
            most = bar->rect.height();
        }
    }
    for (const ProducerData::ClosedBatch& batch : moment.recent) {
        QVERIFY(picture.find(idOf("closed", batch.batch.value()))->rect.height() <= most);
    }
    // Letters in the bars, words in the legend; no two reasons look alike.
    QVERIFY(hasText(picture, QStringLiteral("flush()")));
    std::set<QString> letters;
    std::set<Ink> inks;
    for (const event::CloseReason reason : kCloseReasons) {
        letters.insert(reasonLook(reason).letter);
        inks.insert(reasonLook(reason).ink);
    }
    QCOMPARE(letters.size(), kCloseReasons.size());
    QCOMPARE(inks.size(), kCloseReasons.size());
}

void TestProducerPicture::theWindowShowsSequences()
{
    const RealRun story = test::busyStory();
    const Told told(story);
    const auto isRequest = [](const auto& found) {
        return found.what->api == event::Api::Produce && !found.what->isResponse();
    };
    const EventId request = test::firstOf<event::MessageSent>(story.history(), isRequest);
    const Picture picture = told.pictureAt(story.after(request));
    const QString id = QStringLiteral("request:") + QString::number(request.value());
    QVERIFY(picture.find(id) != nullptr);
    QCOMPARE(picture.find(id)->state, QStringLiteral("on-its-way"));
    QVERIFY(hasText(picture, QStringLiteral("1 of 5")));
    QVERIFY(hasText(picture, QStringLiteral("seq 0")));
    const EventId acked
        = test::firstOf<event::BatchAcked>(story.history(), [](const auto&) { return true; });
    QVERIFY(told.pictureAt(story.after(acked)).find(id) == nullptr);
}

void TestProducerPicture::aBackoffHasAClock()
{
    const RealRun story = test::busyStory();
    const Told told(story);
    const auto retried = testing::all<event::BatchRetried>(story.history());
    const Picture picture = told.pictureAt(story.after(retried.front().id, milliseconds(10)));
    const Shape* pill = picture.find(idOf("retry", retried.front().what->batch.value()));
    QVERIFY(pill != nullptr);
    const Duration left = retried.front().what->backoff - milliseconds(10);
    QCOMPARE(pill->state, QString::number(left.micros()));
    QVERIFY(pill->tip.contains(QStringLiteral("NOT_LEADER_OR_FOLLOWER")));
    QVERIFY(hasText(picture, QStringLiteral("attempt 2")));
    QVERIFY(hasText(picture, QStringLiteral("backoff 100 ms ±20 %")));
    QVERIFY(!hasText(told.pictureAt(story.atMs(300)), QStringLiteral("attempt")));
    QVERIFY(hasText(told.pictureAt(story.atMs(300)), QStringLiteral("nothing waits")));
}

void TestProducerPicture::aBlockedSenderIsTold()
{
    const RealRun story = test::blockedStory();
    const Told told(story);
    const auto blocked = testing::all<event::SendBlocked>(story.history());
    const std::uint32_t number = blocked.front().what->number.value();
    const Picture picture = told.pictureAt(story.after(blocked.front().id, milliseconds(5)));
    const Shape* pill = picture.find(idOf("blocked", number));
    QVERIFY(pill != nullptr);
    QCOMPARE(pill->state, QStringLiteral("5000"));
    QVERIFY(pill->tip.contains(QStringLiteral("max.block.ms")));
    QVERIFY(pill->tip.contains(QStringLiteral("395 ms")));
    QCOMPARE(picture.find(QStringLiteral("memory:p1"))->state, QStringLiteral("2048"));
    QVERIFY(hasText(told.pictureAt(story.atMs(199)), QStringLiteral("no sender blocked")));
}

void TestProducerPicture::compressionShowsBeforeAndAfter()
{
    const RealRun story = test::busyStory();
    const Told told(story);
    const auto squeezed = testing::all<event::BatchCompressed>(story.history());
    QVERIFY(!squeezed.empty());
    const auto& first = squeezed.front();
    const QString id = idOf("compression", first.what->batch.value());
    const Picture picture = told.pictureAt(story.after(first.id));
    const Shape* bar = picture.find(id);
    QVERIFY(bar != nullptr);
    QCOMPARE(bar->state,
        QStringLiteral("%1/%2").arg(first.what->bytesAfter).arg(first.what->bytesBefore));
    QVERIFY(hasText(picture, QStringLiteral("lz4")));
    QVERIFY(hasText(picture, QStringLiteral("on the wire and on disk")));
    QVERIFY(told.pictureAt(story.atMs(100)).findAll(QStringLiteral("compression:")).empty());
    const RealRun plain = test::blockedStory();
    QVERIFY(
        hasText(Told(plain).pictureAt(plain.atMs(300)), QStringLiteral("compression.type=none")));
}

void TestProducerPicture::aThrottledLinkSaysSo()
{
    const RealRun story = test::runOf(test::storyText("1", "acks: 1, linger.ms: 5ms",
        "rate: 400/s, size: 500B", {}, ", quotas: {p1: {producer_byte_rate: 8KiB}}"));
    const Told told(story);
    const auto throttled = testing::all<event::ClientThrottled>(story.history());
    QVERIFY(!throttled.empty());
    const Picture picture = told.pictureAt(story.after(throttled.front().id));
    const auto links = picture.findAll(QStringLiteral("broker:"));
    QVERIFY(std::ranges::any_of(
        links, [](const Shape* link) { return link->state == QLatin1String("throttled"); }));
    QVERIFY(hasText(picture, QStringLiteral("throttled")));
}

void TestProducerPicture::aMutedPartitionSaysSo()
{
    const RealRun story = test::blockedStory();
    const Told told(story);
    const auto sent = testing::all<event::BatchSent>(story.history());
    const Picture picture = told.pictureAt(story.after(sent.front().id, milliseconds(1)));
    QVERIFY(hasText(picture, QStringLiteral("muted")));
}

void TestProducerPicture::aSelectedRecordIsOutlined()
{
    const RealRun story = test::busyStory();
    const Told told(story);
    const Scene scene = story.atMs(310);
    const ProducerMoment moment = told.at(scene);
    const auto bucket = std::ranges::find_if(
        moment.buckets, [](const ProducerMoment::Bucket& each) { return each.open != nullptr; });
    QVERIFY(bucket != moment.buckets.end());
    const QString id = idOf("record", bucket->open->records.front().value());
    const Selection selection = producerSelectionFor(id, scene, *told.data);
    QCOMPARE(selection.kind, Selection::Kind::Record);
    QCOMPARE(selection.partition, bucket->partition);
    QVERIFY(selection.offset != kNoOffset); // it is stored later
    const auto outlines = [&](const Picture& picture) {
        return std::ranges::count_if(picture.shapes, [](const Shape& shape) {
            return shape.stroke == Ink::Accent && shape.fill == Ink::None;
        });
    };
    QCOMPARE(outlines(told.pictureAt(scene)), 0);
    QCOMPARE(outlines(told.pictureAt(scene, selection)), 1);
    QCOMPARE(producerOf(selection, story.run), told.producer);
}

void TestProducerPicture::shapesLeadToTheirObjects()
{
    const RealRun story = test::busyStory();
    const Told told(story);
    const Scene scene = story.atMs(640);
    const auto kindOf
        = [&](const QString& id) { return producerSelectionFor(id, scene, *told.data).kind; };
    using Kind = Selection::Kind;
    QCOMPARE(kindOf(QStringLiteral("producer:p1")), Kind::Node);
    QCOMPARE(kindOf(QStringLiteral("memory:p1")), Kind::Node);
    QCOMPARE(kindOf(QStringLiteral("broker:b2")), Kind::Node);
    QCOMPARE(kindOf(QStringLiteral("partition:orders-1")), Kind::Partition);
    QCOMPARE(kindOf(idOf("closed", 3)), Kind::Batch);
    QCOMPARE(kindOf(idOf("batch", 3)), Kind::Batch);
    QCOMPARE(kindOf(idOf("compression", 3)), Kind::Batch);
    QCOMPARE(kindOf(QStringLiteral("request:12")), Kind::Message);
    QCOMPARE(kindOf(QStringLiteral("request:99999999")), Kind::None);
    QCOMPARE(kindOf(QStringLiteral("nonsense")), Kind::None);
    QCOMPARE(kindOf({}), Kind::None);
    // Every shape of a real picture stands for something.
    for (const Shape& shape : told.pictureAt(scene).shapes) {
        if (!shape.id.isEmpty()) {
            QVERIFY2(kindOf(shape.id) != Kind::None, qPrintable(shape.id));
        }
    }
}

void TestProducerPicture::everythingIsExplainedAndLegible_data()
{
    QTest::addColumn<QSizeF>("size");
    QTest::addColumn<bool>("large");
    QTest::newRow("1600x1000") << QSizeF(940, 560) << false;
    QTest::newRow("1280x800") << QSizeF(752, 420) << false;
    QTest::newRow("projector") << QSizeF(940, 560) << true;
    QTest::newRow("small projector") << QSizeF(752, 420) << true;
}

void TestProducerPicture::everythingIsExplainedAndLegible()
{
    QFETCH(const QSizeF, size);
    QFETCH(const bool, large);
    for (const RealRun& story : {test::busyStory(), test::blockedStory(), manyStory()}) {
        const Told told(story);
        for (int ms = 150; ms < 1400; ms += 157) {
            const Picture picture = told.pictureAt(story.atMs(ms), {}, size, large);
            QCOMPARE(test::faintTexts(picture), QStringList());
            QCOMPARE(test::collidingTexts(picture, large), QStringList());
            QCOMPARE(test::repeatedIds(picture), QStringList());
            QCOMPARE(test::unexplainedIds(picture), QStringList());
            QCOMPARE(outside(picture), QStringList());
            QVERIFY(picture.size.height() >= size.height());
        }
    }
}

void TestProducerPicture::manyPartitionsAreLines()
{
    const RealRun story = manyStory();
    const Told told(story);
    const Picture picture = told.pictureAt(story.atMs(700), {}, {1100, 620});
    const auto buckets = picture.findAll(QStringLiteral("bucket:"));
    QCOMPARE(buckets.size(), 24U);
    QVERIFY(buckets.front()->rect.height() < 20);
    QVERIFY(buckets.front()->rect.left() < buckets.back()->rect.left()); // two columns
    QVERIFY(buckets.front()->rect.top() == buckets[12]->rect.top());
    QVERIFY(picture.size.height() <= 720);
}

void TestProducerPicture::arrowsReachEverything()
{
    const RealRun story = test::busyStory();
    const Told told(story);
    const Picture picture = told.pictureAt(story.atMs(640));
    const QStringList ids = reachableIds(picture);
    QVERIFY(ids.contains(QStringLiteral("bucket:p1/orders-2")));
    QVERIFY(ids.contains(QStringLiteral("memory:p1")));
    QVERIFY(neighbour(picture, QStringLiteral("memory:p1"), Direction::Up)
        != QStringLiteral("memory:p1"));
}

void TestProducerPicture::withoutARunItSaysSo()
{
    const RealRun story = test::busyStory();
    const Told told(story);
    const Picture picture = told.pictureAt({});
    QCOMPARE(picture.shapes.size(), 1U);
    QCOMPARE(picture.shapes.front().text, QStringLiteral("No run is open"));
}

QTEST_MAIN(TestProducerPicture)
#include "tst_producer_picture.moc"
