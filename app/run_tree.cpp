#include "app/run_tree.h"

#include "app/edit_words.h"

#include <QFont>

#include <algorithm>

namespace brokerscope::app {

RunTree::RunTree(QObject* parent)
    : QAbstractItemModel(parent)
{
}

void RunTree::reset(std::vector<Run> runs, RunId current)
{
    beginResetModel();
    m_runs = std::move(runs);
    m_current = current;
    endResetModel();
    Q_EMIT currentChanged();
}

RunId RunTree::add(Run run)
{
    const RunId id = run.id;
    const auto row = static_cast<int>(childrenOf(run.parent).size());
    beginInsertRows(indexOf(run.parent), row, row);
    m_runs.push_back(std::move(run));
    endInsertRows();
    setCurrent(id);
    return id;
}

void RunTree::setCurrent(RunId id)
{
    if (id == m_current || find(id) == nullptr) {
        return;
    }
    const RunId before = std::exchange(m_current, id);
    for (const RunId changed : {before, m_current}) {
        if (const QModelIndex index = indexOf(changed); index.isValid()) {
            Q_EMIT dataChanged(index, index.siblingAtColumn(OutcomeColumn));
        }
    }
    Q_EMIT currentChanged();
}

void RunTree::fill(RunId id, views::RunView view)
{
    const auto run = std::find_if(
        m_runs.begin(), m_runs.end(), [id](const Run& each) { return each.id == id; });
    if (run != m_runs.end()) {
        run->view = std::move(view);
        const QModelIndex index = indexOf(id);
        Q_EMIT dataChanged(index, index.siblingAtColumn(OutcomeColumn));
    }
}

const Run* RunTree::find(RunId id) const
{
    const auto run = std::find_if(
        m_runs.begin(), m_runs.end(), [id](const Run& each) { return each.id == id; });
    return run == m_runs.end() ? nullptr : &*run;
}

const Run* RunTree::root() const
{
    return m_runs.empty() ? nullptr : &m_runs.front();
}

const Run* RunTree::sameScenario(const scenario::Scenario& scenario) const
{
    const auto run = std::find_if(m_runs.begin(), m_runs.end(), [&](const Run& each) {
        return each.complete && each.view.scenario != nullptr && *each.view.scenario == scenario;
    });
    return run == m_runs.end() ? nullptr : &*run;
}

RunId RunTree::nextId() const
{
    return RunId(m_runs.empty() ? 1 : m_runs.back().id.value() + 1);
}

std::vector<std::size_t> RunTree::childrenOf(RunId parent) const
{
    std::vector<std::size_t> children;
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        if (m_runs[i].parent == parent) {
            children.push_back(i);
        }
    }
    return children;
}

QModelIndex RunTree::indexOf(RunId id) const
{
    const Run* run = find(id);
    if (run == nullptr) {
        return {};
    }
    const auto place = static_cast<std::size_t>(run - m_runs.data());
    const std::vector<std::size_t> siblings = childrenOf(run->parent);
    const auto row = std::find(siblings.begin(), siblings.end(), place) - siblings.begin();
    return createIndex(static_cast<int>(row), LabelColumn, quintptr{place});
}

RunId RunTree::idAt(const QModelIndex& index) const
{
    return index.isValid() ? m_runs.at(index.internalId()).id : kNoRun;
}

QModelIndex RunTree::index(int row, int column, const QModelIndex& parent) const
{
    const std::vector<std::size_t> children = childrenOf(idAt(parent));
    if (row < 0 || column < 0 || column >= ColumnCount
        || static_cast<std::size_t>(row) >= children.size()) {
        return {};
    }
    return createIndex(row, column, quintptr{children[static_cast<std::size_t>(row)]});
}

QModelIndex RunTree::parent(const QModelIndex& child) const
{
    return child.isValid() ? indexOf(m_runs.at(child.internalId()).parent) : QModelIndex{};
}

int RunTree::rowCount(const QModelIndex& parent) const
{
    if (parent.column() > 0) {
        return 0;
    }
    return static_cast<int>(childrenOf(idAt(parent)).size());
}

int RunTree::columnCount(const QModelIndex& /*parent*/) const
{
    return ColumnCount;
}

QVariant RunTree::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Run& run = m_runs.at(index.internalId());
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == LabelColumn ? label(run) : outcome(run);
    case Qt::ToolTipRole:
        return label(run);
    case Qt::FontRole: {
        QFont font;
        font.setBold(run.id == m_current);
        return font;
    }
    case Qt::AccessibleTextRole:
        return run.id == m_current ? tr("%1, on the stage now").arg(label(run)) : label(run);
    default:
        return {};
    }
}

QVariant RunTree::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == LabelColumn ? tr("Run") : tr("Outcome");
}

QString RunTree::label(const Run& run) const
{
    const Run* parent = find(run.parent);
    QString words = editWords(run, parent);
    if (words.isEmpty()) {
        words = parent == nullptr ? tr("As in the scenario") : tr("The same once more");
    }
    return run.complete ? words : tr("%1 (interrupted)").arg(words);
}

QString RunTree::outcome(const Run& run) const
{
    if (run.view.verdict == nullptr) {
        return tr("not loaded yet");
    }
    const auto lost = static_cast<int>(run.view.verdict->count(history::AnomalyKind::LostAfterAck));
    if (lost > 0) {
        return tr("%n lost after ack", nullptr, lost);
    }
    return run.view.verdict->anomalies.empty()
        ? tr("nothing went wrong")
        : tr("%n anomaly(ies)", nullptr, static_cast<int>(run.view.verdict->anomalies.size()));
}

} // namespace brokerscope::app
