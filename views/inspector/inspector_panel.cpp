#include "views/inspector/inspector_panel.h"

#include "views/controls/text_label.h"
#include "views/events/chain_view.h"
#include "views/inspector/remedies.h"
#include "views/inspector/row_list.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace brokerscope::views {

/// A word on a coloured pill.
class InspectorPanel::Badge : public QWidget, public Themed {
public:
    using QWidget::QWidget;

    void showText(const QString& text, Ink ink)
    {
        m_text = text;
        m_ink = ink;
        setAccessibleName(text);
        setVisible(!text.isEmpty());
        updateGeometry();
        update();
    }
    void setTheme(const Theme& theme) override
    {
        m_theme = theme;
        updateGeometry();
        update();
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        const QFontMetrics metrics(m_theme.font(FontRole::CaptionStrong));
        return {metrics.horizontalAdvance(m_text) + 24, metrics.height() + 8};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(m_ink));
        painter.drawRoundedRect(rect(), height() / 2.0, height() / 2.0);
        painter.setPen(m_theme.color(Ink::TextOnAccent));
        painter.setFont(m_theme.font(FontRole::CaptionStrong));
        painter.drawText(rect(), Qt::AlignCenter, m_text);
    }

private:
    Theme m_theme{ThemeName::Light};
    QString m_text;
    Ink m_ink = Ink::Danger;
};

InspectorPanel::InspectorPanel(QWidget* parent)
    : Card(Ink::Card, Ink::Border, 6, parent)
    , m_header(new TextLabel(FontRole::CaptionStrong, Ink::TextMuted, this))
    , m_title(makeWrappedLabel(FontRole::Title, Ink::Text, this))
    , m_badge(new Badge(this))
    , m_scroll(new QScrollArea(this))
    , m_intro(makeWrappedLabel(FontRole::Body, Ink::TextMuted))
    , m_rows(new RowList(RowList::Labels::Beside))
    , m_whyRule(makeRule())
    , m_whyTitle(makeWrappedLabel(FontRole::Heading, Ink::Text))
    , m_chain(new ChainView)
    , m_remedies(new RemediesView)
    , m_configRule(makeRule())
    , m_configTitle(makeWrappedLabel(FontRole::Heading, Ink::Text))
    , m_configs(new RowList(RowList::Labels::Above))
{
    compose();
    connect(m_chain, &ChainView::eventRequested, this, &InspectorPanel::eventRequested);
    connect(m_rows, &RowList::selectionRequested, this, &InspectorPanel::selectionRequested);
    setMinimumWidth(240);
    follow();
}

void InspectorPanel::compose()
{
    m_scroll->setWidget(makeContent());
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(16, 0, 16, 0);
    top->addWidget(m_title, 1);
    top->addWidget(m_badge, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 16, 1, 8); // the scroll area must not cover the frame
    layout->setSpacing(10);
    m_header->setContentsMargins(16, 0, 16, 0);
    layout->addWidget(m_header);
    layout->addLayout(top);
    layout->addWidget(m_scroll, 1);
}

QWidget* InspectorPanel::makeContent()
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(16, 0, 16, 8);
    column->setSpacing(10);
    for (QWidget* part : std::initializer_list<QWidget*>{m_intro, m_rows, m_whyRule, m_whyTitle,
             m_chain, m_remedies, m_configRule, m_configTitle, m_configs}) {
        column->addWidget(part);
    }
    column->addStretch(1);
    return content;
}

QFrame* InspectorPanel::makeRule()
{
    auto* rule = new Card(Ink::Border, Ink::None, 0);
    rule->setFixedHeight(1);
    return rule;
}

void InspectorPanel::setScene(const Scene& scene)
{
    m_scene = scene;
    follow();
}

void InspectorPanel::setSelection(const Selection& selection)
{
    const bool changed = !(selection == m_selection);
    m_selection = selection;
    m_storyTold = m_storyTold && !changed;
    follow();
    if (changed) {
        m_scroll->verticalScrollBar()->setValue(0);
    }
}

void InspectorPanel::setTheme(const Theme& theme)
{
    Card::setTheme(theme);
    applyTheme(this, theme);
}

void InspectorPanel::follow()
{
    const bool newRun = m_shown != m_scene.run.history;
    m_storyTold = m_storyTold && !newRun;
    InspectorPage page = pageOf(m_scene, m_selection, m_storyTold);
    m_storyTold = m_storyTold || page.story.has_value();
    const bool newPage = newRun || page != m_page;
    const bool newChain = newRun || page.whyOf != m_page.whyOf || page.story != m_page.story;
    if (newChain) {
        m_why = chainOf(m_scene.run, page);
    }
    // A chain looks different at another playhead only while some of its steps are still to come.
    const std::size_t chainEnd = m_why.empty() ? 0 : m_why.back().value() + 1U;
    const std::size_t chainApplied = std::min(m_scene.playhead.applied, chainEnd);
    if (!newPage && chainApplied == m_chainApplied) {
        return;
    }
    m_shown = m_scene.run.history;
    m_page = std::move(page);
    m_chainApplied = chainApplied;
    showPage();
}

void InspectorPanel::showPage()
{
    setAccessibleName(tr("Inspector"));
    m_header->setText(tr("INSPECTOR"));
    m_title->setText(m_page.title);
    m_badge->showText(m_page.badge, m_page.badgeInk);
    m_intro->setText(m_page.intro);
    m_intro->setVisible(!m_page.intro.isEmpty());
    m_rows->setRows(m_page.rows);
    m_whyTitle->setText(m_page.whyTitle);
    const bool hasWhy = !m_why.empty() && m_scene.run;
    if (hasWhy) {
        m_chain->showChain(*m_scene.run.history, m_why, m_chainApplied);
    } else {
        m_chain->clear();
    }
    for (QWidget* part : std::initializer_list<QWidget*>{m_whyRule, m_whyTitle, m_chain}) {
        part->setVisible(hasWhy);
    }
    m_configTitle->setText(m_page.configTitle);
    m_configs->setRows(m_page.configs);
    for (QWidget* part : std::initializer_list<QWidget*>{m_configRule, m_configTitle, m_configs}) {
        part->setVisible(!m_page.configs.isEmpty());
    }
}

void InspectorPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_page = pageOf(m_scene, m_selection, m_storyTold);
        showPage();
    }
    Card::changeEvent(event);
}

} // namespace brokerscope::views
