#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "tests/views/assignment/group_story.h"
#include "tests/views/support/legibility.h"
#include "views/assignment/assignment_picture.h"
#include "views/text/time_text.h"

using namespace brokerscope;
using namespace brokerscope::views;
using assignor::Strategy;
using test::GroupStory;
using testing::kCooperative;
using testing::kRange;

namespace {

constexpr QSizeF kRoomy(940, 560);
constexpr QSizeF kSmall(720, 380);

struct Drawn {
    explicit Drawn(const GroupStory& story, std::size_t rebalance,
        std::optional<AssignmentChoice> wanted = {}, Selection selection = {}, QSizeF size = kRoomy,
        bool large = false)
        : comparison(compareStrategies(story.real.run, story.group().rebalances.at(rebalance)))
    {
        const AssignmentChoice choice = wanted.value_or(
            AssignmentChoice{comparison == nullptr ? 0 : comparison->present, std::nullopt});
        const AssignmentSubject subject{
            story.real.run, &story.group(), rebalance, comparison.get(), choice, selection};
        const Timestamp time = story.group().rebalances.at(rebalance).assignedAt;
        picture = assignmentPicture(subject, playheadAt(story.history(), time), size, large);
    }

    [[nodiscard]] const Shape* find(const char* id) const
    {
        return picture.find(QString::fromLatin1(id));
    }
    [[nodiscard]] QString state(const char* id) const
    {
        const Shape* const shape = find(id);
        return shape == nullptr ? QString() : QString(shape->state);
    }

    std::shared_ptr<const Comparison> comparison;
    Picture picture;
};

} // namespace

