#include "views/segments/look_up_panel.h"

#include "views/controls/pill_button.h"
#include "views/controls/text_label.h"
#include "views/segments/look_up_target.h"
#include "views/segments/look_up_view.h"
#include "views/segments/problem_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace brokerscope::views {

namespace {

constexpr int kFieldWidth = 232; ///< a time with its milliseconds fits

} // namespace

LookUpPanel::LookUpPanel(QWidget* parent)
    : QWidget(parent)
    , m_asker(new QWidget)
    , m_field(new QLineEdit)
    , m_button(new PillButton)
    , m_error(makeWrappedLabel(FontRole::Small, Ink::Danger))
    , m_told(new QWidget)
    , m_title(new TextLabel(FontRole::BodyStrong, Ink::Text))
    , m_back(new PillButton)
    , m_forward(new PillButton)
    , m_replay(new PillButton)
    , m_all(new PillButton)
    , m_close(new PillButton)
    , m_steps(new LookUpView)
{
    compose();
    connect(m_field, &QLineEdit::returnPressed, this, &LookUpPanel::ask);
    connect(m_field, &QLineEdit::textChanged, this, [this] { setError({}); });
    connect(m_button, &PillButton::clicked, this, &LookUpPanel::ask);
    connect(m_back, &PillButton::clicked, m_steps, &LookUpView::back);
    connect(m_forward, &PillButton::clicked, m_steps, &LookUpView::forward);
    connect(m_replay, &PillButton::clicked, m_steps, &LookUpView::replay);
    connect(m_all, &PillButton::clicked, m_steps, &LookUpView::toEnd);
    connect(m_close, &PillButton::clicked, this, &LookUpPanel::clear);
    connect(m_steps, &LookUpView::frameChanged, this, [this] {
        updateButtons();
        Q_EMIT stepped();
    });
    clear();
    retranslate();
}

void LookUpPanel::compose()
{
    auto* askRow = new QHBoxLayout(m_asker);
    askRow->setContentsMargins(0, 0, 0, 0);
    askRow->setSpacing(6);
    m_field->setMinimumWidth(kFieldWidth);
    m_field->setClearButtonEnabled(true);
    askRow->addWidget(m_field);
    askRow->addWidget(m_button);

    auto* headRow = new QHBoxLayout;
    headRow->setSpacing(6);
    headRow->addWidget(m_title, 1);
    for (PillButton* button : {m_back, m_forward, m_replay, m_all, m_close}) {
        headRow->addWidget(button);
    }
    auto* told = new QVBoxLayout(m_told);
    told->setContentsMargins(0, 0, 0, 0);
    told->setSpacing(4);
    told->addLayout(headRow);
    told->addWidget(m_steps);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_error);
    column->addWidget(m_told);
    m_field->setObjectName(QStringLiteral("lookUpField"));
    m_button->setObjectName(QStringLiteral("lookUpButton"));
    m_steps->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QString LookUpPanel::errorText() const
{
    return m_error->text();
}

void LookUpPanel::setOfRun(bool ofRun)
{
    m_ofRun = ofRun;
    retranslate();
}

void LookUpPanel::setError(const QString& sentence)
{
    m_error->setText(sentence);
    m_error->setVisible(!sentence.isEmpty());
    setVisible(!sentence.isEmpty() || m_told->isVisibleTo(this));
}

void LookUpPanel::ask()
{
    const auto target = lookUpTarget(m_field->text(), m_ofRun);
    if (!target) {
        setError(target.error());
        return;
    }
    setError({});
    Q_EMIT asked(target->byTime, target->value);
}

void LookUpPanel::showFound(const LogReader::Found& found, const inspect::PartitionFiles& partition)
{
    if (!found) {
        clear();
        setError(problemText(found.error()));
        return;
    }
    m_partition = partition;
    m_told->show();
    setError({});
    LookUpStory story = tell(*found, partition);
    m_title->setText(story.title);
    m_steps->setStory(std::move(story));
    Q_EMIT opened();
}

void LookUpPanel::clear()
{
    m_partition = {};
    m_told->hide();
    m_steps->setStory({});
    setError({});
}

std::optional<StripMark> LookUpPanel::mark() const
{
    return m_steps->story().frames.empty() ? std::nullopt : std::optional(m_steps->mark());
}

void LookUpPanel::setReducedMotion(bool reduced)
{
    m_steps->setReducedMotion(reduced);
}

void LookUpPanel::setTheme(const Theme& theme)
{
    m_steps->setTheme(theme);
    m_field->setMinimumWidth(static_cast<int>(kFieldWidth * theme.scale()));
    m_steps->updateGeometry();
}

void LookUpPanel::updateButtons()
{
    m_back->setEnabled(m_steps->frame() > 0);
    m_forward->setEnabled(!m_steps->isAtEnd());
    m_all->setEnabled(!m_steps->isAtEnd());
}

void LookUpPanel::retranslate()
{
    m_field->setAccessibleName(tr("Offset or time to look up"));
    m_field->setPlaceholderText(
        m_ofRun ? tr("offset or time: 150, 1.734s") : tr("offset or time: 150"));
    m_field->setToolTip(
        tr("An offset (150) or a time (2023-11-14T22:13:20.150Z); in a run also 1.734s"));
    m_button->setText(tr("Look up"));
    m_back->setText(tr("‹ Step"));
    m_back->setAccessibleName(tr("Step back in the lookup"));
    m_forward->setText(tr("Step ›"));
    m_forward->setAccessibleName(tr("Next step of the lookup"));
    m_replay->setText(tr("Replay"));
    m_all->setText(tr("All steps"));
    m_close->setText(tr("Close"));
    m_close->setAccessibleName(tr("Close the lookup"));
    if (!m_steps->story().frames.empty()) {
        LookUpStory story = tell(m_steps->story().lookup, m_partition);
        m_title->setText(story.title);
        m_steps->setStory(std::move(story));
        m_steps->toEnd();
    }
}

void LookUpPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace brokerscope::views
