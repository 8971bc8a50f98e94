#include "app/top_bar.h"

#include "app/recording_light.h"
#include "views/controls/text_label.h"
#include "views/text/names.h"
#include "views/text/time_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

namespace brokerscope::app {

namespace {

using views::FontRole;
using views::Ink;
using views::TextLabel;
using Symbol = SymbolButton::Symbol;
using Tone = SymbolButton::Tone;

/// Below this width (at the light theme's size of type) the recording says less.
constexpr int kRoomForRecording = 1240;

/// Ends in an ellipsis where there is no room for the whole text, and says nothing rather than two
/// or three letters.
class ElidedLabel final : public TextLabel {
public:
    using TextLabel::TextLabel;
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {fewLetters(), TextLabel::minimumSizeHint().height()};
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        if (width() < fewLetters()) {
            return;
        }
        QPainter painter(this);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft,
            fontMetrics().elidedText(text(), Qt::ElideRight, width()));
    }

private:
    [[nodiscard]] int fewLetters() const { return fontMetrics().averageCharWidth() * 8; }
};

} // namespace

TopBar::TopBar(const Actions& actions, const Menus& menus, QWidget* parent)
    : QWidget(parent)
    , m_menu(new SymbolButton(Symbol::Menu, Tone::Flat))
    , m_title(new ElidedLabel(FontRole::Title, Ink::Text))
    , m_subtitle(new ElidedLabel(FontRole::Small, Ink::TextMuted))
    , m_toStart(new SymbolButton(Symbol::ToStart))
    , m_eventBack(new SymbolButton(Symbol::Back))
    , m_play(new SymbolButton(Symbol::Play, Tone::Accent))
    , m_eventForward(new SymbolButton(Symbol::Forward))
    , m_toEnd(new SymbolButton(Symbol::ToEnd))
    , m_clock(new TextLabel(FontRole::Mono, Ink::Text))
    , m_speed(new SymbolButton(Symbol::None, Tone::Flat))
    , m_runs(new SymbolButton(Symbol::Down))
    , m_recording(new RecordingLight)
    , m_export(new SymbolButton(Symbol::Down))
{
    setObjectName(QStringLiteral("topBar"));
    compose(actions, menus);
    setSpeed(1);
    retranslate();
}

void TopBar::compose(const Actions& actions, const Menus& menus)
{
    m_menu->setMenu(menus.app);
    m_speed->setMenu(menus.speed);
    m_export->setMenu(menus.exports);
    m_toStart->setAction(actions.toStart);
    m_eventBack->setAction(actions.eventBack);
    m_play->setAction(actions.play);
    m_eventForward->setAction(actions.eventForward);
    m_toEnd->setAction(actions.toEnd);
    m_runs->setAction(actions.runs);
    m_play->setObjectName(QStringLiteral("play"));
    m_eventForward->setObjectName(QStringLiteral("eventForward"));
    m_runs->setObjectName(QStringLiteral("runs"));
    m_menu->setObjectName(QStringLiteral("menu"));
    m_clock->setObjectName(QStringLiteral("clock"));
    m_clock->setAlignment(Qt::AlignCenter);
    m_clock->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_subtitle->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_subtitle->setMinimumWidth(1); // it takes what the title leaves

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 8, 16, 9);
    row->setSpacing(6);
    row->addWidget(m_menu);
    row->addSpacing(4);
    row->addWidget(m_title);
    row->addSpacing(10);
    row->addWidget(m_subtitle, 1);
    row->addSpacing(8);
    for (SymbolButton* button : {m_toStart, m_eventBack, m_play, m_eventForward, m_toEnd}) {
        row->addWidget(button);
    }
    row->addSpacing(12);
    row->addWidget(m_clock);
    row->addWidget(m_speed);
    row->addSpacing(8);
    row->addStretch(1);
    row->addWidget(m_runs);
    row->addWidget(m_recording);
    row->addWidget(m_export);
}

