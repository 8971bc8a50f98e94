#include <QTest>

#include "engine/protocol/consumer_protocol.h"
#include "engine/protocol/group_metadata.h"
#include "engine/record/batch.h"

#include <fstream>
#include <iterator>

using namespace brokerscope;
using namespace brokerscope::protocol;

namespace {

struct Stored {
    Bytes key;
    std::optional<Bytes> value;
};

Bytes copyOf(ByteView bytes)
{
    return {bytes.begin(), bytes.end()};
}

/// What a running Apache Kafka 3.9.0 wrote into __consumer_offsets for the group "readers".
std::vector<Stored> fromKafka()
{
    std::ifstream in(BROKERSCOPE_SOURCE_DIR
        "/tests/data/kafka-data-dir/__consumer_offsets-0/00000000000000000000.log",
        std::ios::binary);
    const Bytes segment{std::istreambuf_iterator<char>(in), {}};
    std::vector<Stored> records;
    ByteView rest = segment;
    while (const auto batch = record::BatchView::at(rest)) {
        record::RecordReader reader(*batch);
        while (!reader.atEnd()) {
            const auto record = reader.next();
            records.push_back({copyOf(*record->key),
                record->value ? std::optional(copyOf(*record->value)) : std::nullopt});
        }
        rest = rest.subspan(batch->bytes().size());
    }
    return records;
}

GroupValue sampleGroup()
{
    GroupValue value;
    value.protocolType = "consumer";
    value.generation = Generation(4);
    value.protocol = "range";
    value.leader = "c1-1";
    value.currentStateTimestampMs = 1'700'000'000'000;
    value.members = {{"c1-1", "static-1", "c1", "/127.0.0.1", 300000, 45000, {1, 2}, {3}},
        {"c2-1", std::nullopt, "c2", "/127.0.0.1", 1000, 6000, {}, {}}};
    return value;
}

} // namespace

class GroupMetadataTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatKafkaWrote()
    {
        const std::vector<Stored> records = fromKafka();
        QCOMPARE(records.size(), std::size_t(7));
        const auto group = decodeGroupValue(*records[1].value);
        QVERIFY(group.has_value());
        QCOMPARE(group->protocolType, std::string("consumer"));
        QCOMPARE(group->generation, Generation(1));
        QCOMPARE(group->protocol.value(), std::string("range"));
        QCOMPARE(group->members.size(), std::size_t(1));
        const GroupValue::Member& member = group->members.front();
        QCOMPARE(member.memberId, *group->leader);
        QCOMPARE(member.clientId, std::string("consumer-readers-1"));
        QCOMPARE(member.rebalanceTimeoutMs, 300000);
        QCOMPARE(member.sessionTimeoutMs, 45000);
        QVERIFY(decodeAssignment(member.assignment)->partitions
            == (std::vector<TopicPartitions>{{"trades", {0, 1}}}));
        const auto key = decodeGroupRecordKey(records[2].key);
        QVERIFY(*key == GroupRecordKey(OffsetKey{"readers", "trades", 1}));
        const auto offset = decodeOffsetValue(*records[2].value);
        QCOMPARE(offset->offset, Offset(478));
        QCOMPARE(offset->leaderEpoch, LeaderEpoch(0));
        QCOMPARE(decodeGroupValue(*records.back().value)->generation, Generation(2));
    }

    /// Byte for byte, keys and values.
    void writesWhatKafkaWrote()
    {
        for (const Stored& record : fromKafka()) {
            const auto key = decodeGroupRecordKey(record.key);
            QVERIFY(key.has_value());
            if (const auto* offset = std::get_if<OffsetKey>(&*key)) {
                QCOMPARE(encode(*offset), record.key);
                QCOMPARE(encode(*decodeOffsetValue(*record.value)), *record.value);
            } else {
                QCOMPARE(encode(std::get<GroupKey>(*key)), record.key);
                QCOMPARE(encode(*decodeGroupValue(*record.value)), *record.value);
            }
        }
    }

    void whatIsWrittenIsRead()
    {
        QVERIFY(decodeGroupValue(encode(sampleGroup())) == sampleGroup());
        const OffsetValue offset{Offset(7), LeaderEpoch(3), "where I was", 1'700'000'000'000, {}};
        QVERIFY(decodeOffsetValue(encode(offset)) == offset);
        const OffsetValue withRetention{Offset(7), kNoEpoch, "", 5, 9};
        QVERIFY(decodeOffsetValue(encode(withRetention)) == withRetention);
    }

    void keysOfOtherTypesArePassedOver()
    {
        const Bytes epoch{0, 3, 0, 1, 'g'};
        QVERIFY(*decodeGroupRecordKey(epoch) == GroupRecordKey(UnknownKey{3}));
        const Bytes oldOffsetKey{0, 0, 0, 1, 'g', 0, 1, 't', 0, 0, 0, 2};
        QVERIFY(*decodeGroupRecordKey(oldOffsetKey) == GroupRecordKey(OffsetKey{"g", "t", 2}));
    }

    void whatIsCutShortIsNone()
    {
        const Bytes key = encode(OffsetKey{"group", "topic", 3});
        for (std::size_t size = 0; size < key.size(); ++size) {
            QVERIFY(!decodeGroupRecordKey(ByteView(key).first(size)));
        }
        const Bytes group = encode(sampleGroup());
        for (std::size_t size = 0; size < group.size(); ++size) {
            QVERIFY(!decodeGroupValue(ByteView(group).first(size)));
        }
        Bytes later = group;
        later[1] = 4; // its fields are encoded in another way
        QVERIFY(!decodeGroupValue(later));
    }
};

QTEST_APPLESS_MAIN(GroupMetadataTest)
#include "tst_group_metadata.moc"
