#include "views/inspector/remedies.h"

#include "views/controls/card.h"
#include "views/controls/text_label.h"

#include <QEvent>
#include <QVBoxLayout>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

QVBoxLayout* makeColumn(int spacing)
{
    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

/// QLabel takes the colour of links from the application's palette, so it is said here. The arrow
/// marks a link for those who do not see the colour.
QString linkText(const RemedyReport::Attempt& attempt, Ink ink, const Theme& theme)
{
    const QString price
        = attempt.price.isEmpty() ? QString() : u" · "_s + attempt.price.toHtmlEscaped();
    return u"<a href=\"go\" style=\"color:%1;text-decoration:none\">%2&nbsp;›</a>%3"_s.arg(
        theme.color(ink).name(), foldable(attempt.words).toHtmlEscaped(), price);
}

} // namespace

RemediesView::RemediesView(QWidget* parent)
    : QWidget(parent)
    , m_title(makeWrappedLabel(FontRole::Heading, Ink::Text, this))
    , m_progress(makeWrappedLabel(FontRole::Small, Ink::TextMuted, this))
    , m_inVainTitle(makeWrappedLabel(FontRole::SmallStrong, Ink::TextMuted, this))
    , m_helpedColumn(makeColumn(3))
    , m_inVainColumn(makeColumn(2))
{
    setObjectName(QStringLiteral("remedies"));
    auto* rule = new Card(Ink::Border, Ink::None, 0);
    rule->setFixedHeight(1);
    auto* column = makeColumn(10);
    setLayout(column);
    column->addWidget(rule);
    column->addWidget(m_title);
    column->addLayout(m_helpedColumn);
    column->addWidget(m_progress);
    column->addWidget(m_inVainTitle);
    column->addLayout(m_inVainColumn);
    hide();
}

void RemediesView::setReport(const RemedyReport& report)
{
    if (report != m_report) {
        m_report = report;
        showReport();
    }
}

void RemediesView::setTheme(const Theme& theme)
{
    m_theme = theme;
    showReport();
}

TextLabel* RemediesView::lineAt(QList<TextLabel*>& lines, QVBoxLayout* column, qsizetype index)
{
    while (lines.size() <= index) {
        const bool helps = &lines == &m_helped;
        auto* line = makeWrappedLabel(
            helps ? FontRole::Mono : FontRole::MonoSmall, helps ? Ink::Text : Ink::TextMuted, this);
        line->setTextFormat(Qt::RichText);
        line->setTextInteractionFlags(Qt::TextBrowserInteraction);
        line->setFocusPolicy(Qt::StrongFocus);
        line->setTheme(m_theme);
        const int place = static_cast<int>(lines.size());
        connect(line, &QLabel::linkActivated, this, [this, helps, place] {
            Q_EMIT helps ? remedyRequested(place) : failureRequested(place);
        });
        column->addWidget(line);
        lines.append(line);
    }
    return lines[index];
}

void RemediesView::showReport()
{
    const auto showLines = [this](QList<TextLabel*>& lines, QVBoxLayout* column,
                               const QList<RemedyReport::Attempt>& attempts, Ink ink) {
        for (qsizetype i = 0; i < attempts.size(); ++i) {
            TextLabel* line = lineAt(lines, column, i);
            line->setText(linkText(attempts[i], ink, m_theme));
            line->setAccessibleName(attempts[i].price.isEmpty()
                    ? attempts[i].words
                    : attempts[i].words + u", "_s + attempts[i].price);
            line->show();
        }
        for (qsizetype i = attempts.size(); i < lines.size(); ++i) {
            lines[i]->hide();
        }
    };
    m_title->setText(m_report.title);
    showLines(m_helped, m_helpedColumn, m_report.helped, Ink::Success);
    showLines(m_inVain, m_inVainColumn, m_report.inVain, Ink::TextMuted);
    if (m_report.isTrying()) {
        m_progress->setText(tr("Trying, by running it: %1 of %2 changes so far")
                                .arg(m_report.tried)
                                .arg(m_report.wanted));
    } else if (m_report.cancelled) {
        m_progress->setText(
            tr("Stopped after %1 of %2 changes").arg(m_report.tried).arg(m_report.wanted));
    } else {
        m_progress->setText(tr("None of the single changes that were tried."));
    }
    m_progress->setVisible(m_report.isTrying() || m_report.cancelled || m_report.helped.isEmpty());
    m_inVainTitle->setText(tr("Tried, and did not help"));
    m_inVainTitle->setVisible(!m_report.inVain.isEmpty());
    setVisible(m_report.wanted > 0);
}

void RemediesView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        showReport();
    }
    QWidget::changeEvent(event);
}

} // namespace brokerscope::views
