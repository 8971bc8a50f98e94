#include <QTest>

#include "engine/protocol/consumer_group_records.h"

#include "engine/protocol/compact_fields.h"

#include <rapidcheck.h>

#include <algorithm>
#include <functional>

using namespace brokerscope;
using namespace brokerscope::protocol;

namespace {

using Type = ConsumerGroupKey::Type;

/// `content` behind each other: a text is its characters, a number one byte.
class Written {
public:
    Written& operator<<(const char* text)
    {
        while (*text != '\0') {
            m_bytes.push_back(static_cast<std::uint8_t>(*text++));
        }
        return *this;
    }
    Written& operator<<(int byte)
    {
        m_bytes.push_back(static_cast<std::uint8_t>(byte));
        return *this;
    }
    /// Big-endian.
    Written& i16(int value) { return *this << (value >> 8) << (value & 255); }
    Written& i32(std::int64_t value)
    {
        return i16(int(value >> 16 & 65535)).i16(int(value & 65535));
    }
    Written& uuid(int lastByte)
    {
        m_bytes.insert(m_bytes.end(), 15, 7);
        return *this << lastByte;
    }
    operator Bytes() const { return m_bytes; } // NOLINT(google-explicit-constructor)

private:
    Bytes m_bytes;
};

TopicUuid uuid(int lastByte)
{
    constexpr std::uint64_t kSevens = 0x0707070707070707;
    return {kSevens, (kSevens & ~std::uint64_t{255}) | static_cast<std::uint64_t>(lastByte)};
}

SubscribedTopicsValue sampleTopics()
{
    return {{{uuid(1), "orders", 3}, {uuid(2), "trades", 1}}};
}

ConsumerMemberValue sampleMember()
{
    ConsumerMemberValue value;
    value.rackId = "r1";
    value.clientId = "c1";
    value.clientHost = "/h";
    value.topics = {"a", "bc"};
    value.rebalanceTimeoutMs = 300000;
    value.serverAssignor = "range";
    return value;
}

ConsumerMemberValue sampleClassicMember()
{
    ConsumerMemberValue value = sampleMember();
    value.instanceId = "i";
    value.serverAssignor.reset();
    value.classic = ConsumerMemberValue::Classic{45000, {{"range", {9, 8}}, {"sticky", {}}}};
    return value;
}

TargetAssignmentValue sampleTarget()
{
    return {{{uuid(1), {0, 258}}, {uuid(2), {}}}};
}

CurrentAssignmentValue sampleCurrent()
{
    return {Generation(4), Generation(3), 1, {{uuid(1), {0}}}, {{uuid(2), {5, 6}}}};
}

/// The fields of sampleMember() before its tagged ones.
Written memberFields()
{
    Written bytes;
    bytes.i16(0) << 0 << 3 << "r1" << 3 << "c1" << 3 << "/h"; // no instance id
    bytes << 3 << 2 << "a" << 3 << "bc" << 1; // no regular expression
    bytes.i32(300000) << 6 << "range";
    return bytes;
}

/// Encoded values of each type, what they are by hand, and how they are read again.
struct Sample {
    Bytes encoded;
    Bytes expected;
    std::function<bool(ByteView)> isSample; ///< the bytes are read as the value
    std::function<bool(ByteView)> isRead;
};

template <class Value>
Sample sampleOf(const Value& value, const Bytes& expected, std::optional<Value> (*decode)(ByteView))
{
    return {encode(value), expected,
        [value, decode](ByteView bytes) { return decode(bytes) == value; },
        [decode](ByteView bytes) { return decode(bytes).has_value(); }};
}

Sample sampleEpoch()
{
    Written bytes;
    return sampleOf(
        GroupEpochValue{Generation(258)}, bytes.i16(0).i32(258) << 0, decodeGroupEpochValue);
}

Sample sampleTopicsRecord()
{
    Written bytes;
    (bytes.i16(0) << 3).uuid(1) << 7 << "orders";
    (bytes.i32(3) << 1 << 0).uuid(2) << 7 << "trades";
    bytes.i32(1) << 1 << 0 << 0; // no racks, no tagged fields of the topic, none of the record
    return sampleOf(sampleTopics(), bytes, decodeSubscribedTopicsValue);
}

Sample sampleMemberRecord()
{
    return sampleOf(sampleMember(), memberFields() << 0, decodeConsumerMemberValue);
}

Sample sampleClassicRecord()
{
    Written bytes;
    bytes.i16(0) << 2 << "i" << 3 << "r1" << 3 << "c1" << 3 << "/h" << 3 << 2 << "a" << 3 << "bc";
    (bytes << 1).i32(300000) << 0; // no regular expression, no assignor
    bytes << 1 << 0 << 26 << 1; // one tagged field, number 0, of 26 bytes: it is there
    bytes.i32(45000) << 3 << 6 << "range" << 3 << 9 << 8 << 0 << 7 << "sticky" << 1 << 0 << 0;
    return sampleOf(sampleClassicMember(), bytes, decodeConsumerMemberValue);
}

Sample sampleTargetRecord()
{
    Written bytes;
    (bytes.i16(0) << 3).uuid(1) << 3;
    (bytes.i32(0).i32(258) << 0).uuid(2) << 1 << 0 << 0;
    return sampleOf(sampleTarget(), bytes, decodeTargetAssignmentValue);
}

Sample sampleCurrentRecord()
{
    Written bytes;
    (bytes.i16(0).i32(4).i32(3) << 1 << 2).uuid(1) << 2;
    (bytes.i32(0) << 0 << 2).uuid(2) << 3;
    bytes.i32(5).i32(6) << 0 << 0;
    return sampleOf(sampleCurrent(), bytes, decodeCurrentAssignmentValue);
}

std::optional<std::string> someText(bool mayBeNull)
{
    if (mayBeNull && *rc::gen::arbitrary<bool>()) {
        return std::nullopt;
    }
    // Longer than 127 bytes now and then, where a length takes two.
    return std::string(
        *rc::gen::inRange<std::size_t>(0, 200), *rc::gen::elementOf(std::string("az")));
}

std::vector<UuidPartitions> somePartitions()
{
    std::vector<UuidPartitions> topics(*rc::gen::inRange<std::size_t>(0, 4));
    for (UuidPartitions& topic : topics) {
        topic.topic = {*rc::gen::arbitrary<std::uint64_t>(), *rc::gen::arbitrary<std::uint64_t>()};
        topic.partitions = *rc::gen::arbitrary<std::vector<std::int32_t>>();
    }
    return topics;
}

ConsumerMemberValue someMember()
{
    ConsumerMemberValue value;
    value.instanceId = someText(true);
    value.rackId = someText(true);
    value.clientId = *someText(false);
    value.clientHost = *someText(false);
    for (int left = *rc::gen::inRange(0, 3); left > 0; --left) {
        value.topics.push_back(*someText(false));
    }
    value.rebalanceTimeoutMs = *rc::gen::arbitrary<std::int32_t>();
    value.serverAssignor = someText(true);
    if (*rc::gen::arbitrary<bool>()) {
        ConsumerMemberValue::Classic classic;
        classic.sessionTimeoutMs = *rc::gen::arbitrary<std::int32_t>();
        for (int left = *rc::gen::inRange(0, 3); left > 0; --left) {
            classic.protocols.push_back({*someText(false), *rc::gen::arbitrary<Bytes>()});
        }
        value.classic = std::move(classic);
    }
    return value;
}

} // namespace

