#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/scenario/nearest_name.h"
#include "engine/scenario/quantity.h"

#include <rapidcheck.h>

using namespace brokerscope;
using namespace brokerscope::scenario;

namespace {

constexpr qint64 kInvalid = -1;

} // namespace

class TestQuantity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void durationsAreExact_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("micros");
        const auto row = [](const char* text, qint64 micros) {
            QTest::newRow(text) << QByteArray(text) << micros;
        };
        row("0", 0);
        row("0s", 0);
        row("1us", 1);
        row("250ms", 250'000);
        row("1.5s", 1'500'000);
        row("0.001ms", 1);
        row("2m", 120'000'000);
        row("0.5h", 1'800'000'000);
        row("0.5us", kInvalid);
        row("1", kInvalid);
        row("-1s", kInvalid);
        row("1 s", kInvalid);
        row("1sec", kInvalid);
        row("1.s", kInvalid);
        row(".5s", kInvalid);
        row("1.2.3s", kInvalid);
        row("99999999999999999h", kInvalid);
        row("s", kInvalid);
        row("", kInvalid);
    }
    void durationsAreExact()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, micros);
        const auto parsed = parseDuration(text.toStdString());
        QCOMPARE(parsed ? parsed->micros() : kInvalid, micros);
    }

    void sizesHaveBinaryUnits_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("bytes");
        const auto row = [](const char* text, qint64 bytes) {
            QTest::newRow(text) << QByteArray(text) << bytes;
        };
        row("0", 0);
        row("100", 100);
        row("100B", 100);
        row("16KiB", 16 * 1024);
        row("1.5KiB", 1536);
        row("2MiB", 2 << 20);
        row("1GiB", 1 << 30);
        row("1KB", kInvalid);
        row("1kib", kInvalid);
        row("0.3B", kInvalid);
        row("-1", kInvalid);
    }
    void sizesHaveBinaryUnits()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, bytes);
        QCOMPARE(qint64(parseSize(text.toStdString()).value_or(kInvalid)), bytes);
    }

    void ratesAndLosses()
    {
        QCOMPARE(parseRate("400/s").value_or(0), 400U);
        QVERIFY(!parseRate("0/s") && !parseRate("400") && !parseRate("1.5/s")
            && !parseRate("5000000000/s"));
        QCOMPARE(parseLoss("0.1%").value_or(1), 1000U);
        QCOMPARE(parseLoss("0").value_or(1), 0U);
        QVERIFY(!parseLoss("51%") && !parseLoss("0.1") && !parseLoss("-1%"));
    }

    void durationsMayBeSigned()
    {
        QVERIFY(parseSignedDuration("-500ms") == milliseconds(-500));
        QVERIFY(parseSignedDuration("1s") == seconds(1) && parseSignedDuration("0") == Duration());
        QVERIFY(!parseSignedDuration("--1s") && !parseSignedDuration("- 1s"));
        QVERIFY(!parseSignedDuration("") && !parseSignedDuration("-"));
    }

    void decimalsAreFinite()
    {
        QVERIFY(parseDecimal("0.5") == 0.5 && parseDecimal("-2") == -2.0);
        QVERIFY(!parseDecimal("") && !parseDecimal("0.5x") && !parseDecimal("inf"));
        QVERIFY(!parseDecimal("nan"));
    }

    void rangesHaveOneOrTwoEnds()
    {
        QVERIFY(parseRange("1ms..2ms") == (Range{milliseconds(1), milliseconds(2)}));
        QVERIFY(parseRange("3ms") == (Range{milliseconds(3), milliseconds(3)}));
        QVERIFY(!parseRange("1..2ms") && !parseRange("1ms..") && !parseRange("1ms...2ms"));
    }

    void durationTextIsReadBack()
    {
        QVERIFY(rc::check("parseDuration(durationText(d)) == d", [] {
            const Duration duration(*rc::gen::inRange<std::int64_t>(0, 100'000'000'000));
            RC_ASSERT(parseDuration(durationText(duration)) == duration);
        }));
    }

    void nearestNameFindsSlips_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("nearest");
        QTest::newRow("letter more") << QByteArray("ackss") << QByteArray("acks");
        QTest::newRow("letter less") << QByteArray("batch.siz") << QByteArray("batch.size");
        QTest::newRow("swapped") << QByteArray("akcs") << QByteArray("acks");
        QTest::newRow("case") << QByteArray("ACKS") << QByteArray("acks");
        QTest::newRow("dash for dot") << QByteArray("batch-size") << QByteArray("batch.size");
        QTest::newRow("something else") << QByteArray("compression") << QByteArray();
        QTest::newRow("nothing") << QByteArray() << QByteArray();
    }
    void nearestNameFindsSlips()
    {
        QFETCH(QByteArray, typed);
        QFETCH(QByteArray, nearest);
        QCOMPARE(QByteArray::fromStdString(
                     nearestName(typed.toStdString(), {"acks", "batch.size", "linger.ms"})),
            nearest);
    }
};

QTEST_GUILESS_MAIN(TestQuantity)
#include "tst_quantity.moc"
