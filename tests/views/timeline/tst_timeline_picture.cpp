#include "tests/views/support/legibility.h"
#include "tests/views/support/loss_story.h"
#include "tests/views/support/segment_story.h"
#include "views/timeline/nice_step.h"
#include "views/timeline/timeline_ids.h"
#include "views/timeline/timeline_picture.h"

#include <QTest>

using namespace brokerscope;
using namespace brokerscope::views;

namespace {

const QSizeF kSize(1576, 256);

} // namespace

class TimelinePictureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        setUpFonts();
        m_story = test::makeLossStory();
        m_data = gatherTimeline(*m_story.run.history);
        m_whole = {Timestamp(), m_story.run.history->end()};
    }

    void showsWhatHappened()
    {
        const Picture picture = whole(m_story.run.history->size());
        for (const char* id : {"command:0", "command:1", "command:2", "lane:b1", "lane:b3",
                 "down:b1#0", "epoch:orders-0/5", "epoch:orders-0/6", "lag:c1", "playhead"}) {
            QVERIFY2(picture.find(QLatin1String(id)) != nullptr, id);
        }
        QVERIFY(picture.find(QStringLiteral("command:3")) == nullptr); // the end of the run
        QCOMPARE(picture.find(QStringLiteral("epoch:orders-0/6"))->state, QStringLiteral("b2"));
    }

    void aLossIsMarkedFromTheMomentItIsEstablished()
    {
        QVERIFY(whole(m_story.lost.value()).findAll(QStringLiteral("marker:")).empty());
        const Picture after = whole(m_story.lost.value() + 1);
        QCOMPARE(after.findAll(QStringLiteral("marker:")).size(), std::size_t{1});
        QVERIFY(
            after.findAll(QStringLiteral("marker:")).front()->tip.contains(QStringLiteral("3 ×")));
    }

    void thePlayheadStandsAtItsTime()
    {
        const Scene scene = m_story.at(m_story.beforeStop);
        const Sketch metrics(kSize, false);
        const TimelineLayout layout = layOutTimeline(*m_data, scene, m_whole, kSize, {}, metrics);
        const Picture picture = timelinePicture(*m_data, scene, {}, m_whole, kSize);
        QCOMPARE(boundsOf(*picture.find(QStringLiteral("playhead"))).center().x(),
            layout.x(scene.playhead.time));
        QCOMPARE(layout.time(layout.x(Timestamp(20'000))), Timestamp(20'000));
    }

    void everyPictureIsSound()
    {
        for (std::size_t applied = 1; applied <= m_story.run.history->size(); ++applied) {
            const Picture picture = whole(applied);
            QCOMPARE(test::repeatedIds(picture), QStringList());
            QCOMPARE(test::unexplainedIds(picture), QStringList());
            QCOMPARE(test::faintTexts(picture), QStringList());
        }
    }

    void theSameMomentGivesTheSamePicture()
    {
        const Picture first = whole(m_story.beforeStop);
        QVERIFY(whole(m_story.afterTruncation) != first);
        QVERIFY(whole(m_story.beforeStop) == first);
    }

    void aDraggedCommandStandsWhereItIsDragged()
    {
        const Scene scene = m_story.at(m_story.beforeStop);
        TimelineOptions options;
        options.dragged = DraggedCommand{1, Timestamp(10'000)};
        const Picture picture = timelinePicture(*m_data, scene, {}, m_whole, kSize, options);
        QCOMPARE(picture.find(QStringLiteral("command:1"))->state, QStringLiteral("dragged"));
        QVERIFY(picture.find(QStringLiteral("command:1"))->rect.left()
            < picture.find(QStringLiteral("command:2"))->rect.left());
    }

    void pillsThatWouldOverlapGetRowsOfTheirOwn()
    {
        const Picture picture
            = timelinePicture(*m_data, m_story.at(1), {}, m_whole, QSizeF(500, 256));
        const auto pills = picture.findAll(QStringLiteral("command:"));
        for (std::size_t i = 1; i < pills.size(); ++i) {
            QVERIFY(!pills[i - 1]->rect.intersects(pills[i]->rect));
        }
    }

    void idsLeadToTimesAndObjects()
    {
        const Scene scene = m_story.at(m_story.run.history->size());
        QCOMPARE(commandOf(QStringLiteral("command:12")), std::optional<std::size_t>(12));
        QCOMPARE(commandOf(QStringLiteral("commander:1")), std::optional<std::size_t>());
        QCOMPARE(timeOf(QStringLiteral("command:1"), scene, *m_data),
            std::optional(m_story.run.scenario->script[1].at));
        QCOMPARE(timelineSelectionFor(QStringLiteral("lane:b2"), scene, *m_data).node, NodeId(2));
        const Selection command = timelineSelectionFor(QStringLiteral("command:1"), scene, *m_data);
        QCOMPARE(command.kind, Selection::Kind::Event);
        QVERIFY(std::holds_alternative<event::ScriptCommand>(
            m_story.run.history->event(command.event).payload));
        const Selection down = timelineSelectionFor(QStringLiteral("down:b1#0"), scene, *m_data);
        QVERIFY(std::holds_alternative<event::NodeStopped>(
            m_story.run.history->event(down.event).payload));
    }

    void rollsAndDeletionsAreMarked()
    {
        const test::SegmentStory story = test::makeSegmentStory();
        const auto data = gatherTimeline(story.history());
        const Scene scene = story.at(story.history().size());
        const auto pictureOf = [&](Timestamp to) {
            return timelinePicture(*data, scene, {}, {Timestamp(), to}, kSize);
        };
        const QString id = QStringLiteral("files:%1");
        const Picture near = pictureOf(story.history().end());
        const Shape* rolled = near.find(id.arg(story.rolled.value()));
        QVERIFY(rolled != nullptr);
        QCOMPARE(rolled->state, QStringLiteral("rolled"));
        QVERIFY(rolled->tip.contains(QStringLiteral("b1 rolled orders-0")));
        QCOMPARE(near.find(id.arg(story.deleted.value()))->state, QStringLiteral("deleted"));
        QCOMPARE(timelineSelectionFor(rolled->id, scene, *data).event, story.rolled);

        const Picture far = pictureOf(Timestamp(100'000'000)); // all in one place
        QCOMPARE(far.findAll(QStringLiteral("files:")).size(), std::size_t{2}); // b1 and b2
        QCOMPARE(far.findAll(QStringLiteral("files:")).front()->state, QStringLiteral("deleted"));
        QCOMPARE(test::unexplainedIds(far), QStringList());
        QCOMPARE(test::repeatedIds(near), QStringList());
    }

    void zoomKeepsThePointUnderTheMouse()
    {
        const Timestamp end(1'000'000);
        const TimelineWindow window{Timestamp(), end};
        const TimelineWindow half = zoomed(window, Timestamp(250'000), 2, end);
        QCOMPARE(half.length(), milliseconds(500));
        QCOMPARE(half.from, Timestamp(125'000));
        QCOMPARE(zoomed(half, Timestamp(250'000), 0.25, end), window);
        QCOMPARE(zoomed(window, Timestamp(0), 1e9, end).length(), kShortestWindow);
        QCOMPARE(panned(half, milliseconds(10'000), end).to, end);
        QCOMPARE(panned(half, milliseconds(-10'000), end).from, Timestamp());
    }

    void theRulersStepsAreRound()
    {
        QCOMPARE(niceStep(Duration(130'000)), milliseconds(200));
        QCOMPARE(niceStep(Duration(1)), Duration(1));
        QCOMPARE(rulerText(Timestamp(500'000), milliseconds(500)), QStringLiteral("0.5 s"));
        QCOMPARE(rulerText(Timestamp(1'735'000), milliseconds(5)), QStringLiteral("1.735 s"));
    }

private:
    [[nodiscard]] Picture whole(std::size_t applied) const
    {
        return timelinePicture(*m_data, m_story.at(applied), {}, m_whole, kSize);
    }

    test::LossStory m_story;
    std::shared_ptr<const TimelineData> m_data;
    TimelineWindow m_whole;
};

QTEST_MAIN(TimelinePictureTest)
#include "tst_timeline_picture.moc"
