#include "views/config/config_model.h"

#include "views/config/property_meaning.h"
#include "views/config/property_words.h"
#include "views/text/names.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

bool haveSamePlaces(const std::vector<ConfigRow>& a, const std::vector<ConfigRow>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
        [](const ConfigRow& one, const ConfigRow& other) { return one.isSame(other); });
}

} // namespace

std::vector<std::size_t> ConfigModel::filtered(const std::vector<ConfigRow>& all) const
{
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (m_filter.accepts(all[i])) {
            rows.push_back(i);
        }
    }
    return rows;
}

void ConfigModel::setScenario(std::shared_ptr<const scenario::Scenario> scenario)
{
    if (scenario == m_scenario) {
        return;
    }
    m_scenario = std::move(scenario);
    std::vector<ConfigRow> all = m_scenario ? configRowsOf(*m_scenario) : std::vector<ConfigRow>();
    std::vector<std::size_t> rows = filtered(all);
    if (rows == m_rows && haveSamePlaces(all, m_all)) {
        m_all = std::move(all);
        if (!m_rows.empty()) {
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        }
        return;
    }
    beginResetModel();
    m_all = std::move(all);
    m_rows = std::move(rows);
    endResetModel();
}

void ConfigModel::setFilter(const ConfigFilter& filter)
{
    if (filter == m_filter) {
        return;
    }
    beginResetModel();
    m_filter = filter;
    m_rows = filtered(m_all);
    endResetModel();
}

void ConfigModel::setTheme(const Theme& theme)
{
    m_theme = theme;
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

void ConfigModel::retranslate()
{
    beginResetModel(); // other words may stand in other rows
    m_rows = filtered(m_all);
    endResetModel();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int ConfigModel::rowOf(const scenario::ConfigOwner& owner, std::string_view name) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
        [&](std::size_t i) { return m_all[i].owner == owner && m_all[i].def->name == name; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int ConfigModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ConfigModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ConfigModel::cellText(const ConfigRow& row, int column) const
{
    switch (column) {
    case NameColumn: {
        const QString mark = changeMark(row);
        return (mark.isEmpty() ? QStringLiteral("   ") : QString(mark % QLatin1Char(' ')))
            % toQString(row.def->name);
    }
    case ValueColumn:
        return shortValue(*row.def, row.effective.value);
    case DefaultColumn:
        return shortValue(*row.def, row.usual);
    case SinceColumn:
        return sinceShort(*row.def, m_scenario->kafka);
    case TypeColumn:
        return propertyType(*row.def);
    case OwnerColumn:
        return ownerText(row.owner);
    default:
        return {};
    }
}

QString ConfigModel::accessibleText(const ConfigRow& row, int column) const
{
    if (column != NameColumn) {
        return cellText(row, column);
    }
    const QString name = toQString(row.def->name);
    if (row.isChanged()) {
        return tr("%1, changed").arg(name);
    }
    return row.isSet ? tr("%1, set to Kafka's default").arg(name) : name;
}

/// What is elided in a narrow column can be read in full here.
QString ConfigModel::tipOf(const ConfigRow& row, int column) const
{
    QString tip = toQString(row.def->name);
    if (column != NameColumn) {
        const QString heading = headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        tip += QLatin1Char('\n') % heading % QStringLiteral(": ") % cellText(row, column);
    }
    return QString(tip % QLatin1Char('\n') % propertyMeaning(row.def->scope, row.def->name));
}

QVariant ConfigModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const ConfigRow& row = rowAt(index.row());
    const int column = index.column();
    const bool isMain = column == NameColumn || column == ValueColumn;
    const bool isBold = isMain && row.isChanged();
    switch (role) {
    case Qt::DisplayRole:
        return cellText(row, column);
    case Qt::ToolTipRole:
        return tipOf(row, column);
    case Qt::AccessibleTextRole:
        return accessibleText(row, column);
    case Qt::FontRole: {
        const bool isMono = isMain || column == DefaultColumn;
        QFont font = m_theme.font(isMono ? FontRole::MonoSmall : FontRole::Small);
        font.setBold(isBold);
        return font;
    }
    case Qt::ForegroundRole:
        return m_theme.color(isBold ? Ink::Accent : isMain ? Ink::Text : Ink::TextMuted);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant ConfigModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case NameColumn:
        return tr("Property");
    case ValueColumn:
        return tr("Value");
    case DefaultColumn:
        return tr("Default");
    case SinceColumn:
        return tr("Since");
    case TypeColumn:
        return tr("Type");
    case OwnerColumn:
        return tr("Of");
    default:
        return {};
    }
}

} // namespace brokerscope::views
