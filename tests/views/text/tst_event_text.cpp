// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "views/text/event_text.h"
#include "views/text/fetch_session_text.h"
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
Q_DECLARE_METATYPE(brokerscope::NodeId)

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
    void handlersAreToldOf_data();
    void handlersAreToldOf();
    void everyReasonHasItsWords();
    void everyElectionIsToldApart();
    void everyChangeOfTheIsrIsToldApart();
    void replicationIsToldOf_data();
    void replicationIsToldOf();
    void faultsOfOneCommandAreOneSentence();
    void aResetInAChainTellsOfTheDeletion();
    void fetchesTellOfTheirSession_data();
    void fetchesTellOfTheirSession();
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

void TestEventText::handlersAreToldOf_data()
{
    constexpr PartitionId kOrders0 = HistoryBuilder::kOrders0;
    QTest::addColumn<event::Payload>("payload");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, event::Payload payload, const QString& text) {
        QTest::newRow(name) << payload << text;
    };
    const Offset seven(7);
    row("stored", event::RecordStored{seven, {}, {}, kOrders0},
        u"b1 wrote the result of orders-0 @ 7 into the external store of , as a new row"_s);
    row("stored with its offset", event::RecordStored{seven, {}, {}, kOrders0, true, false, true},
        u"b1 wrote the result of orders-0 @ 7 and the offset 8 into the external store of  in one "
        "transaction, although it had a row for this record already"_s);
    row("replaced", event::RecordStored{seven, {}, {}, kOrders0, false, true, false},
        u"b1 wrote the result of orders-0 @ 7 into the external store of , over the row of the "
        "same key"_s);
    row("forwarded",
        event::RecordForwarded{seven, {}, RecordNumber(3), kOrders0, HistoryBuilder::kP1, false},
        u"b1 hands orders-0 @ 7 on to p1, as its record 3"_s);
    row("a dead letter",
        event::RecordForwarded{seven, {}, RecordNumber(3), kOrders0, HistoryBuilder::kP1, true},
        u"b1 could not handle orders-0 @ 7 and hands it to p1, as its record 3"_s);
    row("known", event::RecordDeduplicated{seven, {}, kOrders0, event::SeenBy::Value, false},
        u"b1 passes over orders-0 @ 7, which its process knows by its value"_s);
    row("known to the store", event::RecordDeduplicated{seven, {}, kOrders0, {}, true},
        u"b1 passes over orders-0 @ 7, which the external store knows by its key"_s);
    row("goes on", event::PositionFromStore{seven, {}, kOrders0},
        u"b1 goes on in orders-0 at 7, the offset in the external store of "_s);
}

void TestEventText::handlersAreToldOf()
{
    QFETCH(event::Payload, payload);
    QFETCH(QString, text);
    HistoryBuilder builder;
    const EventId id = builder.add(HistoryBuilder::kB1, payload);
    QCOMPARE(sentence(*builder.build(), id), text);
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
    for (int i = 0; i <= static_cast<int>(event::StopHow::Shutdown); ++i) {
        texts += stopHowText(static_cast<event::StopHow>(i));
    }
    for (int i = 0; i <= static_cast<int>(event::QuorumRole::Resigned); ++i) {
        texts += controllerRoleText(static_cast<event::QuorumRole>(i));
    }
    for (int i = 0; i <= static_cast<int>(event::ElectionKind::Reassigned); ++i) {
        texts += electionText(static_cast<event::ElectionKind>(i));
    }
    QVERIFY(!texts.contains(QString()));
    QCOMPARE(texts.size(), 5 + 5 + 4 + 6 + 9);
}

void TestEventText::everyElectionIsToldApart()
{
    QSet<QString> texts;
    for (int i = 0; i <= static_cast<int>(event::ElectionKind::Reassigned); ++i) {
        HistoryBuilder builder;
        const auto kind = static_cast<event::ElectionKind>(i);
        const NodeId leader
            = kind == event::ElectionKind::NoneEligible ? kNoNode : HistoryBuilder::kB2;
        const EventId fenced
            = builder.add(HistoryBuilder::kController, event::BrokerFenced{HistoryBuilder::kB1});
        const EventId id = builder.add(HistoryBuilder::kController,
            event::LeaderElected{{HistoryBuilder::kB2}, LeaderEpoch(3), HistoryBuilder::kOrders0,
                leader, HistoryBuilder::kB1, kind});
        const auto history = builder.build();
        const QString text = sentence(*history, id);
        QVERIFY2(text.contains(u"orders-0"_s) && text.contains(u"{b2}"_s), qPrintable(text));
        QVERIFY2(text.contains(u"epoch 3"_s), qPrintable(text));
        QCOMPARE(text.contains(u"b2 "_s) || text.contains(u"b2,"_s), leader != kNoNode);
        // Behind a fencing, only a clean election is one of the first live member of the ISR.
        QCOMPARE(whySentence(*history, id, fenced).contains(u"first live member"_s),
            kind == event::ElectionKind::Clean);
        texts += text;
    }
    QCOMPARE(texts.size(), 9);
}

