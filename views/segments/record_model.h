#pragma once

#include "views/picture/theme.h"
#include "views/segments/batch_part.h"

#include <QAbstractTableModel>

#include <memory>

namespace brokerscope::views {

/// The records of a batch. Null keys and values say so in italics, what is no UTF-8 stands as hex.
class RecordModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { OffsetColumn, KeyColumn, ValueColumn, TimeColumn, HeadersColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setBatch(std::shared_ptr<const BatchContent> batch);
    void setTheme(const Theme& theme);
    void setPart(const BatchPart& part);
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(
        const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString text(const ShownRecord& record, int column) const;
    [[nodiscard]] QString keyText(const ShownRecord& record) const;
    [[nodiscard]] QString valueText(const ShownRecord& record) const;
    [[nodiscard]] QVariant font(const ShownRecord& record, int column) const;

    std::shared_ptr<const BatchContent> m_batch;
    Theme m_theme{ThemeName::Light};
    BatchPart m_part;
};

} // namespace brokerscope::views