void TopBar::setTransportVisible(bool visible)
{
    for (QWidget* widget : std::initializer_list<QWidget*>{m_subtitle, m_toStart, m_eventBack,
             m_play, m_eventForward, m_toEnd, m_clock, m_speed, m_runs, m_recording, m_export}) {
        widget->setVisible(visible);
    }
    if (!visible) {
        m_scenario = nullptr;
    }
    showTitle();
    fit();
}

void TopBar::setScene(const views::Scene& scene)
{
    if (scene.run.scenario != m_scenario) {
        m_scenario = scene.run.scenario;
        showTitle();
    }
    m_clock->setText(views::clockText(scene.playhead.time));
    m_recording->setEvents(scene.run ? scene.run.history->size() : 0);
}

void TopBar::setPlaying(bool playing)
{
    m_play->setSymbol(playing ? Symbol::Pause : Symbol::Play);
}

void TopBar::setSpeed(double speed)
{
    m_speed->setText(speedText(speed));
    m_speed->setAccessibleName(tr("Speed %1").arg(speedText(speed)));
    m_speed->updateGeometry();
}

void TopBar::setRun(ShownRun run)
{
    m_run = std::move(run);
    showRun();
    showTitle();
}

void TopBar::showRun()
{
    m_runs->setText(m_run.preview ? tr("Trying…", "a run that is not kept, while dragging")
                                  : tr("Run %1 of %2").arg(m_run.number).arg(m_run.count));
    m_runs->updateGeometry();
}

void TopBar::showTitle()
{
    if (m_scenario == nullptr) {
        m_title->clear(); // the welcome page says it larger
        m_subtitle->clear();
        return;
    }
    const QString title = views::toQString(m_scenario->title.in(views::contentLanguage()));
    const QString id = views::toQString(m_scenario->id);
    QString subtitle = tr("%1 · seed %2").arg(id).arg(m_scenario->seed);
    if (!m_run.difference.isEmpty()) {
        subtitle += QStringLiteral(" · ") % m_run.difference;
    }
    m_title->setText(title.isEmpty() ? id : title);
    m_title->setToolTip(m_title->text() % QLatin1Char('\n') % subtitle);
    m_subtitle->setText(subtitle);
}

void TopBar::retranslate()
{
    setAccessibleName(tr("Transport"));
    m_menu->setAccessibleName(tr("Menu"));
    m_menu->setToolTip(tr("Menu (F10)"));
    m_eventBack->setText(tr("event"));
    m_eventForward->setText(tr("event"));
    m_export->setText(tr("Export"));
    m_export->setAccessibleName(tr("Export"));
    m_speed->setToolTip(tr("Speed: virtual time over real time ([ slower, ] faster)"));
    m_clock->setToolTip(
        tr("Virtual time since the run began: minutes, seconds, milliseconds, microseconds"));
    m_clock->setAccessibleName(tr("Virtual time"));
    showTitle();
    showRun();
}

void TopBar::setTheme(const views::Theme& theme)
{
    m_theme = theme;
    QFont font = theme.font(FontRole::Mono);
    font.setPixelSize(font.pixelSize() + 2);
    font.setWeight(QFont::DemiBold);
    m_clock->setFont(font);
    m_clock->setMinimumWidth(
        QFontMetrics(font).horizontalAdvance(QStringLiteral("00:00.000 000")) + 4);
    setPalette(views::paletteOf(theme));
    fit();
    update();
}

void TopBar::fit()
{
    const double room = width() / m_theme.scale();
    m_recording->setShort(room < kRoomForRecording);
}

void TopBar::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Ink::Card));
    painter.setPen(m_theme.color(Ink::Border));
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

void TopBar::resizeEvent(QResizeEvent* event)
{
    fit();
    QWidget::resizeEvent(event);
}

void TopBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

QString speedText(double speed)
{
    return QStringLiteral("×%1").arg(QString::number(speed, 'g', 3));
}

} // namespace brokerscope::app
