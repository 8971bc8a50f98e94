#include "views/producer/producer_view.h"

#include "tests/views/producer/producer_story.h"
#include "views/plots/plot_card.h"
#include "views/producer/producer_canvas.h"
#include "views/producer/producer_plots.h"

#include <QAccessible>
#include <QComboBox>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace brokerscope;
using namespace brokerscope::views;
using test::RealRun;

namespace {

RealRun twoProducers()
{
    std::string text
        = test::storyText("2", "acks: all, linger.ms: 20ms", "rate: 300/s, size: 100B");
    const std::string second
        = "  p2: {config: {acks: 1}, sends: {to: orders, rate: 50/s, size: 100B}}\nscript:\n";
    text.replace(text.find("script:\n"), 8, second);
    text.replace(text.find("[p1]"), 4, "[p1, p2]");
    return test::runOf(text);
}

struct Shown {
    RealRun story;
    ProducerView view;
    std::vector<Selection> selections;

    explicit Shown(RealRun run)
        : story(std::move(run))
    {
        view.resize(900, 560);
        view.show();
        QObject::connect(&view, &ProducerView::selectionRequested, &view,
            [this](const Selection& selection) { selections.push_back(selection); });
        view.setScene(story.atMs(600));
    }
    [[nodiscard]] NodeId node(const char* name) const
    {
        return *story.history().roster().node(name);
    }
    [[nodiscard]] QPoint middleOf(const QString& id) const
    {
        const Shape* shape = view.canvas()->picture().find(id);
        return shape == nullptr ? QPoint() : boundsOf(*shape).center().toPoint();
    }
};

Selection nodeSelection(NodeId node)
{
    Selection selection;
    selection.kind = Selection::Kind::Node;
    selection.node = node;
    return selection;
}

} // namespace

class TestProducerView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstProducerIsShownAtFirst();
    void theSelectedProducerIsShown();
    void theChooserSelects();
    void aClickOnASliceSelectsTheRecord();
    void menusAreAskedForRequestsAndBrokers();
    void tabAndArrowsWork();
    void screenReadersHearEverything();
    void itScrollsWhereThereIsNoRoom();
    void plotsHaveTheProducersMetrics();
    void itWorksOnlyInSight();
    void runsComeAndGo();
};

void TestProducerView::theFirstProducerIsShownAtFirst()
{
    Shown shown(twoProducers());
    QCOMPARE(shown.view.canvas()->producer(), shown.node("p1"));
    QVERIFY(shown.view.chooser()->isVisible());
    const Shown alone(test::busyStory());
    QVERIFY(!alone.view.chooser()->isVisible());
}

void TestProducerView::theSelectedProducerIsShown()
{
    Shown shown(twoProducers());
    shown.view.setSelection(nodeSelection(shown.node("p2")));
    QCOMPARE(shown.view.canvas()->producer(), shown.node("p2"));
    QCOMPARE(shown.view.chooser()->currentText(), QStringLiteral("p2"));
    // Something else that is selected leaves it there.
    shown.view.setSelection(nodeSelection(shown.node("b1")));
    QCOMPARE(shown.view.canvas()->producer(), shown.node("p2"));
    Selection batch = nodeSelection(shown.node("p1"));
    batch.kind = Selection::Kind::Batch;
    batch.batch = BatchId(1);
    shown.view.setSelection(batch);
    QCOMPARE(shown.view.canvas()->producer(), shown.node("p1"));
}

void TestProducerView::theChooserSelects()
{
    Shown shown(twoProducers());
    shown.view.chooser()->setFocus();
    QTest::keyClick(shown.view.chooser(), Qt::Key_Down);
    QCOMPARE(shown.selections.size(), 1U);
    QCOMPARE(shown.selections.back(), nodeSelection(shown.node("p2")));
    QCOMPARE(shown.view.canvas()->producer(), shown.node("p2"));
}

void TestProducerView::aClickOnASliceSelectsTheRecord()
{
    Shown shown(test::busyStory());
    ProducerCanvas* canvas = shown.view.canvas();
    const auto slices = canvas->picture().findAll(QStringLiteral("record:"));
    QVERIFY(!slices.empty());
    QTest::mouseClick(canvas, Qt::LeftButton, {}, shown.middleOf(slices.front()->id));
    QCOMPARE(shown.selections.back().kind, Selection::Kind::Record);
    const auto bars = canvas->picture().findAll(QStringLiteral("closed:"));
    QVERIFY(!bars.empty());
    QTest::mouseClick(canvas, Qt::LeftButton, {}, shown.middleOf(bars.front()->id));
    QCOMPARE(shown.selections.back().kind, Selection::Kind::Batch);
    QTest::mouseClick(canvas, Qt::LeftButton, {}, QPoint(2, 2));
    QCOMPARE(shown.selections.back(), Selection{});
}

