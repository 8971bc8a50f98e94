// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/time_argument.h"

using namespace brokerscope;

class TestTimeArgument : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void times_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("micros"); // -1: none
        QTest::newRow("milliseconds") << QStringLiteral("1734ms") << qint64{1'734'000};
        QTest::newRow("seconds") << QStringLiteral("2s") << qint64{2'000'000};
        QTest::newRow("a fraction") << QStringLiteral("1.734118s") << qint64{1'734'118};
        QTest::newRow("microseconds") << QStringLiteral("15us") << qint64{15};
        QTest::newRow("minutes") << QStringLiteral("0.5min") << qint64{30'000'000};
        QTest::newRow("with a space") << QStringLiteral("10 ms") << qint64{10'000};
        QTest::newRow("no unit") << QStringLiteral("1734") << qint64{-1};
        QTest::newRow("another unit") << QStringLiteral("3h") << qint64{-1};
        QTest::newRow("negative") << QStringLiteral("-1s") << qint64{-1};
        QTest::newRow("finer than a microsecond") << QStringLiteral("0.5us") << qint64{-1};
        QTest::newRow("words") << QStringLiteral("soon") << qint64{-1};
        QTest::newRow("empty") << QString() << qint64{-1};
    }

    void times()
    {
        QFETCH(const QString, text);
        QFETCH(const qint64, micros);
        const auto time = app::timeFrom(text);
        QCOMPARE(time ? time->micros() : -1, micros);
    }
};

QTEST_APPLESS_MAIN(TestTimeArgument)
#include "tst_time_argument.moc"
