#include "views/inspector/inspector_panel.h"

#include "tests/support/history_builder.h"
#include "tests/views/support/real_run.h"
#include "tests/views/support/segment_story.h"
#include "views/events/chain_step.h"
#include "views/events/chain_view.h"
#include "views/inspector/config_rows.h"

#include <QTest>

#include <algorithm>

using namespace brokerscope;
using namespace brokerscope::views;
using namespace Qt::Literals::StringLiterals;
using test::HistoryBuilder;

namespace {

/// b1 acknowledges p1's records 0 and 1, loses power and is replaced by b2, which has only record
/// 0.
struct Loss {
    EventId appended;
    EventId acked;
    EventId elected;
    Scene scene;
};

Loss makeLoss()
{
    HistoryBuilder builder;
    Loss loss;
    builder.add(HistoryBuilder::kB1, event::NodeStarted{});
    builder.add(HistoryBuilder::kB2, event::NodeStarted{});
    builder.enthrone(HistoryBuilder::kB1, 0);
    builder.assume(HistoryBuilder::kB2, HistoryBuilder::kB1, 0);
    builder.send(1, 1, 2);
    loss.appended = builder.lead(HistoryBuilder::kB1, 1, 0, 2);
    loss.acked = builder.ack(1, 0, 2);
    builder.follow(HistoryBuilder::kB2, 0, 1);
    const EventId command = builder.command(0);
    builder.stop(HistoryBuilder::kB1, event::StopHow::PowerLoss, command);
    loss.elected = builder.elect(HistoryBuilder::kB2, 1, HistoryBuilder::kB1);
    builder.assume(HistoryBuilder::kB2, HistoryBuilder::kB2, 1, 1);
    loss.scene.run.history = builder.build();
    loss.scene.run.verdict
        = std::make_shared<const history::Verdict>(history::judge(*loss.scene.run.history));
    return loss;
}

Scene at(Scene scene, std::size_t applied)
{
    scene.playhead = {scene.run.history->events()[applied - 1].time, applied};
    scene.state
        = std::make_shared<const history::ClusterState>(scene.run.history->stateAfter(applied));
    return scene;
}

Scene atEnd(const Scene& scene)
{
    return at(scene, scene.run.history->size());
}

Selection record(std::int64_t offset)
{
    Selection selection;
    selection.kind = Selection::Kind::Record;
    selection.partition = HistoryBuilder::kOrders0;
    selection.offset = Offset(offset);
    selection.epoch = LeaderEpoch(0);
    return selection;
}

Selection node(NodeId id)
{
    Selection selection;
    selection.kind = Selection::Kind::Node;
    selection.node = id;
    return selection;
}

const QString kNoRow = u"(no such row)"_s;

QString valueOf(const InspectorPage& page, const QString& label)
{
    for (const InspectorRow& row : page.rows) {
        if (row.label == label) {
            return row.value;
        }
    }
    return kNoRow;
}

} // namespace

class TestInspector : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLostRecordTellsItsStory();
    void aRecordThatNobodyStoredIsNamedByItsProducer();
    void aRecordIsOnlyWhatItIsByNow();
    void everyKindOfObjectHasAPage_data();
    void everyKindOfObjectHasAPage();
    void brokersShowThatTheyAreDown();
    void replicasShowTheirLog();
    void replicasListTheirSegments();
    void aDeletedRecordCannotBeRead();
    void ofManySegmentsTheYoungestAreListed();
    void aFailedDiskIsNamed();
    void consumersShowTheirLastSeek();
    void controllersShowTheirPlaceInTheQuorum();
    void brokersShowTheirRegistrationAndFaults();
    void partitionsShowWhoHasThemAndWhoMayLead();
    void ofManyPartitionsThoseInTroubleComeFirst();
    void configuredPropertiesStandBesideTheDefault();
    void nothingSelectedExplainsWhatToDo();
    void theChainIsMadeOfLinks();
    void aToldStoryStaysWhenOneGoesBack();
    void anEmptySceneIsFine();
};

