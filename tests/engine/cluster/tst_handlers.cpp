#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/scenario/expression.h"
#include "engine/sim/random.h"
#include "tests/engine/cluster/group_cluster.h"

using namespace brokerscope;
using namespace brokerscope::testing;
using event::SeenBy;
using history::AnomalyKind;
using Policy = scenario::CommitSpec::Policy;
using scenario::DeduplicateSpec;
using scenario::StoreSpec;

namespace {

/// One partition with `count` records with the keys k-0 … k-9, one every 5 ms from 100 ms on; c1
/// takes 2 ms for each.
scenario::Scenario oneHandler(Policy policy, std::uint32_t count = 100)
{
    scenario::Scenario s = groupCluster(1, 5000);
    scenario::ConfigMap config{{"max.poll.records", "10"}};
    if (policy != Policy::Auto) {
        config.emplace("enable.auto.commit", "false");
    }
    scenario::ConsumerSpec& c1 = addMember(s, std::move(config));
    c1.commit.policy = policy;
    c1.processing = milliseconds(2);
    scenario::ProducerSpec& p1 = addProducer(s, {{"linger.ms", "0"}}, 200, count);
    p1.sends.hasKeys = true;
    p1.sends.keyPrefix = "k-";
    p1.sends.keyLast = 9;
    at(s, 100, scenario::StartCommand{{"p1", "c1"}});
    return s;
}

/// The topic "other" and p2, which lives in the process of c1.
scenario::ForwardSpec& addForward(scenario::Scenario& s, scenario::ConfigMap config)
{
    scenario::TopicSpec other = s.topics[0];
    other.name = "other";
    s.topics.push_back(other);
    scenario::ProducerSpec& p2 = addProducer(s, std::move(config), 1, std::nullopt);
    p2.sends.topic = "other";
    p2.sends.isIdle = true;
    s.consumers[0].handler.forward = scenario::ForwardSpec{"p2", false, {}, true};
    return *s.consumers[0].handler.forward;
}

void crash(scenario::Scenario& s, int ms)
{
    at(s, ms, scenario::StopCommand{"c1", event::StopHow::Kill});
    at(s, ms + 500, scenario::StartCommand{{"c1"}});
}

struct Result {
    std::shared_ptr<const history::History> history;
    history::Verdict verdict;
    history::ClusterState state;

    explicit Result(const scenario::Scenario& s)
        : history(scenario::run(s))
        , verdict(history::judge(*history))
        , state(history->stateAfter(history->size()))
    {
    }
    [[nodiscard]] std::uint32_t count(AnomalyKind kind) const { return verdict.count(kind); }
    [[nodiscard]] std::int64_t evaluate(const std::string& expression) const
    {
        const auto found
            = scenario::evaluate(expression, {*history, verdict, state, history->size()});
        return found.value_or(-1000);
    }
    /// Records of p2 that a log has.
    [[nodiscard]] std::size_t copiesStored() const
    {
        const auto isCopy = [this](const history::RecordTrace& trace) {
            return trace.producer == *history->roster().node("p2") && trace.timesAppended > 0;
        };
        return static_cast<std::size_t>(
            std::count_if(verdict.records.begin(), verdict.records.end(), isCopy));
    }
    [[nodiscard]] bool isProven() const
    {
        return std::all_of(verdict.anomalies.begin(), verdict.anomalies.end(),
            [](const history::Anomaly& anomaly) {
                return !anomaly.evidence.empty() && anomaly.evidence.back() <= anomaly.established;
            });
    }
};

} // namespace

Q_DECLARE_METATYPE(StoreSpec)
Q_DECLARE_METATYPE(std::optional<DeduplicateSpec>)

