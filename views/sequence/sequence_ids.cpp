#include "views/sequence/sequence_ids.h"

namespace brokerscope::views {

std::optional<EventId> sequenceEventOf(const QString& id, const history::History& history)
{
    const qsizetype colon = id.indexOf(QLatin1Char(':'));
    const QStringView kind = QStringView(id).left(colon);
    for (const char* prefix : {"message", "lost", "mark", "outage"}) {
        if (kind == QLatin1String(prefix)) {
            const EventId event(QStringView(id).mid(colon + 1).toUInt());
            return event.value() < history.size() ? std::optional(event) : std::nullopt;
        }
    }
    return std::nullopt;
}

NodeId lifelineOf(const QString& id, const history::History& history)
{
    const QLatin1String prefix("lifeline:");
    return id.startsWith(prefix)
        ? history.roster().node(id.mid(prefix.size()).toStdString()).value_or(kNoNode)
        : kNoNode;
}

Selection sequenceSelectionFor(const QString& id, const history::History& history)
{
    Selection selection;
    if (const NodeId node = lifelineOf(id, history); node != kNoNode) {
        selection.kind = Selection::Kind::Node;
        selection.node = node;
    } else if (const auto event = sequenceEventOf(id, history)) {
        selection.kind = id.startsWith(QLatin1String("message:")) ? Selection::Kind::Message
                                                                  : Selection::Kind::Event;
        selection.event = *event;
    }
    return selection;
}

} // namespace brokerscope::views
