#pragma once

#include "views/picture/theme.h"
#include "views/segments/batch_part.h"

#include <QAbstractTableModel>

#include <memory>

namespace brokerscope::views {

/// The fields of a batch with their values and what they mean, a row each.
class FieldModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, MeaningColumn, ColumnCount };

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
    [[nodiscard]] QString text(BatchField field, int column) const;

    std::shared_ptr<const BatchContent> m_batch;
    Theme m_theme{ThemeName::Light};
    BatchPart m_part;
};

} // namespace brokerscope::views
