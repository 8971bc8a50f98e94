// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "tests/views/sequence/sequence_story.h"
#include "views/sequence/epoch_spans.h"
#include "views/sequence/label_room.h"
#include "views/sequence/message_text.h"

#include <algorithm>

using namespace brokerscope;
using namespace brokerscope::views;
using test::HistoryBuilder;
using test::SequenceStory;

namespace {

const SequenceData::Message& messageOf(const SequenceData& data, EventId sent)
{
    return data.messages.at(static_cast<std::size_t>(data.indexOf(sent)));
}

bool has(const SequenceData& data, const ShownSequence& shown, EventId sent)
{
    return std::ranges::binary_search(
        shown.messages, static_cast<std::uint32_t>(data.indexOf(sent)));
}

/// p1 sends `count` requests to b1, a millisecond apart, each on its way for `way` events.
std::shared_ptr<const history::History> manyMessages(std::uint32_t count)
{
    HistoryBuilder builder;
    for (std::uint32_t i = 0; i < count; ++i) {
        event::MessageSent sent;
        sent.api = event::Api::Produce;
        sent.to = HistoryBuilder::kB1;
        sent.partition = HistoryBuilder::kOrders0;
        sent.deliverAt = kNever;
        const EventId id = builder.add(HistoryBuilder::kP1, sent);
        if (i % 100 == 7) {
            builder.add(HistoryBuilder::kB1, event::MessageDropped{id, event::DropReason::Cut}, id);
        } else {
            builder.add(HistoryBuilder::kB1, event::MessageReceived{id}, id);
        }
    }
    return builder.build();
}

} // namespace

class TestSequenceData : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void messagesHaveTheirTimesAndFate();
    void labelsSayWhatHappened_data();
    void labelsSayWhatHappened();
    void quietFetchesAreThoseThatBringNothing();
    void aRepeatedDecisionIsOneMark();
    void filtersDecideWhatPasses();
    void theWindowFindsWhatIsUnderWay();
    void manyMessagesAreThinnedOutTheSameEverywhere();
    void theLeaderTellsWhereTheLogsPart();
    void labelsGetRoomOnlyWhereNothingIs();
};

void TestSequenceData::messagesHaveTheirTimesAndFate()
{
    const SequenceStory story = test::makeSequenceStory();
    const auto data = gatherSequence(story.history());
    const auto& produce = messageOf(*data, story.produce);
    QCOMPARE(produce.sentAt, story.timeOf(story.produce));
    QCOMPARE(produce.endedAt, story.timeOf(produce.ended));
    QVERIFY(!produce.isLost && !produce.isResponse);
    QCOMPARE(produce.first, Offset(7));
    QCOMPARE(produce.count, 3U);
    const auto& cut = messageOf(*data, story.cut);
    QVERIFY(cut.isLost);
    QCOMPARE(cut.ended, story.cutDrop);
    QVERIFY(messageOf(*data, story.ok).isResponse);
    QVERIFY(data->usualWay > Duration());
    QCOMPARE(data->indexOf(story.appended), std::ptrdiff_t(-1));
    const auto& down = data->outages.at(HistoryBuilder::kB1.value());
    QCOMPARE(down.size(), 1U);
    QCOMPARE(down.front().from, story.timeOf(story.stop));
    QVERIFY(down.front().to > down.front().from && down.front().to < story.history().end());
}

void TestSequenceData::labelsSayWhatHappened_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<QString>("label");
    QTest::newRow("produce") << 0 << QStringLiteral("Produce 7–9");
    QTest::newRow("ok") << 1 << QStringLiteral("ok @7 acks=all");
    QTest::newRow("fetch") << 2 << QStringLiteral("Fetch @0");
    QTest::newRow("records") << 3 << QStringLiteral("records 0–6, HW 6");
    QTest::newRow("nothing") << 4 << QStringLiteral("(nothing yet)");
    QTest::newRow("diverging") << 5 << QStringLiteral("diverging: epoch 5 ends at 7");
}