void TestInspector::aLostRecordTellsItsStory()
{
    const Loss loss = makeLoss();
    const InspectorPage page = pageOf(atEnd(loss.scene), record(1));
    QCOMPARE(page.title, u"record orders-0 @ 1"_s);
    QCOMPARE(page.badge, u"lost after ack"_s);
    QCOMPARE(page.whyTitle, u"Why was it lost?"_s);
    QVERIFY(!chainOf(loss.scene.run, page).empty());
    QCOMPARE(valueOf(page, u"producer"_s), u"p1 · batch 1 · record 2 of 2"_s);
    QCOMPARE(valueOf(page, u"on replicas"_s), u"b1 (offline)"_s);
    QVERIFY(valueOf(page, u"acked"_s).startsWith(u"t = 00:00.0"_s));
}

void TestInspector::aRecordThatNobodyStoredIsNamedByItsProducer()
{
    scenario::Scenario s = testing::smallCluster();
    testing::addProducer(s, {{"acks", "0"}, {"linger.ms", "0"}}, 100, 60);
    testing::at(s, 300, scenario::StartCommand{{"p1"}});
    testing::at(s, 500, scenario::StopCommand{"b1", event::StopHow::PowerLoss});
    const test::RealRun run(s);
    const auto& anomalies = run.run.verdict->anomalies;
    const auto lost = std::find_if(anomalies.begin(), anomalies.end(),
        [](const history::Anomaly& anomaly) { return anomaly.offset == kNoOffset; });
    QVERIFY(lost != anomalies.end());
    const Selection selection = selectionOf(*run.run.verdict, *lost);
    const InspectorPage page = pageOf(run.after(lost->established), selection);
    const history::RecordTrace& trace = run.run.verdict->records.at(lost->record);
    QCOMPARE(page.title, u"record %1 of p1 for t-0"_s.arg(trace.number.value()));
    QCOMPARE(valueOf(page, u"on replicas"_s), u"on none: no leader ever stored it"_s);
    QVERIFY(page.story.has_value());
    QVERIFY(!page.badge.isEmpty());
}

void TestInspector::aRecordIsOnlyWhatItIsByNow()
{
    const Loss loss = makeLoss();
    const InspectorPage page = pageOf(at(loss.scene, loss.appended.value() + 1), record(1));
    QVERIFY(page.badge.isEmpty());
    QCOMPARE(valueOf(page, u"acked"_s), u"not yet"_s);
    QCOMPARE(valueOf(page, u"on replicas"_s), u"b1"_s);
    QVERIFY(pageOf(atEnd(loss.scene), record(0)).badge.isEmpty()); // b2 has this one
}

void TestInspector::everyKindOfObjectHasAPage_data()
{
    QTest::addColumn<int>("node");
    QTest::newRow("script") << 0;
    QTest::newRow("b1") << 1;
    QTest::newRow("b3, never started") << 3;
    QTest::newRow("controller") << 4;
    QTest::newRow("p1") << 5;
    QTest::newRow("c1") << 6;
}

void TestInspector::everyKindOfObjectHasAPage()
{
    QFETCH(int, node);
    const Scene scene = atEnd(makeLoss().scene);
    QVERIFY(!pageOf(scene, ::node(NodeId(static_cast<std::uint16_t>(node)))).title.isEmpty());
    for (const auto kind : {Selection::Kind::Partition, Selection::Kind::Replica,
             Selection::Kind::Batch, Selection::Kind::Event}) {
        Selection selection;
        selection.kind = kind;
        selection.node = kind == Selection::Kind::Batch ? HistoryBuilder::kP1 : HistoryBuilder::kB2;
        selection.partition = HistoryBuilder::kOrders0;
        selection.batch = BatchId(1);
        selection.event = EventId(3);
        const InspectorPage page = pageOf(scene, selection);
        QVERIFY(!page.title.isEmpty());
        QVERIFY(!page.rows.isEmpty());
        QVERIFY(!chainOf(scene.run, page).empty());
    }
}

