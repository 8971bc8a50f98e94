// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "engine/sim/real_file_reader.h"
#include "tests/views/segments/small_log.h"
#include "tests/views/support/legibility.h"
#include "views/segments/hex_picture.h"
#include "views/segments/log_browser.h"
#include "views/segments/look_up_picture.h"
#include "views/segments/problem_text.h"
#include "views/segments/strip_picture.h"

using namespace brokerscope;
using namespace brokerscope::views;
using test::SmallLog;

namespace {

constexpr QSizeF kStrip{940, 130};

LogContent lookAt(const ShownLog& log, LogWish wish = {})
{
    return LogBrowser(log).look(wish);
}

QString stateOf(const Picture& picture, const QString& id)
{
    const Shape* shape = picture.find(id);
    return shape == nullptr ? QStringLiteral("(absent)") : shape->state;
}

/// The first shape of this id must be there.
QRectF placeOf(const Picture& picture, const QString& id)
{
    return boundsOf(*picture.find(id));
}

ShownLog logOf(const QString& path, const std::string& directory)
{
    ShownLog log;
    log.files = std::make_shared<sim::RealFileReader>(path.toStdString());
    log.partition = inspect::readDirectory(*log.files, directory)->partitions.front();
    log.name = QStringLiteral("trades-0");
    return log;
}

QString dataPath(const char* name)
{
    return QStringLiteral(BROKERSCOPE_SOURCE_DIR "/tests/data/") + QLatin1String(name);
}

} // namespace

