#include <QTest>

#include "views/stage/offset_scale.h"

#include <algorithm>

using namespace brokerscope;
using namespace brokerscope::views;

namespace {

constexpr OffsetScale::Measures kMeasures{100, 200, 20, 40};

} // namespace

class OffsetScaleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aShortLogIsShownWhole()
    {
        const OffsetScale scale(Offset(0), Offset(10), {}, kMeasures);
        QCOMPARE(scale.pieces().size(), std::size_t{1});
        QCOMPARE(scale.x(Offset(0)), 100.0);
        QCOMPARE(scale.x(Offset(10)), 300.0);
        QVERIFY(scale.shows(Offset(9)));
        QVERIFY(!scale.shows(Offset(10)));
    }

    void anEmptyLogHasItsEndAtTheLeft()
    {
        QCOMPARE(OffsetScale(Offset(0), Offset(0), {}, kMeasures).x(Offset(0)), 100.0);
        QCOMPARE(OffsetScale().x(Offset(3)), 0.0);
    }

    void ofALongLogTheTailIsShown()
    {
        const OffsetScale scale(Offset(0), Offset(1000), {}, kMeasures);
        QVERIFY(scale.pieces().front().folded);
        QVERIFY(scale.shows(Offset(999)));
        QVERIFY(!scale.shows(Offset(0)));
        QVERIFY(scale.x(Offset(1000)) <= 300);
        QVERIFY(scale.x(Offset(500)) > 100 && scale.x(Offset(500)) < 140);
    }

    void theTailStandsStillWhileRecordsArrive()
    {
        int moves = 0;
        double before = OffsetScale(Offset(0), Offset(100), {}, kMeasures).x(Offset(99));
        for (int end = 101; end < 130; ++end) {
            const OffsetScale scale(Offset(0), Offset(end), {}, kMeasures);
            const double now = scale.x(Offset(99));
            moves += now != before ? 1 : 0;
            before = now;
            QVERIFY(scale.shows(Offset(end - 1)));
        }
        QVERIFY(moves <= 15);
    }

    void whatMattersStaysInSight()
    {
        const OffsetScale scale(
            Offset(0), Offset(1000), {{Offset(7), Offset(10)}}, {100, 400, 20, 40});
        for (int offset = 7; offset < 10; ++offset) {
            QVERIFY(scale.shows(Offset(offset)));
        }
        QVERIFY(!scale.shows(Offset(6)));
        QVERIFY(!scale.shows(Offset(10)));
        QVERIFY(scale.shows(Offset(999)));
        QVERIFY(scale.x(Offset(1000)) <= 500);
    }

    void whatWasDeletedTakesOneSlot()
    {
        const OffsetScale scale(Offset(120), Offset(126), {}, {100, 200, 20, 40, 40});
        QVERIFY(scale.pieces().front().gap);
        QCOMPARE(scale.x(Offset(0)), 100.0);
        QCOMPARE(scale.x(Offset(120)), 140.0);
        QCOMPARE(scale.x(Offset(126)), 260.0);
        QVERIFY(!scale.shows(Offset(119)) && scale.shows(Offset(120)));
        QVERIFY(scale.showsEdge(Offset(120)) && !scale.showsEdge(Offset(60)));
    }

    void gapsTakeOneSlotEach()
    {
        const OffsetScale scale(Offset(0), Offset(100), {}, {100, 200, 20, 40},
            {{Offset(2), Offset(50)}, {Offset(52), Offset(97)}});
        QCOMPARE(scale.x(Offset(2)), 140.0); // 0 and 1, then the gap
        QCOMPARE(scale.x(Offset(50)), 160.0);
        QCOMPARE(scale.x(Offset(52)), 200.0);
        QCOMPARE(scale.x(Offset(97)), 220.0);
        QCOMPARE(scale.x(Offset(100)), 280.0);
        QVERIFY(scale.shows(Offset(51)) && !scale.shows(Offset(30)));
        QCOMPARE(std::ranges::count(scale.pieces(), true, &OffsetScale::Piece::gap), 2);
    }

    void aLongLogWithGapsFolds()
    {
        std::vector<OffsetScale::Range> gaps;
        for (int from = 1; from < 1000; from += 5) {
            gaps.push_back({Offset(from), Offset(from + 3)});
        }
        const OffsetScale scale(Offset(0), Offset(1000), {}, {100, 400, 20, 40}, gaps);
        QVERIFY(scale.pieces().front().folded);
        QVERIFY(scale.shows(Offset(999)) && scale.shows(Offset(995)));
        QVERIFY(!scale.shows(Offset(0)));
        QVERIFY(scale.x(Offset(1000)) <= 500);
        for (int offset = 1; offset <= 1000; ++offset) {
            QVERIFY(scale.x(Offset(offset)) >= scale.x(Offset(offset - 1)));
        }
    }

    void positionsNeverDecrease()
    {
        const OffsetScale scale(
            Offset(3), Offset(400), {{Offset(50), Offset(60)}}, {100, 400, 20, 40});
        for (int offset = 4; offset <= 405; ++offset) {
            QVERIFY(scale.x(Offset(offset)) >= scale.x(Offset(offset - 1)));
        }
    }
};

QTEST_APPLESS_MAIN(OffsetScaleTest)
#include "tst_offset_scale.moc"
