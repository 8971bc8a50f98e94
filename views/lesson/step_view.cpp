#include "views/lesson/step_view.h"

#include "views/controls/text_label.h"
#include "views/lesson/question_view.h"
#include "views/lesson/step_header.h"
#include "views/metrics/metric_table_view.h"

#include <QVBoxLayout>

namespace brokerscope::views {

StepView::StepView(std::size_t number, QWidget* parent)
    : Card(Ink::None, Ink::None, 8, parent)
    , m_number(number)
    , m_header(new StepHeader(number, this))
    , m_text(new QVBoxLayout)
    , m_say(makeWrappedLabel(FontRole::Body, Ink::TextMuted, this))
    , m_question(new QuestionView(this))
    , m_metrics(new MetricTableView(this))
{
    m_text->setSpacing(10);
    m_text->addWidget(m_say);
    m_text->addWidget(m_question);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(2);
    layout->addWidget(m_header);
    layout->addLayout(m_text);
    layout->addWidget(m_metrics); // below the text, but as wide as the step: JMX names are long
    m_text->setContentsMargins(StepHeader::textLeft(theme()), 0, 0, 0);
    m_say->hide();
    m_question->hide();
    connect(m_header, &StepHeader::clicked, this, &StepView::goRequested);
    connect(m_question, &QuestionView::answered, this, &StepView::answered);
}

void StepView::setContent(const StepContent& content)
{
    if (content == m_content) {
        return;
    }
    m_content = content;
    retranslate();
}

void StepView::setTheme(const Theme& theme)
{
    Card::setTheme(theme);
    m_text->setContentsMargins(StepHeader::textLeft(theme), 0, 0, 0);
}

void StepView::retranslate()
{
    const bool reached
        = m_content.phase == StepPhase::Reached || m_content.phase == StepPhase::Current;
    setInks(m_content.phase == StepPhase::Current ? Ink::Highlight : Ink::None, Ink::None);
    m_header->setPhase(m_content.phase);
    m_header->setText(m_content.title.isEmpty() ? tr("Step %1").arg(m_number) : m_content.title);
    m_header->updateGeometry();
    switch (m_content.phase) {
    case StepPhase::Reached:
        m_header->setToolTip(tr("Go back to this moment."));
        break;
    case StepPhase::Current:
        m_header->setToolTip(tr("Go to the beginning of this step."));
        break;
    case StepPhase::Ahead:
        m_header->setToolTip(tr("Go on to this moment."));
        break;
    case StepPhase::Closed:
        m_header->setToolTip(tr("Answer the question before it first."));
        break;
    case StepPhase::Absent:
        m_header->setToolTip(tr("This moment does not come in this run."));
        break;
    }
    const bool absent = m_content.phase == StepPhase::Absent;
    m_say->setText(absent ? tr("This moment does not come in this run.") : foldable(m_content.say));
    m_say->setInk(m_content.phase == StepPhase::Current ? Ink::Text : Ink::TextMuted);
    m_say->setVisible((reached || absent) && !m_say->text().isEmpty());
    const bool asks = reached && !m_content.ask.isEmpty() && m_content.question;
    if (asks) {
        m_question->showQuestion(
            m_content.ask, *m_content.question, m_content.given, m_content.explain);
    }
    m_question->setVisible(asks);
    // Tables of all steps together would bury the texts; whoever goes back to a step has its table.
    const bool isCurrent = m_content.phase == StepPhase::Current;
    m_metrics->showStep(isCurrent ? m_content.history : nullptr, m_content.cue);
    setAccessibleName(tr("Step %1: %2").arg(QString::number(m_number), m_header->text()));
}

} // namespace brokerscope::views