void TestInspector::brokersShowThatTheyAreDown()
{
    const Loss loss = makeLoss();
    const InspectorPage page = pageOf(atEnd(loss.scene), node(HistoryBuilder::kB1));
    QCOMPARE(page.title, u"broker b1"_s);
    QCOMPARE(page.badge, u"DOWN"_s);
    QCOMPARE(valueOf(page, u"state"_s), u"stopped (power loss)"_s);
    QCOMPARE(valueOf(pageOf(at(loss.scene, loss.acked.value() + 1), node(HistoryBuilder::kB1)),
                 u"state"_s),
        u"running"_s);
}

void TestInspector::replicasListTheirSegments()
{
    const test::SegmentStory story = test::makeSegmentStory();
    Selection selection;
    selection.kind = Selection::Kind::Replica;
    selection.node = HistoryBuilder::kB1;
    selection.partition = HistoryBuilder::kOrders0;
    const InspectorPage before = pageOf(story.at(story.beforeDeletion), selection);
    QCOMPARE(valueOf(before, u"segment 0"_s), u"200 bytes"_s);
    QCOMPARE(valueOf(before, u"segment 20"_s), u"100 bytes · active"_s);
    QCOMPARE(valueOf(before, u"log start"_s), u"0"_s);
    QCOMPARE(valueOf(before, u"cleaned up to"_s), kNoRow);

    const InspectorPage after = pageOf(story.at(story.allCleaned), selection);
    QCOMPARE(valueOf(after, u"segment 0"_s), kNoRow);
    QCOMPARE(valueOf(after, u"segment 10"_s), u"about 120 bytes"_s);
    QCOMPARE(valueOf(after, u"log start"_s), u"10"_s);
    QCOMPARE(valueOf(after, u"fsynced up to"_s), u"0"_s);
    QCOMPARE(valueOf(after, u"cleaned up to"_s), u"20"_s);
}

void TestInspector::aDeletedRecordCannotBeRead()
{
    const test::SegmentStory story = test::makeSegmentStory();
    QCOMPARE(valueOf(pageOf(story.at(story.beforeDeletion), record(7)), u"readable"_s),
        u"offset is below the HW 25"_s);
    const InspectorPage page = pageOf(story.at(story.allCleaned), record(7));
    QCOMPARE(valueOf(page, u"readable"_s), u"no: it was deleted, the log starts at 10"_s);
    QCOMPARE(valueOf(page, u"on replicas"_s), u"on none any more"_s);
    QCOMPARE(page.badge, u"skipped"_s);
    QCOMPARE(page.whyTitle, u"Why was it skipped?"_s);
    const auto chain = chainOf(story.base.run, page);
    QVERIFY(std::find(chain.begin(), chain.end(), story.reset) != chain.end());
}

void TestInspector::ofManySegmentsTheYoungestAreListed()
{
    HistoryBuilder builder;
    for (int segment = 1; segment <= 40; ++segment) {
        builder.follow(HistoryBuilder::kB1, segment * 2 - 2, 2);
        builder.compact(HistoryBuilder::kB1, segment * 2 - 2, segment * 2 - 1);
        builder.roll(HistoryBuilder::kB1, segment * 2);
    }
    Scene scene;
    scene.run.history = builder.build();
    Selection selection;
    selection.kind = Selection::Kind::Replica;
    selection.node = HistoryBuilder::kB1;
    selection.partition = HistoryBuilder::kOrders0;
    const InspectorPage page = pageOf(atEnd(scene), selection);
    QCOMPARE(valueOf(page, u"segments"_s), u"41"_s);
    QCOMPARE(valueOf(page, u"segment 78"_s), u"100 bytes"_s);
    QCOMPARE(valueOf(page, u"segment 2"_s), kNoRow);
    QVERIFY(valueOf(page, u"log"_s).startsWith(u"…, "_s));
}

void TestInspector::aFailedDiskIsNamed()
{
    HistoryBuilder builder;
    builder.add(
        HistoryBuilder::kB1, event::LogDirFailed{HistoryBuilder::kOrders0, event::DiskError::Full});
    builder.stop(HistoryBuilder::kB1, event::StopHow::Halt);
    Scene scene;
    scene.run.history = builder.build();
    const InspectorPage page = pageOf(atEnd(scene), node(HistoryBuilder::kB1));
    QCOMPARE(valueOf(page, u"log directory"_s), u"failed: the disk is full"_s);
    QCOMPARE(valueOf(page, u"state"_s), u"stopped (disk failure)"_s);
}

