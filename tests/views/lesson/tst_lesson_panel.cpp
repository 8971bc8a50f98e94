#include "views/lesson/lesson_panel.h"

#include "tests/support/history_builder.h"
#include "views/controls/pill_button.h"
#include "views/lesson/contrast.h"
#include "views/lesson/question_view.h"
#include "views/lesson/step_header.h"
#include "views/lesson/step_view.h"
#include "views/lesson/try_it_view.h"
#include "views/metrics/metric_table_view.h"

#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

#include <algorithm>

using namespace brokerscope;
using namespace brokerscope::views;
using namespace Qt::Literals::StringLiterals;
using test::HistoryBuilder;

namespace {

template <class T, std::size_t I = 0>
constexpr std::size_t indexOf()
{
    if constexpr (std::is_same_v<std::variant_alternative_t<I, event::Payload>, T>) {
        return I;
    } else {
        return indexOf<T, I + 1>();
    }
}

scenario::LessonStep step(const std::string& title, std::size_t kind)
{
    scenario::LessonStep step;
    step.title.en = title;
    step.say.en = "About " + title;
    step.cue.kind = kind;
    return step;
}

/// Three steps: the ack, the crash with a question, the election.
std::shared_ptr<const scenario::Scenario> makeLesson(const std::string& id = "lesson")
{
    auto lesson = std::make_shared<scenario::Scenario>();
    lesson->id = id;
    lesson->misconception.en = "Acked means safe.";
    lesson->tryIt.en = "Drag the crash.";
    lesson->producers.push_back({"p1", {{"acks", "1"}}, {}, {}});
    lesson->contrast
        = {{"producers.p1.config.acks", "all"}, {"topics.orders.config.min.insync.replicas", "2"}};
    lesson->lesson
        = {step("ack", indexOf<event::BatchAcked>()), step("crash", indexOf<event::NodeStopped>()),
            step("election", indexOf<event::LeaderElected>())};
    scenario::Question question;
    question.ask.en = "How many are lost?";
    question.answer = "lost_after_ack";
    question.choices = {"0", "acked"};
    question.explain.en = "Only the leader had them.";
    lesson->lesson[1].question = question;
    return lesson;
}

Scene makeScene()
{
    HistoryBuilder builder;
    builder.assume(HistoryBuilder::kB1, HistoryBuilder::kB1, 0);
    builder.assume(HistoryBuilder::kB2, HistoryBuilder::kB1, 0);
    builder.send(1, 1, 3);
    builder.lead(HistoryBuilder::kB1, 1, 0, 3);
    builder.ack(1, 0, 3);
    builder.stop(HistoryBuilder::kB1, event::StopHow::PowerLoss);
    builder.elect(HistoryBuilder::kB2, 1, HistoryBuilder::kB1);
    builder.assume(HistoryBuilder::kB2, HistoryBuilder::kB2, 1);
    Scene scene;
    scene.run.history = builder.build();
    scene.run.verdict
        = std::make_shared<const history::Verdict>(history::judge(*scene.run.history));
    scene.run.scenario = makeLesson();
    return scene;
}

Scene at(Scene scene, std::size_t applied)
{
    scene.playhead
        = {applied == 0 ? Timestamp() : scene.run.history->events()[applied - 1].time, applied};
    scene.state
        = std::make_shared<const history::ClusterState>(scene.run.history->stateAfter(applied));
    return scene;
}

PillButton* choice(const LessonPanel& panel, qsizetype step, const QString& text)
{
    for (PillButton* button : panel.steps()[step]->question()->choices()) {
        if (button->text().contains(text)) {
            return button;
        }
    }
    return nullptr;
}

} // namespace

class TestLessonPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stepsFollowThePlayhead();
    void theEngineGradesTheAnswer();
    void aWrongAnswerIsToldSo();
    void theOutcomeStaysClosedUntilTheAnswer();
    void answersSurviveAForkButNotAnotherLesson();
    void predictionsAreRestored();
    void theContrastIsOfferedAfterTheAnswer();
    void aStepAsksToGoThere();
    void theCurrentStepTellsWhichMetricsMoved();
    void noLineOfTheTableIsCutOff_data();
    void noLineOfTheTableIsCutOff();
    void whatToTryIsNotCut();
    void noLessonIsSaidSo();
    void nothingIsWiderThanTheNarrowestPanel();
};

