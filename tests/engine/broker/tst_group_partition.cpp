#include <QTest>

#include "engine/broker/group_partition.h"

using namespace brokerscope::broker;

class GroupPartitionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// As Java answers them; the last ones have code units beyond ASCII and surrogates.
    void hashesAsJavaDoes_data()
    {
        QTest::addColumn<QByteArray>("group");
        QTest::addColumn<int>("hash");
        QTest::addColumn<int>("partition");
        QTest::newRow("my-group") << QByteArray("my-group") << -1906497762 << 12;
        QTest::newRow("group-1") << QByteArray("group-1") << 293427299 << 49;
        QTest::newRow("orders") << QByteArray("orders") << -1008770331 << 31;
        QTest::newRow("test") << QByteArray("test") << 3556498 << 48;
        QTest::newRow("console") << QByteArray("console-consumer-1") << 35782224 << 24;
        QTest::newRow("g1") << QByteArray("g1") << 3242 << 42;
        QTest::newRow("least") << QByteArray("polygenelubricants") << -2147483647 - 1 << 0;
        QTest::newRow("empty") << QByteArray() << 0 << 0;
        QTest::newRow("u00fc") << QByteArray("\xc3\xbc") << 0xFC << 2;
        QTest::newRow("u7ec4") << QByteArray("\xe7\xbb\x84") << 0x7EC4 << 0x7EC4 % 50;
        const int pair = 31 * 0xD83D + 0xDE00;
        QTest::newRow("u1f600") << QByteArray("\xf0\x9f\x98\x80") << pair << pair % 50;
    }

    void hashesAsJavaDoes()
    {
        QFETCH(QByteArray, group);
        QFETCH(int, hash);
        QFETCH(int, partition);
        QCOMPARE(javaHashCode(group.toStdString()), hash);
        QCOMPARE(partitionForGroup(group.toStdString(), 50), std::size_t(partition));
    }

    void whatIsNoTextCountsByteForByte()
    {
        QCOMPARE(javaHashCode("\xff"), 0xFF);
        QCOMPARE(javaHashCode("\xc3"), 0xC3);
    }
};

QTEST_APPLESS_MAIN(GroupPartitionTest)
#include "tst_group_partition.moc"
