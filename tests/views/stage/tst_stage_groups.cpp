#include "tests/views/support/group_story.h"
#include "tests/views/support/legibility.h"
#include "views/stage/stage_picture.h"
#include "views/stage/stage_selection.h"

#include <QTest>

using namespace brokerscope;
using namespace brokerscope::views;
using test::groupStory;
using test::RealRun;

namespace {

const QSizeF kSize(1080, 540);

Picture pictureOf(const Scene& scene, const StageOptions& options = {}, QSizeF size = kSize)
{
    return stagePicture(scene, {}, size, options);
}

QString stateOf(const Picture& picture, const QString& id)
{
    const Shape* shape = picture.find(id);
    return shape == nullptr ? QStringLiteral("not drawn") : shape->state;
}

bool says(const Picture& picture, const QString& text)
{
    return std::ranges::any_of(
        picture.shapes, [&](const Shape& shape) { return shape.text.contains(text); });
}

const history::GroupState& groupOf(const Scene& scene)
{
    return scene.state->groups.at(0);
}

QString nameOf(const Scene& scene, NodeId node)
{
    return QString::fromStdString(scene.run.history->roster().at(node).name);
}

EventId lastRevocation(const RealRun& run)
{
    EventId last = kNoEvent;
    for (const auto& revoked : testing::all<event::PartitionRevoked>(run.history())) {
        last = run.history().event(revoked.id).time < Timestamp(2'000'000) ? revoked.id : last;
    }
    return last;
}

} // namespace