void TestInspector::consumersShowTheirLastSeek()
{
    const test::SegmentStory story = test::makeSegmentStory();
    const InspectorPage page = pageOf(story.at(story.history().size()), node(HistoryBuilder::kC1));
    const auto row = std::find_if(page.rows.begin(), page.rows.end(),
        [](const InspectorRow& each) { return each.label == u"orders-0"_s; });
    QVERIFY(row != page.rows.end());
    QCOMPARE(row->value, u"position 11 · committed none · lag 14"_s);
    QVERIFY(row->hint.endsWith(u"last seek to 11"_s));
}

void TestInspector::replicasShowTheirLog()
{
    Selection selection;
    selection.kind = Selection::Kind::Replica;
    selection.node = HistoryBuilder::kB2;
    selection.partition = HistoryBuilder::kOrders0;
    const InspectorPage page = pageOf(atEnd(makeLoss().scene), selection);
    QCOMPARE(page.title, u"orders-0 on b2"_s);
    QCOMPARE(page.badge, u"leader"_s);
    QCOMPARE(valueOf(page, u"LEO"_s), u"1"_s);
    QCOMPARE(valueOf(page, u"log"_s), u"0 (epoch 0)"_s);
}

void TestInspector::controllersShowTheirPlaceInTheQuorum()
{
    scenario::Scenario s = testing::smallCluster();
    s.cluster.controllers = 3;
    s.cluster.config["controller.quorum.election.timeout.ms"] = "200";
    s.script.back().at = Timestamp(3'000'000);
    testing::at(s, 2000, scenario::CutCommand{"k1", "k2", true});
    const test::RealRun run(s);
    const Scene scene = run.atMs(2100);
    const NodeId active = scene.state->controller.active;
    QVERIFY(active != kNoNode);
    const QString activeName = QString::fromStdString(run.history().roster().at(active).name);
    for (const char* name : {"k1", "k2", "k3"}) {
        const NodeId id = *run.history().roster().node(name);
        const auto& member = scene.state->quorumMember(id);
        const InspectorPage page = pageOf(scene, node(id));
        QCOMPARE(page.title, u"controller %1"_s.arg(QLatin1String(name)));
        QCOMPARE(page.badge, id == active ? u"active"_s : QString());
        QCOMPARE(valueOf(page, u"role"_s),
            id == active ? u"leader: the active controller"_s : u"follower"_s);
        QCOMPARE(valueOf(page, u"term"_s), QString::number(member.epoch.value()));
        QCOMPARE(valueOf(page, u"quorum leader"_s), activeName);
        QCOMPARE(valueOf(page, u"metadata log"_s),
            u"ends at %1 · committed below %2"_s.arg(member.logEnd.value())
                .arg(member.committed.value()));
        QVERIFY(member.logEnd > MetadataOffset(0));
        QVERIFY(valueOf(page, u"t-0"_s).startsWith(u"leader b1 · epoch 0"_s));
    }
    QCOMPARE(
        valueOf(pageOf(scene, node(*run.history().roster().node("k1"))), u"cut off"_s), u"k2"_s);
}

