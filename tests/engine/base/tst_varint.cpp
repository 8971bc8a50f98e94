#include <QTest>

#include "engine/base/varint.h"

#include <limits>

using namespace brokerscope;

class VarintTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesWhatKafkaWrites_data()
    {
        QTest::addColumn<qint64>("value");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](qint64 value, const char* hex) {
            QTest::addRow("%lld", value) << value << QByteArray::fromHex(hex);
        };
        row(0, "00");
        row(-1, "01");
        row(1, "02");
        row(-2, "03");
        row(63, "7e");
        row(-64, "7f");
        row(64, "8001");
        row(-65, "8101");
        row(300, "d804");
        row(2147483647, "feffffff0f");
        row(-2147483648LL, "ffffffff0f");
        row(std::numeric_limits<qint64>::max(), "feffffffffffffffff01");
        row(std::numeric_limits<qint64>::min(), "ffffffffffffffffff01");
    }

    void writesWhatKafkaWrites()
    {
        QFETCH(qint64, value);
        QFETCH(QByteArray, bytes);
        Bytes out;
        writeVarint(out, value);
        QCOMPARE(QByteArray(
                     reinterpret_cast<const char*>(out.data()), static_cast<qsizetype>(out.size())),
            bytes);
        QCOMPARE(varintSize(value), out.size());
        std::size_t at = 0;
        const auto read = readVarint(out, at);
        QVERIFY(read.has_value());
        QCOMPARE(*read, value);
        QCOMPARE(at, out.size());
    }

    void refusesWhatIsCutOffOrTooLong()
    {
        std::size_t at = 0;
        QVERIFY(!readVarint(Bytes{}, at));
        at = 0;
        QVERIFY(!readVarint(Bytes{0x80, 0x80}, at));
        at = 0;
        QVERIFY(!readVarint(Bytes(11, 0x80), at));
    }
};

QTEST_APPLESS_MAIN(VarintTest)
#include "tst_varint.moc"
