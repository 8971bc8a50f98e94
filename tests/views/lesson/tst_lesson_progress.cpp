// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "views/lesson/progress.h"

using namespace brokerscope;
using namespace brokerscope::views;

namespace {

constexpr auto kReached = StepPhase::Reached;
constexpr auto kCurrent = StepPhase::Current;
constexpr auto kAhead = StepPhase::Ahead;
constexpr auto kClosed = StepPhase::Closed;
constexpr auto kAbsent = StepPhase::Absent;

using Phases = std::vector<StepPhase>;

Cues cuesAt(std::initializer_list<int> events)
{
    Cues cues;
    for (const int event : events) {
        cues.push_back(
            event < 0 ? std::nullopt : std::optional(EventId(static_cast<std::uint32_t>(event))));
    }
    return cues;
}

} // namespace

class TestLessonProgress : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLatestCueReachedIsCurrent();
    void stepsAfterAnOpenQuestionStayClosed();
    void anAnswerOpensWhatFollows();
    void goingBackClosesAgain();
    void aQuestionThatNeverComesClosesNothing();
    void cuesOutOfOrder();
};

void TestLessonProgress::theLatestCueReachedIsCurrent()
{
    const Cues cues = cuesAt({5, 10, 20});
    const std::vector<bool> answered(3, true);
    QCOMPARE(progressAt(cues, answered, 0).phases, (Phases{kAhead, kAhead, kAhead}));
    QCOMPARE(progressAt(cues, answered, 5).current, std::nullopt); // event 5 has not happened yet
    QCOMPARE(progressAt(cues, answered, 6).phases, (Phases{kCurrent, kAhead, kAhead}));
    QCOMPARE(progressAt(cues, answered, 100).phases, (Phases{kReached, kReached, kCurrent}));
}

void TestLessonProgress::stepsAfterAnOpenQuestionStayClosed()
{
    const Cues cues = cuesAt({5, 10, 20});
    const std::vector<bool> answered{true, false, true};
    const Progress progress = progressAt(cues, answered, 100);
    QCOMPARE(progress.phases, (Phases{kReached, kCurrent, kClosed}));
    QCOMPARE(progress.pendingQuestion, std::optional<std::size_t>(1));
    QCOMPARE(progressAt(cues, answered, 7).pendingQuestion, std::nullopt);
}

void TestLessonProgress::anAnswerOpensWhatFollows()
{
    const Progress progress = progressAt(cuesAt({5, 10, 20}), {true, true, true}, 100);
    QCOMPARE(progress.current, std::optional<std::size_t>(2));
    QCOMPARE(progress.pendingQuestion, std::nullopt);
}

void TestLessonProgress::goingBackClosesAgain()
{
    const Cues cues = cuesAt({5, 10});
    const std::vector<bool> answered{true, true};
    QCOMPARE(progressAt(cues, answered, 11).current, std::optional<std::size_t>(1));
    QCOMPARE(progressAt(cues, answered, 6).current, std::optional<std::size_t>(0));
}

void TestLessonProgress::aQuestionThatNeverComesClosesNothing()
{
    const Progress progress = progressAt(cuesAt({5, -1, 20}), {true, false, true}, 100);
    QCOMPARE(progress.phases, (Phases{kReached, kAbsent, kCurrent}));
    QCOMPARE(progress.pendingQuestion, std::nullopt);
}

void TestLessonProgress::cuesOutOfOrder()
{
    const Progress progress = progressAt(cuesAt({20, 5}), {true, true}, 100);
    QCOMPARE(progress.phases, (Phases{kCurrent, kReached}));
}

QTEST_APPLESS_MAIN(TestLessonProgress)
#include "tst_lesson_progress.moc"