void TestInspector::brokersShowTheirRegistrationAndFaults()
{
    scenario::Scenario s = testing::smallCluster();
    s.cluster.racks = {{"b1", "east"}};
    testing::at(s, 300, scenario::CutCommand{"b1", "b2", true});
    testing::at(s, 300, scenario::CutCommand{"b3", "b1", false});
    testing::at(s, 300, scenario::SlowLinkCommand{"b1", "controller", milliseconds(4), true});
    testing::at(s, 300, scenario::SlowDiskCommand{"b1", milliseconds(2)});
    testing::at(s, 300, scenario::SkewClockCommand{"b1", milliseconds(-1500)});
    testing::at(s, 600, scenario::FillDiskCommand{"b2", true});
    testing::at(s, 700, scenario::PauseCommand{"b3"});
    const test::RealRun run(s);
    const InspectorPage b1 = pageOf(run.atMs(400), node(HistoryBuilder::kB1));
    QCOMPARE(valueOf(b1, u"cut off"_s), u"b2 · from b3"_s);
    QCOMPARE(valueOf(b1, u"slow links"_s), u"controller +4 ms"_s);
    QCOMPARE(valueOf(b1, u"slow disk"_s), u"2 ms for each write"_s);
    QCOMPARE(valueOf(b1, u"clock"_s), u"1.5 s behind"_s);
    QCOMPARE(valueOf(b1, u"rack"_s), u"east"_s);
    const auto registered = testing::all<event::BrokerRegistered>(run.history());
    const auto mine = std::ranges::find_if(
        registered, [](const auto& found) { return found.what->broker == HistoryBuilder::kB1; });
    QCOMPARE(valueOf(b1, u"broker epoch"_s), QString::number(mine->what->epoch.value()));
    QCOMPARE(valueOf(pageOf(run.atMs(290), node(HistoryBuilder::kB1)), u"cut off"_s), kNoRow);
    QCOMPARE(valueOf(pageOf(run.atMs(601), node(HistoryBuilder::kB2)), u"disk"_s), u"full"_s);
    const InspectorPage b3 = pageOf(run.atMs(950), node(HistoryBuilder::kB3));
    QCOMPARE(b3.badge, u"paused"_s);
    QCOMPARE(valueOf(b3, u"registration"_s), u"fenced: may not lead"_s);
}

void TestInspector::partitionsShowWhoHasThemAndWhoMayLead()
{
    HistoryBuilder builder;
    const BrokerSet two{HistoryBuilder::kB1, HistoryBuilder::kB2};
    const BrokerSet all{HistoryBuilder::kB1, HistoryBuilder::kB2, HistoryBuilder::kB3};
    builder.add(HistoryBuilder::kController,
        event::ReplicasAssigned{two, {}, {}, HistoryBuilder::kOrders0, HistoryBuilder::kB1});
    builder.enthrone(HistoryBuilder::kB2, 3);
    builder.add(HistoryBuilder::kController,
        event::ReplicasAssigned{all, {HistoryBuilder::kB3}, {HistoryBuilder::kB1},
            HistoryBuilder::kOrders0, HistoryBuilder::kB1});
    builder.add(HistoryBuilder::kController,
        event::IsrChanged{{HistoryBuilder::kB2}, PartitionEpoch(9), HistoryBuilder::kOrders0,
            event::IsrReason::Fenced});
    builder.add(HistoryBuilder::kController,
        event::EligibleLeadersChanged{{HistoryBuilder::kB1}, HistoryBuilder::kOrders0});
    builder.assume(HistoryBuilder::kB1, HistoryBuilder::kB2, 3);
    builder.assume(HistoryBuilder::kB3, HistoryBuilder::kB2, 3);
    Scene scene;
    scene.run.history = builder.build();
    scene = atEnd(scene);
    Selection selection;
    selection.kind = Selection::Kind::Partition;
    selection.partition = HistoryBuilder::kOrders0;
    const InspectorPage page = pageOf(scene, selection);
    QCOMPARE(page.badge, u"under-replicated"_s);
    QCOMPARE(valueOf(page, u"ISR"_s), u"{b2}"_s);
    QCOMPARE(valueOf(page, u"ELR"_s), u"{b1}"_s);
    QCOMPARE(valueOf(page, u"preferred leader"_s), u"b1"_s);
    QCOMPARE(valueOf(page, u"replicas"_s), u"{b1, b2, b3}"_s);
    QCOMPARE(valueOf(page, u"adding"_s), u"{b3}"_s);
    QCOMPARE(valueOf(page, u"removing"_s), u"{b1}"_s);
    const auto hintOf = [&page](const QString& label) {
        const auto row = std::find_if(page.rows.begin(), page.rows.end(),
            [&label](const InspectorRow& each) { return each.label == label; });
        return row == page.rows.end() ? kNoRow : row->hint;
    };
    QCOMPARE(hintOf(u"ISR"_s), u"partition epoch 9"_s);
    QCOMPARE(hintOf(u"leader"_s), u"leader epoch 3"_s);
    QVERIFY(
        valueOf(page, u"b1"_s).endsWith(u"eligible leader replica · to be removed · offline"_s));

    selection.kind = Selection::Kind::Replica;
    selection.node = HistoryBuilder::kB3;
    QCOMPARE(valueOf(pageOf(scene, selection), u"reassignment"_s), u"being added"_s);
    selection.node = HistoryBuilder::kB1;
    QCOMPARE(valueOf(pageOf(scene, selection), u"reassignment"_s), u"to be removed"_s);
    QCOMPARE(valueOf(pageOf(scene, selection), u"preferred leader"_s), u"yes"_s);
}

