#pragma once

#include "engine/history/history.h"
#include "views/events/kind_group.h"

#include <QString>
#include <QStringList>

namespace brokerscope::views {

/// Which events a list shows: some groups of kinds, and all of the words typed. A word may stand in
/// the node's name, the kind's name, the partition's name or the sentence; case does not matter.
class EventFilter {
public:
    EventFilter()
        : m_groups(quietKindGroups())
    {
    }
    EventFilter(KindGroups groups, const QString& words);

    [[nodiscard]] bool accepts(const history::History& history, EventId id) const;

    /// Whether every event that this one accepts is accepted by `wider` as well.
    [[nodiscard]] bool narrows(const EventFilter& wider) const;

    [[nodiscard]] const KindGroups& groups() const { return m_groups; }
    [[nodiscard]] bool hasWords() const { return !m_words.isEmpty(); }
    bool operator==(const EventFilter&) const = default;

private:
    KindGroups m_groups;
    QStringList m_words; // lower case
};

} // namespace brokerscope::views
