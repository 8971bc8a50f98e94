#include "views/lesson/lesson_panel.h"

#include "engine/scenario/expression.h"
#include "views/controls/text_label.h"
#include "views/lesson/question_view.h"
#include "views/lesson/step_header.h"
#include "views/lesson/step_view.h"
#include "views/lesson/try_it_view.h"
#include "views/text/names.h"

#include <QEvent>
#include <QPointer>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

LessonPanel::LessonPanel(QWidget* parent)
    : Card(Ink::Card, Ink::Border, 6, parent)
    , m_header(new TextLabel(FontRole::CaptionStrong, Ink::TextMuted, this))
    , m_belief(new TextLabel(FontRole::Caption, Ink::TextMuted))
    , m_misconception(makeWrappedLabel(FontRole::BodyStrong, Ink::Text))
    , m_none(makeWrappedLabel(FontRole::Body, Ink::TextMuted))
    , m_scroll(new QScrollArea(this))
    , m_stepLayout(new QVBoxLayout)
    , m_tryIt(new TryItView)
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    m_column = column;
    column->setContentsMargins(8, 0, 8, 0);
    column->setSpacing(2);
    column->addWidget(m_belief);
    column->addWidget(m_misconception);
    column->addSpacing(8);
    column->addWidget(m_none);
    m_belief->setContentsMargins(8, 0, 8, 0);
    m_misconception->setContentsMargins(8, 0, 8, 0);
    m_none->setContentsMargins(8, 0, 8, 0);
    m_stepLayout->setSpacing(4);
    column->addLayout(m_stepLayout);
    column->addStretch(1);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_header->setContentsMargins(16, 0, 16, 0);
    m_tryIt->setContentsMargins(16, 8, 16, 0);
    m_scroll->viewport()->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    m_panel = layout;
    layout->setContentsMargins(1, 16, 1, 10); // the scroll area must not cover the frame
    layout->setSpacing(8);
    layout->addWidget(m_header);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_tryIt);
    connect(m_tryIt, &TryItView::contrastRequested, this, &LessonPanel::contrastRequested);
    connect(m_tryIt, &TryItView::resetRequested, this, [this] {
        setPredictions({});
        Q_EMIT resetRequested();
    });
    setMinimumWidth(240);
    retranslate();
}

void LessonPanel::setScene(const Scene& scene)
{
    const bool newRun = scene.run.history != m_run.history || scene.run.scenario != m_run.scenario;
    m_applied = scene.playhead.applied;
    if (newRun) {
        setRun(scene.run);
        retranslate();
        return;
    }
    follow();
}

void LessonPanel::setSelection(const Selection&)
{
    // A lesson has no object of its own to highlight.
}

void LessonPanel::setTheme(const Theme& theme)
{
    Card::setTheme(theme);
    applyTheme(this, theme);
    m_scroll->viewport()->setPalette(palette());
    placeTryIt();
}

void LessonPanel::resizeEvent(QResizeEvent* event)
{
    Card::resizeEvent(event);
    placeTryIt();
}

bool LessonPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_scroll->viewport() && event->type() == QEvent::Resize) {
        // There is nothing to scroll sideways: what is wider than the panel is folded or elided.
        m_scroll->widget()->setMaximumWidth(m_scroll->viewport()->width());
    }
    return Card::eventFilter(watched, event);
}

void LessonPanel::placeTryIt()
{
    // At the foot of a tall panel it is always in sight. On a small one it scrolls behind the
    // steps, so that a question never has to share the room with it.
    constexpr double kTall = 600;
    const bool isTall = height() >= kTall * theme().scale();
    QVBoxLayout* home = isTall ? m_panel : m_column;
    if (home->indexOf(m_tryIt) < 0) {
        (isTall ? m_column : m_panel)->removeWidget(m_tryIt);
        home->addWidget(m_tryIt);
        // The column has margins of its own.
        const int side = isTall ? 16 : 8;
        m_tryIt->setContentsMargins(side, 8, side, 0);
    }
}

void LessonPanel::setRun(const RunView& run)
{
    const bool sameLesson = run.scenario && run.scenario->id == m_lesson
        && m_predictions.size() == run.scenario->lesson.size();
    m_run = run;
    m_progress.reset();
    const std::size_t count = run.scenario ? run.scenario->lesson.size() : 0;
    m_cues = run && run.scenario ? scenario::findCues(*run.history, *run.scenario) : Cues();
    m_cues.resize(count);
    m_questions.assign(count, std::nullopt);
    m_unanswerable.assign(count, false);
    if (!sameLesson) {
        m_lesson = run.scenario ? run.scenario->id : std::string();
        m_predictions.assign(count, std::nullopt);
    }
    if (static_cast<std::size_t>(m_steps.size()) != count) {
        makeSteps();
    }
}

void LessonPanel::makeSteps()
{
    for (StepView* step : m_steps) {
        step->hide();
        step->deleteLater();
    }
    m_steps.clear();
    for (std::size_t step = 0; step < m_cues.size(); ++step) {
        auto* view = new StepView(step + 1);
        connect(view, &StepView::goRequested, this, [this, step] { Q_EMIT stepRequested(step); });
        connect(
            view, &StepView::answered, this, [this, step](qint64 value) { answer(step, value); });
        m_stepLayout->addWidget(view);
        m_steps += view;
    }
    applyTheme(this, theme());
}