void TestInspector::ofManyPartitionsThoseInTroubleComeFirst()
{
    scenario::Scenario s = testing::smallCluster();
    s.topics[0].partitions = 60;
    s.topics[0].assignment.clear();
    s.topics[0].replicationFactor = 1;
    testing::at(s, 300, scenario::StopCommand{"b2", event::StopHow::Kill});
    const test::RealRun run(s);
    const NodeId controller = *run.history().roster().node("controller");
    const InspectorPage page = pageOf(run.atMs(900), node(controller));
    const auto isPartition = [](const InspectorRow& row) { return row.label.startsWith(u"t-"_s); };
    QCOMPARE(std::count_if(page.rows.begin(), page.rows.end(), isPartition), 20);
    const auto first = std::find_if(page.rows.begin(), page.rows.end(), isPartition);
    QVERIFY2(first->value.startsWith(u"leader nobody"_s), qPrintable(first->value));
    QCOMPARE(valueOf(page, u"partitions"_s), u"and 40 more"_s);
    const QString led = valueOf(pageOf(run.atMs(250), node(HistoryBuilder::kB1)), u"leads"_s);
    QVERIFY(led.count(u"t-"_s) <= 20);
}

void TestInspector::configuredPropertiesStandBesideTheDefault()
{
    const scenario::ConfigMap set{{"acks", "1"}};
    const auto rows = configRows(set, scenario::ConfigScope::Producer, scenario::KafkaVersion::V39);
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0].label, u"acks"_s);
    QCOMPARE(rows[0].value, u"1"_s);
    QCOMPARE(rows[0].hint, u"Kafka's default: all"_s);
}

void TestInspector::nothingSelectedExplainsWhatToDo()
{
    const Loss loss = makeLoss();
    const InspectorPage page = pageOf(atEnd(loss.scene), {});
    QVERIFY(!page.intro.isEmpty());
    QCOMPARE(page.whyOf, loss.elected);
}

void TestInspector::theChainIsMadeOfLinks()
{
    const Loss loss = makeLoss();
    InspectorPanel panel;
    panel.resize(330, 700);
    panel.show();
    panel.setScene(atEnd(loss.scene));
    panel.setSelection(record(1));
    std::vector<EventId> asked;
    connect(
        &panel, &InspectorPanel::eventRequested, this, [&](EventId id) { asked.push_back(id); });
    QVERIFY(!panel.chain()->steps().isEmpty());
    QTest::mouseClick(panel.chain()->steps().first(), Qt::LeftButton);
    QCOMPARE(asked, std::vector{panel.chain()->steps().first()->content().event});
}

void TestInspector::aToldStoryStaysWhenOneGoesBack()
{
    const Loss loss = makeLoss();
    const Scene before = at(loss.scene, loss.appended.value() + 1);
    InspectorPanel panel;
    panel.setScene(before);
    panel.setSelection(record(1));
    QVERIFY(panel.page().badge.isEmpty()); // the outcome is not given away
    panel.setScene(atEnd(loss.scene));
    const auto story = panel.page().story;
    QVERIFY(story.has_value());
    panel.setScene(before);
    QCOMPARE(panel.page().story, story);
    QCOMPARE(panel.page().badge, u"later: lost after ack"_s);
    QVERIFY(!panel.chain()->steps().last()->content().hasHappened);
    panel.setSelection({});
    panel.setSelection(record(1));
    QVERIFY(panel.page().badge.isEmpty());
}

void TestInspector::anEmptySceneIsFine()
{
    InspectorPanel panel;
    panel.setScene({});
    panel.setSelection(record(1));
    QVERIFY(!panel.page().intro.isEmpty());
}

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
