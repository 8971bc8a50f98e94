#include "views/events/event_log_view.h"

#include "views/controls/check_box.h"
#include "views/controls/flow_layout.h"
#include "views/controls/text_label.h"
#include "views/events/event_log_model.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

namespace brokerscope::views {

EventLogView::EventLogView(QWidget* parent)
    : QWidget(parent)
    , m_model(new EventLogModel(this))
    , m_words(new QLineEdit(this))
    , m_follow(new CheckBox(this))
    , m_count(new TextLabel(FontRole::Small, Ink::TextMuted, this))
    , m_table(new QTableView(this))
{
    composeControls();
    composeTable();
    connect(m_model, &EventLogModel::markedRowChanged, this, &EventLogView::followPlayhead);
    connect(m_model, &EventLogModel::filterProgressed, this, &EventLogView::showCounts);
    connect(m_follow, &CheckBox::toggled, this, &EventLogView::followPlayhead);
    retranslate();
}

void EventLogView::composeControls()
{
    m_words->setClearButtonEnabled(true);
    m_words->setFixedWidth(300);
    connect(m_words, &QLineEdit::textChanged, this, &EventLogView::applyFilter);
    m_follow->setChecked(true);
    auto* controls = new FlowLayout(12);
    controls->addWidget(m_words);
    for (const KindGroup group : kKindGroups) {
        auto* box = new CheckBox(this);
        box->setChecked(quietKindGroups().contains(group));
        connect(box, &CheckBox::toggled, this, &EventLogView::applyFilter);
        controls->addWidget(box);
        m_groups += box;
    }
    controls->addWidget(m_follow);
    controls->addWidget(m_count);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(controls);
    layout->addWidget(m_table, 1);
}

void EventLogView::composeTable()
{
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setStretchLastSection(true);
    m_table->installEventFilter(this);
    connect(m_table, &QTableView::clicked, this,
        [this](const QModelIndex& index) { goToRow(index.row()); });
}

void EventLogView::setScene(const Scene& scene)
{
    m_scene = scene;
    if (isVisible()) {
        feedModel();
    }
}

void EventLogView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    feedModel();
    // Where the rows are is known only after the layout.
    QTimer::singleShot(0, this, &EventLogView::followPlayhead);
}

void EventLogView::feedModel()
{
    m_model->setHistory(m_scene.run.history);
    m_model->setApplied(m_scene.playhead.applied);
}

void EventLogView::setSelection(const Selection& selection)
{
    const bool isEvent
        = selection.kind == Selection::Kind::Event || selection.kind == Selection::Kind::Message;
    if (!isEvent) {
        m_table->clearSelection();
        return;
    }
    const int row = m_model->rowUpTo(selection.event);
    if (row >= 0 && m_model->eventAt(row) == selection.event) {
        m_table->selectRow(row);
    }
}

void EventLogView::setTheme(const Theme& theme)
{
    applyTheme(this, theme);
    m_model->setTheme(theme);
    const QFontMetrics mono(theme.font(FontRole::MonoSmall));
    m_table->verticalHeader()->setDefaultSectionSize(
        qMax(mono.height(), QFontMetrics(theme.font(FontRole::Small)).height()) + 4);
    const int character = mono.horizontalAdvance(u'0');
    m_table->setColumnWidth(EventLogModel::TimeColumn, 15 * character);
    m_table->setColumnWidth(EventLogModel::NodeColumn, 13 * character);
    m_table->setColumnWidth(EventLogModel::KindColumn, 23 * character);
    m_table->horizontalHeader()->setFont(theme.font(FontRole::CaptionStrong));
}

void EventLogView::applyFilter()
{
    KindGroups groups;
    for (std::size_t i = 0; i < kKindGroups.size(); ++i) {
        groups.set(kKindGroups[i], m_groups[static_cast<qsizetype>(i)]->isChecked());
    }
    m_model->setFilter(EventFilter(groups, m_words->text()));
}

void EventLogView::goToRow(int row)
{
    if (row < 0 || row >= m_model->rowCount()) {
        return;
    }
    const EventId event = m_model->eventAt(row);
    Selection selection;
    selection.kind = Selection::Kind::Event;
    selection.event = event;
    Q_EMIT eventRequested(event);
    Q_EMIT selectionRequested(selection);
}

void EventLogView::followPlayhead()
{
    if (m_follow->isChecked() && m_model->markedRow() >= 0) {
        m_table->scrollTo(
            m_model->index(m_model->markedRow(), 0), QAbstractItemView::EnsureVisible);
    }
}

void EventLogView::showCounts()
{
    const QString shown = QLocale().toString(m_model->rowCount());
    if (m_model->isFiltering()) {
        m_count->setText(tr("%1 found, %2 % searched", "number of events; per cent")
                             .arg(shown)
                             .arg(static_cast<int>(m_model->progress() * 100)));
    } else {
        const auto total = m_scene.run ? static_cast<qlonglong>(m_scene.run.history->size()) : 0;
        m_count->setText(tr("%1 of %2 events").arg(shown, QLocale().toString(total)));
    }
}

bool EventLogView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            goToRow(m_table->currentIndex().row());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void EventLogView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void EventLogView::retranslate()
{
    setAccessibleName(tr("Event log"));
    m_words->setPlaceholderText(tr("Filter by any words, e.g. b1 truncated"));
    m_words->setAccessibleName(tr("Filter events"));
    m_table->setAccessibleName(tr("Events"));
    for (std::size_t i = 0; i < kKindGroups.size(); ++i) {
        m_groups[static_cast<qsizetype>(i)]->setText(kindGroupText(kKindGroups[i]));
    }
    m_follow->setText(tr("Follow the playhead"));
    m_model->retranslate();
    showCounts();
}

} // namespace brokerscope::views
