#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QAbstractTableModel>

#include "views/config/config_row.h"
#include "views/picture/theme.h"

#include <memory>
#include <vector>

namespace brokerscope::views {

/// The Kafka properties of a scenario that pass a filter, one a row.
class ConfigModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        ValueColumn,
        DefaultColumn,
        SinceColumn,
        TypeColumn,
        OwnerColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Another scenario, or none. Rows that stay keep their places.
    void setScenario(std::shared_ptr<const scenario::Scenario> scenario);
    void setFilter(const ConfigFilter& filter);
    void setTheme(const Theme& theme);
    void retranslate();

    [[nodiscard]] const ConfigFilter& filter() const { return m_filter; }
    [[nodiscard]] const ConfigRow& rowAt(int row) const
    {
        return m_all.at(m_rows.at(static_cast<std::size_t>(row)));
    }
    /// Where the property of that owner stands now; -1 when it is filtered out.
    [[nodiscard]] int rowOf(const scenario::ConfigOwner& owner, std::string_view name) const;
    /// Rows before the filter.
    [[nodiscard]] int totalCount() const { return static_cast<int>(m_all.size()); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(
        const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString cellText(const ConfigRow& row, int column) const;
    [[nodiscard]] QString tipOf(const ConfigRow& row, int column) const;
    [[nodiscard]] QString accessibleText(const ConfigRow& row, int column) const;
    [[nodiscard]] std::vector<std::size_t> filtered(const std::vector<ConfigRow>& all) const;

    std::shared_ptr<const scenario::Scenario> m_scenario;
    std::vector<ConfigRow> m_all;
    std::vector<std::size_t> m_rows; ///< into m_all, ascending
    ConfigFilter m_filter;
    Theme m_theme{ThemeName::Light};
};

} // namespace brokerscope::views
