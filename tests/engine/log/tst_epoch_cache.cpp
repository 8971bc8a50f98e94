#include <QTest>

#include "engine/log/epoch_cache.h"

using namespace brokerscope;
using log::EpochCache;

namespace {

/// Epochs 2 from 10, 5 from 20, 7 from 40.
EpochCache sample()
{
    EpochCache cache;
    cache.assign(LeaderEpoch(2), Offset(10));
    cache.assign(LeaderEpoch(5), Offset(20));
    cache.assign(LeaderEpoch(7), Offset(40));
    return cache;
}

} // namespace

class EpochCacheTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endOffsetOfAnEpoch_data()
    {
        QTest::addColumn<int>("asked");
        QTest::addColumn<bool>("known");
        QTest::addColumn<int>("epoch");
        QTest::addColumn<int>("end");
        QTest::newRow("the latest ends at the LEO") << 7 << true << 7 << 50;
        QTest::newRow("an earlier one ends where the next begins") << 5 << true << 5 << 40;
        QTest::newRow("a gap is answered with the one before it") << 6 << true << 5 << 40;
        QTest::newRow("the first") << 2 << true << 2 << 20;
        QTest::newRow("before the first") << 1 << true << 1 << 10;
        QTest::newRow("later than all") << 8 << false << 0 << 0;
        QTest::newRow("none") << -1 << false << 0 << 0;
    }

    void endOffsetOfAnEpoch()
    {
        QFETCH(int, asked);
        QFETCH(bool, known);
        QFETCH(int, epoch);
        QFETCH(int, end);
        const auto found = sample().endOffsetFor(LeaderEpoch(asked), Offset(50));
        QCOMPARE(found.has_value(), known);
        if (known) {
            QCOMPARE(found->epoch.value(), epoch);
            QCOMPARE(found->start.value(), std::int64_t{end});
        }
    }

    void aContradictionRemovesWhatIsBehindIt()
    {
        EpochCache cache = sample();
        QVERIFY(cache.assign(LeaderEpoch(8), Offset(30)));
        const std::vector<EpochCache::Entry> expected{{LeaderEpoch(2), Offset(10)},
            {LeaderEpoch(5), Offset(20)}, {LeaderEpoch(8), Offset(30)}};
        QCOMPARE(cache.entries(), expected);
        QVERIFY(!cache.assign(LeaderEpoch(8), Offset(99)));
    }

    void truncationForgetsEpochsThatBeginLater()
    {
        EpochCache cache = sample();
        QVERIFY(cache.truncateFromEnd(Offset(20)));
        QCOMPARE(cache.latest(), LeaderEpoch(2));
        QVERIFY(!cache.truncateFromEnd(Offset(20)));
    }

    void aLaterLogStartTakesTheLastEpochAlong()
    {
        EpochCache cache = sample();
        QVERIFY(!cache.truncateFromStart(Offset(9)));
        QVERIFY(!cache.truncateFromStart(Offset(10)));
        QVERIFY(cache.truncateFromStart(Offset(25)));
        const std::vector<EpochCache::Entry> expected{
            {LeaderEpoch(5), Offset(25)}, {LeaderEpoch(7), Offset(40)}};
        QCOMPARE(cache.entries(), expected);
        QVERIFY(cache.truncateFromStart(Offset(40)));
        QCOMPARE(cache.entries().size(), std::size_t{1});
    }

    void textRoundTrip()
    {
        const EpochCache cache = sample();
        QCOMPARE(
            QString::fromStdString(cache.toText()), QStringLiteral("0\n3\n2 10\n5 20\n7 40\n"));
        QCOMPARE(EpochCache::fromText(cache.toText())->entries(), cache.entries());
        QVERIFY(!EpochCache::fromText(""));
        QVERIFY(!EpochCache::fromText("1\n0\n"));
        QVERIFY(!EpochCache::fromText("0\n2\n1 1\n"));
        QVERIFY(!EpochCache::fromText("0\n2\n1 1\n1 5\n"));
        QVERIFY(!EpochCache::fromText("0\n2\n1 5\n2 5\n"));
    }
};

QTEST_APPLESS_MAIN(EpochCacheTest)
#include "tst_epoch_cache.moc"
