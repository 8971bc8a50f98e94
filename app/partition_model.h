#pragma once

#include "app/log_directory.h"
#include "views/picture/theme.h"

#include <QAbstractTableModel>

namespace brokerscope::app {

/// The partitions of an opened directory, a row each.
class PartitionModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { NameColumn, SegmentsColumn, SizeColumn, OffsetsColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setPartitions(std::vector<ListedPartition> partitions);
    void setEnd(std::size_t row, Offset end);
    void setTheme(const views::Theme& theme);
    void retranslate();
    [[nodiscard]] const ListedPartition& partition(int row) const
    {
        return m_partitions.at(static_cast<std::size_t>(row));
    }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(
        const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] static QString text(const ListedPartition& partition, int column);
    /// The room that a text of a column of numbers wants.
    [[nodiscard]] QSize sizeOf(const QString& text, views::FontRole role) const;

    std::vector<ListedPartition> m_partitions;
    views::Theme m_theme{views::ThemeName::Light};
};

/// "orders-0"
[[nodiscard]] QString partitionTitle(const inspect::PartitionFiles& partition);

} // namespace brokerscope::app