/// What the stage shows of consumer groups, asked of runs of the engine.
class StageGroupsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        setUpFonts();
        m_two = std::make_unique<RealRun>(groupStory());
    }

    void eachMemberHasPillsOfItsPartitions()
    {
        for (const int ms : {1000, 2100}) {
            const Scene scene = m_two->atMs(ms);
            const Picture picture = pictureOf(scene);
            std::size_t pills = 0;
            for (const auto& member : groupOf(scene).members) {
                for (const PartitionId partition : member.assigned) {
                    const QString id = QStringLiteral("assigned:%1/t-%2")
                                           .arg(nameOf(scene, member.client))
                                           .arg(partition.value());
                    QCOMPARE(stateOf(picture, id), QStringLiteral("leader"));
                    ++pills;
                }
            }
            QCOMPARE(pills, std::size_t{3});
            QCOMPARE(picture.findAll(QStringLiteral("assigned:")).size(), pills);
        }
    }

    void theHeadingHasTheGeneration()
    {
        QVERIFY(says(pictureOf(m_two->atMs(150)), QStringLiteral("GROUP billing")));
        QVERIFY(says(pictureOf(m_two->atMs(1000)), QStringLiteral("GROUP billing · gen 1")));
        const Scene later = m_two->atMs(2100);
        const int generation = static_cast<int>(groupOf(later).generation.value());
        QVERIFY(generation > 1);
        QVERIFY(says(pictureOf(later), QStringLiteral("GROUP billing · gen %1").arg(generation)));
    }

    void theCardFollowsARebalance()
    {
        const auto before = m_two->atMs(150);
        QCOMPARE(stateOf(pictureOf(before), QStringLiteral("consumer-group:billing")),
            QStringLiteral("unknown"));
        const EventId begun = test::firstOf<event::RebalanceBegun>(m_two->history(),
            [](const auto& found) { return found.event->time > Timestamp(1'200'000); });
        QVERIFY(begun != kNoEvent);
        const Picture during = pictureOf(m_two->after(begun, milliseconds(2)));
        QCOMPARE(stateOf(during, QStringLiteral("consumer-group:billing")),
            QStringLiteral("PreparingRebalance"));
        QVERIFY(says(during, QStringLiteral("rebalances since 2 ms")));
        QVERIFY(says(during, QStringLiteral("generation 1 → 2")));
        QVERIFY(says(during, QStringLiteral("c2: a member joined")));
        const Scene stable = m_two->atMs(2100);
        const Picture after = pictureOf(stable);
        QCOMPARE(
            stateOf(after, QStringLiteral("consumer-group:billing")), QStringLiteral("Stable"));
        QVERIFY(says(after, QStringLiteral("rebalance took")));
        QVERIFY(says(after, QStringLiteral("range · leader c1")));
        QVERIFY(says(after,
            QStringLiteral("coordinator %1").arg(nameOf(stable, groupOf(stable).coordinator))));
    }

    void theBrokerThatCoordinatesSaysSo()
    {
        const Scene scene = m_two->atMs(2100);
        const QString broker = nameOf(scene, groupOf(scene).coordinator);
        const Picture picture = pictureOf(scene);
        QCOMPARE(stateOf(picture, QStringLiteral("badge:%1/coordinator").arg(broker)),
            QStringLiteral("billing"));
        QVERIFY(picture.find(QStringLiteral("broker:") + broker)
                    ->tip.contains(QStringLiteral("billing")));
    }

    void positionsAndCommitsAreMarkedApart()
    {
        const Scene scene = m_two->atMs(1000);
        const Picture picture = pictureOf(scene);
        for (const auto& held : groupOf(scene).committed) {
            const QString partition = QStringLiteral("t-%1").arg(held.partition.value());
            const Shape* committed = picture.find(QStringLiteral("committed:billing/") + partition);
            QVERIFY(committed != nullptr);
            QCOMPARE(committed->state, QString::number(held.offset.value()));
            const Shape* position = picture.find(QStringLiteral("position:c1/") + partition);
            QVERIFY(position != nullptr);
            QVERIFY(position->kind != committed->kind); // a triangle and a square
            QVERIFY(position->tip != committed->tip);
        }
        QCOMPARE(groupOf(scene).committed.size(), std::size_t{3});
        const EventId sent
            = test::firstOf<event::CommitSent>(m_two->history(), [](const auto&) { return true; });
        const auto* commit = std::get_if<event::CommitSent>(&m_two->history().event(sent).payload);
        QVERIFY(commit != nullptr);
        QCOMPARE(stateOf(pictureOf(m_two->after(sent)),
                     QStringLiteral("committing:c1/t-%1").arg(commit->partition.value())),
            QString::number(commit->offset.value()));
    }

    void theCardTellsPositionCommittedAndLag()
    {
        const Scene scene = m_two->atMs(2100);
        const Picture picture = pictureOf(scene);
        const NodeId c1 = *scene.run.history->roster().node("c1");
        for (const auto& read : scene.state->consumer(c1).partitions) {
            QVERIFY(says(picture,
                QStringLiteral("position %1 committed %2")
                    .arg(read.position.value())
                    .arg(read.committed.value())));
            QVERIFY(
                picture.find(QStringLiteral("lag:c1/t-%1").arg(read.partition.value())) != nullptr);
        }
    }

    void clocksRunOut()
    {
        // c2 stands still: its session runs out at the coordinator, and its heartbeat is overdue.
        const auto left = [&](int ms, const char* clock) {
            return stateOf(pictureOf(m_two->atMs(ms)),
                QStringLiteral("timer:c2#%1").arg(QLatin1String(clock)));
        };
        const int early = left(2250, "session").toInt();
        const int late = left(2350, "session").toInt();
        QCOMPARE(early - late, 100);
        QVERIFY(early <= 300);
        QCOMPARE(left(2350, "heartbeat"), QStringLiteral("0"));
        QCOMPARE(left(2350, "auto-commit").toInt() <= 200, true);
        QCOMPARE(left(2350, "poll"), QStringLiteral("300000")); // it has no records in hand
        const Picture short_ = pictureOf(m_two->atMs(2445));
        QCOMPARE(short_.find(QStringLiteral("timer:c2#session"))->stroke, Ink::Danger);
        // Out of the group nothing runs but the auto-commit.
        QCOMPARE(left(2800, "session"), QStringLiteral("not drawn"));
    }

    void aRevokedPartitionFadesOut()
    {
        const EventId revoked = lastRevocation(*m_two);
        const auto& event = m_two->history().event(revoked);
        const auto* what = std::get_if<event::PartitionRevoked>(&event.payload);
        QVERIFY(what != nullptr);
        const auto pill = [&](int ms, const StageOptions& options = {}) {
            const Picture picture = pictureOf(m_two->after(revoked, milliseconds(ms)), options);
            const Shape* shape
                = picture.find(QStringLiteral("assigned:c1/t-%1").arg(what->partition.value()));
            return shape == nullptr ? Shape() : *shape;
        };
        const Shape early = pill(1);
        QCOMPARE(early.state, QStringLiteral("revoked"));
        QVERIFY(early.opacity > 0.9);
        const bool isBack = pill(140).state != QLatin1String("revoked");
        QVERIFY(isBack || pill(140).opacity < 0.2);
        QVERIFY(pill(160).state != QLatin1String("revoked"));
    }

    void anAssignedPartitionFadesIn()
    {
        const EventId assigned = test::firstOf<event::PartitionAssigned>(m_two->history(),
            [](const auto& found) { return found.event->time > Timestamp(1'200'000); });
        const auto* what
            = std::get_if<event::PartitionAssigned>(&m_two->history().event(assigned).payload);
        const Scene then = m_two->after(assigned, milliseconds(1));
        const QString id = QStringLiteral("assigned:%1/t-%2")
                               .arg(nameOf(then, m_two->history().event(assigned).node))
                               .arg(what->partition.value());
        QCOMPARE(stateOf(pictureOf(then), id), QStringLiteral("arriving"));
        QVERIFY(pictureOf(then).find(id)->opacity < 0.5);
        const Picture calm = pictureOf(then, {false, true});
        QCOMPARE(calm.find(id)->opacity, 1.0);
        const Picture later = pictureOf(m_two->after(assigned, milliseconds(151)));
        QCOMPARE(later.find(id)->opacity, 1.0);
        QCOMPARE(stateOf(later, id), QStringLiteral("leader"));
    }

    void recordsInTheHandlerAreShown()
    {
        const RealRun slow(groupStory({1, 1, {}, milliseconds(30)}));
        const EventId delivered = test::firstOf<event::RecordsDelivered>(
            slow.history(), [](const auto& found) { return found.what->records > 1; });
        QVERIFY(delivered != kNoEvent);
        const auto* what
            = std::get_if<event::RecordsDelivered>(&slow.history().event(delivered).payload);
        const Picture picture = pictureOf(slow.after(delivered));
        QCOMPARE(
            stateOf(picture, QStringLiteral("handling:c1/t-0")), QString::number(what->records));
        const Scene later = slow.after(delivered, milliseconds(10));
        QVERIFY(stateOf(pictureOf(later), QStringLiteral("timer:c1#poll")).toInt() <= 299'990);
    }

    void internalPartitionsAreNotDrawn()
    {
        const Picture picture = pictureOf(m_two->atMs(2100));
        for (const Shape& shape : picture.shapes) {
            QVERIFY2(shape.id.startsWith(QStringLiteral("message:"))
                    || !shape.id.contains(QStringLiteral("__consumer_offsets")),
                qPrintable(shape.id));
        }
    }

    void manyMembersGetLessRoomEach_data()
    {
        QTest::addColumn<int>("members");
        QTest::addColumn<QSizeF>("size");
        QTest::addColumn<bool>("large");
        for (const int members : {1, 3, 8, 24}) {
            QTest::addRow("%d members, window", members) << members << kSize << false;
            QTest::addRow("%d members, small", members) << members << QSizeF(620, 360) << false;
            QTest::addRow("%d members, large", members) << members << QSizeF(1600, 1000) << false;
            QTest::addRow("%d members, projector", members) << members << QSizeF(1280, 640) << true;
        }
    }
    void manyMembersGetLessRoomEach()
    {
        QFETCH(int, members);
        QFETCH(QSizeF, size);
        QFETCH(bool, large);
        const RealRun run(groupStory({members, 8}));
        for (const int ms : {150, 205, 600, 1201, 1205, 1230, 1400, 2100, 2480, 2550, 2900}) {
            const Picture picture = pictureOf(run.atMs(ms), {large}, size);
            QCOMPARE(test::repeatedIds(picture), QStringList());
            QCOMPARE(test::unexplainedIds(picture), QStringList());
            QCOMPARE(test::faintTexts(picture), QStringList());
            QCOMPARE(test::collidingTexts(inColumn(picture), large), QStringList());
            for (const Shape& shape : picture.shapes) {
                QVERIFY2(QRectF(QPointF(-2, -2), size + QSizeF(4, 4))
                             .contains(boundsOf(shape).adjusted(-1, -1, 1, 1)),
                    qPrintable(shape.id + shape.text));
            }
            const auto cards = picture.findAll(QStringLiteral("consumer:"));
            const Shape* hidden = picture.find(QStringLiteral("hidden:billing"));
            QCOMPARE(
                static_cast<int>(cards.size()) + (hidden == nullptr ? 0 : hidden->state.toInt()),
                members);
            for (std::size_t i = 1; i < cards.size(); ++i) {
                QVERIFY(cards[i - 1]->rect.bottom() < cards[i]->rect.top());
            }
        }
    }

    void eightMembersHaveEightColours()
    {
        const RealRun run(groupStory({8, 8}));
        const Picture picture = pictureOf(run.atMs(2100), {}, QSizeF(1600, 1000));
        QSet<int> inks;
        for (const Shape* pill : picture.findAll(QStringLiteral("assigned:"))) {
            inks.insert(static_cast<int>(pill->fill));
        }
        QCOMPARE(inks.size(), 8);
    }

    void idsLeadToTheGroup()
    {
        const Scene scene = m_two->atMs(2100);
        for (const char* id : {"consumer-group:billing", "committed:billing/t-0"}) {
            const Selection selection = selectionFor(QLatin1String(id), scene);
            QCOMPARE(selection.kind, Selection::Kind::Group);
            QVERIFY(selection.group == "billing");
            QCOMPARE(nodeFor(QLatin1String(id), scene), kNoNode);
        }
        for (const char* id :
            {"assigned:c1/t-0", "timer:c1#poll", "lag:c1/t-0", "handling:c1/t-0"}) {
            QCOMPARE(selectionFor(QLatin1String(id), scene).kind, Selection::Kind::Node);
            QCOMPARE(nodeFor(QLatin1String(id), scene), *scene.run.history->roster().node("c1"));
        }
        const Selection chosen = selectionFor(QStringLiteral("consumer-group:billing"), scene);
        const Picture picture = stagePicture(scene, chosen, kSize);
        QCOMPARE(picture.find(QStringLiteral("consumer-group:billing"))->stroke, Ink::Accent);
    }

    void backwardsIsAsForwards()
    {
        std::vector<Picture> forward;
        for (int ms = 1190; ms <= 1400; ms += 7) {
            forward.push_back(pictureOf(m_two->atMs(ms)));
        }
        std::size_t i = forward.size();
        for (int ms = 1190 + 7 * static_cast<int>(i - 1); ms >= 1190; ms -= 7) {
            QVERIFY(pictureOf(m_two->atMs(ms)) == forward[--i]);
        }
    }

    void groupsStandUnderTheirHeadings()
    {
        scenario::Scenario s = groupStory({3, 2});
        s.consumers[1].group = "audit";
        s.consumers[2].group = "";
        s.consumers[2].subscribes = {};
        s.consumers[2].assigns = {"t-0"};
        s.consumers[2].config.erase("enable.auto.commit");
        const RealRun run(std::move(s));
        const Picture picture = pictureOf(run.atMs(2100));
        for (const char* heading : {"GROUP billing · gen 1", "GROUP audit · gen 1", "NO GROUP"}) {
            QVERIFY2(says(picture, QString::fromUtf8(heading)), heading);
        }
        QVERIFY(picture.find(QStringLiteral("consumer-group:audit")) != nullptr);
        QCOMPARE(picture.findAll(QStringLiteral("consumer-group:")).size(), std::size_t{2});
        QCOMPARE(picture.findAll(QStringLiteral("consumer:")).size(), std::size_t{3});
        QCOMPARE(test::repeatedIds(picture), QStringList());
    }

private:
    /// The right column alone.
    static Picture inColumn(const Picture& picture)
    {
        double left = picture.size.width();
        for (const Shape* card : picture.findAll(QStringLiteral("consumer"))) {
            left = std::min(left, card->rect.left());
        }
        Picture column;
        column.size = picture.size;
        for (const Shape& shape : picture.shapes) {
            if (boundsOf(shape).left() >= left) {
                column.shapes.push_back(shape);
            }
        }
        return column;
    }

    std::unique_ptr<RealRun> m_two;
};

QTEST_MAIN(StageGroupsTest)
#include "tst_stage_groups.moc"
