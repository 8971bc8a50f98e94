// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "views/text/event_text.h"
#include "views/text/fidelity.h"

#include "tests/support/history_builder.h"

#include <QSet>

#include <limits>
#include <utility>

using namespace brokerscope;
using namespace brokerscope::views;
using namespace Qt::Literals::StringLiterals;
using test::HistoryBuilder;

Q_DECLARE_METATYPE(event::Payload)

namespace {

/// A History with one event of every kind, in the order of event::Payload, all fields at their
/// defaults.
std::shared_ptr<const history::History> oneOfEach()
{
    HistoryBuilder builder;
    const auto addAll = [&]<std::size_t... I>(std::index_sequence<I...>)
    {
        (builder.add(HistoryBuilder::kB1, std::variant_alternative_t<I, event::Payload>{}), ...);
    };
    addAll(std::make_index_sequence<event::kKindCount>{});
    return builder.build();
}

} // namespace

class TestEventText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasASentence_data();
    void everyKindHasASentence();
    void appendNamesLeaderOffsetsAndProducer();
    void filesAreToldOf_data();
    void filesAreToldOf();
    void everyReasonHasItsWords();
    void aResetInAChainTellsOfTheDeletion();
    void scriptCommandTellsWhatItDid();
    void scriptCommandTellsWhatItAskedFor();
    void fencingInAChainTellsOfTheSilence();
    void times_data();
    void times();
    void clockShowsMinutesAndHours();
    void offsetsReadAsAPersonSaysThem();
    void everyErrorIsExplained();
    void everyAnomalyHasItsTexts();
    void commandsHaveALongAndAShortForm();
    void sessionErrorsNameTheFile();
    void fidelityNotesAreComplete();
};

void TestEventText::everyKindHasASentence_data()
{
    QTest::addColumn<int>("kind");
    for (std::size_t i = 0; i < event::kKindCount; ++i) {
        QTest::newRow(std::string(event::kindName(i)).c_str()) << static_cast<int>(i);
    }
}

void TestEventText::everyKindHasASentence()
{
    QFETCH(int, kind);
    const auto history = oneOfEach();
    const EventId id(static_cast<std::uint32_t>(kind));
    for (const QString& text : {sentence(*history, id), whySentence(*history, id, kNoEvent)}) {
        QVERIFY(!text.isEmpty());
        QVERIFY2(!text.contains(u'%'), qPrintable(text));
        QVERIFY2(!text.endsWith(u'.'), qPrintable(text));
    }
}

void TestEventText::appendNamesLeaderOffsetsAndProducer()
{
    HistoryBuilder builder;
    const EventId lead = builder.lead(HistoryBuilder::kB1, 3, 7, 3, 5);
    const EventId follow = builder.follow(HistoryBuilder::kB2, 7, 3, 5);
    const auto history = builder.build();
    QCOMPARE(sentence(*history, lead), u"b1 appended orders-0 7–9 (epoch 5) from p1's batch 3"_s);
    QCOMPARE(sentence(*history, follow), u"b2 copied orders-0 7–9 (epoch 5) from the leader"_s);
}