std::vector<bool> LessonPanel::answeredSteps() const
{
    std::vector<bool> answered(m_cues.size(), true);
    for (std::size_t step = 0; step < answered.size(); ++step) {
        answered[step] = !m_run.scenario->lesson[step].question || m_predictions[step].has_value()
            || m_unanswerable[step];
    }
    return answered;
}

std::optional<std::size_t> LessonPanel::questionPendingAt(std::size_t applied) const
{
    return progressAt(m_cues, answeredSteps(), applied).pendingQuestion;
}

std::vector<Prediction> LessonPanel::predictions() const
{
    std::vector<Prediction> made;
    for (const auto& prediction : m_predictions) {
        if (prediction) {
            made.push_back(*prediction);
        }
    }
    return made;
}

void LessonPanel::setPredictions(const std::vector<Prediction>& predictions)
{
    m_predictions.assign(m_cues.size(), std::nullopt);
    for (const Prediction& prediction : predictions) {
        if (prediction.step < m_predictions.size()) {
            m_predictions[prediction.step] = prediction;
        }
    }
    retranslate();
}

const AskedQuestion* LessonPanel::questionOf(std::size_t step)
{
    const auto& question = m_run.scenario->lesson[step].question;
    if (!question || !m_cues[step]) {
        return nullptr;
    }
    if (!m_questions[step]) {
        m_questions[step] = prepareQuestion(m_run, *question, *m_cues[step]);
        m_unanswerable[step] = !m_questions[step];
    }
    return m_questions[step] ? &*m_questions[step] : nullptr;
}

void LessonPanel::answer(std::size_t step, qint64 value)
{
    const AskedQuestion* question = questionOf(step);
    if (question == nullptr || m_predictions[step]) {
        return;
    }
    const bool right = question->answer == value;
    m_predictions[step] = Prediction{step, value, right};
    retranslate();
    Q_EMIT predictionMade(step, value, right);
}

void LessonPanel::follow()
{
    const Progress progress = progressAt(m_cues, answeredSteps(), m_applied);
    if (m_progress == progress) {
        return;
    }
    const bool moved = !m_progress || m_progress->current != progress.current;
    m_progress = progress;
    for (std::size_t step = 0; step < m_cues.size(); ++step) {
        showStep(step, progress.phases[step]);
    }
    if (moved) {
        bringIntoView(progress.current);
    }
}

void LessonPanel::showStep(std::size_t step, StepPhase phase)
{
    const scenario::LessonStep& lesson = m_run.scenario->lesson[step];
    const std::string_view language = contentLanguage();
    StepContent content;
    content.title = QString::fromStdString(lesson.title.in(language));
    content.say = QString::fromStdString(lesson.say.in(language));
    content.phase = phase;
    content.history = m_run.history;
    content.cue = m_cues[step].value_or(kNoEvent);
    const bool reached = phase == StepPhase::Reached || phase == StepPhase::Current;
    if (reached && lesson.question) {
        if (const AskedQuestion* question = questionOf(step)) {
            content.ask = QString::fromStdString(lesson.question->ask.in(language));
            content.explain = QString::fromStdString(lesson.question->explain.in(language));
            content.question = *question;
            if (m_predictions[step]) {
                content.given = m_predictions[step]->value;
            }
        }
    }
    m_steps[static_cast<qsizetype>(step)]->setContent(content);
}

void LessonPanel::bringIntoView(std::optional<std::size_t> step)
{
    if (!step) {
        m_scroll->ensureVisible(0, 0);
        return;
    }
    // The step's height is known only after the layout has seen its new content.
    QTimer::singleShot(
        0, this, [this, view = QPointer<StepView>(m_steps[static_cast<qsizetype>(*step)])] {
            if (view) {
                m_scroll->ensureWidgetVisible(view, 0, 12);
            }
        });
}

void LessonPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    Card::changeEvent(event);
}

void LessonPanel::retranslate()
{
    setAccessibleName(tr("Lesson"));
    m_header->setText(tr("LESSON"));
    m_belief->setText(
        tr("Is it true?", "above a common misconception, which the lesson puts to the test"));
    const scenario::Scenario* scenario = m_run.scenario.get();
    const std::string misconception
        = scenario ? scenario->misconception.in(contentLanguage()) : std::string();
    m_misconception->setText(u'“' + QString::fromStdString(misconception) + u'”');
    m_misconception->setVisible(!misconception.empty());
    m_belief->setVisible(!misconception.empty());
    m_none->setText(
        scenario == nullptr ? tr("Open a lesson to begin.") : tr("This scenario has no lesson."));
    m_none->setVisible(scenario == nullptr || scenario->lesson.empty());
    bool open = false;
    const std::vector<bool> answered = answeredSteps();
    for (std::size_t step = 0; step < answered.size(); ++step) {
        open = open || (!answered[step] && m_cues[step]);
    }
    m_tryIt->showScenario(scenario, open);
    m_progress.reset();
    follow();
    for (StepView* step : m_steps) {
        step->retranslate();
    }
}

} // namespace brokerscope::views
