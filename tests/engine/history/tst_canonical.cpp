#include <QTest>

#include "engine/history/canonical.h"
#include "engine/history/validity.h"
#include "tests/support/random_history.h"

#include <rapidcheck.h>

#include <utility>

using namespace brokerscope;
using namespace brokerscope::history;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes encoded(const std::vector<event::Event>& events)
{
    Bytes bytes;
    Timestamp previous;
    for (const event::Event& event : events) {
        encodeEvent(event, previous, bytes);
        previous = event.time;
    }
    return bytes;
}

/// Decodes until the bytes end or are not an event.
std::vector<event::Event> decoded(std::span<const std::uint8_t> bytes)
{
    std::vector<event::Event> events;
    Timestamp previous;
    while (!bytes.empty()) {
        const auto event = decodeEvent(bytes, previous);
        if (!event) {
            break;
        }
        previous = event->time;
        events.push_back(*event);
    }
    return events;
}

template <std::size_t... Kinds>
std::vector<event::Event> oneOfEach(std::index_sequence<Kinds...>)
{
    std::vector<event::Event> events{{Timestamp(1000), kNoEvent, NodeId(1),
        std::variant_alternative_t<Kinds, event::Payload>{}}...};
    // A time in an event is never before the event.
    for (event::Event& event : events) {
        if (auto* const sent = std::get_if<event::MessageSent>(&event.payload)) {
            sent->deliverAt = event.time;
        } else if (auto* const held = std::get_if<event::ReplicationThrottled>(&event.payload)) {
            held->until = event.time;
        } else if (auto* const late = std::get_if<event::MessageDelayed>(&event.payload)) {
            late->deliverAt = event.time;
        } else if (auto* const muted = std::get_if<event::ClientThrottled>(&event.payload)) {
            muted->until = event.time;
        }
    }
    return events;
}

} // namespace

class TestCanonical : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindComesBack();
    void runsComeBack();
    void extremesComeBack();
    void onlyMessagesOfASessionSayWhichOne();
    void eventsAreCompact();
    void anyBytesAreRefusedOrAreAnEvent();
    void valuesOutOfRangeAreRefused_data();
    void valuesOutOfRangeAreRefused();
    void cutBytesAreRefusedAndLeftAlone();
    void rosterComesBack();
    void rosterOutOfOrderIsRefused();
    void idsThatNameNothingDoNotFit();
};

void TestCanonical::everyKindComesBack()
{
    const auto events = oneOfEach(std::make_index_sequence<event::kKindCount>{});
    QCOMPARE(events.size(), event::kKindCount);
    QVERIFY(decoded(encoded(events)) == events);
}

void TestCanonical::runsComeBack()
{
    QVERIFY(rc::check("decoding gives back what was encoded", [](std::uint64_t seed) {
        test::RandomHistory run(seed, {});
        run.makeEvents(2000);
        RC_ASSERT(decoded(encoded(run.events())) == run.events());
    }));
}

void TestCanonical::extremesComeBack()
{
    event::MessageSent sent;
    sent.deliverAt = kNever;
    sent.offset = Offset(kLastTime);
    sent.request = EventId(std::numeric_limits<std::uint32_t>::max() - 1);
    sent.records = std::numeric_limits<std::uint32_t>::max();
    sent.to = kNoNode;
    sent.error = event::ErrorCode::UnknownServerError;
    const std::vector<event::Event> events{{Timestamp(kLastTime), kNoEvent, kNoNode, sent},
        {Timestamp(kLastTime), EventId(0), kScriptNode,
            event::BatchRetried{
                Duration(-kLastTime), BatchId(0xFFFFFFFF), kNoPartition, event::ErrorCode::None}},
        {Timestamp(kLastTime), EventId(0), kScriptNode,
            event::LeaderElected{BrokerSet::fromBits(~std::uint64_t{0}), kNoEpoch, kNoPartition,
                kNoNode, kNoNode, event::ElectionKind::NoneEligible}}};
    QVERIFY(decoded(encoded(events)) == events);
}

void TestCanonical::onlyMessagesOfASessionSayWhichOne()
{
    event::MessageSent sent;
    sent.deliverAt = Timestamp(1000);
    sent.to = NodeId(1);
    sent.api = event::Api::Fetch;
    const Bytes without = encoded({{Timestamp(1000), kNoEvent, NodeId(2), sent}});
    QCOMPARE(without.back(), static_cast<std::uint8_t>(event::Api::Fetch)); // as in version 6
    sent.session = FetchSessionId(7);
    sent.sessionEpoch = FetchSessionEpoch(3);
    sent.forgotten = 2;
    const std::vector<event::Event> events{{Timestamp(1000), kNoEvent, NodeId(2), sent}};
    Bytes with = encoded(events);
    QCOMPARE(with.size(), without.size() + 3);
    QVERIFY(decoded(with) == events);
    // A session that is none is not said.
    with[with.size() - 3] = 0; // forgotten
    with[with.size() - 2] = 0; // session
    with[with.size() - 1] = 1; // epoch -1
    QVERIFY(decoded(with).empty());
}

