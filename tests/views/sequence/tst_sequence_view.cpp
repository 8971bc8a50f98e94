#include "views/sequence/sequence_view.h"

#include "tests/views/sequence/sequence_story.h"
#include "views/controls/check_box.h"
#include "views/sequence/filter_bar.h"
#include "views/sequence/sequence_diagram.h"

#include <QComboBox>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace brokerscope;
using namespace brokerscope::views;
using test::HistoryBuilder;
using test::SequenceStory;

namespace {

QString messageId(EventId event)
{
    return QStringLiteral("message:") + QString::number(event.value());
}

/// The lens with the story, all of it in the window.
struct Shown {
    SequenceStory story = test::makeSequenceStory();
    SequenceView view;
    SequenceDiagram* diagram = view.diagram();
    std::vector<Timestamp> times;
    std::vector<Selection> selections;

    Shown()
    {
        view.resize(1000, 900);
        view.show();
        QObject::connect(&view, &SequenceView::timeRequested, &view,
            [this](Timestamp time) { times.push_back(time); });
        QObject::connect(&view, &SequenceView::selectionRequested, &view,
            [this](const Selection& selection) { selections.push_back(selection); });
        showAt(story.history().end());
        diagram->setWindow({Timestamp(), story.history().end()});
    }

    void showAt(Timestamp time)
    {
        Scene scene{story.run, playheadAt(story.history(), time), nullptr};
        view.setScene(scene);
    }

    [[nodiscard]] QPoint middleOf(const QString& id) const
    {
        const Shape* line = diagram->picture().find(id);
        return line == nullptr ? QPoint()
                               : ((line->points.front() + line->points.back()) / 2).toPoint();
    }
};

void wheel(QWidget* widget, QPointF at, int delta, Qt::KeyboardModifiers modifiers = {})
{
    QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, modifiers,
        Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(widget, &event);
}

} // namespace

class TestSequenceView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aClickOnAMessageGoesThere();
    void enterGoesToAMark();
    void theRulerScrubs();
    void aDragPansAndTheWheelZooms();
    void keysMoveTheWindow();
    void theWindowFollowsThePlayhead();
    void filtersChangeThePicture();
    void lifelinesScrollWhenThereAreMany();
    void theFilterSurvivesAnotherRun();
    void theMenuOfALifelineIsTheNodes();
    void itSaysWhatItShows();
    void itWorksOnlyInSight();
};

void TestSequenceView::aClickOnAMessageGoesThere()
{
    Shown shown;
    const QPoint middle = shown.middleOf(messageId(shown.story.records));
    QTest::mouseClick(shown.diagram, Qt::LeftButton, {}, middle);
    QCOMPARE(shown.selections.size(), 1U);
    QCOMPARE(shown.selections.back().kind, Selection::Kind::Message);
    QCOMPARE(shown.selections.back().event, shown.story.records);
    QCOMPARE(shown.times.size(), 1U);
    const auto data = gatherSequence(shown.story.history());
    const auto& message
        = data->messages.at(static_cast<std::size_t>(data->indexOf(shown.story.records)));
    QVERIFY(shown.times.back() >= message.sentAt && shown.times.back() <= message.endedAt);
    // A click beside everything lets go of the selection and goes nowhere.
    QTest::mouseClick(shown.diagram, Qt::LeftButton, {}, QPoint(shown.diagram->width() - 10, 60));
    QCOMPARE(shown.selections.back(), Selection{});
    QCOMPARE(shown.times.size(), 1U);
}

void TestSequenceView::enterGoesToAMark()
{
    Shown shown;
    const EventId truncated = shown.story.truncated;
    shown.diagram->setFocus();
    shown.diagram->setFocusedId(QStringLiteral("mark:") + QString::number(truncated.value()));
    QTest::keyClick(shown.diagram, Qt::Key_Return);
    QCOMPARE(shown.selections.back(), test::selectionOf(truncated, false));
    QCOMPARE(shown.times.back(), shown.story.timeOf(truncated));
    shown.view.setSelection(shown.selections.back());
    QVERIFY(shown.diagram->picture().find(messageId(shown.story.ok))->opacity < 0.5);
}

