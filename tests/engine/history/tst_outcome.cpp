#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/history/outcome.h"
#include "tests/support/history_builder.h"

using namespace brokerscope;
using namespace brokerscope::history;
using test::HistoryBuilder;

namespace {

Verdict verdictWith(std::uint32_t lost, std::uint32_t twice, std::uint32_t reordered)
{
    Verdict verdict;
    verdict.counts[static_cast<std::size_t>(AnomalyKind::LostAfterAck)] = lost;
    verdict.counts[static_cast<std::size_t>(AnomalyKind::DuplicateInLog)] = twice;
    verdict.counts[static_cast<std::size_t>(AnomalyKind::ReorderedInLog)] = reordered;
    return verdict;
}

/// A record that is answered `wait` milliseconds after its send(), or not at all.
std::shared_ptr<const History> waiting(int wait, bool answered)
{
    HistoryBuilder builder;
    builder.enthrone(HistoryBuilder::kB1, 0);
    builder.send(1, 0, 1); // created, batched, closed, sent: the answer is 4 ms after the creation
    builder.lead(HistoryBuilder::kB1, 1, 0, 1);
    for (int passed = 5; passed < wait; ++passed) {
        builder.command(0);
    }
    if (answered) {
        builder.ack(1, 0, 1);
    } else {
        builder.command(0);
    }
    return builder.build();
}

} // namespace

class TestOutcome : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWorstDecides_data()
    {
        QTest::addColumn<int>("lost");
        QTest::addColumn<int>("twice");
        QTest::addColumn<int>("reordered");
        QTest::addColumn<int>("failed");
        QTest::addColumn<int>("expected");
        const auto row = [](const char* name, int lost, int twice, int reordered, int failed,
                             Outcome expected) {
            QTest::newRow(name) << lost << twice << reordered << failed
                                << static_cast<int>(expected);
        };
        row("nothing", 0, 0, 0, 0, Outcome::Nothing);
        row("a record failed", 0, 0, 0, 1, Outcome::Unavailable);
        row("out of order, and failed", 0, 0, 2, 1, Outcome::Reordered);
        row("twice, and out of order", 0, 1, 2, 0, Outcome::Duplicated);
        row("lost, and all the rest", 1, 1, 1, 1, Outcome::Lost);
    }
    void theWorstDecides()
    {
        QFETCH(int, lost);
        QFETCH(int, twice);
        QFETCH(int, reordered);
        QFETCH(int, failed);
        QFETCH(int, expected);
        HistoryBuilder builder;
        builder.command(0);
        Verdict verdict = verdictWith(static_cast<std::uint32_t>(lost),
            static_cast<std::uint32_t>(twice), static_cast<std::uint32_t>(reordered));
        verdict.failed = static_cast<std::uint32_t>(failed);
        const Consequences found = consequencesOf(*builder.build(), verdict, {});
        QCOMPARE(static_cast<int>(found.outcome), expected);
        QCOMPARE(static_cast<int>(found.count(AnomalyKind::LostAfterAck)), lost);
        QCOMPARE(static_cast<int>(found.service.failed), failed);
    }

    void severitiesAreInOrder()
    {
        QVERIFY(Outcome::Nothing < Outcome::Unavailable);
        QVERIFY(Outcome::Unavailable < Outcome::Reordered);
        QVERIFY(Outcome::Reordered < Outcome::Duplicated);
        QVERIFY(Outcome::Duplicated < Outcome::Lost);
        QCOMPARE(static_cast<std::size_t>(Outcome::Lost) + 1, kOutcomes);
    }

    void aLossIsRead()
    {
        HistoryBuilder builder;
        builder.enthrone(HistoryBuilder::kB1, 0);
        builder.send(1, 0, 3);
        builder.lead(HistoryBuilder::kB1, 1, 0, 3);
        builder.ack(1, 0, 3);
        builder.stop(HistoryBuilder::kB1, event::StopHow::PowerLoss);
        builder.enthrone(HistoryBuilder::kB2, 1, HistoryBuilder::kB1);
        const auto history = builder.build();
        const Consequences found = consequencesOf(*history, judge(*history), {});
        QCOMPARE(found.outcome, Outcome::Lost);
        QCOMPARE(found.count(AnomalyKind::LostAfterAck), 3U);
    }

    void theLongestWaitIsFromSendToAnswer_data()
    {
        QTest::addColumn<int>("wait");
        QTest::addColumn<bool>("answered");
        QTest::newRow("answered at once") << 5 << true;
        QTest::newRow("answered late") << 90 << true;
        QTest::newRow("never answered: until the end of the run") << 40 << false;
    }
    void theLongestWaitIsFromSendToAnswer()
    {
        QFETCH(int, wait);
        QFETCH(bool, answered);
        const auto history = waiting(wait, answered);
        const Service service = serviceOf(*history, judge(*history));
        QCOMPARE(service.longestWait.micros(), milliseconds(wait).micros());
        QCOMPARE(service.failed, 0U);
    }

    void waitsCountOnlyWhenTheyAreClearlyLonger_data()
    {
        QTest::addColumn<int>("calm");
        QTest::addColumn<int>("wait");
        QTest::addColumn<bool>("clearly");
        QTest::newRow("as long") << 20 << 20 << false;
        QTest::newRow("twice as long is not more") << 100 << 200 << false;
        QTest::newRow("more than twice, and 50 ms") << 100 << 201 << true;
        QTest::newRow("far more than twice, but hardly to be noticed") << 5 << 54 << false;
        QTest::newRow("50 ms more to the millisecond") << 5 << 55 << true;
        QTest::newRow("much longer, though less than twice") << 1000 << 1900 << false;
    }
    void waitsCountOnlyWhenTheyAreClearlyLonger()
    {
        QFETCH(int, calm);
        QFETCH(int, wait);
        QFETCH(bool, clearly);
        QCOMPARE(clearlyWaited(milliseconds(wait), milliseconds(calm)), clearly);
        const auto history = waiting(std::max(wait, 5), true);
        const Service before{0, milliseconds(calm)};
        if (wait >= 5) {
            const Consequences found = consequencesOf(*history, judge(*history), before);
            QCOMPARE(found.outcome, clearly ? Outcome::Unavailable : Outcome::Nothing);
        }
    }

    void recordsThatFailWithoutTheFaultAreNotItsDoing()
    {
        HistoryBuilder builder;
        builder.enthrone(HistoryBuilder::kB1, 0);
        builder.send(1, 0, 2);
        builder.fail(1, 2);
        const auto history = builder.build();
        const Verdict verdict = judge(*history);
        QCOMPARE(verdict.failed, 2U);
        QCOMPARE(consequencesOf(*history, verdict, {2, seconds(1)}).outcome, Outcome::Nothing);
        QCOMPARE(consequencesOf(*history, verdict, {1, seconds(1)}).outcome, Outcome::Unavailable);
    }

    void everyOutcomeHasAName()
    {
        QSet<QString> names;
        for (std::size_t i = 0; i < kOutcomes; ++i) {
            const std::string_view name = outcomeName(static_cast<Outcome>(i));
            QVERIFY(!name.empty());
            names.insert(QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())));
        }
        QCOMPARE(static_cast<std::size_t>(names.size()), kOutcomes);
    }
};

QTEST_APPLESS_MAIN(TestOutcome)
#include "tst_outcome.moc"
