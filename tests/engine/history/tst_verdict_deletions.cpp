#include <QTest>

#include "engine/history/verdict.h"
#include "tests/support/history_builder.h"

#include <rapidcheck.h>

#include <functional>
#include <map>
#include <set>

using namespace brokerscope;
using namespace brokerscope::history;
using test::HistoryBuilder;

namespace {

constexpr NodeId kB1 = HistoryBuilder::kB1;
constexpr NodeId kB2 = HistoryBuilder::kB2;
constexpr NodeId kC1 = HistoryBuilder::kC1;
constexpr PartitionId kOrders0 = HistoryBuilder::kOrders0;

using Story = std::function<void(HistoryBuilder&)>;

/// b1 leads; [0, 6) is stored there in three batches of two, acknowledged and committed.
void sixRecords(HistoryBuilder& run)
{
    run.enthrone(kB1, 0);
    run.assume(kB2, kB1, 0);
    run.assign(kC1);
    for (std::uint32_t batch = 1; batch <= 3; ++batch) {
        run.send(batch, batch * 2 - 1, 2);
        run.lead(kB1, batch, batch * 2 - 2, 2);
        run.ack(batch, batch * 2 - 2, 2);
    }
    run.watermark(kB1, 0, 6);
}

/// The numbers of the records of each kind of anomaly: "lost_after_ack 1 2".
std::string namesOf(const Verdict& verdict)
{
    std::map<AnomalyKind, std::set<std::uint32_t>> found;
    for (const Anomaly& anomaly : verdict.anomalies) {
        found[anomaly.kind].insert(verdict.records.at(anomaly.record).number.value());
    }
    std::string names;
    for (const auto& [kind, records] : found) {
        names += (names.empty() ? "" : ", ") + std::string(anomalyName(kind));
        for (const std::uint32_t record : records) {
            names += " " + std::to_string(record);
        }
    }
    return names;
}

} // namespace

Q_DECLARE_METATYPE(Story)

class TestVerdictDeletions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deletedIsNotLost_data();
    void deletedIsNotLost();
    void readingWhatWasDeleted_data();
    void readingWhatWasDeleted();
    void aSkipIsProvedByTheDeletionAndTheReset();
    void agreesWithANaiveJudge();
};

void TestVerdictDeletions::deletedIsNotLost_data()
{
    QTest::addColumn<Story>("story");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, Story story, const char* expected) {
        QTest::newRow(name) << story << QString::fromLatin1(expected);
    };
    row(
        "retention, then the same leader again",
        [](auto& run) {
            run.moveStart(kB1, 0, 4);
            run.enthrone(kB1, 1, kB1);
        },
        "");
    row(
        "a follower that never had what was deleted",
        [](auto& run) {
            run.moveStart(kB1, 0, 3, event::LogStartReason::DeleteRecords);
            run.follow(kB2, 3, 3);
            run.enthrone(kB2, 1, kB1);
        },
        "");
    row(
        "a follower that lacks the rest, too",
        [](auto& run) {
            run.moveStart(kB1, 0, 3);
            run.follow(kB2, 3, 1);
            run.enthrone(kB2, 1, kB1);
        },
        "lost_after_ack 5 6");
    row(
        "compacted on the leader, whole on the next",
        [](auto& run) {
            run.follow(kB2, 0, 6);
            run.compact(kB1, 1, 3);
            run.enthrone(kB2, 1, kB1);
        },
        "");
    row(
        "the next leader copied the compacted log",
        [](auto& run) {
            run.compact(kB1, 1, 3);
            run.follow(kB2, 0, 1);
            run.follow(kB2, 3, 3);
            run.enthrone(kB2, 1, kB1);
        },
        "");
    row(
        "holes are not losses, what is missing beside them is",
        [](auto& run) {
            run.compact(kB1, 1, 3);
            run.follow(kB2, 0, 1);
            run.follow(kB2, 4, 2);
            run.enthrone(kB2, 1, kB1);
        },
        "lost_after_ack 4");
    row(
        "lost stays lost when the old leader deletes its copy",
        [](auto& run) {
            run.enthrone(kB2, 1, kB1);
            run.moveStart(kB1, 0, 6);
            run.enthrone(kB2, 2, kB2);
        },
        "lost_after_ack 1 2 3 4 5 6");
    row(
        "power loss on a follower that fetches it again",
        [](auto& run) {
            run.follow(kB2, 0, 6);
            run.stop(kB2, event::StopHow::PowerLoss);
            run.loseUnflushed(kB2, 2, 6);
            run.add(kB2, event::LogScanned{Offset(0), Offset(2), 0, kOrders0});
            run.add(kB2, event::LogRecovered{Offset(2), Offset(2), kOrders0});
            run.assume(kB2, kB1, 0, 2);
            run.follow(kB2, 2, 4);
            run.enthrone(kB2, 1, kB1);
        },
        "");
    row(
        "a follower that had to begin anew",
        [](auto& run) {
            run.follow(kB2, 0, 2);
            run.moveStart(kB1, 0, 4);
            run.moveStart(kB2, 0, 4, event::LogStartReason::Truncated);
            run.follow(kB2, 4, 2);
            run.enthrone(kB2, 1, kB1);
        },
        "");
    row(
        "a bit flip that the scan cut off",
        [](auto& run) {
            run.stop(kB1, event::StopHow::Kill);
            run.add(kB1, event::LogScanned{Offset(0), Offset(4), 100, kOrders0});
            run.enthrone(kB1, 1, kB1);
        },
        "lost_after_ack 5 6");
}

