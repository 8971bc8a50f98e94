#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "tests/support/small_cluster.h"

using namespace brokerscope;
using namespace brokerscope::testing;
using event::SeekTarget;

namespace {

/// p1 sends 40 records from 100 ms on, one every 10 ms; c1 reads them as they come; at 1 s it
/// seeks.
scenario::Scenario withSeek(SeekTarget target, std::int64_t offset = 0, std::int64_t timeMs = 0)
{
    scenario::Scenario s = smallCluster();
    addProducer(s, {{"linger.ms", "0"}}, 100, 40);
    addConsumer(s, {{"auto.offset.reset", "earliest"}, {"fetch.max.wait.ms", "50"}});
    at(s, 100, scenario::StartCommand{{"p1", "c1"}});
    at(s, 1000, scenario::SeekCommand{"c1", target, Offset(offset), Timestamp(timeMs * 1000), ""});
    return s;
}

/// What poll() returned after an event.
std::vector<std::int64_t> deliveredAfter(const history::History& history, EventId from)
{
    std::vector<std::int64_t> offsets;
    for (const auto& found : all<event::RecordsDelivered>(history)) {
        for (std::uint32_t i = 0; found.id > from && i < found.what->records; ++i) {
            offsets.push_back(found.what->baseOffset.value() + i);
        }
    }
    return offsets;
}

} // namespace

class TestSeek : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void seekGoesThere_data()
    {
        QTest::addColumn<SeekTarget>("target");
        QTest::addColumn<qint64>("offset");
        QTest::addColumn<qint64>("timeMs");
        QTest::addColumn<qint64>("to");
        QTest::newRow("offset") << SeekTarget::Offset << qint64(17) << qint64(0) << qint64(17);
        QTest::newRow("beginning") << SeekTarget::Beginning << qint64(0) << qint64(0) << qint64(0);
        QTest::newRow("end") << SeekTarget::End << qint64(0) << qint64(0) << qint64(40);
        QTest::newRow("time before all")
            << SeekTarget::Time << qint64(0) << qint64(50) << qint64(0);
        QTest::newRow("time behind all")
            << SeekTarget::Time << qint64(0) << qint64(900) << qint64(40);
    }
    void seekGoesThere()
    {
        QFETCH(SeekTarget, target);
        QFETCH(qint64, offset);
        QFETCH(qint64, timeMs);
        QFETCH(qint64, to);
        const auto history = scenario::run(withSeek(target, offset, timeMs));
        const auto sought = all<event::PositionSought>(*history);
        QCOMPARE(sought.size(), std::size_t(1));
        QCOMPARE(sought[0].what->to.value(), to);
        QVERIFY(sought[0].what->target == target);
        QCOMPARE(sought[0].what->timestampMs,
            target == SeekTarget::Time ? kWallClockOriginMs + timeMs : -1);
        const std::vector<std::int64_t> read = deliveredAfter(*history, sought[0].id);
        QCOMPARE(read.size(), std::size_t(40 - to));
        QVERIFY(read.empty() || (read.front() == to && read.back() == 39));
        QCOMPARE(all<event::OffsetReset>(*history).size(), std::size_t(1));
    }

    void timeFindsTheFirstRecordAtOrAfterIt()
    {
        const auto history = scenario::run(withSeek(SeekTarget::Time, 0, 300));
        const auto sought = all<event::PositionSought>(*history);
        QCOMPARE(sought.size(), std::size_t(1));
        const auto number = static_cast<std::size_t>(sought[0].what->to.value());
        const auto created = all<event::RecordCreated>(*history);
        QVERIFY(created.at(number).event->time >= Timestamp(300'000));
        QVERIFY(created.at(number - 1).event->time < Timestamp(300'000));
    }

    void answersForTheOldPositionAreDropped()
    {
        // While records still come, a fetch is always on its way.
        scenario::Scenario s = withSeek(SeekTarget::Beginning);
        at(s, 400, scenario::SeekCommand{"c1", SeekTarget::Offset, Offset(2), {}, "t-0"});
        const auto history = scenario::run(s);
        const auto sought = all<event::PositionSought>(*history);
        QCOMPARE(sought.size(), std::size_t(2));
        const std::vector<std::int64_t> read = deliveredAfter(*history, sought[0].id);
        for (std::size_t i = 0; i < 38; ++i) {
            QCOMPARE(read.at(i), std::int64_t(2 + i));
        }
    }

    void outOfRangeIsForAutoOffsetReset()
    {
        const auto history = scenario::run(withSeek(SeekTarget::Offset, 1000));
        const auto sought = all<event::PositionSought>(*history);
        QCOMPARE(sought.size(), std::size_t(1));
        const auto resets = all<event::OffsetReset>(*history);
        QCOMPARE(resets.size(), std::size_t(2));
        QVERIFY(resets[1].id > sought[0].id && resets[1].what->to == Offset(0));
    }

    void nobodySeeksWhileTheProcessIsDownOrPaused()
    {
        scenario::Scenario s = withSeek(SeekTarget::Beginning);
        at(s, 900, scenario::PauseCommand{"c1"});
        QVERIFY(all<event::PositionSought>(*scenario::run(s)).empty());
        scenario::Scenario stopped = withSeek(SeekTarget::Beginning);
        at(stopped, 900, scenario::StopCommand{"c1"});
        QVERIFY(all<event::PositionSought>(*scenario::run(stopped)).empty());
    }

    void seekNeedsNoReset()
    {
        scenario::Scenario s = withSeek(SeekTarget::Beginning);
        s.consumers.front().config["auto.offset.reset"] = "none";
        at(s, 100, scenario::SeekCommand{"c1", SeekTarget::Beginning, {}, {}, ""});
        const auto history = scenario::run(s);
        QVERIFY(all<event::ConsumerFailed>(*history).empty());
        QCOMPARE(all<event::PositionSought>(*history).size(), std::size_t(2));
    }
};

QTEST_GUILESS_MAIN(TestSeek)
#include "tst_seek.moc"
