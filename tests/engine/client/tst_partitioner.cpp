#include <QTest>

#include "engine/client/partitioner.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <set>

using namespace brokerscope;
using namespace brokerscope::client;

namespace {

std::string bytesOf(const std::string& hex)
{
    const QByteArray raw = QByteArray::fromHex(QByteArray::fromStdString(hex));
    return raw.toStdString();
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
        StickyPartitioner sticky(1000);
        const std::uint16_t first = sticky.current(50, random);
        sticky.produced(999, true);
        QCOMPARE(sticky.current(50, random), first);
        sticky.produced(1, false); // enough, but its last batch is half filled
        QCOMPARE(sticky.current(50, random), first);
        sticky.produced(999, false);
        QCOMPARE(sticky.current(50, random), first);
        sticky.produced(1, false); // twice the batch size: whatever happens
        std::set<std::uint16_t> seen;
        for (int i = 0; i < 20; ++i) {
            seen.insert(sticky.current(50, random));
            sticky.produced(1000, true);
        }
        QVERIFY(seen.size() > 5);
    }
};

QTEST_APPLESS_MAIN(PartitionerTest)
#include "tst_partitioner.moc"
