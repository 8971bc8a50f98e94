#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QAbstractTableModel>
#include <QTimer>

#include "views/events/event_filter.h"
#include "views/picture/theme.h"
#include "views/run_view.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace brokerscope::views {

/// The events of a run that pass a filter, one a row. Rows appear while the filter works through
/// the events in slices between the user's actions. Texts are made when a row is asked for.
class EventLogModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TimeColumn, NodeColumn, KindColumn, SentenceColumn, ColumnCount };

    explicit EventLogModel(QObject* parent = nullptr);

    void setHistory(std::shared_ptr<const history::History> history);
    void setFilter(const EventFilter& filter);
    /// The row of the last event that has happened is marked.
    void setApplied(std::size_t applied);
    void setTheme(const Theme& theme);
    /// All texts are made anew, in the language of the app.
    void retranslate();

    /// How much of the events the filter has looked at, from 0 to 1.
    [[nodiscard]] double progress() const;
    [[nodiscard]] bool isFiltering() const { return m_timer.isActive(); }

    [[nodiscard]] EventId eventAt(int row) const
    {
        return EventId(m_rows.at(static_cast<std::size_t>(row)));
    }
    /// The last row whose event has happened, or -1.
    [[nodiscard]] int markedRow() const { return m_marked; }
    /// The row of this event, or of the last one before it that passes; -1 when there is none.
    [[nodiscard]] int rowUpTo(EventId event) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void filterProgressed();
    void markedRowChanged();

private:
    /// Looks at the candidates (all events when nullopt) anew.
    void restart(std::optional<std::vector<std::uint32_t>> candidates);
    void filterSlice();
    void mark();
    [[nodiscard]] std::size_t candidateCount() const;
    [[nodiscard]] QString cellText(int row, int column) const;

    std::shared_ptr<const history::History> m_history;
    EventFilter m_filter;
    Theme m_theme{ThemeName::Light};
    std::vector<std::uint32_t> m_rows; // event ids that pass, ascending
    std::optional<std::vector<std::uint32_t>>
        m_candidates; // what is left to look at; all events when empty
    std::size_t m_next = 0; // into the candidates
    std::size_t m_applied = 0;
    int m_marked = -1;
    QTimer m_timer;
};

} // namespace brokerscope::views
