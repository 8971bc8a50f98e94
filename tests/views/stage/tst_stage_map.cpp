#include "tests/views/support/legibility.h"
#include "tests/views/support/real_run.h"
#include "views/stage/stage_picture.h"
#include "views/stage/stage_selection.h"
#include "views/stage/stage_view.h"

#include <QTest>
#include <QWheelEvent>

#include <cmath>

using namespace brokerscope;
using namespace brokerscope::scenario;
using namespace brokerscope::views;
using test::RealRun;

namespace {

const QSizeF kSize(1600, 1000);
constexpr std::size_t kBrokers = 50;
constexpr std::size_t kPartitions = 1000;

/// Two topics with 1,000 partitions together on 50 brokers, three replicas each. b7 stops.
Scenario largeCluster()
{
    Scenario s = testing::smallCluster();
    s.cluster.brokers = kBrokers;
    s.cluster.config = {{"broker.heartbeat.interval.ms", "50"},
        {"broker.session.timeout.ms", "120"}, {"replica.fetch.wait.max.ms", "500"}};
    s.topics.clear();
    for (const auto& [name, partitions] : {std::pair("orders", 800), std::pair("clicks", 200)}) {
        TopicSpec topic;
        topic.name = name;
        topic.partitions = static_cast<std::uint16_t>(partitions);
        topic.replicationFactor = 3;
        s.topics.push_back(topic);
    }
    s.script.back().at = Timestamp(500'000);
    testing::at(s, 200, StopCommand{"b7", event::StopHow::Kill});
    return s;
}

std::size_t countOf(const Picture& picture, const char* prefix)
{
    return picture.findAll(QLatin1String(prefix)).size();
}

} // namespace

/// A cluster that is too large for columns: the map, and what one sees when one zooms in.
class StageMapTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        setUpFonts();
        m_run = std::make_unique<RealRun>(largeCluster());
    }

    void everyReplicaHasItsPlaceInTheMap()
    {
        const Scene scene = m_run->atMs(150);
        const Picture picture = stagePicture(scene, {}, kSize);
        QCOMPARE(countOf(picture, "record:"), std::size_t{0});
        QCOMPARE(countOf(picture, "broker:"), kBrokers);
        // Neighbours share a column where there are more partitions than pixels to spare: together
        // the cells stand for every replica.
        std::size_t leaders = 0;
        for (const Shape* cell : picture.findAll(QStringLiteral("group:"))) {
            leaders += cell->state == QLatin1String("leader") ? 1 : 0;
        }
        for (const Shape* cell : picture.findAll(QStringLiteral("replica:"))) {
            leaders += cell->state == QLatin1String("leader") ? 1 : 0;
        }
        QVERIFY(leaders > 0);
        QCOMPARE(test::repeatedIds(picture), QStringList());
        QCOMPARE(test::unexplainedIds(picture), QStringList());
        QCOMPARE(test::faintTexts(picture), QStringList());
    }

    void aBrokerThatIsDownIsARowOfItsOwnLook()
    {
        const Picture picture = stagePicture(m_run->atMs(450), {}, kSize);
        QCOMPARE(picture.find(QStringLiteral("broker:b7"))->state, QStringLiteral("down"));
        const auto cells = [&](const char* kind) {
            std::size_t found = 0;
            std::size_t down = 0;
            for (const Shape* cell : picture.findAll(QLatin1String(kind))) {
                if (cell->id.endsWith(QLatin1String("/b7"))) {
                    ++found;
                    down += cell->state == QLatin1String("down") ? 1 : 0;
                }
            }
            return std::pair(found, down);
        };
        const auto [groups, groupsDown] = cells("group:");
        const auto [single, singleDown] = cells("replica:");
        QVERIFY(groups + single > 0);
        QCOMPARE(groupsDown + singleDown, groups + single);
    }

    void zoomingInFirstSeparatesPartitionsAndThenShowsTheirLogs()
    {
        const Scene scene = m_run->atMs(150);
        const PartitionId first(400);
        StageOptions options;
        options.window = {400, 100};
        const Picture map = stagePicture(scene, {}, kSize, options);
        QCOMPARE(countOf(map, "group:"), std::size_t{0});
        QCOMPARE(countOf(map, "replica:"), std::size_t{300});

        options.window = {400, 2};
        const Picture columns = stagePicture(scene, {}, kSize, options);
        const QString name = QString::fromStdString(m_run->history().roster().at(first).name());
        QVERIFY(columns.find(QStringLiteral("crown:") + name) != nullptr);
        QCOMPARE(countOf(columns, "replica:"), std::size_t{6});
        QCOMPARE(countOf(columns, "leo:"), std::size_t{6});
        QVERIFY2(countOf(columns, "broker:") <= 6, "only brokers with replicas of the two");
        for (const Shape* cell : columns.findAll(QStringLiteral("replica:"))) {
            QCOMPARE(selectionFor(cell->id, scene).kind, Selection::Kind::Replica);
        }
    }

    void theWheelZoomsAroundTheMouseAndZeroShowsAllAgain()
    {
        StageView view;
        view.resize(kSize.toSize());
        view.setScene(m_run->atMs(150));
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const QPointF place(800, 500);
        const auto wheel = [&](int notches) {
            QWheelEvent event(place, view.mapToGlobal(place), {}, QPoint(0, 120 * notches),
                Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(&view, &event);
        };
        wheel(3);
        const std::size_t count = view.window().count;
        QVERIFY2(count >= 100 && count <= 150, qPrintable(QString::number(count)));
        QVERIFY(view.window().first > 200);
        wheel(-1);
        QVERIFY(view.window().count > count);
        QTest::keyClick(&view, Qt::Key_0);
        QVERIFY(view.window().count == 0 || view.window().count == kPartitions);
    }

private:
    std::unique_ptr<RealRun> m_run;
};

QTEST_MAIN(StageMapTest)
#include "tst_stage_map.moc"