void TestLessonPanel::stepsFollowThePlayhead()
{
    LessonPanel panel;
    const Scene scene = makeScene();
    panel.setScene(at(scene, 0));
    QCOMPARE(panel.steps().size(), 3);
    QCOMPARE(panel.steps()[0]->content().phase, StepPhase::Ahead);
    QVERIFY(panel.cues()[0].has_value());
    panel.setScene(at(scene, panel.cues()[0]->value() + 1));
    QCOMPARE(panel.steps()[0]->content().phase, StepPhase::Current);
    panel.setScene(at(scene, 1));
    QCOMPARE(panel.steps()[0]->content().phase, StepPhase::Ahead);
}

void TestLessonPanel::theEngineGradesTheAnswer()
{
    LessonPanel panel;
    const Scene scene = makeScene();
    panel.setScene(at(scene, 0));
    const std::size_t asked = panel.cues()[1]->value() + 1;
    QCOMPARE(panel.questionPendingAt(asked - 1), std::nullopt);
    QCOMPARE(panel.questionPendingAt(asked), std::optional<std::size_t>(1));
    panel.setScene(at(scene, asked));
    std::vector<Prediction> made;
    connect(&panel, &LessonPanel::predictionMade, this,
        [&](std::size_t index, qint64 value, bool right) {
            made.push_back({index, value, right});
        });
    QCOMPARE(panel.steps()[1]->question()->choices().size(), 2);
    PillButton* right = choice(panel, 1, u"3"_s);
    QVERIFY(right != nullptr);
    QTest::keyClick(right, Qt::Key_Return);
    QCOMPARE(made, (std::vector<Prediction>{{1, 3, true}}));
    QCOMPARE(right->tone(), PillButton::Tone::Success);
    QCOMPARE(panel.questionPendingAt(asked), std::nullopt);
    QTest::mouseClick(choice(panel, 1, u"0"_s), Qt::LeftButton); // once answered, it stays
    QCOMPARE(made.size(), 1U);
}

void TestLessonPanel::aWrongAnswerIsToldSo()
{
    LessonPanel panel;
    const Scene scene = makeScene();
    panel.setScene(at(scene, 0));
    panel.setScene(at(scene, panel.cues()[1]->value() + 1));
    PillButton* wrong = choice(panel, 1, u"0"_s);
    QTest::mouseClick(wrong, Qt::LeftButton);
    QCOMPARE(wrong->tone(), PillButton::Tone::Danger);
    QCOMPARE(choice(panel, 1, u"3"_s)->tone(), PillButton::Tone::Success);
    QVERIFY(choice(panel, 1, u"3"_s)->text().contains(u'✓')); // not by colour alone
    QCOMPARE(panel.predictions(), (std::vector<Prediction>{{1, 0, false}}));
}

void TestLessonPanel::theOutcomeStaysClosedUntilTheAnswer()
{
    LessonPanel panel;
    const Scene scene = at(makeScene(), makeScene().run.history->size());
    panel.setScene(scene);
    QCOMPARE(panel.steps()[2]->content().phase, StepPhase::Closed);
    QVERIFY(!panel.steps()[2]->header()->isEnabled());
    QTest::mouseClick(choice(panel, 1, u"0"_s), Qt::LeftButton);
    QCOMPARE(panel.steps()[2]->content().phase, StepPhase::Current);
}

void TestLessonPanel::answersSurviveAForkButNotAnotherLesson()
{
    LessonPanel panel;
    Scene scene = makeScene();
    panel.setScene(at(scene, scene.run.history->size()));
    QTest::mouseClick(choice(panel, 1, u"0"_s), Qt::LeftButton);
    Scene fork = makeScene();
    panel.setScene(at(fork, fork.run.history->size()));
    QCOMPARE(panel.predictions().size(), 1U);
    Scene other = makeScene();
    other.run.scenario = makeLesson("another");
    panel.setScene(at(other, other.run.history->size()));
    QVERIFY(panel.predictions().empty());
}

void TestLessonPanel::predictionsAreRestored()
{
    LessonPanel panel;
    const Scene scene = makeScene();
    panel.setScene(at(scene, scene.run.history->size()));
    panel.setPredictions({{1, 3, true}, {17, 1, false}});
    QCOMPARE(panel.predictions(), (std::vector<Prediction>{{1, 3, true}}));
    QCOMPARE(panel.steps()[1]->content().given, std::optional<std::int64_t>(3));
}

