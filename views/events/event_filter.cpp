#include "views/events/event_filter.h"

#include "views/text/event_text.h"

#include <algorithm>

namespace brokerscope::views {

EventFilter::EventFilter(KindGroups groups, const QString& words)
    : m_groups(groups)
    , m_words(words.toLower().split(u' ', Qt::SkipEmptyParts))
{
}

bool EventFilter::accepts(const history::History& history, EventId id) const
{
    const event::Event& event = history.event(id);
    if (!m_groups.contains(groupOf(event.payload))) {
        return false;
    }
    if (m_words.isEmpty()) {
        return true;
    }
    // The sentence takes the longest to make, so it comes last and only where a word is still
    // missing.
    const QString names
        = (nodeName(history, event.node) + u' ' + toQString(event::kindName(event.payload)) + u' '
            + partitionName(history, event::partitionOf(event.payload)))
              .toLower();
    QString told;
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) {
        if (names.contains(word)) {
            return true;
        }
        if (told.isNull()) {
            told = sentence(history, id).toLower();
        }
        return told.contains(word);
    });
}

bool EventFilter::narrows(const EventFilter& wider) const
{
    if (!(m_groups == wider.m_groups)) {
        return false;
    }
    return std::all_of(wider.m_words.begin(), wider.m_words.end(), [&](const QString& word) {
        return std::any_of(m_words.begin(), m_words.end(),
            [&](const QString& mine) { return mine.contains(word); });
    });
}

} // namespace brokerscope::views
