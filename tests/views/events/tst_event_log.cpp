#include "views/events/event_log_model.h"
#include "views/events/event_log_view.h"

#include "tests/support/history_builder.h"
#include "views/controls/check_box.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QTableView>
#include <QTest>

using namespace brokerscope;
using namespace brokerscope::views;
using namespace Qt::Literals::StringLiterals;
using test::HistoryBuilder;

namespace {

/// `repeats` times: a message sent, taken in, and a batch appended.
std::shared_ptr<const history::History> busyHistory(int repeats)
{
    HistoryBuilder builder;
    for (int i = 0; i < repeats; ++i) {
        event::MessageSent sent;
        sent.to = HistoryBuilder::kB1;
        sent.partition = HistoryBuilder::kOrders0;
        const EventId message = builder.add(HistoryBuilder::kP1, sent);
        builder.add(HistoryBuilder::kB1, event::MessageReceived{message});
        builder.lead(HistoryBuilder::kB1, static_cast<std::uint32_t>(i + 1), i, 1);
    }
    return builder.build();
}

Scene sceneAt(std::shared_ptr<const history::History> history, std::size_t applied)
{
    Scene scene;
    scene.playhead = {applied == 0 ? Timestamp() : history->events()[applied - 1].time, applied};
    scene.state = std::make_shared<const history::ClusterState>(history->stateAfter(applied));
    scene.run.history = std::move(history);
    return scene;
}

KindGroups allGroups()
{
    KindGroups groups = quietKindGroups();
    groups.set(KindGroup::Messages, true);
    return groups;
}

} // namespace

class TestEventLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newKindsAreInTheGroupWhereOneLooksForThem()
    {
        QCOMPARE(groupOf(event::LinkSlowed{}), KindGroup::Faults);
        QCOMPARE(groupOf(event::DiskFilled{}), KindGroup::Faults);
        QCOMPARE(groupOf(event::ShutdownBegun{}), KindGroup::Faults);
        QCOMPARE(groupOf(event::QuorumRoleChanged{}), KindGroup::Controller);
        QCOMPARE(groupOf(event::VoteCast{}), KindGroup::Controller);
        QCOMPARE(groupOf(event::ReplicasAssigned{}), KindGroup::Controller);
        QCOMPARE(groupOf(event::EligibleLeadersChanged{}), KindGroup::Controller);
        QCOMPARE(groupOf(event::ReplicationThrottled{}), KindGroup::Log);
        QCOMPARE(groupOf(event::ReplicaDeleted{}), KindGroup::Log);
        QCOMPARE(groupOf(event::TruncationDetected{}), KindGroup::Consumer);
        QCOMPARE(groupOf(event::ReadReplicaChosen{}), KindGroup::Consumer);
    }

    void messagesAreHiddenAtFirst();
    void wordsMatchNodeKindPartitionAndSentence_data();
    void wordsMatchNodeKindPartitionAndSentence();
    void aLongerTextNarrows();
    void theModelKeepsItsPromises();
    void manyEventsAreFilteredInSlices();
    void theRowAtThePlayheadIsMarked();
    void typingFiltersTheView();
    void clickAndEnterAskForTheEvent();
    void aHiddenViewDoesNoWork();
};

void TestEventLog::messagesAreHiddenAtFirst()
{
    EventLogModel model;
    model.setHistory(busyHistory(5));
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(model.rowCount(), 5);
    model.setFilter(EventFilter(allGroups(), {}));
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(model.rowCount(), 15);
}

void TestEventLog::wordsMatchNodeKindPartitionAndSentence_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("nothing typed") << QString() << true;
    QTest::newRow("node") << u"b1"_s << true;
    QTest::newRow("kind") << u"batch-app"_s << true;
    QTest::newRow("partition") << u"orders-0"_s << true;
    QTest::newRow("sentence") << u"appended"_s << true;
    QTest::newRow("any case") << u"APPENDED"_s << true;
    QTest::newRow("all words, in any order") << u"epoch  b1 orders"_s << true;
    QTest::newRow("one word missing") << u"b1 truncated"_s << false;
}

void TestEventLog::wordsMatchNodeKindPartitionAndSentence()
{
    QFETCH(QString, words);
    QFETCH(bool, accepted);
    const auto history = busyHistory(1);
    QCOMPARE(EventFilter(quietKindGroups(), words).accepts(*history, EventId(2)), accepted);
}