void TestProducerView::menusAreAskedForRequestsAndBrokers()
{
    Shown shown(test::busyStory());
    NodeId node = kNoNode;
    EventId message = kNoEvent;
    connect(&shown.view, &ProducerView::nodeMenuRequested, this,
        [&](NodeId asked, QPoint, PartitionId) { node = asked; });
    connect(&shown.view, &ProducerView::messageMenuRequested, this,
        [&](EventId asked, QPoint) { message = asked; });
    ProducerCanvas* canvas = shown.view.canvas();
    canvas->setFocusedId(canvas->picture().findAll(QStringLiteral("broker:")).front()->id);
    QTest::keyClick(canvas, Qt::Key_Menu);
    QVERIFY(node != kNoNode);
    const auto isRequest = [](const auto& found) {
        return found.what->api == event::Api::Produce && !found.what->isResponse();
    };
    const EventId request = test::firstOf<event::MessageSent>(shown.story.history(), isRequest);
    shown.view.setScene(shown.story.after(request));
    canvas->setFocusedId(QStringLiteral("request:") + QString::number(request.value()));
    QTest::keyClick(canvas, Qt::Key_Menu);
    QCOMPARE(message, request);
}

void TestProducerView::tabAndArrowsWork()
{
    Shown shown(test::busyStory());
    ProducerCanvas* canvas = shown.view.canvas();
    shown.view.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&shown.view));
    canvas->setFocus();
    canvas->setFocusedId(QStringLiteral("producer:p1"));
    QTest::keyClick(canvas, Qt::Key_Tab);
    QVERIFY(canvas->focusedId().startsWith(QStringLiteral("bucket:")));
    const QString bucket = canvas->focusedId();
    QTest::keyClick(canvas, Qt::Key_Down);
    QVERIFY(canvas->focusedId() != bucket);
    canvas->setFocusedId(QStringLiteral("memory:p1"));
    QTest::keyClick(canvas, Qt::Key_Return);
    QCOMPARE(shown.selections.back(), nodeSelection(shown.node("p1")));
}

void TestProducerView::screenReadersHearEverything()
{
    Shown shown(test::busyStory());
    ProducerCanvas* canvas = shown.view.canvas();
    QAccessibleInterface* root = QAccessible::queryAccessibleInterface(canvas);
    QVERIFY(root != nullptr);
    QVERIFY(root->childCount() > 10);
    for (int i = 0; i < root->childCount(); ++i) {
        QVERIFY(!root->child(i)->text(QAccessible::Name).isEmpty());
    }
    QVERIFY(canvas->summary().contains(QStringLiteral("Producer p1")));
    QVERIFY(canvas->summary().contains(QStringLiteral("buffer.memory")));
    QVERIFY(!canvas->accessibleName().isEmpty());
    QVERIFY(!shown.view.chooser()->accessibleName().isEmpty());
}

void TestProducerView::itScrollsWhereThereIsNoRoom()
{
    Shown shown(test::busyStory());
    shown.view.resize(700, 260);
    QCoreApplication::processEvents();
    auto* scroll = shown.view.findChild<QScrollArea*>();
    QVERIFY(scroll->verticalScrollBar()->maximum() > 0);
    ProducerCanvas* canvas = shown.view.canvas();
    QVERIFY(canvas->height() >= canvas->picture().size.height());
    // The ring takes the view along.
    canvas->setFocus();
    canvas->setFocusedId(QStringLiteral("memory:p1"));
    QTest::keyClick(canvas, Qt::Key_Down);
    QVERIFY(scroll->verticalScrollBar()->value() > 0);
}

void TestProducerView::plotsHaveTheProducersMetrics()
{
    Shown shown(twoProducers());
    PlotCard* card = shown.view.plots()->plot(MetricId::ProducerBatchSize);
    QVERIFY(card != nullptr);
    QVERIFY(card->toolTip().contains(QStringLiteral("batch-size-avg")));
    QVERIFY(shown.view.plots()->plot(MetricId::OfflinePartitions) == nullptr);
    std::vector<Timestamp> times;
    connect(&shown.view, &ProducerView::timeRequested, this,
        [&](Timestamp time) { times.push_back(time); });
    Q_EMIT card->timeClicked(0.7);
    QCOMPARE(times.size(), 1U);
    QCOMPARE(times.front(), Timestamp(700'000));
}

void TestProducerView::itWorksOnlyInSight()
{
    const RealRun story = test::busyStory();
    ProducerView view;
    view.setScene(story.atMs(600));
    QCOMPARE(view.canvas()->producer(), kNoNode);
    view.show();
    QVERIFY(view.canvas()->producer() != kNoNode);
}

void TestProducerView::runsComeAndGo()
{
    Shown shown(twoProducers());
    shown.view.setSelection(nodeSelection(shown.node("p2")));
    shown.view.setScene({});
    QVERIFY(shown.view.canvas()->picture().find(QStringLiteral("producer:p2")) == nullptr);
    QVERIFY(!shown.view.canvas()->summary().isEmpty());
    const RealRun other = test::busyStory();
    shown.view.setScene(other.atMs(600));
    QVERIFY(shown.view.canvas()->picture().find(QStringLiteral("producer:p1")) != nullptr);
}

QTEST_MAIN(TestProducerView)
#include "tst_producer_view.moc"
