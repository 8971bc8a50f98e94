#include <QTest>

#include "tests/support/small_cluster.h"

using namespace brokerscope;
using namespace brokerscope::testing;
using event::Api;
using event::ErrorCode;

namespace {

constexpr int kStartMs = 300;

/// A producer that sends to a topic which is not there, with max.block.ms = 400.
scenario::Scenario toMissingTopic(scenario::ConfigMap broker, std::uint32_t records)
{
    scenario::Scenario s = smallCluster();
    s.cluster.config.merge(broker);
    scenario::TopicSpec late;
    late.name = "late";
    late.isOnDemand = true;
    const auto& config = s.cluster.config;
    late.partitions = config.contains("num.partitions")
        ? static_cast<std::uint16_t>(std::stoi(config.at("num.partitions")))
        : std::uint16_t{1};
    s.topics.push_back(late);
    addProducer(s, {{"max.block.ms", "400"}}, 100, records).sends.topic = "late";
    at(s, kStartMs, scenario::StartCommand{{"p1"}});
    return s;
}

std::size_t created(const history::History& history, std::string_view topic)
{
    std::size_t count = 0;
    for (const auto& each : all<event::TopicCreated>(history)) {
        count += history.text(each.what->topic) == topic ? 1U : 0U;
    }
    return count;
}

std::vector<Found<event::MessageSent>> sent(const history::History& history, Api api, bool isAnswer)
{
    std::vector<Found<event::MessageSent>> found = all<event::MessageSent>(history);
    std::erase_if(found, [&](const auto& message) {
        return message.what->api != api || message.what->isResponse() != isAnswer;
    });
    return found;
}

} // namespace

class TopicMetadataTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- topics that are not there ---------------------------------------------------------------

    void aMissingTopicIsCreatedWhenItIsAskedFor()
    {
        scenario::Scenario s
            = toMissingTopic({{"num.partitions", "3"}, {"default.replication.factor", "2"}}, 20);
        const auto history = scenario::run(s);
        QCOMPARE(created(*history, "t"), std::size_t{1});
        QCOMPARE(created(*history, "late"), std::size_t{1});
        const auto topic = all<event::TopicCreated>(*history).back();
        QCOMPARE(topic.what->partitions, std::uint16_t{3});
        QVERIFY(topic.event->time > Timestamp(kStartMs * 1000));
        for (const auto& assigned : all<event::ReplicasAssigned>(*history)) {
            if (assigned.what->partition >= topic.what->firstPartition) {
                QCOMPARE(assigned.what->replicas.size(), 2);
            }
        }
        // The producer hears first that there is no such topic, and asks again after the backoff.
        const auto requests = sent(*history, Api::CreateTopics, false);
        QVERIFY(!requests.empty());
        bool wasUnknown = false;
        for (const auto& answer : sent(*history, Api::Metadata, true)) {
            wasUnknown = wasUnknown || answer.what->error == ErrorCode::UnknownTopicOrPartition;
        }
        QVERIFY(wasUnknown);
        const auto verdict = history::judge(*history);
        QCOMPARE(verdict.acked, 20U);
        QCOMPARE(verdict.failed, 0U);
    }

    void withoutAutoCreationSendWaitsInVain()
    {
        scenario::Scenario s = toMissingTopic({{"auto.create.topics.enable", "false"}}, 2);
        const auto history = scenario::run(s);
        QCOMPARE(created(*history, "late"), std::size_t{0});
        QVERIFY(sent(*history, Api::CreateTopics, false).empty());
        const auto rejected = all<event::RecordRejected>(*history);
        QCOMPARE(rejected.size(), std::size_t{2});
        QCOMPARE(rejected[0].what->error, ErrorCode::NotInMetadata);
        QCOMPARE(event::errorName(rejected[0].what->error), std::string_view("TimeoutException"));
        QCOMPARE(rejected[0].event->time, Timestamp((kStartMs + 400) * 1000));
        QCOMPARE(all<event::RecordCreated>(*history)[0].what->partition, kNoPartition);
    }

    void aReplicationFactorThatCannotBeCreatesNothing()
    {
        scenario::Scenario s = toMissingTopic({{"default.replication.factor", "4"}}, 1);
        const auto history = scenario::run(s);
        QCOMPARE(created(*history, "late"), std::size_t{0});
        const auto answers = sent(*history, Api::CreateTopics, true);
        QVERIFY(answers.size() > 1); // each time that the client asks
        QCOMPARE(answers[0].what->error, ErrorCode::InvalidReplicationFactor);
        QCOMPARE(all<event::RecordRejected>(*history)[0].what->error, ErrorCode::NotInMetadata);
    }

    void aConsumerMayHaveItCreated_data()
    {
        QTest::addColumn<QString>("allowed");
        QTest::newRow("true") << "true";
        QTest::newRow("false") << "false";
    }
    void aConsumerMayHaveItCreated()
    {
        QFETCH(QString, allowed);
        scenario::Scenario s = toMissingTopic({}, 1);
        s.script.erase(s.script.begin());
        addConsumer(s, {{"allow.auto.create.topics", allowed.toStdString()}}).assigns = {"late-0"};
        at(s, kStartMs, scenario::StartCommand{{"c1"}});
        const auto history = scenario::run(s);
        QCOMPARE(created(*history, "late"), std::size_t(allowed == QLatin1String("true") ? 1 : 0));
    }

    void creationWaitsForAController()
    {
        scenario::Scenario s = toMissingTopic({}, 5);
        s.producers[0].config["max.block.ms"] = "2000";
        at(s, 200, scenario::StopCommand{"controller", event::StopHow::Kill});
        at(s, 700, scenario::StartCommand{{"controller"}});
        s.script.back().at = Timestamp(4'000'000);
        const auto history = scenario::run(s);
        QCOMPARE(created(*history, "late"), std::size_t{1});
        QCOMPARE(history::judge(*history).acked, 5U);
    }

    // --- partitions that are not there -----------------------------------------------------------

    void aPartitionThatComesInTimeIsWaitedFor()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"max.block.ms", "1000"}}, 100, 3).sends.partition = 1;
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        at(s, 600, scenario::AddPartitionsCommand{"t", 2});
        const auto history = scenario::run(s);
        const auto records = all<event::RecordCreated>(*history);
        QCOMPARE(records.size(), std::size_t{3});
        QCOMPARE(records[0].what->partition, PartitionId(1));
        // It asked again and again, with a growing backoff.
        QVERIFY(records[0].event->time < Timestamp(1'300'000));
        QCOMPARE(history::judge(*history).acked, 3U);
    }

    void aPartitionThatDoesNotComeFailsTheRecord()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"max.block.ms", "500"}}, 100, 1).sends.partition = 1;
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        at(s, 1500, scenario::AddPartitionsCommand{"t", 2});
        const auto history = scenario::run(s);
        const auto rejected = all<event::RecordRejected>(*history);
        QCOMPARE(rejected.size(), std::size_t{1});
        QCOMPARE(rejected[0].what->error, ErrorCode::NotInMetadata);
        QCOMPARE(rejected[0].event->time, Timestamp((kStartMs + 500) * 1000));
        std::size_t asked = 0;
        for (const auto& request : sent(*history, Api::Metadata, false)) {
            asked += request.event->time < rejected[0].event->time
                    && request.event->node == *history->roster().node("p1")
                ? 1U
                : 0U;
        }
        QVERIFY(asked >= 3);
    }

    // --- topics that are not used ----------------------------------------------------------------

    void anIdleTopicIsForgottenAndFetchedAnew()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"metadata.max.idle.ms", "5000"}, {"metadata.max.age.ms", "2000"}}, 1, {});
        auto& sends = s.producers[0].sends;
        for (const int second : {0, 1, 12}) {
            scenario::RecordSpec record;
            record.at = seconds(second);
            record.value = "v";
            sends.records.push_back(record);
        }
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        s.script.back().at = Timestamp(16'000'000);
        const auto history = scenario::run(s);
        const auto learned = all<event::ClientMetadata>(*history);
        QCOMPARE(learned.size(), std::size_t{3});
        QCOMPARE(learned[1].what->epoch, kNoEpoch);
        QCOMPARE(learned[1].what->leader, kNoNode);
        // Forgotten with the first answer after 1.3 s + 5 s.
        QVERIFY(learned[1].event->time > Timestamp(6'300'000));
        QVERIFY(learned[1].event->time < Timestamp(8'800'000));
        QCOMPARE(
            history->stateAfter(learned[1].id.value() + 1).producers[0].knownLeader[0], kNoNode);
        // The third send() waits for the metadata.
        const auto records = all<event::RecordCreated>(*history);
        QCOMPARE(learned[2].what->leader, NodeId(1));
        QCOMPARE(records[2].event->time, learned[2].event->time);
        QVERIFY(records[2].event->time > Timestamp(12'300'000));
        QCOMPARE(history::judge(*history).acked, 3U);
        // In between it asked for the brokers only.
        std::size_t empty = 0;
        for (const auto& request : sent(*history, Api::Metadata, false)) {
            empty += request.what->partitions == 0 ? 1U : 0U;
        }
        QVERIFY(empty >= 1);
    }

    void whatIsUsedIsNotForgotten()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"metadata.max.idle.ms", "5000"}, {"metadata.max.age.ms", "500"}}, 1, {});
        at(s, kStartMs, scenario::StartCommand{{"p1"}});
        s.script.back().at = Timestamp(20'000'000);
        const auto history = scenario::run(s);
        QCOMPARE(all<event::ClientMetadata>(*history).size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TopicMetadataTest)
#include "tst_topic_metadata.moc"