void TestEventText::filesAreToldOf_data()
{
    constexpr PartitionId kOrders0 = HistoryBuilder::kOrders0;
    QTest::addColumn<event::Payload>("payload");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, event::Payload payload, const QString& text) {
        QTest::newRow(name) << payload << text;
    };
    row("roll", event::SegmentRolled{Offset(120), kOrders0, event::RollReason::Size},
        u"b1 rolled orders-0: segment 120 begins, since the next batch would not fit into "
        "segment.bytes"_s);
    row("retention",
        event::SegmentDeleted{
            Offset(0), Offset(120), 4000, kOrders0, event::SegmentDeletion::RetentionTime},
        u"b1 deleted segment 0 of orders-0 (offsets 0–119, 4000 bytes): its newest record is older "
        "than retention.ms"_s);
    row("log start",
        event::LogStartMoved{Offset(0), Offset(50), kOrders0, event::LogStartReason::DeleteRecords},
        u"the log start of orders-0 on b1 moved from 0 to 50: DeleteRecords asked for it"_s);
    row("begun anew",
        event::LogStartMoved{Offset(0), Offset(50), kOrders0, event::LogStartReason::Truncated},
        u"b1 emptied its log of orders-0 and begins anew at 50"_s);
    row("index", event::IndexEntryAdded{Offset(9), Offset(0), -1, kNoOffset, 4100, kOrders0},
        u"b1 put offset 9 at byte 4100 into the index of segment 0 of orders-0"_s);
    row("time index", event::IndexEntryAdded{Offset(9), Offset(0), 1000, Offset(7), 4100, kOrders0},
        u"b1 put offset 9 at byte 4100 into the index of segment 0 of orders-0, and into its time "
        "index that nothing up to 7 is later than 1000"_s);
    row("flush", event::LogFlushed{Offset(120), kOrders0},
        u"b1 fsynced orders-0: what is below 120 survives a power loss"_s);
    row("sound scan", event::LogScanned{Offset(100), Offset(120), 0, kOrders0},
        u"b1 had not been shut down cleanly and checked every batch of orders-0 from 100 to 120"_s);
    row("torn scan", event::LogScanned{Offset(100), Offset(120), 33, kOrders0},
        u"b1 had not been shut down cleanly and checked every batch of orders-0 from 100 to 120; "
        "it cut off 33 torn or broken bytes"_s);
    row("cleaner", event::CleanerFinished{Offset(120), 4000, 900, kOrders0},
        u"the log cleaner of b1 has cleaned orders-0 up to 120: 4000 bytes became 900"_s);
    row("disk full", event::LogDirFailed{kOrders0, event::DiskError::Full},
        u"the disk of b1 is full: it could not write orders-0 and gives up its only log "
        "directory"_s);
    row("checkpoint", event::LogDirFailed{kNoPartition, event::DiskError::WriteFailed},
        u"b1 could not write a checkpoint to its disk and gives up its only log directory"_s);
    row("seek", event::PositionSought{Offset(5), -1, kOrders0, event::SeekTarget::Offset},
        u"b1 seeks: its position in orders-0 is now 5"_s);
    row("seek to a time", event::PositionSought{Offset(5), 1000, kOrders0, event::SeekTarget::Time},
        u"b1 seeks to the first record of orders-0 that is not older than timestamp 1000: its "
        "position is now 5"_s);
    row("seek to a time of the run",
        event::PositionSought{
            Offset(5), kWallClockOriginMs + 1200, kOrders0, event::SeekTarget::Time},
        u"b1 seeks to the first record of orders-0 that is not older than timestamp 1.2 s: its "
        "position is now 5"_s);
    row("halt", event::NodeStopped{event::StopHow::Halt},
        u"b1 halted: a broker without a log directory cannot go on"_s);
}

void TestEventText::filesAreToldOf()
{
    QFETCH(event::Payload, payload);
    HistoryBuilder builder;
    const EventId id = builder.add(HistoryBuilder::kB1, payload);
    QTEST(sentence(*builder.build(), id), "text");
}

void TestEventText::everyReasonHasItsWords()
{
    QSet<QString> texts;
    for (int i = 0; i <= static_cast<int>(event::RollReason::Retention); ++i) {
        texts += rollReasonText(static_cast<event::RollReason>(i));
    }
    for (int i = 0; i <= static_cast<int>(event::SegmentDeletion::Compacted); ++i) {
        texts += segmentDeletionText(static_cast<event::SegmentDeletion>(i));
    }
    for (int i = 0; i <= static_cast<int>(event::StopHow::Halt); ++i) {
        texts += stopHowText(static_cast<event::StopHow>(i));
    }
    QVERIFY(!texts.contains(QString()));
    QCOMPARE(texts.size(), 13);
}

void TestEventText::aResetInAChainTellsOfTheDeletion()
{
    HistoryBuilder builder;
    const EventId moved = builder.moveStart(HistoryBuilder::kB1, 0, 9);
    const EventId reset = builder.reset(HistoryBuilder::kC1, 9);
    const auto history = builder.build();
    QCOMPARE(whySentence(*history, reset, moved),
        u"what c1 was to read next in orders-0 was deleted; out of range, it goes on at 9 as "
        "auto.offset.reset says"_s);
    QCOMPARE(whySentence(*history, reset, kNoEvent), sentence(*history, reset));
}

