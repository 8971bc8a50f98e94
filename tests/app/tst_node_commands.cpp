// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/node_commands.h"
#include "tests/app/lesson.h"

#include <algorithm>

using namespace brokerscope;
using app::NodeCommand;
using app::NodeCommands;

namespace {

const NodeId kB1{1};
const NodeId kB2{2};

views::Scene sceneAt(const views::RunView& run, std::int64_t ms)
{
    const views::Playhead playhead
        = views::playheadAt(*run.history, Timestamp{} + milliseconds(ms));
    return {run, playhead,
        std::make_shared<const history::ClusterState>(run.history->stateAfter(playhead.applied))};
}

/// Which of the commands can be given: "Stop (process kill), Pause".
QString possible(const std::vector<NodeCommand>& commands)
{
    QStringList texts;
    for (const NodeCommand& command : commands) {
        if (command.whyNot.isEmpty()) {
            texts += command.text;
        }
    }
    return texts.join(QStringLiteral(", "));
}

} // namespace

class TestNodeCommands : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_run = test::lessonRun(); }

    void aRunningBrokerCanBeStoppedAndPaused()
    {
        const NodeCommands commands = app::nodeCommands(sceneAt(m_run, 400), kB1);
        QCOMPARE(possible(commands.life),
            QStringLiteral("Stop (process kill), Stop (power loss), Pause"));
        QCOMPARE(commands.life.front().command.at, Timestamp(400'000));
        QCOMPARE(commands.cut.size(), commands.heal.size());
        QVERIFY(possible(commands.heal).isEmpty());
        QVERIFY(possible(commands.cut).contains(QStringLiteral("b2")));
    }

    void aStoppedBrokerCanBeStarted()
    {
        const NodeCommands commands = app::nodeCommands(sceneAt(m_run, 700), kB1);
        QCOMPARE(possible(commands.life), QStringLiteral("Start"));
        for (const NodeCommand& command : commands.life) {
            const bool isStart
                = std::holds_alternative<scenario::StartCommand>(command.command.action);
            QVERIFY2(isStart || !command.whyNot.isEmpty(), qPrintable(command.text));
        }
    }

    void aCutLinkCanBeHealed()
    {
        const scenario::Edit cut
            = scenario::AddCommand{{Timestamp(400'000), scenario::CutCommand{"b1", "b2", true}}};
        const views::RunView run = test::lessonRun(std::span(&cut, 1));
        const NodeCommands commands = app::nodeCommands(sceneAt(run, 420), kB2);
        QCOMPARE(possible(commands.heal), QStringLiteral("b1"));
        QVERIFY(!possible(commands.cut).contains(QStringLiteral("b1")));
    }

    void nothingCanBeDoneWhenTheRunIsOver()
    {
        const NodeCommands commands
            = app::nodeCommands(sceneAt(m_run, m_run.history->end().micros() / 1000), kB1);
        QVERIFY(possible(commands.life).isEmpty());
        QVERIFY(possible(commands.cut).isEmpty());
    }

    void everyCommandGivesAScenarioThatRuns()
    {
        const views::Scene scene = sceneAt(m_run, 400);
        const auto& nodes = m_run.history->roster().nodes;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const NodeCommands commands
                = app::nodeCommands(scene, NodeId(static_cast<std::uint16_t>(i)));
            for (const auto* list : {&commands.life, &commands.cut}) {
                for (const NodeCommand& each : *list) {
                    const scenario::Edit edit = scenario::AddCommand{each.command};
                    const auto line = scenario::toText(edit);
                    const auto readBack = scenario::fromText(line);
                    QVERIFY2(readBack && *readBack == edit, line.c_str());
                    QVERIFY(test::lessonRun(std::span(&edit, 1)).history->size() > 0);
                }
            }
        }
    }

private:
    views::RunView m_run;
};

QTEST_GUILESS_MAIN(TestNodeCommands)
#include "tst_node_commands.moc"
