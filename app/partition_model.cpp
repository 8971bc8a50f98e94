#include "app/partition_model.h"

#include "views/segments/look_up_target.h"
#include "views/text/names.h"

#include <QFontMetrics>
#include <QSize>

namespace brokerscope::app {

using views::FontRole;
using views::Ink;

namespace {

constexpr int kColumnGap = 22; ///< numbers of two columns are not read as one

} // namespace

QString partitionTitle(const inspect::PartitionFiles& partition)
{
    const QString topic = views::toQString(partition.topic);
    return partition.number < 0 ? topic
                                : topic % QLatin1Char('-') % QString::number(partition.number);
}

void PartitionModel::setPartitions(std::vector<ListedPartition> partitions)
{
    beginResetModel();
    m_partitions = std::move(partitions);
    endResetModel();
}

void PartitionModel::setEnd(std::size_t row, Offset end)
{
    if (row < m_partitions.size()) {
        m_partitions[row].end = end;
        const QModelIndex cell = index(static_cast<int>(row), OffsetsColumn);
        Q_EMIT dataChanged(cell, cell);
    }
}

void PartitionModel::setTheme(const views::Theme& theme)
{
    m_theme = theme;
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

void PartitionModel::retranslate()
{
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int PartitionModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_partitions.size());
}

int PartitionModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString PartitionModel::text(const ListedPartition& partition, int column)
{
    switch (column) {
    case NameColumn:
        return partitionTitle(partition.files);
    case SegmentsColumn:
        return QString::number(partition.files.segments.size());
    case SizeColumn:
        return views::sizeText(partition.bytes);
    default:
        break;
    }
    if (partition.end == kNoOffset) {
        return QStringLiteral("…");
    }
    return partition.end <= partition.start ? tr("empty", "a log without records")
                                            : views::offsets(partition.start, partition.end);
}

QSize PartitionModel::sizeOf(const QString& text, FontRole role) const
{
    const QFontMetrics metrics(m_theme.font(role));
    return {metrics.horizontalAdvance(text) + kColumnGap, metrics.height() + 6};
}

QVariant PartitionModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const ListedPartition& partition = m_partitions[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(partition, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            (column == NameColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::FontRole:
        return m_theme.font(column == NameColumn ? FontRole::SmallStrong : FontRole::MonoSmall);
    case Qt::ForegroundRole:
        return m_theme.color(column == NameColumn ? Ink::Text : Ink::TextMuted);
    case Qt::SizeHintRole:
        return column == NameColumn ? QVariant()
                                    : sizeOf(text(partition, column), FontRole::MonoSmall);
    default:
        return {};
    }
}

QVariant PartitionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(
            (section == NameColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (orientation == Qt::Horizontal && role == Qt::SizeHintRole) {
        const QString title = headerData(section, orientation, Qt::DisplayRole).toString();
        return sizeOf(title, FontRole::CaptionStrong);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case NameColumn:
        return tr("Partition");
    case SegmentsColumn:
        return tr("Segments");
    case SizeColumn:
        return tr("Size");
    case OffsetsColumn:
        return tr("Offsets");
    default:
        return {};
    }
}

} // namespace brokerscope::app
