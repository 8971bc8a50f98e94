#include "views/events/why_view.h"

#include "engine/history/why.h"
#include "views/controls/check_box.h"
#include "views/controls/text_label.h"
#include "views/events/chain_view.h"
#include "views/events/focus_event.h"
#include "views/text/event_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace brokerscope::views {

WhyView::WhyView(QWidget* parent)
    : QWidget(parent)
    , m_heading(makeWrappedLabel(FontRole::Heading, Ink::Text, this))
    , m_everyStep(new CheckBox(this))
    , m_hint(makeWrappedLabel(FontRole::Body, Ink::TextMuted, this))
    , m_chain(new ChainView)
    , m_scroll(new QScrollArea(this))
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_chain);
    column->addStretch(1);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto* top = new QHBoxLayout;
    top->addWidget(m_heading, 1);
    top->addWidget(m_everyStep, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_hint);
    layout->addWidget(m_scroll, 1);
    connect(m_everyStep, &CheckBox::toggled, this, &WhyView::follow);
    connect(m_chain, &ChainView::eventRequested, this, &WhyView::eventRequested);
    retranslate();
}

void WhyView::setScene(const Scene& scene)
{
    m_scene = scene;
    follow();
}

void WhyView::setSelection(const Selection& selection)
{
    m_selection = selection;
    follow();
}

void WhyView::setTheme(const Theme& theme)
{
    applyTheme(this, theme);
}

void WhyView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    follow();
}

void WhyView::follow()
{
    if (!isVisible()) {
        return;
    }
    const auto selected = focusEvent(m_scene, m_selection);
    const auto event = selected ? selected : newestNotable(m_scene);
    m_scroll->setVisible(event.has_value());
    m_everyStep->setVisible(event.has_value());
    m_hint->setVisible(!selected);
    if (!event) {
        m_heading->setText(tr("Nothing to explain yet"));
        m_shown = {};
        m_chain->clear();
        return;
    }
    showChainOf(*event);
}

void WhyView::showChainOf(EventId event)
{
    const history::History& history = *m_scene.run.history;
    // How much of the chain has happened changes only while the playhead stands before the event
    // itself.
    const std::size_t applied = std::min<std::size_t>(m_scene.playhead.applied, event.value() + 1U);
    const Shown wanted{m_scene.run.history, event, applied, m_everyStep->isChecked()};
    if (wanted == m_shown) {
        return;
    }
    m_shown = wanted;
    m_heading->setText(tr("Why: %1?", "a sentence about an event").arg(sentence(history, event)));
    m_chain->showChain(history, history::causesOf(history, event, wanted.everyStep), applied);
}

void WhyView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void WhyView::retranslate()
{
    setAccessibleName(tr("Why?"));
    m_everyStep->setText(tr("Every step, messages included"));
    m_hint->setText(tr("Select anything on the stage or in the event log to ask why it is as it "
                       "is. Until then, this is "
                       "about the newest notable event."));
    m_shown = {};
    follow();
}

} // namespace brokerscope::views
