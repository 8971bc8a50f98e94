#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "tests/support/small_cluster.h"

#include <algorithm>

using namespace brokerscope;
using namespace brokerscope::testing;

namespace {

/// Forty records are in the log at 1 s, when the command comes.
scenario::Scenario withDeletion(Offset before)
{
    scenario::Scenario s = smallCluster();
    addProducer(s, {{"linger.ms", "0"}}, 100, 40);
    at(s, 100, scenario::StartCommand{{"p1"}});
    at(s, 1000, scenario::DeleteRecordsCommand{"t-0", before});
    return s;
}

std::vector<Found<event::MessageSent>> sentOf(const history::History& history, event::Api api)
{
    auto sent = all<event::MessageSent>(history);
    std::erase_if(sent, [api](const auto& each) { return each.what->api != api; });
    return sent;
}

/// Where the brokers' logs begin at the end.
std::vector<std::int64_t> logStarts(const history::History& history)
{
    const history::ClusterState state = history.stateAfter(history.size());
    std::vector<std::int64_t> starts;
    for (const NodeId broker : history.roster().nodesOf(event::NodeKind::Broker)) {
        starts.push_back(state.replica(broker, PartitionId(0))->logStart.value());
    }
    return starts;
}

} // namespace

class TestAdmin : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void recordsBeforeAnOffsetGo()
    {
        const auto history = scenario::run(withDeletion(Offset(15)));
        QVERIFY(logStarts(*history) == (std::vector<std::int64_t>{15, 15, 15}));
    }

    void minusOneIsTheHighWatermark()
    {
        const auto history = scenario::run(withDeletion(kNoOffset));
        QVERIFY(logStarts(*history) == (std::vector<std::int64_t>{40, 40, 40}));
    }

    void requestAndAnswerAreInTheHistory()
    {
        const auto history = scenario::run(withDeletion(Offset(15)));
        const auto sent = sentOf(*history, event::Api::DeleteRecords);
        QCOMPARE(sent.size(), std::size_t(2));
        QVERIFY(sent[0].event->node == kScriptNode && sent[0].what->to == NodeId(1));
        QVERIFY(sent[1].event->node == NodeId(1) && sent[1].what->to == kScriptNode);
        QVERIFY(sent[1].what->error == event::ErrorCode::None);
    }

    void beyondTheEndIsRefusedForGood()
    {
        const auto history = scenario::run(withDeletion(Offset(1000)));
        const auto sent = sentOf(*history, event::Api::DeleteRecords);
        QCOMPARE(sent.size(), std::size_t(2));
        QVERIFY(sent[1].what->error == event::ErrorCode::OffsetOutOfRange);
        QVERIFY(logStarts(*history) == (std::vector<std::int64_t>{0, 0, 0}));
    }

    void itFindsTheNewLeader()
    {
        scenario::Scenario s = withDeletion(Offset(15));
        at(s, 990, scenario::StopCommand{"b1", event::StopHow::Kill});
        at(s, 1500, scenario::StartCommand{{"b1"}});
        const auto history = scenario::run(s);
        const auto sent = sentOf(*history, event::Api::DeleteRecords);
        QVERIFY(!sent.empty());
        QVERIFY(sent.back().event->node != NodeId(1));
        QVERIFY(sent.back().what->error == event::ErrorCode::None);
        QVERIFY(logStarts(*history) == (std::vector<std::int64_t>{15, 15, 15}));
    }

    /// A broker without power answers nobody, and nobody would tell: 30 s would go by.
    void aBrokerThatIsDownIsNotAsked()
    {
        scenario::Scenario s = smallCluster();
        at(s, 500, scenario::StopCommand{"b1", event::StopHow::PowerLoss});
        at(s, 1000, scenario::ElectLeadersCommand{"t-0", true});
        const auto history = scenario::run(s);
        const auto sent = sentOf(*history, event::Api::ElectLeaders);
        QVERIFY(sent.size() >= 2);
        QCOMPARE(sent.front().what->to, NodeId(2));
        QVERIFY(sent.back().what->to == kScriptNode);
    }

    void withoutSuchACommandThereIsNoAdmin()
    {
        scenario::Scenario s = withDeletion(Offset(15));
        s.script.erase(s.script.begin() + 1);
        const auto history = scenario::run(s);
        const auto sent = all<event::MessageSent>(*history);
        QVERIFY(std::none_of(sent.begin(), sent.end(), [](const auto& each) {
            return each.event->node == kScriptNode || each.what->to == kScriptNode;
        }));
    }
};

QTEST_GUILESS_MAIN(TestAdmin)
#include "tst_admin.moc"
