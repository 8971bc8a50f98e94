#include "views/lesson/question_view.h"

#include "views/controls/flow_layout.h"
#include "views/controls/pill_button.h"
#include "views/controls/text_label.h"

#include <QVBoxLayout>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

QuestionView::QuestionView(QWidget* parent)
    : Card(Ink::Card, Ink::Border, 8, parent)
    , m_ask(makeWrappedLabel(FontRole::BodyStrong, Ink::Text, this))
    , m_row(new QWidget(this))
    , m_result(makeWrappedLabel(FontRole::BodyStrong, Ink::Text, this))
    , m_explain(makeWrappedLabel(FontRole::Body, Ink::TextMuted, this))
{
    m_row->setLayout(new FlowLayout(8));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    m_row->setSizePolicy(policy);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(8);
    layout->addWidget(m_ask);
    layout->addWidget(m_row);
    layout->addWidget(m_result);
    layout->addWidget(m_explain);
}

void QuestionView::showQuestion(const QString& ask, const AskedQuestion& question,
    std::optional<std::int64_t> given, const QString& explain)
{
    m_ask->setText(tr("Predict: %1").arg(foldable(ask)));
    makeChoices(question);
    showChoices(question, given);
    m_result->setVisible(given.has_value());
    m_explain->setVisible(given.has_value() && !explain.isEmpty());
    m_explain->setText(foldable(explain));
    if (!given) {
        return;
    }
    const bool right = *given == question.answer;
    m_result->setInk(right ? Ink::Success : Ink::Danger);
    m_result->setText(right
            ? tr("✓ Right: the engine arrives at %1.").arg(question.answer)
            : tr("✗ You said %1; the engine arrives at %2.").arg(*given).arg(question.answer));
}

void QuestionView::makeChoices(const AskedQuestion& question)
{
    const auto wanted = static_cast<qsizetype>(question.choices.size());
    while (m_choices.size() > wanted) {
        m_choices.last()->hide();
        m_choices.takeLast()->deleteLater();
    }
    while (m_choices.size() < wanted) {
        auto* button = new PillButton({}, PillButton::Corners::Round, m_row);
        button->setTheme(theme());
        connect(button, &PillButton::clicked, this, [this, button] {
            // It is disabled by the answer, and Qt would hand the keyboard to the next button:
            // Space should go on playing instead.
            button->clearFocus();
            Q_EMIT answered(button->property("value").toLongLong());
        });
        m_row->layout()->addWidget(button);
        button->show();
        m_choices += button;
    }
}

void QuestionView::showChoices(const AskedQuestion& question, std::optional<std::int64_t> given)
{
    for (qsizetype i = 0; i < m_choices.size(); ++i) {
        const std::int64_t value = question.choices[static_cast<std::size_t>(i)];
        PillButton* button = m_choices[i];
        const bool isAnswer = value == question.answer;
        const bool isGiven = given && value == *given;
        button->setProperty("value", QVariant::fromValue<qlonglong>(value));
        button->setEnabled(!given);
        button->setTone(PillButton::Tone::Plain);
        QString text = QString::number(value);
        QString spoken = tr("Answer %1").arg(value);
        if (given && isAnswer) {
            button->setTone(PillButton::Tone::Success);
            text.prepend(u"✓ "_s);
            spoken = tr("Right answer: %1").arg(value);
        } else if (isGiven) {
            button->setTone(PillButton::Tone::Danger);
            text.prepend(u"✗ "_s);
            spoken = tr("Your answer: %1").arg(value);
        }
        button->setText(text);
        button->setAccessibleName(spoken);
        button->updateGeometry();
    }
}

} // namespace brokerscope::views
