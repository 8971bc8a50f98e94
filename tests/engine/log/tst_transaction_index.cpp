#include <QTest>

#include "engine/log/transaction_index.h"
#include "engine/sim/disk.h"

#include <QFile>

using namespace brokerscope;
using log::AbortedTransaction;
using log::TransactionIndex;

namespace {

constexpr auto kPath = "t-0/00000000000000000000.txnindex";

AbortedTransaction entry(std::int64_t first, std::int64_t last, std::int64_t stable)
{
    return {ProducerId(7), Offset(first), Offset(last), Offset(stable)};
}

/// Three transactions: two that overlap, one later.
const std::vector<AbortedTransaction> kSample{entry(0, 10, 5), entry(5, 12, 13), entry(20, 30, 31)};

TransactionIndex sampleOn(sim::Storage& disk)
{
    TransactionIndex index = *TransactionIndex::open(disk, kPath);
    for (const AbortedTransaction& aborted : kSample) {
        [[maybe_unused]] const auto done = index.append(aborted, Timestamp());
    }
    return index;
}

std::size_t sizeOf(sim::SimDisk& disk, std::string_view path = kPath)
{
    return disk.size(*disk.find(path));
}

/// "first-last" of each.
QString describe(const std::vector<AbortedTransaction>& entries)
{
    QStringList found;
    for (const AbortedTransaction& aborted : entries) {
        found << QStringLiteral("%1-%2")
                     .arg(aborted.firstOffset.value())
                     .arg(aborted.lastOffset.value());
    }
    return found.join(u' ');
}

} // namespace

class TransactionIndexTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFileBeginsWithTheFirstEntry()
    {
        sim::SimDisk disk({});
        TransactionIndex index = *TransactionIndex::open(disk, kPath);
        QVERIFY(index.sync().has_value());
        QVERIFY(index.truncateTo(Offset(0)).has_value());
        QVERIFY(disk.list().empty());
        QVERIFY(index.append(kSample[0], Timestamp()).has_value());
        QCOMPARE(disk.list(), std::vector<std::string>{kPath});
        QCOMPARE(sizeOf(disk), AbortedTransaction::kSize);
    }

    void entriesAreFoundAgain()
    {
        sim::SimDisk disk({});
        sampleOn(disk);
        const TransactionIndex index = *TransactionIndex::open(disk, kPath);
        QCOMPARE(index.entries(), kSample);
        QVERIFY(!index.wasDamaged());
    }

    void readersAreToldOfWhatOverlaps_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("upper");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<bool>("isComplete");
        QTest::newRow("all") << 0 << 100 << QStringLiteral("0-10 5-12 20-30") << false;
        QTest::newRow("complete by the first") << 0 << 5 << QStringLiteral("0-10") << true;
        QTest::newRow("complete by the second") << 0 << 13 << QStringLiteral("0-10 5-12") << true;
        QTest::newRow("one that begins at the bound is out")
            << 0 << 20 << QStringLiteral("0-10 5-12") << true;
        QTest::newRow("one that ends at the start is in")
            << 12 << 14 << QStringLiteral("5-12") << true;
        QTest::newRow("behind the second") << 13 << 31 << QStringLiteral("20-30") << true;
        QTest::newRow("behind all") << 31 << 40 << QStringLiteral("") << false;
    }

    void readersAreToldOfWhatOverlaps()
    {
        QFETCH(int, from);
        QFETCH(int, upper);
        QFETCH(QString, expected);
        QFETCH(bool, isComplete);
        sim::SimDisk disk({});
        const TransactionIndex index = sampleOn(disk);
        std::vector<AbortedTransaction> found;
        QCOMPARE(index.collect(Offset(from), Offset(upper), found), isComplete);
        QCOMPARE(describe(found), expected);
    }

    void truncationForgetsWhatEndsBehindIt_data()
    {
        QTest::addColumn<int>("to");
        QTest::addColumn<int>("left");
        QTest::newRow("nothing") << 31 << 3;
        QTest::newRow("a marker at the cut goes") << 30 << 2;
        QTest::newRow("two") << 11 << 1;
        QTest::newRow("all") << 0 << 0;
    }

    void truncationForgetsWhatEndsBehindIt()
    {
        QFETCH(int, to);
        QFETCH(int, left);
        sim::SimDisk disk({});
        TransactionIndex index = sampleOn(disk);
        QVERIFY(index.truncateTo(Offset(to)).has_value());
        const std::vector<AbortedTransaction> expected(kSample.begin(), kSample.begin() + left);
        QCOMPARE(index.entries(), expected);
        QCOMPARE(TransactionIndex::open(disk, kPath)->entries(), expected);
    }

    void damageIsCutOff_data()
    {
        QTest::addColumn<Bytes>("tail");
        QTest::newRow("a torn entry") << Bytes(20, 0);
        Bytes other = entry(40, 50, 51).encode();
        other[1] = 1;
        QTest::newRow("another version") << other;
        QTest::newRow("one that goes back") << entry(0, 30, 31).encode();
    }

    void damageIsCutOff()
    {
        QFETCH(Bytes, tail);
        sim::SimDisk disk({});
        sampleOn(disk);
        QVERIFY(disk.append(*disk.find(kPath), tail, Timestamp()).has_value());
        TransactionIndex index = *TransactionIndex::open(disk, kPath);
        QVERIFY(index.wasDamaged());
        QCOMPARE(index.entries(), kSample);
        QVERIFY(index.append(entry(40, 50, 51), Timestamp()).has_value());
        QCOMPARE(sizeOf(disk), 4 * AbortedTransaction::kSize);
        QVERIFY(!TransactionIndex::open(disk, kPath)->wasDamaged());
    }

    void itFollowsItsSegment()
    {
        sim::SimDisk disk({});
        TransactionIndex index = sampleOn(disk);
        QVERIFY(index.moveTo("t-0/moved").has_value());
        QVERIFY(index.append(entry(40, 50, 51), Timestamp()).has_value());
        QCOMPARE(disk.list(), std::vector<std::string>{"t-0/moved"});
        QCOMPARE(sizeOf(disk, "t-0/moved"), 4 * AbortedTransaction::kSize);
    }

    void diskErrorsAreHandedOn()
    {
        sim::SimDisk disk({});
        TransactionIndex index = sampleOn(disk);
        disk.failReads("");
        QCOMPARE(TransactionIndex::open(disk, kPath).error(), sim::IoError::ReadFailed);
        disk.failWrites("");
        QCOMPARE(index.append(entry(40, 50, 51), Timestamp()).error(), sim::IoError::WriteFailed);
        QCOMPARE(index.truncateTo(Offset(0)).error(), sim::IoError::WriteFailed);
        QCOMPARE(index.entries(), kSample);
    }

    void kafkasFilesHaveTheSameBytes_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("expected");
        QTest::newRow("ledger") << "kafka-data-dir/ledger-0/00000000000000000000.txnindex"
                                << QStringLiteral("5-9 15-19");
        for (const char* const codec : {"none", "gzip", "snappy", "lz4", "zstd"}) {
            QTest::newRow(codec) << QStringLiteral("logs/%1/00000000000000000000.txnindex")
                                        .arg(QString::fromUtf8(codec))
                                 << QStringLiteral("59-61");
        }
    }

    void kafkasFilesHaveTheSameBytes()
    {
        QFETCH(QString, file);
        QFETCH(QString, expected);
        QFile real(QStringLiteral(BROKERSCOPE_SOURCE_DIR "/tests/data/") % file);
        QVERIFY2(real.open(QIODevice::ReadOnly), qPrintable(real.errorString()));
        const QByteArray content = real.readAll();
        const Bytes bytes(content.begin(), content.end());
        sim::SimDisk disk({});
        QVERIFY(disk.append(*disk.open(kPath), bytes, Timestamp()).has_value());
        const TransactionIndex index = *TransactionIndex::open(disk, kPath);
        QVERIFY(!index.wasDamaged());
        QCOMPARE(describe(index.entries()), expected);
        Bytes again;
        for (const AbortedTransaction& aborted : index.entries()) {
            const Bytes encoded = aborted.encode();
            again.insert(again.end(), encoded.begin(), encoded.end());
        }
        QCOMPARE(again, bytes);
    }
};

QTEST_APPLESS_MAIN(TransactionIndexTest)
#include "tst_transaction_index.moc"
