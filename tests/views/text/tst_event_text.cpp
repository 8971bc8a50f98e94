// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "views/text/event_text.h"
#include "views/text/fidelity.h"

#include "tests/support/history_builder.h"

#include <limits>
#include <utility>

using namespace brokerscope;
using namespace brokerscope::views;
using namespace Qt::Literals::StringLiterals;
using test::HistoryBuilder;

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
    void scriptCommandTellsWhatItDid();
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
