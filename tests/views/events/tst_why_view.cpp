#include "views/events/why_view.h"

#include "tests/support/history_builder.h"
#include "views/controls/check_box.h"
#include "views/events/chain_step.h"
#include "views/events/chain_view.h"
#include "views/events/focus_event.h"

#include <QTest>

using namespace brokerscope;
using namespace brokerscope::views;
using test::HistoryBuilder;

namespace {

/// A script command kills b1, the controller fences it and elects b2.
struct Story {
    EventId command;
    EventId stop;
    EventId fenced;
    EventId election;
    Scene scene;
};

Story crashStory()
{
    HistoryBuilder builder;
    Story story;
    builder.enthrone(HistoryBuilder::kB1, 0);
    story.command = builder.command(0);
    story.stop = builder.stop(HistoryBuilder::kB1, event::StopHow::Kill, story.command);
    story.fenced = builder.add(
        HistoryBuilder::kController, event::BrokerFenced{HistoryBuilder::kB1}, story.stop);
    story.election = builder.add(HistoryBuilder::kController,
        event::LeaderElected{{HistoryBuilder::kB2}, LeaderEpoch(1), HistoryBuilder::kOrders0,
            HistoryBuilder::kB2, HistoryBuilder::kB1, event::ElectionKind::Clean},
        story.fenced);
    story.scene.run.history = builder.build();
    const std::size_t count = story.scene.run.history->size();
    story.scene.playhead = {story.scene.run.history->end(), count};
    story.scene.state
        = std::make_shared<const history::ClusterState>(story.scene.run.history->stateAfter(count));
    return story;
}

Selection partition()
{
    Selection selection;
    selection.kind = Selection::Kind::Partition;
    selection.partition = HistoryBuilder::kOrders0;
    return selection;
}

} // namespace

class TestWhyView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFocusIsTheNewestEventOfTheObject();
    void theChainLeadsBackToTheCommand();
    void aStepIsALink();
    void nothingSelectedTellsOfTheNewestNotableEvent();
};

void TestWhyView::theFocusIsTheNewestEventOfTheObject()
{
    const Story story = crashStory();
    QCOMPARE(focusEvent(story.scene, partition()), std::optional(story.election));
    Selection node;
    node.kind = Selection::Kind::Node;
    node.node = HistoryBuilder::kB1;
    QCOMPARE(focusEvent(story.scene, node), std::optional(story.fenced));
    QCOMPARE(focusEvent(story.scene, {}), std::nullopt);
    QCOMPARE(newestNotable(story.scene), std::optional(story.election));
}

void TestWhyView::theChainLeadsBackToTheCommand()
{
    const Story story = crashStory();
    WhyView view;
    view.show();
    view.setScene(story.scene);
    view.setSelection(partition());
    const auto& steps = view.chain()->steps();
    QVERIFY(steps.size() >= 3);
    QCOMPARE(steps.first()->content().event, story.command);
    QCOMPARE(steps.last()->content().event, story.election);
    QVERIFY(steps.last()->content().isLast);
    view.everyStepBox()->click();
    QVERIFY(view.chain()->steps().size() >= steps.size());
}

void TestWhyView::aStepIsALink()
{
    const Story story = crashStory();
    WhyView view;
    view.show();
    view.setScene(story.scene);
    view.setSelection(partition());
    std::vector<EventId> asked;
    connect(&view, &WhyView::eventRequested, this, [&](EventId id) { asked.push_back(id); });
    QTest::mouseClick(view.chain()->steps().first(), Qt::LeftButton);
    QTest::keyClick(view.chain()->steps().last(), Qt::Key_Return);
    QCOMPARE(asked, (std::vector{story.command, story.election}));
}

void TestWhyView::nothingSelectedTellsOfTheNewestNotableEvent()
{
    const Story story = crashStory();
    WhyView view;
    view.show();
    view.setScene(story.scene);
    QCOMPARE(view.chain()->steps().last()->content().event, story.election);
    view.setScene({});
    QVERIFY(view.chain()->steps().isEmpty());
}

QTEST_MAIN(TestWhyView)
#include "tst_why_view.moc"
