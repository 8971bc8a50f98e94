#include <QTest>

#include "tests/engine/cluster/looks.h"

using namespace brokerscope;
using namespace brokerscope::testing;

namespace {

using Sent = Found<event::MessageSent>;

/// Four partitions on b1 alone, of which a producer fills one after the other, and c1, which reads
/// them.
scenario::Scenario oneBrokersPartitions()
{
    scenario::Scenario s = smallCluster();
    s.topics[0].partitions = 4;
    s.topics[0].replicationFactor = 1;
    s.topics[0].assignment.assign(4, {kB1});
    addProducer(s,
        {{"acks", "1"}, {"linger.ms", "0"}, {"delivery.timeout.ms", "2000"},
            {"partitioner.class", "org.apache.kafka.clients.producer.RoundRobinPartitioner"}},
        50, 40);
    addConsumer(s, {{"auto.offset.reset", "earliest"}, {"fetch.max.wait.ms", "100"}}).assigns
        = {"t-0", "t-1", "t-2", "t-3"};
    at(s, 100, scenario::StartCommand{{"p1", "c1"}});
    return s;
}

/// The Fetch requests of a node to b1, in their order.
std::vector<Sent> fetchesOf(const history::History& history, const char* node)
{
    auto found = allOf<event::MessageSent>(history, *history.roster().node(node));
    std::erase_if(found, [](const Sent& sent) {
        return sent.what->isResponse() || sent.what->api != event::Api::Fetch
            || sent.what->to != kB1;
    });
    return found;
}

void nothingLostOrTwice(const history::History& history, std::uint64_t delivered)
{
    const auto verdict = history::judge(history);
    QCOMPARE(verdict.count(history::AnomalyKind::NeverDelivered), 0U);
    QCOMPARE(verdict.count(history::AnomalyKind::Redelivered), 0U);
    QCOMPARE(verdict.count(history::AnomalyKind::SkippedByConsumer), 0U);
    std::uint64_t records = 0;
    for (const auto& each : all<event::RecordsDelivered>(history)) {
        records += each.what->records;
    }
    QCOMPARE(records, delivered);
}

} // namespace

class SessionFetchesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aConsumerNamesEverythingOnceAndThenWhatChanged()
    {
        const auto history = scenario::run(oneBrokersPartitions());
        const auto fetches = fetchesOf(*history, "c1");
        QVERIFY(fetches.size() > 20);
        QCOMPARE(fetches[0].what->sessionEpoch, kInitialFetchEpoch);
        QCOMPARE(fetches[0].what->session, kNoFetchSession);
        QCOMPARE(fetches[0].what->partitions, std::uint16_t{4});
        std::size_t named = 0;
        for (std::size_t i = 1; i < fetches.size(); ++i) {
            const event::MessageSent& fetch = *fetches[i].what;
            QCOMPARE(fetch.session, fetches[1].what->session);
            QCOMPARE(fetch.sessionEpoch, FetchSessionEpoch(static_cast<std::int32_t>(i)));
            QVERIFY(fetch.partitions < 4);
            QVERIFY(fetch.partition != kNoPartition);
            named += fetch.partitions;
        }
        // Each record moves the position of one partition.
        QVERIFY(named >= 30);
        QVERIFY(named <= 40);
        nothingLostOrTwice(*history, 40);
    }

    /// While nothing is on its way the broker is started anew: it knows the session no more.
    void afterARestartOfTheBrokerTheConsumerBeginsAnew()
    {
        scenario::Scenario s = oneBrokersPartitions();
        at(s, 500, scenario::PausePartitionsCommand{"c1", "", true});
        at(s, 800, scenario::StopCommand{"b1"});
        at(s, 850, scenario::StartCommand{{"b1"}});
        at(s, 1400, scenario::PausePartitionsCommand{"c1", "", false});
        const auto history = scenario::run(s);
        const auto refused
            = answersOf(*history, kB1, event::Api::Fetch, event::ErrorCode::FetchSessionIdNotFound);
        QCOMPARE(refused.size(), std::size_t{1});
        const auto fetches = fetchesOf(*history, "c1");
        const auto after = std::find_if(fetches.begin(), fetches.end(),
            [&](const Sent& sent) { return sent.id > refused[0].id; });
        QVERIFY(after != fetches.end());
        QVERIFY((after - 1)->what->sessionEpoch > kInitialFetchEpoch);
        QCOMPARE(after->event->time, refused[0].event->time + milliseconds(1));
        QCOMPARE(after->what->sessionEpoch, kInitialFetchEpoch);
        QCOMPARE(after->what->session, kNoFetchSession);
        QCOMPARE(after->what->partitions, std::uint16_t{4});
        const auto verdict = history::judge(*history);
        nothingLostOrTwice(*history, verdict.acked);
    }

    void aRequestWithoutAnswerEndsTheSession()
    {
        scenario::Scenario s = oneBrokersPartitions();
        s.consumers[0].config["request.timeout.ms"] = "150";
        at(s, 300, scenario::CutCommand{"c1", "b1", true});
        at(s, 400, scenario::HealCommand{"c1", "b1", true});
        const auto history = scenario::run(s);
        const auto fetches = fetchesOf(*history, "c1");
        const auto anew = std::find_if(fetches.begin() + 1, fetches.end(),
            [](const Sent& sent) { return sent.what->sessionEpoch == kInitialFetchEpoch; });
        QVERIFY(anew != fetches.end());
        QCOMPARE(anew->what->session, (anew - 1)->what->session);
        QVERIFY(anew->what->session != kNoFetchSession);
        nothingLostOrTwice(*history, 40);
    }

    void withoutSlotsEveryFetchNamesEverything()
    {
        scenario::Scenario s = oneBrokersPartitions();
        s.cluster.config["max.incremental.fetch.session.cache.slots"] = "0";
        const auto history = scenario::run(s);
        for (const Sent& fetch : fetchesOf(*history, "c1")) {
            QCOMPARE(fetch.what->sessionEpoch, kInitialFetchEpoch);
            QCOMPARE(fetch.what->session, kNoFetchSession);
            QCOMPARE(fetch.what->forgotten, std::uint16_t{0});
        }
        nothingLostOrTwice(*history, 40);
    }

    void closeEndsTheSession()
    {
        scenario::Scenario s = oneBrokersPartitions();
        at(s, 1500, scenario::CloseCommand{"c1", {}});
        const auto history = scenario::run(s);
        const auto fetches = fetchesOf(*history, "c1");
        const event::MessageSent& last = *fetches.back().what;
        QCOMPARE(last.sessionEpoch, kFinalFetchEpoch);
        QCOMPARE(last.session, (fetches.end() - 2)->what->session);
        QCOMPARE(last.partitions, std::uint16_t{0});
        QCOMPARE(fetches.back().event->time, atMs(1500));
        const auto stopped = allOf<event::NodeStopped>(*history, *history->roster().node("c1"));
        QCOMPARE(stopped.size(), std::size_t{1});
        QCOMPARE(stopped[0].event->time, atMs(1502));
        nothingLostOrTwice(*history, 40);
    }

    /// A script's refusal never reaches the broker's session, and is about what is implied, too.
    void aRefusalIsAboutImpliedPartitionsToo()
    {
        scenario::Scenario s = oneBrokersPartitions();
        scenario::FailOnceCommand fail;
        fail.request = {event::Api::Fetch, false, "c1", "b1", "t-3", 1, false};
        fail.error = event::ErrorCode::NotLeaderOrFollower;
        at(s, 1200, fail);
        const auto history = scenario::run(s);
        QCOMPARE(all<event::ErrorInjected>(*history).size(), std::size_t{1});
        nothingLostOrTwice(*history, 40);
    }

    void followersHaveSessions()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"acks", "all"}, {"linger.ms", "0"}}, 20, 10);
        at(s, 200, scenario::StartCommand{{"p1"}});
        const auto history = scenario::run(s);
        const auto fetches = fetchesOf(*history, "b2");
        QVERIFY(fetches.size() > 10);
        QCOMPARE(fetches[0].what->sessionEpoch, kInitialFetchEpoch);
        QCOMPARE(fetches[0].what->partitions, std::uint16_t{1});
        std::size_t silent = 0;
        for (std::size_t i = 1; i < fetches.size(); ++i) {
            QVERIFY(fetches[i].what->sessionEpoch > kInitialFetchEpoch);
            QCOMPARE(fetches[i].what->partition, kT0);
            silent += fetches[i].what->partitions == 0 ? 1 : 0;
        }
        QVERIFY(silent > 10);
        QCOMPARE(stateAtEnd(*history).replica(kB2, kT0)->highWatermark, Offset(10));
    }
};

QTEST_APPLESS_MAIN(SessionFetchesTest)
#include "tst_session_fetches.moc"
