#include "views/events/event_log_model.h"

#include "views/text/event_text.h"

#include <QElapsedTimer>

#include <algorithm>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kSliceMilliseconds = 8;
constexpr std::size_t kEventsBetweenLooksAtTheClock = 256;

} // namespace

EventLogModel::EventLogModel(QObject* parent)
    : QAbstractTableModel(parent)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &EventLogModel::filterSlice);
}

void EventLogModel::setHistory(std::shared_ptr<const history::History> history)
{
    if (history == m_history) {
        return;
    }
    beginResetModel();
    m_rows.clear();
    m_history = std::move(history);
    endResetModel();
    restart(std::nullopt);
}

void EventLogModel::restart(std::optional<std::vector<std::uint32_t>> candidates)
{
    beginResetModel();
    m_rows.clear();
    m_marked = -1;
    endResetModel();
    m_candidates = std::move(candidates);
    m_next = 0;
    m_timer.start();
    filterSlice();
}

void EventLogModel::setFilter(const EventFilter& filter)
{
    if (filter == m_filter) {
        return;
    }
    const bool narrower = !isFiltering() && filter.narrows(m_filter);
    m_filter = filter;
    std::optional<std::vector<std::uint32_t>> candidates;
    if (narrower) {
        candidates = m_rows;
    }
    restart(std::move(candidates));
}

void EventLogModel::setApplied(std::size_t applied)
{
    m_applied = applied;
    mark();
}

void EventLogModel::setTheme(const Theme& theme)
{
    m_theme = theme;
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

void EventLogModel::retranslate()
{
    if (m_filter.hasWords()) {
        restart(std::nullopt);
    }
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

std::size_t EventLogModel::candidateCount() const
{
    if (!m_history) {
        return 0;
    }
    return m_candidates ? m_candidates->size() : m_history->size();
}

double EventLogModel::progress() const
{
    const std::size_t count = candidateCount();
    return count == 0 ? 1.0 : static_cast<double>(m_next) / static_cast<double>(count);
}

void EventLogModel::filterSlice()
{
    QElapsedTimer clock;
    clock.start();
    const std::size_t count = candidateCount();
    std::vector<std::uint32_t> passed;
    while (m_next < count) {
        const std::size_t sliceEnd = std::min(count, m_next + kEventsBetweenLooksAtTheClock);
        for (; m_next < sliceEnd; ++m_next) {
            const auto id
                = m_candidates ? (*m_candidates)[m_next] : static_cast<std::uint32_t>(m_next);
            if (m_filter.accepts(*m_history, EventId(id))) {
                passed.push_back(id);
            }
        }
        if (clock.elapsed() >= kSliceMilliseconds) {
            break;
        }
    }
    if (!passed.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(passed.size()) - 1);
        m_rows.insert(m_rows.end(), passed.begin(), passed.end());
        endInsertRows();
        mark();
    }
    if (m_next >= count) {
        m_timer.stop();
        m_candidates.reset();
        m_next = candidateCount();
    }
    Q_EMIT filterProgressed();
}

int EventLogModel::rowUpTo(EventId event) const
{
    const auto after = std::upper_bound(m_rows.begin(), m_rows.end(), event.value());
    return static_cast<int>(after - m_rows.begin()) - 1;
}

void EventLogModel::mark()
{
    const int row
        = m_applied == 0 ? -1 : rowUpTo(EventId(static_cast<std::uint32_t>(m_applied - 1)));
    if (row == m_marked) {
        return;
    }
    const int before = std::exchange(m_marked, row);
    for (const int changed : {before, row}) {
        if (changed >= 0 && changed < rowCount()) {
            Q_EMIT dataChanged(index(changed, 0), index(changed, ColumnCount - 1));
        }
    }
    Q_EMIT markedRowChanged();
}

int EventLogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EventLogModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString EventLogModel::cellText(int row, int column) const
{
    const EventId id = eventAt(row);
    const event::Event& event = m_history->event(id);
    switch (column) {
    case TimeColumn:
        return (row == m_marked ? u"▶ "_s : QString()) + timeText(event.time);
    case NodeColumn:
        return nodeName(*m_history, event.node);
    case KindColumn:
        return toQString(event::kindName(event.payload));
    case SentenceColumn:
        return sentence(*m_history, id);
    default:
        return {};
    }
}

QVariant EventLogModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const int row = index.row();
    const bool hasHappened = eventAt(row).value() < m_applied;
    switch (role) {
    case Qt::DisplayRole:
        return cellText(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == SentenceColumn ? QVariant(cellText(row, SentenceColumn))
                                                : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            (index.column() == TimeColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::BackgroundRole:
        return row == m_marked ? QVariant(m_theme.color(Ink::Highlight)) : QVariant();
    case Qt::ForegroundRole:
        return m_theme.color(
            hasHappened && index.column() == SentenceColumn ? Ink::Text : Ink::TextMuted);
    case Qt::FontRole:
        return m_theme.font(
            index.column() == SentenceColumn ? FontRole::Small : FontRole::MonoSmall);
    default:
        return {};
    }
}

QVariant EventLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case TimeColumn:
        return tr("Time (s)");
    case NodeColumn:
        return tr("Node");
    case KindColumn:
        return tr("Kind");
    case SentenceColumn:
        return tr("What happened");
    default:
        return {};
    }
}

} // namespace brokerscope::views
