#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "tests/views/assignment/group_story.h"
#include "views/assignment/assignment_canvas.h"
#include "views/assignment/assignment_view.h"
#include "views/assignment/chooser_bar.h"
#include "views/controls/pill_button.h"
#include "views/controls/text_label.h"

#include <QComboBox>

using namespace brokerscope;
using namespace brokerscope::views;
using test::GroupStory;
using testing::kCooperative;

namespace {

/// The lens with the story at its end.
struct Shown {
    GroupStory story{kCooperative};
    AssignmentView view;
    AssignmentCanvas* canvas = view.canvas();
    ChooserBar* chooser = view.chooser();
    std::vector<Timestamp> times;
    std::vector<Selection> selections;

    Shown()
    {
        view.resize(1000, 640);
        view.show();
        QObject::connect(&view, &AssignmentView::timeRequested, &view,
            [this](Timestamp time) { times.push_back(time); });
        QObject::connect(&view, &AssignmentView::selectionRequested, &view,
            [this](const Selection& selection) { selections.push_back(selection); });
        showAt(story.history().end());
    }

    void showAt(Timestamp time) { view.setScene(story.real.at(time)); }
    void click(const QString& id) const
    {
        const QRectF rect = boundsOf(*canvas->picture().find(id));
        QTest::mouseClick(canvas, Qt::LeftButton, {}, rect.center().toPoint());
    }
};

} // namespace

class TestAssignmentView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theRebalanceFollowsThePlayhead()
    {
        Shown shown;
        const auto& all = shown.story.group().rebalances;
        QCOMPARE(shown.canvas->rebalanceIndex(), all.size() - 1);
        for (std::size_t i = 0; i < all.size(); ++i) {
            shown.showAt(all[i].assignedAt);
            QCOMPARE(shown.canvas->rebalanceIndex(), i);
            QCOMPARE(shown.chooser->rebalanceBox()->currentIndex(), static_cast<int>(i));
        }
        QVERIFY(shown.times.empty()); // nobody asked for another time
    }

    void choosingARebalanceAsksForItsTime()
    {
        Shown shown;
        const auto& all = shown.story.group().rebalances;
        QCOMPARE(shown.chooser->rebalanceBox()->count(), static_cast<int>(all.size()));
        QVERIFY(!shown.chooser->nextButton()->isEnabled());
        shown.chooser->previousButton()->click();
        QCOMPARE(shown.times.back(), all[all.size() - 2].assignedAt);
        shown.showAt(shown.times.back());
        QVERIFY(shown.chooser->nextButton()->isEnabled());
        QTest::keyClick(shown.canvas, Qt::Key_P);
        QCOMPARE(shown.times.back(), all[all.size() - 3].assignedAt);
        QTest::keyClick(shown.canvas, Qt::Key_N);
        QCOMPARE(shown.times.back(), all.back().assignedAt);
        shown.chooser->rebalanceBox()->setCurrentIndex(0);
        QCOMPARE(shown.times.back(), all[0].assignedAt);
    }

    void aClickOnAStrategyShowsIt()
    {
        Shown shown;
        shown.click(QStringLiteral("strategy:range"));
        const StrategyOutcome& outcome
            = shown.canvas->comparison()->outcomes.at(shown.canvas->choice().outcome);
        QCOMPARE(outcome.name, QStringLiteral("range"));
        QCOMPARE(shown.canvas->picture().find(QStringLiteral("strategy:range"))->state,
            QStringLiteral("shown"));
        shown.canvas->setFocus();
        shown.canvas->setFocusedId(QStringLiteral("strategy:roundrobin"));
        QTest::keyClick(shown.canvas, Qt::Key_Return);
        QCOMPARE(shown.canvas->comparison()->outcomes.at(shown.canvas->choice().outcome).name,
            QStringLiteral("round-robin"));
    }

    void stepsGoForthAndBack()
    {
        Shown shown;
        const std::size_t all = shown.canvas->comparison()
                                    ->outcomes.at(shown.canvas->choice().outcome)
                                    .decisions.size();
        QVERIFY(!shown.canvas->choice().steps);
        shown.chooser->forwardButton()->click();
        QCOMPARE(shown.canvas->choice().steps, std::optional<std::size_t>(1));
        QTest::keyClick(shown.canvas, Qt::Key_Period);
        QCOMPARE(shown.canvas->choice().steps, std::optional<std::size_t>(2));
        QVERIFY(shown.chooser->stepLabel()->text().contains(QStringLiteral("2")));
        QTest::keyClick(shown.canvas, Qt::Key_Comma);
        shown.chooser->backButton()->click();
        QCOMPARE(shown.canvas->choice().steps, std::optional<std::size_t>(0));
        QVERIFY(!shown.chooser->backButton()->isEnabled());
        QTest::keyClick(shown.canvas, Qt::Key_Slash);
        QVERIFY(!shown.canvas->choice().steps);
        shown.chooser->backButton()->click(); // from the whole to the last one
        QCOMPARE(shown.canvas->choice().steps, std::optional<std::size_t>(all));
        QVERIFY(!shown.chooser->forwardButton()->isEnabled());
        shown.click(QStringLiteral("decision:0"));
        QCOMPARE(shown.canvas->choice().steps, std::optional<std::size_t>(1));
    }

    void aClickSelects()
    {
        Shown shown;
        shown.click(QStringLiteral("partition:t-5"));
        QCOMPARE(shown.selections.back().kind, Selection::Kind::Partition);
        QCOMPARE(shown.selections.back().partition, PartitionId(5));
        shown.view.setSelection(shown.selections.back());
        QVERIFY(shown.canvas->picture()
                    .find(QStringLiteral("why"))
                    ->text.contains(QStringLiteral("t-5")));
        shown.click(QStringLiteral("member:c1/after"));
        QCOMPARE(shown.selections.back().kind, Selection::Kind::Node);
        QCOMPARE(shown.selections.back().node, shown.story.node("c1"));
    }

    void theChoiceIsOfOneRebalance()
    {
        Shown shown;
        shown.click(QStringLiteral("strategy:range"));
        shown.chooser->forwardButton()->click();
        shown.showAt(shown.story.group().rebalances.front().assignedAt);
        QVERIFY(!shown.canvas->choice().steps);
        QCOMPARE(shown.canvas->choice().outcome, shown.canvas->comparison()->present);
    }

    void everyControlHasAName()
    {
        Shown shown;
        for (const QWidget* control : std::initializer_list<const QWidget*>{
                 shown.chooser->groupBox(), shown.chooser->rebalanceBox(),
                 shown.chooser->previousButton(), shown.chooser->nextButton(),
                 shown.chooser->backButton(), shown.chooser->forwardButton(), shown.canvas}) {
            QVERIFY(!control->accessibleName().isEmpty());
            QVERIFY(control->focusPolicy() != Qt::NoFocus);
        }
        QVERIFY2(shown.canvas->summary().startsWith(QStringLiteral("Group billing, generation ")),
            qPrintable(shown.canvas->summary()));
    }

    void itWorksOnlyInSight()
    {
        AssignmentView hidden;
        const GroupStory story{kCooperative, 2};
        hidden.setScene(story.real.at(story.history().end()));
        QVERIFY(hidden.canvas()->data().groups.empty());
        hidden.show();
        QCOMPARE(hidden.canvas()->data().groups.size(), std::size_t{1});
        hidden.setScene({});
        QVERIFY(hidden.canvas()->group() == nullptr);
        QVERIFY(!hidden.chooser()->rebalanceBox()->isEnabled());
    }
};

QTEST_MAIN(TestAssignmentView)
#include "tst_assignment_view.moc"