void TestVerdictDeletions::deletedIsNotLost()
{
    QFETCH(Story, story);
    HistoryBuilder run;
    sixRecords(run);
    run.deliver(kC1, 0, 6);
    story(run);
    QTEST(QString::fromStdString(namesOf(judge(*run.build()))), "expected");
}

void TestVerdictDeletions::readingWhatWasDeleted_data()
{
    QTest::addColumn<Story>("story");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, Story story, const char* expected) {
        QTest::newRow(name) << story << QString::fromLatin1(expected);
    };
    row(
        "deleted before it was read",
        [](auto& run) {
            run.reset(kC1, 0);
            run.deliver(kC1, 0, 1);
            run.moveStart(kB1, 0, 4);
            run.reset(kC1, 4);
            run.deliver(kC1, 4, 2);
        },
        "skipped_by_consumer 2 3 4");
    row(
        "deleted by two replicas: skipped once",
        [](auto& run) {
            run.follow(kB2, 0, 6);
            run.reset(kC1, 0);
            run.moveStart(kB1, 0, 2);
            run.moveStart(kB2, 0, 2, event::LogStartReason::Leader);
            run.reset(kC1, 2);
            run.deliver(kC1, 2, 4);
        },
        "skipped_by_consumer 1 2");
    row(
        "deleted after it was read",
        [](auto& run) {
            run.reset(kC1, 0);
            run.deliver(kC1, 0, 6);
            run.moveStart(kB1, 0, 4);
        },
        "");
    row(
        "deleted, and nobody came", [](auto& run) { run.moveStart(kB1, 0, 6); }, "");
    row(
        "compacted away before it was read",
        [](auto& run) {
            run.reset(kC1, 0);
            run.compact(kB1, 1, 4);
            run.deliver(kC1, 0, 1);
            run.deliver(kC1, 4, 2);
        },
        "");
    row(
        "superseded, but the next leader has not cleaned yet",
        [](auto& run) {
            run.follow(kB2, 0, 6);
            run.watermark(kB2, 0, 6);
            run.reset(kC1, 0);
            run.compact(kB1, 1, 4);
            run.deliver(kC1, 0, 1);
            run.deliver(kC1, 4, 2);
            run.enthrone(kB2, 1, kB1);
            run.send(9, 9, 1);
            run.lead(kB2, 9, 6, 1, 1);
            run.ack(9, 6, 1);
            run.deliver(kC1, 6, 1, 1);
        },
        "");
    row(
        "sought past",
        [](auto& run) {
            run.reset(kC1, 0);
            run.deliver(kC1, 0, 1);
            run.seek(kC1, 4);
            run.deliver(kC1, 4, 2);
        },
        "");
    row(
        "sought before there was a position",
        [](auto& run) {
            run.seek(kC1, 4);
            run.deliver(kC1, 4, 2);
        },
        "");
    row(
        "sought past, then reset further",
        [](auto& run) {
            run.reset(kC1, 0);
            run.seek(kC1, 2);
            run.deliver(kC1, 2, 1);
            run.reset(kC1, 5);
            run.deliver(kC1, 5, 1);
        },
        "skipped_by_consumer 4 5");
    row(
        "read again after a seek back",
        [](auto& run) {
            run.reset(kC1, 0);
            run.deliver(kC1, 0, 6);
            run.seek(kC1, 2);
            run.deliver(kC1, 2, 4);
        },
        "");
    row(
        "read a third time, without another seek",
        [](auto& run) {
            run.reset(kC1, 0);
            run.deliver(kC1, 0, 6);
            run.seek(kC1, 2);
            run.deliver(kC1, 2, 4);
            run.reset(kC1, 4);
            run.deliver(kC1, 4, 2);
        },
        "redelivered 5 6");
    row(
        "a reset behind the seek",
        [](auto& run) {
            run.reset(kC1, 0);
            run.deliver(kC1, 0, 6);
            run.seek(kC1, 4);
            run.reset(kC1, 0);
            run.deliver(kC1, 0, 6);
        },
        "redelivered 1 2 3 4");
}

