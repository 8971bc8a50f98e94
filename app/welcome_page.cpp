#include "app/welcome_page.h"

#include "app/entry_card.h"
#include "app/lesson_library.h"
#include "engine/history/session_file.h"
#include "engine/scenario/reader.h"
#include "views/controls/pill_button.h"
#include "views/controls/text_label.h"
#include "views/text/names.h"

#include <QDateTime>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

namespace brokerscope::app {

namespace {

using views::FontRole;
using views::Ink;
using views::TextLabel;

constexpr int kPageWidth = 1080;

QWidget* scrollable(QWidget* content)
{
    auto* scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return scroll;
}

/// Of the session's scenario; the name of its file when this version cannot read it.
QString titleOf(const history::Session& session)
{
    const auto scenario = scenario::readScenario(session.scenarioText);
    return scenario ? views::toQString(scenario->title.in(views::contentLanguage()))
                    : views::toQString(session.scenarioName);
}

QString taught(const scenario::Scenario& scenario)
{
    QStringList words;
    for (const std::string& word : scenario.teaches) {
        words += views::toQString(word);
    }
    return words.join(QStringLiteral(" · "));
}

} // namespace

WelcomePage::WelcomePage(QWidget* parent)
    : QWidget(parent)
    , m_title(new TextLabel(FontRole::Title, Ink::Text))
    , m_subtitle(views::makeWrappedLabel(FontRole::Body, Ink::TextMuted))
    , m_lessonsHeading(new TextLabel(FontRole::CaptionStrong, Ink::TextMuted))
    , m_sessionsHeading(new TextLabel(FontRole::CaptionStrong, Ink::TextMuted))
    , m_noSessions(views::makeWrappedLabel(FontRole::Body, Ink::TextMuted))
    , m_dropHint(views::makeWrappedLabel(FontRole::Small, Ink::TextMuted))
    , m_open(new views::PillButton)
    , m_sessionColumn(new QVBoxLayout)
{
    auto* page = new QWidget;
    page->setMaximumWidth(kPageWidth);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(24);
    columns->addWidget(composeLessons(), 3);
    columns->addWidget(composeSessions(), 2);
    auto* rows = new QVBoxLayout(page);
    rows->setContentsMargins(24, 36, 24, 16);
    rows->setSpacing(24);
    rows->addWidget(composeHeading());
    rows->addLayout(columns, 1);

    auto* centred = new QHBoxLayout(this);
    centred->setContentsMargins(0, 0, 0, 0);
    centred->addStretch(1);
    centred->addWidget(page, 100);
    centred->addStretch(1);

    m_open->setObjectName(QStringLiteral("openFile"));
    connect(m_open, &QAbstractButton::clicked, this, &WelcomePage::fileDialogRequested);
    retranslate();
}

QWidget* WelcomePage::composeHeading()
{
    auto* heading = new QWidget;
    auto* row = new QHBoxLayout(heading);
    row->setContentsMargins(0, 0, 0, 0);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    row->addLayout(words, 1);
    row->addWidget(m_open, 0, Qt::AlignBottom);
    return heading;
}

QWidget* WelcomePage::composeLessons()
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(m_lessonsHeading);
    for (const QString& id : bundledLessonIds()) {
        auto* card = new EntryCard(id);
        card->setObjectName(QStringLiteral("lesson:") % id);
        connect(card, &QAbstractButton::clicked, this, [this, id] { Q_EMIT openRequested(id); });
        column->addWidget(card);
        m_lessonCards += card;
    }
    column->addStretch(1);
    return scrollable(content);
}

QWidget* WelcomePage::composeSessions()
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(m_sessionsHeading);
    column->addWidget(m_noSessions);
    m_sessionColumn->setSpacing(8);
    column->addLayout(m_sessionColumn);
    column->addWidget(m_dropHint);
    column->addStretch(1);
    return scrollable(content);
}

void WelcomePage::setRecentSessions(const QStringList& paths)
{
    qDeleteAll(m_sessionCards);
    m_sessionCards.clear();
    m_sessionPaths = paths;
    for (const QString& path : paths) {
        const auto session = history::readSession(path.toStdString());
        if (!session) {
            continue;
        }
        const QFileInfo info(path);
        auto* card = new EntryCard(path);
        card->setToolTip(path);
        const auto runs = static_cast<int>(session->runs.size());
        const QString when = QLocale().toString(info.lastModified(), QLocale::ShortFormat);
        card->setTexts(titleOf(*session), {},
            tr("%1 · %n run(s)", nullptr, runs).arg(when) % QLatin1Char('\n') % info.fileName());
        connect(
            card, &QAbstractButton::clicked, this, [this, path] { Q_EMIT openRequested(path); });
        m_sessionColumn->addWidget(card);
        m_sessionCards += card;
    }
    m_noSessions->setVisible(m_sessionCards.isEmpty());
    views::applyTheme(this, m_theme);
    setTheme(m_theme);
}

void WelcomePage::setTheme(const views::Theme& theme)
{
    m_theme = theme;
    views::applyTheme(this, theme);
    QPalette colors = palette();
    colors.setColor(QPalette::Window, theme.color(Ink::Window));
    setPalette(colors);
    setAutoFillBackground(true);
    QFont big = theme.font(FontRole::Title);
    big.setPixelSize(big.pixelSize() * 7 / 4);
    m_title->setFont(big);
}

void WelcomePage::retranslate()
{
    m_title->setText(QStringLiteral("Brokerscope"));
    m_subtitle->setText(tr("See how Apache Kafka behaves: a real cluster in virtual time that you "
                           "can stop, scrub and change."));
    m_lessonsHeading->setText(tr("LESSONS"));
    m_sessionsHeading->setText(tr("RECENT SESSIONS"));
    m_noSessions->setText(tr("None yet. What you do is recorded; you find it here the next time."));
    m_dropHint->setText(
        tr("A scenario (.yaml) or a session (.brokerscope) can also be dropped here."));
    m_open->setText(tr("Open a file…"));
    m_open->updateGeometry();
    const std::vector<BundledLesson> lessons = bundledLessons();
    for (EntryCard* card : m_lessonCards) {
        for (const BundledLesson& lesson : lessons) {
            if (lesson.id == card->name()) {
                const std::string_view language = views::contentLanguage();
                card->setTexts(views::toQString(lesson.scenario.title.in(language)),
                    tr("“%1” – is it true?")
                        .arg(views::toQString(lesson.scenario.misconception.in(language))),
                    taught(lesson.scenario));
            }
        }
    }
}

void WelcomePage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        setRecentSessions(m_sessionPaths);
    }
    QWidget::changeEvent(event);
}

} // namespace brokerscope::app
