#include <QTest>

#include "engine/record/control.h"

#include "engine/record/batch.h"

using namespace brokerscope;
using namespace brokerscope::record;

namespace {

/// The COMMIT marker of the fact sheet.
const QByteArray kCommit
    = "00000000000000090000004200000003024e0746d70030000000000000018bcfe568640000018bcfe56864"
      "00000000000003e80000ffffffff000000012000000008000000010c00000000000500";

QByteArray hexOf(const Bytes& bytes)
{
    return QByteArray(
        reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()))
        .toHex();
}

RecordView controlRecord(const Bytes& key, const Bytes& value)
{
    RecordView record;
    record.key = key;
    record.value = value;
    return record;
}

} // namespace

class ControlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void commitMarkerIsKafkas()
    {
        const Bytes batch = endTxnMarkerBatch(ProducerId(1000), ProducerEpoch(0),
            {ControlType::Commit, 5}, 1700000000100LL, Offset(9), LeaderEpoch(3));
        QCOMPARE(hexOf(batch), kCommit);
    }

    void markersAreReadBack_data()
    {
        QTest::addColumn<ControlType>("type");
        QTest::newRow("abort") << ControlType::Abort;
        QTest::newRow("commit") << ControlType::Commit;
    }

    void markersAreReadBack()
    {
        QFETCH(ControlType, type);
        const EndTxnMarker marker{type, 77};
        const Bytes bytes
            = endTxnMarkerBatch(ProducerId(8), ProducerEpoch(2), marker, 1234, Offset(50));
        QCOMPARE(bytes.size(), std::size_t{78});
        const auto batch = BatchView::at(bytes);
        QVERIFY(batch && batch->checkRecords());
        QVERIFY(batch->isControl() && batch->isTransactional());
        QCOMPARE(batch->lastSequence(), kNoSequence);
        QCOMPARE(batch->validate().error(), BatchError::ControlBatch);
        RecordReader reader(*batch);
        const auto record = reader.next();
        QCOMPARE(record->offset, Offset(50));
        QCOMPARE(record->timestampMs, 1234LL);
        QCOMPARE(controlTypeOf(*record).value(), type);
        QVERIFY(endTxnMarkerOf(*record) == marker);
    }

    void typesHaveKafkasNames_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QString>("name");
        const char* names[] = {"ABORT", "COMMIT", "LEADER_CHANGE", "SNAPSHOT_HEADER",
            "SNAPSHOT_FOOTER", "KRAFT_VERSION", "KRAFT_VOTERS", "UNKNOWN"};
        for (std::size_t id = 0; id < std::size(names); ++id) {
            QTest::newRow(names[id])
                << QByteArray(3, '\0') + static_cast<char>(id) << QString::fromLatin1(names[id]);
        }
        QTest::newRow("below 0") << QByteArray::fromHex("0000ffff") << QStringLiteral("UNKNOWN");
        QTest::newRow("later version")
            << QByteArray::fromHex("0001000100") << QStringLiteral("COMMIT");
    }

    void typesHaveKafkasNames()
    {
        QFETCH(QByteArray, key);
        QFETCH(QString, name);
        const Bytes bytes(key.begin(), key.end());
        const auto type = controlTypeOf(controlRecord(bytes, {}));
        QVERIFY(type.has_value());
        const std::string_view found = controlTypeName(*type);
        QCOMPARE(QString::fromLatin1(found.data(), static_cast<qsizetype>(found.size())), name);
    }

    void whatIsNoMarkerIsRefused_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("value");
        const QByteArray key = "00000001";
        const QByteArray value = "000000000005";
        QTest::newRow("short key") << QByteArray("000000") << value;
        QTest::newRow("negative version of the key") << QByteArray("ffff0001") << value;
        QTest::newRow("leader change") << QByteArray("00000002") << value;
        QTest::newRow("unknown type") << QByteArray("00000009") << value;
        QTest::newRow("short value") << key << QByteArray("0000000000");
        QTest::newRow("negative version of the value") << key << QByteArray("800000000005");
        QTest::newRow("nothing") << QByteArray() << QByteArray();
    }

    void whatIsNoMarkerIsRefused()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, value);
        const QByteArray rawKey = QByteArray::fromHex(key);
        const QByteArray rawValue = QByteArray::fromHex(value);
        const Bytes keyBytes(rawKey.begin(), rawKey.end());
        const Bytes valueBytes(rawValue.begin(), rawValue.end());
        const auto marker = endTxnMarkerOf(controlRecord(keyBytes, valueBytes));
        QVERIFY(!marker.has_value());
        QCOMPARE(marker.error(), BatchError::BadRecord);
        QVERIFY(!endTxnMarkerOf(RecordView()).has_value());
    }
};

QTEST_APPLESS_MAIN(ControlTest)
#include "tst_control.moc"
