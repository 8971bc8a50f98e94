#include <QTest>

#include "engine/event/internal_topics.h"
#include "engine/scenario/offsets_topic.h"
#include "engine/scenario/reader.h"

#include <algorithm>

using namespace brokerscope;
using namespace brokerscope::scenario;

namespace {

/// Three brokers, a topic and a consumer with what `consumer` says.
std::string scenarioWith(const std::string& brokers, const std::string& config,
    const std::string& consumer, const std::string& topic = "orders")
{
    return "brokerscope: 1\n"
           "id: test\n"
           "title: {en: a, zh_CN: b}\n"
           "cluster: {brokers: "
        + brokers + ", config: {" + config
        + "}}\n"
          "topics: {"
        + topic
        + ": {partitions: 2}}\n"
          "consumers: {c1: {"
        + consumer
        + "}}\n"
          "script: [{at: 0s, start: [c1]}, {at: 1s, end: true}]\n";
}

QStringList problemsOf(const std::string& text)
{
    QStringList found;
    if (const auto read = readScenario(text); !read) {
        for (const Diagnostic& diagnostic : read.error()) {
            found.append(QString::fromStdString(diagnostic.message));
        }
    }
    return found;
}

bool hasProblem(const std::string& text, const QString& part)
{
    const QStringList problems = problemsOf(text);
    return std::any_of(problems.begin(), problems.end(),
        [&](const QString& problem) { return problem.contains(part); });
}

const std::string kMember = "group: g, subscribes: orders";

} // namespace

class OffsetsTopicTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itIsThereOnlyForGroups()
    {
        const auto without = readScenario(scenarioWith("3", "", "assigns: [orders]"));
        QVERIFY(without.has_value());
        QCOMPARE(rosterOf(*without).partitions.size(), std::size_t(2));
        QVERIFY(!offsetsTopicOf(*without));
        const auto with
            = readScenario(scenarioWith("3", "offsets.topic.num.partitions: 5", kMember));
        QVERIFY(with.has_value());
        const event::Roster roster = rosterOf(*with);
        QCOMPARE(roster.partitions.size(), std::size_t(7));
        QCOMPARE(event::ownPartitions(roster), std::size_t(2));
        QCOMPARE(roster.partitions.back().name(), std::string("__consumer_offsets-4"));
    }

    void itIsAsTheBrokersDescribeIt()
    {
        const auto scenario = readScenario(scenarioWith("3",
            "offsets.topic.replication.factor: 2, offsets.topic.segment.bytes: 4KiB", kMember));
        QVERIFY(scenario.has_value());
        const auto topic = offsetsTopicOf(*scenario);
        QCOMPARE(topic->partitions, std::uint16_t(50));
        QCOMPARE(topic->replicationFactor, std::uint16_t(2));
        QCOMPARE(topic->config.at("cleanup.policy"), std::string("compact"));
        QCOMPARE(topic->config.at("segment.bytes"), std::string("4096"));
    }

    /// Kafka would not make it smaller by itself: neither do we, but we say what to set.
    void itNeedsItsBrokers()
    {
        const QString wanted = QStringLiteral(
            "wants 3 brokers for its replicas and finds 2 (INVALID_REPLICATION_FACTOR); set "
            "cluster.config.offsets.topic.replication.factor to at most 2");
        QVERIFY(hasProblem(scenarioWith("2", "", kMember), wanted));
        QVERIFY(!hasProblem(scenarioWith("2", "", "assigns: [orders]"), wanted));
        QVERIFY(
            problemsOf(scenarioWith("2", "offsets.topic.replication.factor: 2", kMember)).empty());
    }

    void itHasSoManyPartitionsAtMost()
    {
        QVERIFY(hasProblem(scenarioWith("3", "offsets.topic.num.partitions: 1001", kMember),
            QStringLiteral("expected at most 1000 partitions of __consumer_offsets, found 1001")));
    }

    void itIsNotTheScenariosToMake()
    {
        QVERIFY(hasProblem(
            scenarioWith("3", "", "group: g, subscribes: __consumer_offsets", "__consumer_offsets"),
            QStringLiteral("Kafka itself makes this topic")));
    }
};

QTEST_APPLESS_MAIN(OffsetsTopicTest)
#include "tst_offsets_topic.moc"
