#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/history/why.h"
#include "tests/support/small_cluster.h"

using namespace brokerscope;
using namespace brokerscope::testing;
using event::Api;
using event::ErrorCode;

namespace {

scenario::MessageSpec produceFrom(const char* from, const char* to, std::uint32_t number)
{
    scenario::MessageSpec message;
    message.from = from;
    message.to = to;
    message.number = number;
    return message;
}

scenario::MessageSpec answerNumber(std::uint32_t number)
{
    scenario::MessageSpec message = produceFrom("b1", "p1", number);
    message.isAnswer = true;
    return message;
}

/// p1 sends a record every 10 ms from 100 ms on, each in a request of its own.
scenario::Scenario sending(scenario::ConfigMap config, std::uint32_t count = 20)
{
    scenario::Scenario s = smallCluster();
    config.try_emplace("linger.ms", "0");
    addProducer(s, std::move(config), 100, count);
    at(s, 100, scenario::StartCommand{{"p1"}});
    return s;
}

const scenario::ConfigMap kWithoutIdempotence{
    {"enable.idempotence", "false"}, {"max.in.flight.requests.per.connection", "5"}};

struct Outcome {
    std::shared_ptr<const history::History> history;
    history::Verdict verdict;

    [[nodiscard]] std::size_t count(history::AnomalyKind kind) const
    {
        return static_cast<std::size_t>(
            std::count_if(verdict.anomalies.begin(), verdict.anomalies.end(),
                [kind](const history::Anomaly& each) { return each.kind == kind; }));
    }
    [[nodiscard]] std::uint32_t acked() const
    {
        std::uint32_t records = 0;
        for (const auto& each : all<event::BatchAcked>(*history)) {
            records += each.what->records;
        }
        return records;
    }
};

Outcome runOf(const scenario::Scenario& s)
{
    Outcome outcome{scenario::run(s), {}};
    outcome.verdict = history::judge(*outcome.history);
    return outcome;
}

/// The kinds of the events behind this one, as "Why?" tells them.
std::vector<std::string> chainOf(const history::History& history, EventId event)
{
    std::vector<std::string> kinds;
    for (const EventId id : history::causesOf(history, event)) {
        kinds.emplace_back(event::kindName(history.event(id).payload));
    }
    return kinds;
}

} // namespace

