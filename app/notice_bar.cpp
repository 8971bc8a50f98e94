#include "app/notice_bar.h"

#include "views/controls/pill_button.h"
#include "views/controls/text_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QTimer>

#include <algorithm>

namespace brokerscope::app {

namespace {

using views::Ink;

constexpr std::chrono::seconds kInfoStays{6};
constexpr int kWidest = 860;
constexpr int kMargin = 10;

} // namespace

NoticeBar::NoticeBar(QWidget* parent, const QWidget* top)
    : Card(Ink::Highlight, Ink::Border, 6, parent)
    , m_top(top)
    , m_text(views::makeWrappedLabel(views::FontRole::Body, Ink::Text))
    , m_progress(new QProgressBar)
    , m_button(new views::PillButton)
    , m_expiry(new QTimer(this))
{
    setObjectName(QStringLiteral("notice"));
    m_progress->setRange(0, 100);
    m_progress->setFixedWidth(220);
    m_progress->setTextVisible(false);
    m_expiry->setSingleShot(true);
    m_expiry->setInterval(kInfoStays);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 6, 8, 6);
    row->setSpacing(12);
    row->addWidget(m_text, 1);
    row->addWidget(m_progress);
    row->addWidget(m_button);

    connect(m_expiry, &QTimer::timeout, this, &NoticeBar::dismiss);
    connect(m_button, &QAbstractButton::clicked, this, [this] {
        if (m_mode == Mode::Progress) {
            Q_EMIT cancelRequested();
        } else {
            dismiss();
        }
    });
    parent->installEventFilter(this);
    retranslate();
    hide();
}

void NoticeBar::showTrouble(const QString& sentence)
{
    setInks(Ink::DangerSoft, Ink::Danger);
    show(Mode::Trouble, sentence);
}

void NoticeBar::showInfo(const QString& sentence)
{
    setInks(Ink::Highlight, Ink::Border);
    show(Mode::Info, sentence);
    m_expiry->start();
}

void NoticeBar::showProgress(const QString& sentence)
{
    setInks(Ink::Highlight, Ink::Border);
    m_progress->setValue(0);
    show(Mode::Progress, sentence);
}

void NoticeBar::setProgress(int percent)
{
    m_progress->setValue(percent);
}

void NoticeBar::endProgress()
{
    if (m_mode == Mode::Progress) {
        dismiss();
    }
}

void NoticeBar::dismiss()
{
    m_expiry->stop();
    hide();
}

QString NoticeBar::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void NoticeBar::show(Mode mode, const QString& sentence)
{
    m_expiry->stop();
    m_mode = mode;
    m_text->setText(sentence);
    setAccessibleName(sentence);
    m_progress->setVisible(mode == Mode::Progress);
    retranslate();
    place();
    raise();
    QWidget::show();
}

void NoticeBar::place()
{
    const QWidget* parent = parentWidget();
    const int width = std::min(kWidest, parent->width() - 2 * kMargin);
    const int height = layout()->totalHeightForWidth(width);
    setGeometry((parent->width() - width) / 2, m_top->geometry().bottom() + kMargin, width,
        std::max(height, layout()->minimumSize().height()));
}

bool NoticeBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && !isHidden()) {
        place();
    }
    return Card::eventFilter(watched, event);
}

void NoticeBar::retranslate()
{
    m_button->setText(m_mode == Mode::Progress ? tr("Cancel") : tr("Close"));
    m_button->updateGeometry();
}

void NoticeBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    Card::changeEvent(event);
}

} // namespace brokerscope::app
