// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "engine/base/time.h"
#include "views/segments/look_up_target.h"

using namespace brokerscope;
using namespace brokerscope::views;

class TestLookUpTarget : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsUnderstood_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("byTime");
        QTest::addColumn<qlonglong>("value");
        QTest::addRow("offset") << QStringLiteral("150") << false << 150LL;
        QTest::addRow("offset with spaces") << QStringLiteral(" 7 ") << false << 7LL;
        QTest::addRow("time with Z")
            << QStringLiteral("2023-11-14T22:13:20.150Z") << true << 1'700'000'000'150LL;
        QTest::addRow("time without a zone is UTC")
            << QStringLiteral("2023-11-14T22:13:20") << true << 1'700'000'000'000LL;
        QTest::addRow("time of another zone")
            << QStringLiteral("2023-11-14T23:13:20+01:00") << true << 1'700'000'000'000LL;
        QTest::addRow("virtual seconds")
            << QStringLiteral("1.734s") << true << qlonglong{kWallClockOriginMs + 1734};
        QTest::addRow("virtual milliseconds")
            << QStringLiteral("20 ms") << true << qlonglong{kWallClockOriginMs + 20};
    }

    void whatIsWrittenIsUnderstood()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, byTime);
        QFETCH(const qlonglong, value);
        const auto target = lookUpTarget(text, true);
        QVERIFY(target.has_value());
        QCOMPARE(target->byTime, byTime);
        QCOMPARE(target->value, value);
    }

    void nonsenseIsExplained_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("ofRun");
        QTest::addColumn<QString>("says");
        QTest::addRow("words") << QStringLiteral("the first") << true
                               << QStringLiteral("the first");
        QTest::addRow("nothing") << QString() << true << QStringLiteral("such as 150");
        QTest::addRow("negative") << QStringLiteral("-3") << true << QStringLiteral("begin at 0");
        QTest::addRow("no such day")
            << QStringLiteral("2023-11-44T22:13:20Z") << true << QStringLiteral("2023-11-44");
        QTest::addRow("virtual time without a run")
            << QStringLiteral("1.734s") << false << QStringLiteral("such as 150");
        QTest::addRow("beyond all runs")
            << QStringLiteral("99999999999999999999min") << true << QStringLiteral("such as 150");
    }

    void nonsenseIsExplained()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, ofRun);
        QFETCH(const QString, says);
        const auto target = lookUpTarget(text, ofRun);
        QVERIFY(!target);
        QVERIFY2(target.error().contains(says), qPrintable(target.error()));
        QVERIFY2(target.error().endsWith(QLatin1Char('.')), qPrintable(target.error()));
    }

    void numbersAndSizesAreShort()
    {
        QCOMPARE(numberText(36), QStringLiteral("36"));
        QCOMPARE(numberText(1036), QStringLiteral("1\u202f036"));
        QCOMPARE(numberText(-1234567), QStringLiteral("-1\u202f234\u202f567"));
        QCOMPARE(sizeText(4096), QStringLiteral("4 KiB"));
        QCOMPARE(sizeText(1536), QStringLiteral("1.5 KiB"));
        QCOMPARE(sizeText(std::uint64_t{1} << 30), QStringLiteral("1 GiB"));
        QCOMPARE(wallTimeText(1'700'000'000'150), QStringLiteral("2023-11-14 22:13:20.150Z"));
    }
};

QTEST_APPLESS_MAIN(TestLookUpTarget)
#include "tst_look_up_target.moc"
