#include "tests/views/support/group_story.h"
#include "tests/views/support/legibility.h"
#include "views/timeline/timeline_ids.h"
#include "views/timeline/timeline_picture.h"

#include <QTest>

using namespace brokerscope;
using namespace brokerscope::views;
using test::RealRun;

namespace {

const QSizeF kSize(1360, 320);

} // namespace

/// What the timeline shows of consumer groups.
class TimelineGroupsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        setUpFonts();
        m_run = std::make_unique<RealRun>(test::groupStory());
        m_data = gatherTimeline(m_run->history());
        m_whole = {Timestamp(), m_run->history().end()};
    }

    void generationsFollowOneAnother()
    {
        QCOMPARE(m_data->groups.size(), std::size_t{1});
        const TimelineData::GroupLane& lane = m_data->groups[0];
        QVERIFY(lane.generations.size() >= 3); // c1; c1 and c2; c1 again
        QCOMPARE(lane.generations[0].members.size(), std::size_t{1});
        QCOMPARE(lane.generations[1].members.size(), std::size_t{2});
        QCOMPARE(lane.generations.back().members.size(), std::size_t{1});
        QCOMPARE(lane.generations.back().to, m_run->history().end());
        for (std::size_t i = 1; i < lane.generations.size(); ++i) {
            QVERIFY(lane.generations[i - 1].to <= lane.generations[i].from);
            QVERIFY(lane.generations[i - 1].generation < lane.generations[i].generation);
            // The time between them is a rebalance's.
            QVERIFY(std::ranges::any_of(lane.rebalances, [&](const auto& rebalance) {
                return rebalance.from == lane.generations[i - 1].to;
            }));
        }
    }

    void spansAreLabelled()
    {
        const Picture picture = pictureOf();
        const TimelineData::GroupLane& lane = m_data->groups[0];
        const Shape* first
            = picture.find(QStringLiteral("generation:%1").arg(lane.generations[0].began.value()));
        QVERIFY(first != nullptr);
        QCOMPARE(first->state, QStringLiteral("1"));
        QVERIFY(first->tip.startsWith(QStringLiteral("gen 1: c1 (range)")));
        QVERIFY(std::ranges::any_of(picture.shapes,
            [](const Shape& shape) { return shape.text == QStringLiteral("gen 1: c1 (range)"); }));
        const auto rebalances = picture.findAll(QStringLiteral("rebalance:"));
        QCOMPARE(rebalances.size(), lane.rebalances.size());
        for (const Shape* rebalance : rebalances) {
            QVERIFY(rebalance->hatched);
        }
    }

    void diamondsMarkWhoCameAndWent()
    {
        const Picture picture = pictureOf();
        const auto marks = picture.findAll(QStringLiteral("member:"));
        QVERIFY(marks.size() >= 3);
        QCOMPARE(marks.front()->state, QStringLiteral("joined"));
        const auto left = std::ranges::find_if(
            marks, [](const Shape* mark) { return mark->state == QLatin1String("left"); });
        QVERIFY(left != marks.end());
        QVERIFY((*left)->tip.contains(QStringLiteral("c2")));
        QVERIFY((*left)->fill != marks.front()->fill);
    }

    void theyLeadToTheirEvents()
    {
        const Scene scene = m_run->atMs(2000);
        const Selection group
            = timelineSelectionFor(QStringLiteral("group:billing"), scene, *m_data);
        QCOMPARE(group.kind, Selection::Kind::Group);
        QVERIFY(group.group == "billing");
        const TimelineData::RebalanceBar& bar = m_data->groups[0].rebalances.back();
        const QString id = QStringLiteral("rebalance:%1").arg(bar.began.value());
        QCOMPARE(timelineSelectionFor(id, scene, *m_data).event, bar.began);
        QCOMPARE(timeOf(id, scene, *m_data), std::optional(bar.from));
    }

    void aNewCoordinatorDoesNotBeginAGeneration()
    {
        scenario::Scenario s = test::groupStory({1, 1});
        const RealRun calm(s);
        const NodeId coordinator = calm.atMs(2900).state->groups.at(0).coordinator;
        testing::at(s, 1500,
            scenario::StopCommand{
                calm.history().roster().at(coordinator).name, event::StopHow::Kill});
        const RealRun run(std::move(s));
        const auto data = gatherTimeline(run.history());
        QVERIFY(run.atMs(2900).state->groups.at(0).coordinator != coordinator);
        const auto& generations = data->groups.at(0).generations;
        for (std::size_t i = 1; i < generations.size(); ++i) {
            QVERIFY(generations[i - 1].generation != generations[i].generation);
        }
    }

    void theLaneIsSound()
    {
        for (const QSizeF size : {kSize, QSizeF(620, 240)}) {
            for (const bool large : {false, true}) {
                TimelineOptions options;
                options.large = large;
                const Picture picture
                    = timelinePicture(*m_data, m_run->atMs(2000), {}, m_whole, size, options);
                QCOMPARE(test::repeatedIds(picture), QStringList());
                QCOMPARE(test::unexplainedIds(picture), QStringList());
                QCOMPARE(test::faintTexts(picture), QStringList());
            }
        }
    }

    void aRunWithoutGroupsHasNoLane()
    {
        const RealRun run(testing::smallCluster());
        QVERIFY(gatherTimeline(run.history())->groups.empty());
    }

private:
    [[nodiscard]] Picture pictureOf() const
    {
        return timelinePicture(*m_data, m_run->atMs(2000), {}, m_whole, kSize);
    }

    std::unique_ptr<RealRun> m_run;
    std::shared_ptr<const TimelineData> m_data;
    TimelineWindow m_whole;
};

QTEST_MAIN(TimelineGroupsTest)
#include "tst_timeline_groups.moc"
