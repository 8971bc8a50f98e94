#include "views/lesson/try_it_view.h"

#include "views/controls/flow_layout.h"
#include "views/controls/pill_button.h"
#include "views/controls/text_label.h"
#include "views/lesson/contrast.h"
#include "views/text/names.h"

#include <QVBoxLayout>

namespace brokerscope::views {

TryItView::TryItView(QWidget* parent)
    : QWidget(parent)
    , m_title(new TextLabel(FontRole::BodyStrong, Ink::Text, this))
    , m_text(makeWrappedLabel(FontRole::Small, Ink::TextMuted, this))
    , m_contrast(new PillButton({}, PillButton::Corners::Soft, this))
    , m_reset(new PillButton({}, PillButton::Corners::Soft, this))
{
    m_contrast->setObjectName(QStringLiteral("contrast"));
    m_reset->setObjectName(QStringLiteral("reset"));
    // It elides its text, so that a long one must not ask for more width than the panel has: the
    // height of the text above would be reckoned with that.
    m_contrast->setMinimumWidth(80);
    auto* buttons = new FlowLayout(8);
    buttons->addWidget(m_contrast);
    buttons->addWidget(m_reset);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    connect(m_contrast, &PillButton::clicked, this, &TryItView::contrastRequested);
    connect(m_reset, &PillButton::clicked, this, &TryItView::resetRequested);
}

void TryItView::showScenario(const scenario::Scenario* scenario, bool questionsOpen)
{
    setVisible(scenario != nullptr);
    if (scenario == nullptr) {
        return;
    }
    const std::string& text = scenario->tryIt.in(contentLanguage());
    m_title->setText(tr("Try it"));
    m_title->setVisible(!text.empty() || !scenario->contrast.empty());
    m_text->setText(foldable(QString::fromStdString(text)));
    m_text->setVisible(!text.empty());
    m_reset->setText(tr("Reset lesson"));
    m_reset->setToolTip(
        tr("Back to the lesson's own run and to its beginning; forget the answers."));
    showContrast(*scenario, questionsOpen);
}

void TryItView::showContrast(const scenario::Scenario& scenario, bool questionsOpen)
{
    const QString change = contrastText(scenario);
    m_contrast->setVisible(!change.isEmpty());
    const QString first = contrastShortText(scenario);
    m_contrast->setText(contrastMovesCommand(scenario)
            ? tr("Instead: %1", "a command of the script at another time").arg(first)
            : tr("Set %1", "property=value").arg(first));
    const bool holds = contrastHolds(scenario);
    m_contrast->setEnabled(!holds && !questionsOpen);
    if (holds) {
        m_contrast->setToolTip(tr("This run has %1 already.").arg(change));
    } else if (questionsOpen) {
        m_contrast->setToolTip(tr("First answer the lesson's question."));
    } else {
        m_contrast->setToolTip(tr("Run the same with %1 and the same seed.").arg(change));
    }
}

} // namespace brokerscope::views