void TestSequenceData::labelsSayWhatHappened()
{
    QFETCH(const int, which);
    QFETCH(const QString, label);
    const SequenceStory story = test::makeSequenceStory();
    const auto data = gatherSequence(story.history());
    const std::array events{
        story.produce, story.ok, story.fetch, story.records, story.emptyAnswer, story.diverging};
    const auto& message = messageOf(*data, events.at(static_cast<std::size_t>(which)));
    QCOMPARE(messageLabel(story.history(), *data, message), label);
    QVERIFY(messageTip(story.history(), *data, message).contains(QStringLiteral("→")));
}

void TestSequenceData::quietFetchesAreThoseThatBringNothing()
{
    const SequenceStory story = test::makeSequenceStory();
    const auto data = gatherSequence(story.history());
    QVERIFY(messageOf(*data, story.emptyFetch).isQuiet);
    QVERIFY(messageOf(*data, story.emptyAnswer).isQuiet);
    QVERIFY(!messageOf(*data, story.fetch).isQuiet); // its answer had records
    QVERIFY(!messageOf(*data, story.diverging).isQuiet); // it had a truncation come of it
    QVERIFY(!messageOf(*data, story.cut).isQuiet); // a loss is news
    QVERIFY(!messageOf(*data, story.produce).isQuiet);
}

void TestSequenceData::aRepeatedDecisionIsOneMark()
{
    HistoryBuilder builder;
    builder.elect(HistoryBuilder::kB1, 0);
    builder.elect(HistoryBuilder::kB1, 0);
    for (int i = 0; i < 2; ++i) {
        builder.add(HistoryBuilder::kController,
            event::IsrChanged{{HistoryBuilder::kB1}, PartitionEpoch(3), HistoryBuilder::kOrders0,
                event::IsrReason::Lagging});
    }
    const auto history = builder.build();
    QCOMPARE(gatherSequence(*history)->marks.size(), 2U);
}

void TestSequenceData::filtersDecideWhatPasses()
{
    const SequenceStory story = test::makeSequenceStory();
    const auto data = gatherSequence(story.history());
    const event::Roster& roster = story.history().roster();
    SequenceFilter filter;
    ShownSequence shown = filtered(*data, roster, filter);
    QVERIFY(has(*data, shown, story.produce));
    QVERIFY(!has(*data, shown, story.heartbeat)); // off at first
    QVERIFY(!has(*data, shown, story.emptyFetch));
    filter.groups.fill(true);
    filter.quiet = true;
    shown = filtered(*data, roster, filter);
    QCOMPARE(shown.messages.size(), data->messages.size());
    filter.groups.at(static_cast<std::size_t>(ApiGroup::Produce)) = false;
    QVERIFY(!has(*data, filtered(*data, roster, filter), story.ok));
    filter.hidden = {HistoryBuilder::kB2};
    shown = filtered(*data, roster, filter);
    QVERIFY(!has(*data, shown, story.fetch));
    QVERIFY(!has(*data, shown, story.heartbeat));
    QVERIFY(std::ranges::find(shown.lifelines, HistoryBuilder::kB2) == shown.lifelines.end());
    filter.partition = PartitionId(9); // none of the story's
    QVERIFY(!has(*data, filtered(*data, roster, filter), story.cut));
}

