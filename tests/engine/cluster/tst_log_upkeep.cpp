#include <QTest>

#include "tests/support/small_cluster.h"

#include "engine/broker/broker.h"
#include "engine/record/batch.h"
#include "engine/scenario/cluster.h"

#include <algorithm>
#include <map>
#include <set>

using namespace brokerscope;
using namespace brokerscope::testing;

namespace {

constexpr NodeId kB1{1};
constexpr NodeId kB2{2};
constexpr NodeId kB3{3};
constexpr PartitionId kT0{0};

/// Small segments and impatient tasks; 200 records from 100 ms on, one every 5 ms. Batches stay
/// small, so that what has waited for a new leader fits into a segment.
scenario::Scenario busyLog(scenario::ConfigMap topic)
{
    scenario::Scenario s = smallCluster();
    s.cluster.config["log.initial.task.delay.ms"] = "50";
    s.cluster.config["log.retention.check.interval.ms"] = "50";
    s.cluster.config["log.cleaner.backoff.ms"] = "50";
    topic.try_emplace("segment.bytes", "2000");
    topic.try_emplace("index.interval.bytes", "300");
    topic.try_emplace("file.delete.delay.ms", "100");
    s.topics.front().config = std::move(topic);
    scenario::ProducerSpec& producer
        = addProducer(s, {{"acks", "all"}, {"batch.size", "600"}}, 200, 200);
    producer.sends.hasKeys = true;
    producer.sends.keyPrefix = "k";
    producer.sends.keyLast = 4;
    at(s, 100, scenario::StartCommand{{"p1"}});
    return s;
}

/// A run that can be looked into at its end.
class Finished {
public:
    explicit Finished(const scenario::Scenario& scenario)
        : m_scenario(scenario)
        , m_cluster(m_scenario)
    {
        m_cluster.start();
        for (std::uint32_t i = 0; i < m_scenario.script.size(); ++i) {
            m_cluster.kernel().runUntil(m_scenario.script[i].at);
            m_cluster.carryOut(i, m_scenario.script[i]);
        }
    }

    /// nullptr when the broker is down.
    [[nodiscard]] const broker::Partition* replica(NodeId broker)
    {
        auto* process = static_cast<broker::Broker*>(m_cluster.kernel().process(broker));
        return process == nullptr ? nullptr : process->replicas().find(kT0);
    }
    [[nodiscard]] scenario::Cluster& cluster() { return m_cluster; }

    template <class Kind>
    [[nodiscard]] std::vector<std::pair<NodeId, Kind>> told()
    {
        std::vector<std::pair<NodeId, Kind>> found;
        for (const event::Event& event : m_cluster.kernel().recorder().events()) {
            if (const auto* what = std::get_if<Kind>(&event.payload)) {
                found.emplace_back(event.node, *what);
            }
        }
        return found;
    }

private:
    scenario::Scenario m_scenario;
    scenario::Cluster m_cluster;
};

/// The last value of each key, as a reader from the beginning sees it.
std::map<std::string, std::string> finalValues(const log::Log& log)
{
    std::map<std::string, std::string> values;
    log.forEachBatch([&](const record::BatchView& batch) {
        record::RecordReader reader(batch);
        while (!reader.atEnd()) {
            const auto record = reader.next();
            values[std::string(record::textOf(*record->key))]
                = std::string(record::textOf(*record->value));
        }
    });
    return values;
}

std::int64_t recordsIn(const log::Log& log)
{
    std::int64_t records = 0;
    log.forEachBatch([&](const record::BatchView& batch) { records += batch.recordCount(); });
    return records;
}

} // namespace