void TestEventText::scriptCommandTellsWhatItDid()
{
    std::vector<event::Event> events{
        {Timestamp(10), kNoEvent, kScriptNode, event::ScriptCommand{0}},
        {Timestamp(10), EventId(0), HistoryBuilder::kB1,
            event::NodeStopped{event::StopHow::PowerLoss}},
        {Timestamp(20), kNoEvent, kScriptNode, event::ScriptCommand{1}},
        {Timestamp(20), EventId(2), HistoryBuilder::kP1, event::NodeStarted{}},
        {Timestamp(20), EventId(2), HistoryBuilder::kC1, event::NodeStarted{}},
    };
    const history::History history(
        test::rosterOf(3, 1, 2, 1), std::move(events), {}, Timestamp(30));
    QCOMPARE(sentence(history, EventId(0)), u"you stopped b1 (power loss)"_s);
    QCOMPARE(sentence(history, EventId(2)), u"you started p1, c1"_s);
}

void TestEventText::scriptCommandTellsWhatItAskedFor()
{
    const auto at = [](std::int64_t time, NodeId node, EventId cause, event::Payload payload) {
        return event::Event{Timestamp(time), cause, node, std::move(payload)};
    };
    event::MessageSent lookUp;
    lookUp.api = event::Api::ListOffsets;
    event::MessageSent metadata;
    metadata.api = event::Api::Metadata;
    metadata.partition = HistoryBuilder::kOrders0;
    const NodeId c1 = HistoryBuilder::kC1;
    std::vector<event::Event> events{
        at(10, kScriptNode, kNoEvent, event::ScriptCommand{0}),
        at(10, c1, EventId(0), event::PositionSought{Offset(5), -1, HistoryBuilder::kOrders0}),
        at(20, kScriptNode, kNoEvent, event::ScriptCommand{1}),
        at(20, c1, EventId(2), lookUp),
        at(30, kScriptNode, kNoEvent, event::ScriptCommand{2}),
        at(30, kScriptNode, EventId(4), metadata),
    };
    const history::History history(
        test::rosterOf(3, 1, 2, 1), std::move(events), {}, Timestamp(30));
    QCOMPARE(sentence(history, EventId(0)), u"you let c1 seek to offset 5 of orders-0"_s);
    QCOMPARE(sentence(history, EventId(2)), u"you let c1 seek"_s);
    QCOMPARE(sentence(history, EventId(4)), u"you had records of orders-0 deleted"_s);
}

void TestEventText::fencingInAChainTellsOfTheSilence()
{
    HistoryBuilder builder;
    const EventId stop = builder.stop(HistoryBuilder::kB1, event::StopHow::PowerLoss);
    const EventId fenced
        = builder.add(HistoryBuilder::kController, event::BrokerFenced{HistoryBuilder::kB1});
    const auto history = builder.build();
    QCOMPARE(whySentence(*history, fenced, stop),
        u"no heartbeat came from b1, and 1 ms after that the controller fenced it"_s);
    QCOMPARE(whySentence(*history, fenced, kNoEvent), sentence(*history, fenced));
}

void TestEventText::times_data()
{
    QTest::addColumn<qint64>("micros");
    QTest::addColumn<QString>("time");
    QTest::addColumn<QString>("duration");
    QTest::newRow("zero") << qint64(0) << u"0.000 000"_s << u"0"_s;
    QTest::newRow("micros") << qint64(118) << u"0.000 118"_s << u"118 µs"_s;
    QTest::newRow("millis") << qint64(1500) << u"0.001 500"_s << u"1.5 ms"_s;
    QTest::newRow("target") << qint64(1'734'118) << u"1.734 118"_s << u"1.734 s"_s;
    QTest::newRow("minutes") << qint64(61'000'000) << u"61.000 000"_s << u"61 s"_s;
}

void TestEventText::times()
{
    QFETCH(qint64, micros);
    QFETCH(QString, time);
    QFETCH(QString, duration);
    QCOMPARE(timeText(Timestamp(micros)), time);
    QCOMPARE(durationText(Duration(micros)), duration);
}

