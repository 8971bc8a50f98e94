#include "tests/views/support/legibility.h"
#include "tests/views/support/loss_story.h"
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

} // namespace

class StagePictureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        setUpFonts();
        m_story = test::makeLossStory();
        QVERIFY(m_story.lost.value() > m_story.beforeStop);
    }

    void aSceneWithoutARunSaysSo()
    {
        const Picture picture = stagePicture({}, {}, kSize);
        QVERIFY(!picture.shapes.empty());
        QVERIFY(picture.findAll(QStringLiteral("broker:")).empty());
    }

    void recordsLookLikeTheirReplica()
    {
        const Picture picture = pictureOf(m_story.at(m_story.beforeStop));
        QCOMPARE(stateOf(picture, "record:orders-0@8/b1"), QStringLiteral("leader"));
        QCOMPARE(stateOf(picture, "record:orders-0@5/b3"), QStringLiteral("follower"));
        QCOMPARE(stateOf(picture, "record:orders-0@6/b3"), QStringLiteral("not drawn"));
        QCOMPARE(stateOf(picture, "leo:orders-0/b1"), QStringLiteral("10"));
        QCOMPARE(stateOf(picture, "broker:b1"), QStringLiteral("up"));
    }

    void aLossIsNotShownBeforeItIsEstablished()
    {
        const Picture before = pictureOf(m_story.at(m_story.lost.value()));
        QCOMPARE(stateOf(before, "broker:b1"), QStringLiteral("down"));
        QCOMPARE(stateOf(before, "record:orders-0@8/b1"), QStringLiteral("offline"));
        const Picture after = pictureOf(m_story.at(m_story.lost.value() + 1));
        QCOMPARE(stateOf(after, "record:orders-0@8/b1"), QStringLiteral("lost"));
        QCOMPARE(stateOf(after, "record:orders-0@6/b1"), QStringLiteral("offline"));
    }

    void truncatedRecordsStayAsGhosts()
    {
        const Picture picture = pictureOf(m_story.at(m_story.afterTruncation));
        const Shape* ghost = picture.find(QStringLiteral("record:orders-0@8/b1"));
        QVERIFY(ghost != nullptr);
        QCOMPARE(ghost->state, QStringLiteral("lost"));
        QCOMPARE(ghost->dash, Dash::Dashed);
        QCOMPARE(stateOf(picture, "leo:orders-0/b1"), QStringLiteral("7"));
    }

    void theWatermarkLineIsTheLeaders()
    {
        const Picture picture = pictureOf(m_story.at(m_story.beforeStop));
        QCOMPARE(stateOf(picture, "hw:orders-0"), QStringLiteral("6"));
    }

    void aReplicaHasATickOnlyWhereItDisagrees()
    {
        const Picture picture = pictureOf(m_story.at(m_story.beforeStop));
        QCOMPARE(stateOf(picture, "hw:orders-0/b2"), QStringLiteral("4"));
        QCOMPARE(stateOf(picture, "hw:orders-0/b3"), QStringLiteral("not drawn"));
        QCOMPARE(stateOf(picture, "hw:orders-0/b1"), QStringLiteral("not drawn"));
        const Picture later = pictureOf(m_story.at(m_story.beforeReturn));
        QCOMPARE(stateOf(later, "hw:orders-0/b2"), QStringLiteral("not drawn"));
        QCOMPARE(stateOf(later, "hw:orders-0/b1"), QStringLiteral("not drawn")); // it is down
    }

    void uncommittedRecordsSaySo()
    {
        const Picture picture = pictureOf(m_story.at(m_story.beforeStop));
        QVERIFY(picture.find(QStringLiteral("record:orders-0@6/b1"))
                    ->tip.contains(QStringLiteral("not committed")));
        QVERIFY(!picture.find(QStringLiteral("record:orders-0@5/b1"))
                     ->tip.contains(QStringLiteral("not committed")));
    }

    void forwardThenBackwardGivesTheSamePictures()
    {
        const std::size_t all = m_story.run.history->size();
        std::vector<Picture> forward;
        for (std::size_t applied = 1; applied <= all; ++applied) {
            forward.push_back(pictureOf(m_story.at(applied)));
        }
        for (std::size_t applied = all; applied >= 1; --applied) {
            QVERIFY(pictureOf(m_story.at(applied)) == forward[applied - 1]);
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
        for (std::size_t applied = 1; applied <= m_story.run.history->size(); ++applied) {
            const Picture picture = pictureOf(m_story.at(applied), size, large);
            QCOMPARE(test::repeatedIds(picture), QStringList());
            QCOMPARE(test::unexplainedIds(picture), QStringList());
            QVERIFY2(test::faintTexts(picture).isEmpty(),
                qPrintable(test::faintTexts(picture).join(u';')));
            for (const Shape& shape : picture.shapes) {
                const QRectF bounds = boundsOf(shape).adjusted(-1, -1, 1, 1); // a line's are empty
                QVERIFY2(QRectF(QPointF(-2, -2), size + QSizeF(4, 4)).contains(bounds),
                    qPrintable(shape.id + shape.text));
            }
        }
    }

    void textsKeepApart()
    {
        for (std::size_t applied = 1; applied <= m_story.run.history->size(); ++applied) {
            QCOMPARE(test::collidingTexts(pictureOf(m_story.at(applied)), false), QStringList());
        }
    }

    void idsLeadBackToTheirObjects()
    {
        const Scene scene = m_story.at(m_story.lost.value() + 1);
        const Selection record = selectionFor(QStringLiteral("record:orders-0@8/b1"), scene);
        QCOMPARE(record.kind, Selection::Kind::Record);
        QCOMPARE(record.offset.value(), 8);
        QCOMPARE(record.epoch.value(), 5);
        QCOMPARE(selectionFor(QStringLiteral("broker:b2"), scene).node, NodeId(2));
        QCOMPARE(selectionFor(QStringLiteral("partition:orders-0"), scene).kind,
            Selection::Kind::Partition);
        QCOMPARE(
            selectionFor(QStringLiteral("leo:orders-0/b3"), scene).kind, Selection::Kind::Replica);
        QCOMPARE(selectionFor(QStringLiteral("batch:p1#2"), scene).batch, BatchId(2));
        QCOMPARE(selectionFor(QStringLiteral("message:4"), scene).event, EventId(4));
        QCOMPARE(selectionFor(QStringLiteral("message:99999"), scene).kind, Selection::Kind::None);
        QCOMPARE(selectionFor(QStringLiteral("record:orders-0@77/b1"), scene).kind,
            Selection::Kind::None);
        QCOMPARE(nodeFor(QStringLiteral("record:orders-0@8/b1"), scene), NodeId(1));
    }

    void aSelectedRecordIsRingedOnEveryReplicaThatHasIt()
    {
        const Scene scene = m_story.at(m_story.beforeStop);
        const auto rings = [&](const Selection& selection) {
            const Picture picture = stagePicture(scene, selection, kSize);
            return std::ranges::count_if(
                picture.shapes, [](const Shape& s) { return s.stroke == Ink::Accent; });
        };
        QCOMPARE(rings({}), 0);
        QCOMPARE(rings(selectionFor(QStringLiteral("record:orders-0@3/b1"), scene)), 3);
        QCOMPARE(rings(selectionFor(QStringLiteral("record:orders-0@8/b1"), scene)), 1);
    }

    void aMessageStandsWhereItsTimePutsIt()
    {
        test::HistoryBuilder builder;
        using B = test::HistoryBuilder;
        builder.add(B::kB1, event::NodeStarted{});
        event::MessageSent sent;
        sent.deliverAt = Timestamp(12'000);
        sent.to = B::kB1;
        sent.records = 3;
        sent.partition = B::kOrders0;
        sent.partitions = 1;
        const EventId id = builder.add(B::kP1, sent); // at 2 ms
        test::LossStory story;
        story.run.history = builder.build();
        story.run.scenario = test::lossScenario();
        const QString name = QStringLiteral("message:%1").arg(id.value());
        const auto x = [&](std::int64_t micros) {
            const Picture picture = pictureOf(story.at(Timestamp(micros)));
            return picture.find(name)->rect.center().x();
        };
        QVERIFY(x(2'000) < x(7'000));
        QVERIFY(x(7'000) < x(12'000));
        const Picture picture = pictureOf(story.at(Timestamp(7'000)));
        QCOMPARE(picture.find(name)->text, QStringLiteral("P 3"));
        QCOMPARE(picture.find(name)->state, QStringLiteral("request"));
    }

private:
    test::LossStory m_story;
};

QTEST_MAIN(StagePictureTest)
#include "tst_stage_picture.moc"