void TestSequenceView::theRulerScrubs()
{
    Shown shown;
    QTest::mousePress(shown.diagram, Qt::LeftButton, {}, QPoint(20, 300));
    QCOMPARE(shown.times.back(), shown.diagram->layout().time(300));
    QTest::mouseMove(shown.diagram, QPoint(20, 400));
    QTest::mouseRelease(shown.diagram, Qt::LeftButton, {}, QPoint(20, 400));
    QCOMPARE(shown.times.back(), shown.diagram->layout().time(400));
    QVERIFY(shown.selections.empty());
}

void TestSequenceView::aDragPansAndTheWheelZooms()
{
    Shown shown;
    const Timestamp under = shown.diagram->layout().time(500);
    wheel(shown.diagram, {500, 500}, 480);
    const TimelineWindow zoomedIn = shown.diagram->window();
    QVERIFY(zoomedIn.length() < shown.story.history().end() - Timestamp());
    QVERIFY(std::abs((shown.diagram->layout().time(500) - under).micros()) <= 100);
    QTest::mousePress(shown.diagram, Qt::LeftButton, {}, QPoint(980, 500));
    QTest::mouseMove(shown.diagram, QPoint(980, 440));
    QTest::mouseRelease(shown.diagram, Qt::LeftButton, {}, QPoint(980, 440));
    QVERIFY(shown.diagram->window().from > zoomedIn.from);
    QCOMPARE(shown.diagram->window().length(), zoomedIn.length());
    QVERIFY(shown.selections.empty()); // a drag chooses nothing
}

void TestSequenceView::keysMoveTheWindow()
{
    Shown shown;
    const Timestamp end = shown.story.history().end();
    QTest::keyClick(shown.diagram, Qt::Key_Plus);
    QTest::keyClick(shown.diagram, Qt::Key_Plus);
    const TimelineWindow two = shown.diagram->window();
    QVERIFY(two.length() < (end - Timestamp()) / 2);
    QTest::keyClick(shown.diagram, Qt::Key_Home);
    QCOMPARE(shown.diagram->window().from, Timestamp());
    QTest::keyClick(shown.diagram, Qt::Key_PageDown);
    const Timestamp paged = shown.diagram->window().from;
    QVERIFY(paged > Timestamp() + two.length() * 8 / 10 && paged < Timestamp() + two.length());
    QTest::keyClick(shown.diagram, Qt::Key_Up);
    QVERIFY(shown.diagram->window().from < paged);
    QTest::keyClick(shown.diagram, Qt::Key_End);
    QCOMPARE(shown.diagram->window().to, end);
    QTest::keyClick(shown.diagram, Qt::Key_Minus);
    QVERIFY(shown.diagram->window().length() > two.length());
    QTest::keyClick(shown.diagram, Qt::Key_0);
    QVERIFY(shown.diagram->window().contains(end));
}

void TestSequenceView::theWindowFollowsThePlayhead()
{
    Shown shown;
    const Timestamp end = shown.story.history().end();
    shown.diagram->setWindow({Timestamp(), Timestamp() + milliseconds(10)});
    shown.showAt(Timestamp() + milliseconds(9));
    QCOMPARE(shown.diagram->window().from, Timestamp());
    shown.showAt(Timestamp() + milliseconds(11));
    QVERIFY(shown.diagram->window().contains(Timestamp() + milliseconds(11)));
    QVERIFY(shown.diagram->window().from > Timestamp());
    shown.showAt(end);
    QCOMPARE(shown.diagram->window().to, end);
    shown.showAt(Timestamp());
    QCOMPARE(shown.diagram->window().from, Timestamp());
}

void TestSequenceView::filtersChangeThePicture()
{
    Shown shown;
    SequenceFilterBar* bar = shown.view.filterBar();
    const QString heartbeat = messageId(shown.story.heartbeat);
    QVERIFY(shown.diagram->picture().find(heartbeat) == nullptr);
    bar->groupBox(ApiGroup::Upkeep)->click();
    QVERIFY(shown.diagram->picture().find(heartbeat) != nullptr);
    QVERIFY(shown.diagram->picture().find(messageId(shown.story.emptyFetch)) == nullptr);
    bar->quietBox()->click();
    QVERIFY(shown.diagram->picture().find(messageId(shown.story.emptyFetch)) != nullptr);
    bar->groupBox(ApiGroup::Produce)->click();
    QVERIFY(shown.diagram->picture().find(messageId(shown.story.produce)) == nullptr);
    QVERIFY(shown.diagram->picture().find(QStringLiteral("lifeline:b2")) != nullptr);
    for (QAction* action : bar->nodeMenu()->actions()) {
        if (action->text() == QStringLiteral("b2")) {
            action->trigger();
        }
    }
    QVERIFY(shown.diagram->picture().find(QStringLiteral("lifeline:b2")) == nullptr);
    QVERIFY(shown.diagram->picture().find(messageId(shown.story.fetch)) == nullptr);
    QCOMPARE(bar->partitionBox()->count(), 2); // all, and orders-0
    bar->partitionBox()->setCurrentIndex(1);
    QCOMPARE(shown.diagram->filter().partition, HistoryBuilder::kOrders0);
    QVERIFY(shown.diagram->picture().find(messageId(shown.story.cut)) != nullptr);
}

