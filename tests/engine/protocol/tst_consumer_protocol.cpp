#include <QTest>

#include "engine/protocol/consumer_protocol.h"

using namespace brokerscope;
using namespace brokerscope::protocol;

namespace {

Bytes fromHex(const char* hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex);
    return {bytes.begin(), bytes.end()};
}

Subscription sample()
{
    return {{"b", "a"}, Bytes{1, 2}, {{"b", {2, 0}}, {"a", {1}}}, Generation(7), "rack-1"};
}

} // namespace

/// The bytes inside of JoinGroup and SyncGroup.
class ConsumerProtocolTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// As they stand in a __consumer_offsets that Apache Kafka 3.9.0 wrote.
    void writesWhatKafkaWrites()
    {
        const Bytes subscription
            = fromHex("0003 00000001 0006 747261646573 ffffffff 00000000 ffffffff ffff");
        QCOMPARE(encode(Subscription{{"trades"}, {}, {}, kNoGeneration, {}}), subscription);
        const Bytes assignment
            = fromHex("0003 00000001 0006 747261646573 00000002 00000000 00000001 ffffffff");
        QCOMPARE(encode(Assignment{{{"trades", {0, 1}}}, {}}), assignment);
    }

    void whatIsWrittenIsRead()
    {
        const Subscription read = decodeSubscription(encode(sample())).value();
        const Subscription inOrder{
            {"a", "b"}, Bytes{1, 2}, {{"a", {1}}, {"b", {0, 2}}}, Generation(7), "rack-1"};
        QVERIFY(read == inOrder);
        const Assignment assignment{{{"z", {3, 1}}, {"a", {0}}}, Bytes{9}};
        QVERIFY(decodeAssignment(encode(assignment)) == assignment);
        const StickyUserData sticky{{{"t", {0, 1}}}, Generation(3)};
        QVERIFY(decodeStickyUserData(encode(sticky)) == sticky);
        QVERIFY(decodeGeneration(encodeGeneration(Generation(5))) == Generation(5));
    }

    void aLaterVersionIsReadAsFarAsItIsKnown()
    {
        Bytes bytes = encode(sample());
        bytes[1] = 9;
        bytes.push_back(42);
        const auto read = decodeSubscription(bytes);
        QVERIFY(read.has_value());
        QCOMPARE(read->generation, Generation(7));
    }

    void anOlderVersionLacksFields()
    {
        Subscription bare = sample();
        bare.topics = {"a"};
        bare.userData.reset();
        const auto v0 = decodeSubscription(fromHex("0000 00000001 0001 61 ffffffff"));
        QVERIFY(v0 == (Subscription{{"a"}, {}, {}, kNoGeneration, {}}));
        const auto v1 = decodeSubscription(
            fromHex("0001 00000001 0001 61 ffffffff 00000001 0001 61 00000001 00000004"));
        QVERIFY(v1 == (Subscription{{"a"}, {}, {{"a", {4}}}, kNoGeneration, {}}));
        const auto sticky = decodeStickyUserData(fromHex("00000001 0001 61 00000001 00000004"));
        QVERIFY(sticky == (StickyUserData{{{"a", {4}}}, kNoGeneration}));
    }

    void whatIsCutShortIsNone()
    {
        const Bytes whole = encode(sample());
        for (std::size_t size = 0; size < whole.size(); ++size) {
            QVERIFY(!decodeSubscription(ByteView(whole).first(size)));
        }
        const Bytes assignment = encode(Assignment{{{"t", {0, 1}}}, {}});
        for (std::size_t size = 0; size < assignment.size(); ++size) {
            QVERIFY(!decodeAssignment(ByteView(assignment).first(size)));
        }
        QVERIFY(!decodeSubscription(fromHex("ffff 00000000 ffffffff")));
        QVERIFY(!decodeSubscription(fromHex("0000 7fffffff"))); // would ask for 2^31 topics
        QVERIFY(
            !decodeSubscription(fromHex("0000 00000001 ffff ffffffff"))); // a topic without name
    }

    void namesAndNumbersOfPartitions()
    {
        const TopicNames names({{"b", 0}, {"b", 1}, {"a", 0}});
        const std::vector<PartitionId> all{PartitionId(1), PartitionId(2), PartitionId(0)};
        const std::vector<TopicPartitions> asTheyCome{{"b", {1, 0}}, {"a", {0}}};
        const std::vector<TopicPartitions> inOrder{{"a", {0}}, {"b", {0, 1}}};
        QVERIFY(names.named(all) == asTheyCome);
        QVERIFY(names.namedInOrder(all) == inOrder);
        QVERIFY(names.numbered(asTheyCome)
            == (std::vector{PartitionId(1), PartitionId(0), PartitionId(2)}));
        QVERIFY(names.numbered({{"c", {0}}, {"b", {7}}}).empty());
        QVERIFY(names.partitionsOf("b") == (std::vector{PartitionId(0), PartitionId(1)}));
    }
};

QTEST_APPLESS_MAIN(ConsumerProtocolTest)
#include "tst_consumer_protocol.moc"
