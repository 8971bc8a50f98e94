#include <QTest>

#include "engine/scenario/expression.h"
#include "engine/scenario/reader.h"
#include "engine/scenario/runner.h"

#include <QDir>

#include <set>

using namespace brokerscope;
using scenario::Edit;
using scenario::LessonStep;
using scenario::Scenario;

namespace {

struct Run {
    Scenario scenario;
    std::shared_ptr<const history::History> history;
    history::Verdict verdict;

    [[nodiscard]] tl::expected<std::int64_t, std::string> valueAfter(
        std::size_t applied, const std::string& expression) const
    {
        const history::ClusterState state = history->stateAfter(applied);
        return scenario::evaluate(expression, {*history, verdict, state, applied});
    }

    [[nodiscard]] tl::expected<bool, std::string> holdsAtEnd(const std::string& condition) const
    {
        const history::ClusterState state = history->stateAfter(history->size());
        return scenario::holds(condition, {*history, verdict, state, history->size()});
    }
};

std::string textOf(const QString& file)
{
    const QString path = QStringLiteral(BROKERSCOPE_SOURCE_DIR "/resources/scenarios/%1").arg(file);
    return scenario::readText(path.toStdString()).value();
}

Run runOf(const std::string& text, const std::vector<Edit>& edits)
{
    Run run{scenario::readScenario(text, edits).value(), {}, {}};
    run.history = scenario::run(run.scenario);
    run.verdict = history::judge(*run.history);
    return run;
}

} // namespace

/// What every lesson that the app carries promises: a story that happens in the order in which it
/// is told, questions that can be answered, and expectations that hold.
class TestLessons : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFileIsALesson_data() { addLessons(); }
    void everyFileIsALesson()
    {
        QFETCH(const QString, file);
        const auto read = scenario::readScenario(textOf(file));
        QVERIFY2(read, read ? "" : read.error().front().sentence(file.toStdString()).c_str());
        QCOMPARE(QString::fromStdString(read->id) + QStringLiteral(".yaml"), file);
        QVERIFY(!read->misconception.in("zh_CN").empty());
        QVERIFY(read->lesson.size() >= 4);
        QVERIFY(!read->expect.empty());
        QVERIFY(!read->expectContrast.empty());
        QCOMPARE(scenario::contrastEdits(*read).empty(), false);
        QVERIFY2(std::any_of(read->lesson.begin(), read->lesson.end(),
                     [](const LessonStep& step) { return step.question.has_value(); }),
            "nothing is asked");
    }

    void theStoryHappensInItsOrder_data() { addLessons(); }
    void theStoryHappensInItsOrder()
    {
        QFETCH(const QString, file);
        const Run run = runOf(textOf(file), {});
        const auto cues = scenario::findCues(*run.history, run.scenario);
        EventId last;
        for (std::size_t step = 0; step < cues.size(); ++step) {
            const std::string title(run.scenario.lesson[step].title.in("en"));
            QVERIFY2(cues[step].has_value(), title.c_str());
            QVERIFY2(step == 0 || *cues[step] > last, title.c_str());
            last = *cues[step];
        }
    }

    void everyQuestionHasWrongAnswersToo_data() { addLessons(); }
    void everyQuestionHasWrongAnswersToo()
    {
        QFETCH(const QString, file);
        const Run run = runOf(textOf(file), {});
        const auto cues = scenario::findCues(*run.history, run.scenario);
        for (std::size_t step = 0; step < cues.size(); ++step) {
            const auto& question = run.scenario.lesson[step].question;
            if (!question) {
                continue;
            }
            const auto answer = run.valueAfter(run.history->size(), question->answer);
            QVERIFY2(answer, question->answer.c_str());
            std::set<std::int64_t> values; // the panel shows equal choices once
            for (const std::string& choice : question->choices) {
                const auto value = run.valueAfter(cues[step]->value() + 1U, choice);
                QVERIFY2(value, choice.c_str());
                values.insert(*value);
            }
            values.erase(*answer);
            QVERIFY2(values.size() >= 2, question->answer.c_str());
        }
    }

    void bothRunsKeepTheirPromises_data() { addLessons(); }
    void bothRunsKeepTheirPromises()
    {
        QFETCH(const QString, file);
        const std::string text = textOf(file);
        const Run primary = runOf(text, {});
        for (const std::string& condition : primary.scenario.expect) {
            QVERIFY2(primary.holdsAtEnd(condition).value(), condition.c_str());
        }
        const Run contrast = runOf(text, scenario::contrastEdits(primary.scenario));
        for (const std::string& condition : contrast.scenario.expectContrast) {
            QVERIFY2(contrast.holdsAtEnd(condition).value(), condition.c_str());
        }
    }

private:
    static void addLessons()
    {
        QTest::addColumn<QString>("file");
        const QDir folder(QStringLiteral(BROKERSCOPE_SOURCE_DIR "/resources/scenarios"));
        const QStringList files
            = folder.entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name);
        for (const QString& file : files) {
            QTest::newRow(qPrintable(file)) << file;
        }
    }
};

QTEST_APPLESS_MAIN(TestLessons)
#include "tst_lessons.moc"