/// What handlers do with records besides taking their time.
class TestHandlers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- the external store ------------------------------------------------------------------

    void crashBetweenWriteAndCommit_data()
    {
        QTest::addColumn<StoreSpec>("store");
        QTest::addColumn<std::optional<DeduplicateSpec>>("deduplicate");
        QTest::addColumn<bool>("isTwice");
        QTest::addColumn<bool>("isWrittenAgain");
        const StoreSpec plain{milliseconds(1), false, false};
        const auto row
            = [](const char* name, StoreSpec store, std::optional<DeduplicateSpec> deduplicate,
                  bool isTwice, bool isWrittenAgain) {
                  QTest::newRow(name) << store << deduplicate << isTwice << isWrittenAgain;
              };
        row("plain", plain, std::nullopt, true, true);
        row("with offset", {milliseconds(1), true, false}, std::nullopt, false, false);
        row("upsert", {milliseconds(1), false, true}, std::nullopt, false, true);
        row("a process forgets", plain, DeduplicateSpec{SeenBy::Value, false}, true, true);
        row("a store remembers", plain, DeduplicateSpec{SeenBy::Value, true}, false, false);
        row("by offset", plain, DeduplicateSpec{SeenBy::Offset, true}, false, false);
    }
    void crashBetweenWriteAndCommit()
    {
        QFETCH(StoreSpec, store);
        QFETCH(std::optional<DeduplicateSpec>, deduplicate);
        scenario::Scenario s = oneHandler(store.withOffset ? Policy::None : Policy::Auto);
        s.consumers[0].processing = milliseconds(8); // so that a poll() returns several
        s.consumers[0].handler.store = store;
        s.consumers[0].handler.deduplicate = deduplicate;
        crash(s, 450);
        const Result result(s);
        QVERIFY(result.count(AnomalyKind::Redelivered) > 0);
        QTEST(result.count(AnomalyKind::StoredTwice) > 0, "isTwice");
        QCOMPARE(result.count(AnomalyKind::MissingInStore), 0U);
        QVERIFY(result.isProven());
        const history::StoreState& kept = result.state.stores.at(0);
        QTEST(kept.repeats > 0, "isWrittenAgain");
        QCOMPARE(kept.extraRows, result.count(AnomalyKind::StoredTwice));
        QCOMPARE(kept.rows, store.upserts ? 10U : 100U + kept.extraRows);
        QCOMPARE(result.evaluate("rows(g)"), std::int64_t{kept.rows});
        QCOMPARE(result.evaluate("stored(g)"), std::int64_t{kept.writes});
        QCOMPARE(result.evaluate("stored(c1)"), std::int64_t{kept.writes});
        QCOMPARE(result.evaluate("deduplicated(g)") > 0, deduplicate && deduplicate->inStore);
        QCOMPARE(
            result.evaluate("stored_offset(g, t-0)"), std::int64_t{store.withOffset ? 100 : -1});
        if (store.withOffset) {
            QCOMPARE(all<event::PositionFromStore>(*result.history).size(), std::size_t{1});
            QCOMPARE(result.count(AnomalyKind::ProcessedNotCommitted), 0U);
        }
    }

    /// The offset goes with the result: a member takes over where the store says.
    void anotherMemberGoesOnFromTheStore()
    {
        scenario::Scenario s = oneHandler(Policy::None);
        scenario::ConsumerSpec c2 = s.consumers[0];
        c2.name = "c2";
        s.consumers.push_back(c2);
        for (scenario::ConsumerSpec& member : s.consumers) {
            member.handler.store = StoreSpec{milliseconds(1), true, false};
        }
        at(s, 450, scenario::StopCommand{"c1", event::StopHow::Kill});
        at(s, 460, scenario::StartCommand{{"c2"}});
        const Result result(s);
        const auto taken = all<event::PositionFromStore>(*result.history);
        QCOMPARE(taken.size(), std::size_t{1});
        QVERIFY(taken[0].event->node == *result.history->roster().node("c2"));
        QCOMPARE(result.state.stores.at(0).rows, 100U);
        QCOMPARE(result.state.stores.at(0).repeats, 0U);
        QCOMPARE(result.evaluate("stored(c1) + stored(c2)"), std::int64_t{100});
    }

    /// Kafka's own example of offsets outside Kafka has no group.
    void withoutAGroup()
    {
        scenario::Scenario s = oneHandler(Policy::None);
        s.consumers[0].group.clear();
        s.consumers[0].subscribes = {};
        s.consumers[0].assigns = {"t-0"};
        s.consumers[0].handler.store = StoreSpec{milliseconds(1), true, false};
        crash(s, 450);
        const Result result(s);
        QCOMPARE(all<event::PositionFromStore>(*result.history).size(), std::size_t{1});
        QCOMPARE(result.evaluate("rows(c1)"), std::int64_t{100});
        QCOMPARE(result.count(AnomalyKind::StoredTwice), 0U);
        QCOMPARE(result.evaluate("stored_offset(c1, t-0)"), std::int64_t{100});
    }

    void committedBeforeItIsStored()
    {
        scenario::Scenario s = oneHandler(Policy::BeforeProcessing);
        s.consumers[0].handler.store = StoreSpec{milliseconds(1), false, false};
        crash(s, 450);
        const Result result(s);
        QVERIFY(result.count(AnomalyKind::MissingInStore) > 0);
        QCOMPARE(result.count(AnomalyKind::MissingInStore),
            result.count(AnomalyKind::CommittedNotProcessed));
        QCOMPARE(result.state.stores.at(0).rows + result.count(AnomalyKind::MissingInStore), 100U);
        QVERIFY(result.isProven());
    }

    void whatIsSkippedIsMissing()
    {
        scenario::Scenario s = oneHandler(Policy::Auto);
        s.consumers[0].handler.store = StoreSpec{};
        s.consumers[0].handler.failingOffsets = {Offset(50)};
        s.consumers[0].handler.skipsFailing = true;
        const Result result(s);
        QCOMPARE(result.count(AnomalyKind::MissingInStore), 1U);
        QCOMPARE(result.verdict.anomalies.back().offset, Offset(50));
        QVERIFY(result.isProven());
    }

    // --- what it knows -----------------------------------------------------------------------

    void aKeyIsHandledOnce()
    {
        scenario::Scenario s = oneHandler(Policy::Auto);
        s.consumers[0].handler.store = StoreSpec{};
        s.consumers[0].handler.deduplicate = DeduplicateSpec{SeenBy::Key, false};
        const Result result(s);
        QCOMPARE(result.state.stores.at(0).writes, 10U);
        QCOMPARE(result.evaluate("deduplicated(c1)"), std::int64_t{90});
        QCOMPARE(result.count(AnomalyKind::MissingInStore), 0U);
    }

    void duplicatesInTheLog_data()
    {
        QTest::addColumn<bool>("isKnown");
        QTest::newRow("stored twice") << false;
        QTest::newRow("known by its value") << true;
    }
    /// The answer to a Produce is lost, and a producer without idempotence sends again.
    void duplicatesInTheLog()
    {
        QFETCH(bool, isKnown);
        scenario::Scenario s = oneHandler(Policy::Auto);
        s.producers[0].config["enable.idempotence"] = "false";
        s.consumers[0].handler.store = StoreSpec{};
        if (isKnown) {
            s.consumers[0].handler.deduplicate = DeduplicateSpec{SeenBy::Value, false};
        }
        scenario::DropCommand lost;
        lost.message.api = event::Api::Produce;
        lost.message.isAnswer = true;
        lost.message.to = "p1";
        at(s, 300, lost);
        const Result result(s);
        QVERIFY(result.count(AnomalyKind::DuplicateInLog) > 0);
        QCOMPARE(result.count(AnomalyKind::StoredTwice),
            isKnown ? 0U : result.count(AnomalyKind::DuplicateInLog));
        QCOMPARE(result.state.stores.at(0).rows,
            100U + (isKnown ? 0U : result.count(AnomalyKind::DuplicateInLog)));
        QVERIFY(result.isProven());
    }

    // --- forwarding --------------------------------------------------------------------------

    void everyRecordGoesOn_data()
    {
        QTest::addColumn<bool>("waits");
        QTest::addColumn<int>("threads");
        QTest::newRow("waits") << true << 0;
        QTest::newRow("does not wait") << false << 0;
        QTest::newRow("threads that wait") << true << 2;
    }
    void everyRecordGoesOn()
    {
        QFETCH(bool, waits);
        QFETCH(int, threads);
        scenario::Scenario s = oneHandler(threads > 0 ? Policy::Processed : Policy::SyncAfterPoll);
        addForward(s, {{"linger.ms", "1"}}).waits = waits;
        s.consumers[0].handler.threads = static_cast<std::uint32_t>(threads);
        const Result result(s);
        QCOMPARE(result.copiesStored(), std::size_t{100});
        QCOMPARE(result.evaluate("forwarded(c1)"), std::int64_t{100});
        QCOMPARE(result.evaluate("leo(other-0, b1)"), std::int64_t{100});
        QCOMPARE(result.verdict.produced, 200U);
        QCOMPARE(result.evaluate("committed(g, t-0)"), std::int64_t{100});
        QVERIFY(result.verdict.anomalies.empty());
        for (const history::RecordTrace& copy : result.verdict.records) {
            if (copy.producer != *result.history->roster().node("p2")) {
                QCOMPARE(copy.copyOf, history::kNoRecord);
                continue;
            }
            const history::RecordTrace& source = result.verdict.records.at(copy.copyOf);
            const auto content = [&](const history::RecordTrace& trace) {
                const auto& created
                    = std::get<event::RecordCreated>(result.history->event(trace.created).payload);
                return std::tuple(created.key, created.value, created.bytes);
            };
            QVERIFY(source.producer == *result.history->roster().node("p1"));
            QVERIFY(content(source) == content(copy));
        }
    }

    void crashWhileForwarding_data()
    {
        QTest::addColumn<bool>("waits");
        QTest::newRow("waits") << true;
        QTest::newRow("does not wait") << false;
    }
    /// What is in the producer's buffer dies with the process; who waited has not committed it.
    void crashWhileForwarding()
    {
        QFETCH(bool, waits);
        scenario::Scenario s = oneHandler(Policy::SyncAfterPoll, 40);
        addForward(s, {{"linger.ms", waits ? "20" : "300"}}).waits = waits;
        s.consumers[0].config["max.poll.records"] = "5";
        crash(s, 350);
        const Result result(s);
        QCOMPARE(result.count(AnomalyKind::ForwardLost) > 0, !waits);
        QVERIFY(result.isProven());
        QCOMPARE(result.evaluate("committed(g, t-0)"), std::int64_t{40});
        QCOMPARE(result.copiesStored() - result.count(AnomalyKind::ForwardedTwice)
                + result.count(AnomalyKind::ForwardLost),
            std::size_t{40});
        const auto stops = all<event::NodeStopped>(*result.history);
        QCOMPARE(stops.size(), std::size_t{2}); // one process
        QVERIFY(stops[0].event->time == stops[1].event->time);
        QCOMPARE(result.count(AnomalyKind::DuplicateInLog), 0U);
    }

    /// The answer to the forwarding is lost with the process: the next one forwards again.
    void forwardedTwice()
    {
        scenario::Scenario s = oneHandler(Policy::SyncAfterPoll, 40);
        addForward(s, {{"linger.ms", "0"}});
        crash(s, 350);
        const Result result(s);
        QVERIFY(result.count(AnomalyKind::ForwardedTwice) > 0);
        QCOMPARE(result.count(AnomalyKind::ForwardLost), 0U);
        QCOMPARE(result.copiesStored(), 40U + result.count(AnomalyKind::ForwardedTwice));
        for (const history::Anomaly& anomaly : result.verdict.anomalies) {
            if (anomaly.kind == AnomalyKind::ForwardedTwice) {
                QVERIFY(result.verdict.recordAt(anomaly.partition, anomaly.offset, anomaly.epoch)
                    == &result.verdict.records[anomaly.record]);
            }
        }
        QVERIFY(result.isProven());
    }

    /// A group gets past what it cannot handle, and nothing is lost.
    void deadLetters()
    {
        scenario::Scenario s = oneHandler(Policy::SyncAfterPoll);
        addForward(s, {{"linger.ms", "0"}}).failingOnly = true;
        s.consumers[0].handler.failingOffsets = {Offset(50)};
        s.consumers[0].handler.store = StoreSpec{};
        const Result result(s);
        const auto threw = all<event::HandlerThrew>(*result.history);
        QCOMPARE(threw.size(), std::size_t{1});
        QVERIFY(threw[0].what->isSkipped);
        const auto forwarded = all<event::RecordForwarded>(*result.history);
        QCOMPARE(forwarded.size(), std::size_t{1});
        QVERIFY(forwarded[0].what->hadFailed && forwarded[0].what->offset == Offset(50));
        QCOMPARE(result.evaluate("committed(g, t-0)"), std::int64_t{100});
        QCOMPARE(result.copiesStored(), std::size_t{1});
        QCOMPARE(result.state.stores.at(0).rows, 99U);
        QVERIFY(result.verdict.anomalies.empty());
        QVERIFY(all<event::MemberRemoved>(*result.history).empty());
    }

    void someKeysGoOn()
    {
        scenario::Scenario s = oneHandler(Policy::Auto);
        addForward(s, {{"linger.ms", "0"}}).keys = {"k-1", "k-2*"};
        const Result result(s);
        const auto created = all<event::RecordCreated>(*result.history);
        const auto fits = std::count_if(created.begin(), created.end(), [&](const auto& record) {
            const std::string_view key = result.history->text(record.what->key);
            return record.event->node == *result.history->roster().node("p1")
                && (key == "k-1" || key == "k-2");
        });
        QVERIFY(fits > 0);
        QCOMPARE(result.evaluate("forwarded(g)"), std::int64_t{fits});
    }

    void aSendThatThrows_data()
    {
        QTest::addColumn<QString>("property");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("skips");
        QTest::newRow("too large") << "max.request.size"
                                   << "100" << false;
        QTest::newRow("too large, skipped") << "max.request.size"
                                            << "100" << true;
        QTest::newRow("no buffer") << "buffer.memory"
                                   << "1000" << false;
    }
    /// The exception of send() is the handler's.
    void aSendThatThrows()
    {
        QFETCH(QString, property);
        QFETCH(QString, value);
        QFETCH(bool, skips);
        scenario::Scenario s = oneHandler(Policy::SyncAfterPoll, 20);
        addForward(s, {{property.toStdString(), value.toStdString()}});
        s.consumers[0].handler.skipsFailing = skips;
        const Result result(s);
        const auto threw = all<event::HandlerThrew>(*result.history);
        QCOMPARE(threw.size(), std::size_t(skips ? 20 : 1));
        QCOMPARE(threw[0].what->isSkipped, skips);
        QVERIFY(all<event::RecordForwarded>(*result.history).empty());
        QCOMPARE(all<event::RecordRejected>(*result.history).size(), threw.size());
        const auto stops = all<event::NodeStopped>(*result.history);
        QCOMPARE(stops.size(), std::size_t(skips ? 0 : 2)); // the producer dies with the handler
        QCOMPARE(result.evaluate("committed(g, t-0)"), std::int64_t{skips ? 20 : -1});
    }

    /// send() waits for what the metadata has not, and the handler with it.
    void maxBlockMs()
    {
        scenario::Scenario s = oneHandler(Policy::SyncAfterPoll, 20);
        addForward(s, {{"max.block.ms", "300"}});
        s.topics[1].isOnDemand = true;
        s.topics[1].assignment.clear();
        s.cluster.config["auto.create.topics.enable"] = "false";
        const Result result(s);
        const auto threw = all<event::HandlerThrew>(*result.history);
        const auto first = all<event::RecordsDelivered>(*result.history);
        QCOMPARE(threw.size(), std::size_t{1});
        QCOMPARE(threw[0].event->time - first[0].event->time, milliseconds(302));
    }

    /// close() sends what the producer has: it is closed after the consumer.
    void closeSendsTheRest()
    {
        scenario::Scenario s = oneHandler(Policy::SyncAfterPoll, 40);
        addForward(s, {{"linger.ms", "2000"}}).waits = false;
        at(s, 800, scenario::CloseCommand{"c1", std::nullopt});
        const Result result(s);
        QCOMPARE(result.copiesStored(), std::size_t{40});
        QVERIFY(result.verdict.anomalies.empty());
        const auto stops = all<event::NodeStopped>(*result.history);
        QCOMPARE(stops.size(), std::size_t{2});
        QVERIFY(stops[0].event->node == *result.history->roster().node("c1"));
        QVERIFY(stops[1].event->node == *result.history->roster().node("p2"));
        QVERIFY(stops[1].event->time < Timestamp(1'000'000)); // long before linger.ms
    }

    void closingTheProducerClosesTheProcess()
    {
        scenario::Scenario s = oneHandler(Policy::SyncAfterPoll, 100);
        addForward(s, {{"linger.ms", "5"}});
        at(s, 300, scenario::CloseCommand{"p2", std::nullopt});
        const Result result(s);
        QCOMPARE(all<event::NodeStopped>(*result.history).size(), std::size_t{2});
        QCOMPARE(all<event::MemberRemoved>(*result.history).size(), std::size_t{1});
    }

    // --- all of it ---------------------------------------------------------------------------

    void promisesUnderCrashes_data()
    {
        QTest::addColumn<QString>("promise");
        QTest::newRow("with offset") << "with offset";
        QTest::newRow("upsert") << "upsert";
        QTest::newRow("the store remembers") << "deduplicate";
        QTest::newRow("who waits loses nothing") << "forward";
    }
    /// Two members that are killed again and again, at times that the seed decides.
    void promisesUnderCrashes()
    {
        QFETCH(QString, promise);
        for (std::uint64_t seed = 1; seed <= 25; ++seed) {
            scenario::Scenario s
                = oneHandler(promise == u"with offset" ? Policy::None : Policy::SyncAfterPoll);
            s.seed = seed;
            s.consumers.push_back(s.consumers[0]);
            s.consumers[1].name = "c2";
            if (promise == u"forward") {
                addForward(s, {{"linger.ms", "3"}});
            } else {
                for (scenario::ConsumerSpec& member : s.consumers) {
                    member.handler.store = StoreSpec{
                        milliseconds(1), promise == u"with offset", promise == u"upsert"};
                    if (promise == u"deduplicate") {
                        member.handler.deduplicate = DeduplicateSpec{SeenBy::Value, true};
                    }
                }
            }
            at(s, 150, scenario::StartCommand{{"c2"}});
            sim::Random random(seed, 7);
            std::int64_t now = 200;
            for (int i = 0; i < 6; ++i) {
                now += random.between(milliseconds(20), milliseconds(250)).millis();
                const std::string victim = promise == u"forward" || i % 2 == 0 ? "c1" : "c2";
                at(s, int(now), scenario::StopCommand{victim, event::StopHow::Kill});
                at(s, int(now) + 10, scenario::StartCommand{{victim}});
            }
            const Result result(s);
            QVERIFY2(result.isProven(), qPrintable(QString::number(seed)));
            QCOMPARE(result.count(AnomalyKind::StoredTwice), 0U);
            QCOMPARE(result.count(AnomalyKind::MissingInStore), 0U);
            QCOMPARE(result.count(AnomalyKind::ForwardLost), 0U);
            if (promise == u"with offset") {
                QCOMPARE(result.evaluate("stored(g)"), std::int64_t{100});
            } else if (promise != u"forward") {
                QCOMPARE(result.evaluate("rows(g)"), std::int64_t{promise == u"upsert" ? 10 : 100});
            }
        }
    }

    void sameSeedSameHistory()
    {
        scenario::Scenario s = oneHandler(Policy::Auto);
        addForward(s, {{"linger.ms", "5"}}).waits = false;
        s.consumers[0].handler.store = StoreSpec{milliseconds(1), false, true};
        s.consumers[0].handler.deduplicate = DeduplicateSpec{SeenBy::Offset, true};
        crash(s, 450);
        QVERIFY(scenario::run(s)->hash() == scenario::run(s)->hash());
    }
};

QTEST_APPLESS_MAIN(TestHandlers)
#include "tst_handlers.moc"