void TestVerdictDeletions::readingWhatWasDeleted()
{
    QFETCH(Story, story);
    QFETCH(QString, expected);
    HistoryBuilder run;
    sixRecords(run);
    story(run);
    auto history = run.build();
    const Verdict verdict = judge(*history);
    // What the story leaves unread at the end is told elsewhere.
    std::string names = namesOf(verdict);
    if (const auto never = names.find("never_delivered"); never != std::string::npos) {
        names.resize(never > 1 ? never - 2 : 0);
    }
    QCOMPARE(QString::fromStdString(names), expected);
    if (expected.isEmpty() && std::string_view(QTest::currentDataTag()) != "sought past") {
        QCOMPARE(verdict.count(AnomalyKind::NeverDelivered), 0U);
    }
}

void TestVerdictDeletions::aSkipIsProvedByTheDeletionAndTheReset()
{
    HistoryBuilder run;
    run.enthrone(kB1, 0);
    run.send(1, 1, 2);
    const EventId appended = run.lead(kB1, 1, 0, 2);
    run.ack(1, 0, 2);
    run.reset(kC1, 0);
    const EventId read = run.deliver(kC1, 0, 1);
    const EventId moved = run.moveStart(kB1, 0, 2);
    run.deleteSegment(kB1, 0, 2);
    const EventId reset = run.reset(kC1, 2);
    const Verdict verdict = judge(*run.build());
    QCOMPARE(namesOf(verdict), std::string("skipped_by_consumer 2"));
    QCOMPARE(verdict.anomalies[0].evidence, (std::vector{appended, read, moved, reset}));
    QCOMPARE(verdict.anomalies[0].established, reset);
}

namespace {

/// What a judge says who keeps a note on every single record. One record a batch, one epoch a
/// leadership, so that a record is its offset and epoch.
class NaiveJudge {
public:
    using Record = std::pair<int, std::int64_t>; // epoch, offset

    std::map<NodeId, std::map<std::int64_t, Record>> logs;
    std::set<Record> acked;
    std::set<Record> lost;
    std::set<Record> deleted;
    std::set<Record> expired;
    std::set<Record> superseded;

