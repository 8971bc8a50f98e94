#include "tests/views/support/legibility.h"
#include "tests/views/support/segment_story.h"
#include "views/stage/stage_picture.h"
#include "views/stage/stage_selection.h"

#include <QTest>

using namespace brokerscope;
using namespace brokerscope::views;

namespace {

const QSizeF kSize(1080, 460);

Picture pictureOf(const Scene& scene, QSizeF size = kSize, bool large = false)
{
    return stagePicture(scene, {}, size, {large});
}

QString stateOf(const Picture& picture, const char* id)
{
    const Shape* shape = picture.find(QLatin1String(id));
    return shape == nullptr ? QStringLiteral("not drawn") : shape->state;
}

double lengthOf(const Shape& line)
{
    return line.points[1].y() - line.points[0].y();
}

} // namespace

class StageSegmentsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        setUpFonts();
        m_story = test::makeSegmentStory();
    }

    void bordersStandAtTheBases()
    {
        const Picture picture = pictureOf(m_story.at(m_story.beforeDeletion));
        QCOMPARE(stateOf(picture, "segment:orders-0@0/b1"), QStringLiteral("not drawn"));
        QCOMPARE(stateOf(picture, "segment:orders-0@10/b1"), QStringLiteral("closed"));
        QCOMPARE(stateOf(picture, "segment:orders-0@20/b2"), QStringLiteral("active"));
        QCOMPARE(stateOf(picture, "active:orders-0@20/b1"), QStringLiteral("20"));
        const double border = picture.find(QStringLiteral("segment:orders-0@10/b1"))->points[0].x();
        const QRectF before = picture.find(QStringLiteral("record:orders-0@9/b1"))->rect;
        const QRectF behind = picture.find(QStringLiteral("record:orders-0@10/b1"))->rect;
        QVERIFY(border > before.right() - 0.5 && border < behind.left() + 0.5);
        QVERIFY(picture.find(QStringLiteral("segment:orders-0@20/b1"))
                    ->tip.contains(QStringLiteral("20–24")));
        QVERIFY(std::ranges::any_of(picture.shapes,
            [](const Shape& s) { return s.id.isEmpty() && s.text == QStringLiteral("20"); }));
    }

    void aLogOfOneSegmentHasNoBorder()
    {
        const test::LossStory loss = test::makeLossStory();
        for (std::size_t applied = 1; applied <= loss.run.history->size(); ++applied) {
            const Picture picture = pictureOf(loss.at(applied));
            for (const char* prefix : {"segment:", "active:", "gap:", "deleted:"}) {
                QVERIFY(picture.findAll(QLatin1String(prefix)).empty());
            }
        }
    }

    void aRollGrowsIn()
    {
        const Timestamp rolled = m_story.history().event(m_story.rolled).time;
        const auto border = [&](Duration after) {
            return *pictureOf(m_story.at(rolled + after))
                        .find(QStringLiteral("segment:orders-0@20/b1"));
        };
        const double begun = lengthOf(border(milliseconds(1)));
        const double half = lengthOf(border(milliseconds(100)));
        const double full = lengthOf(border(history::kSegmentTrail));
        QVERIFY(begun < half && half < full);
        QCOMPARE(lengthOf(border(milliseconds(250))), full);
    }

    void aDeletedSegmentFallsOff()
    {
        const Timestamp deleted = m_story.history().event(m_story.deleted).time;
        const auto falling = [&](Duration after) {
            const Picture picture = pictureOf(m_story.at(deleted + after));
            const Shape* shape = picture.find(QStringLiteral("deleted:orders-0@0/b1"));
            return shape == nullptr ? Shape() : *shape;
        };
        const Shape young = falling(milliseconds(10));
        const Shape old = falling(milliseconds(150));
        QCOMPARE(young.state, QStringLiteral("deleted"));
        QVERIFY(young.rect.top() < old.rect.top());
        QVERIFY(young.opacity > old.opacity);
        QCOMPARE(falling(history::kSegmentTrail).id, QString());
    }

    void whatWasDeletedFoldsIntoASlot()
    {
        const Picture picture = pictureOf(m_story.at(m_story.deleted.value() + 4));
        const Shape* gap = picture.find(QStringLiteral("gap:orders-0@0/b1"));
        QVERIFY(gap != nullptr);
        QCOMPARE(gap->state, QStringLiteral("deleted"));
        QCOMPARE(gap->dash, Dash::Dotted);
        QVERIFY(!gap->hatched && gap->fill == Ink::None);
        QCOMPARE(gap->text, QStringLiteral("10 deleted"));
        QVERIFY(gap->tip.contains(QStringLiteral("0–9")));
        QCOMPARE(stateOf(picture, "record:orders-0@9/b1"), QStringLiteral("not drawn"));
        QCOMPARE(stateOf(picture, "record:orders-0@10/b1"), QStringLiteral("leader"));
        QVERIFY(
            gap->rect.right() < picture.find(QStringLiteral("record:orders-0@10/b1"))->rect.left());
    }

    void compactedOffsetsAreGaps()
    {
        const Picture first = pictureOf(m_story.at(m_story.leaderCleaned));
        QCOMPARE(stateOf(first, "gap:orders-0@12/b1"), QStringLiteral("compacted"));
        QCOMPARE(stateOf(first, "gap:orders-0@12/b2"), QStringLiteral("not drawn"));
        QCOMPARE(stateOf(first, "record:orders-0@13/b2"), QStringLiteral("follower"));
        QCOMPARE(stateOf(first, "record:orders-0@13/b1"), QStringLiteral("not drawn"));
        const double wide = first.find(QStringLiteral("gap:orders-0@12/b1"))->rect.width();

        const Picture both = pictureOf(m_story.at(m_story.allCleaned));
        QCOMPARE(stateOf(both, "gap:orders-0@17/b2"), QStringLiteral("compacted"));
        const double narrow = both.find(QStringLiteral("gap:orders-0@12/b1"))->rect.width();
        QVERIFY(narrow < wide / 2); // one slot once nobody has them
    }

    void idsLeadToTheReplica()
    {
        const Scene scene = m_story.at(m_story.allCleaned);
        for (const char* id :
            {"segment:orders-0@10/b1", "active:orders-0@20/b1", "gap:orders-0@12/b1"}) {
            const Selection selection = selectionFor(QLatin1String(id), scene);
            QCOMPARE(selection.kind, Selection::Kind::Replica);
            QCOMPARE(selection.node, NodeId(1));
        }
    }

    void everyPictureIsSound_data()
    {
        QTest::addColumn<QSizeF>("size");
        QTest::addColumn<bool>("large");
        QTest::newRow("as in the window") << kSize << false;
        QTest::newRow("small") << QSizeF(620, 360) << false;
        QTest::newRow("large") << QSizeF(1600, 1000) << false;
        QTest::newRow("projector") << QSizeF(1280, 640) << true;
    }
    void everyPictureIsSound()
    {
        QFETCH(QSizeF, size);
        QFETCH(bool, large);
        for (std::size_t applied = 30; applied <= m_story.allCleaned + 60; ++applied) {
            const Picture picture = pictureOf(m_story.at(applied), size, large);
            QCOMPARE(test::repeatedIds(picture), QStringList());
            QCOMPARE(test::unexplainedIds(picture), QStringList());
            QCOMPARE(test::faintTexts(picture), QStringList());
            for (const Shape& shape : picture.shapes) {
                const QRectF bounds = boundsOf(shape).adjusted(-1, -1, 1, 1);
                QVERIFY2(QRectF(QPointF(-2, -2), size + QSizeF(4, 4)).contains(bounds),
                    qPrintable(shape.id + shape.text));
            }
        }
    }

    void textsKeepApart()
    {
        for (std::size_t applied = 30; applied <= m_story.allCleaned + 60; ++applied) {
            QCOMPARE(test::collidingTexts(pictureOf(m_story.at(applied)), false), QStringList());
        }
    }

    void forwardThenBackwardGivesTheSamePictures()
    {
        std::vector<Picture> forward;
        for (std::size_t applied = 1; applied <= m_story.allCleaned; ++applied) {
            forward.push_back(pictureOf(m_story.at(applied)));
        }
        for (std::size_t applied = m_story.allCleaned; applied >= 1; --applied) {
            QVERIFY(pictureOf(m_story.at(applied)) == forward[applied - 1]);
        }
    }

private:
    test::SegmentStory m_story;
};

QTEST_MAIN(StageSegmentsTest)
#include "tst_stage_segments.moc"
