#include "views/events/chain_view.h"

#include "views/events/chain_step.h"
#include "views/text/event_text.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace brokerscope::views {

namespace {

/// Nobody reads more, and every step is a widget.
constexpr std::size_t kMostSteps = 120;

} // namespace

ChainView::ChainView(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
}

void ChainView::showChain(
    const history::History& history, const std::vector<EventId>& chain, std::size_t applied)
{
    const std::size_t first = chain.size() > kMostSteps ? chain.size() - kMostSteps : 0;
    resizeTo(static_cast<qsizetype>(chain.size() - first));
    for (std::size_t i = first; i < chain.size(); ++i) {
        const EventId id = chain[i];
        ChainStep::Content content;
        content.event = id;
        content.time = timeText(history.event(id).time);
        content.sentence = whySentence(history, id, i == 0 ? kNoEvent : chain[i - 1]);
        content.isLast = i + 1 == chain.size();
        content.hasHappened = id.value() < applied;
        m_steps[static_cast<qsizetype>(i - first)]->setContent(content);
    }
}

void ChainView::clear()
{
    resizeTo(0);
}

void ChainView::resizeTo(qsizetype count)
{
    while (m_steps.size() > count) {
        // Later, since it may be the one that was clicked.
        m_steps.last()->hide();
        m_steps.takeLast()->deleteLater();
    }
    while (m_steps.size() < count) {
        auto* step = new ChainStep(this);
        step->setTheme(m_theme);
        connect(step, &ChainStep::clicked, this,
            [this, step] { Q_EMIT eventRequested(step->content().event); });
        m_layout->addWidget(step);
        step->show();
        m_steps += step;
    }
}

void ChainView::setTheme(const Theme& theme)
{
    m_theme = theme;
    for (ChainStep* step : m_steps) {
        step->setTheme(theme);
    }
}

void ChainView::keyPressEvent(QKeyEvent* event)
{
    const int move = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const qsizetype now = m_steps.indexOf(qobject_cast<ChainStep*>(focusWidget()));
    if (move != 0 && now >= 0 && now + move >= 0 && now + move < m_steps.size()) {
        m_steps[now + move]->setFocus(Qt::OtherFocusReason);
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace brokerscope::views
