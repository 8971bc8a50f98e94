// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/run_tree.h"
#include "tests/app/lesson.h"
#include "views/text/time_text.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace brokerscope;
using app::Run;
using app::RunId;
using app::RunTree;

namespace {

Run makeRun(std::int64_t id, std::int64_t parent, std::vector<scenario::Edit> edits)
{
    Run run;
    run.id = RunId(id);
    run.parent = RunId(parent);
    run.view = test::lessonRun(edits);
    run.edits = std::move(edits);
    return run;
}

/// "stop b1" of the lesson's script.
constexpr std::size_t kCrash = 1;

} // namespace

class TestRunTree : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void forksBecomeATree()
    {
        RunTree tree;
        const QAbstractItemModelTester tester(
            &tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QSignalSpy current(&tree, &RunTree::currentChanged);
        tree.add(makeRun(1, 0, {}));
        const scenario::MoveCommand move{kCrash, Timestamp(520'000)};
        tree.add(makeRun(2, 1, {move}));
        tree.add(makeRun(3, 2, {move, scenario::SetSeed{7}}));
        tree.add(makeRun(4, 1, {scenario::RemoveCommand{kCrash}}));

        QCOMPARE(tree.rowCount(), 1);
        const QModelIndex root = tree.index(0, 0);
        QCOMPARE(tree.rowCount(root), 2);
        QCOMPARE(tree.rowCount(tree.index(0, 0, root)), 1);
        QCOMPARE(tree.idAt(tree.index(1, 0, root)), RunId(4));
        QCOMPARE(tree.parent(tree.indexOf(RunId(3))), tree.indexOf(RunId(2)));
        QCOMPARE(tree.current()->id, RunId(4));
        QCOMPARE(current.size(), 4);
        QCOMPARE(tree.nextId(), RunId(5));
    }

    void labelsSayWhatIsDifferent()
    {
        RunTree tree;
        tree.add(makeRun(1, 0, {}));
        tree.add(makeRun(2, 1, {scenario::MoveCommand{kCrash, Timestamp(520'000)}}));
        tree.add(makeRun(3, 1, {scenario::SetSeed{7}}));
        tree.add(makeRun(4, 1, scenario::contrastEdits(*tree.root()->view.scenario)));
        QCOMPARE(tree.label(*tree.find(RunId(1))), QStringLiteral("As in the scenario"));
        const QString moved = tree.label(*tree.find(RunId(2)));
        const QString before = views::timeText(tree.root()->view.scenario->script.at(kCrash).at);
        QVERIFY2(moved.contains(QStringLiteral("b1")) && moved.contains(QStringLiteral("0.520"))
                && moved.contains(before),
            qPrintable(moved));
        QCOMPARE(tree.label(*tree.find(RunId(3))), QStringLiteral("seed 7"));
        QCOMPARE(tree.label(*tree.find(RunId(4))),
            QStringLiteral("Contrast: acks=all, min.insync.replicas=2"));
    }

    void theSameScenarioIsFoundAgain()
    {
        RunTree tree;
        tree.add(makeRun(1, 0, {}));
        tree.add(makeRun(2, 1, {scenario::SetSeed{7}}));
        const auto lesson = scenario::readScenario(test::lessonText());
        QVERIFY(lesson);
        QCOMPARE(tree.sameScenario(*lesson)->id, RunId(1));
        auto other = *lesson;
        other.seed = 8;
        QCOMPARE(tree.sameScenario(other), nullptr);
    }
};

QTEST_MAIN(TestRunTree)
#include "tst_run_tree.moc"