void TestLessonPanel::theContrastIsOfferedAfterTheAnswer()
{
    LessonPanel panel;
    const Scene scene = makeScene();
    panel.setScene(at(scene, scene.run.history->size()));
    auto* contrast = panel.findChild<PillButton*>(u"contrast"_s);
    QVERIFY(contrast != nullptr);
    QCOMPARE(contrast->text(), u"Set acks=all …"_s);
    QVERIFY(!contrast->isEnabled());
    QTest::mouseClick(choice(panel, 1, u"0"_s), Qt::LeftButton);
    QVERIFY(contrast->isEnabled());
    int contrasts = 0;
    connect(&panel, &LessonPanel::contrastRequested, this, [&] { ++contrasts; });
    QTest::mouseClick(contrast, Qt::LeftButton);
    QCOMPARE(contrasts, 1);
    int resets = 0;
    connect(&panel, &LessonPanel::resetRequested, this, [&] { ++resets; });
    QTest::mouseClick(panel.findChild<PillButton*>(u"reset"_s), Qt::LeftButton);
    QCOMPARE(resets, 1);
    QVERIFY(panel.predictions().empty());
    QCOMPARE(contrastText(*scene.run.scenario), u"acks=all, min.insync.replicas=2"_s);
    QVERIFY(!contrastHolds(*scene.run.scenario));
}

void TestLessonPanel::aStepAsksToGoThere()
{
    LessonPanel panel;
    const Scene scene = makeScene();
    panel.setScene(at(scene, 0));
    std::vector<std::size_t> asked;
    connect(&panel, &LessonPanel::stepRequested, this,
        [&](std::size_t index) { asked.push_back(index); });
    QTest::mouseClick(panel.steps()[0]->header(), Qt::LeftButton);
    QTest::keyClick(panel.steps()[1]->header(), Qt::Key_Return);
    QTest::mouseClick(panel.steps()[2]->header(), Qt::LeftButton); // closed by the question
    QCOMPARE(asked, (std::vector<std::size_t>{0, 1}));
}

void TestLessonPanel::theCurrentStepTellsWhichMetricsMoved()
{
    LessonPanel panel;
    const Scene scene = makeScene();
    const auto goTo
        = [&](std::size_t step) { panel.setScene(at(scene, panel.cues()[step]->value() + 1)); };
    const auto table
        = [&](std::size_t step) { return panel.steps()[static_cast<qsizetype>(step)]->metrics(); };
    panel.setScene(at(scene, 0));
    goTo(0);
    QVERIFY2(table(0)->isHidden(), "an acknowledgement is no failure");
    QVERIFY2(table(1)->isHidden(), "nothing is told beforehand");
    goTo(1);
    QVERIFY(!table(1)->isHidden());
    QVERIFY(table(2)->isHidden());
    QTest::mouseClick(choice(panel, 1, u"0"_s), Qt::LeftButton);
    goTo(2);
    QVERIFY2(table(1)->isHidden(), "the table of the step at hand only");
    QVERIFY(!table(2)->isHidden());
    const EventId elected = *panel.cues()[2];
    QCOMPARE(table(2)->rows(), metricTable(*scene.run.history, elected));
    QVERIFY(std::ranges::any_of(table(2)->rows(),
        [](const MetricRow& row) { return row.key.id == MetricId::LeaderElections; }));
    goTo(1);
    QVERIFY2(!table(1)->isHidden(), "it is there again on the way back");
}

void TestLessonPanel::noLineOfTheTableIsCutOff_data()
{
    QTest::addColumn<int>("theme");
    QTest::addColumn<int>("width");
    for (const int theme : {0, 1, 2}) {
        for (const int width : {240, 284, 340}) {
            QTest::addRow("theme %d, %d wide", theme, width) << theme << width;
        }
    }
}