void TestEventText::clockShowsMinutesAndHours()
{
    QCOMPARE(clockText(Timestamp(1'742'318)), u"00:01.742 318"_s);
    QCOMPARE(clockText(Timestamp(3'661'000'001)), u"01:01:01.000 001"_s);
}

void TestEventText::offsetsReadAsAPersonSaysThem()
{
    QCOMPARE(offsets(Offset(7), Offset(10)), u"7–9"_s);
    QCOMPARE(offsets(Offset(7), Offset(8)), u"7"_s);
    QCOMPARE(offsets(Offset(7), Offset(7)), u"none"_s);
}

void TestEventText::everyErrorIsExplained()
{
    for (int code = -1; code <= 120; ++code) {
        const auto error = static_cast<event::ErrorCode>(code);
        const bool known = error != event::ErrorCode::None && errorExplanation(error).size() > 0;
        QCOMPARE(errorText(error).contains(u'('), known);
    }
    QVERIFY(!errorExplanation(event::ErrorCode::NotLeaderOrFollower).isEmpty());
    QVERIFY(errorText(event::ErrorCode::NotEnoughReplicas).startsWith(u"NOT_ENOUGH_REPLICAS ("_s));
    QVERIFY(errorExplanation(event::ErrorCode::None).isEmpty());
}

void TestEventText::everyAnomalyHasItsTexts()
{
    for (std::size_t i = 0; i < history::kAnomalyKinds; ++i) {
        const auto kind = static_cast<history::AnomalyKind>(i);
        QVERIFY(!anomalyTitle(kind).isEmpty());
        QVERIFY(!anomalyExplanation(kind).isEmpty());
        QVERIFY(anomalyQuestion(kind).endsWith(u'?'));
    }
}

void TestEventText::commandsHaveALongAndAShortForm()
{
    const scenario::Command stop{
        Timestamp(), scenario::StopCommand{"b1", event::StopHow::PowerLoss}};
    QCOMPARE(commandText(stop), u"stop b1 (power loss)"_s);
    QCOMPARE(commandPill(stop), u"⚡ stop b1"_s);
    const scenario::Command start{Timestamp(), scenario::StartCommand{{"p1", "c1"}}};
    QCOMPARE(commandText(start), u"start p1, c1"_s);
    const scenario::Command cut{Timestamp(), scenario::CutCommand{"b1", "b2", false}};
    QCOMPARE(commandText(cut), u"cut the link from b1 to b2"_s);
    QCOMPARE(commandPill(cut), u"✂ b1 → b2"_s);
    const scenario::Command seek{Timestamp(),
        scenario::SeekCommand{"c1", event::SeekTarget::Time, {}, Timestamp(1'200'000), {}}};
    QCOMPARE(commandText(seek), u"let c1 seek to time 1.2 s"_s);
    QCOMPARE(commandPill(seek), u"↷ seek c1"_s);
    const scenario::Command back{Timestamp(),
        scenario::SeekCommand{"c1", event::SeekTarget::Offset, Offset(5), {}, "orders-0"}};
    QCOMPARE(commandText(back), u"let c1 seek to offset 5 in orders-0"_s);
    const scenario::Command erase{
        Timestamp(), scenario::DeleteRecordsCommand{"orders-0", Offset(50)}};
    QCOMPARE(commandText(erase), u"delete the records of orders-0 before offset 50"_s);
    QCOMPARE(commandPill(erase), u"✕ records of orders-0"_s);
    const scenario::Command all{Timestamp(), scenario::DeleteRecordsCommand{"orders-0", kNoOffset}};
    QCOMPARE(commandText(all), u"delete the records of orders-0 below the high watermark"_s);
}

void TestEventText::sessionErrorsNameTheFile()
{
    using Kind = history::SessionError::Kind;
    for (const Kind kind : {Kind::Missing, Kind::Unreadable, Kind::Empty, Kind::Foreign,
             Kind::Newer, Kind::Corrupt, Kind::CannotWrite, Kind::DiskFull}) {
        const QString text = sessionErrorText({kind, "/tmp/one.brokerscope", {}});
        QVERIFY2(text.contains(u"/tmp/one.brokerscope"_s), qPrintable(text));
        QVERIFY2(text.endsWith(u'.'), qPrintable(text));
    }
}

void TestEventText::fidelityNotesAreComplete()
{
    const auto notes = fidelityNotes();
    QVERIFY(notes.size() >= 14);
    for (const FidelityNote& note : notes) {
        QVERIFY(!note.title.isEmpty());
        QVERIFY(note.text.endsWith(u'.'));
        QVERIFY(!note.affects.isEmpty());
    }
}

QTEST_MAIN(TestEventText)
#include "tst_event_text.moc"