void TestCanonical::eventsAreCompact()
{
    test::RandomHistory run(1, {});
    run.makeEvents(10'000);
    const double perEvent = static_cast<double>(encoded(run.events()).size())
        / static_cast<double>(run.events().size());
    QVERIFY2(perEvent < 20, qPrintable(QString::number(perEvent)));
}

void TestCanonical::anyBytesAreRefusedOrAreAnEvent()
{
    QVERIFY(rc::check("changed bytes decode to events that encode to them, or not at all",
        [](std::uint64_t seed) {
            test::RandomHistory run(seed, {});
            run.makeEvents(300);
            Bytes bytes = encoded(run.events());
            const auto changes = *rc::gen::inRange(1, 20);
            for (int i = 0; i < changes; ++i) {
                const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
                bytes[at] = *rc::gen::arbitrary<std::uint8_t>();
            }
            const auto events = decoded(bytes);
            const Bytes again = encoded(events);
            // One form for each value: what decoded is what was there.
            RC_ASSERT(again.size() <= bytes.size());
            RC_ASSERT(std::equal(again.begin(), again.end(), bytes.begin()));
            Timestamp previous;
            for (const event::Event& event : events) {
                RC_ASSERT(event.time >= previous);
                previous = event.time;
            }
        }));
}

void TestCanonical::valuesOutOfRangeAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto kind
        = [](const event::Payload& payload) { return static_cast<char>(payload.index()); };
    // kind, time, cause, node, fields
    const char stopped = kind(event::NodeStopped{});
    const char rejected = kind(event::RecordRejected{});
    const char cut = kind(event::LinkCut{});
    const char epoch = kind(event::RoleAssumed{});
    QTest::newRow("unknown kind") << QByteArray::fromRawData("\x7F\0\0\1", 4);
    QTest::newRow("an enum beyond its last value") << QByteArray(1, stopped).append("\0\0\1\4", 4);
    QTest::newRow("an error code that is none")
        << QByteArray(1, rejected).append("\0\0\1\1\x7E", 5);
    QTest::newRow("a bool that is 2") << QByteArray(1, cut).append("\0\0\1\1\2\2", 6);
    QTest::newRow("a number written too long") << QByteArray(1, stopped).append("\0\0\x81\0\1", 5);
    QTest::newRow("a node beyond 16 bits")
        << QByteArray(1, stopped).append("\0\0\xFF\xFF\x07\1", 6);
    QTest::newRow("a time beyond the last")
        << QByteArray(1, stopped).append("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F\0\1\1", 12);
    QTest::newRow("an epoch beyond 32 bits")
        << QByteArray(1, epoch).append("\0\0\1\0\xFF\xFF\xFF\xFF\xFF\1\1\1\1", 13);
}

void TestCanonical::valuesOutOfRangeAreRefused()
{
    QFETCH(QByteArray, bytes);
    const Bytes copy(bytes.begin(), bytes.end());
    std::span<const std::uint8_t> rest(copy);
    QVERIFY(!decodeEvent(rest, Timestamp()));
    QCOMPARE(rest.size(), copy.size());
}

void TestCanonical::cutBytesAreRefusedAndLeftAlone()
{
    for (const event::Event& event : oneOfEach(std::make_index_sequence<event::kKindCount>{})) {
        const Bytes bytes = encoded({event});
        for (std::size_t length = 0; length < bytes.size(); ++length) {
            auto rest = std::span<const std::uint8_t>(bytes).first(length);
            QVERIFY(!decodeEvent(rest, Timestamp()));
            QCOMPARE(rest.size(), length);
        }
    }
}

void TestCanonical::rosterComesBack()
{
    const event::Roster roster = test::rosterOf(5, 3, 2, 7);
    Bytes bytes;
    encodeRoster(roster, bytes);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        auto cut = std::span<const std::uint8_t>(bytes).first(length);
        QVERIFY(!decodeRoster(cut));
    }
    bytes.push_back(0x55);
    std::span<const std::uint8_t> rest(bytes);
    const auto back = decodeRoster(rest);
    QVERIFY(back.has_value());
    QVERIFY(*back == roster);
    QCOMPARE(rest.size(), std::size_t{1});
}

void TestCanonical::rosterOutOfOrderIsRefused()
{
    event::Roster roster = test::rosterOf(2, 1, 1, 1);
    std::swap(roster.nodes[1], roster.nodes[4]);
    Bytes bytes;
    encodeRoster(roster, bytes);
    std::span<const std::uint8_t> rest(bytes);
    QVERIFY(!decodeRoster(rest));
}

void TestCanonical::idsThatNameNothingDoNotFit()
{
    const event::Roster roster = test::rosterOf(2, 1, 1, 1); // nodes 0 to 5
    const auto fitsAs = [&roster](EventId cause, NodeId node, event::Payload payload) {
        return fits({Timestamp(), cause, node, std::move(payload)}, EventId(10), roster, 2);
    };
    QVERIFY(fitsAs(kNoEvent, kNoNode, event::NodeStarted{}));
    QVERIFY(fitsAs(EventId(9), NodeId(5), event::NodeStarted{}));
    QVERIFY(!fitsAs(EventId(10), NodeId(5), event::NodeStarted{}));
    QVERIFY(!fitsAs(EventId(9), NodeId(6), event::NodeStarted{}));
    QVERIFY(!fitsAs(kNoEvent, NodeId(1), event::MessageReceived{EventId(10)}));
    QVERIFY(!fitsAs(kNoEvent, NodeId(1), event::HighWatermarkMoved{{}, {}, PartitionId(1)}));
    QVERIFY(!fitsAs(kNoEvent, NodeId(1), event::ConfigSet{StringId(0), StringId(1), StringId(2)}));
}

QTEST_GUILESS_MAIN(TestCanonical)

#include "tst_canonical.moc"