void TestSequenceView::lifelinesScrollWhenThereAreMany()
{
    Shown shown;
    shown.view.resize(440, 500);
    const double before = shown.diagram->layout().lifelines.front().x;
    QVERIFY(shown.diagram->layout().mostScroll() > 0);
    wheel(shown.diagram, {200, 10}, -240);
    QVERIFY(shown.diagram->layout().lifelines.front().x < before);
    QTest::keyClick(shown.diagram, Qt::Key_Left, Qt::ShiftModifier);
    QTest::keyClick(shown.diagram, Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(shown.diagram->layout().lifelines.front().x, before);
    // The names stay on top while time scrolls.
    const QRectF pill = shown.diagram->picture().find(QStringLiteral("lifeline:p1"))->rect;
    shown.diagram->setWindow({Timestamp() + milliseconds(4), Timestamp() + milliseconds(12)});
    QCOMPARE(shown.diagram->picture().find(QStringLiteral("lifeline:p1"))->rect, pill);
    shown.view.resize(1000, 500);
    QCOMPARE(shown.diagram->layout().mostScroll(), 0.0);
}

void TestSequenceView::theFilterSurvivesAnotherRun()
{
    Shown shown;
    shown.view.filterBar()->groupBox(ApiGroup::Upkeep)->click();
    const TimelineWindow window{Timestamp() + milliseconds(5), Timestamp() + milliseconds(15)};
    shown.diagram->setWindow(window);
    shown.showAt(Timestamp() + milliseconds(10));
    shown.story = test::makeSequenceStory();
    shown.showAt(Timestamp() + milliseconds(10));
    QCOMPARE(shown.diagram->window(), window);
    QVERIFY(shown.diagram->filter().shows(ApiGroup::Upkeep));
    shown.view.setScene({});
    QVERIFY(shown.diagram->picture().find(QStringLiteral("lifeline:b1")) == nullptr);
}

void TestSequenceView::theMenuOfALifelineIsTheNodes()
{
    Shown shown;
    NodeId asked = kNoNode;
    connect(&shown.view, &SequenceView::nodeMenuRequested, this,
        [&](NodeId node, QPoint) { asked = node; });
    shown.diagram->setFocusedId(QStringLiteral("lifeline:b2"));
    QTest::keyClick(shown.diagram, Qt::Key_Menu);
    QCOMPARE(asked, HistoryBuilder::kB2);
    QTest::keyClick(shown.diagram, Qt::Key_Return);
    QCOMPARE(shown.selections.back().node, HistoryBuilder::kB2);
}

void TestSequenceView::itSaysWhatItShows()
{
    Shown shown;
    QVERIFY(shown.diagram->summary().contains(QStringLiteral("b1")));
    QVERIFY(!shown.view.exportPicture().shapes.empty());
    QSignalSpy exports(&shown.view, &SequenceView::exportRequested);
    for (QAbstractButton* button : shown.view.filterBar()->findChildren<QAbstractButton*>()) {
        if (button->text().startsWith(QStringLiteral("Export"))) {
            button->click();
        }
        QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
    }
    QCOMPARE(exports.count(), 1);
}

void TestSequenceView::itWorksOnlyInSight()
{
    const SequenceStory story = test::makeSequenceStory();
    SequenceView view;
    view.setScene({story.run, playheadAt(story.history(), story.history().end()), nullptr});
    QVERIFY(view.diagram()->layout().lifelines.empty());
    view.show();
    QVERIFY(!view.diagram()->layout().lifelines.empty());
}

QTEST_MAIN(TestSequenceView)
#include "tst_sequence_view.moc"