/// What a broker does to its logs by itself, on leader and followers.
class LogUpkeepTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyReplicaRollsByItself()
    {
        Finished run(busyLog({}));
        for (const NodeId broker : {kB1, kB2, kB3}) {
            const log::Log& log = run.replica(broker)->log();
            QCOMPARE(log.logEnd(), Offset(200));
            QVERIFY(log.segments().size() > 5);
            QCOMPARE(recordsIn(log), 200);
        }
        std::set<NodeId> rolled;
        for (const auto& [node, roll] : run.told<event::SegmentRolled>()) {
            QCOMPARE(roll.reason, event::RollReason::Size);
            rolled.insert(node);
        }
        QCOMPARE(rolled.size(), std::size_t{3});
    }

    void retentionDeletesWholeSegmentsOnAllReplicas()
    {
        Finished run(busyLog({{"retention.ms", "300"}}));
        const Offset leaderStart = run.replica(kB1)->log().logStart();
        QVERIFY(leaderStart > Offset(0));
        for (const NodeId broker : {kB2, kB3}) {
            QVERIFY(run.replica(broker)->log().logStart() > Offset(0));
            QCOMPARE(run.replica(broker)->log().logEnd(), Offset(200));
        }
        for (const auto& [node, deleted] : run.told<event::SegmentDeleted>()) {
            QVERIFY(deleted.reason == event::SegmentDeletion::RetentionTime
                || deleted.reason == event::SegmentDeletion::BelowLogStart);
            QVERIFY(deleted.end > deleted.base);
        }
    }

    void deletedFilesGoAfterTheirDelay()
    {
        Finished run(busyLog({{"retention.bytes", "4000"}}));
        QVERIFY(!run.told<event::SegmentDeleted>().empty());
        for (const std::string& file : run.cluster().kernel().disk(kB1).list()) {
            QVERIFY2(!file.ends_with(".deleted"), file.c_str());
        }
        QVERIFY(run.replica(kB1)->log().logStart() > Offset(0));
    }

    void eachReplicaIsCompactedAndKeepsTheLastValues()
    {
        Finished run(busyLog({{"cleanup.policy", "compact"}}));
        const auto expected = finalValues(run.replica(kB1)->log());
        QCOMPARE(expected.size(), std::size_t{5});
        for (const NodeId broker : {kB1, kB2, kB3}) {
            const log::Log& log = run.replica(broker)->log();
            QVERIFY(recordsIn(log) < 100);
            QCOMPARE(log.logEnd(), Offset(200));
            QVERIFY(finalValues(log) == expected);
        }
        QVERIFY(
            run.told<event::CleanerStarted>().size() >= run.told<event::CleanerFinished>().size());
        QVERIFY(!run.told<event::RecordsCompacted>().empty());
    }

    void aFollowerCopiesACompactedLog()
    {
        scenario::Scenario s = busyLog({{"cleanup.policy", "compact"}});
        at(s, 150, scenario::StopCommand{"b3", event::StopHow::Kill});
        at(s, 1400, scenario::StartCommand{{"b3"}});
        Finished run(s);
        QCOMPARE(run.replica(kB3)->log().logEnd(), Offset(200));
        QVERIFY(finalValues(run.replica(kB3)->log()) == finalValues(run.replica(kB1)->log()));
    }

    void aFollowerBelowTheLogStartBeginsAnew()
    {
        scenario::Scenario s = busyLog({{"retention.ms", "200"}});
        at(s, 200, scenario::StopCommand{"b3", event::StopHow::Kill});
        at(s, 1500, scenario::StartCommand{{"b3"}});
        Finished run(s);
        const log::Log& leader = run.replica(kB1)->log();
        const log::Log& late = run.replica(kB3)->log();
        QCOMPARE(late.logEnd(), leader.logEnd());
        QVERIFY(late.logStart() > Offset(20));
        bool startedOver = false;
        for (const auto& [node, moved] : run.told<event::LogStartMoved>()) {
            startedOver
                = startedOver || (node == kB3 && moved.reason == event::LogStartReason::Truncated);
        }
        QVERIFY(startedOver);
        QVERIFY(run.replica(kB1)->isr().contains(kB3));
    }

    void aPowerLossCutsSegmentsAndTheRestIsCopied()
    {
        scenario::Scenario s = busyLog({{"min.insync.replicas", "2"}});
        at(s, 700, scenario::StopCommand{"b1", event::StopHow::PowerLoss});
        at(s, 1000, scenario::StartCommand{{"b1"}});
        Finished run(s);
        QCOMPARE(run.replica(kB1)->log().logEnd(), run.replica(kB2)->log().logEnd());
        QCOMPARE(recordsIn(run.replica(kB1)->log()), recordsIn(run.replica(kB2)->log()));
        const auto scans = run.told<event::LogScanned>();
        QVERIFY(std::any_of(
            scans.begin(), scans.end(), [](const auto& scan) { return scan.first == kB1; }));
    }

    void aFullDiskStopsTheBrokerAndAnotherLeads()
    {
        scenario::Scenario s = busyLog({{"min.insync.replicas", "2"}});
        scenario::Cluster cluster(s);
        cluster.start();
        cluster.kernel().runUntil(Timestamp(100'000));
        cluster.carryOut(0, s.script[0]);
        cluster.kernel().runUntil(Timestamp(500'000));
        cluster.kernel().disk(kB1).setCapacity(0);
        cluster.kernel().runUntil(Timestamp(2'000'000));

        QVERIFY(!cluster.kernel().isRunning(kB1));
        bool failed = false;
        bool halted = false;
        bool refused = false;
        for (const event::Event& event : cluster.kernel().recorder().events()) {
            if (const auto* dir = std::get_if<event::LogDirFailed>(&event.payload)) {
                failed = failed || (event.node == kB1 && dir->error == event::DiskError::Full);
            } else if (const auto* stop = std::get_if<event::NodeStopped>(&event.payload)) {
                halted = halted || (event.node == kB1 && stop->how == event::StopHow::Halt);
            } else if (const auto* no = std::get_if<event::AppendRejected>(&event.payload)) {
                refused = refused || no->error == event::ErrorCode::KafkaStorageError;
            }
        }
        QVERIFY(failed);
        QVERIFY(halted);
        QVERIFY(refused);
        auto* other = static_cast<broker::Broker*>(cluster.kernel().process(kB2));
        QVERIFY(other->replicas().find(kT0)->isLeader());
        QCOMPARE(other->replicas().find(kT0)->log().logEnd(), Offset(200));
    }

    void anUnreadableDiskStopsTheBroker()
    {
        scenario::Scenario s = busyLog({});
        addConsumer(s, {{"auto.offset.reset", "earliest"}});
        scenario::Cluster cluster(s);
        cluster.start();
        cluster.kernel().runUntil(Timestamp(100'000));
        cluster.carryOut(0, s.script[0]);
        cluster.kernel().runUntil(Timestamp(500'000));
        cluster.kernel().disk(kB1).failReads("t-0/");
        cluster.kernel().startNode(*cluster.roster().node("c1"));
        cluster.kernel().runUntil(Timestamp(2'000'000));
        QVERIFY(!cluster.kernel().isRunning(kB1));
    }
};

QTEST_APPLESS_MAIN(LogUpkeepTest)
#include "tst_log_upkeep.moc"
