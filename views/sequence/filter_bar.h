#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QWidget>

#include "views/controls/themed.h"
#include "views/run_view.h"
#include "views/sequence/sequence_filter.h"

#include <array>

class QComboBox;
class QMenu;

namespace brokerscope::views {

class CheckBox;
class PillButton;

/// Chooses what the diagram shows: lifelines, a partition, groups of requests.
class SequenceFilterBar : public QWidget {
    Q_OBJECT

public:
    explicit SequenceFilterBar(QWidget* parent = nullptr);

    /// Offers the nodes and partitions of another run; what is chosen stays as far as it is there.
    void setHistory(std::shared_ptr<const history::History> history);
    void setTheme(const Theme& theme);

    [[nodiscard]] const SequenceFilter& filter() const { return m_filter; }
    [[nodiscard]] QComboBox* partitionBox() const { return m_partition; }
    [[nodiscard]] CheckBox* groupBox(ApiGroup group) const
    {
        return m_groups.at(static_cast<std::size_t>(group));
    }
    [[nodiscard]] CheckBox* quietBox() const { return m_quiet; }
    [[nodiscard]] QMenu* nodeMenu() const { return m_nodeMenu; }

Q_SIGNALS:
    void filterChanged(const brokerscope::views::SequenceFilter& filter);
    void exportRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void fillPartitions();
    void fillNodes();
    void changed();

    std::shared_ptr<const history::History> m_history;
    SequenceFilter m_filter;
    QComboBox* m_partition;
    PillButton* m_nodes;
    QMenu* m_nodeMenu;
    std::array<CheckBox*, kApiGroups> m_groups{}; ///< by ApiGroup
    CheckBox* m_quiet;
    PillButton* m_export;
};

} // namespace brokerscope::views
