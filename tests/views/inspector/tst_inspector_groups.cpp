#include "tests/views/support/group_story.h"
#include "views/events/focus_event.h"
#include "views/inspector/inspector_page.h"

#include <QTest>

using namespace brokerscope;
using namespace brokerscope::views;
using test::RealRun;

namespace {

Selection groupNamed(const char* name)
{
    Selection selection;
    selection.kind = Selection::Kind::Group;
    selection.group = name;
    return selection;
}

const InspectorRow* rowOf(const InspectorPage& page, const QString& label)
{
    const auto found = std::ranges::find(page.rows, label, &InspectorRow::label);
    return found == page.rows.end() ? nullptr : &*found;
}

QString valueOf(const InspectorPage& page, const char* label)
{
    const InspectorRow* row = rowOf(page, QString::fromUtf8(label));
    return row == nullptr ? QStringLiteral("no such row") : row->value;
}

} // namespace

/// What the inspector says of a group and of a consumer as its member.
class InspectorGroupsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_run = std::make_unique<RealRun>(test::groupStory()); }

    void aGroupHasAPage()
    {
        const Scene scene = m_run->atMs(2100);
        const InspectorPage page = pageOf(scene, groupNamed("billing"));
        QCOMPARE(page.title, QStringLiteral("group billing"));
        QVERIFY(page.badge.isEmpty());
        QCOMPARE(valueOf(page, "state"), QStringLiteral("Stable"));
        QCOMPARE(valueOf(page, "generation"), QStringLiteral("generation 2"));
        QCOMPARE(valueOf(page, "protocol"), QStringLiteral("range · leader c1"));
        const history::GroupState& group = scene.state->groups.at(0);
        QCOMPARE(rowOf(page, QStringLiteral("coordinator"))->target.node, group.coordinator);
        QCOMPARE(valueOf(page, "rebalances"), QString::number(group.rebalances));
        QVERIFY(rowOf(page, QStringLiteral("rebalances"))
                    ->hint.startsWith(QStringLiteral("rebalance took")));
        QVERIFY(valueOf(page, "last one because").contains(QStringLiteral("a member joined")));
        for (const auto& member : group.members) {
            const QString label = QStringLiteral("member ")
                + QString::fromStdString(scene.run.history->roster().at(member.client).name);
            QVERIFY(rowOf(page, label) != nullptr);
            QCOMPARE(rowOf(page, label)->target.node, member.client);
        }
        QCOMPARE(valueOf(page, "committed in t-0"),
            QString::number(group.committedOf(PartitionId(0))->offset.value()));
        QVERIFY(page.whyOf != kNoEvent);
    }

    void itsBrokerSaysThatItCoordinates()
    {
        const Scene scene = m_run->atMs(2100);
        Selection selection;
        selection.kind = Selection::Kind::Node;
        selection.node = scene.state->groups.at(0).coordinator;
        const InspectorPage page = pageOf(scene, selection);
        QCOMPARE(valueOf(page, "coordinates"), QStringLiteral("billing"));
        QCOMPARE(rowOf(page, QStringLiteral("coordinates"))->target.kind, Selection::Kind::Group);
    }

    void aRebalanceIsABadge()
    {
        const EventId begun = test::firstOf<event::RebalanceBegun>(m_run->history(),
            [](const auto& found) { return found.event->time > Timestamp(1'200'000); });
        const InspectorPage page
            = pageOf(m_run->after(begun, milliseconds(2)), groupNamed("billing"));
        QCOMPARE(page.badge, QStringLiteral("rebalancing"));
        QVERIFY(valueOf(page, "this one because").contains(QStringLiteral("c2")));
    }

    void whatChangedLastIsNoCommit()
    {
        const Scene scene = m_run->atMs(2100);
        const auto focus = focusEvent(scene, groupNamed("billing"));
        QVERIFY(focus.has_value());
        const event::Payload& payload = m_run->history().event(*focus).payload;
        QVERIFY(!std::holds_alternative<event::OffsetCommitted>(payload));
        QVERIFY(std::holds_alternative<event::GroupStateChanged>(payload));
    }

    void aGroupThatNobodyKnowsSaysSo()
    {
        const InspectorPage page = pageOf(m_run->atMs(2100), groupNamed("nobody's"));
        QVERIFY(page.rows.empty());
        QVERIFY(!page.intro.isEmpty());
        QVERIFY(!focusEvent(m_run->atMs(2100), groupNamed("nobody's")).has_value());
    }

    void aConsumerIsAMember()
    {
        const Scene scene = m_run->atMs(2100);
        Selection selection;
        selection.kind = Selection::Kind::Node;
        selection.node = *scene.run.history->roster().node("c1");
        const InspectorPage page = pageOf(scene, selection);
        QCOMPARE(valueOf(page, "group"), QStringLiteral("billing"));
        QCOMPARE(rowOf(page, QStringLiteral("group"))->target.kind, Selection::Kind::Group);
        QVERIFY(rowOf(page, QStringLiteral("group"))->hint.startsWith(QStringLiteral("heartbeat")));
        QCOMPARE(valueOf(page, "leader of the group"), QStringLiteral("yes"));
        for (const char* clock : {"heartbeat.interval.ms", "session.timeout.ms",
                 "max.poll.interval.ms", "auto.commit.interval.ms"}) {
            QVERIFY2(valueOf(page, clock).endsWith(QStringLiteral("left")), clock);
        }
        QVERIFY(valueOf(page, "t-0").contains(QStringLiteral("committed")));
    }

private:
    std::unique_ptr<RealRun> m_run;
};

QTEST_MAIN(InspectorGroupsTest)
#include "tst_inspector_groups.moc"