class TestSegmentsPictures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theStripShowsEverySegmentAndItsIndex()
    {
        const ShownLog log = SmallLog::ofFourSegments().shown();
        const LogContent content = lookAt(log);
        const Picture picture = stripPicture(content, log, {}, kStrip, false);
        QCOMPARE(picture.findAll(QStringLiteral("segment:")).size(), std::size_t{4});
        QCOMPARE(stateOf(picture, QStringLiteral("segment:0")), QStringLiteral("closed selected"));
        QCOMPARE(stateOf(picture, QStringLiteral("segment:195")), QStringLiteral("active"));
        QVERIFY(content.segments[1].index.size() >= 2);
        QCOMPARE(
            picture.findAll(QStringLiteral("index:65/")).size(), content.segments[1].index.size());
        QCOMPARE(picture.findAll(QStringLiteral("timeindex:65/")).size(),
            content.segments[1].timeIndex.size());
        // A larger segment is wider than the small active one.
        QVERIFY(placeOf(picture, QStringLiteral("segment:0")).width()
            > placeOf(picture, QStringLiteral("segment:195")).width());
        const QRectF tick = placeOf(picture, QStringLiteral("index:65/0"));
        const QRectF segment = placeOf(picture, QStringLiteral("segment:65"));
        QVERIFY(tick.left() > segment.left() && tick.right() < segment.right());
        QVERIFY(tick.top() >= segment.bottom());
    }

    void marksStandWhereTheirOffsetsLie()
    {
        ShownLog log = SmallLog::ofFourSegments().shown();
        log.logStart = Offset(20);
        log.recoveryPoint = Offset(195);
        log.highWatermark = Offset(205);
        const Picture picture = stripPicture(lookAt(log), log, {}, kStrip, false);
        const double start = placeOf(picture, QStringLiteral("mark:log-start")).left();
        const QRectF first = placeOf(picture, QStringLiteral("segment:0"));
        QVERIFY(start > first.left() && start < first.center().x());
        const QRectF active = placeOf(picture, QStringLiteral("segment:195"));
        const double recovery = placeOf(picture, QStringLiteral("mark:recovery-point")).left();
        const double watermark = placeOf(picture, QStringLiteral("mark:high-watermark")).left();
        QVERIFY(recovery <= watermark && active.left() < watermark && watermark < active.right());
        QVERIFY(picture.find(QStringLiteral("unreachable:0")) != nullptr);
        QVERIFY(picture.find(QStringLiteral("unreachable:65")) == nullptr);
    }

    void whatIsOnlyInThePageCacheIsHatched()
    {
        const ShownLog log = SmallLog::ofFourSegments().shown(100);
        const Picture picture = stripPicture(lookAt(log), log, {}, kStrip, false);
        const Shape* cached = picture.find(QStringLiteral("page-cache:195"));
        QVERIFY(cached != nullptr && cached->hatched);
        QVERIFY(cached->rect.left() > placeOf(picture, QStringLiteral("segment:195")).left());
        QVERIFY(picture.find(QStringLiteral("page-cache:0")) == nullptr);
    }

    void compactedOffsetsAreGaps()
    {
        SmallLog log;
        log.roll();
        log.append();
        log.skip(40);
        log.append();
        log.roll();
        log.append();
        const ShownLog shown = log.shown();
        const LogContent content = lookAt(shown);
        QCOMPARE(content.segments[0].gaps.size(), std::size_t{1});
        const Picture picture = stripPicture(content, shown, {}, kStrip, false);
        QCOMPARE(stateOf(picture, QStringLiteral("gap:5-45")), QStringLiteral("compacted"));
    }

    void theBatchesOfTheSelectedSegmentAreBlocks()
    {
        SmallLog log = SmallLog::ofFourSegments();
        log.appendMarker();
        const ShownLog shown = log.shown();
        LogWish wish;
        wish.segment = 3;
        const Picture picture = stripPicture(lookAt(shown, wish), shown, {}, kStrip, false);
        QCOMPARE(picture.findAll(QStringLiteral("batch:")).size(), std::size_t{4});
        QCOMPARE(stateOf(picture, QStringLiteral("batch:195")), QStringLiteral("data opened"));
        QCOMPARE(stateOf(picture, QStringLiteral("batch:210")), QStringLiteral("control"));
    }

    void aCorruptBatchIsShownInItsPlace()
    {
        SmallLog log;
        log.roll();
        log.append();
        log.append();
        log.append();
        log.flipBit(700);
        const ShownLog shown = log.shown();
        const LogContent content = lookAt(shown);
        QCOMPARE(content.batches.batches.size(), std::size_t{3});
        const Picture picture = stripPicture(content, shown, {}, kStrip, false);
        QCOMPARE(stateOf(picture, QStringLiteral("batch:0")), QStringLiteral("data opened"));
        QCOMPARE(stateOf(picture, QStringLiteral("batch:5")), QStringLiteral("corrupt"));
        QCOMPARE(stateOf(picture, QStringLiteral("batch:10")), QStringLiteral("data"));
        QVERIFY(content.problem.has_value());
        QVERIFY2(problemText(*content.problem).contains(QStringLiteral("CRC")),
            qPrintable(problemText(*content.problem)));
    }

    void whatCannotBeReadIsSaidAndTheRestStays()
    {
        SmallLog log;
        log.roll();
        log.append();
        log.appendRaw(Bytes(40, 0x7F));
        const ShownLog shown = log.shown();
        const LogContent content = lookAt(shown);
        QCOMPARE(content.batches.batches.size(), std::size_t{1});
        QVERIFY(content.batch.has_value());
        QVERIFY(content.problem.has_value());
        const Picture picture = stripPicture(content, shown, {}, kStrip, false);
        QCOMPARE(stateOf(picture, QStringLiteral("problem")), QStringLiteral("unreadable"));
    }

    void onlyWhatHasRoomIsReadAndTheRestIsPaged()
    {
        SmallLog log;
        for (int i = 0; i < 40; ++i) {
            log.roll();
            log.append();
        }
        const ShownLog shown = log.shown();
        LogWish wish;
        wish.segmentCount = 8;
        wish.firstSegment = 16;
        wish.segment = 17;
        const LogContent content = lookAt(shown, wish);
        QCOMPARE(content.segments.size(), std::size_t{8});
        QCOMPARE(content.segments.front().files.base, Offset(80));
        const Picture picture = stripPicture(content, shown, {}, kStrip, false);
        QVERIFY(picture.find(QStringLiteral("segments:earlier")) != nullptr);
        QVERIFY(picture.find(QStringLiteral("segments:later")) != nullptr);
        QCOMPARE(test::collidingTexts(picture, false), QStringList());
    }

    void allPicturesAreLegible_data()
    {
        QTest::addColumn<bool>("large");
        QTest::addColumn<double>("width");
        for (const double width : {620.0, 940.0, 1300.0}) {
            QTest::addRow("%g", width) << false << width;
            QTest::addRow("%g large", width) << true << width;
        }
    }

    void allPicturesAreLegible()
    {
        QFETCH(const bool, large);
        QFETCH(const double, width);
        ShownLog log = SmallLog::ofFourSegments().shown(300);
        log.logStart = Offset(20);
        log.recoveryPoint = Offset(200);
        log.highWatermark = Offset(205);
        LogBrowser browser(log);
        LogWish wish;
        wish.segmentCount = 4;
        wish.segment = 2;
        const LogContent content = browser.look(wish);
        const Picture strip = stripPicture(content, log, {}, {width, 170}, large);
        const Picture hex = hexPicture(*content.batch, {width / 2, 400}, {.large = large});
        const LookUpStory story = tell(*browser.lookUp(false, 150), log.partition);
        const Picture steps = lookUpPicture(story, story.frames.size() - 1, width, large);
        for (const Picture* picture : {&strip, &hex, &steps}) {
            QCOMPARE(test::collidingTexts(*picture, large), QStringList());
            QCOMPARE(test::faintTexts(*picture), QStringList());
            QCOMPARE(test::unexplainedIds(*picture), QStringList());
        }
        QCOMPARE(test::repeatedIds(strip), QStringList());
        QCOMPARE(test::repeatedIds(steps), QStringList());
    }

    void aLookupIsToldStepByStep()
    {
        const ShownLog log = SmallLog::ofFourSegments().shown();
        LogBrowser browser(log);
        const auto found = browser.lookUp(false, 150);
        QVERIFY(found && found->hit);
        const LookUpStory story = tell(*found, log.partition);
        QVERIFY(story.title.contains(QStringLiteral("150")));
        QVERIFY(story.lines[0].result.contains(QStringLiteral("130.log")));
        QVERIFY2(story.lines[1].text.contains(QStringLiteral("130.index")),
            qPrintable(story.lines[1].text));
        QVERIFY2(story.lines.last().result.contains(QStringLiteral("150–154: here")),
            qPrintable(story.lines.last().result));
        QCOMPARE(story.lines.last().outcome, LookUpLine::Outcome::Hit);

        const auto probe = std::find_if(story.frames.begin(), story.frames.end(),
            [](const LookUpFrame& frame) { return frame.probe.has_value(); });
        QVERIFY(probe != story.frames.end());
        const auto frame = static_cast<std::size_t>(probe - story.frames.begin());
        const Picture first = lookUpPicture(story, 0, 940, false);
        QCOMPARE(first.findAll(QStringLiteral("step:")).size(), std::size_t{1});
        QVERIFY(first.find(QStringLiteral("range")) == nullptr);
        QCOMPARE(stateOf(first, QStringLiteral("entry:0")), QStringLiteral("unread"));
        const Picture probing = lookUpPicture(story, frame, 940, false);
        QCOMPARE(probing.findAll(QStringLiteral("step:")).size(), std::size_t{2});
        const auto& read = story.lookup.offsetSearch.probes.front();
        QCOMPARE(
            stateOf(probing, QStringLiteral("entry:%1").arg(read.slot)), QStringLiteral("probed"));
        QCOMPARE(stateOf(probing, QStringLiteral("range")),
            QStringLiteral("%1-%2").arg(read.low).arg(read.high));
    }

    void aLookupByTimeSearchesTwoIndexes()
    {
        const ShownLog log = SmallLog::ofFourSegments().shown();
        LogBrowser browser(log);
        const auto found = browser.lookUp(true, SmallLog::timeOf(150));
        QVERIFY(found && found->hit);
        QCOMPARE(*found->hit, Offset(150));
        const LookUpStory story = tell(*found, log.partition);
        QVERIFY2(story.lines[1].text.contains(QStringLiteral("130.timeindex")),
            qPrintable(story.lines[1].text));
        QVERIFY(story.lines[2].text.contains(QStringLiteral("130.index")));
    }

    void whatIsNotThereIsSaid()
    {
        const ShownLog log = SmallLog::ofFourSegments().shown();
        const auto found = LogBrowser(log).lookUp(false, 5000);
        QVERIFY(found && !found->hit);
        const LookUpStory story = tell(*found, log.partition);
        QCOMPARE(story.lines.last().outcome, LookUpLine::Outcome::Nothing);
        const auto late = LogBrowser(log).lookUp(true, SmallLog::timeOf(5000));
        QVERIFY(late && !late->hit);
        QCOMPARE(tell(*late, log.partition).lines.size(), 1);
    }

    void everyFieldOfTheHeaderIsABox()
    {
        const ShownLog log = SmallLog::ofFourSegments().shown();
        const LogContent content = lookAt(log);
        const BatchContent& batch = *content.batch;
        const HexOptions options{.part = BatchPart::field(BatchField::Crc)};
        const Picture picture = hexPicture(batch, {420, 600}, options);
        for (std::size_t i = 0; i < kBatchFields; ++i) {
            const QString id = partId(batch, BatchPart::field(static_cast<BatchField>(i)));
            QVERIFY2(picture.find(id) != nullptr, qPrintable(id));
        }
        const Shape* crc = picture.find(QStringLiteral("field:crc"));
        QCOMPARE(crc->state, QStringLiteral("pointed"));
        QVERIFY(crc->tip.contains(QStringLiteral("✓")));
        QCOMPARE(picture.find(QStringLiteral("field:magic"))->text, QStringLiteral("02"));
        QVERIFY(picture.find(QStringLiteral("record:4")) != nullptr);
        QCOMPARE(partOf(batch, QStringLiteral("record:4")), BatchPart::record(4));
    }

    void compressedRecordsAreOneFieldUntilDecompressed()
    {
        const ShownLog log = SmallLog::ofFourSegments().shown();
        LogWish wish;
        wish.offset = Offset(7);
        const LogContent content = lookAt(log, wish);
        QCOMPARE(content.batch->view().baseOffset(), Offset(5));
        QVERIFY(content.batch->isCompressed);
        QCOMPARE(content.batch->records.size(), std::size_t{5});
        const Picture packed = hexPicture(*content.batch, {420, 900}, {});
        QVERIFY(packed.find(QStringLiteral("record:7")) == nullptr);
        const Picture unpacked = hexPicture(*content.batch, {420, 900}, {.isDecompressed = true});
        QVERIFY(unpacked.find(QStringLiteral("record:7")) != nullptr);
    }

    void aLargeBatchIsDrawnOnlyWhereItIsInSight()
    {
        record::BatchBuilder builder;
        const std::string value(20'000, 'x');
        for (int i = 0; i < 50; ++i) {
            builder.append("k", value, kWallClockOriginMs + i);
        }
        SmallLog log;
        log.roll();
        log.appendRaw(builder.finish());
        const LogContent content = lookAt(log.shown());
        QVERIFY(content.batch && content.batch->bytes.size() > 1'000'000);
        HexOptions options;
        options.top = hexHeight(*content.batch, 420, options) - 300;
        const Picture picture = hexPicture(*content.batch, {420, 300}, options);
        QVERIFY(picture.shapes.size() < 200);
        QVERIFY(picture.find(QStringLiteral("record:49")) != nullptr);
        QVERIFY(picture.find(QStringLiteral("record:0")) == nullptr);
    }

    void filesOfARealKafkaAreShown()
    {
        const ShownLog log = logOf(dataPath("kafka-data-dir"), "trades-0");
        const LogContent content = lookAt(log);
        const Picture picture = stripPicture(content, log, {}, kStrip, false);
        QVERIFY(picture.find(QStringLiteral("segment:0")) != nullptr);
        QVERIFY(picture.find(QStringLiteral("batch:0")) != nullptr);
        QVERIFY(content.batch.has_value());
        QVERIFY(content.batch->hasValidCrc());
        QVERIFY2(!content.problem,
            qPrintable(content.problem ? problemText(*content.problem) : QString()));
    }

    void theVectorsOfEachCodecDecode_data()
    {
        QTest::addColumn<QString>("codec");
        for (const char* codec : {"none", "gzip", "snappy", "lz4", "zstd"}) {
            QTest::addRow("%s", codec) << QString::fromLatin1(codec);
        }
    }

    void theVectorsOfEachCodecDecode()
    {
        QFETCH(const QString, codec);
        const ShownLog log = logOf(dataPath("logs/") + codec, "");
        LogWish wish;
        wish.offset = Offset(5);
        const LogContent content = lookAt(log, wish);
        QVERIFY(content.batch && content.batch->hasValidCrc());
        QCOMPARE(content.batch->isCompressed, codec != QStringLiteral("none"));
        QVERIFY(!content.batch->isBroken);
        const auto record = content.batch->recordAt(Offset(5));
        QVERIFY(record.has_value());
        QCOMPARE(bytesText(content.batch->records[*record].key), QStringLiteral("kéy€😀"));
    }
};

QTEST_MAIN(TestSegmentsPictures)
#include "tst_segments_pictures.moc"
