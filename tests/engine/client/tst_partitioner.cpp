#include <QTest>

#include "engine/client/partitioner.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <map>
#include <numeric>
#include <set>

using namespace brokerscope;
using namespace brokerscope::client;

namespace {

std::string bytesOf(const std::string& hex)
{
    const QByteArray raw = QByteArray::fromHex(QByteArray::fromStdString(hex));
    return raw.toStdString();
}

/// All partitions of a topic have a leader.
struct WholeTopic {
    explicit WholeTopic(std::uint16_t count)
        : numbers(count)
    {
        std::iota(numbers.begin(), numbers.end(), std::uint16_t{0});
    }
    [[nodiscard]] TopicPartitions view() const
    {
        return {static_cast<std::uint16_t>(numbers.size()), numbers};
    }
    std::vector<std::uint16_t> numbers;
};

/// What a rule makes of `records` records of one key, each in a batch of its own.
std::vector<std::uint16_t> chosen(Partitioner& partitioner, const WholeTopic& topic,
    std::optional<std::string_view> key, int records, sim::Random& random)
{
    std::vector<std::uint16_t> partitions;
    for (int i = 0; i < records; ++i) {
        std::uint16_t number = partitioner.partitionFor(key, topic.view(), random);
        if (partitioner.isAskedAgain()) {
            partitioner.needsNewBatch(number, topic.view(), random);
            number = partitioner.partitionFor(key, topic.view(), random);
        }
        partitions.push_back(number);
    }
    return partitions;
}

} // namespace

class PartitionerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hashesAsKafkaDoes()
    {
        std::ifstream file(BROKERSCOPE_SOURCE_DIR "/tests/data/partitions.jsonl");
        int cases = 0;
        for (std::string line; std::getline(file, line); ++cases) {
            const auto vector = nlohmann::json::parse(line);
            const std::string key = bytesOf(vector.at("keyHex"));
            QCOMPARE(murmur2(key), vector.at("murmur2").get<std::int32_t>());
            for (const auto& [count, partition] : vector.at("partitions").items()) {
                QCOMPARE(partitionForKey(key, static_cast<std::uint16_t>(std::stoi(count))),
                    partition.get<std::uint16_t>());
            }
        }
        QVERIFY2(cases >= 100, "the vectors are there");
    }

    void staysUntilABatchIsFilled()
    {
        sim::Random random(1, 0);
        const WholeTopic topic(50);
        StickyPartitioner sticky(1000);
        const std::uint16_t first = sticky.current(topic.view(), random);
        sticky.produced(999, true);
        QCOMPARE(sticky.current(topic.view(), random), first);
        sticky.produced(1, false); // enough, but its last batch is half filled
        QCOMPARE(sticky.current(topic.view(), random), first);
        sticky.produced(999, false);
        QCOMPARE(sticky.current(topic.view(), random), first);
        sticky.produced(1, false); // twice the batch size: whatever happens
        std::set<std::uint16_t> seen;
        for (int i = 0; i < 20; ++i) {
            seen.insert(sticky.current(topic.view(), random));
            sticky.produced(1000, true);
        }
        QVERIFY(seen.size() > 5);
    }

    void aPartitionWithoutALeaderIsNotTaken()
    {
        sim::Random random(1, 0);
        StickyPartitioner sticky(1);
        const std::vector<std::uint16_t> available{1, 3};
        for (int i = 0; i < 50; ++i) {
            QVERIFY(sticky.current({4, available}, random) % 2 == 1);
            sticky.produced(1, true);
        }
        // With none at all, any will do: the records wait.
        std::set<std::uint16_t> seen;
        for (int i = 0; i < 50; ++i) {
            seen.insert(sticky.current({4, {}}, random));
            sticky.produced(1, true);
        }
        QCOMPARE(seen.size(), std::size_t{4});
    }

    void shortQueuesAreTakenMoreOften()
    {
        // KIP-794's example: weights 4, 1, 3.
        const std::vector<QueueLength> queues{{0, 0}, {1, 3}, {2, 1}};
        const auto table = LoadTable::of(queues, 3);
        QVERIFY(table.has_value());
        QCOMPARE(table->total(), std::uint64_t{8});
        const std::vector<std::uint16_t> expected{0, 0, 0, 0, 1, 2, 2, 2};
        for (std::size_t number = 0; number < expected.size(); ++number) {
            QCOMPARE(table->at(number), expected[number]);
        }
        sim::Random random(3, 0);
        std::map<std::uint16_t, int> times;
        for (int i = 0; i < 8000; ++i) {
            ++times[table->pick(random)];
        }
        QVERIFY(std::abs(times[0] - 4000) < 250);
        QVERIFY(std::abs(times[1] - 1000) < 150);
    }

    void equalQueuesAreAllAlike()
    {
        const std::vector<QueueLength> equal{{0, 2}, {1, 2}, {2, 2}};
        QVERIFY(!LoadTable::of(equal, 3));
        QVERIFY(!LoadTable::of({}, 3));
        QVERIFY(!LoadTable::of(std::vector<QueueLength>{{0, 5}}, 1));
        // One was left out since its broker is slow: the others remain.
        const auto left = LoadTable::of(equal, 4);
        QVERIFY(left.has_value());
        QCOMPARE(left->total(), std::uint64_t{3});
        QCOMPARE(left->at(2), std::uint16_t{2});
    }

    void roundRobinSkipsAPartitionForEachNewBatch()
    {
        ProducerConfig config;
        config.partitioning = PartitioningRule::RoundRobin;
        Partitioner partitioner(config);
        const WholeTopic topic(4);
        sim::Random random(1, 0);
        // KAFKA-9965: with a batch for each record only every second partition gets any.
        QCOMPARE(
            chosen(partitioner, topic, "key", 4, random), (std::vector<std::uint16_t>{1, 3, 1, 3}));
        QCOMPARE(partitioner.partitionFor("key", topic.view(), random), std::uint16_t{0});
        QCOMPARE(partitioner.partitionFor(std::nullopt, topic.view(), random), std::uint16_t{1});
    }

    void stickyPerBatchChangesWithEachBatch()
    {
        ProducerConfig config;
        config.partitioning = PartitioningRule::StickyPerBatch;
        Partitioner partitioner(config);
        const WholeTopic topic(3);
        sim::Random random(1, 0);
        const auto partitions = chosen(partitioner, topic, std::nullopt, 60, random);
        for (std::size_t i = 1; i < partitions.size(); ++i) {
            QVERIFY(partitions[i] != partitions[i - 1]);
        }
        // As long as no batch is needed, it stays; a full batch elsewhere does not concern it.
        const std::uint16_t now = partitioner.partitionFor(std::nullopt, topic.view(), random);
        partitioner.needsNewBatch(static_cast<std::uint16_t>((now + 1) % 3), topic.view(), random);
        QCOMPARE(partitioner.partitionFor(std::nullopt, topic.view(), random), now);
        QCOMPARE(
            partitioner.partitionFor("user-1", topic.view(), random), partitionForKey("user-1", 3));
    }

    void keysCountForNothingWhereTheyAreIgnored()
    {
        const WholeTopic topic(8);
        sim::Random random(1, 0);
        ProducerConfig ignoring;
        ignoring.ignoreKeys = true;
        Partitioner builtIn(ignoring);
        std::set<std::uint16_t> seen;
        for (int i = 0; i < 50; ++i) {
            seen.insert(builtIn.partitionFor("user-1", topic.view(), random));
            builtIn.produced(2 * ignoring.batchSize, false);
        }
        QVERIFY(seen.size() > 4);
        ProducerConfig uniform;
        uniform.partitioning = PartitioningRule::UniformSticky;
        Partitioner sticky(uniform);
        const auto partitions = chosen(sticky, topic, "user-1", 50, random);
        QVERIFY(std::set(partitions.begin(), partitions.end()).size() > 4);
    }

    void aCustomPartitionerDoesAsItIsTold()
    {
        ProducerConfig config;
        config.partitioning = PartitioningRule::Custom;
        config.partitionOfKey = {{"vip-1", 4}, {"vip-*", 0}, {"user-7", 2}};
        Partitioner partitioner(config);
        const WholeTopic topic(5);
        sim::Random random(1, 0);
        QCOMPARE(partitioner.partitionFor("vip-1", topic.view(), random), std::uint16_t{4});
        QCOMPARE(partitioner.partitionFor("vip-9", topic.view(), random), std::uint16_t{0});
        QCOMPARE(partitioner.partitionFor("user-7", topic.view(), random), std::uint16_t{2});
        QCOMPARE(
            partitioner.partitionFor("user-8", topic.view(), random), partitionForKey("user-8", 5));
        config.partitionOfKey.push_back({"*", 3});
        QCOMPARE(partitioner.partitionFor("user-8", topic.view(), random), std::uint16_t{3});
        QCOMPARE(partitioner.partitionFor(std::nullopt, topic.view(), random), std::uint16_t{3});
    }
};

QTEST_APPLESS_MAIN(PartitionerTest)
#include "tst_partitioner.moc"
