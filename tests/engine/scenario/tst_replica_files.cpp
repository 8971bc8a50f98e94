#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/scenario/replica_files.h"
#include "engine/scenario/topic_id.h"
#include "tests/support/small_cluster.h"

#include <algorithm>
#include <limits>

using namespace brokerscope;
using namespace brokerscope::testing;
using scenario::brokerFiles;

namespace {

constexpr NodeId kB1{1};
constexpr std::size_t kToTheEnd = std::numeric_limits<std::size_t>::max();

scenario::Scenario sample()
{
    scenario::Scenario s = smallCluster();
    addProducer(s, {{"linger.ms", "0"}}, 100, 40);
    at(s, 100, scenario::StartCommand{{"p1"}});
    return s;
}

std::size_t logBytes(const sim::FileSet& files)
{
    for (const auto& [path, file] : files) {
        if (path.ends_with("t-0/00000000000000000000.log")) {
            return file.bytes->size();
        }
    }
    return 0;
}

} // namespace

class TestReplicaFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void atTheEndTheyAreThoseOfTheRun()
    {
        std::vector<scenario::BrokerDisk> disks;
        const auto history = scenario::run(sample(), {}, &disks);
        const sim::FileSet files = brokerFiles(sample(), kB1, kToTheEnd);
        QVERIFY(logBytes(files) > 0);
        QVERIFY(std::equal(files.begin(), files.end(), disks.at(0).files.begin(),
            disks.at(0).files.end(), [](const auto& a, const auto& b) {
                return a.first == b.first && *a.second.bytes == *b.second.bytes
                    && a.second.durableSize == b.second.durableSize;
            }));
    }

    void theyGrowWithTheEvents()
    {
        const auto history = scenario::run(sample());
        const auto appends = all<event::BatchAppended>(*history);
        std::size_t sum = 0;
        int checked = 0;
        for (const auto& append : appends) {
            if (append.event->node != kB1) {
                continue;
            }
            const std::size_t before = logBytes(brokerFiles(sample(), kB1, append.id.value()));
            QVERIFY(before >= sum); // one step may record several events
            sum += append.what->bytes;
            const std::size_t after = logBytes(brokerFiles(sample(), kB1, append.id.value() + 1));
            QCOMPARE(after, sum);
            if (++checked == 5) {
                break;
            }
        }
        QCOMPARE(checked, 5);
    }

    void atTheBeginningThereIsNoLog()
    {
        QCOMPARE(logBytes(brokerFiles(sample(), kB1, 0)), std::size_t(0));
    }

    void topicIdsAreKafkas()
    {
        const std::string id = scenario::topicId("a", 1, "orders");
        QCOMPARE(id.size(), std::size_t(22));
        QVERIFY(id == scenario::topicId("a", 1, "orders"));
        QVERIFY(id != scenario::topicId("a", 2, "orders"));
        QVERIFY(id != scenario::topicId("b", 1, "orders"));
        for (std::uint64_t seed = 0; seed < 500; ++seed) {
            const QByteArray text = QByteArray::fromStdString(scenario::topicId("a", seed, "t"));
            QVERIFY(!text.startsWith('-'));
            const QByteArray bytes = QByteArray::fromBase64(text, QByteArray::Base64UrlEncoding);
            QCOMPARE(bytes.size(), qsizetype(16));
            QCOMPARE(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
                text);
            QCOMPARE(bytes[6] & 0xF0, 0x40);
        }
    }
};

QTEST_GUILESS_MAIN(TestReplicaFiles)
#include "tst_replica_files.moc"
