// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "tests/support/history_builder.h"
#include "views/inspector/inspector_page.h"
#include "views/text/error_advice.h"
#include "views/text/error_text.h"
#include "views/text/names.h"

using namespace brokerscope;
using namespace brokerscope::views;
using namespace Qt::Literals::StringLiterals;
using event::ErrorCode;
using test::HistoryBuilder;
using B = HistoryBuilder;

namespace {

/// The scene at its end.
Scene sceneOf(HistoryBuilder& builder)
{
    Scene scene;
    scene.run.history = builder.build();
    scene.run.verdict
        = std::make_shared<const history::Verdict>(history::judge(*scene.run.history));
    const std::size_t applied = scene.run.history->size();
    scene.playhead = {scene.run.history->end(), applied};
    scene.state
        = std::make_shared<const history::ClusterState>(scene.run.history->stateAfter(applied));
    return scene;
}

Selection selectionOf(Selection::Kind kind)
{
    Selection selection;
    selection.kind = kind;
    selection.node = B::kP1;
    selection.batch = BatchId(1);
    selection.partition = B::kOrders0;
    return selection;
}

const InspectorRow* rowOf(const InspectorPage& page, const QString& label)
{
    for (const InspectorRow& row : page.rows) {
        if (row.label == label) {
            return &row;
        }
    }
    return nullptr;
}

/// Whether the page names the error, says what it means and what one does about it.
bool tells(const InspectorPage& page, const QString& label, ErrorCode error)
{
    const InspectorRow* named = rowOf(page, label);
    const InspectorRow* advice = rowOf(page, u"what to do"_s);
    return named != nullptr && advice != nullptr
        && QString(named->value).remove(u'\u200b') == toQString(event::errorName(error))
        && named->hint.startsWith(errorExplanation(error)) && advice->value == errorAdvice(error);
}

} // namespace

class TestErrorRows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyErrorOfABatchIsExplained();
    void everyErrorOfASendIsExplained();
    void aRetriedBatchTellsOfItsLastAttempt();
    void aRecordForNoPartitionHasAPage();
    void whatIsFineTellsOfNoError();
};

void TestErrorRows::everyErrorOfABatchIsExplained()
{
    for (int code = -20; code <= 150; ++code) {
        const auto error = static_cast<ErrorCode>(code);
        if (error == ErrorCode::None || event::errorName(error) == "?") {
            continue;
        }
        const QByteArray name(event::errorName(error).data());
        HistoryBuilder builder;
        builder.add(B::kP1, event::NodeStarted{});
        builder.send(1, 1, 2);
        const EventId failed
            = builder.add(B::kP1, event::BatchFailed{BatchId(1), 2, B::kOrders0, error});
        const Scene scene = sceneOf(builder);

        QVERIFY2(
            tells(pageOf(scene, selectionOf(Selection::Kind::Batch)), u"error"_s, error), name);
        QVERIFY2(tells(pageOf(scene, selectionOf(Selection::Kind::Node)), u"newest error"_s, error),
            name);
        Selection record = selectionOf(Selection::Kind::Record);
        record.event = scene.run.verdict->records.at(1).created;
        QVERIFY2(tells(pageOf(scene, record), u"error"_s, error), name);
        Selection event = selectionOf(Selection::Kind::Event);
        event.event = failed;
        const InspectorPage page = pageOf(scene, event);
        QVERIFY2(tells(page, u"error"_s, error), name);
        QVERIFY2(page.intro.contains(toQString(event::errorName(error))), name);
    }
}

void TestErrorRows::everyErrorOfASendIsExplained()
{
    for (const ErrorCode error : {ErrorCode::MessageTooLarge, ErrorCode::BufferLimit,
             ErrorCode::BufferExhausted, ErrorCode::NotInMetadata, ErrorCode::ProducerClosed}) {
        HistoryBuilder builder;
        builder.add(B::kP1, event::NodeStarted{});
        const EventId created = builder.add(
            B::kP1, event::RecordCreated{RecordNumber(1), {}, {}, 10, B::kOrders0, false});
        builder.add(B::kP1, event::RecordRejected{RecordNumber(1), error});
        const Scene scene = sceneOf(builder);
        Selection record = selectionOf(Selection::Kind::Record);
        record.event = created;
        const InspectorPage page = pageOf(scene, record);
        QVERIFY(tells(page, u"error"_s, error));
        QCOMPARE(rowOf(page, u"producer"_s)->value, u"p1 · in no batch"_s);
        QVERIFY(tells(pageOf(scene, selectionOf(Selection::Kind::Node)), u"newest error"_s, error));
    }
}

void TestErrorRows::aRetriedBatchTellsOfItsLastAttempt()
{
    HistoryBuilder builder;
    builder.add(B::kP1, event::NodeStarted{});
    builder.send(1, 1, 2);
    builder.add(B::kP1,
        event::BatchRetried{
            milliseconds(100), BatchId(1), B::kOrders0, ErrorCode::NotEnoughReplicas});
    builder.command(0);
    const Scene scene = sceneOf(builder);
    const InspectorPage page = pageOf(scene, selectionOf(Selection::Kind::Batch));
    QVERIFY(tells(page, u"error"_s, ErrorCode::NotEnoughReplicas));
    const InspectorRow* exception = rowOf(page, u"exception"_s);
    QVERIFY(exception != nullptr);
    QVERIFY(exception->hint.contains(u"retriable"_s));
}

void TestErrorRows::aRecordForNoPartitionHasAPage()
{
    HistoryBuilder builder;
    builder.add(B::kP1, event::NodeStarted{});
    const EventId created = builder.add(
        B::kP1, event::RecordCreated{RecordNumber(4), {}, {}, 10, kNoPartition, false});
    builder.add(B::kP1, event::RecordRejected{RecordNumber(4), ErrorCode::NotInMetadata});
    const Scene scene = sceneOf(builder);
    Selection record = selectionOf(Selection::Kind::Record);
    record.partition = kNoPartition;
    record.event = created;
    const InspectorPage page = pageOf(scene, record);
    QCOMPARE(page.title, u"record 4 of p1 for no partition"_s);
    QVERIFY(tells(page, u"error"_s, ErrorCode::NotInMetadata));
}

void TestErrorRows::whatIsFineTellsOfNoError()
{
    HistoryBuilder builder;
    builder.add(B::kP1, event::NodeStarted{});
    builder.send(1, 1, 2);
    builder.ack(1, 0, 2);
    const Scene scene = sceneOf(builder);
    for (const auto kind : {Selection::Kind::Batch, Selection::Kind::Node}) {
        const InspectorPage page = pageOf(scene, selectionOf(kind));
        QVERIFY(rowOf(page, u"error"_s) == nullptr);
        QVERIFY(rowOf(page, u"newest error"_s) == nullptr);
        QVERIFY(rowOf(page, u"what to do"_s) == nullptr);
    }
}

QTEST_MAIN(TestErrorRows)
#include "tst_error_rows.moc"
