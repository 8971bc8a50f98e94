#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/event/recorder.h"
#include "engine/scenario/cue_kind.h"
#include "engine/scenario/expression.h"

using namespace brokerscope;
using namespace brokerscope::scenario;

namespace {

constexpr PartitionId kOrders0{0};
constexpr PartitionId kOrders1{1};
constexpr PartitionId kAudit0{2};

Scenario sample()
{
    Scenario scenario;
    scenario.topics.push_back({"orders", 2, 1, {}, {}});
    scenario.topics.push_back({"audit", 1, 1, {}, {}});
    scenario.producers.push_back({"p1", {}, {}, {}});
    scenario.producers.push_back({"p2", {}, {}, {}});
    return scenario;
}

history::History shortRun()
{
    const event::Roster roster = rosterOf(sample());
    const NodeId b1 = *roster.node("b1");
    const NodeId b2 = *roster.node("b2");
    const NodeId controller = *roster.node("controller");
    const NodeId p1 = *roster.node("p1");
    const NodeId p2 = *roster.node("p2");
    event::Recorder recorder;
    std::int64_t time = 0;
    const auto record = [&](NodeId node, const event::Payload& payload) {
        recorder.record({Timestamp(++time), kNoEvent, node, payload});
    };
    const auto elected = [](PartitionId partition, NodeId leader) {
        return event::LeaderElected{
            {leader}, LeaderEpoch(1), partition, leader, kNoNode, event::ElectionKind::Clean};
    };
    record(p2, event::BatchAcked{Offset(0), BatchId(1), 1, kAudit0}); // 0
    record(p1, event::BatchAcked{Offset(0), BatchId(1), 1, kOrders1}); // 1
    record(p1, event::NodeStopped{event::StopHow::Kill}); // 2
    record(b2, event::NodeStopped{event::StopHow::Kill}); // 3
    record(b1, event::NodeStopped{event::StopHow::PowerLoss}); // 4
    record(controller, elected(kOrders0, b1)); // 5
    record(controller, elected(kOrders1, b2)); // 6
    record(
        b1, event::BatchAppended{Offset(0), 1, 70, LeaderEpoch(1), BatchId(1), kOrders0, p1}); // 7
    record(b1, event::ReplicaProgress{Offset(1), kOrders0, b2}); // 8
    record(p1, event::BatchAcked{Offset(0), BatchId(2), 1, kOrders0}); // 9
    record(controller, event::TopicCreated{recorder.intern("audit"), kAudit0, 1}); // 10
    record(b1,
        event::MemberJoined{recorder.intern("g"), recorder.intern("p2-1"), StringId(), p2}); // 11
    return {roster, recorder.takeEvents(), recorder.takeStrings(), Timestamp(100)};
}

Cue cueFor(const char* kind, const char* node = "", const char* partition = "", bool first = false)
{
    const CueKind found = cueKindByName(kind).value();
    return {found.kind, first, found.nodeKind, node, partition};
}

constexpr int kNotFound = -1;

int indexOf(const std::optional<EventId>& event)
{
    return event ? int(event->value()) : kNotFound;
}

} // namespace

class TestCue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasAName()
    {
        for (const std::string_view name : cueKindNames()) {
            QVERIFY(cueKindByName(name));
        }
        QCOMPARE(cueKindNames().size(), event::kKindCount + 3);
        QVERIFY(cueKindByName("ack")->kind == cueKindByName("batch-acked")->kind);
        QVERIFY(!cueKindByName("explosion"));
    }

    void cuesFindTheirEvent_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("node");
        QTest::addColumn<QByteArray>("partition");
        QTest::addColumn<int>("event");
        const auto row = [](const char* name, const char* kind, const char* node,
                             const char* partition, int event) {
            QTest::newRow(name) << QByteArray(kind) << QByteArray(node) << QByteArray(partition)
                                << event;
        };
        row("any", "ack", "", "", 0);
        row("by producer", "ack", "p1", "", 1);
        row("by partition", "ack", "", "orders-0", 9);
        row("by topic", "ack", "", "orders", 1);
        row("any node stops", "node-stopped", "", "", 2);
        row("any broker stops", "broker-stopped", "", "", 3);
        row("that broker stops", "broker-stopped", "b1", "", 4);
        row("whom the controller elects", "leader-elected", "b2", "", 6);
        row("the controller elects", "leader-elected", "controller", "", 5);
        row("whose batch the broker stores", "batch-appended", "p1", "", 7);
        row("who stores it", "batch-appended", "b1", "", 7);
        row("not the follower's", "replica-progress", "b2", "", kNotFound);
        row("whom the coordinator takes in", "member-joined", "p2", "", 11);
        row("whom it does not", "member-joined", "p1", "", kNotFound);
        row("by the topic's name", "topic-created", "", "audit", 10);
        row("never", "ack", "p2", "orders", kNotFound);
        row("nobody of that name", "ack", "p9", "", kNotFound);
    }
    void cuesFindTheirEvent()
    {
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, node);
        QFETCH(QByteArray, partition);
        QFETCH(int, event);
        const Cue cue = cueFor(kind.constData(), node.constData(), partition.constData());
        QCOMPARE(indexOf(findCue(shortRun(), cue, EventId(0))), event);
    }

    void aSearchBeginsWithItsFirstEvent()
    {
        const history::History history = shortRun();
        QCOMPARE(indexOf(findCue(history, cueFor("ack", "p1"), EventId(1))), 1);
        QCOMPARE(indexOf(findCue(history, cueFor("ack", "p1"), EventId(2))), 9);
        QCOMPARE(indexOf(findCue(history, cueFor("ack", "p1", "", true), EventId(2))), 1);
        QCOMPARE(indexOf(findCue(history, cueFor("ack"), EventId(1000))), kNotFound);
    }

    void stepsFollowEachOther()
    {
        Scenario scenario = sample();
        scenario.lesson.resize(5);
        scenario.lesson[0].cue = cueFor("ack", "p1");
        scenario.lesson[1].cue = cueFor("ack", "p1");
        scenario.lesson[2].cue = cueFor("send-blocked");
        scenario.lesson[3].cue = cueFor("topic-created");
        scenario.lesson[4].cue = cueFor("broker-stopped", "", "", true);
        std::vector<int> found;
        for (const std::optional<EventId>& event : findCues(shortRun(), scenario)) {
            found.push_back(indexOf(event));
        }
        QVERIFY(found == (std::vector<int>{1, 9, kNotFound, 10, 3}));
    }
};

QTEST_GUILESS_MAIN(TestCue)
#include "tst_cue.moc"
