#include <QTest>

#include "engine/protocol/metadata.h"
#include "engine/sim/random.h"

#include <limits>

using namespace brokerscope;
using namespace brokerscope::protocol;

namespace {

Bytes encoded(const MetadataRecord& record)
{
    Bytes bytes;
    encodeRecord(record, bytes);
    return bytes;
}

template <class T>
T any(sim::Random& random)
{
    using Value = typename T::Value;
    switch (random.below(4)) {
    case 0:
        return T(std::numeric_limits<Value>::min());
    case 1:
        return T(std::numeric_limits<Value>::max());
    default:
        return T(static_cast<Value>(random.next()));
    }
}

BrokerSet anySet(sim::Random& random)
{
    return BrokerSet::fromBits(random.below(3) == 0 ? 0 : random.next());
}

PartitionRegistration anyRegistration(sim::Random& random)
{
    PartitionRegistration registration;
    registration.replicas.resize(random.below(BrokerSet::kMaxBrokers + 1));
    for (NodeId& replica : registration.replicas) {
        replica = any<NodeId>(random);
    }
    registration.isr = anySet(random);
    registration.adding = anySet(random);
    registration.removing = anySet(random);
    registration.eligible = anySet(random);
    registration.lastKnownLeader = any<NodeId>(random);
    registration.leader = any<NodeId>(random);
    registration.leaderEpoch = any<LeaderEpoch>(random);
    registration.partitionEpoch = any<PartitionEpoch>(random);
    registration.isRecovering = random.below(2) == 1;
    return registration;
}

MetadataRecord anyRecord(sim::Random& random)
{
    switch (random.below(6)) {
    case 0:
        return RegisterBrokerRecord{any<NodeId>(random), any<BrokerEpoch>(random), random.next()};
    case 1:
        return BrokerChangeRecord{
            any<NodeId>(random), static_cast<BrokerChangeRecord::What>(random.below(3))};
    case 2:
        return TopicRecord{any<PartitionId>(random), static_cast<std::uint16_t>(random.next()),
            random.below(2) == 1};
    case 3:
        return PartitionRecord{any<PartitionId>(random), anyRegistration(random),
            static_cast<event::ElectionKind>(random.below(9)),
            static_cast<event::IsrReason>(random.below(7))};
    case 4:
        return ThrottleRecord{random.next()};
    default:
        return LeaderChangeRecord{any<NodeId>(random)};
    }
}

} // namespace

class MetadataBytesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead()
    {
        for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
            sim::Random random(seed, 0);
            const MetadataRecord record = anyRecord(random);
            const auto read = decodeRecord(encoded(record));
            QVERIFY2(read.has_value(), qPrintable(QStringLiteral("seed %1").arg(seed)));
            QVERIFY2(*read == record, qPrintable(QStringLiteral("seed %1").arg(seed)));
        }
    }

    /// A log that lost its tail, or got something else in its place, has no such record.
    void aPartIsNoRecordAndNeitherIsMore()
    {
        for (std::uint64_t seed = 1; seed <= 300; ++seed) {
            sim::Random random(seed, 0);
            Bytes bytes = encoded(anyRecord(random));
            for (std::size_t length = 0; length < bytes.size(); ++length) {
                QVERIFY2(!decodeRecord(ByteView(bytes.data(), length)),
                    qPrintable(QStringLiteral("seed %1, %2 bytes").arg(seed).arg(length)));
            }
            bytes.push_back(0);
            QVERIFY2(!decodeRecord(bytes), qPrintable(QStringLiteral("seed %1").arg(seed)));
        }
    }

    void whatIsOutOfRangeIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        // Signed variable-length numbers: n ≥ 0 is 2n.
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("an unknown kind") << QByteArray::fromHex("0c02");
        QTest::newRow("a negative kind") << QByteArray::fromHex("0102");
        QTest::newRow("a node beyond 16 bits") << QByteArray::fromHex("0a808008");
        QTest::newRow("a change of no kind") << QByteArray::fromHex("020206");
        QTest::newRow("neither true nor false") << QByteArray::fromHex("04000204");
        QTest::newRow("65 replicas") << QByteArray::fromHex("06008201") + QByteArray(80, 0);
    }

    void whatIsOutOfRangeIsRefused()
    {
        QFETCH(QByteArray, bytes);
        const auto* const data = reinterpret_cast<const std::uint8_t*>(bytes.constData());
        QVERIFY(!decodeRecord(ByteView(data, static_cast<std::size_t>(bytes.size()))));
    }

    void anImageIsWhatItsRecordsSay()
    {
        MetadataImage image(2, 1);
        QVERIFY(image.broker(NodeId(1)) == nullptr);
        QVERIFY(image.isFenced(NodeId(1)));
        image.apply(RegisterBrokerRecord{NodeId(1), BrokerEpoch(0), 7});
        QVERIFY(image.isFenced(NodeId(1))); // until it has caught up
        image.apply(BrokerChangeRecord{NodeId(1), BrokerChangeRecord::What::Unfenced});
        QVERIFY(image.isActive(NodeId(1)));
        image.apply(BrokerChangeRecord{NodeId(1), BrokerChangeRecord::What::Leaving});
        QVERIFY(!image.isActive(NodeId(1)) && !image.isFenced(NodeId(1)));
        image.apply(BrokerChangeRecord{NodeId(1), BrokerChangeRecord::What::Fenced});
        QVERIFY(image.isFenced(NodeId(1)));
        image.apply(RegisterBrokerRecord{NodeId(1), BrokerEpoch(4), 8}); // its next life
        QVERIFY(image.isFenced(NodeId(1)));
        QCOMPARE(image.broker(NodeId(1))->epoch, BrokerEpoch(4));
        QCOMPARE(image.end(), MetadataOffset(5));
    }
};

QTEST_APPLESS_MAIN(MetadataBytesTest)
#include "tst_metadata_bytes.moc"