/// Commands that strike single messages, and what producers and brokers make of them.
class TestStruckMessages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A lost request is sent again after request.timeout.ms: nothing is stored twice.
    void aLostRequestIsRetried()
    {
        scenario::Scenario s = sending(kWithoutIdempotence);
        at(s, 110, scenario::DropCommand{produceFrom("p1", "b1", 3)});
        const Outcome outcome = runOf(s);
        const auto dropped = all<event::MessageDropped>(*outcome.history);
        QVERIFY(!dropped.empty()); // with what comes behind it
        QVERIFY(dropped[0].what->reason == event::DropReason::Fault);
        QCOMPARE(outcome.acked(), 20U);
        QVERIFY(!all<event::BatchRetried>(*outcome.history).empty());
        QCOMPARE(outcome.count(history::AnomalyKind::LostAfterAck), std::size_t(0));
        QVERIFY(chainOf(*outcome.history, dropped[0].id)
            == (std::vector<std::string>{"script-command", "message-dropped"}));
    }

    /// A lost answer: the batch is stored, and stored again.
    void aLostAnswerMakesADuplicate()
    {
        scenario::Scenario s = sending(kWithoutIdempotence);
        at(s, 110, scenario::DropCommand{answerNumber(3)});
        const Outcome outcome = runOf(s);
        QCOMPARE(outcome.acked(), 20U);
        QVERIFY(outcome.count(history::AnomalyKind::DuplicateInLog) > 0);
    }

    void idempotenceMendsIt()
    {
        scenario::Scenario s = sending({});
        at(s, 150, scenario::DropCommand{answerNumber(3)});
        const Outcome outcome = runOf(s);
        QCOMPARE(outcome.acked(), 20U);
        QCOMPARE(outcome.count(history::AnomalyKind::DuplicateInLog), std::size_t(0));
        QCOMPARE(outcome.count(history::AnomalyKind::ReorderedInLog), std::size_t(0));
        QVERIFY(!all<event::BatchDeduplicated>(*outcome.history).empty());
    }

    /// The broker answers with the error, has not appended, and the next batches overtake.
    void anErrorReorders()
    {
        scenario::Scenario s = sending(kWithoutIdempotence);
        s.cluster.network.latency = {milliseconds(15), milliseconds(15)}; // three are in flight
        scenario::FailOnceCommand fail{produceFrom("", "b1", 2), ErrorCode::NotEnoughReplicas};
        fail.request.partition = "t-0";
        at(s, 130, fail);
        const Outcome outcome = runOf(s);
        const auto injected = all<event::ErrorInjected>(*outcome.history);
        QCOMPARE(injected.size(), std::size_t(1));
        QVERIFY(injected[0].event->node == NodeId(1));
        QVERIFY(injected[0].what->error == ErrorCode::NotEnoughReplicas);
        QCOMPARE(all<event::AppendRejected>(*outcome.history).size(), std::size_t(1));
        const auto retried = all<event::BatchRetried>(*outcome.history);
        QCOMPARE(retried.size(), std::size_t(1));
        QVERIFY(retried[0].what->error == ErrorCode::NotEnoughReplicas);
        QVERIFY(chainOf(*outcome.history, retried[0].id).front() == "script-command");
        QVERIFY(outcome.count(history::AnomalyKind::ReorderedInLog) > 0);
        QCOMPARE(outcome.acked(), 20U);
    }

    void anErrorWithAcks0ClosesTheConnection()
    {
        scenario::Scenario s = sending({{"acks", "0"}, {"enable.idempotence", "false"}});
        at(s, 150,
            scenario::FailOnceCommand{produceFrom("", "b1", 1), ErrorCode::NotLeaderOrFollower});
        const Outcome outcome = runOf(s);
        QCOMPARE(outcome.count(history::AnomalyKind::LostAfterAck), std::size_t(1));
        QCOMPARE(all<event::ConnectionLost>(*outcome.history).size(), std::size_t(1));
    }

    void aDelayedAnswerIsOnlyLate()
    {
        scenario::Scenario s = sending(kWithoutIdempotence);
        at(s, 150, scenario::DelayCommand{answerNumber(1), milliseconds(60)});
        const Outcome outcome = runOf(s);
        QCOMPARE(all<event::MessageDelayed>(*outcome.history).size(), std::size_t(1));
        QVERIFY(all<event::BatchRetried>(*outcome.history).empty());
        QCOMPARE(outcome.acked(), 20U);
        QVERIFY(outcome.verdict.anomalies.empty());
    }

    /// The partition is looked for in the whole request.
    void aPartitionBehindTheFirstCounts()
    {
        scenario::Scenario s = sending({{"linger.ms", "50"}, {"enable.idempotence", "false"}});
        s.topics.at(0).partitions = 2;
        s.topics.at(0).assignment.push_back({NodeId(1), NodeId(2), NodeId(3)});
        s.producers.at(0).sends.hasKeys = true;
        s.producers.at(0).sends.keyLast = 50;
        scenario::DropCommand drop{produceFrom("p1", "b1", 1)};
        drop.message.partition = "t-1";
        at(s, 100, drop);
        const Outcome outcome = runOf(s);
        QVERIFY(!all<event::MessageDropped>(*outcome.history).empty());
        QCOMPARE(outcome.acked(), 20U);
    }

    /// What the mouse asks for: the same run up to the moment, and then that very message.
    void anyMessageInFlightCanBeNamed()
    {
        const scenario::Scenario s = sending({});
        const auto before = scenario::run(s);
        std::uint32_t number = 0;
        int tried = 0;
        for (const auto& sent : all<event::MessageSent>(*before)) {
            if (sent.event->node != *before->roster().node("p1")
                || sent.what->api != Api::Produce) {
                continue;
            }
            ++number;
            if (number % 4 != 0) {
                continue;
            }
            const std::string to = before->roster().at(sent.what->to).name;
            scenario::DropCommand drop{produceFrom("p1", to.c_str(), number)};
            drop.message.sinceStart = true;
            scenario::Scenario edited = s;
            const Timestamp now = sent.event->time + (sent.what->deliverAt - sent.event->time) / 2;
            edited.script.insert(edited.script.end() - 1, {now, drop});
            const auto after = scenario::run(edited);
            const auto dropped = all<event::MessageDropped>(*after);
            QVERIFY(!dropped.empty());
            QCOMPARE(dropped[0].what->message, sent.id);
            QVERIFY(dropped[0].event->time == now);
            ++tried;
        }
        QVERIFY(tried >= 4);
    }

    void readsAndMetadataCanFailToo()
    {
        scenario::Scenario s = sending({});
        addConsumer(s, {{"auto.offset.reset", "earliest"}});
        at(s, 100, scenario::StartCommand{{"c1"}});
        scenario::MessageSpec request = produceFrom("c1", "b1", 1);
        request.api = Api::Fetch;
        at(s, 150, scenario::FailOnceCommand{request, ErrorCode::NotLeaderOrFollower});
        request.from = "b2";
        at(s, 160, scenario::FailOnceCommand{request, ErrorCode::UnknownLeaderEpoch});
        request = produceFrom("", "b1", 1);
        request.api = Api::ListOffsets;
        at(s, 90, scenario::FailOnceCommand{request, ErrorCode::UnknownTopicOrPartition});
        request.api = Api::Metadata;
        at(s, 90, scenario::FailOnceCommand{request, ErrorCode::LeaderNotAvailable});
        const Outcome outcome = runOf(s);
        QVERIFY(all<event::ErrorInjected>(*outcome.history).size() >= 3);
        std::uint32_t delivered = 0;
        for (const auto& each : all<event::RecordsDelivered>(*outcome.history)) {
            delivered += each.what->records;
        }
        QCOMPARE(delivered, 20U);
        QVERIFY(all<event::ConsumerFailed>(*outcome.history).empty());
    }

    void theStateKnowsWhereAMessageStands()
    {
        scenario::Scenario s = sending(kWithoutIdempotence);
        at(s, 150, scenario::DelayCommand{answerNumber(1), milliseconds(60)});
        const auto history = scenario::run(s);
        const auto delayed = all<event::MessageDelayed>(*history);
        QCOMPARE(delayed.size(), std::size_t(1));
        const history::ClusterState state = history->stateAfter(delayed[0].id.value() + 1);
        const auto found = std::find_if(state.messages.begin(), state.messages.end(),
            [&](const auto& message) { return message.id == delayed[0].what->message; });
        QVERIFY(found != state.messages.end());
        QVERIFY(found->sent.deliverAt == delayed[0].what->deliverAt);
    }
};

QTEST_GUILESS_MAIN(TestStruckMessages)
#include "tst_struck_messages.moc"