class ConsumerGroupRecordsTest : public QObject {
    Q_OBJECT

    static void everySample()
    {
        QTest::addColumn<Sample>("sample");
        QTest::newRow("group epoch, target epoch") << sampleEpoch();
        QTest::newRow("subscribed topics") << sampleTopicsRecord();
        QTest::newRow("member") << sampleMemberRecord();
        QTest::newRow("member of the classic protocol") << sampleClassicRecord();
        QTest::newRow("target") << sampleTargetRecord();
        QTest::newRow("current") << sampleCurrentRecord();
    }

private Q_SLOTS:
    void keysAreInTheOldEncoding_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<bool>("namesMember");
        QTest::newRow("group epoch") << 3 << false;
        QTest::newRow("subscribed topics") << 4 << false;
        QTest::newRow("member") << 5 << true;
        QTest::newRow("target epoch") << 6 << false;
        QTest::newRow("target") << 7 << true;
        QTest::newRow("current") << 8 << true;
    }

    void keysAreInTheOldEncoding()
    {
        QFETCH(int, type);
        QFETCH(bool, namesMember);
        const ConsumerGroupKey key{static_cast<Type>(type), "grp", namesMember ? "m1" : ""};
        Written expected;
        expected.i16(type).i16(3) << "grp";
        if (namesMember) {
            expected.i16(2) << "m1";
        }
        const Bytes bytes = encode(key);
        QCOMPARE(bytes, Bytes(expected));
        QVERIFY(decodeConsumerGroupKey(bytes) == key);
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            QVERIFY(!decodeConsumerGroupKey(ByteView(bytes).first(size)));
        }
    }

    /// A deletion is a key without a value, so that it is known by its key alone.
    void keysOfOtherTypesAreNone_data()
    {
        QTest::addColumn<int>("type");
        for (const int type : {-1, 0, 1, 2, 9, 16}) {
            QTest::addRow("%d", type) << type;
        }
    }

    void keysOfOtherTypesAreNone()
    {
        QFETCH(int, type);
        Written bytes;
        bytes.i16(type).i16(1) << "g";
        bytes.i16(1) << "m";
        QVERIFY(!decodeConsumerGroupKey(Bytes(bytes)));
    }

    void theBytesAreKafkas_data() { everySample(); }

    void theBytesAreKafkas()
    {
        QFETCH(Sample, sample);
        QCOMPARE(sample.encoded, sample.expected);
        QVERIFY(sample.isSample(sample.expected));
    }

    void whatIsCutShortIsNone_data() { everySample(); }

    void whatIsCutShortIsNone()
    {
        QFETCH(Sample, sample);
        for (std::size_t size = 0; size < sample.expected.size(); ++size) {
            QVERIFY(!sample.isRead(ByteView(sample.expected).first(size)));
        }
    }

    void otherVersionsAreRefused_data() { everySample(); }

    void otherVersionsAreRefused()
    {
        QFETCH(Sample, sample);
        Bytes later = sample.expected;
        later[1] = 1;
        QVERIFY(!sample.isRead(later));
        later[0] = later[1] = 255;
        QVERIFY(!sample.isRead(later));
    }

    void unknownTaggedFieldsArePassedOver_data() { everySample(); }

    /// The last byte of each sample but the classic member's counts the tagged fields of the
    /// record.
    void unknownTaggedFieldsArePassedOver()
    {
        QFETCH(Sample, sample);
        Written tagged;
        tagged << 2 << 5 << 3 << "xyz" << 0x80 << 1 << 0; // number 5 of three bytes, 128 of none
        Bytes bytes = sample.expected;
        bytes.pop_back();
        const Bytes fields = tagged;
        bytes.insert(bytes.end(), fields.begin(), fields.end());
        // That of the classic member is in the tagged field that it has, which then is longer.
        if (sample.encoded == sampleClassicRecord().encoded) {
            const auto size = std::find(bytes.begin(), bytes.end(), 26);
            *size = static_cast<std::uint8_t>(*size + fields.size() - 1);
        }
        QVERIFY(sample.isSample(bytes));
        bytes.pop_back();
        QVERIFY(!sample.isRead(bytes));
    }

    /// Kafka 3.9 does write racks, and later ones write a regular expression.
    void whatIsNotKeptIsReadAll()
    {
        Written topics;
        (topics.i16(0) << 2).uuid(1) << 7 << "orders";
        topics.i32(1) << 2; // the racks of one partition
        topics.i32(0) << 3 << 3 << "r1" << 3 << "r2" << 0 << 0 << 0;
        const SubscribedTopicsValue expected{{{uuid(1), "orders", 1}}};
        QVERIFY(decodeSubscribedTopicsValue(Bytes(topics)) == expected);

        Written member;
        member.i16(0) << 0 << 0 << 2 << "c" << 2 << "h" << 1 << 3 << "t*";
        member.i32(-1) << 0 << 0;
        const ConsumerMemberValue plain{{}, {}, "c", "h", {}, -1, {}, {}};
        QVERIFY(decodeConsumerMemberValue(Bytes(member)) == plain);
    }

    void nullWhereThereMustBeSomethingIsNone()
    {
        Written target;
        QVERIFY(!decodeTargetAssignmentValue(Bytes(target.i16(0) << 0 << 0)));
        Written member;
        member.i16(0) << 0 << 0 << 0 << 2 << "h" << 1 << 0; // a client id
        QVERIFY(!decodeConsumerMemberValue(Bytes(member.i32(-1) << 0 << 0)));
    }

    /// Lengths of many bytes must neither be believed nor run out of 32 bits.
    void hugeLengthsAreNone()
    {
        Written long5;
        QVERIFY(!decodeTargetAssignmentValue(
            Bytes(long5.i16(0) << 255 << 255 << 255 << 255 << 15 << 0)));
        Written long6;
        QVERIFY(!decodeTargetAssignmentValue(
            Bytes(long6.i16(0) << 129 << 128 << 128 << 128 << 128 << 0 << 0)));
    }

    void whatIsWrittenIsRead()
    {
        QVERIFY(rc::check("members", [] {
            const ConsumerMemberValue value = someMember();
            RC_ASSERT(decodeConsumerMemberValue(encode(value)) == value);
        }));
        QVERIFY(rc::check("assignments", [] {
            const TargetAssignmentValue target{somePartitions()};
            RC_ASSERT(decodeTargetAssignmentValue(encode(target)) == target);
            const CurrentAssignmentValue current{Generation(*rc::gen::arbitrary<std::int32_t>()),
                Generation(*rc::gen::arbitrary<std::int32_t>()), *rc::gen::arbitrary<std::int8_t>(),
                somePartitions(), somePartitions()};
            RC_ASSERT(decodeCurrentAssignmentValue(encode(current)) == current);
        }));
    }

    void anyBytesAreReadOrRefused()
    {
        QVERIFY(rc::check("random bytes behind a version", [] {
            auto bytes = *rc::gen::arbitrary<Bytes>();
            bytes.insert(bytes.begin(), 2, 0);
            const auto member = decodeConsumerMemberValue(bytes);
            RC_ASSERT((!member || member->topics.size() < bytes.size()));
            const auto target = decodeTargetAssignmentValue(bytes);
            RC_ASSERT((!target || target->partitions.size() < bytes.size()));
        }));
    }
};

QTEST_APPLESS_MAIN(ConsumerGroupRecordsTest)
#include "tst_consumer_group_records.moc"