void TestEventLog::aLongerTextNarrows()
{
    const EventFilter wide(quietKindGroups(), u"b"_s);
    QVERIFY(EventFilter(quietKindGroups(), u"b1"_s).narrows(wide));
    QVERIFY(EventFilter(quietKindGroups(), u"orders b1"_s).narrows(wide));
    QVERIFY(!wide.narrows(EventFilter(quietKindGroups(), u"b1"_s)));
    QVERIFY(!EventFilter(allGroups(), u"b1"_s).narrows(wide));
}

void TestEventLog::theModelKeepsItsPromises()
{
    EventLogModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setHistory(busyHistory(300));
    model.setApplied(10);
    QTRY_VERIFY(!model.isFiltering());
    for (const QString& words : {u"b"_s, u"b1 batch 2"_s, u"nowhere"_s, QString()}) {
        model.setFilter(EventFilter(allGroups(), words));
        QTRY_VERIFY(!model.isFiltering());
    }
    QCOMPARE(model.rowCount(), 900);
    model.setApplied(900);
    model.setHistory(busyHistory(2));
    QTRY_VERIFY(!model.isFiltering());
    model.setHistory(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestEventLog::manyEventsAreFilteredInSlices()
{
    EventLogModel model;
    model.setHistory(busyHistory(60'000));
    QTRY_VERIFY(!model.isFiltering());
    model.setFilter(EventFilter(allGroups(), u"no such word"_s));
    QVERIFY(model.isFiltering()); // the first slice did not get through
    QVERIFY(model.progress() < 1);
    QTRY_VERIFY_WITH_TIMEOUT(!model.isFiltering(), 60'000);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.progress(), 1.0);
}

void TestEventLog::theRowAtThePlayheadIsMarked()
{
    EventLogModel model;
    model.setHistory(busyHistory(5)); // rows are events 2, 5, 8 …
    QTRY_VERIFY(!model.isFiltering());
    model.setApplied(0);
    QCOMPARE(model.markedRow(), -1);
    model.setApplied(3);
    QCOMPARE(model.markedRow(), 0);
    model.setApplied(7); // events 6 and later have not happened
    QCOMPARE(model.markedRow(), 1);
    QVERIFY(model.data(model.index(1, EventLogModel::TimeColumn), Qt::DisplayRole)
                .toString()
                .startsWith(u'▶'));
    QVERIFY(model.data(model.index(1, 0), Qt::BackgroundRole).isValid());
    QVERIFY(!model.data(model.index(0, 0), Qt::BackgroundRole).isValid());
}

void TestEventLog::typingFiltersTheView()
{
    EventLogView view;
    view.resize(900, 400);
    view.show();
    view.setScene(sceneAt(busyHistory(12), 36));
    QTRY_COMPARE(view.model()->rowCount(), 12);
    QTest::keyClicks(view.filterEdit(), u"batch 12"_s);
    QTRY_COMPARE(view.model()->rowCount(), 1);
    view.filterEdit()->clear();
    QTRY_COMPARE(view.model()->rowCount(), 12);
    view.groupBoxes().last()->click(); // every message
    QTRY_COMPARE(view.model()->rowCount(), 36);
}

void TestEventLog::clickAndEnterAskForTheEvent()
{
    EventLogView view;
    view.resize(900, 400);
    view.show();
    view.setScene(sceneAt(busyHistory(3), 9));
    QTRY_COMPARE(view.model()->rowCount(), 3);
    std::vector<EventId> asked;
    connect(&view, &EventLogView::eventRequested, this, [&](EventId id) { asked.push_back(id); });
    const QRect cell
        = view.table()->visualRect(view.model()->index(1, EventLogModel::SentenceColumn));
    QTest::mouseClick(view.table()->viewport(), Qt::LeftButton, {}, cell.center());
    QCOMPARE(asked, std::vector{EventId(5)});
    QTest::keyClick(view.table(), Qt::Key_Down);
    QTest::keyClick(view.table(), Qt::Key_Return);
    QCOMPARE(asked.back(), EventId(8));
}

void TestEventLog::aHiddenViewDoesNoWork()
{
    EventLogView view;
    view.setScene(sceneAt(busyHistory(3), 9));
    QCOMPARE(view.model()->rowCount(), 0);
    view.show();
    QTRY_COMPARE(view.model()->rowCount(), 3);
}

QTEST_MAIN(TestEventLog)
#include "tst_event_log.moc"
