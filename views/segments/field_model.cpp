#include "views/segments/field_model.h"

#include "views/text/names.h"

#include <utility>

namespace brokerscope::views {

void FieldModel::setBatch(std::shared_ptr<const BatchContent> batch)
{
    beginResetModel();
    m_batch = std::move(batch);
    m_part = {};
    endResetModel();
}

void FieldModel::setTheme(const Theme& theme)
{
    m_theme = theme;
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

void FieldModel::retranslate()
{
    if (m_batch) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void FieldModel::setPart(const BatchPart& part)
{
    const BatchPart before = std::exchange(m_part, part);
    for (const BatchPart& changed : {before, part}) {
        if (m_batch && changed.kind == BatchPart::Kind::Field) {
            const int row = static_cast<int>(changed.index);
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
}

int FieldModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_batch ? 0 : static_cast<int>(kBatchFields);
}

int FieldModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FieldModel::text(BatchField field, int column) const
{
    switch (column) {
    case NameColumn:
        return toQString(fieldName(field));
    case ValueColumn:
        return fieldValue(*m_batch, field);
    default:
        return fieldMeaning(*m_batch, field);
    }
}

QVariant FieldModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const auto field = static_cast<BatchField>(index.row());
    const int column = index.column();
    const bool isBad = field == BatchField::Crc && !m_batch->hasValidCrc();
    switch (role) {
    case Qt::DisplayRole:
        return text(field, column);
    case Qt::ToolTipRole:
        return text(field, column);
    case Qt::AccessibleTextRole:
        return QString(text(field, NameColumn) % QLatin1Char(' ') % text(field, ValueColumn)
            % QStringLiteral(": ") % text(field, MeaningColumn));
    case Qt::FontRole:
        return m_theme.font(column == NameColumn ? FontRole::SmallStrong
                : column == ValueColumn          ? FontRole::MonoSmall
                                                 : FontRole::Small);
    case Qt::ForegroundRole:
        return m_theme.color(isBad        ? Ink::Danger
                : column == MeaningColumn ? Ink::TextMuted
                                          : Ink::Text);
    case Qt::BackgroundRole:
        return m_part.is(field) ? QVariant(m_theme.color(Ink::Highlight)) : QVariant();
    default:
        return {};
    }
}

QVariant FieldModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case NameColumn:
        return tr("Field");
    case ValueColumn:
        return tr("Value");
    case MeaningColumn:
        return tr("Meaning");
    default:
        return {};
    }
}

} // namespace brokerscope::views
