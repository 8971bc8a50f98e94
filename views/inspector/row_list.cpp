#include "views/inspector/row_list.h"

#include "views/controls/text_label.h"

#include <QGridLayout>
#include <QVBoxLayout>

#include <cmath>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kLabelWidth = 84;

/// QLabel takes the colour of links from the application's palette, so it is said here. The arrow
/// marks a link for those who do not see the colour.
QString linkText(const QString& text, const Theme& theme)
{
    return u"<a href=\"go\" style=\"color:%1;text-decoration:none\">%2&nbsp;›</a>"_s.arg(
        theme.color(Ink::Accent).name(), text.toHtmlEscaped());
}

} // namespace

RowList::RowList(Labels labels, QWidget* parent)
    : QWidget(parent)
    , m_labels(labels)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(6);
    m_grid->setVerticalSpacing(m_labels == Labels::Beside ? 7 : 2);
    m_grid->setColumnStretch(0, m_labels == Labels::Beside ? 0 : 1);
    m_grid->setColumnStretch(1, 1);
    if (m_labels == Labels::Beside) {
        m_grid->setColumnMinimumWidth(0, kLabelWidth);
    }
}

void RowList::addLine()
{
    Line line{makeWrappedLabel(FontRole::Small, Ink::TextMuted, this),
        makeWrappedLabel(FontRole::Mono, Ink::Text, this),
        makeWrappedLabel(FontRole::Caption, Ink::TextMuted, this)};
    line.value->setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    const auto index = m_lines.size();
    connect(line.value, &QLabel::linkActivated, this, [this, index] {
        if (index < m_rows.size()) {
            Q_EMIT selectionRequested(m_rows[index].target);
        }
    });
    const int row = static_cast<int>(index) * 3; // label, value and hint, a gap
    if (m_labels == Labels::Beside) {
        auto* cell = new QVBoxLayout;
        cell->setSpacing(1);
        cell->addWidget(line.value);
        cell->addWidget(line.hint);
        m_grid->addWidget(line.label, row, 0, Qt::AlignTop);
        m_grid->addLayout(cell, row, 1);
    } else {
        m_grid->addWidget(line.label, row, 0, 1, 2);
        m_grid->addWidget(line.value, row + 1, 0, Qt::AlignTop);
        m_grid->addWidget(line.hint, row + 1, 1, Qt::AlignTop);
        m_grid->setRowMinimumHeight(row + 2, 6);
    }
    for (TextLabel* label : {line.label, line.value, line.hint}) {
        label->setTheme(m_theme);
    }
    m_lines += line;
}

void RowList::setRows(const QList<InspectorRow>& rows)
{
    if (rows == m_rows) {
        return;
    }
    m_rows = rows;
    while (m_lines.size() < rows.size()) {
        addLine();
    }
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        if (i < rows.size()) {
            showRow(m_lines[i], rows[i]);
        } else {
            m_lines[i].label->hide();
            m_lines[i].value->hide();
            m_lines[i].hint->hide();
        }
    }
    setVisible(!rows.isEmpty());
}

void RowList::showRow(const Line& line, const InspectorRow& row)
{
    const bool isLink = row.target.kind != Selection::Kind::None;
    line.label->setText(foldable(row.label)); // names of properties are wider than the panel
    line.value->setRole(row.isProse ? FontRole::Small : FontRole::Mono, Ink::Text);
    line.value->setTextFormat(isLink ? Qt::RichText : Qt::PlainText);
    line.value->setText(isLink ? linkText(row.value, m_theme) : row.value);
    line.value->setFocusPolicy(isLink ? Qt::StrongFocus : Qt::ClickFocus);
    line.value->setAccessibleName(row.label + u": "_s + row.value);
    line.hint->setText(foldable(row.hint));
    line.label->show();
    line.value->show();
    line.hint->setVisible(!row.hint.isEmpty());
}

void RowList::setTheme(const Theme& theme)
{
    m_theme = theme;
    if (m_labels == Labels::Beside) {
        m_grid->setColumnMinimumWidth(
            0, static_cast<int>(std::lround(kLabelWidth * theme.scale())));
    }
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        showRow(m_lines[i], m_rows[i]);
    }
}

} // namespace brokerscope::views