class TestAssignmentPicture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beforeAndAfter()
    {
        const GroupStory story(kCooperative);
        const Drawn drawn(story, story.leaving());
        QCOMPARE(drawn.state("member:c4/before"), QStringLiteral("left"));
        QVERIFY(drawn.find("member:c4/before")->hatched);
        QVERIFY(drawn.find("member:c4/after") == nullptr);
        QCOMPARE(drawn.state("member:c1/before"), QStringLiteral("stays"));
        QCOMPARE(drawn.state("member:c1/after"), QStringLiteral("stays"));
        QCOMPARE(drawn.picture.findAll(QStringLiteral("partition:")).size(), std::size_t{8});
        int moved = 0;
        for (const Shape* pill : drawn.picture.findAll(QStringLiteral("partition:"))) {
            const QString name = pill->id.section(QLatin1Char(':'), 1);
            const Shape* const had = drawn.picture.find(QStringLiteral("had:") % name);
            const Shape* const gets = drawn.picture.find(QStringLiteral("gets:") % name);
            QVERIFY(had != nullptr && gets != nullptr);
            const bool isMoved = pill->state == QLatin1String("moved");
            moved += isMoved ? 1 : 0;
            QCOMPARE(had->dash, isMoved ? Dash::Dashed : Dash::Solid);
            QVERIFY(isMoved ? gets->width > had->width : gets->width == had->width);
        }
        QCOMPARE(moved, 2);
        const QString title = drawn.find("title")->text;
        QVERIFY2(title.contains(QStringLiteral("group billing · generation ")), qPrintable(title));
        QVERIFY2(title.contains(QStringLiteral("because c4 left · cooperative-sticky")),
            qPrintable(title));
    }

    void whatIsRevokedAndWaits()
    {
        const GroupStory story(kCooperative, 2);
        const Drawn drawn(story, 1);
        QCOMPARE(drawn.state("member:c2/after"), QStringLiteral("joined"));
        int waiting = 0;
        for (const Shape* pill : drawn.picture.findAll(QStringLiteral("partition:"))) {
            if (pill->state == QLatin1String("waiting")) {
                ++waiting;
                QCOMPARE(pill->dash, Dash::Dashed);
                QVERIFY(pill->text.contains(QStringLiteral("waits")));
            }
        }
        QCOMPARE(waiting, 4);
    }

    void strategiesSideBySide()
    {
        const GroupStory story(kCooperative);
        const Drawn drawn(story, story.leaving());
        QCOMPARE(drawn.picture.findAll(QStringLiteral("strategy:")).size(), std::size_t{6});
        QCOMPARE(drawn.state("strategy:cooperative-sticky"), QStringLiteral("present"));
        QCOMPARE(drawn.find("strategy:cooperative-sticky")->fill, Ink::Highlight);
        QCOMPARE(drawn.state("strategy:range"), QStringLiteral("other"));
        const bool hasNumbers = std::ranges::any_of(drawn.picture.shapes, [](const Shape& shape) {
            return shape.text == QStringLiteral("spread 1 · moved 2 · paused 2");
        });
        QVERIFY(hasNumbers);
    }

    void anotherStrategyIsShownInTheGraph()
    {
        const GroupStory story(kCooperative);
        const Drawn used(story, story.leaving());
        const auto& outcomes = used.comparison->outcomes;
        const auto range = static_cast<std::size_t>(
            std::ranges::find(outcomes, std::optional(Strategy::Range), &StrategyOutcome::strategy)
            - outcomes.begin());
        const Drawn drawn(story, story.leaving(), AssignmentChoice{range, std::nullopt});
        QCOMPARE(drawn.state("strategy:range"), QStringLiteral("shown"));
        QVERIFY(drawn.find("title")->text.contains(QStringLiteral("shown as range would assign")));
        std::size_t moved = 0;
        for (const Shape* pill : drawn.picture.findAll(QStringLiteral("partition:"))) {
            moved += pill->state == QLatin1String("moved") ? 1 : 0;
        }
        QCOMPARE(moved, std::size_t{outcomes[range].moved});
    }

    void decisionsStepByStep()
    {
        const GroupStory story(kRange);
        const Drawn whole(story, story.leaving());
        const std::size_t present = whole.comparison->present;
        const Drawn third(story, story.leaving(), AssignmentChoice{present, 3});
        QCOMPARE(third.state("why"), QStringLiteral("surplus")); // 8 for 3: c1 gets 3
        QVERIFY(third.find("why")->text.startsWith(QStringLiteral("Decision 3 of 8: t-2 → c1")));
        QCOMPARE(third.state("decision:2"), QStringLiteral("present"));
        QCOMPARE(third.state("decision:1"), QStringLiteral("made"));
        QCOMPARE(third.state("decision:3"), QStringLiteral("ahead"));
        std::size_t undecided = 0;
        for (const Shape* pill : third.picture.findAll(QStringLiteral("partition:"))) {
            undecided += pill->state == QLatin1String("undecided") ? 1 : 0;
        }
        QCOMPARE(undecided, std::size_t{5});
    }

    void whyOfTheSelectedPartition()
    {
        const GroupStory story(kRange);
        Selection selection;
        selection.kind = Selection::Kind::Partition;
        selection.partition = PartitionId(4);
        const Drawn drawn(story, story.leaving(), {}, selection);
        QVERIFY2(drawn.find("why")->text.startsWith(QStringLiteral("Why t-4 → c2?")),
            qPrintable(drawn.find("why")->text));
        QCOMPARE(drawn.find("partition:t-4")->stroke, Ink::Accent);
    }

    void phasesAndWhatWasLost()
    {
        const GroupStory story(kCooperative);
        const Drawn drawn(story, story.leaving());
        QCOMPARE(drawn.state("summary"), QStringLiteral("2"));
        const QString summary = drawn.find("summary")->text;
        QVERIFY2(summary.contains(QStringLiteral(" stood still for ")), qPrintable(summary));
        QVERIFY2(
            summary.endsWith(QStringLiteral("the other 6 never stopped")), qPrintable(summary));
        for (const Rebalance::Standstill& still : story.leavingRebalance().standstills) {
            const QString id = QStringLiteral("still:t-%1").arg(still.partition.value());
            const Shape* const gap = drawn.picture.find(id);
            QVERIFY(gap != nullptr);
            QCOMPARE(gap->state, QString::number(still.length().micros()));
            QCOMPARE(gap->dash, Dash::Dashed);
        }
        for (const char* kind : {"consuming", "joining", "waiting", "syncing"}) {
            QVERIFY(
                !drawn.picture.findAll(QStringLiteral("phase:c1/%1").arg(QString::fromLatin1(kind)))
                     .empty());
        }
        QVERIFY(drawn.find("waited") != nullptr);
        QVERIFY(drawn.find("playhead") != nullptr);
        // Everybody stops under range, and the text says so.
        const GroupStory eager(kRange);
        const Drawn all(eager, eager.leaving());
        QVERIFY(all.find("summary")->text.endsWith(QStringLiteral("no partition went on")));
        QCOMPARE(all.find("summary")->ink, Ink::Danger);
    }

    void everythingIsExplainedAndLegible_data()
    {
        QTest::addColumn<QSizeF>("size");
        QTest::addColumn<bool>("large");
        QTest::newRow("roomy") << kRoomy << false;
        QTest::newRow("small") << kSmall << false;
        QTest::newRow("projector") << QSizeF(1000, 600) << true;
    }
    void everythingIsExplainedAndLegible()
    {
        QFETCH(QSizeF, size);
        QFETCH(bool, large);
        const GroupStory story(kCooperative);
        for (std::size_t i = 0; i < story.group().rebalances.size(); ++i) {
            const Drawn drawn(story, i, {}, {}, size, large);
            const QStringList faint = test::faintTexts(drawn.picture);
            QVERIFY2(faint.isEmpty(), qPrintable(faint.join(QLatin1Char('\n'))));
            const QStringList collisions = test::collidingTexts(drawn.picture, large);
            QVERIFY2(collisions.isEmpty(), qPrintable(collisions.join(QLatin1Char('\n'))));
            for (const Shape& shape : drawn.picture.shapes) {
                QVERIFY2(shape.id.isEmpty() || !shape.tip.isEmpty(), qPrintable(shape.id));
            }
        }
    }

    void manyPartitionsAreDrawnTogether()
    {
        scenario::Scenario s = test::groupScenario(kCooperative, 6);
        s.topics[0].partitions = 120;
        s.topics[0].assignment.clear();
        const test::RealRun real(s);
        const auto data = gatherRebalances(real.history());
        const GroupRebalances& group = data->groups.at(0);
        const std::size_t last = group.rebalances.size() - 1;
        const auto comparison = compareStrategies(real.run, group.rebalances[last]);
        QVERIFY(comparison != nullptr);
        const AssignmentSubject subject{
            real.run, &group, last, comparison.get(), {comparison->present, std::nullopt}, {}};
        const Picture picture = assignmentBase(subject, kRoomy, false);
        QVERIFY(picture.findAll(QStringLiteral("partition:")).size() < 12);
        QVERIFY(picture.findAll(QStringLiteral("bundle:")).size() >= 5);
        QVERIFY(picture.findAll(QStringLiteral("had:")).empty());
    }

    void withoutAGroupItSaysSo()
    {
        const test::RealRun real(testing::smallCluster());
        const AssignmentSubject subject{real.run, nullptr, 0, nullptr, {}, {}};
        const Picture picture = assignmentBase(subject, kRoomy, false);
        QCOMPARE(picture.shapes.size(), std::size_t{1});
        QCOMPARE(
            picture.shapes.front().text, QStringLiteral("No group has rebalanced in this run."));
    }
};

QTEST_MAIN(TestAssignmentPicture)
#include "tst_assignment_picture.moc"