    void drop(NodeId broker, std::int64_t from, std::int64_t to, std::set<Record>& why)
    {
        auto& log = logs[broker];
        for (auto it = log.lower_bound(from); it != log.end() && it->first < to;) {
            if (&why != &expired || deleted.count(it->second) == 0) {
                why.insert(it->second);
            }
            deleted.insert(it->second);
            it = log.erase(it);
        }
    }

    void elected(NodeId leader)
    {
        for (const Record& record : acked) {
            const auto held = logs[leader].find(record.second);
            const bool has = held != logs[leader].end() && held->second == record;
            if (has) {
                lost.erase(record);
            } else if (deleted.count(record) == 0) {
                lost.insert(record);
            }
        }
    }
};

} // namespace

void TestVerdictDeletions::agreesWithANaiveJudge()
{
    QVERIFY(rc::check("losses agree with a judge of single records", [] {
        HistoryBuilder run;
        NaiveJudge naive;
        NodeId leader = kB1;
        int epoch = 0;
        std::uint32_t next = 1;
        std::map<NaiveJudge::Record, std::uint32_t> numbers;
        run.enthrone(kB1, 0);
        const auto other = [&] { return leader == kB1 ? kB2 : kB1; };
        const auto endOf = [&](NodeId broker) {
            const auto& log = naive.logs[broker];
            return log.empty() ? std::int64_t{0} : log.rbegin()->first + 1;
        };
        for (int step = 0; step < 40; ++step) {
            const NodeId any = *rc::gen::inRange(0, 2) == 0 ? kB1 : kB2;
            const auto at = *rc::gen::inRange<std::int64_t>(0, endOf(any) + 1);
            const auto to = std::min(endOf(any), at + *rc::gen::inRange<std::int64_t>(0, 4));
            switch (*rc::gen::inRange(0, 8)) {
            case 0:
                naive.drop(any, 0, at, naive.expired);
                run.moveStart(any, 0, at);
                break;
            case 1:
                naive.drop(any, at, to, naive.superseded);
                run.compact(any, at, to);
                break;
            case 2: // The follower catches up, cutting what differs.
                for (std::int64_t o = 0; o < endOf(other()); ++o) {
                    const auto mine = naive.logs[other()].find(o);
                    const auto theirs = naive.logs[leader].find(o);
                    if (mine != naive.logs[other()].end() && theirs != naive.logs[leader].end()
                        && mine->second != theirs->second) {
                        run.truncate(other(), endOf(other()), o);
                        naive.logs[other()].erase(mine, naive.logs[other()].end());
                        break;
                    }
                }
                for (const auto& [offset, record] : naive.logs[leader]) {
                    if (offset >= endOf(other())) {
                        run.follow(other(), offset, 1, record.first);
                        naive.logs[other()][offset] = record;
                    }
                }
                break;
            case 3:
                leader = other();
                ++epoch;
                run.enthrone(leader, epoch, other());
                naive.elected(leader);
                break;
            default: {
                const std::int64_t offset = endOf(leader);
                const NaiveJudge::Record record{epoch, offset};
                run.send(next, next, 1);
                run.lead(leader, next, offset, 1, epoch);
                run.ack(next, offset, 1);
                naive.logs[leader][offset] = record;
                naive.acked.insert(record);
                numbers[record] = next++;
            }
            }
        }
        std::set<std::uint32_t> expected;
        for (const auto& record : naive.lost) {
            expected.insert(numbers[record]);
        }
        const Verdict verdict = judge(*run.build());
        std::set<std::uint32_t> found;
        for (const Anomaly& anomaly : verdict.anomalies) {
            if (anomaly.kind == AnomalyKind::LostAfterAck) {
                found.insert(verdict.records[anomaly.record].number.value());
            }
        }
        RC_ASSERT(found == expected);
    }));
}

QTEST_GUILESS_MAIN(TestVerdictDeletions)

#include "tst_verdict_deletions.moc"