void TestLessonPanel::noLineOfTheTableIsCutOff()
{
    QFETCH(const int, theme);
    QFETCH(const int, width);
    using B = HistoryBuilder;
    HistoryBuilder builder;
    const BrokerSet all{B::kB1, B::kB2, B::kB3};
    for (const NodeId broker : {B::kB1, B::kB2, B::kB3}) {
        builder.add(broker, event::NodeStarted{});
        builder.add(B::kController, event::BrokerRegistered{BrokerEpoch(1), broker});
        builder.add(B::kController, event::BrokerUnfenced{broker});
    }
    builder.add(B::kController, event::ReplicasAssigned{all, {}, {}, B::kOrders0, B::kB1});
    builder.add(B::kController,
        event::LeaderElected{
            all, LeaderEpoch(0), B::kOrders0, B::kB1, kNoNode, event::ElectionKind::Initial});
    const EventId stopped = builder.stop(B::kB1, event::StopHow::Kill, builder.command(0));
    const EventId fenced = builder.add(B::kController, event::BrokerFenced{B::kB1}, stopped);
    builder.add(B::kController,
        event::LeaderElected{{B::kB2, B::kB3}, LeaderEpoch(1), B::kOrders0, B::kB2, B::kB1,
            event::ElectionKind::Clean},
        fenced);
    Scene scene;
    scene.run.history = builder.build();
    scene.run.verdict
        = std::make_shared<const history::Verdict>(history::judge(*scene.run.history));
    auto lesson = std::make_shared<scenario::Scenario>();
    lesson->id = "failures";
    lesson->lesson = {step("crash", indexOf<event::NodeStopped>()),
        step("fenced", indexOf<event::BrokerFenced>()),
        step("election", indexOf<event::LeaderElected>())};
    lesson->lesson[2].say.en
        = "Nobody asks which replica has more; the first one in the assignment "
          "order that is alive and in the ISR leads from now on.";
    scene.run.scenario = lesson;
    LessonPanel panel;
    panel.setTheme(Theme(static_cast<ThemeName>(theme)));
    panel.resize(width, 500);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    for (std::size_t applied = 0; applied <= scene.run.history->size(); ++applied) {
        panel.setScene(at(scene, applied));
        QCoreApplication::processEvents();
    }
    const MetricTableView* table = panel.steps()[2]->metrics();
    QVERIFY(table->rows().size() >= 4);
    // The layout is settled by its own events; what it comes to then is what one sees.
    const auto cutOff = [table] {
        for (const QLabel* label : table->findChildren<QLabel*>()) {
            if (label->wordWrap() && label->height() < label->heightForWidth(label->width())) {
                return QStringLiteral("%1: %2 instead of %3")
                    .arg(label->text())
                    .arg(label->height())
                    .arg(label->heightForWidth(label->width()));
            }
        }
        return QString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(cutOff(), QString(), 1000);
}

void TestLessonPanel::whatToTryIsNotCut()
{
    Scene scene = makeScene();
    auto lesson = std::make_shared<scenario::Scenario>(*scene.run.scenario);
    lesson->tryIt.en
        = "Set the three assignors to cooperative-sticky and drag the start of c3 into "
          "a quiet moment of c2. Then give c2 max.poll.interval.ms=300ms in the eager "
          "run: for how long does it hold up the others now, and what does it pay?";
    lesson->contrast
        = {{"consumers.c1.config.partition.assignment.strategy", "cooperative-sticky"}};
    scene.run.scenario = lesson;
    LessonPanel panel;
    panel.setTheme(Theme(ThemeName::Dark));
    panel.resize(283, 640);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    panel.setScene(at(scene, scene.run.history->size()));
    const auto* tryIt = panel.findChild<TryItView*>();
    const auto cutOff = [tryIt] {
        for (const QLabel* label : tryIt->findChildren<QLabel*>()) {
            if (label->wordWrap() && label->height() < label->heightForWidth(label->width())) {
                return QStringLiteral("%1 instead of %2")
                    .arg(label->height())
                    .arg(label->heightForWidth(label->width()));
            }
        }
        return QString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(cutOff(), QString(), 1000);
}

void TestLessonPanel::noLessonIsSaidSo()
{
    LessonPanel panel;
    panel.setScene({});
    QVERIFY(panel.steps().isEmpty());
    Scene scene = makeScene();
    scene.run.scenario = std::make_shared<const scenario::Scenario>();
    panel.setScene(at(scene, 3));
    QVERIFY(panel.steps().isEmpty());
    QCOMPARE(panel.questionPendingAt(3), std::nullopt);
}

void TestLessonPanel::nothingIsWiderThanTheNarrowestPanel()
{
    Scene scene = makeScene();
    auto lesson = std::make_shared<scenario::Scenario>(*scene.run.scenario);
    lesson->contrast
        = {{"topics.orders.config.min.cleanable.dirty.ratio.of.the.log.cleaner", "0.9"}};
    lesson->lesson[0].say.en = "See 00000000000000000000.log and min.cleanable.dirty.ratio.";
    scene.run.scenario = lesson;
    LessonPanel panel;
    panel.setTheme(Theme(ThemeName::Projector));
    panel.resize(panel.minimumWidth(), 500);
    panel.setScene(at(scene, scene.run.history->size()));
    panel.setPredictions({{1, 3, true}});
    QVERIFY(!panel.steps()[2]->metrics()->rows().empty());
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const auto* area = panel.findChild<QScrollArea*>();
    QTRY_COMPARE(area->widget()->width(), area->viewport()->width());
    QCOMPARE(area->horizontalScrollBar()->maximum(), 0);
    for (const QWidget* child : area->widget()->findChildren<QWidget*>()) {
        const int right = child->mapTo(area->widget(), QPoint(child->width(), 0)).x();
        QVERIFY2(!child->isVisible() || right <= area->viewport()->width(),
            child->metaObject()->className());
    }
}

QTEST_MAIN(TestLessonPanel)
#include "tst_lesson_panel.moc"
