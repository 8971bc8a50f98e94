#include "tests/engine/cluster/group_cluster.h"
#include "tests/views/support/real_run.h"
#include "views/inspector/inspector_page.h"

#include <QTest>

using namespace brokerscope;
using namespace brokerscope::views;
using test::RealRun;

namespace {

/// c1 stores what it reads and sends it on with p2, is killed and comes back.
scenario::Scenario handlerStory()
{
    scenario::Scenario s = testing::groupCluster(1);
    scenario::TopicSpec other = s.topics[0];
    other.name = "other";
    s.topics.push_back(other);
    testing::addProducer(s, {{"linger.ms", "0"}}, 200, 50);
    scenario::ProducerSpec& p2 = testing::addProducer(s, {{"linger.ms", "0"}}, 1, std::nullopt);
    p2.sends.topic = "other";
    p2.sends.isIdle = true;
    scenario::ConsumerSpec& c1 = testing::addMember(s);
    c1.processing = milliseconds(2);
    c1.handler.store = scenario::StoreSpec{milliseconds(1), true, false};
    c1.handler.forward = scenario::ForwardSpec{"p2", false, {}, true};
    testing::at(s, 100, scenario::StartCommand{{"p1", "c1"}});
    testing::at(s, 300, scenario::StopCommand{"c1", event::StopHow::Kill});
    testing::at(s, 800, scenario::StartCommand{{"c1"}});
    return s;
}

QString valueOf(const InspectorPage& page, const char* label)
{
    const auto found = std::ranges::find(page.rows, QString::fromUtf8(label), &InspectorRow::label);
    return found == page.rows.end() ? QStringLiteral("no such row") : found->value;
}

} // namespace

/// What the inspector says of handlers, of external stores, and of records that were forwarded.
class InspectorHandlersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_run = std::make_unique<RealRun>(handlerStory()); }

    void aConsumerTellsOfItsHandler()
    {
        const InspectorPage page = pageOf(m_run->atMs(3900), node("c1"));
        QCOMPARE(valueOf(page, "forwards with"), QStringLiteral("p2"));
        QCOMPARE(valueOf(page, "forwarded"), QStringLiteral("50"));
        QCOMPARE(valueOf(page, "stored"), QStringLiteral("50"));
        QCOMPARE(valueOf(page, "external store"), QStringLiteral("50 row(s)"));
        QCOMPARE(valueOf(page, "stored offset in t-0"), QStringLiteral("50"));
        QCOMPARE(valueOf(page, "passed over"), QStringLiteral("no such row"));
        QCOMPARE(valueOf(page, "rows too many"), QStringLiteral("no such row"));
    }

    void aGroupTellsOfItsStore()
    {
        Selection group;
        group.kind = Selection::Kind::Group;
        group.group = "g";
        const InspectorPage page = pageOf(m_run->atMs(3900), group);
        QCOMPARE(valueOf(page, "external store"), QStringLiteral("50 row(s)"));
    }

    void aProducerTellsWhoseProcessItIs()
    {
        const Scene scene = m_run->atMs(3900);
        QCOMPARE(valueOf(pageOf(scene, node("p2")), "process"), QStringLiteral("that of c1"));
        QCOMPARE(valueOf(pageOf(scene, node("p1")), "process"), QStringLiteral("no such row"));
        QCOMPARE(
            valueOf(pageOf(scene, node("p1")), "external store"), QStringLiteral("no such row"));
    }

    void aCopyTellsWhereItIsFrom()
    {
        const Scene scene = m_run->atMs(3900);
        const auto& records = scene.run.verdict->records;
        const auto copy = std::ranges::find_if(records,
            [](const history::RecordTrace& trace) { return trace.copyOf != history::kNoRecord; });
        QVERIFY(copy != records.end());
        Selection selection;
        selection.kind = Selection::Kind::Record;
        selection.partition = copy->partition;
        selection.offset = copy->offset;
        selection.epoch = copy->epoch;
        const QString from = QStringLiteral("t-0 @ %1").arg(records[copy->copyOf].offset.value());
        QCOMPARE(valueOf(pageOf(scene, selection), "forwarded from"), from);
    }

private:
    Selection node(const char* name) const
    {
        Selection selection;
        selection.kind = Selection::Kind::Node;
        selection.node = *m_run->history().roster().node(name);
        return selection;
    }

    std::unique_ptr<RealRun> m_run;
};

QTEST_MAIN(InspectorHandlersTest)
#include "tst_inspector_handlers.moc"