void TestEventText::everyChangeOfTheIsrIsToldApart()
{
    QSet<QString> texts;
    for (int i = 0; i <= static_cast<int>(event::IsrReason::Reassigned); ++i) {
        HistoryBuilder builder;
        const EventId id = builder.add(HistoryBuilder::kController,
            event::IsrChanged{{HistoryBuilder::kB1, HistoryBuilder::kB3}, PartitionEpoch(7),
                HistoryBuilder::kOrders0, static_cast<event::IsrReason>(i)});
        const QString text = sentence(*builder.build(), id);
        QVERIFY2(text.contains(u"orders-0"_s) && text.contains(u"{b1, b3}"_s), qPrintable(text));
        texts += text;
    }
    QCOMPARE(texts.size(), 7);
}

void TestEventText::replicationIsToldOf_data()
{
    using B = HistoryBuilder;
    QTest::addColumn<NodeId>("node");
    QTest::addColumn<event::Payload>("payload");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, NodeId node, event::Payload payload,
                         const QString& text) { QTest::newRow(name) << node << payload << text; };
    const BrokerSet all{B::kB1, B::kB2, B::kB3};
    row("assigned", B::kController, event::ReplicasAssigned{all, {}, {}, B::kOrders0, B::kB1},
        u"the replicas of orders-0 are on {b1, b2, b3}; b1 is its preferred leader"_s);
    row("reassigned", B::kController,
        event::ReplicasAssigned{all, {B::kB3}, {B::kB1}, B::kOrders0, B::kB3},
        u"reassignment of orders-0: {b3} get a replica, and once they are in the ISR {b1} give up "
        "theirs"_s);
    row("eligible", B::kController, event::EligibleLeadersChanged{{B::kB2}, B::kOrders0},
        u"outside the ISR of orders-0, {b2} are known to have everything committed: eligible "
        "leader replicas"_s);
    row("leaving", B::kController, event::BrokerLeaving{B::kB1},
        u"the controller lets b1 shut down: it takes its leaderships away and makes it leader of "
        "nothing more"_s);
    row("shutdown asked for", B::kB1, event::ShutdownBegun{},
        u"b1 is to shut down in good order and asks the controller to take its leaderships"_s);
    row("shut down", B::kB1, event::NodeStopped{event::StopHow::Shutdown},
        u"b1 has shut down in good order: everything it had is on its disk"_s);
    row("candidate", B::kController,
        event::QuorumRoleChanged{LeaderEpoch(3), kNoNode, event::QuorumRole::Candidate},
        u"controller stands for election as leader of the controllers in term 3"_s);
    row("vote", B::kController, event::VoteCast{LeaderEpoch(3), B::kB2, true},
        u"controller voted for b2 in term 3"_s);
    row("own vote", B::kController, event::VoteCast{LeaderEpoch(3), B::kController, true},
        u"controller voted for itself in term 3"_s);
    row("no vote", B::kController, event::VoteCast{LeaderEpoch(3), B::kB2, false},
        u"controller refused its vote to b2 in term 3"_s);
    row("metadata cut", B::kController,
        event::MetadataTruncated{MetadataOffset(9), MetadataOffset(7)},
        u"controller cut 7–8 off its metadata log: a former leader had not committed it"_s);
    row("cut to the HW", B::kB2,
        event::LogTruncated{
            Offset(9), Offset(7), B::kOrders0, event::TruncateReason::HighWatermark},
        u"b2 cut orders-0 7–8 off its log: all above its own HW, as before KIP-101, whether or not "
        "the leader has it"_s);
    row("throttled", B::kB2,
        event::ReplicationThrottled{Timestamp(51'000), B::kOrders0, B::kB1, false},
        u"the throttle of the reassignment: b2 does not fetch orders-0 from b1 for 50 ms"_s);
    row("slow link", kScriptNode, event::LinkSlowed{milliseconds(40), B::kB1, B::kB2, false},
        u"messages from b1 to b2 take 40 ms longer from now on"_s);
    row("slow disk", B::kB1, event::DiskSlowed{milliseconds(5)},
        u"each write to the disk of b1 takes 5 ms from now on, and b1 does nothing else "
        "meanwhile"_s);
    row("full disk", B::kB1, event::DiskFilled{true},
        u"the disk of b1 is full: it takes not one more byte"_s);
    row("clock", B::kP1, event::ClockSkewed{milliseconds(-2000)},
        u"the clock of p1 is 2 s behind: the timestamps that it gives are too early"_s);
    row("message held up", B::kB1, event::MessageDelayed{Timestamp(51'000), kNoEvent},
        u"the message from nobody to b1 is held up and arrives in 50 ms"_s);
    row("error injected", B::kB1,
        event::ErrorInjected{kNoEvent, event::ErrorCode::NotLeaderOrFollower},
        u"b1 answers the message of nobody with NOT_LEADER_OR_FOLLOWER (this broker does not lead "
        "the partition) because the script wants it so, and does nothing else with it"_s);
    row("truncation seen", B::kC1,
        event::TruncationDetected{Offset(9), Offset(7), LeaderEpoch(2), B::kOrders0},
        u"c1 asked where epoch 2 of orders-0 ends and found that the log was cut below its "
        "position 9: the logs part at 7"_s);
    row("compressed", B::kP1,
        event::BatchCompressed{
            BatchId(3), 4000, 1100, 995'000, B::kOrders0, event::BatchCodec::Zstd},
        u"p1 compressed batch 3 for orders-0 with zstd: 4000 bytes became 1100"_s);
    row("split", B::kP1, event::BatchSplit{BatchId(3), BatchId(7), B::kOrders0, 2},
        u"batch 3 of p1 for orders-0 is too large for the broker: its records go on in 2 batch(es) "
        "from 7 on"_s);
    row("buffer", B::kP1, event::BufferTaken{BatchId(3), 16384},
        u"batch 3 of p1 holds 16384 bytes of buffer.memory until it is done"_s);
    row("compressed anew", B::kB1,
        event::BatchRecompressed{BatchId(3), 4000, 900, B::kOrders0, B::kP1,
            event::BatchCodec::None, event::BatchCodec::Gzip},
        u"b1 wrote p1's batch 3 for orders-0 anew, as the topic's compression.type asks: 4000 "
        u"bytes "
        "without compression became 900 bytes of gzip"_s);
    row("forgot", B::kP1, event::ClientMetadata{kNoEpoch, B::kOrders0, kNoNode},
        u"p1 forgot orders-0: it has not used the topic for metadata.max.idle.ms"_s);
    row("epoch bumped", B::kP1, event::ProducerEpochBumped{ProducerEpoch(1), B::kOrders0},
        u"p1 gave itself producer epoch 1: the sequence for orders-0 cannot go on and begins again "
        "with 0"_s);
    row("flush", B::kP1, event::FlushBegun{2}, u"p1 called flush(), which waits for 2 batch(es)"_s);
    row("flushed", B::kP1, event::FlushEnded{},
        u"flush() of p1 returned: every batch that it waited for is done"_s);
    row("close", B::kP1, event::CloseBegun{seconds(2), true},
        u"p1 called close() with a timeout of 2 s"_s);
    row("throttled client", B::kB1,
        event::ClientThrottled{Timestamp(51'000), 1500, EventId(0), B::kP1},
        u"b1 throttles p1, which is over its quota with 1500 bytes per second: it reads nothing "
        u"more "
        "from it for 50 ms"_s);
    row("closest replica", B::kC1, event::ReadReplicaChosen{B::kOrders0, B::kB3},
        u"c1 fetches orders-0 from b3 from now on: that replica is in its rack"_s);
}

void TestEventText::replicationIsToldOf()
{
    QFETCH(NodeId, node);
    QFETCH(event::Payload, payload);
    HistoryBuilder builder;
    const EventId id = builder.add(node, payload);
    QTEST(sentence(*builder.build(), id), "text");
}

void TestEventText::faultsOfOneCommandAreOneSentence()
{
    using B = HistoryBuilder;
    std::vector<event::Event> events;
    std::vector<EventId> commands;
    std::int64_t now = 0;
    const auto command = [&](std::vector<std::pair<NodeId, event::Payload>> effects) {
        now += 10;
        const EventId id(static_cast<std::uint32_t>(events.size()));
        events.push_back({Timestamp(now), kNoEvent, kScriptNode,
            event::ScriptCommand{static_cast<std::uint32_t>(commands.size())}});
        for (auto& [node, effect] : effects) {
            events.push_back({Timestamp(now), id, node, std::move(effect)});
        }
        commands.push_back(id);
    };
    std::vector<std::pair<NodeId, event::Payload>> isolation;
    for (std::uint16_t node = 2; node <= 6; ++node) {
        isolation.emplace_back(kScriptNode, event::LinkCut{B::kB1, NodeId(node), true});
    }
    command(isolation);
    command({{kScriptNode, event::LinkCut{B::kB1, B::kB2, false}}});
    command({{B::kB1, event::NodePaused{}}, {B::kController, event::NodePaused{}}});
    command({{kScriptNode, event::LinkSlowed{milliseconds(40), B::kB1, B::kB2, true}}});
    command({{B::kB1, event::DiskFilled{true}}});
    event::MessageSent asked;
    asked.api = event::Api::AlterPartitionReassignments;
    asked.partition = B::kOrders0;
    command({{kScriptNode, asked}});
    const history::History history(
        test::rosterOf(3, 1, 1, 1), std::move(events), {}, Timestamp(now));
    const QStringList expected{u"you cut b1 off from everybody"_s,
        u"you cut the link from b1 to b2"_s, u"you paused b1, controller"_s,
        u"you slowed the link between b1 and b2 by 40 ms"_s, u"you filled the disk of b1"_s,
        u"you asked for a reassignment of orders-0"_s};
    for (qsizetype i = 0; i < expected.size(); ++i) {
        QCOMPARE(sentence(history, commands[static_cast<std::size_t>(i)]), expected[i]);
    }
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
    for (int code = -10; code <= 120; ++code) {
        const auto error = static_cast<event::ErrorCode>(code);
        const bool known = error != event::ErrorCode::None && event::errorName(error) != "?";
        QCOMPARE(!errorExplanation(error).isEmpty(), known);
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
    const scenario::Command isolate{Timestamp(), scenario::IsolateCommand{"b1"}};
    QCOMPARE(commandText(isolate), u"cut b1 off from everybody"_s);
    QCOMPARE(commandPill(isolate), u"✂ b1"_s);
    const scenario::Command shutDown{
        Timestamp(), scenario::StopCommand{"b1", event::StopHow::Shutdown}};
    QCOMPARE(commandText(shutDown), u"shut b1 down in good order"_s);
    const scenario::Command slow{
        Timestamp(), scenario::SlowLinkCommand{"b1", "b2", milliseconds(40), false}};
    QCOMPARE(commandText(slow), u"slow the link from b1 to b2 by 40 ms"_s);
    const scenario::Command fast{Timestamp(), scenario::SlowLinkCommand{"b1", "b2", {}, true}};
    QCOMPARE(commandPill(fast), u"fast b1 ↔ b2"_s);
    const scenario::Command disk{Timestamp(), scenario::SlowDiskCommand{"b1", {}}};
    QCOMPARE(commandPill(disk), u"disk b1 fast"_s);
    const scenario::Command clock{Timestamp(), scenario::SkewClockCommand{"p1", {}}};
    QCOMPARE(commandPill(clock), u"clock p1 right"_s);
    const scenario::Command move{
        Timestamp(), scenario::ReassignCommand{"orders-0", {"b3", "b2"}, 1000}};
    QCOMPARE(commandText(move), u"reassign orders-0 to b3, b2, at most 1000 bytes per second"_s);
    const scenario::Command unclean{Timestamp(), scenario::ElectLeadersCommand{"orders-0", true}};
    QCOMPARE(commandText(unclean), u"elect any leader for orders-0 (unclean)"_s);
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

void TestEventText::fetchesTellOfTheirSession_data()
{
    QTest::addColumn<int>("session");
    QTest::addColumn<int>("epoch");
    QTest::addColumn<bool>("isAnswer");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0 << -1 << false << QString();
    QTest::newRow("none to tell of") << 0 << -1 << true << QString();
    QTest::newRow("first") << 0 << 0 << false << u"full, asks for a session"_s;
    QTest::newRow("anew") << 7 << 0 << false << u"full, asks for a session instead of 7"_s;
    QTest::newRow("end") << 7 << -1 << false << u"ends session 7"_s;
    QTest::newRow("answer") << 7 << -1 << true << u"session 7"_s;
    QTest::newRow("incremental")
        << 7 << 3 << false
        << u"incremental, session 7 at epoch 3, 2 partition(s) named, 1 forgotten"_s;
}

void TestEventText::fetchesTellOfTheirSession()
{
    QFETCH(int, session);
    QFETCH(int, epoch);
    QFETCH(bool, isAnswer);
    QFETCH(QString, text);
    event::MessageSent sent;
    sent.api = event::Api::Fetch;
    sent.session = FetchSessionId(session);
    sent.sessionEpoch = FetchSessionEpoch(epoch);
    sent.request = isAnswer ? EventId(0) : kNoEvent;
    sent.partitions = 2;
    sent.forgotten = 1;
    QCOMPARE(fetchSessionText(sent), text);
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
