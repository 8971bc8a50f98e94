#include "views/metrics/metric_table_view.h"

#include "views/controls/text_label.h"
#include "views/text/names.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

QString valueText(double value, const QString& unit)
{
    if (std::isnan(value)) {
        return u"–"_s;
    }
    const QString number = QLocale().toString(value, 'g', 4);
    return unit.isEmpty() ? number : QString(number + u' ' + unit);
}

/// JMX names may break after their punctuation and between their words; there are no spaces in
/// them.
QString breakable(QString name)
{
    static const QRegularExpression kBreak(QStringLiteral("(?<=[:,=.])(?=.)|(?<=[a-z])(?=[A-Z])"));
    return name.replace(kBreak, QString(QChar(0x200b)));
}

} // namespace

MetricTableView::MetricTableView(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"metricTable"_s);
    m_column->setContentsMargins(0, 4, 0, 0);
    m_column->setSpacing(1);
    hide();
}

void MetricTableView::showStep(const std::shared_ptr<const history::History>& history, EventId cue)
{
    if (history == m_history && cue == m_cue) {
        return;
    }
    m_history = history;
    m_cue = cue;
    const bool tells
        = history && cue.value() < history->size() && isFailure(history->event(cue).payload);
    m_rows = tells ? metricTable(*history, cue) : std::vector<MetricRow>{};
    rebuild();
    setVisible(tells);
}

void MetricTableView::setTheme(const Theme& theme)
{
    m_theme = theme;
    rebuild();
}

// Boxes in a box rather than a grid: a grid that folds texts of several columns gives them too few
// lines.
void MetricTableView::rebuild()
{
    qDeleteAll(findChildren<TextLabel*>(Qt::FindDirectChildrenOnly));
    while (QLayoutItem* item = m_column->takeAt(0)) {
        delete item;
    }
    const QString metric = tr("metric", "heading of a table");
    const QString was = tr("was", "heading of a table: the value before");
    const QString now = tr("now", "heading of a table: the value at present");
    if (m_rows.empty()) {
        m_column->addWidget(makeLabel(FontRole::CaptionStrong, Ink::TextMuted, metric));
        m_column->addWidget(makeWrapped(FontRole::Small, Ink::TextMuted,
            tr("No metric has moved yet: nobody has noticed anything.")));
        return;
    }
    std::vector<Cells> lines{{makeLabel(FontRole::CaptionStrong, Ink::TextMuted, metric),
        makeLabel(FontRole::CaptionStrong, Ink::TextMuted, was),
        makeLabel(FontRole::CaptionStrong, Ink::TextMuted, now), nullptr}};
    for (const MetricRow& row : m_rows) {
        lines.push_back(cellsOf(row));
    }
    alignColumns(lines);
    for (const Cells& line : lines) {
        auto* cells = new QHBoxLayout;
        cells->setSpacing(10);
        cells->addWidget(line.title, 1);
        cells->addWidget(line.was, 0, Qt::AlignTop);
        cells->addWidget(line.now, 0, Qt::AlignTop);
        m_column->addLayout(cells);
        if (line.source != nullptr) {
            m_column->addWidget(line.source);
        }
    }
}

void MetricTableView::alignColumns(const std::vector<Cells>& lines)
{
    for (TextLabel* Cells::*column : {&Cells::was, &Cells::now}) {
        int width = 0;
        for (const Cells& line : lines) {
            width = std::max(width, (line.*column)->sizeHint().width());
        }
        for (const Cells& line : lines) {
            (line.*column)->setFixedWidth(width);
            (line.*column)->setAlignment(Qt::AlignRight | Qt::AlignTop);
        }
    }
}

TextLabel* MetricTableView::makeLabel(FontRole font, Ink ink, const QString& text)
{
    auto* label = new TextLabel(font, ink, this);
    label->setTheme(m_theme);
    label->setText(text);
    return label;
}

TextLabel* MetricTableView::makeWrapped(FontRole font, Ink ink, const QString& text)
{
    TextLabel* label = makeWrappedLabel(font, ink, this);
    label->setTheme(m_theme);
    label->setText(text);
    return label;
}

MetricTableView::Cells MetricTableView::cellsOf(const MetricRow& row)
{
    const MetricDef def = metricDef(row.key.id);
    const QString whose = row.key.partition != kNoPartition
        ? partitionName(*m_history, row.key.partition)
        : row.key.node != kNoNode ? nodeName(*m_history, row.key.node)
                                  : QString();
    const QString title = whose.isEmpty() ? def.title : QString(def.title + u" · "_s + whose);
    const Cells cells{makeWrapped(FontRole::SmallStrong, Ink::Text, title),
        makeLabel(FontRole::Small, Ink::TextMuted, valueText(row.was, def.unit)),
        makeLabel(FontRole::SmallStrong, Ink::Text, valueText(row.now, def.unit)),
        makeWrapped(FontRole::Caption, Ink::TextMuted,
            breakable(def.scope == MetricScope::Producer ? def.jmxNameOf(whose) : def.jmxName))};
    for (TextLabel* label : {cells.title, cells.was, cells.now, cells.source}) {
        label->setToolTip(def.meaning);
    }
    return cells;
}

void MetricTableView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        rebuild();
    }
    QWidget::changeEvent(event);
}

} // namespace brokerscope::views