void TestSequenceData::theWindowFindsWhatIsUnderWay()
{
    const SequenceStory story = test::makeSequenceStory();
    const auto data = gatherSequence(story.history());
    const ShownSequence shown = filtered(*data, story.history().roster(), {});
    const auto& records = messageOf(*data, story.records);
    // Sent before the window, taken in within it.
    const TimelineWindow late{
        records.endedAt - microseconds(10), records.endedAt + microseconds(10)};
    const Excerpt found = messagesWithin(*data, shown, late, 100);
    QVERIFY(
        std::ranges::find(found.indexes, static_cast<std::uint32_t>(data->indexOf(story.records)))
        != found.indexes.end());
    QVERIFY(std::ranges::is_sorted(found.indexes));
    const TimelineWindow after{records.endedAt + microseconds(1), story.history().end()};
    const Excerpt gone = messagesWithin(*data, shown, after, 100);
    QVERIFY(
        std::ranges::find(gone.indexes, static_cast<std::uint32_t>(data->indexOf(story.records)))
        == gone.indexes.end());
    QVERIFY(!gone.isThinned());
}

void TestSequenceData::manyMessagesAreThinnedOutTheSameEverywhere()
{
    const auto history = manyMessages(6000);
    const auto data = gatherSequence(*history);
    const ShownSequence shown = filtered(*data, history->roster(), {});
    const TimelineWindow whole{Timestamp(), history->end()};
    const Excerpt some = messagesWithin(*data, shown, whole, 300);
    QVERIFY(some.isThinned());
    QCOMPARE(some.outOf, std::size_t(6000));
    QVERIFY(some.indexes.size() <= 302);
    const auto lost = std::ranges::count_if(
        some.indexes, [&](std::uint32_t i) { return data->messages[i].isLost; });
    QCOMPARE(lost, 60); // the loud ones all stay
    // A window that begins a little later shows the same ones.
    const TimelineWindow later{Timestamp() + milliseconds(333), history->end()};
    const Excerpt others = messagesWithin(*data, shown, later, 300);
    for (const std::uint32_t index : others.indexes) {
        QVERIFY(std::ranges::binary_search(some.indexes, index)
            || data->messages[index].sentAt < later.from);
    }
}

void TestSequenceData::theLeaderTellsWhereTheLogsPart()
{
    const SequenceStory story = test::makeSequenceStory();
    EpochSpans spans(story.history().roster());
    using B = HistoryBuilder;
    // KIP-279: the follower has 4–6 of epoch 2, the leader went from epoch 1 to 3.
    spans.append(B::kB1, B::kOrders0, LeaderEpoch(1), Offset(0), Offset(4));
    spans.append(B::kB1, B::kOrders0, LeaderEpoch(2), Offset(4), Offset(7));
    spans.append(B::kB2, B::kOrders0, LeaderEpoch(1), Offset(0), Offset(5));
    spans.begin(B::kB2, B::kOrders0, LeaderEpoch(3), Offset(5));
    const EpochEnd parting = spans.parting(B::kB1, B::kB2, B::kOrders0, Offset(7));
    QCOMPARE(parting.epoch, LeaderEpoch(1));
    QCOMPARE(parting.end, Offset(5));
    spans.cut(B::kB1, B::kOrders0, Offset(4));
    QCOMPARE(spans.parting(B::kB1, B::kB2, B::kOrders0, Offset(4)).epoch, LeaderEpoch(1));
    QCOMPARE(spans.parting(B::kB3, B::kB2, B::kOrders0, Offset(0)).epoch, kNoEpoch);
}

void TestSequenceData::labelsGetRoomOnlyWhereNothingIs()
{
    LabelRoom room(QRectF(0, 0, 200, 100));
    const std::array places{QRectF(10, 10, 50, 14), QRectF(10, 40, 50, 14)};
    QCOMPARE(room.place(places), std::optional(places[0]));
    QCOMPARE(room.place(places), std::optional(places[1]));
    QCOMPARE(room.place(places), std::nullopt);
    QVERIFY(!room.isFree(QRectF(55, 20, 50, 30))); // reaches into both rows
    QVERIFY(!room.isFree(QRectF(190, 70, 50, 14))); // sticks out
    QVERIFY(room.isFree(QRectF(120, 30, 50, 14)));
}

QTEST_MAIN(TestSequenceData)
#include "tst_sequence_data.moc"
